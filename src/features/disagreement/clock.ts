import { Duration, type Instant, plus } from '../../base/time.ts';
import type { RunningClock } from '../../case/clocks.ts';
import type { CaseEvent } from '../../history/events.ts';
import { currentLevel, type Disagreement, disagreementsOf, isOpen } from './state.ts';

const daily = Duration.parse('P1D');

/** The open disagreements whose date has come. */
export function disagreementsDueBy(events: CaseEvent[], upTo: Instant): Disagreement[] {
  return disagreementsOf(events).filter((each) => {
    const target = currentLevel(each).target;
    return isOpen(each) && target !== undefined && target.at <= upTo;
  });
}

/**
 * One clock for all open disagreements. It reminds on each date, and every 24 hours after the first date. Without a
 * date there is no clock.
 */
export function clockOf(open: Disagreement[]): RunningClock | undefined {
  const targets = open.flatMap((each) => currentLevel(each).target ?? []);
  const first = targets.map(({ at }) => at).sort()[0];
  const start = targets.map(({ setAt }) => setAt).sort()[0];
  if (!first || !start) return undefined;
  return {
    name: 'disagreement',
    start,
    // "Today", typed after 09:00, means 09:00 today. That is over, so there is no reminder today.
    marks: targets.flatMap(({ at, setAt }) => (at > setAt ? [{ at, kind: 'remind' as const }] : [])),
    overdueFrom: plus(first, daily),
    every: daily,
  };
}
