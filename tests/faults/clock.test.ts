import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { caseCard, decides, refers } from '../conversations/walks.ts';
import type { ConnectorRequest } from '../fakes/faults.ts';
import { profiles } from '../fakes/people.ts';
import { type Instances, startInstances } from './instances.ts';
import { deliveredOnce, summaryCounts } from './summaries.ts';

const time = 180_000; // generous: the machine may be busy
const faketime = ['x86_64', 'aarch64']
  .map((machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`)
  .find((path) => existsSync(path));

const packWith = (remind: string, escalate: string) => ({
  extends: 'hertfordshire-2016',
  clocks: {
    decision: { within: 'PT7200S', remind: [remind], escalate, overdueEvery: 'PT7200S' },
    idleDraft: { remind: ['PT24H'] },
    delivery: { confirmWithin: 'PT7200S' },
  },
});

async function withInstances(pack: object, work: (all: Instances) => Promise<void>): Promise<void> {
  const all = await startInstances({ pack });
  try {
    await work(all);
  } finally {
    await all.stop();
  }
}

const sizeOf = (counts: object): number => Object.keys(counts).length;
/** Checks only the counts. The words say how much time is left, which varies in these tests. */
const onceEach = (told: Record<string, number>): boolean => Object.values(told).every((count) => count === 1);
const delivered = ({ teams, until }: Instances, reference: string) =>
  until('it is delivered', () => sizeOf(summaryCounts(teams, reference)) >= sizeOf(deliveredOnce));
const cardsTo = ({ teams }: Instances, who: 'mo' | 'dee', reference: string) =>
  teams.delivered(teams.chatWith(profiles[who])).filter(({ summary }) => summary?.includes(reference));
const reminded = (all: Instances, reference: string) =>
  all.until(
    'Mo and Dee are reminded',
    () => [cardsTo(all, 'mo', reference), cardsTo(all, 'dee', reference)].every((cards) => cards.length > 0),
    60_000,
  );

describe('a process that is paused', () => {
  it.concurrent(
    'A process paused while its reminders fall due sends each once when it resumes',
    () =>
      withInstances(packWith('PT3S', 'PT4S'), async (all) => {
        const only = await all.start();
        await only.as('dee').installs();
        const reference = await refers(only.as('jane'));
        only.signal('SIGSTOP'); // at once: the first mark is three seconds after the referral was sent
        await wait(6_000);
        expect(cardsTo(all, 'mo', reference)).toEqual([]);
        only.signal('SIGCONT');
        await delivered(all, reference);
        await reminded(all, reference);
        await wait(2_500);
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
      withInstances(packWith('PT3600S', 'PT3700S'), async (all) => {
        const { teams, until, start, startHere } = all;
        const isWritten = ({ method, body }: ConnectorRequest): boolean =>
          method === 'POST' && JSON.stringify(body ?? '').includes('Written referral, 1 of');
        const one = await start();
        const hanging = teams.faults.add({ match: isWritten, trouble: 'hang' });
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
});

describe('a clock that jumps', () => {
  it.concurrent(
    'A clock that jumps an hour ahead and back loses no reminder and doubles none',
    () =>
      withTurnedClocks(async (all, turn, env) => {
        const only = await all.start(env);
        await only.as('dee').installs();
        const reference = await refers(only.as('jane'));
        await delivered(all, reference);
        await turn('+1h');
        await reminded(all, reference);
        expect(JSON.stringify(cardsTo(all, 'mo', reference))).toContain('Late: this could not be said in time');
        await turn('+0');
        await wait(3_000);
        expect(onceEach(summaryCounts(all.teams, reference))).toBe(true);
        await decides(only.as('mo'), reference);
        await all.until(
          'the decision is told',
          () => summaryCounts(all.teams, reference)['jane: X: the MASH has decided'],
          60_000,
        );
        await turn('+1h');
        await wait(3_000);
        expect(onceEach(summaryCounts(all.teams, reference))).toBe(true);
      }),
    time,
  );

  it.concurrent(
    'After a clock jumps an hour back, the reminders are sent once, when they are due',
    () =>
      withTurnedClocks(async (all, turn, env) => {
        const only = await all.start(env);
        await only.as('dee').installs();
        const reference = await refers(only.as('jane'));
        await delivered(all, reference);
        await turn('-1h');
        const next = await refers(only.as('tom')); // the service still works for others
        await all.until('the next one is there', () => caseCard(only.as('mo'), next).sees());
        expect(cardsTo(all, 'mo', reference)).toEqual([]);
        await turn('+1h');
        await reminded(all, reference);
        await wait(2_000);
        expect(onceEach(summaryCounts(all.teams, reference))).toBe(true);
      }),
    time,
  );
});

/** Runs a test with a clock that can be changed. Without libfaketime it prints the reason and tests nothing. */
async function withTurnedClocks(
  work: (all: Instances, turn: (to: string) => Promise<void>, env: Record<string, string>) => Promise<void>,
): Promise<void> {
  if (!faketime) {
    console.warn('SKIPPED, libfaketime is not installed here (apt-get install faketime)');
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'mash-clock-'));
  const clock = join(folder, 'clock');
  const turn = async (to: string) => {
    await writeFile(`${clock}.new`, `${to}\n`);
    await rename(`${clock}.new`, clock); // nobody reads a half-written file
  };
  await turn('+0');
  const env = {
    LD_PRELOAD: faketime,
    FAKETIME_TIMESTAMP_FILE: clock,
    FAKETIME_CACHE_DURATION: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1', // timers go on as they do when a real clock is set
    DONT_FAKE_MONOTONIC: '1',
  };
  try {
    await withInstances(packWith('PT1800S', 'PT2400S'), (all) => work(all, turn, env));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
