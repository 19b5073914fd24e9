import type { Feature } from '../../actions/feature.ts';
import { face } from './face.ts';
import { part } from './part.ts';

export const disagreement: Feature = { name: 'disagreement', part, face };
