import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { beginsCheck, referenceOn, toCheckAnswers } from '../conversations/walks.ts';
import { startWorld, type World, type WorldOptions } from '../conversations/world.ts';
import { key, startCosmosStandIn } from '../fakes/cosmos.ts';
import { type Proxy as CosmosProxy, type Fault, type Operation, startProxy } from '../fakes/cosmos-proxy.ts';
import type { Answer } from '../fakes/post.ts';
import { deliveredOnce, summaryCounts } from './summaries.ts';

const time = 180_000; // generous: the machine may be busy

// Ten times what the program promises, because the machine may be busy.
const answerWithinMs = 10 * 3000;
const standStillMs = 10 * 100;
const pauseMs = 50; // between two questions whether it lives

interface Trouble {
  isSeen?: true; // whether to wait until /readyz reports it
  begin(): void | Promise<void>;
  end(): void | Promise<void>;
}

/** The reply while the store fails: it says that nothing was saved, and which number to ring. */
const notSaved = /^Not saved\. Please try again in a minute, or ring .*\d{4}/;

/**
 * Jane presses Submit and Tom types: both are told that nothing was saved. After the trouble, the same press counts
 * exactly once.
 */
async function expectNotSaved(world: World, trouble: Trouble): Promise<void> {
  const { jane, tom } = world;
  const card = await toCheckAnswers(jane);
  await (await beginsCheck(tom)).presses('No');
  await trouble.begin();
  const alive = stillness(world);
  const begun = Date.now();
  const pressed = await card.presses('Submit referral');
  const answeredAfter = Date.now() - begun;
  const typed = (await tom.says('Housing')).map(({ text }) => text ?? 'a card');
  const typedAfter = Date.now() - begun - answeredAfter;
  if (trouble.isSeen) await world.until(() => readiness(world, 503), 30_000); // at the next heartbeat
  const { stillFor, late } = await alive.ends();
  console.log({ answeredAfter, typedAfter, stillFor, late });
  await trouble.end();
  expect(replyOf(pressed)).toMatch(notSaved);
  expect(typed.join('\n')).toMatch(notSaved);
  expect(Math.max(answeredAfter, typedAfter)).toBeLessThan(answerWithinMs);
  expect(stillFor).toBeLessThan(standStillMs + 10 * late);
  await world.until(() => fetch(`${world.base}/healthz`).then(({ ok }) => ok));
  if (trouble.isSeen) await world.until(() => readiness(world, 200), 30_000);
  await card.presses('Submit referral');
  const reference = referenceOn(card);
  await expectDeliveredOnce(world, reference);
  await tom.says('Housing');
  await world.until(() => tom.chat().some((message) => JSON.stringify(message).includes('Housing')));
}

const readiness = async ({ base }: World, status: number) => (await fetch(`${base}/readyz`)).status === status;

/**
 * Measures how long the program stands still, by asking again and again whether it lives.
 * @returns the longest standstill in ms, and how late this process itself was at worst, because the machine may be busy
 */
function stillness({ base }: World): { ends(): Promise<{ stillFor: number; late: number }> } {
  let isEnding = false;
  const asking = (async () => {
    let [stillFor, late] = [0, 0];
    while (!isEnding) {
      const begun = performance.now();
      await fetch(`${base}/healthz`);
      const answered = performance.now();
      stillFor = Math.max(stillFor, answered - begun);
      await wait(pauseMs);
      late = Math.max(late, performance.now() - answered - pauseMs);
    }
    return { stillFor, late };
  })();
  return {
    ends() {
      isEnding = true;
      return asking;
    },
  };
}

const replyOf = ({ message, card }: Answer): string => message ?? JSON.stringify(card);

async function expectDeliveredOnce({ teams, until }: World, reference: string): Promise<void> {
  await until(() => Object.keys(summaryCounts(teams, reference)).length >= Object.keys(deliveredOnce).length, 90_000);
  await wait(500);
  expect(summaryCounts(teams, reference)).toEqual(deliveredOnce);
}

// A SQLite store in trouble

it.concurrent(
  'While another program locks the SQLite file nothing is said to be saved, and afterwards nothing is missing or doubled',
  async () => {
    await using world = await startWorld();
    using other = new DatabaseSync(world.sqlitePath, { timeout: 5000 }); // the program may be writing just now
    await expectNotSaved(world, { begin: () => other.exec('BEGIN EXCLUSIVE'), end: () => other.exec('ROLLBACK') });
  },
  time,
);

