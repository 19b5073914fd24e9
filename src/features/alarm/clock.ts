import { type Instant, instantOf, msIn, msOf, plus } from '../../base/time.ts';
import { hasActed } from '../../case/acted.ts';
import { phonedIn } from '../../case/along.ts';
import type { RunningClock } from '../../case/clocks.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf } from '../../case/state.ts';
import { type Urgency, urgencies } from '../../case/urgent.ts';
import type { Clocks, Pack } from '../../protocol/pack.ts';

/** When it goes up, and when the referrer is told to ring, where nobody answers. */
interface Steps {
  up: Instant;
  ring?: Instant; // not of a call that the MASH wrote down: a person heard who rang
}

/**
 * The alarm of an urgent referral. It rings at once; it goes up after a quarter of an hour, or half of the time until the child leaves
 * sight, whichever is sooner; at twice that the referrer is told to ring, unless they rang and were heard by a person. Each reason counts from its own beginning; of a
 * call that was joined into the case it goes on from when the call came.
 * @returns undefined once somebody of the MASH has it, has asked or decided since it became urgent; to open it or to say “seen” is not that
 */
export function alarmClock(record: Pick<CaseRecord, 'events' | 'facts'>, pack: Pack): RunningClock | undefined {
  const referral = referralOf(record.events);
  if (referral.status !== 'awaiting-decision' || referral.allocation.kind !== 'nobody') return undefined;
  const open = urgencies(record, referral, pack).filter((urgency) => !isAnswered(urgency, record.events));
  const steps = open.map((urgency) => stepsOf(urgency, referral.leavesSight, pack.clocks.urgent));
  const [start] = open.map(({ since }) => since).sort();
  const [due] = steps.map(({ up }) => up).sort();
  const [overdueFrom] = steps.flatMap(({ ring }) => ring ?? []).sort();
  if (!start || !due) return undefined;
  // Every manager hears that a child is missing by the news of it: then it need not ring at the same moment.
  const isNews = record.events.some(({ type, at }) => type === 'ChildMissing' && at === start);
  const ups = [...new Set(steps.map(({ up }) => up))];
  return {
    ...{ name: 'urgent', start, due, ...(overdueFrom && !phonedIn(referral) ? { overdueFrom } : {}) },
    marks: [{ at: start, kind: isNews ? 'turn' : 'remind' }, ...ups.map((at) => ({ at, kind: 'escalate' as const }))],
  };
}

/** Somebody of the MASH has acted since; of a call that was joined into the case, on either of the two since the call came. */
const isAnswered = (urgency: Urgency, events: CaseRecord['events']): boolean =>
  urgency.why === 'call'
    ? urgency.acted || hasActed(after(events, urgency.heardAt))
    : hasActed(after(events, urgency.since));

const after = (events: CaseRecord['events'], since: Instant) => events.filter(({ at }) => at >= since);

function stepsOf(urgency: Urgency, leavesSight: Instant | undefined, lengths: Clocks['urgent']): Steps {
  const { why, since } = urgency;
  if (why === 'call') {
    const [, up = since] = [plus(urgency.heardAt, lengths.answerWithin), since].sort(); // what is over is told at once
    return { up };
  }
  const whole = msIn(lengths.answerWithin);
  const counts = leavesSight && (leavesSight > since || why === 'leaves-sight');
  const half = counts ? Math.floor((msOf(leavesSight) - msOf(since)) / 2) : whole;
  const wait = Math.min(whole, Math.max(half, msIn(lengths.answerAtLeast)));
  return { up: instantOf(msOf(since) + wait), ring: instantOf(msOf(since) + 2 * wait) };
}

/** What happens next where nobody answers, after `told`. */
export function nextStep(
  { marks, overdueFrom }: RunningClock,
  told: Instant,
): { what: 'up' | 'ring'; at: Instant } | undefined {
  const ups = marks.filter(({ kind }) => kind === 'escalate').map(({ at }) => ({ what: 'up' as const, at }));
  const ring = overdueFrom ? [{ what: 'ring' as const, at: overdueFrom }] : [];
  return [...ups, ...ring].filter(({ at }) => at > told).sort((one, other) => (one.at < other.at ? -1 : 1))[0];
}
