import { phoneCaller, type StaffId } from '../../../src/base/people.ts';
import type { Instant } from '../../../src/base/time.ts';
import { advance } from '../../../src/case/advance.ts';
import { recordPhoneCall } from '../../../src/case/commands.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referralOf } from '../../../src/case/state.ts';
import { logPhoneReferral } from '../../../src/features/desk/rules.ts';
import { joiningMirrorOf, recordJoin, recordSeparation } from '../../../src/features/joining/rules.ts';
import { aDraft, at, caseContext, jane, OTHER_REFERENCE, pack, pat, withOutcome } from '../../case/a-case.ts';

export const CALLED = at('2026-11-24T14:00:00.000Z');
export const RECORDED = at('2026-11-24T14:05:00.000Z');
export const JOINED = at('2026-11-24T14:10:00.000Z');

interface Call {
  danger?: 'yes' | 'no';
  caller?: StaffId;
  calledAt?: Instant;
}

/** A call that Pat logged, under its own reference. */
export function loggedCall({ danger = 'no', caller, calledAt = CALLED }: Call = {}): CaseRecord {
  const { progress: _, ...draft } = aDraft(CALLED);
  const answers = { values: { danger, worry: 'A girl, Zircon.', phone: '01632 960 099' }, ticks: {}, readings: {} };
  const author = caller ?? phoneCaller;
  const empty: CaseRecord = {
    ...draft,
    id: OTHER_REFERENCE,
    author,
    events: [],
    facts: { answers, texts: {}, names: {} },
  };
  return withOutcome(empty, logPhoneReferral(calledAt, pack.clocks, { by: pat, now: CALLED, caller }));
}

/** Jane's own case about the same call. Nothing of it is in writing. */
export function unwrittenCase(calledAt = RECORDED): CaseRecord {
  const draft = aDraft(calledAt);
  return withOutcome(draft, recordPhoneCall(referralOf(draft.events), calledAt, { by: jane, now: calledAt }));
}

/** The kept case after Pat has joined the call into it. */
export const withTheCall = (kept: CaseRecord, logged: CaseRecord, now = JOINED): CaseRecord =>
  withOutcome(kept, recordJoin({ logged, kept }, pack, { by: pat, now }));

/** Both cases after a join. */
export function joined(kept = unwrittenCase(), logged = loggedCall(), now = JOINED) {
  const first = withTheCall(kept, logged, now);
  return { kept: first, logged: afterTelling(logged, first, now) };
}

/** Both cases after a separation. */
export function separated(pair: Record<'kept' | 'logged', CaseRecord>, now: Instant) {
  const logged = withOutcome(pair.logged, recordSeparation(pair, { by: pat, now }));
  return { logged, kept: afterTelling(pair.kept, logged, now) };
}

/** The other case after it was told about the last event of this one. */
export function afterTelling(other: CaseRecord, record: CaseRecord, now: Instant): CaseRecord {
  const last = record.events.findLast(({ type }) => type === 'CallJoined' || type === 'JoinUndone');
  const event = joiningMirrorOf(last, record, other);
  if (typeof event !== 'object') throw new Error(`the other case records no event: ${event}`);
  return advance(other, { events: [event], by: pat }, caseContext(now));
}
