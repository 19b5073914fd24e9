import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { z } from 'zod';
import { freePort } from './fakes/free-port.ts';
import { nodeEnv } from './fakes/node-env.ts';
import { envValueOf } from './security/keys.ts';

// manifest/Dockerfile, step by step in a folder, because no engine runs here. With NPM_CI=1 (each night) the packages are
// installed by its own command, which takes half a minute; otherwise they are those that the lock gives production.

const root = resolve(import.meta.dirname, '..');
const lines = (await readFile(join(root, 'manifest/Dockerfile'), 'utf8'))
  .split('\n')
  .filter((line) => /^[A-Z]/.test(line));
const [packages = [], image = []] = lines
  .join('\n')
  .split(/^(?=FROM )/m)
  .slice(1)
  .map((stage) => stage.trim().split('\n'));
const steps = (stage: string[], word: string) =>
  stage.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
const [, compiles = ''] = steps(image, 'RUN'); // the code, once
const commandOf = (line = ''): string[] => z.array(z.string()).parse(JSON.parse(/\[.*\]$/.exec(line)?.[0] ?? ''));

const run = promisify(execFile);
const nobody = 1000; // the user `node` of the image
const asUser = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};

let place: string;
let app: string;
let compiled: string;
let env: Record<string, string>;
beforeAll(async () => {
  place = await mkdtemp('/var/tmp/mash-image-');
  app = join(place, 'app');
  await mkdir(join(place, 'data'), { recursive: true });
  compiled = join(place, 'compiled');
  await mkdir(compiled);
  if (asUser.uid) {
    await run('chmod', ['a+rx', place]);
    for (const folder of ['data', 'compiled']) await chown(join(place, folder), nobody, nobody);
  }
  for (const copied of steps(packages, 'COPY')) await copyHere(copied);
  if (process.env.NPM_CI) await install();
  else await linkPackages();
  for (const copied of steps(image, 'COPY')) if (!copied.startsWith('--from=')) await copyHere(copied);
  const set = Object.fromEntries(
    steps(image, 'ENV').flatMap((line) => line.split(' ').map((each) => each.split(/=(.*)/))),
  );
  const PORT = String(await freePort());
  const { PATH } = process.env;
  env = {
    ...nodeEnv,
    ...set,
    ...councils,
    PATH: `${dirname(process.execPath)}:${PATH}`,
    PORT,
    SQLITE_PATH: set.SQLITE_PATH.replace('/', `${place}/`),
    NODE_COMPILE_CACHE: compiled,
  };
  await run('sh', ['-c', compiles], { cwd: app, env, ...asUser });
  if (asUser.uid) await run('sh', ['-c', `chown -R 0:0 ${compiled} && chmod -R a+rX ${compiled}`]);
}, 600_000);
afterAll(() => rm(place, { recursive: true }));

const councils = {
  MicrosoftAppType: 'UserAssignedMSI',
  MicrosoftAppId: 'c9a6ae1c-0000-4000-8000-000000000001',
  MicrosoftAppTenantId: 'c9a6ae1c-0000-4000-8000-000000000002',
  PUBLIC_URL: 'https://mash.example.org',
  DATA_KEY: envValueOf('A'),
};

/** `COPY package.json package-lock.json ./` */
async function copyHere(copied: string): Promise<void> {
  const words = copied.split(' ');
  const to = words.pop() ?? '';
  for (const from of words) await cp(join(root, from), join(app, to === './' ? from : to), { recursive: true });
}

async function install(): Promise<void> {
  for (const step of steps(packages, 'RUN')) await run('sh', ['-c', step], { cwd: app, maxBuffer: 1e8 });
}

const Lock = z.object({
  packages: z.record(z.string(), z.object({ dev: z.boolean().default(false), optional: z.boolean().default(false) })),
});

/** What `npm ci --omit=dev --omit=optional` installs, as links to what is installed here. */
async function linkPackages(): Promise<void> {
  const { packages: locked } = Lock.parse(JSON.parse(await readFile(join(app, 'package-lock.json'), 'utf8')));
  const wanted = Object.entries(locked).filter(([path, { dev, optional }]) => path && !dev && !optional);
  const outermost = wanted.map(([path]) => path).filter((path) => path.split('node_modules/').length === 2);
  for (const home of new Set(outermost.map(dirname))) {
    await mkdir(join(app, home), { recursive: true });
    const inside = outermost.filter((path) => dirname(path) === home);
    const copy = (how: string) => run('cp', [how, ...inside.map((path) => join(root, path)), join(app, home)]);
    await copy('-rl').catch(() => copy('-rf')); // no links to another disk
  }
}

/** Starts what the image starts, as its user, and waits until it serves. */
async function starts() {
  const [, ...args] = commandOf(steps(image, 'CMD')[0]);
  const child = spawn(process.execPath, args, { cwd: app, env, ...asUser });
  const [out, errors] = [text(child.stdout), text(child.stderr)];
  const serves = () =>
    fetch(`http://127.0.0.1:${env.PORT}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
  for (let tries = 0; child.exitCode === null && tries < 600 && !(await serves()); tries += 1) await wait(100);
  return { child, out, errors };
}

/** The exit code of the image's HEALTHCHECK. */
async function health(): Promise<number> {
  const [, ...args] = commandOf(steps(image, 'HEALTHCHECK')[0]);
  const Done = z.object({ code: z.int().default(0) });
  return Done.parse(await run(process.execPath, args, { env }).catch((error: unknown) => error)).code;
}

const filesIn = async (folder: string): Promise<number> => (await readdir(folder, { recursive: true })).length;

it('The image starts as a user who may write nowhere but into the store’s folder, is healthy, and stops by itself', async () => {
  expect(await health()).toBe(1); // nothing serves yet
  const [before, read] = [await filesIn(app), await filesIn(compiled)];
  const { child, out, errors } = await starts();
  expect([child.exitCode, await health()]).toEqual([null, 0]);
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect([code, await errors]).toEqual([0, '']);
  expect(await out).toContain('MASH Referrals listens on 0.0.0.0');
  expect(await filesIn(app)).toBe(before);
  expect(read).toBeGreaterThan(1000);
  expect(await filesIn(compiled)).toBe(read);
  expect(await readdir(join(place, 'data'))).toContain('mash.db');
}, 120_000);

it('The image has no development package, and Node itself only once', async () => {
  const there = await readdir(join(app, 'node_modules'));
  expect(there).toContain('botbuilder');
  expect(there.filter((name) => /^(jest|typescript|playwright-core|node-(linux|win)-.*)$/.test(name))).toEqual([]);
  expect(steps(packages, 'RUN')[0]).toBe('npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund');
});

it('The image has two stages of the Node that everybody uses, and runs as nobody special', () => {
  expect(lines[0]).toBe(`ARG NODE=${process.version.slice(1)}`);
  expect([packages[0], image[0]]).toEqual(['FROM node:${NODE}-slim AS packages', 'FROM node:${NODE}-slim']);
  expect(steps(image, 'USER')).toEqual(['node', 'root', 'node']); // root makes what was compiled unwritable
  expect(steps(image, 'RUN')).toEqual([
    'mkdir /data /compiled && chown node:node /data /compiled',
    compiles,
    'chown -R root:root /compiled && chmod -R a+rX /compiled',
  ]);
  expect(compiles).toMatch(/^node .*import\('\.\/src\/start\.ts'\)"$/);
  expect(steps(image, 'COPY')).toEqual([
    '--from=packages /app/node_modules node_modules',
    'package.json ./',
    'cards cards',
    'src src',
  ]);
});
