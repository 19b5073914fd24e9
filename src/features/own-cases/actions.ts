import { errand } from '../../actions/action.ts';
import { myReferrals } from '../../cards/verbs.ts';

/** The author's own drafts and referrals. */
export const actions = [errand(myReferrals, ['chat'], (_, { shows }) => shows.ownCases())];
