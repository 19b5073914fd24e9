import type { CaseRecord } from '../../case/record.ts';
import { erasedIn } from '../../case/standing.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { plainWords } from '../../draft/typed-words.ts';
import { isQuestion } from '../../understanding/asking.ts';

/** The questions from the MASH that the author of these cases has not answered, the newest first. */
export const openQuestions = (own: CaseRecord[]) =>
  own
    .flatMap((record) => {
      const questions = erasedIn(record.events) ? [] : (submittedIn(referralOf(record.events))?.questions ?? []);
      return questions.filter(({ answer }) => answer.kind === 'awaited').map((question) => ({ record, question }));
    })
    .sort((one, other) => (one.question.askedAt > other.question.askedAt ? -1 : 1));

/** Words that put an answer off, or ask back: the question waits on, and the MASH reads them as news. */
export const isNoAnswer = (text: string): boolean =>
  isQuestion(text) || !/\p{L}|\d/u.test(text) || PUT_OFF.test(plainWords(text));

const PUT_OFF =
  /^(?:(?:ok|sorry|pls|please|yes) )*(?:(?:hang|hold) on|wait|waiting|what|huh|eh|who|why|bear with me|(?:just |give me )?(?:an?|one|1|two|2) (?:min|mins|minute|minutes|sec|secs|second|moment|mo)|(?:ill|let me|will|going to|gonna) (?:check|look|ask|see|find out)|checking|looking)(?: (?:pls|please|now|a min|a sec|a minute|a moment))*$/;
