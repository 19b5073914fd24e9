import { type Action, errand } from '../../actions/action.ts';
import { offerCaseFile } from './case-file.ts';
import { offerOwnCopy } from './my-copy.ts';
import { myCopy, openCaseFile } from './verbs.ts';

export const actions: readonly Action[] = [
  errand(openCaseFile, ['mash'], offerCaseFile),
  errand(myCopy, ['chat'], offerOwnCopy),
];
