import { StaffId } from '../base/people.ts';
import { Instant } from '../base/time.ts';
import { eventByItself, eventByPerson } from './entry.ts';

/**
 * What happens to a case at the MASH besides taking it, asking the referrer and deciding.
 * @source Protocol 8.2 (telephone referrals)
 */
export const deskEvents = [
  eventByPerson('CaseHanded', { to: StaffId }),
  eventByPerson('ReferralSeen'), // seen, but not taken
  /** Somebody rang the MASH, and the MASH wrote the referral down. Both clocks run from the call. */
  eventByPerson('PhoneReferralLogged', {
    calledAt: Instant,
    decisionDue: Instant,
    writtenDue: Instant,
    caller: StaffId.optional(), // the caller, if the MASH found them in Teams: the referral is theirs
  }),
  eventByPerson('PhoneReferralConfirmed'), // the referral is in writing now
  eventByPerson('CallerTakenBack'), // the person found in Teams was not the caller
  eventByItself('CardGone'), // Teams no longer has the case card, so a new one is posted
] as const;
