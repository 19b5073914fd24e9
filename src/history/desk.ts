import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { Instant } from '../base/time.ts';
import { done, happened } from './entry.ts';

/** What the MASH does at its desk beside taking, asking and deciding. @source Protocol 8.2 (telephone referrals) */
export const deskEvents = [
  z.object({ type: z.literal('CaseHanded'), ...done, to: StaffId }),
  z.object({ type: z.literal('ReferralSeen'), ...done }), // seen, and not taken
  /** Somebody rang the MASH, who wrote it down. Both clocks run from the call. */
  z.object({
    type: z.literal('PhoneReferralLogged'),
    ...done,
    calledAt: Instant,
    decisionDue: Instant,
    writtenDue: Instant,
    caller: StaffId.optional(), // who rang, where the MASH found them in Teams: the referral is theirs
  }),
  z.object({ type: z.literal('PhoneReferralConfirmed'), ...done }), // it is there in writing
  z.object({ type: z.literal('CallerTakenBack'), ...done }), // another person was found in Teams than the one who rang
  z.object({ type: z.literal('CardGone'), ...happened }), // Teams has the case card no more: a new one is posted
] as const;
