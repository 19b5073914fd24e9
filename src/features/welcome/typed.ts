import { say } from '../../actions/context.ts';
import type { Typed } from '../../actions/typed.ts';
import { myReferrals } from '../../cards/verbs.ts';
import { welcomeCard } from './cards.ts';

const greetings = ['hi', 'hello', 'hey', 'hi there', 'good morning', 'good afternoon', 'good evening'];

export const typed: Typed[] = [
  {
    band: 'always',
    words: [...greetings, 'help', 'help me', 'i need help', 'menu'],
    does: async (_, { pack }) => say(welcomeCard(pack)),
  },
  { band: 'always', words: ['my referrals'], does: (_, { press }) => press(myReferrals, {}) },
];
