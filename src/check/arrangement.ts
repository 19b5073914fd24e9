import { type Instant, londonDay } from '../base/time.ts';
import { type Answers, answerTo, type Draft } from './draft.ts';
import { type Arrangement, privateFostering } from './private-fostering.ts';
import { readBirth } from './typed-birth.ts';

const finding = 'pf-finding';
const reported = 'pf-report';
const about = ['pf-carer', 'pf-began', 'pf-until', 'pf-full-time', 'pf-disabled'];

/**
 * The draft with what its answers say about private fostering, as of today, or without it while nothing was answered about that.
 * It is kept with the answers, so that what the worker read is what the MASH reads.
 * @source Protocol 10.1 (private fostering)
 */
export function withArrangement(draft: Draft, now: Instant): Draft {
  const { answers } = draft;
  const { [finding]: _, [reported]: report, ...rest } = answers.values;
  const values = report === undefined ? rest : { ...rest, [reported]: report };
  const { [finding]: __, ...readings } = answers.readings;
  if (!about.some((id) => answerTo(answers, id))) return { ...draft, answers: { ...answers, values, readings } };
  const found = privateFostering(arrangementIn(answers, now), londonDay(now));
  const kept = { ...(found.finding === 'does-not' ? rest : values), [finding]: found.finding };
  const read = { ...readings, [finding]: { words: found.because.join(' ') } };
  return { ...draft, answers: { ...answers, values: kept, readings: read } };
}

/** What was found, in a heading and in sentences; undefined where nothing was asked. */
export function arrangementInWords({ values, readings }: Answers): { finding: string; because: string } | undefined {
  const found = values[finding];
  if (!found) return undefined;
  const words = {
    'looks-like': 'This looks like private fostering',
    'does-not': 'This does not look like private fostering',
  };
  return {
    finding: words[found as keyof typeof words] ?? 'Private fostering: cannot tell yet',
    because: readings[finding]?.words ?? '',
  };
}

function arrangementIn(answers: Answers, now: Instant): Arrangement {
  const one = <T extends string>(id: string, ...of: T[]): T | undefined =>
    of.find((each) => each === answerTo(answers, id));
  const day = (id: string) => {
    const reading = answers.readings[id];
    return reading?.at ? londonDay(reading.at) : reading?.day;
  };
  const birth = readBirth(answerTo(answers, 'child-age') ?? '', now);
  const given: { [K in keyof Arrangement]: Arrangement[K] | undefined } = {
    born: birth.kind === 'born' ? birth.day : undefined,
    age: birth.kind === 'age' ? { years: birth.years, about: birth.about } : undefined,
    disabled: one('pf-disabled', 'yes', 'no'),
    carer: one('pf-carer', 'close-family', 'not-close-family'),
    fullTime: one('pf-full-time', 'yes', 'no'),
    began: day('pf-began'),
    until: day('pf-until'),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
