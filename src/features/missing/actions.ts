import { type Action, casesAction, ownAction } from '../../actions/action.ts';
import { showMissing, tellFound, tellMissing } from './telling.ts';
import { missing, reportFound, reportMissing } from './verbs.ts';

export const actions: readonly Action[] = [
  casesAction(missing, ['chat'], showMissing),
  ownAction(reportMissing, tellMissing),
  ownAction(reportFound, tellFound),
];
