import { z } from 'zod';
import { lenient, verb } from '../../cards/verb.ts';

export const advice = verb('advice');
export const speaking = verb('speaking'); // what to keep in mind when speaking to the child
export const learn = verb('learn');
export const aboutWorker = verb('about-worker');
export const aboutWorkerTitle = 'Worry about a worker';
/** `contact`: a contact, or “answer …”. `phone`: the number shown beside the button. */
export const confirmContact = verb('confirm-contact', {
  contact: z.string().max(40),
  phone: z.string().max(40).optional(),
  choice: lenient(z.literal('take-back')),
});
