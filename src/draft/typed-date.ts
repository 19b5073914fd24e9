import { type Component, GB } from 'chrono-node/en';
import { Temporal } from 'temporal-polyfill';
import type { Texts } from '../base/texts.ts';
import { type Instant, instantOf, LONDON, londonClock, londonDay, londonWords, longDay, msOf } from '../base/time.ts';
import { type Days, daysIn } from './typed-day.ts';
import { numerals, tidy } from './typed-words.ts';

/** A typed time as read. Undefined stands for an unclear one. */
export type When =
  | { kind: 'instant'; at: Instant; approximate: boolean }
  | { kind: 'day'; day: string /* YYYY-MM-DD */ };

export const momentOf = (when: When | undefined) => (when?.kind === 'instant' ? when.at : undefined);

type Direction = 'ahead' | 'past';

const MINUTE = 60_000;
const HOUR_MS = 60 * MINUTE;
const DAY = 24 * HOUR_MS;
const NEAR_MISS = 30 * MINUTE;
const HALF_A_YEAR = 183 * DAY;
const NOW = /^(?:at )?(?:right now|now|immediately|straight away|just now)$/;
const SPAN = /^(?:(?:in|within) .*|.* (?:ago|from now))$/;
const BARE_SPAN = /^(?:at )?(?:\d{1,2}|[a-z]+(?: an?)?) ?(?:hours?|mins?|minutes?)$/; // "20 mins", "half an hour"
const SPAN_UNIT = /(?:\b|\d)(?:h|hrs?|hours?|mins?|minutes?|secs?|seconds?)\b/;
// chrono reads number words only up to twelve
const TENS: Texts = { fifteen: '15', twenty: '20', thirty: '30', forty: '40' };
const LOOSE = /\b(?:just now|few|couple|within)\b/;

/**
 * Reads a time or a day as people in the UK type it. The whole text must be a time: "room 12 at 3" is unclear, not
 * three o'clock. A time that London's clocks skip is unclear. Of a time that they show twice, the earlier one counts,
 * so that no deadline comes too late.
 *
 * A time without a day is the nearest one in the given direction. Without am or pm, a time to come is the next moment at
 * which the clock shows it, and “tonight” ends at six. Otherwise 1 to 6 is in the afternoon (7 can be either), as in
 * working life. Somebody who types outside 07:00–19:00 may mean the night, so then the nearer reading counts. A time less
 * than half an hour on the wrong side of now (to come and without a day: an hour), or over half a year away, is unclear; it does
 * not mean tomorrow or next year. Nor does “12.30” or “4”, once it has passed by day, mean the coming night.
 * @param direction whether the time is still to come ('ahead') or over ('past'). It decides the meaning of "15:30" or
 *   "tuesday". It does not override a named day: "yesterday 16:00" stays yesterday
 * @returns undefined if it is unclear
 */
export function readWhen(text: string, now: Instant, direction: Direction): When | undefined {
  const typed = tidy(text);
  if (!typed) return undefined;
  const { words } = typed;
  const approximate = typed.approximate || LOOSE.test(words);
  const counted = NOW.test(words) ? now : countedFrom(now, words);
  if (counted) return { kind: 'instant', at: counted, approximate };
  const today = Temporal.PlainDate.from(londonDay(now));
  const whole = daysIn(withoutPartOfDay(words).rest, today);
  if (whole.days.length > 0) return dayMeant(whole, today, direction);
  for (const { clock, rest } of clockReadingsIn(words)) {
    const candidates = rest === '' ? daysAround(today) : daysIn(rest, today);
    if (candidates.days.length === 0) continue;
    const at = momentMeant(candidates, clock, now, direction);
    return at ? { kind: 'instant', at, approximate } : undefined;
  }
  const until = direction === 'ahead' && BARE_SPAN.test(words) ? countedFrom(now, `in ${words}`) : undefined;
  return until ? { kind: 'instant', at: until, approximate } : undefined;
}

/** @returns "15:30, Tuesday 24 November 2026" or "4 March 2026", to repeat back */
export function whenInWords(w: When): string {
  if (w.kind === 'day') return longDay(w.day);
  const { weekday, day, month, year } = londonWords(w.at);
  return `${w.approximate ? 'about ' : ''}${londonClock(w.at)}, ${weekday} ${day} ${month} ${year}`;
}

