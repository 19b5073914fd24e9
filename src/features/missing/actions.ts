import { type Action, errand } from '../../actions/action.ts';
import { showMissing, tellFound, tellMissing } from './telling.ts';
import { missing, reportFound, reportMissing } from './verbs.ts';

export const actions: readonly Action[] = [
  errand(missing, ['chat'], showMissing),
  errand(reportMissing, ['chat'], tellMissing),
  errand(reportFound, ['chat'], tellFound),
];
