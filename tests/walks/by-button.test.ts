import { expect, it } from '@jest/globals';
import { fullCheck } from './by-button.ts';

// The goal is 16 cards, 18 presses and 1,800 words: see `tests/README.md`.

it('A hostel worker who fills in everything goes through at most 21 cards, and reads at most 2,200 words', async () => {
  const { headings, presses, words } = await fullCheck();
  expect(headings.at(-1)).toMatch(/^HT-/);
  expect(new Set(headings).size).toBe(headings.length);
  expect(headings.length).toBeLessThanOrEqual(21);
  expect(presses).toBeLessThanOrEqual(21);
  expect(words).toBeLessThanOrEqual(2200);
});
