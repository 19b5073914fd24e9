import { z } from 'zod';
import { Instant } from '../base/time.ts';

/** Which statements of one list were seen or suspected. What is in neither stays not known, unless the worker looked for the rest. */
export const Ticks = z.object({
  seen: z.array(z.string()),
  suspected: z.array(z.string()),
  note: z.string(),
  looked: z.boolean(),
});
export type Ticks = z.infer<typeof Ticks>;

/** How a typed date or time was read, for repeating back; `at` or `day` only where it was certain. */
export const Reading = z.object({ words: z.string(), at: Instant.optional(), day: z.string().optional() });
export type Reading = z.infer<typeof Reading>;

/** What the worker answered: personal facts, kept apart from the history so that they can be erased. An empty answer is "Left empty", none is "Not asked". */
export const Answers = z.object({
  values: z.record(z.string(), z.string()),
  ticks: z.record(z.string(), Ticks),
  readings: z.record(z.string(), Reading),
});
export type Answers = z.infer<typeof Answers>;

/**
 * Where the worker is. `adding`: the indicator check is done after submission. `hurry`: when this section ends, go to check answers.
 * `cursor`: which question of the step a typed message answers. `revision` counts the changes: a card
 * that carries another one is out of date.
 */
export const Progress = z.object({
  mode: z.enum(['draft', 'adding']),
  at: z.string(),
  hurry: z.boolean(),
  done: z.array(z.string()),
  cursor: z.int().nonnegative(),
  revision: z.int().nonnegative(),
  asked: z.enum(['let-go', 'danger']).optional(), // asked once: whether to delete the draft, or whether there is danger now
  resumeAt: z.object({ at: z.string(), cursor: z.int().nonnegative() }).optional(), // where danger that was typed interrupted
  lastPress: z.string().optional(), // a mark of the press that led here, by which a double press is known
});
export type Progress = z.infer<typeof Progress>;

export interface Draft {
  answers: Answers;
  progress: Progress;
}

export const emptyAnswers: Answers = { values: {}, ticks: {}, readings: {} };

export const emptyTicks: Ticks = { seen: [], suspected: [], note: '', looked: false };

/**
 * A new draft. What the worker told about themselves before is taken over, so that it need not be asked again.
 * @param known what is known already of the child or the household
 */
export function newDraft(aboutYou: Record<string, string>, known: Record<string, string> = {}): Draft {
  return {
    answers: { ...emptyAnswers, values: { ...known, ...aboutYou } },
    progress: {
      mode: 'draft',
      at: 'danger',
      hurry: false,
      done: Object.keys(aboutYou).length > 0 ? ['about-you'] : [],
      cursor: 0,
      revision: 0,
    },
  };
}

/** Whether the worker rang first. Danger that was changed to "no" takes that back; `rang`: they were asked, whatever they said of danger. */
export const hasPhoned = ({ values }: Answers): boolean =>
  values.phoned === 'yes' && (values.danger === 'yes' || values.rang === 'yes');

/** The answer as given, or undefined where it is not known. */
export function answerTo(answers: Answers, field: string): string | undefined {
  const value = answers.values[field];
  return value === undefined || value.trim() === '' ? undefined : value;
}

export type Problem =
  | { field: string; kind: 'required' | 'unclear-time' | 'future' | 'long-ago' | 'not-a-choice' }
  | { field: string; kind: 'too-long'; limit: number };
