import { attempt, verb } from '../../cards/verb.ts';

export const setUp = verb('set-up');
export const saveSetUp = verb('save-set-up');
export const setUpNames = verb('set-up-names');
export const saveNames = verb('save-names', { attempt });
