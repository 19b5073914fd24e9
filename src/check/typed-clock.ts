/**
 * A time of day as written, in minutes after midnight, one number for each way of reading it. A time without am or pm between
 * 1 and 7 is an afternoon in working life (7 can be either). Somebody writing outside it, at night, may mean the night.
 */
export type ClockReading = { byDay: number[]; byNight: number[] };

type Half = 'am' | 'pm';

const HOURS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const HOUR = `(?<hour>\\d{1,2}|${HOURS.join('|')})`;
const HALF = '(?: ?(?<half>am|pm))';
const STEPS: Record<string, number> = { half: 30, quarter: 15, five: 5, ten: 10, twenty: 20, 'twenty five': 25 };

// "half three" is half past here (in German it is half past two); everything else has to say past or to.
const STEP = '(?:(?<step>half)(?: past)?|(?:a )?(?<offset>quarter|twenty[ -]five|five|ten|twenty|\\d{1,2})';
const FORMS = [
  '(?<noon>(?:12 )?(?:noon|midday))',
  `(?<hour>\\d{1,2})[:.]?(?<minute>[0-5]\\d)(?:${HALF}| ?(?:h|hrs?|hours))?`,
  `${STEP}(?: ?min(?:ute)?s?)? (?<way>past|to)) ${HOUR}(?: oclock)?${HALF}?`,
  `${HOUR} ?(?:${HALF}|oclock${HALF}?)`,
  `(?:at|by) ${HOUR}`, // a bare number is a time only after a word that says so
];
const AT = '(?:(?:at|by|on) )?';
const PATTERNS = FORMS.flatMap((form) => [new RegExp(`^${AT}${form}(?: |$)`), new RegExp(`(?:^| )${AT}${form}$`)]);
const PART_OF_DAY = /\b(this |in the )?(morning|afternoon|evening)\b/;

/**
 * Every way to see one time of day at the beginning or the end of a text, and what is left of the text without it.
 * @param text lower case, single spaces, "am" and "pm" without full stops, "oclock" without its apostrophe
 */
export function clockReadingsIn(text: string): { clock: ClockReading; rest: string }[] {
  const { rest: bare, half } = withoutPartOfDay(text);
  return PATTERNS.flatMap((pattern) => {
    const found = pattern.exec(bare);
    const clock = found && clockFrom(found.groups ?? {}, half);
    return clock ? [{ clock, rest: bare.replace(found[0], ' ').trim() }] : [];
  });
}

/** "tomorrow morning" is tomorrow, "this evening" and "tonight" are today. */
export function withoutPartOfDay(text: string): { rest: string; half?: Half } {
  const plain = text.replace(/\btonight\b/, 'this evening');
  const found = PART_OF_DAY.exec(plain);
  if (!found) return { rest: plain };
  const rest = plain.replace(found[0], found[1] === 'this ' ? 'today' : '').replace(/ +/g, ' ');
  return { rest: rest.trim(), half: found[2] === 'morning' ? 'am' : 'pm' };
}

function clockFrom(said: Record<string, string | undefined>, partOfDay: Half | undefined): ClockReading | undefined {
  if (said.noon) return only(12 * 60);
  const named = HOURS.indexOf(said.hour ?? '') + 1;
  const hour = named || Number(said.hour);
  const half = (said.half as Half | undefined) ?? partOfDay;
  const step = said.step ?? said.offset;
  if (step === undefined) {
    const onTheDial = said.hour?.length === 2 && said.minute !== undefined; // "03:30", "10:15": as a 24-hour clock shows it
    return reading(hour, Number(said.minute ?? 0), half, onTheDial && !named);
  }
  const offset = STEPS[step.replace('-', ' ')] ?? Number(step);
  if (hour < 1 || hour > 12 || offset > 59) return undefined;
  const minutes = ((hour % 12) * 60 + (said.way === 'to' ? 720 - offset : offset)) % 720;
  return reading(Math.floor(minutes / 60) || 12, minutes % 60, half, false);
}

function reading(hour: number, minute: number, half: Half | undefined, onTheDial: boolean): ClockReading | undefined {
  if (hour > 23 || (half === 'am' && hour > 12) || (half === 'pm' && hour === 0)) return undefined;
  if (hour > 12 || hour === 0) return only(hour * 60 + minute);
  const morning = (hour % 12) * 60 + minute;
  const later = morning + 720;
  if (half) return only(half === 'am' ? morning : later);
  if (onTheDial) return only(hour * 60 + minute);
  const both = [morning, later];
  if (hour === 7) return { byDay: both, byNight: both };
  return { byDay: hour < 7 || hour === 12 ? [later] : [morning], byNight: both };
}

function only(minutes: number): ClockReading {
  return { byDay: [minutes], byNight: [minutes] };
}
