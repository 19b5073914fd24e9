import { type At, asItStands, caseAction, type Sent } from '../actions/action.ts';
import { assessmentEverything, assessmentMore, assessmentShow, everything, more, show } from '../cards/verbs.ts';
import { isUnwritten } from '../case/state.ts';
import { assessmentEverythingCard, assessmentMoreCard } from './assessment-case.ts';
import { everythingCard } from './everything.ts';
import { caseCard, moreCard } from './mash-case.ts';
import { lineCard, meaningOf } from './slots.ts';

/** Where guests read, the words of an event for whoever presses; undefined for those on the card. */
function wordsOf(
  { record, referral }: Sent,
  words: number | 'card' | undefined,
  { pack, now }: Pick<At, 'pack' | 'now'>,
) {
  const event = typeof words === 'number' ? record.events[words] : undefined;
  const hasLine = event && meaningOf(event).line !== 'none';
  return hasLine ? { card: lineCard(record, event, referral, pack, now) } : undefined;
}

/** The buttons that only show a case, in the MASH channel and in the Assessment team's channel. */
export const viewActions = [
  caseAction(show, {
    where: ['mash'],
    worksWhenJoined: true,
    does: (sent, { words }, { pack, now }) =>
      wordsOf(sent, words, { pack, now }) ?? {
        card: caseCard(sent.record, sent.referral, pack),
        ...(words === undefined && { isShared: true }),
      },
  }),
  caseAction(more, {
    where: ['mash'],
    does: (sent, _, { pack }) => ({ card: moreCard({ ...sent, pack }) }),
  }),
  caseAction(everything, {
    where: ['mash'],
    worksWhenJoined: true,
    does: (sent, { page }, { pack }) =>
      isUnwritten(sent.referral)
        ? asItStands('Nothing is in writing yet.')
        : { card: everythingCard({ ...sent, pack }, page) },
  }),
  caseAction(assessmentShow, {
    where: ['assessment'],
    does(sent, { words }, at) {
      const isHere = sent.record.outbox.some(
        ({ message }) => message.kind === 'assessment-line' && message.event === words,
      );
      return (isHere ? wordsOf(sent, words, at) : undefined) ?? asItStands();
    },
  }),
  caseAction(assessmentMore, {
    where: ['assessment'],
    does: (sent, _, { pack }) => ({ card: assessmentMoreCard({ ...sent, pack }) }),
  }),
  caseAction(assessmentEverything, {
    where: ['assessment'],
    does: (sent, { page }, { pack }) => ({ card: assessmentEverythingCard({ ...sent, pack }, page) }),
  }),
];
