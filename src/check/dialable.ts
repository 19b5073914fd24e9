import { parsePhoneNumberFromString } from 'libphonenumber-js';

const candidate = /(?:\+|\(?0)[\d\s().-]{7,22}\d/g;

/**
 * Whether the text holds a number that can be dialled from outside. "Bleep 4412" and "ext 31" hold none, although they
 * are real.
 */
export const canBeDialled = (written: string): boolean =>
  [...written.matchAll(candidate)].some(([number]) => parsePhoneNumberFromString(number, 'GB')?.isPossible() === true);
