import { type Action, errand } from '../../actions/action.ts';
import { caseAsFile } from './case-file.ts';
import { offerOwnCopy } from './my-copy.ts';
import { myCopy, openCaseFile } from './verbs.ts';

export const actions: readonly Action[] = [
  errand(openCaseFile, ['mash'], caseAsFile),
  errand(myCopy, ['chat'], offerOwnCopy),
];
