import { Temporal } from 'temporal-polyfill';
import { afterQuiet, type Instant, instantOf, LONDON, londonDay } from '../base/time.ts';
import type { Central } from './central.ts';
import type { Pack } from './pack.ts';

// Days are calendar days in London, as `YYYY-MM-DD`, so clock changes do not affect their count.

/** @returns the day that is `days` calendar days later */
export function daysAfter(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** @returns whole calendar days from one day to the other: 0 for the same day, negative if `to` is earlier */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}

/** @returns 09:00 in London on that day, when people start to read messages */
export function morningOf(day: string): Instant {
  return atOn(day, '09:00');
}

/** @returns the first moment of that day in London */
export function startOf(day: string): Instant {
  return atOn(day, '00:00');
}

const atOn = (day: string, plainTime: string) =>
  instantOf(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: LONDON, plainTime }).epochMilliseconds);

const SATURDAY = 6;

const isWorkingDay = (day: Temporal.PlainDate, bankHolidays: string[]) =>
  day.dayOfWeek < SATURDAY && !bankHolidays.includes(day.toString());

/** Whether the MASH’s office is open at this moment: on a working day, between its hours in London. */
export function isOfficeOpen(at: Instant, { officeHours: { from, until }, central }: Pack): boolean {
  const isOpenHour = afterQuiet(at, { from: until, until: from }) === at;
  return isOpenHour && isWorkingDay(Temporal.PlainDate.from(londonDay(at)), central.bankHolidays.days);
}

/**
 * The day that is `count` working days after `day`. Saturdays, Sundays, bank holidays in England and the day itself do
 * not count.
 * @returns undefined if it reaches a year whose bank holidays the pack does not know: no date is better than a guess
 * @source today’s national guidance
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
    if (isWorkingDay(at, days)) counted += 1;
  }
  return at.toString();
}
