import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type Instant, londonDay, longDay } from '../base/time.ts';
import { type Answers, answerTo, type Draft } from './draft.ts';
import { readBirth } from './typed-birth.ts';

/**
 * What is known about a child and the person who looks after them. A missing field is not known. A day that does not
 * exist, a birth after today and a last day before the first also count as not known. A birth date overrides an age.
 * @source Protocol 10.1 (private fostering)
 */
export interface Arrangement {
  born?: string; // YYYY-MM-DD
  age?: { years: number; about: boolean }; // full years today; `about` allows a year either way
  disabled?: 'yes' | 'no';
  // close: parent, step-parent, legal guardian, grandparent, brother, sister, aunt, uncle
  carer?: 'close-family' | 'not-close-family';
  fullTime?: 'yes' | 'no';
  began?: string; // YYYY-MM-DD, may be in the future
  until?: string; // intended last day, YYYY-MM-DD
}

/**
 * The finding helps the referrer. It is not a legal ruling, and never a reason to stop a referral.
 * `missing`: the facts that would decide a 'cannot-tell'. For other findings it is empty. It is also empty when the
 * only open question is how long the care will last.
 * `because`: plain sentences to show.
 * @source Protocol 10.1 (private fostering)
 */
type Finding = {
  finding: 'looks-like' | 'does-not' | 'cannot-tell';
  day28?: string; // YYYY-MM-DD
  tooOldOn?: { day: string; years: 16 | 18 };
  missing: ('carer' | 'full-time' | 'began' | 'age' | 'disabled')[];
  because: string[];
};

type Criterion = { met: 'yes' | 'no' | 'unknown'; missing: Finding['missing']; because: string[] };
type Known = Arrangement & { today: string; judgedOn: string; day28?: string };

const Day = z.iso.date().regex(/^(?:19|2[01])/); // another century is a typing error

/**
 * Whether this looks like private fostering: somebody who is not close family cares full time for a child under 16
 * (under 18 if disabled), for more than 27 days or with that intention. One definite no is enough for "does not".
 * @param today London day, `YYYY-MM-DD`. The age is judged on this day, or on the first day of care if that is later
 * @source Protocol 10.1 (private fostering)
 */
export function privateFostering(arrangement: Arrangement, today: string): Finding {
  const known = whatIsKnown(arrangement, today);
  const criteria = [carerIsNotFamily(known), careIsFullTime(known), careIsLong(known), childIsYoung(known)];
  const against = criteria.filter(({ met }) => met === 'no');
  const open = criteria.filter(({ met }) => met === 'unknown');
  return {
    finding: against.length > 0 ? 'does-not' : open.length > 0 ? 'cannot-tell' : 'looks-like',
    ...(known.day28 && { day28: known.day28 }),
    ...(known.born && { tooOldOn: tooOldOn(known.born, known.disabled) }),
    missing: against.length > 0 ? [] : open.flatMap(({ missing }) => missing),
    because: (against.length > 0 ? against : criteria).flatMap(({ because }) => because),
  };
}

function whatIsKnown({ born, began, until, ...rest }: Arrangement, today: string): Known {
  const known: Known = { ...rest, today, judgedOn: today };
  if (isDay(born) && born <= today) known.born = born;
  if (!isDay(began)) return known;
  known.began = began;
  known.day28 = Temporal.PlainDate.from(began).add({ days: 27 }).toString();
  if (began > today) known.judgedOn = began;
  if (isDay(until) && until >= began) known.until = until;
  return known;
}

function carerIsNotFamily({ carer }: Known): Criterion {
  if (carer === 'close-family') return no('The carer is close family or the child’s legal guardian.');
  if (carer === 'not-close-family') return yes('The carer is not close family or a legal guardian.');
  return unknown(['carer'], 'We do not know if the carer is close family or a legal guardian.');
}

function careIsFullTime({ fullTime }: Known): Criterion {
  if (fullTime === 'no') return no('The care is not full time.');
  if (fullTime === 'yes') return yes('The care is full time.');
  return unknown(['full-time'], 'We do not know if the care is full time.');
}

function careIsLong({ began, day28, until, today, ...child }: Known): Criterion {
  if (!began || !day28) return unknown(['began'], 'We do not know when the care began.');
  const dates = [
    ...(began > today ? [`The care has not begun yet. It begins on ${longDay(began)}.`] : []),
    `Day 28 ${day28 < today ? 'was' : 'is'} ${longDay(day28)}.`,
  ];
  const early = until && until < day28 && `The care is meant to end before that, on ${longDay(until)}.`;
  if (early) return no(...dates, early, 'If it lasts longer, check again.');
  if (today >= day28) return yes(`More than 27 days, since ${longDay(began)}.`);
  if (until) return yes(...dates, `The care is meant to last until ${longDay(until)}.`);
  const limit = child.born && tooOldOn(child.born, child.disabled).day;
  const growsOutOfIt = limit !== undefined && child.judgedOn < limit && limit <= day28; // too old by day 28
  return unknown(
    [],
    ...dates,
    ...(growsOutOfIt ? [] : ['It is long enough from that day.']),
    'If it is meant to last that long, it is long enough already.',
  );
}

