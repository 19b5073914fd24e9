import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { face } from './face.ts';
import { part } from './part.ts';

export const sideRecordsFeature: Feature = { name: 'side-records', part, face, actions };
