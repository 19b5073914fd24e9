import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type Instant, londonDay, longDay } from '../base/time.ts';
import { daysAfter } from '../protocol/days.ts';
import { type Answers, answerTo, type Draft, withAnswers } from './draft.ts';
import { readBirth } from './typed-day.ts';

/**
 * What is known about a child and the person who looks after them. A missing field is not known. A day that does not
 * exist, a birth after today and a last day before the first also count as not known. A birth date overrides an age.
 * @source Protocol 10.1 (private fostering)
 */
export interface Arrangement {
  born?: string | undefined; // YYYY-MM-DD
  age?: { years: number; about: boolean } | undefined; // full years today; `about` allows a year either way
  disabled?: 'yes' | 'no' | undefined;
  // close: parent, step-parent, legal guardian, grandparent, brother, sister, aunt, uncle
  carer?: 'close-family' | 'not-close-family' | undefined;
  fullTime?: 'yes' | 'no' | undefined;
  began?: string | undefined; // YYYY-MM-DD, may be in the future
  until?: string | undefined; // intended last day, YYYY-MM-DD
}

/**
 * The finding helps the referrer. It is not a legal ruling, and never a reason to stop a referral.
 * `because`: plain sentences to show.
 * @source Protocol 10.1 (private fostering)
 */
type Finding = { finding: 'looks-like' | 'does-not' | 'cannot-tell'; because: string[] };

type Criterion = { met: 'yes' | 'no' | 'unknown'; because: string[] };
type Known = Arrangement & { today: string; judgedOn: string };

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
  const reasons = (among: Criterion[]) => among.flatMap(({ because }) => because);
  if (against.length > 0) return { finding: 'does-not', because: reasons(against) };
  const isOpen = criteria.some(({ met }) => met === 'unknown');
  return { finding: isOpen ? 'cannot-tell' : 'looks-like', because: reasons(criteria) };
}

function whatIsKnown(arrangement: Arrangement, today: string): Known {
  const [born, began, until] = [arrangement.born, arrangement.began, arrangement.until].map(realDay);
  return {
    ...arrangement,
    born: born && born <= today ? born : undefined,
    began,
    until: began && until && until >= began ? until : undefined,
    today,
    judgedOn: began && began > today ? began : today,
  };
}

function carerIsNotFamily({ carer }: Known) {
  if (carer === 'close-family') return no('The carer is close family or the child’s legal guardian.');
  if (carer === 'not-close-family') return yes('The carer is not close family or a legal guardian.');
  return unknown('We do not know if the carer is close family or a legal guardian.');
}

function careIsFullTime({ fullTime }: Known) {
  if (fullTime === 'no') return no('The care is not full time.');
  if (fullTime === 'yes') return yes('The care is full time.');
  return unknown('We do not know if the care is full time.');
}

function careIsLong({ began, until, today, ...child }: Known) {
  if (!began) return unknown('We do not know when the care began.');
  const day28 = daysAfter(began, 27);
  const dates = [
    ...(began > today ? [`The care has not begun yet. It begins on ${longDay(began)}.`] : []),
    `Day 28 ${day28 < today ? 'was' : 'is'} ${longDay(day28)}.`,
  ];
  const early = until && until < day28 && `The care is meant to end before that, on ${longDay(until)}.`;
  if (early) return no(...dates, early, 'If it lasts longer, check again.');
  if (today >= day28) return yes(`More than 27 days, since ${longDay(began)}.`);
  if (until) return yes(...dates, `The care is meant to last until ${longDay(until)}.`);
  const limit = child.born && birthdayOf(child.born, ageLimit(child));
  const growsOutOfIt = limit && child.judgedOn < limit && limit <= day28; // too old by day 28
  return unknown(
    ...dates,
    ...(growsOutOfIt ? [] : ['It is long enough from that day.']),
    'If it is meant to last that long, it is long enough already.',
  );
}

function childIsYoung(known: Known) {
  const ages = agesWhenJudged(known);
  if (!ages) return unknown('We do not know how old the child is.');
  const { youngest, oldest } = ages;
  const theChildIs = known.judgedOn > known.today ? 'When the care begins, the child will be' : 'The child is';
  const { disabled } = known;
  if (oldest < 16) return yes(`${theChildIs} under 16.`, ...birthday(known, ageLimit(known)));
  if (oldest < 18 && disabled === 'yes') return yes(`${theChildIs} under 18 and disabled.`, ...birthday(known, 18));
  if (youngest >= 16 && disabled === 'no') {
    return no(`${theChildIs} 16 or older and not disabled.`, ...birthday(known, 16));
  }
  if (youngest >= 18) return no(`${theChildIs} 18 or older.`, ...birthday(known, 18));
  if (youngest >= 16 && oldest < 18) {
    const onlyThen = 'That is young enough only if the child is disabled.';
    return unknown(`${theChildIs} 16 or 17.`, onlyThen, ...birthday(known, 16));
  }
  return unknown(
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

/** From this birthday on it is no private fostering. */
const ageLimit = ({ disabled }: Pick<Known, 'disabled'>) => (disabled === 'yes' ? 18 : 16);

function birthdayOf(born: string, years: number) {
  const birth = Temporal.PlainDate.from(born);
  const day = birth.add({ years });
  return (day.day === birth.day ? day : day.add({ days: 1 })).toString(); // that year has no 29 February: 1 March
}

const yearsBetween = (from: string, to: string) =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: 'years' }).years;

const realDay = (day: string | undefined) => Day.safeParse(day).data;

const criterion =
  (met: Criterion['met']) =>
  (...because: string[]): Criterion => ({ met, because });
const yes = criterion('yes');
const no = criterion('no');
const unknown = criterion('unknown');

const finding = 'pf-finding';
const arrangementFields = ['pf-carer', 'pf-began', 'pf-until', 'pf-full-time', 'pf-disabled'];

/**
 * The draft with today's finding on private fostering, or without a finding while no question about it is answered. The
 * finding is stored with the answers, so that the MASH reads exactly what the referrer read.
 * @source Protocol 10.1 (private fostering)
 */
export function withFosteringFinding(draft: Draft, now: Instant): Draft {
  const { answers } = draft;
  const result = arrangementFields.some((id) => answerTo(answers, id))
    ? privateFostering(arrangementIn(answers, now), londonDay(now))
    : undefined;
  return withAnswers(draft, {
    values: { [finding]: result?.finding, ...(result?.finding === 'does-not' && { 'pf-report': undefined }) },
    readings: { [finding]: result && { words: result.because.join(' ') } },
  });
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
  const answerAmong = <T extends string>(id: string, ...options: T[]) =>
    options.find((each) => each === answerTo(answers, id));
  const day = (id: string) => {
    const reading = answers.readings[id];
    return reading?.at ? londonDay(reading.at) : reading?.day;
  };
  const birth = readBirth(answerTo(answers, 'child-age') ?? '', now);
  return {
    born: birth?.kind === 'born' ? birth.day : undefined,
    age: birth?.kind === 'age' ? birth : undefined,
    disabled: answerAmong('pf-disabled', 'yes', 'no'),
    carer: answerAmong('pf-carer', 'close-family', 'not-close-family'),
    fullTime: answerAmong('pf-full-time', 'yes', 'no'),
    began: day('pf-began'),
    until: day('pf-until'),
  };
}
