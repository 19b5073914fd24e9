import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { beginsCheck, referenceOn, toCheckAnswers } from '../conversations/walks.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { key, startPeer } from '../fakes/cosmos.ts';
import { type Proxy as CosmosProxy, type Fault, type Operation, startProxy } from '../fakes/cosmos-proxy.ts';
import type { Answer } from '../fakes/post.ts';
import { deliveredOnce, toldAbout } from './told.ts';

const time = 180_000; // generous: the machine may be busy

// Ten times what is promised, because the machine may be busy.
const mayTake = 10 * 3000;
const mayBeStill = 10 * 100;

interface Trouble {
  isSeen?: true; // waits until who watches knows of it
  begin(): void | Promise<void>;
  end(): void | Promise<void>;
}

/** What somebody reads while the store says no: never a yes, and a number to ring. */
const notSaved = /^Not saved\. Please try again in a minute, or ring .*\d{4}/;

/** Jane presses Submit, Tom types: both hear that it is not saved. Once the trouble is over the same press counts, once. */
async function saysNo(world: World, trouble: Trouble): Promise<void> {
  const { jane, tom } = world;
  const card = await toCheckAnswers(jane);
  const typing = await beginsCheck(tom);
  await typing.presses('No');
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
  expect(heard(pressed)).toMatch(notSaved);
  expect(typed.join('\n')).toMatch(notSaved);
  expect(Math.max(answeredAfter, typedAfter)).toBeLessThan(mayTake);
  expect(stillFor).toBeLessThan(mayBeStill + 10 * late);
  await world.until(() => fetch(`${world.base}/healthz`).then(({ ok }) => ok));
  if (trouble.isSeen) await world.until(() => readiness(world, 200), 30_000);
  await card.presses('Submit referral');
  const reference = referenceOn(card);
  await toldWhole(world, reference);
  await tom.says('Housing');
  await world.until(() => tom.chat().some((message) => JSON.stringify(message).includes('Housing')));
}

const readiness = async ({ base }: World, status: number) => (await fetch(`${base}/readyz`)).status === status;

/**
 * How long the program does nothing at all: asked again and again whether it lives.
 * @returns ms, the longest; and how late we were ourselves meanwhile, at worst: the machine has others to serve
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
      await wait(10);
      late = Math.max(late, performance.now() - answered - 10);
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

const heard = ({ message, card }: Answer): string => message ?? JSON.stringify(card);

async function toldWhole({ teams, until }: World, reference: string): Promise<void> {
  await until(() => Object.keys(toldAbout(teams, reference)).length >= Object.keys(deliveredOnce).length, 90_000);
  await wait(500);
  expect(toldAbout(teams, reference)).toEqual(deliveredOnce);
}

describe('a SQLite file that', () => {
  it(
    'another program keeps locked: nothing is said to be saved, and after that nothing is missing or doubled',
    async () => {
      const world = await startWorld();
      const other = new DatabaseSync(world.sqlitePath);
      try {
        await saysNo(world, { begin: () => other.exec('BEGIN EXCLUSIVE'), end: () => other.exec('ROLLBACK') });
      } finally {
        other.close();
        await world.stop();
      }
    },
    time,
  );

  it(
    'the system lets nobody change: nothing is said to be saved, and after that nothing is missing or doubled',
    async () => {
      const folder = await mkdtemp('/var/tmp/mash-immutable-'); // a disk: nothing in memory is immutable
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
        await saysNo(world, { begin: () => void chattr('+i'), end: () => void chattr('-i') });
      } finally {
        chattr('-i');
        await stop();
      }
    },
    time,
  );

  it(
    'is on a full disk: nothing is said to be saved, and once there is room nothing is missing or doubled',
    () =>
      onADisk(['-t', 'tmpfs', '-o', 'size=8m'], async ({ folder }, world) => {
        const filling = join(folder, 'filling');
        await saysNo(world, {
          isSeen: true,
          begin: () => writeFile(filling, Buffer.alloc(16 * 1024 * 1024)).catch(() => undefined),
          end: () => rm(filling),
        });
      }),
    time,
  );

  it(
    'is on a disk that the system made read-only: nothing is said to be saved, and afterwards nothing is missing or doubled',
    () =>
      onADisk(['-o', 'loop'], async (disk, world) => {
        await saysNo(world, {
          begin: () => mount('-o', 'remount,abort', disk.folder), // what the system does after a fault of the disk
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
});

const mount = (...options: string[]) => void execFileSync('mount', options, { stdio: 'pipe' });

interface Disk {
  folder: string;
  mount(): void;
}

/**
 * Runs with the store on a disk of its own, of 8 or 16 MB; where none can be mounted the reason is printed, and nothing is tested.
 * @param kind options of mount, for a disk in memory or for one in a file
 */
async function onADisk(kind: string[], work: (disk: Disk, world: World) => Promise<void>): Promise<void> {
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
      const world = await startWorld({ ownProcess: true, sqlitePath: join(folder, 'mash.db') });
      await work(disk, world).finally(() => world.stop());
    } finally {
      execFileSync('umount', ['-l', folder]);
    }
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

describe('Cosmos DB that', () => {
  const lasting: [string, Operation[], Fault][] = [
    ['says again and again that somebody was faster (412)', ['replace'], { kind: 'answer', status: 412 }],
    ['is too busy (429)', ['replace', 'create'], { kind: 'answer', status: 429, retryAfterMs: 500, substatus: 3200 }],
    ['is down (503)', ['replace', 'create', 'read', 'query'], { kind: 'answer', status: 503 }],
  ];

  it.each(lasting)(
    '%s: nothing is said to be saved, and after that nothing is missing or doubled',
    (_, operations, fault) =>
      overAProxy((proxy, world) =>
        saysNo(world, {
          begin: () => {
            for (const operation of operations) proxy.always(operation, fault);
          },
          end: proxy.wellAgain,
        }),
      ),
    time,
  );

  it(
    'saved, and cut the connection before it said so: that is a yes, and it is there once',
    () =>
      overAProxy(async (proxy, world) => {
        const card = await toCheckAnswers(world.jane);
        proxy.next('replace', { kind: 'cut', when: 'after-commit' });
        const answer = await card.presses('Submit referral');
        expect(answer.message ?? '').not.toContain('Not saved');
        await toldWhole(world, referenceOn(card));
      }),
    time,
  );
});

async function overAProxy(work: (proxy: CosmosProxy, world: World) => Promise<void>): Promise<void> {
  const proxy = await startProxy(await startPeer());
  const world = await startWorld({ env: { STORE: 'cosmos', COSMOS_ENDPOINT: proxy.endpoint, COSMOS_KEY: key } });
  try {
    await work(proxy, world);
  } finally {
    await world.stop();
    await proxy.close();
  }
}
