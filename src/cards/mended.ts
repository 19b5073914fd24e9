import type { Card } from './parts.ts';

/** Half a character (a lone surrogate) cannot be kept by any store: U+FFFD stands in its place. */
export const mendedWords =
  'Part of a character that you sent could not be read. It now stands as �. Please check what you wrote.';

/** The card with that said on top. */
export function withMendedNote(card: Card): Card {
  const body = Array.isArray(card.body) ? card.body : [];
  const inlines = [{ type: 'TextRun', text: mendedWords, weight: 'Bolder' }];
  return { ...card, body: [{ type: 'RichTextBlock', inlines }, ...body] };
}
