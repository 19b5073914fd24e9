import type { Typed } from '../../actions/typed.ts';
import { myReferrals } from '../../cards/verbs.ts';

export const typed: Typed[] = [
  { band: 'always', words: ['my referrals'], does: (_, { press }) => press(myReferrals, {}) },
];
