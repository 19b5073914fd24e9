import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { events } from './events.ts';
import { face, teamFace } from './face.ts';

export const sideRecordsFeature = { name: 'side-records', events, face, teamFace, actions } satisfies Feature;
