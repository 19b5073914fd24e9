import { type Instant, londonDay, msOf } from '../../base/time.ts';
import { readWhen } from '../../check/typed-date.ts';
import { morningOf } from '../../protocol/days.ts';

/** What somebody typed as the date by which a disagreement is to be settled. Nothing is made up where there is none. */
export type Target = { kind: 'none' } | { kind: 'date'; at: Instant } | { kind: 'unclear' | 'past' | 'far' };

const yearMs = 366 * 24 * 60 * 60 * 1000; // further on, a slip in the year is likelier

/** @returns the moment of the reminder: the one that was typed, or 09:00 in London on the day that was */
export function readTarget(text: string, now: Instant): Target {
  if (text.trim() === '') return { kind: 'none' };
  const when = readWhen(text, now, 'ahead');
  switch (when.kind) {
    case 'unclear':
      return { kind: 'unclear' };
    case 'day':
      return when.day < londonDay(now) ? { kind: 'past' } : ahead(morningOf(when.day), now);
    case 'instant':
      return when.at < now ? { kind: 'past' } : ahead(when.at, now);
  }
}

const ahead = (at: Instant, now: Instant): Target =>
  msOf(at) - msOf(now) > yearMs ? { kind: 'far' } : { kind: 'date', at };
