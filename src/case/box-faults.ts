/** What is wrong with a box, for the card to say what to do next. */
export type BoxFault = 'missing' | 'too-long' | 'choose' | 'no-day' | 'ahead' | 'too-far';

export type BoxFaults = Record<string, BoxFault>;
