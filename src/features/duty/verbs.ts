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
