import { type Action, casesAction } from '../../actions/action.ts';
import { giveCode, takeOverReferral } from './handing.ts';
import { takeOver } from './verbs.ts';

export const actions: readonly Action[] = [giveCode, casesAction(takeOver, ['chat'], takeOverReferral)];
