import { type Action, casesAction, ownAction, showing } from '../../actions/action.ts';
import { offerCaseFile } from './case-file.ts';
import { offerOwnCopy } from './my-copy.ts';
import { myCopy, openCaseFile } from './verbs.ts';

export const actions: readonly Action[] = [
  // The link shows nothing of the case. Saving the file is recorded as a read.
  casesAction(openCaseFile, ['mash'], async (given, context) => showing(await offerCaseFile(given, context))),
  ownAction(myCopy, (_, context) => ({ does: (own) => () => offerOwnCopy(own, context) })),
];
