import type { Feature } from '../../actions/feature.ts';
import { part } from './part.ts';
import { typed } from './typed.ts';

export const outsideTeams: Feature = { name: 'outside', part, typed }; // alerts by text and email
