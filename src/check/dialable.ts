import { parsePhoneNumberFromString } from 'libphonenumber-js';

const candidate = /(?:\+|\(?0)[\d\s().-]{7,22}\d/g;

/** Whether what was written has a number in it that can be rung from outside. "Bleep 4412" and "ext 31" have none, and are real all the same. */
export const canBeDialled = (written: string): boolean =>
  [...written.matchAll(candidate)].some(([number]) => parsePhoneNumberFromString(number, 'GB')?.isPossible() === true);
