import { longestAnswer } from '../protocol/pack.ts';
import type { Incoming } from './incoming.ts';

/** Everything that somebody wrote: their message, or what stands in the boxes of the card that they pressed. */
export function textsOf(incoming: Incoming): string[] {
  if (incoming.kind === 'text') return [incoming.text];
  return incoming.kind === 'tap' ? Object.values(incoming.press.typed) : [];
}

/**
 * Whether a text is longer than any answer may be, so that it is read by nothing but the look for words of danger. A character takes up to
 * two places.
 */
export const isTooLong = (text: string): boolean => text.length > 2 * longestAnswer;
