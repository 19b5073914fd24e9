import { type Instant, londonClock, londonDay, londonWords, longDay, msBetween } from '../base/time.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @returns "14:03" in London; in the October hour that comes twice, with BST or GMT */
export const clock = londonClock;

/** @returns "Wed 25 Nov" in London */
export function shortDay(at: Instant): string {
  const { weekday, day, month } = londonWords(at);
  return `${short(weekday)} ${day} ${short(month)}`;
}

/** @returns "14:03, Wed 25 Nov" in London */
export const clockAndDay = (at: Instant): string => `${clock(at)}, ${shortDay(at)}`;

/** @returns "14:03, Tuesday 24 November" in London */
export function clockAndLongDay(at: Instant): string {
  const { weekday, day, month } = londonWords(at);
  return `${clock(at)}, ${weekday} ${day} ${month}`;
}

/** @returns "14:03, 24 November 2026" in London */
export const moment = (at: Instant): string => `${clock(at)}, ${longDay(londonDay(at))}`;

/** @returns "14:03 Wed" in London, for lists: a deadline within the week needs no date */
export function shortDue(at: Instant): string {
  return `${clock(at)} ${short(londonWords(at).weekday)}`;
}

/**
 * The time left in words, rounded down so that it never promises too much.
 * @returns "2 days 3 hours" from 48 hours on, else "24 hours", "1 hour 20 minutes", "45 minutes", "20 seconds";
 *   "0 seconds" once `to` has passed
 */
export function timeLeft(from: Instant, to: Instant): string {
  const ms = Math.max(0, msBetween(from, to));
  // People say "24 hours" for the time to decide, so days are used only from 48 hours on.
  if (ms >= 2 * DAY) return both(ms / DAY, 'day', (ms % DAY) / HOUR, 'hour');
  if (ms >= HOUR) return both(ms / HOUR, 'hour', (ms % HOUR) / MINUTE, 'minute');
  return ms >= MINUTE ? counted(Math.floor(ms / MINUTE), 'minute') : counted(Math.floor(ms / SECOND), 'second');
}

/** @returns "1 case", "12 cases" */
export const counted = (number: number, thing: string): string => (number === 1 ? `1 ${thing}` : `${number} ${thing}s`);

// Not from Intl, whose short forms change with ICU ("Sep", "Sept").
function short(word: string) {
  return word.slice(0, 3);
}

function both(large: number, unit: string, small: number, part: string) {
  const rest = small < 1 ? '' : ` ${counted(Math.floor(small), part)}`;
  return counted(Math.floor(large), unit) + rest;
}

const pieces = 5;

/**
 * The time left, as a bar of characters and in words: "▰▰▰▱▱ 9 hours left".
 * @param clockStart when the time began to run
 * @param stays the card stays, so it says the time by the clock alone: "▰▰▰▱▱ Due 14:00 Wed"
 */
export function timeBar(
  { clockStart, decisionDue }: { clockStart: Instant; decisionDue: Instant },
  now: Instant,
  stays = false,
): string {
  const due = shortDue(decisionDue);
  if (now > decisionDue) return `${bar(0)} OVERDUE ${stays ? `since ${due}` : `by ${timeLeft(decisionDue, now)}`}`;
  const left = msBetween(now, decisionDue) / Math.max(1, msBetween(clockStart, decisionDue));
  return `${bar(Math.min(pieces, Math.ceil(left * pieces)))} ${stays ? `Due ${due}` : `${timeLeft(now, decisionDue)} left`}`;
}

const bar = (full: number) => '▰'.repeat(full) + '▱'.repeat(pieces - full);
