import type { Card } from './parts.ts';

/** No store can hold half a character (a lone surrogate), so U+FFFD replaces it. */
export const mendedWords =
  'Part of a character that you sent could not be read. It now stands as �. Please check what you wrote.';

/** The card with that note on top. */
export function withMendedNote(card: Card): Card {
  const body = Array.isArray(card.body) ? card.body : [];
  const inlines = [{ type: 'TextRun', text: mendedWords, weight: 'Bolder' }];
  return { ...card, body: [{ type: 'RichTextBlock', inlines }, ...body] };
}
