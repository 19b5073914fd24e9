import type { Typed } from '../../actions/typed.ts';
import { myReferrals } from './verbs.ts';

export const ownCasesTyped: Typed[] = [
  { band: 'always', words: ['my referrals'], does: (_, { press }) => press(myReferrals, {}) },
];
