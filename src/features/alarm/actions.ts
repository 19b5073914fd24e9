import { type Action, type At, caseAction, type Sent } from '../../actions/action.ts';
import { takeReferral } from '../../case/commands.ts';
import { caseStatusCard } from './cards.ts';
import { onIt } from './verbs.ts';

const notTaken = { text: 'I cannot put your name on that. Its card in the MASH channel says how it stands.' };

/** Who has the case now, or that it is decided. */
const status = ({ record, referral }: Sent, _: unknown, { by, linkTo }: At) => ({
  card: caseStatusCard(record, referral, by.id, linkTo(record)),
  storeInChat: true,
});

/** “I am on it”, in the own chat of a person whom the bot alarmed: it takes the case. */
export const actions: readonly Action[] = [
  caseAction(onIt, {
    where: ['desk-chat'],
    who: 'alerted',
    worksWhenJoined: true,
    notThere: notTaken,
    does: ({ referral }, _, at) => takeReferral(referral, at),
    after: status,
    onRefusal: status,
  }),
];