// Reads spans such as "10 minutes ago". It counts in UTC, where no hour is skipped or repeated.
function countedFrom(now: Instant, words: string) {
  const text = words
    .replace(/^(in )?at /, '$1')
    .replace('hour and a half', 'hour 30 minutes')
    .replace(/\b(?:fifteen|twenty|thirty|forty)(?= m)/, (tens) => TENS[tens] ?? tens);
  if (!SPAN.test(text) || !SPAN_UNIT.test(text)) return undefined;
  const [match] = GB.parse(text, { instant: new Date(now), timezone: 0 });
  if (match?.text !== text || match.end || !match.start.isCertain('minute')) return undefined;
  const get = (part: Component) => match.start.get(part) ?? 0;
  const time = [get('hour'), get('minute'), get('second'), get('millisecond')] as const;
  const counted = Date.UTC(get('year'), get('month') - 1, get('day'), ...time);
  return Math.abs(counted - msOf(now)) > HALF_A_YEAR ? undefined : instantOf(counted);
}

const daysAround = (today: Temporal.PlainDate): Days => ({
  kind: 'nothing',
  days: [-1, 0, 1].map((days) => today.add({ days })),
});

function dayMeant({ kind, days }: Days, today: Temporal.PlainDate, direction: Direction): When | undefined {
  const away = (day: Temporal.PlainDate) => today.until(day).days * (direction === 'ahead' ? 1 : -1);
  const nearest = days.filter((day) => isOneDay(kind) || away(day) >= 0).sort((a, b) => away(a) - away(b))[0];
  if (!nearest || (!isOneDay(kind) && away(nearest) * DAY > HALF_A_YEAR)) return undefined;
  // On a Tuesday, "tuesday" is unclear: it hardly means today, and may be a week away.
  if (kind === 'weekday' && away(nearest) === 0) return undefined;
  return { kind: 'day', day: nearest.toString() };
}

const isOneDay = (kind: Days['kind']) => kind === 'date' || kind === 'nearby';

function momentMeant({ kind, days }: Days, clock: ClockReading, now: Instant, direction: Direction) {
  const here = Temporal.Instant.from(now).toZonedDateTimeISO(LONDON);
  const isNight = here.hour < 7 || here.hour >= 19;
  const readings = days.flatMap((day) => {
    const mayBeNight = isNight && (!isOneDay(kind) || day.equals(here.toPlainDate()));
    const each = direction === 'ahead' && kind === 'nothing' ? clock.next : mayBeNight ? clock.byNight : clock.byDay;
    return each.map((minutes) => inLondon(day, minutes, direction, msOf(now)));
  });
  const nearest = readings.sort(
    (a, b) => Number(a.away < 0) - Number(b.away < 0) || Math.abs(a.away) - Math.abs(b.away),
  )[0];
  if (!nearest?.exists) return undefined;
  if (isOneDay(kind)) return instantOf(nearest.ms);
  const isNext = direction === 'ahead' && kind === 'nothing';
  const isSmallHours = isNext && !isNight && nearest.hour < 6;
  const justMissed = readings.some(
    ({ away }) =>
      away < 0 && (away > (isNext ? -HOUR_MS : -NEAR_MISS) || (isSmallHours && nearest.away - away < 13 * HOUR_MS)),
  );
  return nearest.away < 0 || nearest.away > HALF_A_YEAR || justMissed ? undefined : instantOf(nearest.ms);
}

/** `away`: milliseconds from this minute in the given direction; negative in the other direction. */
function inLondon(day: Temporal.PlainDate, minutes: number, direction: Direction, now: number) {
  const wall = day.toPlainDateTime().add({ minutes });
  const zoned = wall.toZonedDateTime(LONDON, { disambiguation: 'earlier' });
  const ms = zoned.epochMilliseconds;
  const thisMinute = Math.floor(now / MINUTE) * MINUTE;
  const away = direction === 'ahead' ? ms - thisMinute : thisMinute - ms;
  return { ms, away, hour: zoned.hour, exists: zoned.toPlainDateTime().equals(wall) };
}

/**
 * A typed time of day in minutes after midnight, with one number for each possible reading. In working life a time from
 * 1 to 6 without am or pm is in the afternoon (7 can be either). Somebody who writes at night may also mean the night.
 * `next`: of a time to come without a day, whatever it may mean. A day and more: the morning after.
 */
type ClockReading = { byDay: number[]; byNight: number[]; next: number[] };

type Half = 'am' | 'pm';
type PartOfDay = Half | 'tonight';

const HOUR = `(?<hour>\\d{1,2}|${numerals.join('|')})`;
const AM_PM = '(?: ?(?<half>am|pm))';
const STEPS: Record<string, number> = { half: 30, quarter: 15, five: 5, ten: 10, twenty: 20, 'twenty five': 25 };

