import type { Field, Pack } from '../protocol/pack.ts';
import { type Answers, answerTo } from './draft.ts';
import { askedAs, isClosed } from './in-care.ts';

/** Whether this was asked: on a card that was sent, or in words that were answered or passed by. */
export const wasAsked = ({ values }: Answers, field: string): boolean => values[field] !== undefined;

/** What the MASH is likely to ask because nothing is known of it: advice before sending, never a condition. @source Protocol 8.2 */
export function gaps(answers: Answers, pack: Pack): Field[] {
  return pack.fields
    .filter((field) => field.wanted && answerTo(answers, field.id) === undefined && !isClosed(field, answers))
    .map((field) => ({ ...field, ...askedAs(field, answers) }));
}

/** The gaps of which the referrer said that it is not known. */
export const notKnown = (answers: Answers, pack: Pack): Field[] =>
  gaps(answers, pack).filter(({ id }) => wasAsked(answers, id));

/** The gaps about which nobody asked the referrer. */
export const notAsked = (answers: Answers, pack: Pack): Field[] =>
  gaps(answers, pack).filter(({ id }) => !wasAsked(answers, id));

/** Whether any list of statements was gone through. */
export function checkIsDone(answers: Answers): boolean {
  return Object.keys(answers.ticks).length > 0;
}
