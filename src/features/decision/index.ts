import type { Feature } from '../../actions/feature.ts';
import { wasEverDecided } from '../../case/ever-decided.ts';
import { actions } from './actions.ts';
import { events } from './events.ts';
import { face } from './face.ts';
import { whatNowBlocks } from './notice.ts';

export const decision = {
  name: 'decision',
  actions,
  events,
  face,
  receipt: { first: ({ record, referral }) => (wasEverDecided(referral) ? whatNowBlocks(record) : []) },
} satisfies Feature;
