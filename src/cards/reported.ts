import type { Instant } from '../base/time.ts';
import type { CaseRecord } from '../case/record.ts';
import { missingAgain } from '../case/urgent.ts';
import { clockAndDay } from './london.ts';

/** What the author says of a child at risk, in a sentence. It ends nothing: only the MASH confirms that they are safe. */
export const reported = (what: 'found' | 'safe', { at }: { at: Instant }): string =>
  `said to be ${what} at ${clockAndDay(at)} by the referrer, not confirmed`;

/** That the author says that a missing child is found; and, where their words since may say it, missing again. */
export function reportedFound(record: Pick<CaseRecord, 'events' | 'facts'>, found: { at: Instant }): string {
  const again = missingAgain(record);
  return `${reported('found', found)}${again ? `; SAID TO BE MISSING AGAIN at ${clockAndDay(again)}` : ''}`;
}
