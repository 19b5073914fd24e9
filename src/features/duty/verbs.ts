import { z } from 'zod';
import { Instant } from '../../base/time.ts';
import { attempt, typed, verb } from '../../cards/verb.ts';

export const onCall = verb('on-call');
export const onDuty = verb('on-duty', { attempt }, { until: typed });
export const offDuty = verb('off-duty');

/** In a manager's own chat, before their duty ends. `end`: the end that was spoken of. */
export const stayOn = verb('stay-on', { end: Instant.optional(), attempt }, { until: typed });
export const findSomebody = verb('find-somebody', { end: Instant.optional() });

/** What others offer, in a manager's own chat: by the id of the offer. */
const offer = { offer: z.string().max(200) };
export const acceptShift = verb('accept-shift', offer);
export const refuseShift = verb('refuse-shift', offer);
/** Their own shift, by when it begins. */
export const cannotCome = verb('cannot-come', { from: Instant.optional() });

/** That they have the test alarm. `round`: the one that begun then. */
export const gotIt = verb('got-it', { round: Instant.optional() });

/** The rota, in the MASH channel. */
export const rota = verb('rota');
export const addShift = verb('shift-form');
export const saveShift = verb('save-shift', { attempt }, { who: typed, day: typed, from: typed, till: typed });
export const changeShift = verb('change-shift');
export const offerShift = verb('offer-shift', { attempt }, { shift: typed, to: typed });
export const removeShift = verb('remove-shift', { attempt }, { shift: typed });
