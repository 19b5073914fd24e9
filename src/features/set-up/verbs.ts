import { z } from 'zod';
import { attempt, verb } from '../../cards/verb.ts';

export const setUp = verb('set-up');
/** `seen`: how many entries the history had when the form was opened. */
const seen = z.int().min(0).optional();
export const saveSetUp = verb('save-set-up', { seen });
export const saveNames = verb('save-names', { attempt, seen });
export const saveService = verb('save-service', { attempt, seen });
export const setUpService = verb('set-up-service'); // opens the form for hours and numbers
export const setUpNames = verb('set-up-names'); // opens the form for the names of officers and co-ordinators

/**
 * A second person confirms or refuses a change, most often of a channel. `number`: where the change is in the history of
 * the set-up; whoever types the words names no change.
 */
const number = z.int().min(0);
export const confirmChannel = verb('confirm-channel', { number: number.optional() });
export const refuseChannel = verb('refuse-channel', { number: number.optional() });
/** A second person says how they tried a new number, and confirms it. */
export const confirmPhone = verb('confirm-phone', { attempt, number });
/** Somebody outside the team has a test message sent to their own chat, and answers it. */
export const testChat = verb('test-chat');
export const gotTestMessage = verb('got-test-message');
/** `older`: how many of the latest entries to skip. */
export const setUpHistory = verb('set-up-history', { older: number.default(0) });
