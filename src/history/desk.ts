import { StaffId } from '../base/people.ts';
import { Instant } from '../base/time.ts';
import { done, happened } from './entry.ts';

/** What the MASH does at its desk beside taking, asking and deciding. @source Protocol 8.2 (telephone referrals) */
export const deskEvents = [
  done('CaseHanded', { to: StaffId }),
  done('ReferralSeen'), // seen, and not taken
  /** Somebody rang the MASH, who wrote it down. Both clocks run from the call. */
  done('PhoneReferralLogged', {
    calledAt: Instant,
    decisionDue: Instant,
    writtenDue: Instant,
    caller: StaffId.optional(), // who rang, where the MASH found them in Teams: the referral is theirs
  }),
  done('PhoneReferralConfirmed'), // it is there in writing
  done('CallerTakenBack'), // another person was found in Teams than the one who rang
  happened('CardGone'), // Teams has the case card no more: a new one is posted
] as const;
