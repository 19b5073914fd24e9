import { expect, it } from '@jest/globals';
import { Duration } from '../../../src/base/time.ts';
import { whyErased } from '../../../src/features/retention/cards.ts';

// Why the facts of a case were erased

it.each([
  ['idle-draft', 'P90D', 'Nobody went on with the draft for 90 days.'],
  ['deleted-draft', 'P30D', 'The draft was deleted before it was sent, and was kept for 30 days.'],
  ['decided', 'P365D', 'It was decided, and nobody did anything to it for 365 days.'],
  ['joined', 'P1D', 'It went on in another case, and nobody did anything to it for 1 day.'],
  ['decided', 'PT36H', 'It was decided, and nobody did anything to it for PT36H.'],
] as const)('The reason “%s” with the period %s reads as one sentence', (why, period, words) => {
  expect(whyErased({ why, period: Duration.parse(period) })).toBe(words);
});
