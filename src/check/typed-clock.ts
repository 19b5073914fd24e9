/**
 * A typed time of day in minutes after midnight, with one number for each possible reading. In working life a time from
 * 1 to 6 without am or pm is in the afternoon (7 can be either). Somebody who writes at night may also mean the night.
 */
export type ClockReading = { byDay: number[]; byNight: number[] };

type Half = 'am' | 'pm';

const HOURS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const HOUR = `(?<hour>\\d{1,2}|${HOURS.join('|')})`;
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
export function clockReadingsIn(text: string): { clock: ClockReading; rest: string }[] {
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
export function withoutPartOfDay(text: string): { rest: string; half?: Half } {
  const plain = text.replace(/\btonight\b/, 'this evening');
  const match = PART_OF_DAY.exec(plain);
  if (!match) return { rest: plain };
  const rest = plain.replace(match[0], match[1] === 'this ' ? 'today' : '').replace(/ +/g, ' ');
  return { rest: rest.trim(), half: match[2] === 'morning' ? 'am' : 'pm' };
}

function clockFrom(parts: Record<string, string | undefined>, partOfDay: Half | undefined): ClockReading | undefined {
  if (parts.noon) return only(12 * 60);
  const hourWord = HOURS.indexOf(parts.hour ?? '') + 1;
  const hour = hourWord || Number(parts.hour);
  const half = (parts.half as Half | undefined) ?? partOfDay;
  const step = parts.step ?? parts.offset;
  if (step === undefined) {
    const is24Hour = parts.hour?.length === 2 && parts.minute !== undefined; // "03:30", "10:15"
    return reading(hour, Number(parts.minute ?? 0), half, is24Hour && !hourWord);
  }
  const offset = STEPS[step.replace('-', ' ')] ?? Number(step);
  if (hour < 1 || hour > 12 || offset > 59) return undefined;
  const minutes = ((hour % 12) * 60 + (parts.way === 'to' ? 720 - offset : offset)) % 720;
  return reading(Math.floor(minutes / 60) || 12, minutes % 60, half, false);
}

function reading(hour: number, minute: number, half: Half | undefined, is24Hour: boolean): ClockReading | undefined {
  if (hour > 23 || (half === 'am' && hour > 12) || (half === 'pm' && hour === 0)) return undefined;
  if (hour > 12 || hour === 0) return only(hour * 60 + minute);
  const morning = (hour % 12) * 60 + minute;
  const later = morning + 720;
  if (half) return only(half === 'am' ? morning : later);
  if (is24Hour) return only(hour * 60 + minute);
  const both = [morning, later];
  if (hour === 7) return { byDay: both, byNight: both };
  return { byDay: hour < 7 || hour === 12 ? [later] : [morning], byNight: both };
}

function only(minutes: number): ClockReading {
  return { byDay: [minutes], byNight: [minutes] };
}