it.concurrent(
  'While the SQLite file is immutable nothing is said to be saved, and afterwards nothing is missing or doubled',
  async () => {
    const folder = await mkdtemp('/var/tmp/mash-immutable-'); // not in tmpfs, where some kernels cannot do this
    const world = await startWorld({ sqlitePath: join(folder, 'mash.db') });
    const stop = () => world.stop().then(() => rm(folder, { recursive: true }));
    const files = ['', '-wal', '-shm'].map((end) => `${world.sqlitePath}${end}`);
    const chattr = (how: '+i' | '-i') => execFileSync('chattr', [how, ...files], { stdio: 'pipe' });
    try {
      chattr('+i');
    } catch (error) {
      console.warn(`SKIPPED, no file can be made immutable here: ${error instanceof Error ? error.message : error}`);
      return await stop();
    }
    chattr('-i');
    try {
      await expectNotSaved(world, { begin: () => void chattr('+i'), end: () => void chattr('-i') });
    } finally {
      chattr('-i');
      await stop();
    }
  },
  time,
);

it.concurrent(
  'While the disk of the SQLite file is full nothing is said to be saved, and afterwards nothing is missing or doubled',
  () =>
    onADisk(['-t', 'tmpfs', '-o', 'size=8m'], {}, async ({ folder }, world) => {
      const filling = join(folder, 'filling');
      await expectNotSaved(world, {
        isSeen: true,
        begin: () => writeFile(filling, Buffer.alloc(16 * 1024 * 1024)).catch(() => undefined),
        end: () => rm(filling),
      });
    }),
  time,
);

it.concurrent(
  'While the disk of the SQLite file is read-only nothing is said to be saved, and afterwards nothing is missing or doubled',
  () =>
    onADisk(['-o', 'loop'], { ownProcess: true }, async (disk, world) => {
      await expectNotSaved(world, {
        begin: () => mount('-o', 'remount,abort', disk.folder), // as the system does after a disk fault
        async end() {
          await world.kill();
          execFileSync('umount', [disk.folder]);
          disk.mount();
          await world.restart();
        },
      });
    }),
  time,
);

const mount = (...options: string[]) => void execFileSync('mount', options, { stdio: 'pipe' });

interface Disk {
  folder: string;
  mount(): void;
}

/**
 * Runs a test with the store on its own disk of 8 or 16 MB. Where no disk can be mounted, it prints the reason and
 * tests nothing.
 * @param kind the options of mount, for a disk in memory or in a file
 */
async function onADisk(
  kind: string[],
  options: WorldOptions,
  work: (disk: Disk, world: World) => Promise<void>,
): Promise<void> {
  const parent = await mkdtemp(join(tmpdir(), 'mash-disk-'));
  const [folder, image] = [join(parent, 'disk'), join(parent, 'image')];
  const disk = { folder, mount: () => mount(...kind, image, folder) };
  try {
    await mkdir(folder);
    await writeFile(image, Buffer.alloc(16 * 1024 * 1024));
    try {
      execFileSync('mkfs.ext4', ['-q', '-F', image], { stdio: 'pipe' });
      disk.mount();
    } catch (error) {
      console.warn(`SKIPPED, no disk can be mounted here: ${error instanceof Error ? error.message : error}`);
      return;
    }
    try {
      await using world = await startWorld({ ...options, sqlitePath: join(folder, 'mash.db') });
      await work(disk, world);
    } finally {
      execFileSync('umount', ['-l', folder]);
    }
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

// Cosmos DB in trouble

const lasting: [string, Operation[], Fault][] = [
  ['reports a conflict every time (412)', ['replace'], { kind: 'answer', status: 412 }],
  ['is too busy (429)', ['replace', 'create'], { kind: 'answer', status: 429, retryAfterMs: 500, substatus: 3200 }],
  ['is down (503)', ['replace', 'create', 'read', 'query'], { kind: 'answer', status: 503 }],
];

it.concurrent.each(lasting)(
  'While Cosmos DB %s nothing is said to be saved, and afterwards nothing is missing or doubled',
  (_, operations, fault) =>
    overAProxy((proxy, world) =>
      expectNotSaved(world, {
        begin: () => {
          for (const operation of operations) proxy.always(operation, fault);
        },
        end: proxy.wellAgain,
      }),
    ),
  time,
);

it.concurrent(
  'When Cosmos DB saves a referral and cuts the connection before it answers, the referral counts as sent exactly once',
  () =>
    overAProxy(async (proxy, world) => {
      const card = await toCheckAnswers(world.jane);
      proxy.next('replace', { kind: 'cut', when: 'after-commit' });
      const answer = await card.presses('Submit referral');
      expect(answer.message ?? '').not.toContain('Not saved');
      await expectDeliveredOnce(world, referenceOn(card));
    }),
  time,
);

async function overAProxy(work: (proxy: CosmosProxy, world: World) => Promise<void>): Promise<void> {
  const proxy = await startProxy(await startCosmosStandIn());
  try {
    await using world = await startWorld({
      env: { STORE: 'cosmos', COSMOS_ENDPOINT: proxy.endpoint, COSMOS_KEY: key },
    });
    await work(proxy, world);
  } finally {
    await proxy.close();
  }
}
