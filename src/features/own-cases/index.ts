import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { typed } from './typed.ts';

export const ownCases: Feature = { name: 'own-cases', actions, typed };
