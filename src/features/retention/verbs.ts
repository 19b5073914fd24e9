import { z } from 'zod';
import { Instant } from '../../base/time.ts';
import { verb } from '../../cards/verb.ts';

export const showRetention = verb('retention');
/** `periods`: those that stood on the card, so that an old card confirms no others. */
export const confirmRetention = verb('confirm-retention', { periods: z.string().max(300) });
export const stopRetention = verb('stop-retention');
/** `round`: the list that stood on the card, by when it was made. */
export const releaseRetention = verb('release-retention', { round: Instant });
