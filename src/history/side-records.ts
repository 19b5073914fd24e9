import { z } from 'zod';
import { Instant } from '../base/time.ts';
import { done } from './entry.ts';

/**
 * What may happen at any time beside the referral, as somebody recorded it. `number` counts those of its kind and names its words.
 * @source Protocol 3 (police), 10.1 (family, strangers), 11
 */
export const sideEvents = [
  /** `toldAt`: when the police were told, where what was typed could be read as a moment. */
  done('PoliceInformed', { number: z.int(), toldAt: Instant.optional() }),
  done('FamilyClaimed', { number: z.int() }),
  done('VisitorSeen', { number: z.int() }),
  done('NewsRecorded', { number: z.int() }),
] as const;
