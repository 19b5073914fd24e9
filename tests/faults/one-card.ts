import { setTimeout as wait } from 'node:timers/promises';
import { refers } from '../conversations/walks.ts';
import type { ConnectorRequest, Trouble } from '../fakes/faults.ts';
import { referrals } from '../fakes/people.ts';
import { startInstances } from './instances.ts';

/**
 * Counts the cards of one referral in the channel when Teams is at its worst. Run by hand, in two minutes:
 * `node tests/faults/one-card.ts`
 */
const troubles: { what: string; trouble: Trouble; forMs?: number; kill?: boolean }[] = [
  {
    what: 'busy: 429, Retry-After 20 s, for 25 s',
    trouble: { status: 429, headers: { 'Retry-After': '20' } },
    forMs: 25_000,
  },
  { what: 'answers after 12 s, for a minute', trouble: { delayMs: 12_000 }, forMs: 60_000 },
  { what: 'answers after 55 s', trouble: { delayMs: 55_000 }, forMs: 56_000 },
  { what: '503 for a minute', trouble: { status: 503 }, forMs: 60_000 },
  { what: 'connection cut after Teams accepted the card, once', trouble: 'reset-after-commit' },
  { what: 'killed while Teams is accepting the card', trouble: { delayMs: 5000 }, kill: true },
];
const pack = { extends: 'hertfordshire-2016', clocks: { delivery: { confirmWithin: 'PT60S' } } };
const isCard = ({ method, body, path }: ConnectorRequest): boolean =>
  method === 'POST' && path.endsWith('/conversations') && JSON.stringify(body ?? '').includes('New referral');

async function played({ what, trouble, forMs, kill }: (typeof troubles)[number]): Promise<string> {
  const all = await startInstances({ pack });
  try {
    const one = await all.start();
    const fault = all.teams.faults.add({ match: isCard, trouble, ...(forMs ? {} : { times: 1 }) });
    const begun = Date.now();
    const reference = await refers(one.as('jane'));
    await all.until('the call is made', () => fault.struck > 0);
    if (kill) {
      await wait(500);
      one.signal('SIGKILL');
      await all.start();
    }
    const cards = () =>
      all.teams.delivered(referrals.id).filter(({ summary }) => summary?.includes(`New referral ${reference}`));
    const ended = wait(forMs ?? 6000).then(() => fault.end());
    await all.until('a card is there', () => cards().length > 0, 130_000);
    const seconds = Math.round((Date.now() - begun) / 1000);
    await ended;
    await wait(10_000); // a second card would come now
    return `| ${what} | ${cards().length} | ${fault.struck} | ${seconds} s |`;
  } finally {
    await all.stop();
  }
}

process.stdout.write('| Teams | cards | calls in trouble | there within |\n| --- | --- | --- | --- |\n');
for (const line of await Promise.all(troubles.map(played))) process.stdout.write(`${line}\n`);
