import { CaseId } from '../../base/reference.ts';
import { verb } from '../../cards/verb.ts';
import { RingWish } from '../../history/referral.ts';

/** The author says whether the MASH may ring them, or should write only. */
export const sayRingWish = verb('ring-wish', { case: CaseId, wish: RingWish });
