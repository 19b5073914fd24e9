import { readdirSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { dangerIn, mayBeDanger } from '../../src/understanding/danger.ts';
import { hear } from '../../src/understanding/hear.ts';
import { phrasesIn } from '../../src/understanding/phrases.ts';

// Three times, three people wrote these phrases apart from the code, as nurses, clerks, hostel workers, officers and social workers. They
// were sealed until the models were done, and read once: no phrase may be moved from here into the corpus.
const folder = new URL('unseen/', import.meta.url);
const unseen = readdirSync(folder).flatMap((file) => phrasesIn(new URL(file, folder)));
const share = (heading: string, is: (words: string) => boolean) => {
  const all = unseen.filter(({ means }) => means === heading);
  expect(all.length).toBeGreaterThanOrEqual(90);
  return all.filter(({ words }) => is(words)).length / all.length;
};
const parted: Record<string, string> = { 'q police': 'q suspect', 'q who-rings': 'q how-long' };
const isFirst = (words: string) => dangerIn(words) !== undefined;

it('Of 735 phrases of danger that no model saw, 95 of 100 bring the numbers, and of 375 in unusual words 87', () => {
  expect(share('danger', mayBeDanger)).toBeGreaterThan(0.95);
  expect(share('danger-hard', mayBeDanger)).toBeGreaterThan(0.87);
  expect(share('danger', isFirst)).toBeGreaterThan(0.84);
});

it('Of near misses that no model saw, at most 15 of 100 bring the numbers first, and so make a case urgent; of stories, 7', () => {
  expect(share('near', isFirst)).toBeLessThan(0.15);
  expect(share('story', isFirst)).toBeLessThan(0.07);
});

it('Of questions to the bot that no model saw, three of four on each topic are answered or asked back', () => {
  const topics = [...new Set(unseen.map(({ means }) => means))].filter((means) => means.startsWith('q '));
  const answered = (means: string) => {
    const all = unseen.filter((each) => each.means === means);
    const topics = [means, parted[means]]; // what became of the uncle was a topic of the police, and when somebody rings may be either
    return (
      all.filter(({ words }) => hear(words).intents.some((intent) => topics.includes(intent.means))).length / all.length
    );
  };
  expect(topics.length).toBe(20);
  for (const topic of topics) expect([topic, answered(topic) > 0.75]).toEqual([topic, true]);
});

it('Of stories that no model saw, at most two of 100 are taken for a question or a command', () => {
  expect(share('story', (words) => hear(words).does === 'act')).toBeLessThanOrEqual(0.02);
});
