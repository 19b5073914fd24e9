import { type Instant, londonDay, msOf } from '../../base/time.ts';
import { readWhen } from '../../check/typed-date.ts';
import { morningOf } from '../../protocol/days.ts';

/** The date by which to settle a disagreement, as somebody typed it. If they typed none, the bot makes none up. */
export type SettleBy = { kind: 'none' } | { kind: 'date'; at: Instant } | { kind: 'unclear' | 'past' | 'far' };

const yearMs = 366 * 24 * 60 * 60 * 1000; // a date further ahead is probably a slip in the year

/** @returns the moment of the reminder: the typed time, or 09:00 in London if only a day was typed */
export function readTarget(text: string, now: Instant): SettleBy {
  if (text.trim() === '') return { kind: 'none' };
  const when = readWhen(text, now, 'ahead');
  if (when.kind === 'unclear') return { kind: 'unclear' };
  const isPast = when.kind === 'day' ? when.day < londonDay(now) : when.at < now;
  if (isPast) return { kind: 'past' };
  const at = when.kind === 'day' ? morningOf(when.day) : when.at;
  return msOf(at) - msOf(now) > yearMs ? { kind: 'far' } : { kind: 'date', at };
}
