import { errand } from '../../actions/action.ts';
import { myReferrals } from './verbs.ts';

/** The author's own drafts and referrals. */
export const ownCaseActions = [errand(myReferrals, ['chat'], (_, { shows }) => shows.ownCases())];
