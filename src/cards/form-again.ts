import type { Refusal } from '../case/outcome.ts';
import type { Again } from './again.ts';

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
): Again {
  const problemOf = (field: string) =>
    why.kind === 'text-too-long' ? tooLongWords(why.limit) : (more[field] ?? asks[field] ?? 'Please fill this in.');
  const fields = why.kind === 'boxes-are-wrong' ? Object.keys(why.faults) : why.fields;
  return {
    attempt: attempt + 1,
    typed,
    problems: Object.fromEntries(fields.map((field) => [field, problemOf(field)])),
  };
}
