import { z } from 'zod';
import { CaseId } from '../base/reference.ts';
import { Instant } from '../base/time.ts';
import { attempt, caseVerb, Envelope, formVerb, lenient, typed, verb } from './verb.ts';

// Verbs that any card can use.

/** `words`: where guests read, shows the words of an event, or those on the card, to one person. */
const shown = { case: CaseId, words: z.union([z.int(), z.literal('card')]).optional() };

/** They show a case in the MASH channel. */
export const show = verb('show', shown);
export const more = caseVerb('more');

const { list, after, page } = Envelope.shape;
export const everything = verb('everything', { case: CaseId, page });
export const listCases = verb('list', { list, after });

/** They show a case in the Assessment team's channel. */
export const assessmentShow = verb('assessment-show', shown);
export const assessmentMore = caseVerb('assessment-more');
export const assessmentEverything = verb('assessment-everything', { case: CaseId, page });

/** They begin a check; from a card that asks about danger, with the answer. */
const begins = { danger: z.string().max(40).optional() };
export const start = verb('start', begins);
export const startNew = verb('start-new', begins);
export const myReferrals = verb('my-referrals');
export const contacts = verb('contacts');

export const open = caseVerb('open');
export const askLetGo = caseVerb('ask-let-go'); // “Delete this draft”: the bot asks whether they are sure

/** The child is missing. Without a case, the bot asks which. */
export const missing = verb('missing', { case: CaseId.optional() });
export const reportMissing = formVerb(
  'report-missing', // `know`: do the police know?
  { know: lenient(z.enum(['yes', 'no'])), police: typed, phone: typed },
);
export const reportFound = formVerb('report-found', { police: typed });

/** The author answers a question of the MASH. `question`: its number. */
export const answerQuestion = verb(
  'answer-question',
  { case: CaseId, question: z.int(), answer: z.literal('not-known').optional(), attempt },
  { answer: typed },
);

const Topic = z.string().max(40);
/** Shows the answer to what people ask the bot, by its id in the pack. */
export const explain = verb('explain', { topic: Topic });
/** “Did you mean …?”: what typed words may have asked, as in the phrases: “q mash”, “c contacts”. */
export const didYouMean = verb('did-you-mean', { meanings: z.array(Topic).max(3) });

/**
 * Somebody of the MASH says whether what words may say of the child is so, in the channel or in their own chat. `said`: the name
 * of their text. `show`: shows them, in their own chat, to that person only.
 */
export const answerGuess = verb('answer-guess', {
  case: CaseId,
  said: z.string().max(40),
  is: z.enum(['missing', 'danger', 'left', 'no', 'show']),
});

/** The author says which question of the bot, or of the MASH, their word answers. `at`: when it was asked. */
export const answerAsked = verb('answer-asked', {
  case: CaseId,
  what: z.enum(['left', 'time', 'address', 'police', 'gone', 'found', 'child', 'answer', 'message', 'number']),
  at: Instant,
  right: z.enum(['yes', 'no']),
});
