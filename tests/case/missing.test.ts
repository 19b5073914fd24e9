import { expect, it } from '@jest/globals';
import { reportIn } from '../../src/case/missing.ts';

it.each([
  ['child is missing', 'missing'],
  ['shes missing', 'missing'],
  ['The girl has gone missing.', 'missing'],
  ['missing: since 5', 'missing'],
  ['this child has just gone missing now', 'missing'],
  ['found: with me', 'found'],
  ['missing: no', undefined],
  ['he was missing yesterday', undefined],
])('“%s”, typed without a child, reports %s once the child is said', (words, report) => {
  const said = reportIn(words);
  expect(said && (said.isFound ? 'found' : 'missing')).toBe(report);
});
