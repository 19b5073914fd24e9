import { z } from 'zod';
import type { PressInput } from '../../actions/action.ts';
import { beginCase } from '../../actions/change-case.ts';
import type { Context, Reply } from '../../actions/context.ts';
import { phoneCaller, StaffId } from '../../base/people.ts';
import { type CaseId, newCaseId } from '../../base/reference.ts';
import { clockAndDay } from '../../cards/london.ts';
import { advance } from '../../case/advance.ts';
import { type CaseRecord, emptyCase } from '../../case/record.ts';
import { phonedIn } from '../../case/referral.ts';
import { sentReferral } from '../../case/submitted.ts';
import { callForm } from './call-form.ts';
import { type LoggedCall, readLoggedCall } from './logged-call.ts';
import { logPhoneReferral } from './rules.ts';
import type { saveCall } from './verbs.ts';

/**
 * Saves a phone referral as a case, which then appears in the channel like any other. The form already held its
 * reference, so a second press finds the same case.
 */
export async function savePhoneReferral(given: PressInput<typeof saveCall>, context: Context): Promise<Reply> {
  const { by: member, cases, config, shows } = context;
  const { organisation } = config;
  const { now, pack } = context.caseContext();
  let id = given.case?.startsWith(`${organisation}-`) ? given.case : newCaseId(organisation);
  const isSure = given.answer === 'sure';
  const call = readLoggedCall(given.typed, { pack, now, takenBy: member.name, isSure });
  const caller = given.typed.caller ? Caller.safeParse(given.typed.caller) : undefined;
  if (call.kind === 'problems' || caller?.success === false) {
    const attempt = given.attempt + 1;
    const callerProblems = caller?.success === false ? [{ field: 'caller', kind: 'required' as const }] : [];
    const problems = [...(call.kind === 'problems' ? call.problems : []), ...callerProblems];
    return [{ card: callForm(id, pack, { attempt, typed: given.typed, problems }) }];
  }
  for (;;) {
    const record = newCase(id, { ...call, caller: caller?.data }, context);
    if (await beginCase(record, context)) {
      const timeNotice = `I read the time of the call as ${clockAndDay(call.calledAt)}.`;
      return shows.caseCard(record, `Logged as ${id}. ${timeNotice} The card comes up in this channel.`);
    }
    const existing = await cases.load(id);
    const referral = existing && sentReferral(existing);
    if (existing && referral && phonedIn(referral)?.loggedBy === member.id)
      return shows.caseCard(existing, `Logged as ${id} before. Nothing was added.`);
    id = newCaseId(organisation);
  }
}

/** What the people picker of Teams sends: the object id of a person in the tenant. */
const Caller = z.guid().pipe(StaffId);

type ReadCall = Extract<LoggedCall, { kind: 'read' }>;

function newCase(
  id: CaseId,
  { answers, calledAt, caller }: ReadCall & { caller: StaffId | undefined },
  context: Context,
): CaseRecord {
  const { by: member, config } = context;
  const caseContext = context.caseContext();
  const { now, pack } = caseContext;
  const outcome = logPhoneReferral(calledAt, pack.clocks, { by: member, now, caller });
  if (outcome.kind !== 'happened') throw new Error(`case ${id}: only a member of the MASH can log a phone referral`);
  const { organisation } = config;
  const name = answers.values.name ?? '';
  const empty = emptyCase({ id, organisation, author: caller ?? phoneCaller, pack, answers, name, now });
  return advance(empty, { events: outcome.events, by: member }, caseContext);
}
