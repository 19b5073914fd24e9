import type { Feature } from '../../actions/feature.ts';
import { hears } from './hears.ts';
import { typed } from './typed.ts';

export const outsideTeams = { name: 'outside', hears, typed } satisfies Feature; // alerts by text and email
