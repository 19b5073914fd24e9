import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { Instant } from '../base/time.ts';
import { done } from './entry.ts';

/** Whose shift ends gives their referral to somebody of their own organisation. `number` counts the offers of a case. */
export const handOverEvents = [
  done('HandOverOffered', { number: z.int(), until: Instant }), // to whoever has the code; nobody is named
  done('HandOverAccepted', { number: z.int(), from: StaffId }), // by the colleague: from now on it is theirs
] as const;

/** Under which name the number of who took it over is kept among the facts of the case. */
export const handOverPhone = (number: number): string => `hand-over-${number}-phone`;
