import { expect, it } from '@jest/globals';
import { hostel, nurse, press, socialWorker } from './by-button.ts';

it('A nurse on the short path presses six buttons, and reads at most 700 words; the next time five', async () => {
  const [first, again] = await press(nurse, 2);
  expect(first?.headings).toEqual([
    'MASH Referrals',
    'Who is referring?',
    'The child and your worry',
    'Have you asked for consent?',
    'Consent, your decision',
    'Check before you send',
    expect.stringMatching(/^HT-/),
  ]);
  expect(first?.presses).toBe(6);
  expect(first?.words).toBeLessThanOrEqual(700);
  expect(again?.presses).toBe(5);
});

it('A hostel worker who fills in everything goes through at most 18 presses, 16 cards, and reads at most 1,800 words', async () => {
  const [{ headings, presses, words } = { headings: [], presses: 0, words: 0 }] = await press(hostel);
  expect(headings.at(-1)).toMatch(/^HT-/);
  expect(new Set(headings).size).toBe(headings.length); // nothing is asked twice
  expect(presses).toBeLessThanOrEqual(18);
  expect(headings.length - 1).toBeLessThanOrEqual(16); // after the welcome
  expect(words).toBeLessThanOrEqual(1800);
});

it('A social worker whose child in care goes missing presses at most 22 buttons', async () => {
  const [{ presses } = { presses: 99 }] = await press(socialWorker);
  expect(presses).toBeLessThanOrEqual(22);
});
