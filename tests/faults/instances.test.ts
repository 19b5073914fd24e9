import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { caseCard, decides, refers } from '../conversations/walks.ts';
import { key, startPeer } from '../fakes/cosmos.ts';
import type { ConnectorRequest } from '../fakes/faults.ts';
import { type Instances, startInstances } from './instances.ts';
import { decidedOnce, deliveredOnce, remindedOnce, toldAbout } from './told.ts';

const time = 180_000; // generous: the machine may be busy
const isGoneAfter = 15; // seconds without a heartbeat, of one that was never seen to beat
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

/** Nobody has asked Teams for anything for a while. */
async function rests({ history }: Instances['teams']): Promise<void> {
  for (let calls = -1; calls !== history.length; await wait(1_000)) calls = history.length;
}

const isWrittenPart = ({ method, body }: ConnectorRequest): boolean =>
  method === 'POST' && JSON.stringify(body ?? '').includes('Written referral, 1 of');

describe.each<Which>(['SQLite', 'Cosmos DB'])('two instances on one store (%s)', (store) => {
  it.concurrent(
    'tell each thing once, when what one took is decided through the other',
    () =>
      sharing(store, packWith('PT300S', 'PT400S'), async ({ teams, startHere, pass, until }) => {
        const begin = () => startHere({}, { clockStands: true });
        const [one, other] = [await begin(), await begin()];
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
        const later = async (seconds: number) => {
          // the clocks of the two stand apart until the next heartbeats
          for (const each of [seconds, 12, 12]) {
            await rests(teams);
            await pass(each);
          }
        };
        await later(300);
        const ofTheFirstMark = size(remindedOnce) - 2; // the escalation contact hears of the second one, and the thread of it
        await until('the managers are reminded', () => left.every((each) => told(each) >= ofTheFirstMark), 60_000);
        await later(76);
        await until('all is told', () => left.every((each) => told(each) >= size(remindedOnce)), 60_000);
        await until('all is told', () => decided.every((each) => told(each) >= size(decidedOnce)));
        await pass(2); // a second time would come now
        await rests(teams);
        for (const reference of decided) expect(toldAbout(teams, reference)).toEqual(decidedOnce);
        for (const reference of left) expect(toldAbout(teams, reference)).toEqual(remindedOnce);
      }),
    time,
  );

  it.concurrent(
    'one is killed while Teams does not answer it: the other goes on when it has no heartbeat any more, and everything is told once',
    () =>
      sharing(store, quiet, async ({ teams, start, startHere, pass, until }) => {
        const one = await start();
        const hanging = teams.faults.add({ match: isWrittenPart, trouble: 'hang' });
        const reference = await refers(one.as('jane'));
        await until('the call hangs', () => hanging.struck > 0);
        await startHere({}, { clockStands: true });
        hanging.end();
        one.signal('SIGKILL');
        const isTold = () => toldAbout(teams, reference)['MASH: X: Written referral, 1 of 1'] !== undefined;
        await rests(teams);
        await pass(isGoneAfter - 5);
        await rests(teams);
        expect(isTold()).toBe(false);
        for (const seconds of [5, 20]) {
          await pass(seconds);
          await rests(teams);
        }
        await until('all is told', isTold);
        await rests(teams);
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

describe('the only instance on a SQLite file', () => {
  it.concurrent(
    'is killed while Teams does not answer it, and started again: it waits for no lease of its own, and everything is told once',
    () =>
      sharing('SQLite', quiet, async ({ teams, start, until }) => {
        const one = await start();
        const hanging = teams.faults.add({ match: isWrittenPart, trouble: 'hang' });
        const reference = await refers(one.as('jane'));
        await until('the call hangs', () => hanging.struck > 0);
        await wait(2500); // by then the lease has grown to more than a minute
        hanging.end();
        one.signal('SIGKILL');
        await start();
        const listensAt = Date.now();
        await until('all is told', () => toldAbout(teams, reference)['MASH: X: Written referral, 1 of 1'], 60_000);
        const waited = Date.now() - listensAt;
        console.log(`told ${waited} ms after it listened`);
        expect(waited).toBeLessThan(10_000); // two seconds are needed
        await wait(1_000);
        expect(toldAbout(teams, reference)).toEqual(deliveredOnce);
      }),
    time,
  );
});
