import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { announces } from './announces.ts';
import { typed } from './typed.ts';

export const setUpFeature = { name: 'set-up', actions, typed, announces } satisfies Feature;
