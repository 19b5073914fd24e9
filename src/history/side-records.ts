import { z } from 'zod';
import { Instant } from '../base/time.ts';
import { eventByPerson } from './entry.ts';

/**
 * Things that may happen alongside the referral at any time, as somebody recorded them. `number` counts the events of
 * one kind and is part of the name of their text.
 * @source Protocol 3 (police), 10.1 (family, strangers), 11
 */
export const sideEvents = [
  /** `toldAt`: when the police were told, if the typed words could be read as a time. */
  eventByPerson('PoliceInformed', { number: z.int(), toldAt: Instant.optional() }),
  eventByPerson('FamilyClaimed', { number: z.int() }),
  eventByPerson('VisitorSeen', { number: z.int() }),
  eventByPerson('NewsRecorded', { number: z.int() }),
] as const;
