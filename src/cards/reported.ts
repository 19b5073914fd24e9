import type { Instant } from '../base/time.ts';
import { clockAndDay } from './london.ts';

/** What the author says of a child at risk, in a sentence. It ends nothing: only the MASH confirms that they are safe. */
export const reported = (what: 'found' | 'safe', { at }: { at: Instant }): string =>
  `said to be ${what} at ${clockAndDay(at)} by the referrer, not confirmed`;
