import { afterQuiet, type Instant, latest, msIn, plus } from '../../base/time.ts';
import { lastMarkTold, type RunningClock } from '../../case/clocks.ts';
import { protectionEnd, protectionOf } from '../../case/protection.ts';
import type { ClockedCase } from '../../case/record.ts';
import { erasedIn, sentReferral } from '../../case/standing.ts';
import type { Pack } from '../../protocol/pack.ts';

/** Whether nobody need be told any more: the MASH has recorded what followed. A decision does not end it. */
export function isProtectionOver(record: ClockedCase): boolean {
  const sent = sentReferral(record);
  return !sent || sent.status === 'joined' || erasedIn(record.events) !== undefined || !protectionOf(record);
}

/**
 * Runs until police protection ends: it tells of the end before it comes (`remind`), when it comes (overdue), and then
 * again and again (`escalate`). What falls into the night waits for the morning, unless the end comes before that.
 * @source Protocol 6.7; Children Act 1989, section 46 (72 hours)
 */
export function protectionClock(record: ClockedCase, pack: Pack): RunningClock | undefined {
  const protection = isProtectionOver(record) ? undefined : protectionOf(record);
  if (!protection) return undefined;
  const { remind, again } = pack.clocks.policeProtection;
  const { saidAt, lastSaidAt } = protection;
  const end = protectionEnd(protection, pack).at;
  const awake = (at: Instant) => afterQuiet(at, pack.clocks.quiet);
  const before = remind.map((length) => {
    const at = latest(plus(end, -msIn(length)), saidAt);
    return awake(at) < end ? awake(at) : at;
  });
  const overdueFrom = latest(end, lastSaidAt); // an end that was corrected to an earlier time is still told
  const told = lastMarkTold(record.events, 'policeProtection');
  const next = told && told >= overdueFrom ? [{ at: awake(plus(told, again)), kind: 'escalate' as const }] : [];
  return {
    name: 'policeProtection',
    start: protection.since ?? saidAt,
    due: end,
    overdueFrom,
    marks: [...before.filter((at) => at < end).map((at) => ({ at, kind: 'remind' as const })), ...next],
  };
}
