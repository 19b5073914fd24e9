import { type Instant, londonWords, msOf } from '../base/time.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @returns "14:03" in London */
export function clock(at: Instant): string {
  const { hour, minute } = londonWords(at);
  return `${hour}:${minute}`;
}

/** @returns "14:03, Wed 25 Nov" in London */
export function clockAndDay(at: Instant): string {
  const { weekday, day, month } = londonWords(at);
  return `${clock(at)}, ${short(weekday)} ${day} ${short(month)}`;
}

/** @returns "14:03, Tuesday 24 November" in London */
export function clockAndLongDay(at: Instant): string {
  const { weekday, day, month } = londonWords(at);
  return `${clock(at)}, ${weekday} ${day} ${month}`;
}

/** @returns "14:03 Wed" in London, for lists: a deadline within the week needs no date */
export function shortDue(at: Instant): string {
  return `${clock(at)} ${short(londonWords(at).weekday)}`;
}

/**
 * The time left in words, rounded down so that nobody is promised more than there is.
 * @returns "2 days 3 hours" from 48 hours on, else "24 hours", "1 hour 20 minutes", "45 minutes", "20 seconds";
 *   "0 seconds" once `to` has passed
 */
export function timeLeft(from: Instant, to: Instant): string {
  const ms = Math.max(0, msOf(to) - msOf(from));
  // The duty is spoken of as "24 hours", so days only begin at two.
  if (ms >= 2 * DAY) return both(count(ms / DAY, 'day'), count((ms % DAY) / HOUR, 'hour'));
  if (ms >= HOUR) return both(count(ms / HOUR, 'hour'), count((ms % HOUR) / MINUTE, 'minute'));
  if (ms >= MINUTE) return count(ms / MINUTE, 'minute') ?? '';
  return count(ms / SECOND, 'second') ?? '0 seconds';
}

// Cut by hand: the short forms of Intl change with ICU ("Sep", "Sept").
function short(word: string): string {
  return word.slice(0, 3);
}

function count(amount: number, unit: string): string | undefined {
  const whole = Math.floor(amount);
  if (whole === 0) return undefined;
  return whole === 1 ? `1 ${unit}` : `${whole} ${unit}s`;
}

function both(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' ');
}
