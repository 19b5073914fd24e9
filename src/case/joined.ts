import { type EventOf, isA } from '../history/events.ts';
import { type Outcome, refuseWith } from './outcome.ts';
import type { CaseRecord } from './record.ts';
import type { Allocation, DecisionWindow, JoinedCall, Submitted } from './referral.ts';

type WithCalls = Submitted & { status: string };

/** The decision window of a case without the calls that were joined into it. */
export const ownWindow = ({ ownWindow: own, clockStart, decisionDue }: Submitted): DecisionWindow =>
  own ?? { clockStart, decisionDue };

/** The decision window that applies: the earliest among the case and the calls joined into it. */
export function earliestDue(own: DecisionWindow, calls: JoinedCall[]) {
  const all = [own, ...calls];
  const [clockStart = own.clockStart] = all.map((each) => each.clockStart).sort();
  const [decisionDue = own.decisionDue] = all.map((each) => each.decisionDue).sort();
  return { clockStart, decisionDue, ownWindow: calls.length > 0 ? own : undefined };
}

/**
 * The case with one of the MASH's calls joined into it. If nobody has the case yet, the person who had the call has it.
 * If the caller said that the child leaves sight earlier, the case keeps that time, even if they are separated again.
 */
export function withCall<Case extends WithCalls>(referral: Case, event: EventOf<'CallJoined'>): Case {
  const { type: _, takenBy, ...call } = event;
  const calls = [...referral.calls.filter(({ from }) => from !== call.from), call];
  const withCall: Allocation = takenBy ? { kind: 'with-call', by: takenBy, at: call.at, call: call.from } : nobody;
  const allocation = referral.allocation.kind === 'nobody' ? withCall : referral.allocation;
  const { leavesSight = call.leavesSight } = referral;
  const isEarlier = call.leavesSight && leavesSight && call.leavesSight <= leavesSight;
  const sight = isEarlier ? { leavesSight: call.leavesSight, sightSaid: { number: 0, at: call.at } } : {};
  return { ...referral, ...earliestDue(ownWindow(referral), calls), ...sight, calls, allocation };
}

const nobody = { kind: 'nobody' } as const;

/**
 * The case after a call was separated again. While it waits for its first decision, the call's times no longer count,
 * and whoever had it only because of the call no longer has it.
 */
export function withoutCall<Case extends WithCalls>(referral: Case, { other, at }: EventOf<'JoinUndone'>): Case {
  if (!referral.calls.some(({ from }) => from === other)) return referral;
  const calls = referral.calls.filter(({ from }) => from !== other);
  if (referral.status !== 'awaiting-decision' || referral.reopening) return { ...referral, calls };
  const due = earliestDue(ownWindow(referral), calls);
  const { allocation: before } = referral;
  const allocation = before.kind === 'with-call' && before.call === other ? nobody : before;
  return { ...referral, ...due, calls, allocation, toldOverdue: referral.toldOverdue && at > due.decisionDue };
}

/** The case into which a call was joined; undefined if the call is not joined. */
export function joinedInto({ status, events }: CaseRecord) {
  return status === 'joined' ? events.findLast(isA('JoinedInto'))?.into : undefined;
}

/**
 * The events that a joined call may still record: it is separated, the caller was somebody else, a child is missing
 * or found, or whoever wrote an address says whether the child is placed there.
 */
const isAllowedOnJoined = isA(
  'JoinUndone',
  'CallerTakenBack',
  'ChildMissing',
  'ChildFound',
  'AddressShown',
  'AddressRemoved',
);

/** Refuses most actions on a joined call: people act on the case into which it was joined. */
export function refuseIfJoined(record: CaseRecord, outcome: Outcome): Outcome {
  const into = joinedInto(record);
  if (!into || outcome.kind !== 'happened') return outcome;
  return outcome.events.every((event) => isAllowedOnJoined(event)) ? outcome : refuseWith({ kind: 'joined', into });
}
