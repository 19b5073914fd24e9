import type { Typed } from '../../actions/typed.ts';
import { textAfter } from '../../base/ends.ts';
import { readCaseId } from '../../base/reference.ts';
import { onIt } from './verbs.ts';

/**
 * “I am on it HT-…”, typed by a member of the desk in their own chat. Without a reference, the words mean nothing here.
 */
export const typed: readonly Typed[] = [
  {
    band: 'always',
    words: /^(?:i\s+am\s+|i[’']?m\s+)?on\s+it\b[\s:,]*/i,
    async does(_, { press }, match) {
      const id = match && readCaseId(textAfter(match));
      return id && press(onIt, { case: id });
    },
  },
];
