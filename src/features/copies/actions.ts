import { type Action, casesAction, ownAction } from '../../actions/action.ts';
import { offerCaseFile } from './case-file.ts';
import { offerOwnCopy } from './my-copy.ts';
import { myCopy, openCaseFile } from './verbs.ts';

export const actions: readonly Action[] = [
  casesAction(openCaseFile, ['mash'], offerCaseFile),
  ownAction(myCopy, (_, context) => ({ does: (own) => () => offerOwnCopy(own, context) })),
];
