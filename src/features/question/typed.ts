import { caseWithMessage } from '../../actions/heard.ts';
import type { Typed } from '../../actions/typed.ts';
import { isUnsure } from '../../check/unsure.ts';
import { questionFromMashCard } from './cards.ts';
import { firstOpenQuestion } from './state.ts';
import { answerQuestion } from './verbs.ts';

/**
 * “answer …” answers the open question from the MASH to this person. While a check is open, only “answer:” with a colon
 * does.
 */
export const typed: Typed[] = [
  {
    band: 'last',
    words: ({ text, person }) => (person.openDraft ? /^answer\s*:/i : /^answer\b/i).test(text.trim()),
    async does({ text, person }, { cases, turnInput, press, shows }) {
      const own = await cases.of(person.id, 20);
      const handled = caseWithMessage(own, turnInput.heard);
      // A message that Teams sent twice must not answer the next question too.
      if (handled) return shows.whereItStands(handled);
      const open = firstOpenQuestion(own);
      if (!open) return undefined;
      const answer = text.trim().replace(person.openDraft ? /^answer\s*:\s*/i : /^answer\b[:\s]*/i, '');
      const data = { case: open.record.id, question: open.question.number };
      const isKnown = answer.trim() !== '' && !isUnsure(answer);
      return press(answerQuestion, isKnown ? data : { ...data, answer: 'not-known' }, isKnown ? { answer } : {});
    },
  },
  {
    band: 'otherwise', // an open question is shown again
    words: () => true,
    async does(_, { by, cases, pack }) {
      const open = firstOpenQuestion(await cases.of(by.id, 20));
      if (!open) return undefined;
      const text = `I did not send that. The MASH waits for your answer: write it in the box below, or type “answer:” and your words.\n\n${pack.emergency}`;
      return [{ text }, { card: questionFromMashCard(open.record, open.question, pack) }];
    },
  },
];
