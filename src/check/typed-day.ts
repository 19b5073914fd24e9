import { GB } from 'chrono-node/en';
import { Temporal } from 'temporal-polyfill';

/**
 * The days a phrase can mean. A `date` is one day, and so is a `nearby` one, which went without its year ("tuesday 24/11", or
 * today's date). `no-year` and `weekday` leave several; `nothing` is no day at all.
 */
export type Days = { said: 'date' | 'nearby' | 'no-year' | 'weekday' | 'nothing'; days: Temporal.PlainDate[] };

const NONE: Days = { said: 'nothing', days: [] };
const NUMBERS = /^(\d{1,2})(?:([./ -])(\d{1,2})\2(\d{4}|\d{2})|\/(\d{1,2}))$/;
const RUN = /^(\d{2})(\d{2})(\d{4}|\d{2})$/;
const YEAR_FIRST = /^(\d{4})-(\d{2})-(\d{2})$/;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WEEKDAY =
  /^(?:(last|next|this) )?(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?(?: (?:the )?(.+))?$/;
// A week, a month or "a few days" is not a day, though chrono would pick one.
const NO_ONE_DAY = /\b(?:last|next|this|past|end|few|couple|months?|years?|quarters?|weekend|night)\b/;
const YEARS_AWAY = 100; // "4 march 1530" is a time, not a year

/**
 * Reads a day as people in the UK write it, day first. A day that does not exist (31/02, 12/31) is no day.
 * @param phrase lower case, single spaces, no time of day in it
 * @param today  the London day
 */
export function daysIn(phrase: string, today: Temporal.PlainDate): Days {
  const text = phrase
    .replace(/^(?:(?:at|on|by) )+/, '')
    .replace('fortnight', '2 weeks')
    .replace('a 2', '2');
  const weekday = WEEKDAY.exec(text);
  if (weekday) return weekdays(weekday, today);
  const iso = YEAR_FIRST.exec(text);
  if (iso) return dated(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const run = RUN.exec(text);
  if (run) return dated(fullYear(run[3]), Number(run[2]), Number(run[1]));
  const numbers = NUMBERS.exec(text);
  if (!numbers) return inWords(text, today);
  const [, day, , month, year, monthOnly] = numbers;
  return year === undefined
    ? anyYear(Number(monthOnly), Number(day), today)
    : dated(fullYear(year), Number(month), Number(day));
}

// Chrono, held to what is certain: its reference is noon in UTC on the London day, so no time zone takes part.
function inWords(text: string, today: Temporal.PlainDate): Days {
  if (NO_ONE_DAY.test(text)) return NONE;
  const found = GB.parse(text, { instant: new Date(`${today}T12:00:00.000Z`), timezone: 0 });
  const start = found[0]?.start;
  if (!start || found[0]?.text !== text || found[0].end || start.isCertain('hour')) return NONE;
  if (!start.isCertain('day') || !start.isCertain('month')) return NONE;
  const [year, month, day] = [start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0];
  if (!start.isCertain('year')) return anyYear(month, day, today);
  return Math.abs(year - today.year) > YEARS_AWAY ? NONE : dated(year, month, day);
}

function weekdays([, which, name = '', rest]: RegExpExecArray, today: Temporal.PlainDate): Days {
  const number = WEEKDAYS.indexOf(name) + 1;
  if (rest !== undefined) {
    // "tuesday 25/11" in a year when that is a wednesday is no day.
    const { said, days } = daysIn(rest, today);
    const agreeing = days.filter((day) => day.dayOfWeek === number);
    return { said: said === 'no-year' && agreeing.length === 1 ? 'nearby' : said, days: agreeing };
  }
  const thisWeek = today.add({ days: number - today.dayOfWeek });
  // On a wednesday, "last tuesday" is yesterday to some and last week to others; "next friday" likewise.
  const isInThisWeek = which === 'last' ? number < today.dayOfWeek : which === 'next' && number > today.dayOfWeek;
  if (isInThisWeek) return NONE;
  if (which === 'last') return { said: 'nearby', days: [thisWeek.subtract({ days: 7 })] };
  if (which === 'next') return { said: 'nearby', days: [thisWeek.add({ days: 7 })] };
  return { said: 'weekday', days: [-7, 0, 7].map((days) => thisWeek.add({ days })) };
}

function anyYear(month: number, day: number, today: Temporal.PlainDate): Days {
  if (month === today.month && day === today.day) return { said: 'nearby', days: [today] };
  const years = [today.year - 1, today.year, today.year + 1];
  return { said: 'no-year', days: years.flatMap((year) => dated(year, month, day).days) };
}

function dated(year: number, month: number, day: number): Days {
  try {
    return { said: 'date', days: [Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })] };
  } catch (error) {
    if (error instanceof RangeError) return NONE; // the calendar has no such day: an answer, not a fault
    throw error;
  }
}

// Nobody in these forms is old enough for a 19 to be meant: 4/3/99 lies ahead, and is asked about.
function fullYear(typed = ''): number {
  return typed.length === 2 ? 2000 + Number(typed) : Number(typed);
}
