import type { Feature } from '../../actions/feature.ts';
import { face } from './case-file-cards.ts';

export const copies: Feature = { name: 'copies', face };
