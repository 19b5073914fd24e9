import type { Feature } from '../../actions/feature.ts';
import { erasedIn } from '../../case/erased.ts';
import { actions } from './actions.ts';
import { tellJoinedCase } from './between.ts';
import { face, joinedReceiptCard } from './cards.ts';
import { events } from './events.ts';
import { joinCommand, typed } from './typed.ts';

export const joining = {
  name: 'joining',
  actions,
  events,
  face,
  typed,
  command: (text, where) => (where === 'mash' ? joinCommand(text) : undefined),
  async carriesOut(record, message, stores) {
    if (message.kind !== 'join') return false;
    await tellJoinedCase(record, message, stores);
    return true;
  },
  receipt: {
    instead: ({ record, referral, pack }) =>
      referral.status === 'joined' && !erasedIn(record.events) ? joinedReceiptCard(record, referral, pack) : undefined,
  },
} satisfies Feature;
