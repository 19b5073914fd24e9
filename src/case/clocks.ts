import { type Duration, type Instant, instantOf, msIn, msOf, plus } from '../base/time.ts';
import type { ClockName } from '../history/entry.ts';
import type { CaseEvent, EventOf } from '../history/events.ts';
import type { Clocks } from '../protocol/pack.ts';
import { calledAt } from './along.ts';
import { isBeingWritten, type Referral } from './state.ts';

/**
 * The last moment at which the MASH manager's decision is in time.
 * @param clockStart UTC instant of submission, or of the telephone call when that came first
 * @param window clock time, not office hours: weekends and clock changes add nothing
 * @returns UTC instant, inclusive
 * @source Protocol 8.2; defaults A1, A2 in the README
 */
export function decisionDue(clockStart: Instant, window: Duration): Instant {
  return plus(clockStart, window);
}

/** A clock that runs now: once at each of `marks`, then again every `every` from `overdueFrom` on. */
export interface RunningClock {
  name: ClockName;
  start: Instant;
  due?: Instant;
  marks: { at: Instant; kind: 'remind' | 'escalate' | 'turn' }[]; // turn: nobody is reminded, but the cards say something else from now on
  overdueFrom?: Instant;
  every?: Duration;
}

/**
 * Which clocks run in this state. All lengths count from the clock's start.
 * @param answeredAt when the worker last answered something: an idle draft counts from there
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
  const { delivery, submittedAt } = referral;
  if (delivery.kind === 'delivered') return always;
  const confirmBy = plus(submittedAt, clocks.delivery.confirmWithin);
  return [...always, { name: 'delivery', start: submittedAt, due: confirmBy, marks: [], overdueFrom: confirmBy }];
}

/** To its author: that a draft is left, and that a call has to be confirmed in writing, which a decision does not end. */
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
  const over = isDecided
    ? { overdueFrom: after(due, written.overdueEvery).overdueFrom }
    : after(due, written.overdueEvery);
  return [
    ...always,
    { name: 'writtenConfirmation', start, due, marks: marks(start, written.remind, 'remind'), ...over },
  ];
}

/**
 * A little before the child leaves the referrer's sight, or at once where that is sooner; the alarm of an urgent referral rings at once
 * for itself. The day ends what a decision is for.
 */
function leavesSightClock(
  { leavesSight, submittedAt }: Extract<Referral, { status: 'awaiting-decision' }>,
  clocks: Clocks,
): RunningClock | undefined {
  if (!leavesSight) return undefined;
  const before = instantOf(msOf(leavesSight) - msIn(clocks.leavesSight.before));
  if (before <= submittedAt && leavesSight <= plus(submittedAt, clocks.urgent.sightWithin)) return undefined;
  const at = before > submittedAt ? before : submittedAt;
  return { name: 'leavesSight', start: submittedAt, due: leavesSight, marks: [{ at, kind: 'remind' }] };
}

function marks(start: Instant, at: Duration[], kind: 'remind' | 'escalate'): RunningClock['marks'] {
  return at.map((length) => ({ at: plus(start, length), kind }));
}

/** The due moment itself is still in time, so overdue begins a millisecond later. */
const after = (due: Instant, every: Duration) => ({ overdueFrom: instantOf(msOf(due) + 1), every });

/** The next moment, after `told`, at which this clock has something to say; undefined when it never will again. */
export function nextMark(clock: RunningClock, told: Instant | undefined): Instant | undefined {
  const times = clock.marks.map((mark) => mark.at);
  const overdue = overdueAt(clock, told);
  if (overdue) times.push(overdue);
  return times.filter((at) => !told || at > told).sort()[0];
}

function overdueAt(clock: RunningClock, told: Instant | undefined): Instant | undefined {
  const first = clock.overdueFrom;
  if (!first || !told || told < first) return first;
  if (!clock.every) return undefined;
  const every = msIn(clock.every);
  return instantOf(msOf(first) + (Math.floor((msOf(told) - msOf(first)) / every) + 1) * every);
}

export const lateAfterMs = 2 * 60 * 1000;

/**
 * What this clock has to say now: all marks since it was last heard, as one event that states the present position.
 * @returns undefined when nothing is due
 */
export function clockReached(
  clock: RunningClock,
  told: Instant | undefined,
  now: Instant,
): EventOf<'ClockReached'> | undefined {
  const due = clock.marks.filter((mark) => mark.at <= now && (!told || mark.at > told));
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
    late: first !== latest || msOf(now) - msOf(first) > lateAfterMs,
  };
}

function lastOverdue(clock: RunningClock, told: Instant | undefined, now: Instant): Instant | undefined {
  const next = overdueAt(clock, told);
  if (!next || next > now) return undefined;
  if (!clock.every) return next;
  const every = msIn(clock.every);
  return instantOf(msOf(next) + Math.floor((msOf(now) - msOf(next)) / every) * every);
}

/** The latest mark of a clock that was already told. */
export function toldUpTo(events: CaseEvent[], clock: ClockName): Instant | undefined {
  return events.filter((event) => event.type === 'ClockReached').findLast((event) => event.clock === clock)?.upTo;
}
