import { replyCard } from '../../actions/context.ts';
import type { Typed } from '../../actions/typed.ts';
import { casesOf, isLive } from '../../actions/which-case.ts';
import type { CaseId } from '../../base/reference.ts';
import { button, type Card, line, plain, referrerCard, ring } from '../../cards/parts.ts';
import { start } from '../../cards/verbs.ts';
import { type CaseRecord, ownAnswers } from '../../case/record.ts';
import type { Pack } from '../../protocol/pack.ts';
import { caseQuestion, tellsBeside } from '../../understanding/case-questions.ts';
import { childInWords, standing } from './which-child-cards.ts';

/** Tells an author what becomes of what they type now: of which check it is, and which children the MASH has. */
export function whereWordsGoCard(own: CaseRecord[], openDraft: CaseId | undefined, pack: Pack): Card {
  const live = own.filter((each) => isLive(each));
  const draft = own.find(({ id }) => id === openDraft);
  const [only, another] = live;
  const rest = another ? 'I ask you which child, unless you write the reference.' : `It goes to ${only?.id}.`;
  return referrerCard({
    summary: 'MASH Referrals: where your words go',
    heading: 'Where your words go',
    blocks: [
      plain(
        draft
          ? [line('What answers my question goes into your check:', 'bold'), draft.id, childInWords(ownAnswers(draft))]
          : [],
      ),
      plain(
        live.length > 0
          ? [
              line(`${draft ? 'Anything else' : 'What you type'} goes to the MASH.`, 'bold'),
              live.every(({ id }) => id === openDraft) ? '' : rest,
            ]
          : ['Nothing is sent to the MASH yet.'],
      ),
      live
        .filter(({ id }) => id !== openDraft)
        .map((record) => plain([line(record.id, 'bold'), childInWords(record.facts.answers), standing(record)])),
    ],
    rows: [[button(start, 'Another child', { below: true })]],
    after: ring('Rather talk to someone? Ring', pack.phones.urgent),
    pack,
  });
}

/** “is this zoe or still amira”. */
export const asksWhichChild: Typed = {
  band: 'before the question',
  words: ({ text }) => caseQuestion(text) === 'which-child',
  async does({ text, person: { openDraft } }, context) {
    const own = (await casesOf(context)).filter((each) => isLive(each) || each.id === openDraft);
    const isNews = tellsBeside(text) && 'anything';
    return own.length > 0 ? { reply: replyCard(whereWordsGoCard(own, openDraft, context.pack)), isNews } : undefined;
  },
};
