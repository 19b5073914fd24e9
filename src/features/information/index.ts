import type { Feature } from '../../actions/feature.ts';
import { below } from '../../cards/face.ts';
import { actions } from './actions.ts';
import { events } from './events.ts';
import { typed } from './typed.ts';
import { addInformation } from './verbs.ts';

export const information = {
  name: 'information',
  events,
  actions,
  typed,
  receipt: { buttons: { addInformation: below(addInformation, 'Add information') } },
} satisfies Feature;