// "half three" means half past three here (in German, half past two). Any other step needs "past" or "to".
const STEP = '(?:(?<step>half)(?: past)?|(?:a )?(?<offset>quarter|twenty[ -]five|five|ten|twenty|\\d{1,2})';
const FORMS = [
  '(?<noon>(?:12 )?(?:noon|midday))',
  `(?<hour>\\d{1,2})[:.]?(?<minute>[0-5]\\d)(?:${AM_PM}| ?(?:h|hrs?|hours))?`,
  `${STEP}(?: ?min(?:ute)?s?)? (?<way>past|to)) ${HOUR}(?: oclock)?${AM_PM}?`,
  `${HOUR} ?(?:${AM_PM}|oclock${AM_PM}?)`,
  `(?:at|by) ${HOUR}`, // a bare number is a time only after "at" or "by"
];
const AT = '(?:(?:at|by|on) )?';
const PATTERNS = FORMS.flatMap((form) => [new RegExp(`^${AT}${form}(?: |$)`), new RegExp(`(?:^| )${AT}${form}$`)]);
const PART_OF_DAY = /\b(this |in the )?(morning|afternoon|evening)\b/;

/**
 * Every way to read one time of day at the beginning or the end of a text, with the rest of the text.
 * @param text lower case, single spaces, "am" and "pm" without full stops, "oclock" without its apostrophe
 */
function clockReadingsIn(text: string): { clock: ClockReading; rest: string }[] {
  const { rest: bare, half } = withoutPartOfDay(text);
  return PATTERNS.flatMap((pattern) => {
    const match = pattern.exec(bare);
    const clock = match && clockFrom(match.groups ?? {}, half);
    return clock ? [{ clock, rest: bare.replace(match[0], ' ').trim() }] : [];
  });
}

/**
 * The text without its part of the day: "tomorrow morning" becomes tomorrow; "this evening" and "tonight" become today.
 */
function withoutPartOfDay(text: string): { rest: string; half?: PartOfDay } {
  const plain = text.replace(/\btonight\b/, 'this evening');
  const match = PART_OF_DAY.exec(plain);
  if (!match) return { rest: plain };
  const rest = plain.replace(match[0], match[1] === 'this ' ? 'today' : '').replace(/ +/g, ' ');
  return { rest: rest.trim(), half: plain !== text ? 'tonight' : match[2] === 'morning' ? 'am' : 'pm' };
}

function clockFrom(parts: Record<string, string | undefined>, partOfDay: PartOfDay | undefined) {
  if (parts.noon) return only(12 * 60);
  const hourWord = numerals.indexOf(parts.hour ?? '') + 1;
  const hour = hourWord || Number(parts.hour);
  const half = parts.half as Half | undefined;
  const step = parts.step ?? parts.offset;
  if (step === undefined) {
    const is24Hour = parts.hour?.length === 2 && parts.minute !== undefined; // "03:30", "10:15"
    return reading(hour, Number(parts.minute ?? 0), { half, partOfDay, is24Hour: is24Hour && !hourWord });
  }
  const offset = STEPS[step.replace('-', ' ')] ?? Number(step);
  if (hour < 1 || hour > 12 || offset > 59) return undefined;
  const minutes = ((hour % 12) * 60 + (parts.way === 'to' ? 720 - offset : offset)) % 720;
  return reading(Math.floor(minutes / 60) || 12, minutes % 60, { half, partOfDay, is24Hour: false });
}

type Said = { half: Half | undefined; partOfDay: PartOfDay | undefined; is24Hour: boolean };

function reading(hour: number, minute: number, { half, partOfDay, is24Hour }: Said): ClockReading | undefined {
  if (hour > 23 || (half === 'am' && hour > 12) || (half === 'pm' && hour === 0)) return undefined;
  const morning = (hour % 12) * 60 + minute;
  const later = morning + 720;
  const isEarly = hour % 12 < 6 || half === 'am';
  if (partOfDay === 'tonight' && hour <= 12 && half !== 'pm' && isEarly)
    return only(morning, ...(half || hour % 12 === 0 ? [] : [later]), morning + 2 * 720);
  if (hour > 12 || hour === 0) return only(hour * 60 + minute);
  const isMorning = (half ?? partOfDay) === 'am';
  if (half ?? partOfDay) return only(isMorning ? morning : later);
  const both = [morning, later];
  if (is24Hour) return { ...only(hour * 60 + minute), ...(hour > 9 && { next: both }) };
  if (hour === 7) return only(...both);
  return { byDay: hour < 7 || hour === 12 ? [later] : [morning], byNight: both, next: both };
}

function only(...minutes: number[]): ClockReading {
  return { byDay: minutes, byNight: minutes, next: minutes };
}
