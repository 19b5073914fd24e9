import { oncePer } from '../../base/once-per.ts';
import { Duration, type Instant, latest, msBetween, msIn, plus } from '../../base/time.ts';
import { hasActed, lastAnswer } from '../../case/alarms.ts';
import { type RunningClock, runningClock } from '../../case/clocks.ts';
import type { Mark } from '../../case/part.ts';
import type { ClockedCase } from '../../case/record.ts';
import { erasedIn, sentReferral, whoIsOnIt } from '../../case/standing.ts';
import type { SubmittedReferral } from '../../case/state.ts';
import type { Urgency } from '../../case/urgent.ts';
import type { CaseEvent } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { alarmClock } from './clock.ts';
import { type Worry, worriesOf } from './state.ts';

/** The worries of a case that still goes on; none once its facts are erased. */
export function openWorries(record: ClockedCase, pack: Pack): Worry[] {
  const referral = sentReferral(record);
  if (!referral || referral.status === 'joined' || erasedIn(record.events)) return [];
  return worriesOf(record, referral, pack);
}

/**
 * Asks whoever is on it whether the child is safe (`remind`); without an answer who is on duty (`escalate`), and then
 * everybody, again and again (overdue). While nobody is on it, it begins where the urgent alarm has said its last, and asks
 * who is on duty. Each answer starts it again.
 */
export const askClock = oncePer((record: ClockedCase, pack: Pack): RunningClock | undefined => {
  const referral = sentReferral(record);
  if (!referral) return undefined;
  const { childSafe } = pack.clocks;
  const plans = openWorries(record, pack).map((worry) => planFor(worry, record, referral, pack));
  const [first] = plans.toSorted((one, other) => (one.at < other.at ? -1 : 1));
  const [overdueFrom] = plans.map(({ everybodyAt }) => everybodyAt).sort();
  if (!first || !overdueFrom) return undefined;
  const escalateAt = plus(first.at, childSafe.answerWithin);
  return {
    name: 'childSafe',
    start: first.start,
    due: first.at,
    marks: [
      ...[...new Set(plans.flatMap(({ asks }) => asks))].map((at) => ({ at, kind: 'remind' as const })),
      ...(whoIsOnIt(record) && escalateAt < overdueFrom ? [{ at: escalateAt, kind: 'escalate' as const }] : []),
    ],
    overdueFrom,
    every: first.every,
  };
});

const settle = 2 * 60_000; // the news of a leaving time has just rung

/** When one worry is asked about, if nobody says anything more. What is reported after it arose puts that off no further. */
function planFor(
  { why, since, policeKnow, sight }: Worry,
  record: ClockedCase,
  referral: SubmittedReferral,
  pack: Pack,
) {
  const { events } = record;
  const { childSafe: clocks } = pack.clocks;
  const { allocation, submittedAt } = referral;
  const { leavesSight, sightSaid } = { leavesSight: undefined, sightSaid: undefined, ...sight };
  const last = events[lastAnswer(events)];
  const known = why === 'leaves-sight' ? latest(since, sightSaid?.at ?? submittedAt) : since;
  const isOfThis = (each: Urgency) => each.why === why || (each.why === 'call' && why === 'danger');
  const alarm = alarmClock(record, pack, isOfThis); // while nobody is on it
  const rings = alarm ? [...alarm.marks.map(({ at }) => at), alarm.overdueFrom ?? []].flat() : [];
  const isRingOfThis = (at: Instant) => at <= plus(known, msIn(clocks.every));
  const onIt = allocation.kind === 'with-call' ? [allocation.at] : []; // to be handed it answers nothing
  const start = [last?.at ?? [], onIt, rings.filter(isRingOfThis)].flat().sort().at(-1) ?? since;
  const settled = sightSaid ? plus(sightSaid.at, settle) : start;
  const onItSaid = last?.type === 'StillOnIt' ? last : undefined;
  const [waits = start] = onItSaid ? [onItSaid.until ?? [], plus(onItSaid.at, clocks.every)].flat().sort() : [];
  const isAwaited = onItSaid?.until && onItSaid.at >= (sightSaid?.at ?? submittedAt); // they know when the child leaves
  const leaving =
    why === 'leaves-sight' && leavesSight
      ? [since, leavesSight].map((at) => latest(at, settled, isAwaited ? waits : start)).filter((at) => at > start)
      : [];
  const [leavesAt] = leaving;
  if (leavesAt)
    return {
      start,
      at: leavesAt,
      asks: leaving,
      everybodyAt: plus(leavesAt, clocks.answerWithin),
      every: clocks.every,
    };
  const every = policeKnow ? clocks.withPolice : clocks.every;
  const regular = plus(since > start ? since : start, every);
  const until = onItSaid?.until && onItSaid.until < regular ? onItSaid.until : regular;
  const at = why === 'no-time' ? latest(since, waits) : until;
  return { start, at, asks: [at], everybodyAt: plus(at, clocks.everybodyAfter), every };
}

/** The marks since then: what was asked and nobody has answered. */
export const unansweredAsks = (events: readonly CaseEvent[]): Mark[] =>
  events
    .slice(lastAnswer(events) + 1)
    .filter((event): event is Mark => event.type === 'ClockReached' && event.clock === 'childSafe');

const sameRing = msIn(Duration.parse('PT5M'));

/**
 * Reminds the managers shortly before the child leaves sight. Where the case rings anyway within five minutes, with its alarm,
 * to ask whether the child is safe or to remind of the decision, that is the reminder: nobody's telephone rings twice.
 */
export function leavingClock(record: ClockedCase, pack: Pack): RunningClock | undefined {
  const clock = runningClock(record, pack, 'leavesSight');
  const at = clock?.marks[0]?.at;
  if (!at) return clock;
  const rung = record.events.flatMap((event) =>
    event.type === 'ClockReached' && ['urgent', 'childSafe'].includes(event.clock) ? [event.upTo] : [],
  );
  const ahead = [alarmClock(record, pack), askClock(record, pack)].flatMap((other) =>
    other ? [...other.marks.map((mark) => mark.at), other.overdueFrom ?? []].flat() : [],
  );
  const decision = hasActed(record.events) ? runningClock(record, pack, 'decision')?.marks : []; // else fewer people hear it
  const reminds = decision?.flatMap((mark) => (mark.kind === 'remind' ? mark.at : [])) ?? [];
  const isSaid = [...rung, ...ahead, ...reminds].some((other) => Math.abs(msBetween(other, at)) < sameRing);
  return isSaid ? undefined : clock;
}
