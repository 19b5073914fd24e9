import { Temporal } from 'temporal-polyfill';
import { type Instant, instantOf, LONDON, londonDay } from '../../base/time.ts';
import { daysIn } from '../../check/typed-day.ts';

/**
 * The times of a shift, in minutes after midnight in London. When `until` is not after `from`, the shift ends on the
 * next day.
 */
export interface ShiftTimes {
  from: number;
  until: number;
}

const CLOCK = /^(\d{1,2})(?:[:.]?([0-5]\d))?\s*(am|pm)?$/i;
const SPAN =
  /(?:^| )(?:from )?([\d:.]{1,5} ?(?:am|pm)?|noon|midnight) ?(?:-|–|to|till|until) ?([\d:.]{1,5} ?(?:am|pm)?|noon|midnight)$/i;

/**
 * Reads a time of day as people write it in a rota: by the 24-hour clock unless it says am or pm.
 * @returns minutes after midnight, or undefined when the text is not a time
 */
export function readClock(text: string): number | undefined {
  const words = text.trim().toLowerCase();
  if (words === 'noon') return 12 * 60;
  if (words === 'midnight' || words === '24:00') return 0;
  const [, hour = '', minute = '0', half] = CLOCK.exec(words) ?? [];
  const hour24 = half ? (Number(hour) % 12) + (half === 'pm' ? 12 : 0) : Number(hour);
  const isTime = hour !== '' && hour24 < 24 && (!half || (Number(hour) > 0 && Number(hour) <= 12));
  return isTime ? hour24 * 60 + Number(minute) : undefined;
}

/** Splits “mon-fri 08:00-20:00” into the times at its end and the rest before them. */
export function timesIn(text: string): { times: ShiftTimes; rest: string } | undefined {
  const words = text.trim().replace(/\s+/g, ' ');
  const match = SPAN.exec(words);
  const [from, until] = [readClock(match?.[1] ?? ''), readClock(match?.[2] ?? '')];
  if (!match || from === undefined || until === undefined) return undefined;
  return { times: { from, until }, rest: words.slice(0, match.index).trim() };
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const weekday = (word: string): number => WEEKDAYS.findIndex((name) => new RegExp(`^${name}[a-z]*$`, 'i').test(word));

/**
 * Reads the days of a rota: “mon”, “mon-fri”, “mon, wed and sat”, “tomorrow”, “25 nov”. A weekday means the next one,
 * which may be today.
 * @returns the days in London as `YYYY-MM-DD`; no days at all when any part of the text is not a day
 */
export function readRotaDays(text: string, now: Instant): string[] {
  const today = Temporal.PlainDate.from(londonDay(now));
  const nextWeekday = (number: number) => today.add({ days: (number + 1 - today.dayOfWeek + 7) % 7 });
  const words = text.trim().toLowerCase();
  const parts = words.split(/\s+/).every((word) => weekday(word) >= 0)
    ? words.split(/\s+/)
    : words.split(/,|&|\band\b/).map((part) => part.trim());
  const days = parts.map((part) => {
    const [first = -1, last = first] = part.split(/-|–|\bto\b/).map((word) => weekday(word.trim()));
    const count = first < 0 || last < 0 ? 0 : ((last - first + 7) % 7) + 1;
    if (count > 0) return Array.from({ length: count }, (_, at) => nextWeekday((first + at) % 7));
    return daysIn(part, today)
      .days.filter((day) => Temporal.PlainDate.compare(day, today) >= 0)
      .slice(0, 1);
  });
  if (days.some(({ length }) => length === 0)) return [];
  return [...new Set(days.flat().map(String))].sort();
}

/**
 * The span of a shift that begins on a day in London. Its times are what the clocks show, so a shift during which the
 * clocks change is an hour shorter or longer. A time that is skipped means the time one hour later. Of a time that
 * comes twice, the first is meant.
 */
export function spanOn(day: string, { from, until }: ShiftTimes): { from: Instant; until: Instant } {
  const date = Temporal.PlainDate.from(day);
  const at = (on: Temporal.PlainDate, minutes: number) => {
    const plainTime = new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60);
    return instantOf(on.toZonedDateTime({ timeZone: LONDON, plainTime }).epochMilliseconds);
  };
  return { from: at(date, from), until: at(until > from ? date : date.add({ days: 1 }), until) };
}

interface Named {
  id: string;
  name: string;
}

/** All people who may be meant by a name, or by one word of it. “me” means the person who typed it. */
export function peopleMatching<P extends Named>(typed: string, people: readonly P[], me: string): P[] {
  const words = typed.trim().toLowerCase();
  if (/^(?:me|i|myself)$/.test(words)) return people.filter(({ id }) => id === me);
  const byFullName = people.filter(({ name }) => name.toLowerCase() === words);
  return byFullName.length > 0
    ? byFullName
    : people.filter(({ name }) => name.toLowerCase().split(/\s+/).includes(words));
}
