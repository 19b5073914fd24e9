import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { caseCard, decides, refers } from '../conversations/walks.ts';
import { key, startPeer } from '../fakes/cosmos.ts';
import type { ConnectorRequest } from '../fakes/faults.ts';
import { type Instances, startInstances } from './instances.ts';
import { decidedOnce, deliveredOnce, remindedOnce, toldAbout } from './told.ts';

const time = 180_000; // generous: the machine may be busy
const leaseMs = 15_000;
const packWith = (remind: string, escalate: string) => ({
  extends: 'hertfordshire-2016',
  clocks: {
    decision: { within: 'PT1200S', remind: [remind], escalate, overdueEvery: 'PT1200S' },
    idleDraft: { remind: ['PT24H'] },
    delivery: { confirmWithin: 'PT300S' },
  },
});
const quiet = packWith('PT600S', 'PT700S');

type Which = 'SQLite' | 'Cosmos DB';

/** Runs with instances that share a store, and takes everything away afterwards. */
async function sharing(store: Which, pack: object, work: (all: Instances) => Promise<void>): Promise<void> {
  const peer = store === 'SQLite' ? undefined : await startPeer();
  const cosmos = { STORE: 'cosmos', COSMOS_ENDPOINT: peer?.endpoint ?? '', COSMOS_KEY: key };
  const all = await startInstances({ pack, env: { INSTANCES: '2', ...(peer ? cosmos : {}) } });
  try {
    await work(all);
  } finally {
    await all.stop();
    await peer?.close();
  }
}

const isWrittenPart = ({ method, body }: ConnectorRequest): boolean =>
  method === 'POST' && JSON.stringify(body ?? '').includes('Written referral, 1 of');

describe.each<Which>(['SQLite', 'Cosmos DB'])('two instances on one store (%s)', (store) => {
  it.concurrent(
    'tell each thing once, when what one took is decided through the other',
    () =>
      sharing(store, packWith('PT12S', 'PT13S'), async ({ teams, start, until }) => {
        const [one, other] = [await start(), await start()];
        await one.as('dee').installs();
        const decided: string[] = [];
        const left: string[] = [];
        for (const [from, to] of [
          [one, other],
          [other, one],
        ] as const) {
          const reference = await refers(from.as('jane'));
          decided.push(reference);
          await until('the card is there', () => caseCard(to.as('mo'), reference).sees());
          await caseCard(to.as('mo'), reference).presses('Take this referral');
          await decides(from.as('ana'), reference);
          await until(
            'the decision is told',
            () => toldAbout(teams, reference)['jane: X: the MASH has decided'],
            60_000,
          );
          left.push(await refers(to.as('jane')));
        }
        const told = (reference: string) => Object.values(toldAbout(teams, reference)).length;
        const size = (what: Record<string, number>) => Object.keys(what).length;
        await until('all is told', () => left.every((each) => told(each) >= size(remindedOnce)), 60_000);
        await until('all is told', () => decided.every((each) => told(each) >= size(decidedOnce)));
        await wait(2_000); // a second time would come now
        for (const reference of decided) expect(toldAbout(teams, reference)).toEqual(decidedOnce);
        for (const reference of left) expect(toldAbout(teams, reference)).toEqual(remindedOnce);
      }),
    time,
  );

  it.concurrent(
    'one is killed while Teams does not answer it: the other goes on when the lease ends, and everything is told once',
    () =>
      sharing(store, quiet, async ({ teams, start, until }) => {
        const one = await start();
        const hanging = teams.faults.add({ match: isWrittenPart, trouble: 'hang' });
        const reference = await refers(one.as('jane'));
        await until('the call hangs', () => hanging.struck > 0);
        await start();
        hanging.end();
        one.signal('SIGKILL');
        const killedAt = Date.now();
        await until('all is told', () => toldAbout(teams, reference)['MASH: X: Written referral, 1 of 1'], 60_000);
        const waited = Date.now() - killedAt;
        console.log(`${store}: taken over ${waited} ms after the kill`);
        expect(waited).toBeLessThan(leaseMs + 10_000);
        await wait(1_000);
        expect(toldAbout(teams, reference)).toEqual(deliveredOnce);
      }),
    time,
  );

  it.concurrent(
    'one is asked to stop while Teams does not answer it: it ends well within 10 s, and the other goes on at once',
    () =>
      sharing(store, quiet, async ({ teams, start, until }) => {
        const [one, other] = [await start(), await start()];
        other.signal('SIGSTOP'); // so that it is the first one that has the case in hand
        const hanging = teams.faults.add({ match: isWrittenPart, trouble: 'hang' });
        const reference = await refers(one.as('jane'));
        await until('the call hangs', () => hanging.struck > 0);
        other.signal('SIGCONT');
        hanging.end();
        const ends = await one.terminate();
        const endedAt = Date.now();
        await until('all is told', () => toldAbout(teams, reference)['MASH: X: Written referral, 1 of 1'], 60_000);
        console.log(`${store}: ended with ${ends.code} after ${ends.ms} ms; told ${Date.now() - endedAt} ms later`);
        expect(other.isRunning).toBe(true);
        expect(ends.code).toBe(0);
        expect(ends.ms).toBeLessThan(10_000);
        expect(Date.now() - endedAt).toBeLessThan(6_000);
        expect(toldAbout(teams, reference)).toEqual(deliveredOnce);
      }),
    time,
  );
});
