import { replyCard } from '../../actions/context.ts';
import type { Typed } from '../../actions/typed.ts';
import { casesOf, isWritten, lastSentFirst, liveOf, onCaseMeant, pressesMeant } from '../../actions/which-case.ts';
import { helpCard } from '../../cards/helpful.ts';
import { button } from '../../cards/parts.ts';
import { start, startNew } from '../../cards/verbs.ts';
import type { LinkKind } from '../../history/desk.ts';
import { caseQuestion, tellsBeside } from '../../understanding/case-questions.ts';
import { startLinked } from '../linking/verbs.ts';
import { confirmPracticeCard, openCheck } from './letting-go.ts';
import { practice } from './verbs.ts';

/** The typed words that begin a check. */
export const typedStart: Typed[] = [
  {
    words: ['start', 'start a check', 'start again', 'restart', 'new referral'],
    does: (_, { press }) => press(start, {}),
  },
  { words: ['start new', 'start a new one'], does: (_, { press }) => press(startNew, {}) },
  {
    words: ['practice', 'practise'],
    does: async ({ person }, context) =>
      (await openCheck(person, context)) ? replyCard(confirmPracticeCard(context.pack)) : context.press(practice, {}),
  },
  {
    words: ['start a linked referral'],
    does: pressesMeant(startLinked),
  },
  {
    words: ['next child', 'the next child', 'next one', 'another child'],
    async does(_, context) {
      const { by, people, press } = context;
      const [last] = (await casesOf(context)).filter(isWritten).sort(lastSentFirst);
      if (!last) return press(startNew, {});
      await people.change(by.id, (person) => ({ ...person, about: last.id })); // “linked: adult” means this one
      return press(startLinked, { case: last.id });
    },
  },
  {
    band: 'before the question', // “how do i do zoe then”
    words: ({ text }) => caseQuestion(text) === 'next-child',
    async does({ text, person }, context) {
      if (person.openDraft && (await liveOf(context)).length === 0) return undefined; // the check says it
      const lines = ['Type “next child”: I begin a check for them. What you wrote of the first stays with the first.'];
      const rows = [[button(start, 'Another child', { below: true })]];
      const reply = replyCard(helpCard(context.pack, { heading: 'Another child?', lines, rows }));
      return { reply, isNews: tellsBeside(text) && 'anything' };
    },
  },
  {
    words: /^(?:linked\s*:\s*(?:same )?|refer a )(family|sibling|home|household|address|adult|other)\b[.!\s]*$/i,
    does: ({ person, match: [, kind] }, context) =>
      onCaseMeant(person, context, (id) => context.press(startLinked, { case: id, choice: linkKindOf(kind) })),
  },
];

const linkKindOf = (said = ''): LinkKind => {
  const kinds = { family: /family|sibling/i, household: /home|household|address/i, adult: /adult/i };
  return (Object.keys(kinds) as (keyof typeof kinds)[]).find((kind) => kinds[kind].test(said)) ?? 'other';
};
