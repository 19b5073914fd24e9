import type { Feature } from '../../actions/feature.ts';
import { typed } from './typed.ts';

export const report: Feature = { name: 'report', typed };
