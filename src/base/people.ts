import { z } from 'zod';

/** The Microsoft Entra object id of an authenticated member of staff. */
export const StaffId = z.string().min(1).max(100).toLowerCase().brand<'StaffId'>();

export type StaffId = z.infer<typeof StaffId>;

/** The author of a referral that came by telephone and that the MASH wrote down: nobody whom the bot can tell anything. */
export const byTelephone = StaffId.parse('by-telephone');

/** Somebody acting, as authenticated: never as a card or a name says. */
export interface Person {
  id: StaffId;
  name: string;
  roles: ReadonlySet<Role>;
}

export type Role = 'mash-member' | 'mash-manager' | 'assessment';

/** Whether an id is that of a channel of Teams, and not a person's. */
export const isChannelId = (id: string): boolean => id.startsWith('19:');
