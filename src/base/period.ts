import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type Instant, londonDay, longDay } from './time.ts';

/** The short name of a report's period: the last twelve months, a year, or a month. */
export const PeriodName = z.union([z.literal('latest'), z.string().regex(/^20\d\d(-(0[1-9]|1[0-2]))?$/)]);
export type PeriodName = z.infer<typeof PeriodName>;

export interface Period {
  months: string[]; // "2026-10", in order, by the London calendar; none lies in the future
  words: string;
}

const two = (number: number) => String(number).padStart(2, '0');
const monthNames = Array.from({ length: 12 }, (_, index) => monthName(`2026-${two(index + 1)}`).split(' ')[0] ?? '');

/**
 * Reads what was typed after "report": nothing, "2026", "October 2026" or "Oct 2026".
 * @returns undefined for anything else
 */
export function readPeriod(typed: string): PeriodName | undefined {
  const text = typed.trim().toLowerCase();
  if (text === '') return 'latest';
  const [, name = '', year = ''] = /^(?:([a-z]{3,9})\s+)?(20\d\d)$/.exec(text) ?? [];
  if (year === '' || name === '') return year === '' ? undefined : year;
  const month = monthNames.findIndex((each) => each.toLowerCase().startsWith(name)) + 1;
  return month > 0 ? `${year}-${two(month)}` : undefined;
}

/**
 * The months of a period. The last twelve months are calendar months and include the present one.
 * @returns undefined if the whole period lies in the future
 */
export function periodOf(name: PeriodName, now: Instant): Period | undefined {
  const present = londonDay(now).slice(0, 7);
  const months = monthsOf(name, present).filter((month) => month <= present);
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return undefined;
  const words =
    name === 'latest' ? `${monthName(first)} to ${monthName(last)}` : name.length === 4 ? name : monthName(name);
  return { months, words: last === present ? `${words}, so far` : words };
}

function monthsOf(name: PeriodName, present: string) {
  if (name.length === 7) return [name];
  const last = Temporal.PlainYearMonth.from(name === 'latest' ? present : `${name}-12`);
  return Array.from({ length: 12 }, (_, index) => last.subtract({ months: 11 - index }).toString());
}

/** @param month "2026-10" @returns "October 2026" */
export function monthName(month: string): string {
  return longDay(`${month}-01`).replace(/^1 /, '');
}

/** "October 2026" as "Oct 26", for narrow spaces. */
export const shortMonth = (words: string): string => words.replace(/^(\w{3})\w* 20(\d\d)$/, '$1 $2');
