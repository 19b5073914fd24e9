import type { Feature } from '../../actions/feature.ts';
import { typed } from './typed.ts';

export const welcome: Feature = { name: 'welcome', typed };
