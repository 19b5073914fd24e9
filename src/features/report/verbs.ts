import { verb } from '../../cards/verb.ts';

/** The working figures of the day, for the manager who presses. */
export const showToday = verb('show-today');
