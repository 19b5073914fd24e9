import { z } from 'zod';
import type { Message } from '../../actions/reply.ts';
import { clockAndDay } from '../../cards/london.ts';
import { advance } from '../../case/advance.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { byTelephone, type Person, StaffId } from '../../people.ts';
import { type CaseId, newCaseId } from '../../reference.ts';
import type { BotDeps } from '../../teams/deps.ts';
import type { Tap } from '../../teams/incoming.ts';
import { shown } from '../../teams/mash.ts';
import { callForm } from './call-form.ts';
import { type LoggedCall, readLoggedCall } from './logged-call.ts';
import { logPhoneReferral } from './rules.ts';

/**
 * Writes down what somebody said who rang. The case is in the channel from then on like any other; its reference was drawn with the
 * form, so that a second press finds it.
 */
export async function saveCall(tap: Tap, who: Person, deps: BotDeps): Promise<Message> {
  const { organisation } = deps.config;
  const { now, pack } = deps.around();
  let id = tap.case?.startsWith(`${organisation}-`) ? tap.case : newCaseId(organisation);
  const isSure = tap.answer === 'sure';
  const read = readLoggedCall(tap.inputs, { pack, now, takenBy: who.name, isSure });
  const caller = tap.inputs.caller ? Caller.safeParse(tap.inputs.caller) : undefined;
  if (read.kind === 'problems' || caller?.success === false) {
    const attempt = (tap.attempt ?? 0) + 1;
    const unclear = caller?.success === false ? [{ field: 'caller', kind: 'required' as const }] : [];
    const problems = [...(read.kind === 'problems' ? read.problems : []), ...unclear];
    return { card: callForm(id, pack, { attempt, typed: tap.inputs, problems }) };
  }
  for (;;) {
    const record = newCase(id, { ...read, caller: caller?.data }, who, deps);
    if (await deps.cases.create(record)) {
      deps.log.info({ event: 'case.PhoneReferralLogged', ref: id });
      return logged(record, read, deps);
    }
    const there = await deps.cases.load(id);
    const by = there && submittedIn(referralOf(there.events))?.phoned?.loggedBy;
    if (there && by === who.id) return shown(there, deps, `Logged as ${id} before. Nothing was added.`);
    id = newCaseId(organisation);
  }
}

/** What the people picker of Teams sends: an object id of the tenant. */
const Caller = z.guid().pipe(StaffId);

type Read = Extract<LoggedCall, { kind: 'read' }>;

function newCase(
  id: CaseId,
  { answers, calledAt, caller }: Read & { caller: StaffId | undefined },
  who: Person,
  deps: BotDeps,
): CaseRecord {
  const around = deps.around();
  const { now, pack } = around;
  const outcome = logPhoneReferral(calledAt, pack.clocks, { by: who, now, caller });
  if (outcome.kind !== 'happened') throw new Error('only members of the MASH come here');
  const author = caller ?? byTelephone;
  const empty: CaseRecord = {
    kind: 'case',
    id,
    organisation: deps.config.organisation,
    author,
    pack: { id: pack.id, version: pack.version },
    status: 'draft',
    revision: 0,
    startedAt: now,
    answeredAt: now,
    changedAt: now,
    facts: { answers, texts: {}, names: { [author]: answers.values.name ?? '' } },
    heard: [],
    events: [],
    outbox: [],
    said: { draft: [] },
  };
  return advance(empty, { events: outcome.events, by: who }, around);
}

function logged(record: CaseRecord, { calledAt }: Read, deps: BotDeps): Message {
  const read = `I read the time of the call as ${clockAndDay(calledAt)}.`;
  return shown(record, deps, `Logged as ${record.id}. ${read} The card comes up in this channel.`);
}
