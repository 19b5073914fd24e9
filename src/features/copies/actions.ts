import { type Action, errand } from '../../actions/action.ts';
import { caseAsFile } from './case-file.ts';
import { ownCopy } from './my-copy.ts';
import { caseFile, myCopy } from './verbs.ts';

export const actions: readonly Action[] = [errand(caseFile, ['mash'], caseAsFile), errand(myCopy, ['chat'], ownCopy)];
