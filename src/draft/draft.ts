import { z } from 'zod';
import { CaseId } from '../base/reference.ts';
import { Texts } from '../base/texts.ts';
import { Instant } from '../base/time.ts';
import type { Field } from '../protocol/pack.ts';

/**
 * The indicators of one theme that the referrer has seen or suspects. `shown`: those on the cards that they sent.
 * `looked`: those that they looked for; without a tick, they saw none of them. `covers`: an indicator that says what a
 * ticked one says, with the ticked one. It was not ticked itself.
 */
export const Ticks = z.object({
  seen: z.array(z.string()),
  suspected: z.array(z.string()),
  note: z.string(),
  shown: z.array(z.string()),
  looked: z.array(z.string()),
  covers: z.record(z.string(), z.string()),
});
export type Ticks = z.infer<typeof Ticks>;

/**
 * When the child leaves: the choices of that question, that they have gone, or that no time could be read. Of `unread` and
 * `unknown` no time is known.
 */
export const Leaves = z.enum([
  ...(['gone', 'now', 'within-hour', 'ahead', 'unread', 'unknown', 'not-with-me', 'not-before-tomorrow'] as const),
]);
export type Leaves = z.infer<typeof Leaves>;

/**
 * A typed date or time as the bot read it, to repeat back. `at` or `day` is set only if the reading is certain. `leaves` and
 * `said`, the moment of the answer: of when the child leaves.
 */
export const Reading = z.object({
  words: z.string(),
  at: Instant.optional(),
  day: z.string().optional(),
  leaves: Leaves.optional(),
  said: Instant.optional(),
  offered: z.literal(true).optional(), // the bot asked back whether it is that, and sent it without an answer
});
export type Reading = z.infer<typeof Reading>;

/**
 * The referrer's answers. They are personal facts, stored apart from the history so that they can be erased. An empty
 * value means "Left empty", or "Not known" if the referrer said so: then it has a reading with those words. A missing
 * value means "Not asked".
 */
export const Answers = z.object({
  values: Texts,
  ticks: z.record(z.string(), Ticks),
  readings: z.record(z.string(), Reading),
});
export type Answers = z.infer<typeof Answers>;

/**
 * The sent referral of another child, after which this one was begun. `as`: how the two are linked. `others`: those linked
 * with it. `answers`: what it says, which is offered once, and is no answer until its author has said that it is the same.
 */
const NextChild = z.object({
  of: CaseId,
  as: z.string().optional(),
  others: z.array(z.object({ to: CaseId, as: z.string() })),
  answers: Answers.omit({ ticks: true }),
});
export type NextChild = z.infer<typeof NextChild>;

const Place = z.object({ at: z.string(), cursor: z.int().nonnegative() });
export type Place = z.infer<typeof Place>;

/**
 * Where the referrer is in the check. `adding`: they do the indicator check after submission. `hurry`: after this
 * section they go to the check-answers card. `cursor`: the question of the step that a typed message answers.
 * `revision` counts changes: a card with another revision is out of date.
 */
export const Progress = z.object({
  mode: z.enum(['draft', 'adding']),
  at: z.string(),
  hurry: z.boolean(),
  brief: z.literal(true).optional(), // they asked to send: typed, only what is needed or was told is asked
  first: z.string().optional(), // what “send”, or a card, has asked for, or `shown`
  sends: z.literal(true).optional(), // they typed “send”, and nothing else since: it goes when no more is needed
  done: z.array(z.string()),
  cursor: z.int().nonnegative(),
  revision: z.int().nonnegative(),
  // an open question: whether to delete the draft, whether there is danger now (`danger-before`: with an aside since), whether
  // a “no” or a “yes” was read rightly, or whether the police know of a missing child
  asked: z.enum(['let-go', 'danger', 'danger-before', 'no', 'yes', 'police']).optional(),
  denied: z.array(z.string()).optional(), // the questions at which they said “no” to what was read in their words
  unread: z.int().optional(), // how often since the last answer words answered nothing
  doubt: Instant.optional(), // since when words may mean danger, and their author has not said whether they do
  rest: z.literal(true).optional(), // the indicators that were not shown at first are shown, too
  again: z.literal(true).optional(), // the question at the cursor is asked although it has an answer
  next: NextChild.optional(),
  last: Place.optional(), // what was answered last by typing
  seen: z.array(z.string()).optional(), // the steps shown before this one, the newest last, for “Back”
  resumeAt: Place.optional(), // where typed danger, “change” or “undo” interrupted
  lastPress: z.string().optional(), // identifies the press that led here, to recognise a double press
});
export type Progress = z.infer<typeof Progress>;

