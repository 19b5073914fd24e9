import { StaffId } from '../base/people.ts';
import { Instant } from '../base/time.ts';

/** What every event carries, and what one carries that somebody did. */
export const happened = { at: Instant };
export const done = { at: Instant, by: StaffId };
