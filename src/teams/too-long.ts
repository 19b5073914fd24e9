import { longestAnswer } from '../protocol/pack.ts';
import type { Incoming } from './incoming.ts';

/** Everything that the person wrote: their message, or the inputs of the card that they pressed. */
export function textsOf(incoming: Incoming): string[] {
  if (incoming.kind === 'text') return [incoming.text];
  return incoming.kind === 'press' ? Object.values(incoming.press.typed) : [];
}

/**
 * Whether a text is longer than any answer may be. Such a text is only searched for words of danger. A character may
 * take two UTF-16 units, hence the factor.
 */
export const isTooLong = (text: string): boolean => text.length > 2 * longestAnswer;