export interface Draft {
  answers: Answers;
  progress: Progress;
}

export const emptyAnswers: Answers = { values: {}, ticks: {}, readings: {} };

export const emptyTicks: Ticks = { seen: [], suspected: [], note: '', shown: [], looked: [], covers: {} };

/**
 * A new draft.
 * @param aboutYou what the referrer said about themselves earlier, so that the check need not ask again
 * @param known    what is already known about the child or the household
 */
export function newDraft(aboutYou: Texts, known: Texts = {}): Draft {
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

/** The answer about which the bot has asked whether it was read rightly. */
export const answerDoubted = ({ progress: { asked } }: Pick<Draft, 'progress'>) =>
  asked === 'no' || asked === 'yes' ? asked : undefined;

/**
 * Whether the referrer rang before writing. If they change danger to "no", the call no longer counts, unless they later
 * said “yes” when asked whether they rang (`rang`).
 */
export const hasPhoned = ({ values }: Answers) =>
  values.phoned === 'yes' && (values.danger === 'yes' || values.rang === 'yes');

/** The answer as given. @returns undefined if it is empty or missing */
export function answerTo(answers: Answers, field: string): string | undefined {
  const value = answers.values[field];
  return value === undefined || value.trim() === '' ? undefined : value;
}

/** Whether it is answered, if only by saying that it is not known, or left open by “send”. */
export const isSaid = (answers: Answers, field: string): boolean =>
  answerTo(answers, field) !== undefined || (answers.values[field] === '' && answers.readings[field] !== undefined);

/** What is kept of these fields only. */
export const onlyFields = <T>(all: Record<string, T>, ids: string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([id]) => ids.includes(id)));

type Changes = { [Part in keyof Answers]?: Record<string, Answers[Part][string] | undefined> };

/** The draft with these answers changed. One that is undefined is removed. */
export function withAnswers(draft: Draft, { values, ticks, readings }: Changes): Draft {
  const { answers } = draft;
  const changed = {
    values: merged(answers.values, values),
    ticks: merged(answers.ticks, ticks),
    readings: merged(answers.readings, readings),
  };
  const isSame =
    changed.values === answers.values && changed.ticks === answers.ticks && changed.readings === answers.readings;
  return isSame ? draft : { ...draft, answers: changed };
}

/** The reading of an answer that its author left open by “send”: the MASH reads it, and can ask. */
export const notSaid = { words: 'Not said' };
export const leftOpen = (draft: Draft, ...ids: string[]): Draft => {
  const all = <T>(value: T) => Object.fromEntries(ids.map((id) => [id, value]));
  return withAnswers(draft, { values: all(''), readings: all(notSaid) });
};

/** “skip” leaves open who refers once that was asked again: it holds no child up. */
export const skipped = (draft: Draft, { id, required }: Field): Draft =>
  required &&
  draft.progress.first &&
  ['about-you', 'call-back'].includes(draft.progress.at) &&
  !isSaid(draft.answers, id)
    ? leftOpen(draft, id)
    : draft;

/** @returns the same where nothing changes, so that what was worked out for it need not be worked out again */
function merged<T>(all: Record<string, T>, changes: Record<string, T | undefined> = {}) {
  if (Object.entries(changes).every(([name, value]) => all[name] === value)) return all;
  const entries = Object.entries({ ...all, ...changes });
  return Object.fromEntries(entries.filter((entry): entry is [string, T] => entry[1] !== undefined));
}

export type Problem =
  | {
      field: string;
      kind: 'required' | 'unclear-time' | 'future' | 'long-ago' | 'not-a-choice' | 'no-time' | 'believed';
    }
  | { field: string; kind: 'too-long'; limit: number };

/** The draft at this question of its card. @param isAskedAgain it is asked once more */
export function atQuestion(draft: Draft, cursor: number, isAskedAgain = false): Draft {
  const { again: _, ...progress } = draft.progress;
  return { ...draft, progress: { ...progress, cursor: Math.max(cursor, 0), ...(isAskedAgain && { again: true }) } };
}

export const childUnsaid = ' (child not yet said)'; // of a line of the worry that the MASH has, too
/** The worry as it is sent: words of which nobody has said the child wait with the MASH, and stand in no referral. */
export const withoutUnsaid = (worry: string): string =>
  worry
    .split('\n')
    .filter((each) => !each.endsWith(`”${childUnsaid}`))
    .join('\n');
