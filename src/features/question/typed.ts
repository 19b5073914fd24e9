import { caseWithMessage } from '../../actions/heard.ts';
import type { Typed } from '../../actions/typed.ts';
import { isUnsure } from '../../check/unsure.ts';
import { waiting } from './state.ts';
import { answerQuestion } from './verbs.ts';

/** "answer …" answers the oldest open question of the MASH to this person. With a check open only “answer:” is meant for the MASH. */
export const typed: Typed[] = [
  {
    band: 'last',
    words: ({ text, person }) => (person.openDraft ? /^answer\s*:/i : /^answer\b/i).test(text.trim()),
    async does({ text, person }, { cases, doing, press, shows }) {
      const own = await cases.of(person.id, 20);
      const before = caseWithMessage(own, doing.heard);
      if (before) return shows.whereItStands(before); // sent twice by Teams: it must not answer the next question too
      const open = waiting(own);
      if (!open) return undefined;
      const answer = text.trim().replace(person.openDraft ? /^answer\s*:\s*/i : /^answer\b[:\s]*/i, '');
      const data = { case: open.record.id, question: open.question.number };
      const isKnown = answer.trim() !== '' && !isUnsure(answer);
      return press(answerQuestion, isKnown ? data : { ...data, answer: 'not-known' }, isKnown ? { answer } : {});
    },
  },
];
