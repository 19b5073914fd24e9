import { z } from 'zod';

/** The Microsoft Entra object id of an authenticated member of staff. */
export const StaffId = z.string().min(1).max(100).toLowerCase().brand<'StaffId'>();

export type StaffId = z.infer<typeof StaffId>;

/**
 * The author of a referral that came by telephone and that the MASH wrote down. The bot cannot send this author
 * anything.
 */
export const phoneCaller = StaffId.parse('by-telephone');

/** The authenticated person who acts. A card or a name never decides who this is. */
export interface Person {
  id: StaffId;
  name: string;
  roles: ReadonlySet<Role>;
}

/** `level-2`, `level-3`: the set-up names the person for that level of a disagreement. */
export type Role = 'mash-member' | 'mash-manager' | 'assessment' | 'level-2' | 'level-3';

/** Whether an id is that of a channel of Teams, and not a person's. */
export const isChannelId = (id: string) => id.startsWith('19:');
