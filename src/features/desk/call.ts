import { z } from 'zod';
import type { PressInput } from '../../actions/action.ts';
import type { Context, Reply } from '../../actions/context.ts';
import { byTelephone, StaffId } from '../../base/people.ts';
import { type CaseId, newCaseId } from '../../base/reference.ts';
import { clockAndDay } from '../../cards/london.ts';
import { advance } from '../../case/advance.ts';
import { phonedIn } from '../../case/along.ts';
import { type CaseRecord, emptyCase } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { callForm } from './call-form.ts';
import { type LoggedCall, readLoggedCall } from './logged-call.ts';
import { logPhoneReferral } from './rules.ts';
import type { saveCall } from './verbs.ts';

/**
 * Writes down what somebody said who rang. The case is in the channel from then on like any other; its reference was drawn with the
 * form, so that a second press finds it.
 */
export async function logged(given: PressInput<typeof saveCall>, context: Context): Promise<Reply> {
  const { by: who, cases, config, log, shows } = context;
  const { organisation } = config;
  const { now, pack } = context.caseContext();
  let id = given.case?.startsWith(`${organisation}-`) ? given.case : newCaseId(organisation);
  const isSure = given.answer === 'sure';
  const read = readLoggedCall(given.typed, { pack, now, takenBy: who.name, isSure });
  const caller = given.typed.caller ? Caller.safeParse(given.typed.caller) : undefined;
  if (read.kind === 'problems' || caller?.success === false) {
    const attempt = given.attempt + 1;
    const unclear = caller?.success === false ? [{ field: 'caller', kind: 'required' as const }] : [];
    const problems = [...(read.kind === 'problems' ? read.problems : []), ...unclear];
    return [{ card: callForm(id, pack, { attempt, typed: given.typed, problems }) }];
  }
  for (;;) {
    const record = newCase(id, { ...read, caller: caller?.data }, context);
    if (await cases.create(record)) {
      log.info({ event: 'case.PhoneReferralLogged', ref: id });
      const called = `I read the time of the call as ${clockAndDay(read.calledAt)}.`;
      return shows.caseCard(record, `Logged as ${id}. ${called} The card comes up in this channel.`);
    }
    const there = await cases.load(id);
    const sent = there && submittedIn(referralOf(there.events));
    if (there && sent && phonedIn(sent)?.loggedBy === who.id)
      return shows.caseCard(there, `Logged as ${id} before. Nothing was added.`);
    id = newCaseId(organisation);
  }
}

/** What the people picker of Teams sends: an object id of the tenant. */
const Caller = z.guid().pipe(StaffId);

type Read = Extract<LoggedCall, { kind: 'read' }>;

function newCase(
  id: CaseId,
  { answers, calledAt, caller }: Read & { caller: StaffId | undefined },
  { by: who, caseContext: aroundNow, config }: Context,
): CaseRecord {
  const caseContext = aroundNow();
  const { now, pack } = caseContext;
  const outcome = logPhoneReferral(calledAt, pack.clocks, { by: who, now, caller });
  if (outcome.kind !== 'happened') throw new Error('only members of the MASH come here');
  const { organisation } = config;
  const name = answers.values.name ?? '';
  const empty = emptyCase({ id, organisation, author: caller ?? byTelephone, pack, answers, name, now });
  return advance(empty, { events: outcome.events, by: who }, caseContext);
}
