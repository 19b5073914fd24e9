import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { oncePerText } from './once-per.ts';

export const LONDON = 'Europe/London';

/** A moment, always written `YYYY-MM-DDTHH:mm:ss.sssZ`. The width is fixed, so `<` on the strings is chronological. */
export const Instant = z.iso.datetime({ precision: 3 }).brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;

const CLOCK_TIME = /^P(?=\d|T)(?:\d{1,6}D)?(?:T(?=\d)(?:\d{1,6}H)?(?:\d{1,6}M)?(?:\d{1,6}S)?)?$/;

/**
 * A length of elapsed time in ISO 8601: days of 24 hours, hours, minutes, whole seconds (`PT24H`, `P30D`). Months and
 * years are refused, because they have no fixed length. An empty `P` or `PT` is refused too: it would make a deadline
 * pass at once.
 */
export const Duration = z
  .string()
  .regex(CLOCK_TIME, 'must be a length of elapsed time such as PT24H or P30D')
  .brand<'Duration'>();
export type Duration = z.infer<typeof Duration>;

/**
 * @param epochMs whole milliseconds since 1970 UTC, years 0–9999
 * @throws RangeError if that is not such a moment
 */
export function instantOf(epochMs: number): Instant {
  const instant = new Date(epochMs).toISOString();
  if (instant.length !== '2026-01-01T00:00:00.000Z'.length) throw new RangeError('the year has no four digits');
  return instant as Instant;
}

/** @returns milliseconds since 1970 UTC */
export function msOf(at: Instant): number {
  return Date.parse(at);
}

/** @returns milliseconds; a day is 24 elapsed hours, whatever the clocks did */
export const msIn = oncePerText((d: Duration): number => Temporal.Duration.from(d).total('milliseconds'));

/** The moment that much time later; a number is milliseconds. Weekends and clock changes make no difference. */
export const plus = (at: Instant, d: Duration | number): Instant =>
  instantOf(msOf(at) + (typeof d === 'number' ? d : msIn(d)));

/** @returns milliseconds from the one moment to the other; negative if the other is earlier */
export const msBetween = (from: Instant, to: Instant): number => msOf(to) - msOf(from);

/** The latest of these moments. */
export const latest = (first: Instant, ...others: Instant[]): Instant => [first, ...others].sort().at(-1) ?? first;

/** @returns the calendar day in London at that moment, `YYYY-MM-DD` */
export function londonDay(at: Instant): string {
  const hour = `${at.slice(0, 13)}:00:00.000Z` as Instant; // all of it is on one day there, and it is asked each second
  return inLondon(hour).toPlainDate().toString();
}

/** The moment at which London's clocks show this time on this day; after a time that they skip. @param time "07:00" */
export const londonMoment = (day: string, time: string): Instant =>
  instantOf(Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(LONDON).epochMilliseconds);

/** A time of day in London, such as 22:00. */
export const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 10:00');

/**
 * The moment itself, or the end of the quiet hours that it falls into.
 * @param quiet London times; where `until` is the earlier of the two, the hours go over midnight
 */
export function afterQuiet(at: Instant, { from, until }: { from: string; until: string }): Instant {
  const { hour, minute } = londonWords(at);
  const time = `${hour}:${minute}`;
  const isOverMidnight = from > until;
  const isLate = isOverMidnight && time >= from;
  const isEarly = time < until && (isOverMidnight || time >= from);
  if (!isLate && !isEarly) return at;
  const day = inLondon(at).toPlainDate();
  return londonMoment(day.add({ days: isLate ? 1 : 0 }).toString(), until);
}

const LONDON_WORDS = new Intl.DateTimeFormat('en-GB', {
  timeZone: LONDON,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

type LondonWords = Record<'hour' | 'minute' | 'weekday' | 'day' | 'month' | 'year', string>;

/** The London time and date, in parts: the commas that Intl puts between them change with Node's ICU. */
export const londonWords = oncePerText((at: Instant): LondonWords => {
  const parts = LONDON_WORDS.formatToParts(msOf(at));
  return Object.fromEntries(parts.map(({ type, value }) => [type, value])) as LondonWords;
});

/** @returns "14:03" in London; "01:30 BST" or "01:30 GMT" in the October hour that comes twice */
export function londonClock(at: Instant): string {
  const { hour, minute } = londonWords(at);
  const clock = `${hour}:${minute}`;
  return hour === '01' && isShownTwice(at) ? `${clock} ${isSummer(at) ? 'BST' : 'GMT'}` : clock;
}

const inLondon = oncePerText((at: Instant) => Temporal.Instant.from(at).toZonedDateTimeISO(LONDON));
const isSummer = (at: Instant) => inLondon(at).offsetNanoseconds !== 0;

function isShownTwice(at: Instant) {
  const wall = inLondon(at).toPlainDateTime();
  const [first, second] = (['earlier', 'later'] as const).map((disambiguation) =>
    wall.toZonedDateTime(LONDON, { disambiguation }),
  );
  return first?.epochMilliseconds !== second?.epochMilliseconds;
}

/**
 * @param day `YYYY-MM-DD`
 * @returns "4 March 2012"
 * @throws RangeError if there is no such day
 */
export function longDay(day: string): string {
  const { year, month, day: ofMonth } = Temporal.PlainDate.from(day);
  const words = londonWords(instantOf(Date.UTC(year, month - 1, ofMonth, 12)));
  return `${words.day} ${words.month} ${words.year}`;
}
