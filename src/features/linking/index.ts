import type { Feature } from '../../actions/feature.ts';
import { face } from './cards.ts';
import { part } from './part.ts';

export const linking: Feature = { name: 'linking', part, face };
