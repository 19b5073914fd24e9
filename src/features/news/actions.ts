import { type Action, caseAction, errand } from '../../actions/action.ts';
import { confirmNewsRead } from './here.ts';
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
  errand(newsReadHere, ['chat'], confirmNewsRead),
];
