import { Temporal } from 'temporal-polyfill';
import { type Instant, instantOf, LONDON, londonDay } from '../../base/time.ts';
import { daysIn } from '../../check/typed-day.ts';

/** From one time of the day to another, in minutes after midnight in London; until the next day where that is not later. */
export interface ShiftTimes {
  from: number;
  until: number;
}

const CLOCK = /^(\d{1,2})(?:[:.]?([0-5]\d))?\s*(am|pm)?$/i;
const SPAN =
  /(?:^| )(?:from )?([\d:.]{1,5} ?(?:am|pm)?|noon|midnight) ?(?:-|–|to|till|until) ?([\d:.]{1,5} ?(?:am|pm)?|noon|midnight)$/i;

/** A time of the day as a rota writes it: by the 24-hour clock unless it says am or pm. @returns minutes after midnight */
export function readClock(text: string): number | undefined {
  const said = text.trim().toLowerCase();
  if (said === 'noon') return 12 * 60;
  if (said === 'midnight' || said === '24:00') return 0;
  const [, hour = '', minute = '0', half] = CLOCK.exec(said) ?? [];
  const counted = half ? (Number(hour) % 12) + (half === 'pm' ? 12 : 0) : Number(hour);
  const isOne = hour !== '' && counted < 24 && (!half || (Number(hour) > 0 && Number(hour) <= 12));
  return isOne ? counted * 60 + Number(minute) : undefined;
}

/** “mon-fri 08:00-20:00”: the times at the end, and what is left before them. */
export function timesIn(text: string): { times: ShiftTimes; rest: string } | undefined {
  const words = text.trim().replace(/\s+/g, ' ');
  const found = SPAN.exec(words);
  const [from, until] = [readClock(found?.[1] ?? ''), readClock(found?.[2] ?? '')];
  if (!found || from === undefined || until === undefined) return undefined;
  return { times: { from, until }, rest: words.slice(0, found.index).trim() };
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const weekday = (word: string): number => WEEKDAYS.findIndex((name) => new RegExp(`^${name}[a-z]*$`, 'i').test(word));

/**
 * Days as a rota names them: “mon”, “mon-fri”, “mon, wed and sat”, “tomorrow”, “25 nov”. A day of the week is the next one, today among them.
 * @returns `YYYY-MM-DD` in London, none where something is no day
 */
export function readRotaDays(text: string, now: Instant): string[] {
  const today = Temporal.PlainDate.from(londonDay(now));
  const next = (number: number) => today.add({ days: (number + 1 - today.dayOfWeek + 7) % 7 });
  const words = text.trim().toLowerCase();
  const parts = words.split(/\s+/).every((word) => weekday(word) >= 0)
    ? words.split(/\s+/)
    : words.split(/,|&|\band\b/).map((part) => part.trim());
  const days = parts.map((part) => {
    const [first = -1, last = first] = part.split(/-|–|\bto\b/).map((word) => weekday(word.trim()));
    const count = first < 0 || last < 0 ? 0 : ((last - first + 7) % 7) + 1;
    if (count > 0) return Array.from({ length: count }, (_, at) => next((first + at) % 7));
    return daysIn(part, today)
      .days.filter((day) => Temporal.PlainDate.compare(day, today) >= 0)
      .slice(0, 1);
  });
  if (days.some(({ length }) => length === 0)) return [];
  return [...new Set(days.flat().map(String))].sort();
}

/**
 * A shift on a day in London. In the nights in which the clocks change it is as long as the clocks show it; a time that is skipped is the
 * one an hour later, and of one that comes twice the first is taken.
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

/** Who is meant by a name or a part of it; “me” is who says it. @returns all who may be meant */
export function peopleMatching<P extends Named>(said: string, people: readonly P[], me: string): P[] {
  const words = said.trim().toLowerCase();
  if (/^(?:me|i|myself)$/.test(words)) return people.filter(({ id }) => id === me);
  const whole = people.filter(({ name }) => name.toLowerCase() === words);
  return whole.length > 0 ? whole : people.filter(({ name }) => name.toLowerCase().split(/\s+/).includes(words));
}
