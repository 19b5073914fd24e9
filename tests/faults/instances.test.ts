import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { caseCard, decides, refers } from '../conversations/walks.ts';
import { key, startCosmosStandIn } from '../fakes/cosmos.ts';
import type { ConnectorRequest } from '../fakes/faults.ts';
import { profiles } from '../fakes/people.ts';
import { type Instances, startInstances } from './instances.ts';
import { decidedOnce, deliveredOnce, remindedOnce, summaryCounts } from './summaries.ts';

const time = 180_000; // generous: the machine may be busy
const goneAfterSeconds = 15; // a newly started instance counts another as gone after so long without its heartbeat
const packWith = (remind: string, escalate: string) => ({
  extends: 'hertfordshire-2016',
  clocks: {
    decision: { within: 'PT1200S', remind: [remind], escalate, overdueEvery: 'PT1200S' },
    idleDraft: { remind: ['PT24H'] },
    delivery: { confirmWithin: 'PT300S' },
  },
});
const sizeOf = (counts: object): number => Object.keys(counts).length;
const quiet = packWith('PT600S', 'PT700S');

type Which = 'SQLite' | 'Cosmos DB';

/** Runs a test with instances that share a store, and cleans up afterwards. */
async function sharing(store: Which, pack: object, work: (all: Instances) => Promise<void>): Promise<void> {
  const standIn = store === 'SQLite' ? undefined : await startCosmosStandIn();
  const cosmos = { STORE: 'cosmos', COSMOS_ENDPOINT: standIn?.endpoint ?? '', COSMOS_KEY: key };
  const all = await startInstances({ pack, env: { INSTANCES: '2', ...(standIn ? cosmos : {}) } });
  try {
    await work(all);
  } finally {
    await all.stop();
    await standIn?.close();
  }
}

/** Waits until nobody has called Teams for a second. */
async function untilQuiet({ history }: Instances['teams']): Promise<void> {
  for (let calls = -1; calls !== history.length; await wait(1_000)) calls = history.length;
}

const isWrittenPart = ({ method, body }: ConnectorRequest): boolean =>
  method === 'POST' && JSON.stringify(body ?? '').includes('Written referral, 1 of');

// Two instances on one store

it.concurrent(
  'When an instance is killed during a call to Teams, the other takes over once heartbeats are missing, and everything is told once',
  () =>
    sharing('Cosmos DB', quiet, async ({ teams, start, startHere, pass, until }) => {
      const one = await start();
      const hanging = teams.faults.add({ match: isWrittenPart, trouble: 'hang' });
      const reference = await refers(one.as('jane'));
      await until('the call hangs', () => hanging.struck > 0);
      const begun = performance.now();
      await startHere({}, { clockStands: true });
      hanging.end();
      one.signal('SIGKILL');
      const isTold = () => summaryCounts(teams, reference)['MASH: X: Written referral, 1 of 1'] !== undefined;
      await untilQuiet(teams);
      await pass(goneAfterSeconds - 5);
      await untilQuiet(teams);
      // The seconds that the test itself takes count, too.
      expect(isTold() && performance.now() - begun < 5_000).toBe(false);
      for (const seconds of [5, 20]) {
        await pass(seconds);
        await untilQuiet(teams);
      }
      await until('all is told', isTold);
      await untilQuiet(teams);
      expect(summaryCounts(teams, reference)).toEqual(deliveredOnce);
    }),
  time,
);

it.concurrent(
  'An instance asked to stop while a message and an answer to Teams hang ends within 10 s, and the other takes over at once',
  () =>
    sharing('Cosmos DB', quiet, async ({ teams, start, startHere, until }) => {
      const one = await start();
      const hanging = teams.faults.add({ match: isWrittenPart, trouble: 'hang' });
      const reference = await refers(one.as('jane'));
      await until('the call hangs', () => hanging.struck > 0);
      const answering = teams.faults.add({
        match: ({ path }) => path.includes(teams.chatWith(profiles.tom)),
        trouble: 'hang',
      });
      const tom = one.as('tom');
      void tom.says('hi').catch(() => {}); // the stop cuts it off
      await until('an answer hangs', () => answering.struck > 0);
      await startHere();
      hanging.end();
      const ends = await one.terminate();
      const endedAt = Date.now();
      await until('all is told', () => summaryCounts(teams, reference)['MASH: X: Written referral, 1 of 1'], 60_000);
      console.log(`ended with ${ends.code} after ${ends.ms} ms; told ${Date.now() - endedAt} ms later`);
      expect(ends.code).toBe(0);
      expect(ends.ms).toBeLessThan(2 * 10_000); // the machine may be busy
      expect(Date.now() - endedAt).toBeLessThan(15_000); // if the lease were not released, it would be over twenty
      expect(summaryCounts(teams, reference)).toEqual(deliveredOnce);
    }),
  time,
);

