import { type Action, errand } from '../../actions/action.ts';
import { askMissing, tellFound, tellMissing } from './telling.ts';
import { missing, reportFound, reportMissing } from './verbs.ts';

export const actions: readonly Action[] = [
  errand(missing, ['chat'], askMissing),
  errand(reportMissing, ['chat'], tellMissing),
  errand(reportFound, ['chat'], tellFound),
];
