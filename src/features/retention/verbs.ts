import { z } from 'zod';
import { Instant } from '../../base/time.ts';
import { verb } from '../../cards/verb.ts';

export const showRetention = verb('retention');
/** `periods`: the periods that the card showed, so that an old card cannot confirm newer ones. */
export const confirmRetention = verb('confirm-retention', { periods: z.string().max(300).optional() });
export const stopRetention = verb('stop-retention');
/** `round`: the list that the card showed, identified by the time at which it was made. */
export const releaseRetention = verb('release-retention', { round: Instant.optional() });
