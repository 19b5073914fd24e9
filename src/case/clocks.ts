import { afterQuiet, type Duration, type Instant, latest, msBetween, msIn, plus } from '../base/time.ts';
import type { ClockName } from '../history/entry.ts';
import { type CaseEvent, type EventOf, isA } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Clocks } from '../protocol/service.ts';
import type { ClockedCase } from './record.ts';
import { calledAt, sightKnownAt } from './referral.ts';
import { isBeingWritten, type Referral, referralOf } from './state.ts';

/**
 * The last moment at which the MASH manager's decision is on time.
 * @param clockStart UTC instant of submission, or of the telephone call if that came first
 * @param window elapsed time, not office hours: weekends and clock changes do not extend it
 * @returns UTC instant, inclusive
 * @source Protocol 8.2
 */
export function decisionDue(clockStart: Instant, window: Duration): Instant {
  return plus(clockStart, window);
}

/** A clock that runs now. It fires once at each of `marks`, then repeatedly, every `every`, from `overdueFrom` on. */
export interface RunningClock {
  name: ClockName;
  start: Instant;
  due?: Instant;
  // turn: nobody is reminded, but from this mark on the cards say something else
  marks: { at: Instant; kind: 'remind' | 'escalate' | 'turn' }[];
  overdueFrom?: Instant;
  every?: Duration;
  quiet?: Clocks['quiet']; // what falls into these hours waits for their end: nobody is rung at night for paperwork
}

/**
 * The clocks that run in this state. All durations count from the start of the clock.
 * @param answeredAt when the author last answered a question, which starts the idle-draft clock
 * @source Protocol 8.1 (act in time), 8.2 (24 hours, 48 hours)
 */
export function runningClocks(referral: Referral, answeredAt: Instant, clocks: Clocks): RunningClock[] {
  const writing = isBeingWritten(referral) ? writingClocks(referral, answeredAt, clocks) : [];
  if (referral.status !== 'awaiting-decision') return writing;
  const { clockStart: start, decisionDue: due } = referral;
  const sight = leavesSightClock(referral, clocks);
  const decision: RunningClock = {
    name: 'decision',
    start,
    due,
    marks: [...marks(start, clocks.decision.remind, 'remind'), ...marks(start, [clocks.decision.escalate], 'escalate')],
    ...after(due, clocks.decision.overdueEvery),
  };
  const always = [decision, ...(sight ? [sight] : []), ...writing];
  const { deliveredAt, submittedAt } = referral;
  if (deliveredAt) return always;
  const confirmBy = plus(submittedAt, clocks.delivery.confirmWithin);
  return [...always, { name: 'delivery', start: submittedAt, due: confirmBy, marks: [], overdueFrom: confirmBy }];
}

/** The clock of this name, if it runs. */
export const runningClock = (
  { events, answeredAt }: ClockedCase,
  { clocks }: Pack,
  name: ClockName,
): RunningClock | undefined => runningClocks(referralOf(events), answeredAt, clocks).find((each) => each.name === name);

/**
 * The clocks that remind the author of an idle draft, and of a call to be confirmed in writing. A decision does not end
 * the latter.
 */
function writingClocks(referral: Referral, answeredAt: Instant, clocks: Clocks): RunningClock[] {
  const { idleDraft, writtenConfirmation: written } = clocks;
  const isDecided = referral.status === 'decided';
  const idle: RunningClock = {
    name: 'idleDraft',
    start: answeredAt,
    marks: marks(answeredAt, idleDraft.remind, 'remind'),
  };
  const always = isDecided ? [] : [idle];
  const start = referral.status === 'not-started' ? undefined : calledAt(referral);
  if (!start) return always;
  const due = plus(start, written.within);
  const over = after(due, isDecided ? undefined : written.overdueEvery);
  return [
    ...always,
    {
      name: 'writtenConfirmation',
      start,
      due,
      quiet: clocks.quiet,
      marks: marks(start, written.remind, 'remind'),
      ...over,
    },
  ];
}

/**
 * The clock that reminds managers shortly before the child leaves the referrer's sight, or at once if it is too late
 * for that. It does not run if the child leaves so soon that the urgent alarm rings at once anyway, or for whoever has the
 * case the news of it; nor for a time that had passed when a decided case was opened again.
 */
