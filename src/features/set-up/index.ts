import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { typed } from './typed.ts';

export const setUpFeature = { name: 'set-up', actions, typed } satisfies Feature;
