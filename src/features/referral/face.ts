import type { Face } from '../../cards/face.ts';
import { button } from '../../cards/parts.ts';
import { everything, more } from '../../cards/verbs.ts';
import { isUnwritten } from '../../case/state.ts';

/** The ways to the rest of a case from the MASH's card. */
export const face: Face = {
  buttons: {
    everything: ({ record, referral }) =>
      isUnwritten(referral) ? undefined : button(everything, 'Everything', { case: record.id }),
    more: ({ record }) => button(more, 'More', { case: record.id }),
  },
};
