import type { CaseId } from '../base/reference.ts';
import type { Instant } from '../base/time.ts';
import type { CaseEvent, EventOf } from '../history/events.ts';
import type { Allocation, DecisionWindow, JoinedCall, Submitted } from './along.ts';
import { type Outcome, refuseWith } from './outcome.ts';
import type { CaseRecord } from './record.ts';

type WithCalls = Submitted & { status: string };

/** The clock of a case as it is without the calls that were joined into it. */
export const ownDue = ({ ownDue: own, clockStart, decisionDue }: Submitted): DecisionWindow =>
  own ?? { clockStart, decisionDue };

/** The clock that holds: of a case and the calls joined into it, the earliest. */
export function earliestDue(own: DecisionWindow, calls: JoinedCall[]): DecisionWindow & { ownDue?: DecisionWindow } {
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
  const calls = [...referral.calls.filter(({ from }) => from !== call.from), call];
  const withCall: Allocation = takenBy ? { kind: 'with-call', by: takenBy, at: call.at, call: call.from } : nobody;
  const allocation = referral.allocation.kind === 'nobody' ? withCall : referral.allocation;
  return { ...referral, ...earliestDue(ownDue(referral), calls), calls, allocation };
}

const nobody = { kind: 'nobody' } as const;

/** The case after a call was separated again: its own clock holds, and nobody has it only because they had the call. */
export function withoutCall<Case extends WithCalls>(referral: Case, { other, at }: EventOf<'JoinUndone'>): Case {
  if (!referral.calls.some(({ from }) => from === other)) return referral;
  const calls = referral.calls.filter(({ from }) => from !== other);
  if (referral.status !== 'awaiting-decision' || referral.reopening.kind === 'reopened') return { ...referral, calls };
  const due = earliestDue(ownDue(referral), calls);
  const { allocation: before } = referral;
  const allocation = before.kind === 'with-call' && before.call === other ? nobody : before;
  return { ...referral, ...due, calls, allocation, toldOverdue: referral.toldOverdue && at > due.decisionDue };
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
