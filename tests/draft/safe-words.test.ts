import { expect, it } from '@jest/globals';
import { saysSafe } from '../../src/draft/safe-words.ts';

it.each([
  ...['she is safe', 'shes safe now', 'They’re safe.', 'all safe', 'home safe', 'she is back home and safe'],
  ...['The danger is over', 'out of danger', 'no longer in danger', 'false alarm, sorry'],
])('“%s” says that the child is safe', (words) => {
  expect(saysSafe(words)).toBe(true);
});

it.each([
  ...[
    'she is not safe',
    'she isnt safe',
    'is she safe?',
    'I dont think she is safe',
    'keep her safe',
    'I hope she is safe',
  ],
  ...['not sure she is safe', 'she is safe until he comes', 'the man is fine with it', 'ok', 'she is in danger', ''],
])('“%s” does not say that the child is safe', (words) => {
  expect(saysSafe(words)).toBe(false);
});
