import type { Instant } from '../base/time.ts';
import { type CaseRecord, staffName } from '../case/record.ts';
import { whoIsOnIt } from '../case/standing.ts';
import { missingAgain } from '../case/urgent.ts';
import { clockAndDay } from './london.ts';
import { capitalised } from './parts.ts';

/** "Sue Marsh, 14:03, Wed 25 Nov" */
export const whoAndWhen = (record: CaseRecord, { by, at }: { by: string; at: Instant }): string =>
  `${staffName(record, by)}, ${clockAndDay(at)}`;

/** “Mo Hussain is on it since 18:31, Tue 24 Nov.”, for every alert of a case, so that two people do not both ring. */
export function onItWords(record: CaseRecord): string {
  const onIt = whoIsOnIt(record);
  return onIt
    ? `${capitalised(staffName(record, onIt.by))} is on it since ${clockAndDay(onIt.at)}.`
    : 'Nobody is on it.';
}

/** What the author says of a child at risk, in a sentence. It ends nothing: only the MASH confirms that they are safe. */
export const reported = (what: 'found' | 'safe' | 'back', { at }: { at: Instant }): string =>
  `said to be ${what} at ${clockAndDay(at)} by the referrer, not confirmed`;

/** That the author says that a missing child is found; and, where their words since may say it, missing again. */
export function reportedFound(record: Pick<CaseRecord, 'events' | 'facts'>, found: { at: Instant }): string {
  const again = missingAgain(record);
  return `${reported('found', found)}${again ? `; SAID TO BE MISSING AGAIN at ${clockAndDay(again)}` : ''}`;
}
