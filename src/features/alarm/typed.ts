import type { Typed } from '../../actions/typed.ts';
import { textAfter } from '../../base/ends.ts';
import { readCaseId } from '../../base/reference.ts';
import { sayOnIt } from './on-it.ts';

/** “I am on it HT-…”, in the own chat of somebody of the desk. Without a reference it is any other word. */
export const typed: readonly Typed[] = [
  {
    band: 'always',
    words: /^(?:i\s+am\s+|i[’']?m\s+)?on\s+it\b[\s:,]*/i,
    async does(_, context, match) {
      const id = match && readCaseId(textAfter(match));
      return id && sayOnIt(id, context);
    },
  },
];
