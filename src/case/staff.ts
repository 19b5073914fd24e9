import { z } from 'zod';
import { Instant } from '../time.ts';

/** The Microsoft Entra object id of an authenticated member of staff. */
export const StaffId = z.string().min(1).max(100).toLowerCase().brand<'StaffId'>();
export type StaffId = z.infer<typeof StaffId>;

/** The author of a referral that came by telephone and that the MASH wrote down: nobody whom the bot can tell anything. */
export const byTelephone = StaffId.parse('by-telephone');

/** What every event carries, and what one carries that somebody did. */
export const happened = { at: Instant };
export const done = { at: Instant, by: StaffId };
