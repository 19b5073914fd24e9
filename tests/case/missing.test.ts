import { expect, it } from '@jest/globals';
import { reportIn } from '../../src/case/missing.ts';

it.each<[string, ReturnType<typeof reportIn>]>([
  ['child is missing', 'missing'],
  ['shes missing', 'missing'],
  ['The girl has gone missing.', 'missing'],
  ['missing: since 5', 'missing'],
  ['found: with me', 'found'],
  ['missing: no', undefined],
  ['he was missing yesterday', undefined],
])('“%s”, typed without a child, reports %s once the child is said', (words, report) => {
  expect(reportIn(words)).toBe(report);
});
