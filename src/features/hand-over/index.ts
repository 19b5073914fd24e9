import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { face } from './face.ts';
import { part } from './part.ts';
import { typed } from './typed.ts';

export const handOverFeature: Feature = { name: 'hand-over', part, face, actions, typed };
