import { casesAction } from '../../actions/action.ts';
import type { Feature } from '../../actions/feature.ts';
import { button } from '../../cards/parts.ts';
import { myReferrals } from '../../cards/verbs.ts';
import { welcomeCard } from './cards.ts';
import { typed } from './typed.ts';

/** The entrance: what the bot is for, and the author's own drafts and referrals. */
export const welcome = {
  name: 'welcome',
  actions: [casesAction(myReferrals, ['chat'], (_, { shows }) => shows.ownCases())],
  typed,
  menu: welcomeCard,
  receipt: { buttons: { myReferrals: () => button(myReferrals, 'My referrals', { below: true }) } },
} satisfies Feature;
