import { isCry } from '../draft/news-said.ts';
import { says } from '../draft/says.ts';
import { plainWords, wordsIn } from '../draft/typed-words.ts';
import { textOf } from '../history/events.ts';
import { isQuestion } from '../understanding/asking.ts';
import { dangerIn } from '../understanding/danger.ts';
import { refuseLongTexts } from './commands.ts';
import type { CaseRecord } from './record.ts';
import { erasedIn } from './standing.ts';
import { referralOf, submittedIn } from './state.ts';

export type OpenQuestion = ReturnType<typeof openQuestions>[number];

/** The questions from the MASH that the author of these cases has not answered, the newest first. */
export const openQuestions = (own: CaseRecord[]) =>
  own
    .flatMap((record) => {
      const questions = erasedIn(record.events) ? [] : (submittedIn(referralOf(record.events))?.questions ?? []);
      return questions.filter(({ answer }) => answer.kind === 'awaited').map((question) => ({ record, question }));
    })
    .sort((one, other) => (one.question.askedAt > other.question.askedAt ? -1 : 1));

/** Words that say nothing of what is asked. */
const ofAnyQuestion = new Set(
  'who whos what whats where when which why how did does and the her his she hes shes him they them their you your are was were has have had can could would will any with for from about that this there then been not dont know child girl boy kid now one out yes please tell say said see saw anyone anybody else'.split(
    ' ',
  ),
);
const stemsIn = (text: string) =>
  wordsIn(text).flatMap((word) =>
    word.length < 3 || ofAnyQuestion.has(word) ? [] : word.replace(/(?:ing|es|ed|e|s)$/, ''),
  );

/** Whether words may answer the question: they share one with it that says something. */
export function sharesWords(text: string, { record, question }: OpenQuestion): boolean {
  const asked = stemsIn(record.facts.texts[textOf.question(question.number)] ?? '');
  return stemsIn(text).some((stem) => asked.includes(stem));
}

/** Whether words may be an answer at all: no cry, no danger, no putting off, and not that the child is found. */
export const mayAnswer = (text: string): boolean =>
  !isCry(text) && !isNoAnswer(text) && !dangerIn(text) && !says('found', text) && !refuseLongTexts({ answer: text });

/**
 * Whether words may answer a question of the MASH about another child than that of the open check: they share words with it, or
 * the check does not use them.
 * @param others the other cases of their author that the MASH has
 */
export function perhapsForMash(words: string, isUsed: boolean, others: CaseRecord[]): boolean {
  const [open] = openQuestions(others);
  return open !== undefined && mayAnswer(words) && (!isUsed || sharesWords(words, open));
}

/** Words that put an answer off, or ask back: the question waits on, and the MASH reads them as news. */
export const isNoAnswer = (text: string): boolean =>
  isQuestion(text) || !/\p{L}|\d/u.test(text) || PUT_OFF.test(plainWords(text));

const PUT_OFF =
  /^(?:(?:ok|sorry|pls|please|yes) )*(?:(?:hang|hold) on|wait|waiting|what|huh|eh|who|why|bear with me|(?:just |give me )?(?:an?|one|1|two|2) (?:min|mins|minute|minutes|sec|secs|second|moment|mo)|(?:ill|let me|will|going to|gonna) (?:check|look|ask|see|find out)|checking|looking)(?: (?:pls|please|now|a min|a sec|a minute|a moment))*$/;
