import { expect, it } from '@jest/globals';
import { summaryOf } from './a-program.ts';
import { anEvening, hour, most24h } from './an-evening.ts';

// Eleven ordinary referrals come in one evening, and nobody decides any of them

const evening = anEvening(11, 28 * 60_000);

it('In any 24 hours', async () => {
  await evening.passes(40 * hour);
  for (const who of ['mo', 'ana', 'dee', 'channel'] as const)
    console.log(
      who,
      most24h(evening.to(who)),
      evening.to(who).length,
      evening
        .to(who)
        .map((x) => x.at.slice(8, 16) + summaryOf(x.card))
        .join('\n'),
    );
  expect(most24h(evening.to('mo'))).toBeLessThanOrEqual(12);
});
