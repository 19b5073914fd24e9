import { Duration, msBetween, msIn } from '../../base/time.ts';
import { hasActed } from '../../case/alarms.ts';
import { type RunningClock, runningClock } from '../../case/clocks.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { Pack } from '../../protocol/pack.ts';
import { alarmClock } from './clock.ts';
import { askClock } from './safe-clock.ts';

const sameRing = msIn(Duration.parse('PT5M'));

/**
 * Reminds the managers shortly before the child leaves sight. Where the case rings anyway within five minutes, with its alarm,
 * to ask whether the child is safe or to remind of the decision, that is the reminder: nobody's telephone rings twice.
 */
export function leavingClock(record: CaseRecord, pack: Pack): RunningClock | undefined {
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
