import { z } from 'zod';

/** What the MASH may record beside a referral that was sent, before and after the decision. @source Protocol 3, 10.1, 10.2, 11 */
export const SideKind = z.enum(['police', 'family', 'visitor', 'news', 'missing']);

export type SideKind = z.infer<typeof SideKind>;
