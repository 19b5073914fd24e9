import type { Field, Pack } from '../protocol/pack.ts';
import { type Answers, answerTo } from './draft.ts';
import { fieldWords, isHiddenInCare } from './in-care.ts';

/** Whether the referrer was asked for this field: they sent its card, or answered or skipped its typed question. */
export const wasAsked = ({ values }: Answers, field: string): boolean => values[field] !== undefined;

/**
 * The unknown fields that the MASH is likely to ask about. They are advice before sending, never a condition.
 * @source Protocol 8.2
 */
export function gaps(answers: Answers, pack: Pack): Field[] {
  return pack.fields
    .filter((field) => field.wanted && answerTo(answers, field.id) === undefined && !isHiddenInCare(field, answers))
    .map((field) => ({ ...field, ...fieldWords(field, answers) }));
}

/**
 * The gaps that the referrer was asked about: they said that they do not know, skipped the question or left the box
 * empty.
 */
export const askedGaps = (answers: Answers, pack: Pack): Field[] =>
  gaps(answers, pack).filter(({ id }) => wasAsked(answers, id));

/** The gaps that the referrer was never asked about. */
export const notAsked = (answers: Answers, pack: Pack): Field[] =>
  gaps(answers, pack).filter(({ id }) => !wasAsked(answers, id));

/** Whether the referrer went through any list of indicators. */
export function hasCheckedAnyList(answers: Answers): boolean {
  return Object.keys(answers.ticks).length > 0;
}
