import { ReviewRound } from '../settings/review.ts';
import { type RecordHandle, recordHandle } from './change.ts';
import type { Store } from './port.ts';

/** The last round of reminders that the protocol is due for review. One document for all instances. */
export const reviewRoundIn = (store: Store): RecordHandle<ReviewRound, ReviewRound | undefined> =>
  recordHandle<ReviewRound, ReviewRound | undefined>(store, ['settings', 'review'], ReviewRound, undefined);
