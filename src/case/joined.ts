import type { StaffId } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import type { Instant } from '../base/time.ts';
import type { CaseEvent, EventOf } from '../history/events.ts';
import type { DecisionWindow, JoinedCall } from './along.ts';
import { type Outcome, refuseWith } from './outcome.ts';
import type { CaseRecord } from './record.ts';

/** What joining a call changes of a case. */
interface WithCalls extends DecisionWindow {
  status: string;
  calls?: JoinedCall[];
  ownDue?: DecisionWindow;
  taken?: { by: StaffId; at: Instant; with?: CaseId } | undefined;
  toldOverdue: boolean;
  reopened?: unknown;
}

/** The clock of a case as it is without the calls that were joined into it. */
export const ownDue = ({ ownDue: own, clockStart, decisionDue }: WithCalls): DecisionWindow =>
  own ?? { clockStart, decisionDue };

/** The clock that holds: of a case and the calls joined into it, the earliest. */
export function earliestDue(
  own: DecisionWindow,
  calls: JoinedCall[] = [],
): DecisionWindow & { ownDue?: DecisionWindow } {
  if (calls.length === 0) return own;
  const all = [own, ...calls];
  const first = (times: Instant[], otherwise: Instant): Instant => times.sort()[0] ?? otherwise;
  return {
    ownDue: own,
    clockStart: first(
      all.map(({ clockStart }) => clockStart),
      own.clockStart,
    ),
    decisionDue: first(
      all.map(({ decisionDue }) => decisionDue),
      own.decisionDue,
    ),
  };
}

/** The case with a call of the MASH joined into it. Who had the call has the case, where nobody has it. */
export function withCall<Case extends WithCalls>(referral: Case, event: EventOf<'CallJoined'>): Case {
  const { type: _, takenBy, ...call } = event;
  const calls = [...(referral.calls ?? []).filter(({ from }) => from !== call.from), call];
  const taken = referral.taken ?? (takenBy ? { by: takenBy, at: call.at, with: call.from } : undefined);
  return { ...referral, ...earliestDue(ownDue(referral), calls), calls, taken };
}

/** The case after a call was separated again: its own clock holds, and nobody has it only because they had the call. */
export function withoutCall<Case extends WithCalls>(referral: Case, { other, at }: EventOf<'JoinUndone'>): Case {
  if (!referral.calls?.some(({ from }) => from === other)) return referral;
  const calls = referral.calls.filter(({ from }) => from !== other);
  if (referral.status !== 'awaiting-decision' || referral.reopened) return { ...referral, calls };
  const due = earliestDue(ownDue(referral), calls);
  const taken = referral.taken?.with === other ? undefined : referral.taken;
  return { ...referral, ...due, calls, taken, toldOverdue: referral.toldOverdue && at > due.decisionDue };
}

/** Into which case a call was joined; undefined while it stands by itself. */
export function joinedInto({ status, events }: Pick<CaseRecord, 'status' | 'events'>): CaseId | undefined {
  const last = status === 'joined' ? events.findLast(({ type }) => type === 'JoinedInto') : undefined;
  return last?.type === 'JoinedInto' ? last.into : undefined;
}

/** What may still be recorded on a joined call: that it is separated, that it was not this person, and that a child is missing. */
const stillRecorded: readonly CaseEvent['type'][] = ['JoinUndone', 'CallerTakenBack', 'ChildMissing', 'ChildFound'];

/** Nothing is done to a call that is joined: what is to be done is done on the case in which it goes on. */
export function unlessJoined(record: CaseRecord, outcome: Outcome): Outcome {
  const into = joinedInto(record);
  if (!into || outcome.kind !== 'happened') return outcome;
  return outcome.events.every(({ type }) => stillRecorded.includes(type))
    ? outcome
    : refuseWith({ kind: 'joined', into });
}
