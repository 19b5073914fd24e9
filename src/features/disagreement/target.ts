import { type Instant, londonDay, msOf } from '../../base/time.ts';
import { readWhen } from '../../check/typed-date.ts';
import { morningOf } from '../../protocol/days.ts';

/** What somebody typed as the date by which a disagreement is to be settled. Nothing is made up where there is none. */
export type SettleBy = { kind: 'none' } | { kind: 'date'; at: Instant } | { kind: 'unclear' | 'past' | 'far' };

const yearMs = 366 * 24 * 60 * 60 * 1000; // further on, a slip in the year is likelier

/** @returns the moment of the reminder: the one that was typed, or 09:00 in London on the day that was */
export function readTarget(text: string, now: Instant): SettleBy {
  if (text.trim() === '') return { kind: 'none' };
  const when = readWhen(text, now, 'ahead');
  if (when.kind === 'unclear') return { kind: 'unclear' };
  const isPast = when.kind === 'day' ? when.day < londonDay(now) : when.at < now;
  if (isPast) return { kind: 'past' };
  const at = when.kind === 'day' ? morningOf(when.day) : when.at;
  return msOf(at) - msOf(now) > yearMs ? { kind: 'far' } : { kind: 'date', at };
}
