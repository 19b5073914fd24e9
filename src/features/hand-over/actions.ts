import { type Action, errand } from '../../actions/action.ts';
import { acceptIt, handItOver } from './handing.ts';
import { handOver, takeOver } from './verbs.ts';

const where = ['chat'] as const;

export const actions: readonly Action[] = [errand(handOver, where, handItOver), errand(takeOver, where, acceptIt)];
