import { Temporal } from 'temporal-polyfill';
import { type Instant, instantOf, LONDON } from '../../base/time.ts';

/**
 * The times of a shift, in minutes after midnight in London. When `until` is not after `from`, the shift ends on the
 * next day.
 */
interface ShiftTimes {
  from: number;
  until: number;
}

const CLOCK = /^(\d{1,2})(?:[:.]?([0-5]\d))?\s*(am|pm)?$/i;

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
