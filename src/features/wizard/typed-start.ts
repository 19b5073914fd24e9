import { replyCard } from '../../actions/context.ts';
import type { Typed } from '../../actions/typed.ts';
import { isWritten, lastSentFirst, onCaseMeant, pressesMeant } from '../../actions/which-case.ts';
import { start, startNew } from '../../cards/verbs.ts';
import type { LinkKind } from '../../history/desk.ts';
import { startLinked } from '../linking/verbs.ts';
import { confirmPracticeCard, openCheck } from './letting-go.ts';
import { practice } from './verbs.ts';

/** The typed words that begin a check. */
export const typedStart: Typed[] = [
  {
    band: 'always',
    words: ['start', 'start a check', 'start again', 'restart', 'new referral'],
    does: (_, { press }) => press(start, {}),
  },
  { band: 'always', words: ['start new', 'start a new one'], does: (_, { press }) => press(startNew, {}) },
  {
    band: 'always',
    words: ['practice', 'practise'],
    does: async ({ person }, context) =>
      (await openCheck(person, context)) ? replyCard(confirmPracticeCard(context.pack)) : context.press(practice, {}),
  },
  {
    band: 'always',
    words: ['start a linked referral'],
    does: pressesMeant(startLinked),
  },
  {
    band: 'always',
    words: ['next child', 'the next child', 'another child'],
    async does(_, { by, cases, people, press }) {
      const [last] = (await cases.of(by.id)).filter(isWritten).sort(lastSentFirst);
      if (!last) return press(startNew, {});
      await people.change(by.id, (person) => ({ ...person, about: last.id })); // “linked: adult” means this one
      return press(startLinked, { case: last.id });
    },
  },
  {
    band: 'always',
    words: /^(?:linked\s*:\s*(?:same )?|refer a )(family|sibling|home|household|address|adult|other)\b[.!\s]*$/i,
    does: ({ person }, context, match) =>
      onCaseMeant(person, context, (id) => context.press(startLinked, { case: id, choice: linkKindOf(match?.[1]) })),
  },
];

const linkKindOf = (said = ''): LinkKind => {
  const kinds = { family: /family|sibling/i, household: /home|household|address/i, adult: /adult/i };
  return (Object.keys(kinds) as (keyof typeof kinds)[]).find((kind) => kinds[kind].test(said)) ?? 'other';
};
