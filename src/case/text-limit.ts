/** Longest text that a person may write in one box of a MASH form or an answer, in characters. */
export const textLimit = 2000;
