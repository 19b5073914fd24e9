import { type Action, caseAction } from '../../actions/action.ts';
import { newsReadCard } from './cards.ts';
import { markNewsRead } from './rules.ts';
import { newsRead, newsReadByTeam, newsReadHere } from './verbs.ts';

const notByYou = { text: 'You wrote this, so a colleague must read it.' };

export const actions: readonly Action[] = [
  caseAction(newsRead, {
    where: ['mash'],
    does: ({ record }, { revision }, at) => markNewsRead(record, revision, at),
    onRefusal: (_sent, _given, _at, why) => (why.kind === 'own-referral' ? notByYou : undefined),
  }),
  caseAction(newsReadByTeam, {
    where: ['assessment'],
    does: ({ record }, { revision }, at) => markNewsRead(record, revision, at),
    onRefusal: (_sent, _given, _at, why) => (why.kind === 'own-referral' ? notByYou : undefined),
  }),
  // The answer shows the reference and times, and no fact about the child.
  caseAction(newsReadHere, {
    where: ['desk-chat'],
    who: 'reader',
    worksWhenJoined: true,
    does: ({ record }, { revision }, at) => markNewsRead(record, revision, at),
    after: ({ record }, _, { linkTo }) => ({ card: newsReadCard(record, linkTo(record)), storeInChat: true }),
    onRefusal: () => notByYou,
  }),
];
