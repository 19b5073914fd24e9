import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { typed } from './typed.ts';

export const setUp: Feature = { name: 'set-up', actions, typed };
