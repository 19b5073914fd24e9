import { verb } from '../../cards/verb.ts';

export const learn = verb('learn');
