import { readdirSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { dangerIn, mayBeDanger } from '../../src/understanding/danger.ts';
import { phrasesIn } from '../../src/understanding/phrases.ts';

// Three people wrote these phrases apart from the code, as nurses, clerks, hostel workers, officers and social workers. They were
// sealed until the models were done, and read once: no phrase may be moved from here into the corpus.
const folder = new URL('unseen/', import.meta.url);
const unseen = readdirSync(folder).flatMap((file) => phrasesIn(new URL(file, folder)));
const share = (heading: string, is: (words: string) => boolean) => {
  const all = unseen.filter(({ means }) => means === heading);
  expect(all.length).toBeGreaterThanOrEqual(90);
  return all.filter(({ words }) => is(words)).length / all.length;
};
const isFirst = (words: string) => dangerIn(words) !== undefined;

it('Of 270 phrases of danger that no model saw, 95 of 100 bring the numbers, and of 135 in unusual words 87', () => {
  expect(share('danger', mayBeDanger)).toBeGreaterThan(0.95);
  expect(share('danger-hard', mayBeDanger)).toBeGreaterThan(0.87);
  expect(share('danger', isFirst)).toBeGreaterThan(0.84);
});

it('Of near misses that no model saw, at most 15 of 100 bring the numbers first, and so make a case urgent; of stories, 7', () => {
  expect(share('near', isFirst)).toBeLessThan(0.15);
  expect(share('story', isFirst)).toBeLessThan(0.07);
});
