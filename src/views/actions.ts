import { asItStands, caseAction } from '../actions/action.ts';
import { assessmentEverything, assessmentMore, assessmentShow, everything, more, show } from '../cards/verbs.ts';
import { isUnwritten } from '../case/state.ts';
import { assessmentEverythingCard, assessmentMoreCard } from './assessment-more.ts';
import { everythingCard } from './everything.ts';
import { caseCard, moreCard } from './mash-case.ts';

/** The buttons that only show a case, in the MASH channel and in the Assessment team's channel. */
export const viewActions = [
  caseAction(show, {
    where: ['mash'],
    worksWhenJoined: true,
    does: ({ record, referral }, _, { pack }) => ({ card: caseCard(record, referral, pack), isShared: true }),
  }),
  caseAction(more, {
    where: ['mash'],
    does: ({ record, referral }, _, { pack }) => ({ card: moreCard(record, referral, pack) }),
  }),
  caseAction(everything, {
    where: ['mash'],
    worksWhenJoined: true,
    does: ({ record, referral }, _, { pack }) =>
      isUnwritten(referral)
        ? asItStands('Nothing is in writing yet.')
        : { card: everythingCard(record, referral, pack) },
  }),
  caseAction(assessmentShow, { where: ['assessment'], does: () => asItStands() }),
  caseAction(assessmentMore, {
    where: ['assessment'],
    does: ({ record, referral }, _, { pack }) => ({ card: assessmentMoreCard(record, referral, pack) }),
  }),
  caseAction(assessmentEverything, {
    where: ['assessment'],
    does: ({ record, referral }, { page }, { pack }) => ({
      card: assessmentEverythingCard(record, referral, pack, page),
    }),
  }),
];
