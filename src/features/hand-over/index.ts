import type { Feature } from '../../actions/feature.ts';
import { below } from '../../cards/face.ts';
import { isUnwritten } from '../../case/state.ts';
import { actions } from './actions.ts';
import { goneCard, handedToYouLines } from './cards.ts';
import { events } from './events.ts';
import { leftAt, withNewAuthor } from './new-author.ts';
import { typed } from './typed.ts';
import { handOver } from './verbs.ts';

export const handOverFeature = {
  name: 'hand-over',
  events,
  after: (record, event) => (event.type === 'HandOverAccepted' ? withNewAuthor(record, event) : record),
  clears(record, to, pack) {
    const before = leftAt(record, to);
    return before && { before, card: goneCard(record, pack) };
  },
  actions,
  typed,
  receipt: {
    top: ({ record }) => handedToYouLines(record),
    buttons: { handOver: (sent) => (isUnwritten(sent.referral) ? undefined : below(handOver, 'Hand over')(sent)) },
  },
} satisfies Feature;
