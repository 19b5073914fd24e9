import { type Action, errand } from '../../actions/action.ts';
import { giveHandOverCode, takeOverReferral } from './handing.ts';
import { handOver, takeOver } from './verbs.ts';

const ownChat = ['chat'] as const;

export const actions: readonly Action[] = [
  errand(handOver, ownChat, giveHandOverCode),
  errand(takeOver, ownChat, takeOverReferral),
];
