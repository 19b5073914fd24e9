import type { Feature } from '../../actions/feature.ts';
import { face } from './face.ts';
import { part } from './part.ts';

export const retention: Feature = { name: 'retention', part, face };
