import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { Instant } from '../base/time.ts';
import { eventByPerson } from './entry.ts';

/**
 * A referrer whose shift ends hands their referral to a colleague of the same organisation. `number` counts the offers
 * of a case.
 */
export const handOverEvents = [
  // the offer is open to whoever has the code; it names nobody
  eventByPerson('HandOverOffered', { number: z.int(), until: Instant }),
  eventByPerson('HandOverAccepted', { number: z.int(), from: StaffId }), // `by` is the colleague, whose referral it is from now on
] as const;

/** The name under which the facts of the case store the phone number of the person who took it over. */
export const handOverPhone = (number: number): string => `hand-over-${number}-phone`;
