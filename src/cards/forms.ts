import { type Refusal, textLimit } from '../case/outcome.ts';
import type { CaseRecord } from '../case/record.ts';
import type { Answers } from '../check/draft.ts';
import { carerBanner } from './carer.ts';
import { type Block, coloured, input, line } from './parts.ts';

/** What was typed in a form that must be shown again, and what is wrong with it. `attempt` gives the boxes new ids. */
export interface FormRetry {
  attempt: number;
  typed: Record<string, string>;
  problems: Record<string, string>;
}

export const untouchedForm: FormRetry = { attempt: 0, typed: {}, problems: {} };

/** Whether the parent or carer knows, on every form of the case; nothing where they agreed. */
export function notTold(record: CaseRecord): Block[] {
  const { calm } = carerBanner(record.facts.answers);
  return calm ? [] : [carerBannerBlock(record)];
}

/** The banner of the parent or carer, as a block of a card of the MASH. */
export function carerBannerBlock({ facts }: { facts: { answers: Answers } }): Block {
  const { title, lines, calm } = carerBanner(facts.answers);
  return coloured(calm ? 'emphasis' : 'warning', [line(title, 'bold'), ...lines.map((each) => line(each))]);
}

export function text(field: string, label: string, again: FormRetry) {
  return input('text', `${field}__${again.attempt}`, label, {
    multiline: true,
    value: again.typed[field] ?? '',
    problem: again.problems[field] ?? '',
  });
}

export const limitWords = (limit: number): string => `up to ${limit.toLocaleString('en-GB')} characters`;

/** How much goes into most boxes. */
export const limit = limitWords(textLimit);

/** A refusal that a form can put right: it is shown again with what was typed. */
export type Faults = Extract<Refusal, { kind: 'text-missing' | 'text-too-long' | 'boxes-are-wrong' }>;

const asks: Record<string, string> = {
  question: 'Write your question.',
  action: 'Say what will be done, by whom and when.',
  reasons: 'Give the reasons.',
};

export const tooLongWords = (limit: number): string =>
  `At most ${limit.toLocaleString('en-GB')} characters. Please shorten it. Nothing was cut.`;

/** A form once more, with what was typed and what is wrong. @param more what to ask for in further boxes */
export function formAgain(
  { attempt, typed }: { attempt: number; typed: Record<string, string> },
  why: Faults,
  more: Record<string, string> = {},
): FormRetry {
  const problemOf = (field: string) =>
    why.kind === 'text-too-long' ? tooLongWords(why.limit) : (more[field] ?? asks[field] ?? 'Please fill this in.');
  const fields = why.kind === 'boxes-are-wrong' ? Object.keys(why.faults) : why.fields;
  return {
    attempt: attempt + 1,
    typed,
    problems: Object.fromEntries(fields.map((field) => [field, problemOf(field)])),
  };
}
