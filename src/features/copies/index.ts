import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { face } from './case-file-cards.ts';
import { typed } from './typed.ts';

export const copies: Feature = { name: 'copies', face, actions, typed };
