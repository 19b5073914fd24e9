import { expect } from '@jest/globals';
import type { CardActions } from './person.ts';

type Where = string | readonly unknown[] | null | undefined;
type Words = unknown[];

/** This text has each of these words and patterns, or this list each of these. */
export function contains(where: Where, ...words: Words): void {
  for (const each of words)
    if (each instanceof RegExp) expect(where).toMatch(each);
    else expect(where).toContain(each);
}

/** This text has none of these words and patterns, or this list none of these. */
export function lacks(where: Where, ...words: Words): void {
  for (const each of words)
    if (each instanceof RegExp) expect(where).not.toMatch(each);
    else expect(where).not.toContain(each);
}

/** The card has these words and patterns in its text. */
export const shows = (card: CardActions, ...words: Words): void => contains(card.sees().text, ...words);

export const doesNotShow = (card: CardActions, ...words: Words): void => lacks(card.sees().text, ...words);

/** The card has these whole lines, in this order. */
export function inOrder(card: CardActions, ...lines: string[]): void {
  const places = lines.map((line) => card.sees().text.split('\n').indexOf(line));
  lacks(places, -1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
}

/** What stands in the boxes of the card, in their order. */
export const inBoxes = (card: CardActions): string[] => Object.values(card.sees().values);

/** The card has these headings and no others. */
export const isHeaded = (card: CardActions, ...headings: Words): void => expect(card.sees().headings).toEqual(headings);
