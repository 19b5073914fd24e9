import type { Feature } from '../../actions/feature.ts';
import { face } from './face.ts';
import { part } from './part.ts';

export const decision: Feature = { name: 'decision', part, face };
