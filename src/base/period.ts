import { z } from 'zod';
import { type Instant, instantOf, londonDay, longDay } from './time.ts';

/**
 * The short name of a period that the Board reads about: a month “2026-10”, a quarter “2026-q4”, or the year from April
 * to March, “2026-year”. They lie within each other, so no two can be subtracted but as whole quarters and months.
 */
export const PeriodName = z.string().regex(/^20\d\d-(0[1-9]|1[0-2]|q[1-4]|year)$/);
export type PeriodName = z.infer<typeof PeriodName>;

export interface MonthSpan {
  name: PeriodName;
  months: string[]; // "2026-10", in order, by the London calendar
}

export interface Period extends MonthSpan {
  words: string;
  quarters: MonthSpan[]; // those of the year; of a quarter or a month, the one in which it lies
}

/** The day on which a quarter is counted, after its end: then all clocks of 24 and of 48 hours have run out. */
const dayOfCount = '04';

const two = (number: number) => String(number).padStart(2, '0');
const monthNames = Array.from({ length: 12 }, (_, index) => monthName(`2026-${two(index + 1)}`).split(' ')[0] ?? '');
const later = (month: string, months: number) =>
  instantOf(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + months)).slice(0, 7);
const monthsFrom = (first: string, count: number) => Array.from({ length: count }, (_, index) => later(first, index));
const spanFrom = (name: PeriodName, first: string, count: number): MonthSpan => ({
  name,
  months: monthsFrom(first, count),
});

function quarterOf(month: string): MonthSpan {
  const quarter = Math.ceil(Number(month.slice(5)) / 3);
  const year = month.slice(0, 4);
  return spanFrom(`${year}-q${quarter}`, `${year}-${two(3 * quarter - 2)}`, 3);
}

/**
 * Reads what was typed after "report": nothing, "October 2026", "Oct 2026", "October to December 2026", "2026/27" or
 * "2026-27". Nothing means the last quarter that can be had.
 * @returns undefined for anything else, also for “2026”: that could be either of two years
 */
export function readPeriod(typed: string, now: Instant): PeriodName | undefined {
  const text = typed.trim().toLowerCase();
  if (text === '') return latestQuarter(now);
  const [, begins = '', ends] = /^(20\d\d)(?:\/|-|–| to )(?:20)?(\d\d)$/.exec(text) ?? [];
  if (ends !== undefined) return Number(ends) === (Number(begins) + 1) % 100 ? `${begins}-year` : undefined;
  const [, from = '', to, year] = /^([a-z]{3,9})(?:(?: to |-|–| - | – )([a-z]{3,9}))? (20\d\d)$/.exec(text) ?? [];
  const first = year && monthNamed(from, year);
  if (!first || to === undefined) return first || undefined;
  const quarter = quarterOf(first);
  return quarter.months[0] === first && quarter.months[2] === monthNamed(to, year) ? quarter.name : undefined;
}

function monthNamed(name: string, year: string) {
  const month = monthNames.findIndex((each) => each.toLowerCase().startsWith(name)) + 1;
  return month > 0 ? `${year}-${two(month)}` : undefined;
}

/** The last quarter that is over and counted. */
export function latestQuarter(now: Instant): PeriodName {
  const last = quarterOf(later(londonDay(now).slice(0, 7), -3));
  return canBeHad(periodOf(last.name), now) ? last.name : quarterOf(later(last.months[0] ?? '', -1)).name;
}

/** The months of so many quarters, the last of which is the latest that is counted. */
export function monthsCountedBy(now: Instant, quarters: number): string[] {
  const [first = ''] = periodOf(latestQuarter(now)).months;
  return monthsFrom(later(first, 3 - 3 * quarters), 3 * quarters);
}

export function periodOf(name: PeriodName): Period {
  const [year, part = ''] = [name.slice(0, 4), name.slice(5)];
  if (part === 'year') {
    const months = monthsFrom(`${year}-04`, 12);
    const quarters = [0, 3, 6, 9].map((first) => quarterOf(months[first] ?? ''));
    return { name, months, quarters, words: `April ${year} to March ${Number(year) + 1}` };
  }
  if (!part.startsWith('q')) return { name, months: [name], quarters: [quarterOf(name)], words: monthName(name) };
  const quarter = quarterOf(`${year}-${two(3 * Number(part.slice(1)))}`);
  const [first = '', , last = ''] = quarter.months;
  return { ...quarter, quarters: [quarter], words: `${monthName(first).split(' ')[0]} to ${monthName(last)}` };
}

/** The first day on which a period can be had: when its last quarter is over and counted. */
export const hadFrom = ({ quarters }: Period): string => `${later(quarters.at(-1)?.months[2] ?? '', 1)}-${dayOfCount}`;

export const canBeHad = (period: Period, now: Instant): boolean => londonDay(now) >= hadFrom(period);

/** @param month "2026-10" @returns "October 2026" */
export function monthName(month: string): string {
  return longDay(`${month}-01`).replace(/^1 /, '');
}

/** "October 2026" as "Oct 26", for narrow spaces. */
export const shortMonth = (words: string): string => words.replace(/^(\w{3})\w* 20(\d\d)$/, '$1 $2');
