import type { Feature } from '../../actions/feature.ts';
import { part } from './part.ts';
import { typed } from './typed.ts';

export const outside: Feature = { name: 'outside', part, typed };
