import { type Refusal, textLimit } from '../case/outcome.ts';
import type { CaseRecord } from '../case/record.ts';
import type { Answers } from '../check/draft.ts';
import { type Block, coloured, type Input, input, line, type Parts } from './parts.ts';
import { carerBanner } from './warnings.ts';

/**
 * What somebody typed in a form that must be shown again, and what is wrong with it. `attempt` gives the boxes new ids.
 */
export interface FormRetry {
  attempt: number;
  typed: Record<string, string>;
  problems: Record<string, string>;
}

export const untouchedForm: FormRetry = { attempt: 0, typed: {}, problems: {} };

/** The carer banner for the top of a case's forms. It is empty if there is nothing to warn of (`calm`). */
export function carerWarning(record: CaseRecord): Parts<Block> {
  const { calm } = carerBanner(record.facts.answers);
  return [!calm && carerBannerBlock(record)];
}

/** The carer banner as a block of a MASH card. */
export function carerBannerBlock({ facts }: { facts: { answers: Answers } }): Block {
  const { title, lines, calm } = carerBanner(facts.answers);
  return coloured(calm ? 'emphasis' : 'warning', [line(title, 'bold'), ...lines]);
}

export function text(field: string, label: string, again: FormRetry) {
  return input('text', `${field}__${again.attempt}`, label, {
    multiline: true,
    value: again.typed[field] ?? '',
    problem: again.problems[field] ?? '',
  });
}

/** A choice of one value out of a few. @param words the title of each value */
export const choice = (field: string, label: string, words: Record<string, string>, again: FormRetry): Input =>
  input('one', `${field}__${again.attempt}`, label, {
    value: again.typed[field] ?? '',
    problem: again.problems[field] ?? '',
    choices: Object.entries(words).map(([value, title]) => ({ title, value })),
  });

export const limitWords = (limit: number): string => `up to ${limit.toLocaleString('en-GB')} characters`;

/** The limit of most boxes, in words. */
export const limit = limitWords(textLimit);

/** A refusal that the person can correct: the form is shown again with what they typed. */
export type Faults = Extract<Refusal, { kind: 'text-missing' | 'text-too-long' | 'boxes-are-wrong' }>;

const requests: Record<string, string> = {
  question: 'Write your question.',
  action: 'Say what will be done, by whom and when.',
  reasons: 'Give the reasons.',
};

export const tooLongWords = (limit: number): string =>
  `At most ${limit.toLocaleString('en-GB')} characters. Please shorten it. Nothing was cut.`;

/** The retry of a refused form. @param more what to say at boxes that `requests` does not list */
export function formAgain(
  { attempt, typed }: { attempt: number; typed: Record<string, string> },
  why: Faults,
  more: Record<string, string> = {},
): FormRetry {
  const problemOf = (field: string) =>
    why.kind === 'text-too-long' ? tooLongWords(why.limit) : (more[field] ?? requests[field] ?? 'Please fill this in.');
  const fields = why.kind === 'boxes-are-wrong' ? Object.keys(why.faults) : why.fields;
  return {
    attempt: attempt + 1,
    typed,
    problems: Object.fromEntries(fields.map((field) => [field, problemOf(field)])),
  };
}
