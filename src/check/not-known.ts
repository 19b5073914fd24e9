import type { Field, Pack } from '../protocol/pack.ts';
import { type Answers, answerTo } from './draft.ts';

/** What the MASH is likely to ask because it is not known yet: advice before sending, never a condition. @source Protocol 8.2 */
export function notKnown(answers: Answers, pack: Pack): Field[] {
  return pack.fields.filter(({ id, wanted }) => wanted && answerTo(answers, id) === undefined);
}

/** Whether any list of statements was gone through. */
export function checkIsDone(answers: Answers): boolean {
  return Object.keys(answers.ticks).length > 0;
}
