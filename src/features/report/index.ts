import type { Feature } from '../../actions/feature.ts';
import { typed } from './typed.ts';

export const report = { name: 'report', typed } satisfies Feature;
