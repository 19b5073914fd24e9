import { z } from 'zod';
import { Instant } from '../../base/time.ts';
import { attempt, typed, verb } from '../../cards/verb.ts';

export const onCall = verb('on-call');
export const onDuty = verb('on-duty', { attempt }, { until: typed });
export const offDuty = verb('off-duty');

/** On the card that tells a manager when their duty ends. `end`: when the duty was to end, as the card says. */
export const stayOn = verb('stay-on', { end: Instant.optional(), attempt }, { until: typed });
export const findSomebody = verb('find-somebody', { end: Instant.optional() });

/** Answers to an offer, in a manager's own chat. `offer` is its id. */
const offer = { offer: z.string().max(200) };
export const acceptShift = verb('accept-shift', offer);
export const refuseShift = verb('refuse-shift', offer);
/** A manager cannot come to their own shift. `from`: when it begins. */
export const cannotCome = verb('cannot-come', { from: Instant.optional() });

/** The test alarm reached this person. `round`: when that test began. */
export const gotIt = verb('got-it', { round: Instant.optional() });

// The rota, in the MASH channel.
export const rota = verb('rota');
export const addShift = verb('shift-form');
export const saveShift = verb('save-shift', { attempt }, { who: typed, day: typed, from: typed, till: typed });
export const changeShift = verb('change-shift');
export const offerShift = verb('offer-shift', { attempt }, { shift: typed, to: typed });
export const removeShift = verb('remove-shift', { attempt }, { shift: typed });
