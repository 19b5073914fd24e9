import { type Instant, londonDay } from '../base/time.ts';
import { type Answers, answerTo, type Draft } from './draft.ts';
import { type Arrangement, privateFostering } from './private-fostering.ts';
import { readBirth } from './typed-birth.ts';

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
