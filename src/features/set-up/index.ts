import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { typed } from './typed.ts';

export const setUpFeature: Feature = { name: 'set-up', actions, typed };
