import { type Action, errand } from '../../actions/action.ts';
import { giveCode, takeOverReferral } from './handing.ts';
import { takeOver } from './verbs.ts';

const ownChat = ['chat'] as const;

export const actions: readonly Action[] = [giveCode, errand(takeOver, ownChat, takeOverReferral)];
