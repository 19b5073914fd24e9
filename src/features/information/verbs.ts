import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { Instant } from '../../base/time.ts';
import { attempt, typed, verb } from '../../cards/verb.ts';
import { About } from '../side-records/state.ts';

const withdraws = z.literal(true).optional(); // the author asks to withdraw the referral
/** `corrects`: when the author gave the answer that they correct. */
export const addInformation = verb('add-information', { case: CaseId, corrects: Instant.optional(), withdraws });
export const sendInformation = verb(
  'send-information',
  // `inChat`: typed there, without a form. `ofMore`: its author has another child with the MASH, or a check
  { case: CaseId, attempt, inChat: z.literal(true).optional(), ofMore: z.literal(true).optional(), withdraws },
  { information: typed, about: About.optional().catch(undefined), 'in-protection': typed, told: typed },
);
/**
 * The author says that what they added or answered was sent by mistake. `said`: the name of its text; without it, the last.
 * `back`: what they said so of last was no mistake.
 */
export const sentByMistake = verb('sent-by-mistake', {
  case: CaseId,
  said: z.string().max(40).optional(),
  back: z.literal(true).optional(),
});

/**
 * What was added, or answered, under this number is about another child. Without a number: words that wait begin a check of the
 * child after this one; `words`: which of them.
 */
export const anotherChild = verb(
  'another-child',
  { case: CaseId, number: z.int().optional(), answer: z.literal(true).optional() },
  { words: typed },
);
/**
 * Messages of this case are about another child of its author, says a member of the MASH. `into`: the case of that child.
 * `words`: when they were typed. Without them, it asks.
 */
export const moveWords = verb('move-words', { case: CaseId, into: CaseId.optional() }, { words: typed });
/**
 * Words without a child are about this case. `at`: when the last of those came that the card shows; without it, all that
 * wait. `words`: which of them. `also`: the other cases of their author that they are about, too.
 */
export const fileWords = verb('file-words', { case: CaseId, at: Instant.optional() }, { words: typed, also: typed });
/** “I have read it” or “I am on it”, of those words until `at`. */
export const readWords = verb('read-words', { case: CaseId, at: Instant, onIt: z.literal(true).optional() });
/** Shows a member of the MASH the words that the author of this case typed without a child. `all`: none is folded. */
export const showWords = verb('show-words', {
  case: CaseId,
  page: z.int().min(0).default(0),
  all: z.literal(true).optional(),
});
