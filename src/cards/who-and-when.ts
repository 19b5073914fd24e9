import type { Instant } from '../base/time.ts';
import { type CaseRecord, staffName } from '../case/record.ts';
import { clockAndDay } from './london.ts';

/** "Sue Marsh, 14:03, Wed 25 Nov" */
export const whoAndWhen = (record: CaseRecord, { by, at }: { by: string; at: Instant }): string =>
  `${staffName(record, by)}, ${clockAndDay(at)}`;
