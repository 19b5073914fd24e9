import type { Feature } from '../../actions/feature.ts';
import { below } from '../../cards/face.ts';
import { wasEverDecided } from '../../case/ever-decided.ts';
import { actions } from './actions.ts';
import { clocks, events } from './events.ts';
import { face } from './face.ts';
import { typed } from './typed.ts';
import { disagree } from './verbs.ts';

export const disagreementFeature = {
  name: 'disagreement',
  events,
  clocks,
  face,
  actions,
  typed,
  receipt: {
    buttons: { disagree: (sent) => (wasEverDecided(sent.referral) ? below(disagree, 'I disagree')(sent) : undefined) },
  },
} satisfies Feature;