/** Checks only the counts. The words say how much time is left, which varies here. */
const onceEach = (told: Record<string, number>): boolean => Object.values(told).every((count) => count === 1);
const delivered = ({ teams, until }: Instances, reference: string) =>
  until('it is delivered', () => sizeOf(summaryCounts(teams, reference)) >= sizeOf(deliveredOnce));
const cardsTo = ({ teams }: Instances, who: 'mo' | 'dee', reference: string) =>
  teams.delivered(teams.chatWith(profiles[who])).filter(({ summary }) => summary?.includes(reference));

// A program that stands still

it.concurrent(
  'A program that stood still while its reminders fell due sends each once when it goes on',
  () =>
    sharing('SQLite', packWith('PT3S', 'PT4S'), async (all) => {
      const only = await all.startHere({}, { clockStands: true });
      await only.as('dee').installs();
      const reference = await refers(only.as('jane'));
      expect(cardsTo(all, 'mo', reference)).toEqual([]);
      await all.pass(6); // at once: the first mark is three seconds after the referral was sent
      await delivered(all, reference);
      await all.until(
        'Mo and Dee are reminded',
        () => cardsTo(all, 'mo', reference).length > 0 && cardsTo(all, 'dee', reference).length > 0,
        60_000,
      );
      await all.pass(3); // a second message would come now
      await untilQuiet(all.teams);
      expect(cardsTo(all, 'mo', reference)).toHaveLength(1);
      expect(cardsTo(all, 'dee', reference)).toHaveLength(1);
      expect(onceEach(summaryCounts(all.teams, reference))).toBe(true);
      // Two marks passed: one message reports both marks and says that it is late.
      expect(JSON.stringify(cardsTo(all, 'mo', reference))).toContain('Late: this could not be said in time');
    }),
  time,
);

it.concurrent(
  'A process paused during a call to Teams does not repeat the message after another instance took over its case',
  () =>
    sharing('SQLite', quiet, async (all) => {
      const { teams, until, start, startHere } = all;
      const one = await start();
      const hanging = teams.faults.add({ match: isWrittenPart, trouble: 'hang' });
      const reference = await refers(one.as('jane'));
      await until('the call hangs', () => hanging.struck > 0);
      await until('all else is done', () => one.log.some((line) => line.includes('"kind":"clear-draft"')));
      await wait(500); // a process paused during a write would keep the SQLite file locked for all others
      one.signal('SIGSTOP');
      hanging.cut();
      await startHere({}, { clockStands: true });
      for (let seconds = 0; seconds < 60; seconds += 20) {
        await wait(1_000);
        await all.pass(20); // by now the paused process counts as gone
      }
      await delivered(all, reference);
      one.signal('SIGCONT');
      await until('the paused one learns of its call', () => one.log.some((line) => line.includes('message.failed')));
      await wait(3_000);
      expect(summaryCounts(teams, reference)).toEqual(deliveredOnce);
      await caseCard(one.as('mo'), reference).presses('Take this referral');
      await until('it goes on', () => summaryCounts(teams, reference)['MASH: X: Taken']);
      expect(onceEach(summaryCounts(teams, reference))).toBe(true);
    }),
  time,
);

// Two instances on one store again: last, because jest begins with five at once, and Cosmos DB has three seconds to answer

it.concurrent.each<Which>(['SQLite', 'Cosmos DB'])(
  'Two instances on %s tell each thing once when a referral taken through one is decided through the other',
  (store) =>
    sharing(store, packWith('PT300S', 'PT400S'), async ({ teams, startHere, pass, until }) => {
      const begin = () => startHere({}, { clockStands: true });
      const [one, other] = [await begin(), await begin()];
      await one.as('dee').installs();
      const decided: string[] = [];
      const undecided: string[] = [];
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
          () => summaryCounts(teams, reference)['jane: X: the MASH has decided'],
          60_000,
        );
        undecided.push(await refers(to.as('jane')));
      }
      const later = async (seconds: number) => {
        // the two instances notice a clock change only at their next heartbeats
        for (const each of [seconds, 12, 12]) {
          await untilQuiet(teams);
          await pass(each);
        }
      };
      const areThere = (references: string[], lines: number) => () =>
        references.every((each) => sizeOf(summaryCounts(teams, each)) >= lines);
      await until('the referrals are delivered', areThere(undecided, sizeOf(deliveredOnce)), 60_000);
      await until('the decisions are told', areThere(decided, sizeOf(decidedOnce)), 60_000);
      await later(300);
      // Without the two lines about the escalation contact, which come at the second mark.
      const linesAtFirstMark = sizeOf(remindedOnce) - 2;
      await until('the managers are reminded', areThere(undecided, linesAtFirstMark), 60_000);
      await later(76);
      await until('all is told', areThere(undecided, sizeOf(remindedOnce)), 60_000);
      await pass(2); // a second message would come now
      await untilQuiet(teams);
      for (const reference of decided) expect(summaryCounts(teams, reference)).toEqual(decidedOnce);
      for (const reference of undecided) expect(summaryCounts(teams, reference)).toEqual(remindedOnce);
    }),
  time,
);
