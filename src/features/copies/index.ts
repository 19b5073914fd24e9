import type { Feature } from '../../actions/feature.ts';
import { below } from '../../cards/face.ts';
import { isUnwritten } from '../../case/state.ts';
import { actions } from './actions.ts';
import { face } from './cards.ts';
import { typed } from './typed.ts';
import { myCopy } from './verbs.ts';

export const copies = {
  name: 'copies',
  face,
  actions,
  typed,
  receipt: {
    buttons: { myCopy: (sent) => (isUnwritten(sent.referral) ? undefined : below(myCopy, 'My copy')(sent)) },
  },
} satisfies Feature;
