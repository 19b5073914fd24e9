import type { Instant } from '../base/time.ts';
import { whoIsOnIt } from '../case/on-it.ts';
import { type CaseRecord, staffName } from '../case/record.ts';
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
