import { type Action, errand } from '../../actions/action.ts';
import { caseAsFile } from './case-file.ts';
import { caseFile } from './verbs.ts';

export const copyActions: readonly Action[] = [errand(caseFile, ['mash'], caseAsFile)];
