import type { Feature } from '../../actions/feature.ts';
import type { Face } from '../../cards/face.ts';
import { button } from '../../cards/parts.ts';
import { everything, more } from '../../cards/verbs.ts';
import { isUnwritten } from '../../case/state.ts';
import { receipt } from './cards.ts';
import { clocks, events } from './events.ts';

/** The ways to the rest of a case from the MASH's card. */
const face: Face = {
  buttons: {
    everything: ({ record, referral }) =>
      isUnwritten(referral) ? undefined : button(everything, 'Everything', { case: record.id }),
    more: ({ record }) => button(more, 'More', { case: record.id }),
  },
};

/** The referral itself: what happens to every case. */
export const referral = {
  name: 'referral',
  events,
  clocks,
  face,
  receipt,
} satisfies Feature;