function leavesSightClock(
  { leavesSight, ...referral }: Extract<Referral, { status: 'awaiting-decision' }>,
  clocks: Clocks,
): RunningClock | undefined {
  const { reopening } = referral;
  if (!leavesSight || (reopening && reopening.at >= leavesSight)) return undefined;
  const before = plus(leavesSight, -msIn(clocks.leavesSight.before));
  const start = sightKnownAt(referral);
  if (before <= start && leavesSight <= plus(start, clocks.urgent.sightWithin)) return undefined;
  const at = latest(before, start);
  return { name: 'leavesSight', start, due: leavesSight, marks: [{ at, kind: 'remind' }] };
}

/** Marks at these times after the start of a clock. */
export function marks(start: Instant, at: Duration[], kind: 'remind' | 'escalate'): RunningClock['marks'] {
  return at.map((length) => ({ at: plus(start, length), kind }));
}

/** The due moment itself is still on time, so overdue begins a millisecond later. */
const after = (due: Instant, every?: Duration) => ({ overdueFrom: plus(due, 1), every });

/** When this clock next fires after `told`, the last mark already recorded; undefined if it never will again. */
export function nextMark(clock: RunningClock, told: Instant | undefined) {
  const times = clock.marks.map((mark) => heard(clock, mark.at));
  const overdue = overdueAt(clock, told);
  if (overdue) times.push(overdue);
  return times.filter((at) => !told || at > told).sort()[0];
}

/** When what falls due at this moment is said. */
const heard = ({ quiet }: RunningClock, at: Instant) => (quiet ? afterQuiet(at, quiet) : at);

function overdueAt(clock: RunningClock, told: Instant | undefined) {
  const first = clock.overdueFrom;
  if (!first || !told || told < heard(clock, first)) return first && heard(clock, first);
  if (!clock.every) return undefined;
  const every = msIn(clock.every);
  return heard(clock, plus(first, (Math.floor(msBetween(first, told) / every) + 1) * every));
}

/**
 * What this clock will record until then, one mark after the other, if nothing changes. Marks that were reached and are
 * not recorded yet are one.
 */
export function marksAhead(clock: RunningClock, told: Instant | undefined, now: Instant, until: Instant) {
  const ahead: EventOf<'ClockReached'>[] = [];
  for (let last = told; ; last = ahead.at(-1)?.upTo) {
    const at = nextMark(clock, last);
    const mark = at && at <= until && clockEvent(clock, last, latest(at, now));
    if (!mark) return ahead;
    ahead.push(mark);
  }
}

export const lateAfterMs = 2 * 60 * 1000; // a message delayed for longer than this counts as late

/**
 * Collects all marks that this clock has reached since `told`, the last mark already recorded, into one event.
 * @returns undefined if no mark is due
 */
export function clockEvent(
  clock: RunningClock,
  told: Instant | undefined,
  now: Instant,
): EventOf<'ClockReached'> | undefined {
  const due = clock.marks
    .map((mark) => ({ ...mark, at: heard(clock, mark.at) }))
    .filter((mark) => mark.at <= now && (!told || mark.at > told));
  const overdue = lastOverdue(clock, told, now);
  const times = [...due.map((mark) => mark.at), ...(overdue ? [overdue] : [])].sort();
  const [first, latest] = [times[0], times.at(-1)];
  if (!first || !latest) return undefined;
  return {
    type: 'ClockReached',
    at: now,
    clock: clock.name,
    upTo: latest,
    remind: due.some((mark) => mark.kind === 'remind'),
    escalate: due.some((mark) => mark.kind === 'escalate'),
    overdue: overdue !== undefined,
    late: first !== latest || msBetween(first, now) > lateAfterMs,
  };
}

function lastOverdue(clock: RunningClock, told: Instant | undefined, now: Instant) {
  const next = overdueAt(clock, told);
  if (!next || next > now) return undefined;
  if (!clock.every) return next;
  const every = msIn(clock.every);
  const last = heard(clock, plus(next, Math.floor(msBetween(next, now) / every) * every));
  return last <= now ? last : next;
}

/** The latest mark of a clock that was already recorded. @param by leaves out what was recorded after this moment */
export function lastMarkTold(events: CaseEvent[], clock: ClockName, by?: Instant) {
  return events.filter(isA('ClockReached')).findLast((event) => event.clock === clock && !(by && event.at > by))?.upTo;
}

/**
 * The last mark that was told since the clock started. The idle-draft clock restarts with each answer.
 * @param now a mark that was recorded later than this was recorded by a wrong clock: it comes again at its own time
 */
export function lastMarkSinceStart(
  { events }: Pick<ClockedCase, 'events'>,
  { name, start }: RunningClock,
  now?: Instant,
) {
  const last = lastMarkTold(events, name, now);
  return last && last >= start ? last : undefined;
}
