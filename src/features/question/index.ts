import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { events } from './events.ts';
import { typed } from './typed.ts';

export const question = { name: 'question', events, actions, typed } satisfies Feature;
