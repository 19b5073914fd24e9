import { caseAction } from '../actions/action.ts';
import { everything, more, show } from '../cards/verbs.ts';
import { everythingCard } from './everything.ts';
import { caseCard, moreCard } from './mash-case.ts';

/** What only shows the case, in the MASH channel. */
export const viewActions = [
  caseAction(show, {
    where: ['mash'],
    does: ({ record, referral }, _, { pack }) => ({ card: caseCard(record, referral, pack), isShared: true }),
  }),
  caseAction(more, {
    where: ['mash'],
    does: ({ record, referral }, _, { pack }) => ({ card: moreCard(record, referral, pack) }),
  }),
  caseAction(everything, {
    where: ['mash'],
    does: ({ record, referral }, _, { pack }) => ({ card: everythingCard(record, referral, pack) }),
  }),
];