function childIsYoung(known: Known): Criterion {
  const ages = agesWhenJudged(known);
  if (!ages) return unknown(['age'], 'We do not know how old the child is.');
  const { youngest, oldest } = ages;
  const theChildIs = known.judgedOn > known.today ? 'When the care begins, the child will be' : 'The child is';
  const { disabled } = known;
  if (oldest < 16) return yes(`${theChildIs} under 16.`, ...birthday(known, disabled === 'yes' ? 18 : 16));
  if (oldest < 18 && disabled === 'yes') return yes(`${theChildIs} under 18 and disabled.`, ...birthday(known, 18));
  if (youngest >= 16 && disabled === 'no') {
    return no(`${theChildIs} 16 or older and not disabled.`, ...birthday(known, 16));
  }
  if (youngest >= 18) return no(`${theChildIs} 18 or older.`, ...birthday(known, 18));
  if (youngest >= 16 && oldest < 18) {
    const onlyThen = 'That is young enough only if the child is disabled.';
    return unknown(['disabled'], `${theChildIs} 16 or 17.`, onlyThen, ...birthday(known, 16));
  }
  return unknown(
    disabled ? ['age'] : ['age', 'disabled'],
    'We do not know the child’s age closely enough.',
    `It must be under ${disabled === 'yes' ? '18' : disabled === 'no' ? '16' : '16, or under 18 if the child is disabled'}.`,
  );
}

/**
 * The youngest and the oldest age, in full years, that the child may have on the day of judging. A birth date makes
 * them equal.
 */
function agesWhenJudged({ born, age, today, judgedOn }: Known): { youngest: number; oldest: number } | undefined {
  if (born) {
    const years = yearsBetween(born, judgedOn); // born on 29 February: a year older on 1 March
    return { youngest: years, oldest: years };
  }
  if (!age) return undefined;
  const birthdayBetween = judgedOn > today ? 1 : 0;
  const margin = age.about ? 1 : 0;
  const then = age.years + yearsBetween(today, judgedOn);
  return { youngest: then - margin, oldest: then + birthdayBetween + margin };
}

function birthday({ born, today }: Known, years: 16 | 18): string[] {
  if (!born) return [];
  const day = birthdayOf(born, years);
  return [`The child ${day < today ? 'turned' : 'turns'} ${years} on ${longDay(day)}.`];
}

function tooOldOn(born: string, disabled: Arrangement['disabled']): { day: string; years: 16 | 18 } {
  const years = disabled === 'yes' ? 18 : 16;
  return { day: birthdayOf(born, years), years };
}

function birthdayOf(born: string, years: number): string {
  const birth = Temporal.PlainDate.from(born);
  const day = birth.add({ years });
  return (day.day === birth.day ? day : day.add({ days: 1 })).toString(); // that year has no 29 February: 1 March
}

const yearsBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: 'years' }).years;

const isDay = (day: string | undefined): day is string => Day.safeParse(day).success;

const yes = (...because: string[]): Criterion => ({ met: 'yes', missing: [], because });
const no = (...because: string[]): Criterion => ({ met: 'no', missing: [], because });
const unknown = (missing: Finding['missing'], ...because: string[]): Criterion => ({
  met: 'unknown',
  missing,
  because,
});

const finding = 'pf-finding';
const reported = 'pf-report';
const arrangementFields = ['pf-carer', 'pf-began', 'pf-until', 'pf-full-time', 'pf-disabled'];

/**
 * The draft with today's finding on private fostering, or without a finding while no question about it is answered. The
 * finding is stored with the answers, so that the MASH reads exactly what the referrer read.
 * @source Protocol 10.1 (private fostering)
 */
export function withFosteringFinding(draft: Draft, now: Instant): Draft {
  const { answers } = draft;
  const { [finding]: _, [reported]: report, ...rest } = answers.values;
  const values = report === undefined ? rest : { ...rest, [reported]: report };
  const { [finding]: __, ...readings } = answers.readings;
  if (!arrangementFields.some((id) => answerTo(answers, id)))
    return { ...draft, answers: { ...answers, values, readings } };
  const result = privateFostering(arrangementIn(answers, now), londonDay(now));
  const valuesWithFinding = { ...(result.finding === 'does-not' ? rest : values), [finding]: result.finding };
  const readingsWithFinding = { ...readings, [finding]: { words: result.because.join(' ') } };
  return { ...draft, answers: { ...answers, values: valuesWithFinding, readings: readingsWithFinding } };
}

/** The finding as a heading and sentences. @returns undefined if no question about private fostering was answered */
export function arrangementInWords({ values, readings }: Answers): { finding: string; because: string } | undefined {
  const result = values[finding];
  if (!result) return undefined;
  const words = {
    'looks-like': 'This looks like private fostering',
    'does-not': 'This does not look like private fostering',
  };
  return {
    finding: words[result as keyof typeof words] ?? 'Private fostering: cannot tell yet',
    because: readings[finding]?.words ?? '',
  };
}

function arrangementIn(answers: Answers, now: Instant): Arrangement {
  const answerAmong = <T extends string>(id: string, ...options: T[]): T | undefined =>
    options.find((each) => each === answerTo(answers, id));
  const day = (id: string) => {
    const reading = answers.readings[id];
    return reading?.at ? londonDay(reading.at) : reading?.day;
  };
  const birth = readBirth(answerTo(answers, 'child-age') ?? '', now);
  const facts: { [K in keyof Arrangement]: Arrangement[K] | undefined } = {
    born: birth.kind === 'born' ? birth.day : undefined,
    age: birth.kind === 'age' ? { years: birth.years, about: birth.about } : undefined,
    disabled: answerAmong('pf-disabled', 'yes', 'no'),
    carer: answerAmong('pf-carer', 'close-family', 'not-close-family'),
    fullTime: answerAmong('pf-full-time', 'yes', 'no'),
    began: day('pf-began'),
    until: day('pf-until'),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
