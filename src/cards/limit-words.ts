import { textLimit } from '../case/text-limit.ts';

export const limitWords = (limit: number): string => `up to ${limit.toLocaleString('en-GB')} characters`;

/** How much goes into most boxes. */
export const limit = limitWords(textLimit);
