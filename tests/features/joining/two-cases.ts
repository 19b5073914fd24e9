import { byTelephone, type StaffId } from '../../../src/base/people.ts';
import type { Instant } from '../../../src/base/time.ts';
import { advance } from '../../../src/case/advance.ts';
import { recordPhoneCall } from '../../../src/case/commands.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referralOf, type SubmittedReferral, submittedIn } from '../../../src/case/state.ts';
import { logPhoneReferral } from '../../../src/features/desk/rules.ts';
import { joiningMirrorOf, recordJoin, recordSeparation } from '../../../src/features/joining/rules.ts';
import { aDraft, at, caseContext, jane, pack, pat, SISTER, withOutcome } from '../../case/a-case.ts';

export const CALLED = at('2026-11-24T14:00:00.000Z');
export const RECORDED = at('2026-11-24T14:05:00.000Z');
export const JOINED = at('2026-11-24T14:10:00.000Z');

interface Call {
  danger?: 'yes' | 'no';
  caller?: StaffId;
  calledAt?: Instant;
}

/** A call that Pat wrote down, under its own reference. */
export function loggedCall({ danger = 'no', caller, calledAt = CALLED }: Call = {}): CaseRecord {
  const { progress: _, ...draft } = aDraft(CALLED);
  const answers = { values: { danger, worry: 'A girl, Zircon.', phone: '01632 960 099' }, ticks: {}, readings: {} };
  const author = caller ?? byTelephone;
  const empty: CaseRecord = { ...draft, id: SISTER, author, events: [], facts: { answers, texts: {}, names: {} } };
  return withOutcome(empty, logPhoneReferral(calledAt, pack.clocks, { by: pat, now: CALLED, caller }), pat, CALLED);
}

/** Jane's own record of the same call, of which nothing is in writing. */
export function recordedCall(calledAt = RECORDED): CaseRecord {
  const draft = aDraft(calledAt);
  return withOutcome(
    draft,
    recordPhoneCall(referralOf(draft.events), calledAt, { by: jane, now: calledAt }),
    jane,
    calledAt,
  );
}

/** What Pat's word makes of the case that is kept. */
export const withTheCall = (kept: CaseRecord, logged: CaseRecord, now = JOINED): CaseRecord =>
  withOutcome(kept, recordJoin({ logged, kept }, pack, { by: pat, now }), pat, now);

/** Both, once the call has heard of it. */
export function joined(kept = recordedCall(), logged = loggedCall(), now = JOINED) {
  const first = withTheCall(kept, logged, now);
  return { kept: first, logged: heard(logged, first, now) };
}

/** Both, once they are separate again. */
export function separated(pair: Record<'kept' | 'logged', CaseRecord>, now: Instant) {
  const logged = withOutcome(pair.logged, recordSeparation(pair.logged, { by: pat, now }), pat, now);
  return { logged, kept: heard(pair.kept, logged, now) };
}

/** The other case after it heard of the last event of this one. */
export function heard(other: CaseRecord, of: CaseRecord, now: Instant): CaseRecord {
  const event = joiningMirrorOf(of.events.at(-1), of, other);
  if (typeof event !== 'object') throw new Error(`the other case heard ${event}`);
  return advance(other, { events: [event], by: pat }, caseContext(now));
}

export function stateOf(record: CaseRecord): SubmittedReferral {
  const referral = submittedIn(referralOf(record.events));
  if (!referral) throw new Error('it does not wait');
  return referral;
}
