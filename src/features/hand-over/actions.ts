import { type Action, errand } from '../../actions/action.ts';
import { giveHandOverCode, takeOverReferral } from './handing.ts';
import { handOver, takeOver } from './verbs.ts';

const where = ['chat'] as const;

export const actions: readonly Action[] = [
  errand(handOver, where, giveHandOverCode),
  errand(takeOver, where, takeOverReferral),
];
