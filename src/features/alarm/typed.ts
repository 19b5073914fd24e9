import type { Typed } from '../../actions/typed.ts';
import { readCaseId } from '../../base/reference.ts';
import { sayOnIt } from './on-it.ts';

/** “I am on it HT-…”, in the own chat of somebody of the desk. Without a reference it is any other word. */
export const typed: readonly Typed[] = [
  {
    band: 'always',
    words: /^(?:i\s+am\s+|i[’']?m\s+)?on\s+it\b[\s:,]*(.*)$/is,
    async does(_, context, match) {
      const id = readCaseId(match?.[1] ?? '');
      return id && sayOnIt(id, context);
    },
  },
];
