import type { Feature } from '../../actions/feature.ts';
import { toReferrer } from '../../cards/face.ts';
import { actions } from './actions.ts';
import { events } from './events.ts';
import { typed } from './typed.ts';
import { ask } from './verbs.ts';

export const question = {
  name: 'question',
  events,
  actions,
  typed,
  face: { buttons: { ask: toReferrer(ask, 'Ask the referrer') } },
} satisfies Feature;
