import { createRequire } from 'node:module';
import type * as Reference from 'adaptivecards';
import type { Card } from '../../src/cards/parts.ts';

/** Microsoft's own parser. Its package cannot be imported in Node, but can be required. */
const { AdaptiveCard, SerializationContext }: typeof Reference = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
);

/** The reference parser's complaints about a card, except about newer elements that have a fallback. */
export function complaints(card: Card): string[] {
  const context = new SerializationContext();
  new AdaptiveCard().parse(structuredClone(card), context);
  return Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message).filter(
    (message) => !/(Badge|Chart\.[A-Za-z.]+).*fallback/i.test(message),
  );
}

export interface Part {
  at: string[]; // the keys that lead to the value
  value: string;
  holder: Record<string, unknown>; // the object that holds it
}

/** Every string in a card, with the path to it. */
export function strings(
  value: unknown,
  at: string[] = [],
  holder: Record<string, unknown> = {},
  all: Part[] = [],
): Part[] {
  if (typeof value === 'string') all.push({ at, value, holder });
  else if (Array.isArray(value)) value.forEach((each, index) => void strings(each, [...at, `${index}`], holder, all));
  else if (typeof value === 'object' && value !== null)
    for (const [key, each] of Object.entries(value)) strings(each, [...at, key], value as Record<string, unknown>, all);
  return all;
}

/** Every object of a card that has a type: elements, actions and fallbacks. */
export function elements(value: unknown, all: Record<string, unknown>[] = []): Record<string, unknown>[] {
  if (Array.isArray(value)) for (const each of value) elements(each, all);
  else if (typeof value === 'object' && value !== null) {
    if ('type' in value) all.push(value as Record<string, unknown>);
    for (const each of Object.values(value)) elements(each, all);
  }
  return all;
}

export const bytes = (card: Card): number => Buffer.byteLength(JSON.stringify(card));

/** The lines that a card, or a part of it, shows: its texts, badges and lines of several pieces. */
export const textLines = (part: unknown): string[] =>
  elements(part).flatMap(({ type, text, inlines }) => {
    if (type === 'TextBlock' || type === 'Badge') return [String(text)];
    if (type !== 'RichTextBlock') return [];
    return [
      strings(inlines)
        .flatMap(({ at, value }) => (at.at(-1) === 'text' ? [value] : []))
        .join(''),
    ];
  });

export const wordsOf = (part: unknown): string => textLines(part).join('\n');
