import { type Action, errand } from '../../actions/action.ts';
import { takeFromChat } from './on-it.ts';
import { onIt } from './verbs.ts';

export const actions: readonly Action[] = [
  errand(onIt, ['chat'], ({ case: id }, context) => takeFromChat(id, context)),
];
