import { casesAction } from '../../actions/action.ts';
import { replyCard } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import { numbersInWords, withNumbersAbove } from '../../cards/helpful.ts';
import { toMyReferrals } from '../../cards/to-referrer.ts';
import { myReferrals } from '../../cards/verbs.ts';
import { isSubmitted, referralOf } from '../../case/state.ts';
import { nothingKeptCard, welcomeCard } from './cards.ts';

const greetings = ['hi', 'hello', 'hey', 'hi there', 'good morning', 'good afternoon', 'good evening'];

const typed: Typed[] = [
  {
    band: 'always',
    words: [...greetings, 'menu'],
    does: async (_, { pack }) => replyCard(welcomeCard(pack)),
  },
  {
    band: 'always', // the numbers come first, because a person who asks for help may need it now
    words: ['help', 'helpp', 'hlep', 'help me', 'please help', 'please help me', 'i need help', 'help please'],
    does: async (_, { pack }) => [{ text: numbersInWords(pack) }, { card: withNumbersAbove(welcomeCard(pack), pack) }],
  },
  { band: 'always', words: ['my referrals'], does: (_, { press }) => press(myReferrals, {}) },
  {
    band: 'otherwise', // says where such words belong
    words: () => true,
    async does(_, { by, cases, pack }) {
      const own = await cases.of(by.id, 20);
      return replyCard(
        nothingKeptCard(
          pack,
          own.some(({ events }) => isSubmitted(referralOf(events))),
        ),
      );
    },
  },
];

/** The entrance: what the bot is for, and the author's own drafts and referrals. */
export const welcome = {
  name: 'welcome',
  actions: [casesAction(myReferrals, ['chat'], (_, { shows }) => shows.ownCases())],
  typed,
  menu: welcomeCard,
  receipt: { buttons: { myReferrals: () => toMyReferrals } },
} satisfies Feature;
