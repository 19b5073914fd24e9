import { Temporal } from 'temporal-polyfill';
import { type Instant, instantOf, LONDON } from '../base/time.ts';
import type { Central } from './central.ts';

/** Calendar days in London, as `YYYY-MM-DD`: clock changes, month ends and leap days change nothing about their count. */

/** @returns the day so many calendar days later */
export function daysAfter(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** @returns whole calendar days from one to the other: 0 on the same day, negative when `to` comes first */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}

/** @returns 09:00 in London on that day, when people read what comes in */
export function morningOf(day: string): Instant {
  return atOn(day, '09:00');
}

/** @returns the first moment of that day in London */
export function startOf(day: string): Instant {
  return atOn(day, '00:00');
}

const atOn = (day: string, plainTime: string): Instant =>
  instantOf(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: LONDON, plainTime }).epochMilliseconds);

const SATURDAY = 6;

/**
 * The working day that is so many working days after `day`: neither Saturday, Sunday nor a bank holiday of England is counted, nor
 * the day itself.
 * @returns undefined when it would take a year of which the pack does not know the bank holidays: no date is better than a guess
 * @source NOTES B1.3
 */
export function workingDaysAfter(
  day: string,
  count: number,
  { lastYear, days }: Central['bankHolidays'],
): string | undefined {
  let at = Temporal.PlainDate.from(day);
  for (let counted = 0; counted < count; ) {
    at = at.add({ days: 1 });
    if (at.year > lastYear) return undefined;
    if (at.dayOfWeek < SATURDAY && !days.includes(at.toString())) counted += 1;
  }
  return at.toString();
}
