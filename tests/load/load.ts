import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { LOCAL } from '../../src/local/windows.ts';
import { freePort } from '../fakes/free-port.ts';
import { forgetfulTeams } from './forgetful-teams.ts';
import { decide, type LoadUser, refer } from './journey.ts';

/**
 * Plays whole journeys against the real program: `npm run load -- --minutes 1 --rate 50 --people 60`. Prints
 * measurements every ten seconds and at the end. Nothing leaves this machine, and it stops by itself.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    rate: { type: 'string', default: '50' }, // turns a second by all people together
    people: { type: 'string', default: '60' },
  },
});
const rate = Number(values.rate);
const people = Number(values.people);
const until = Date.now() + Number(values.minutes) * 60_000;
const { tenantId } = LOCAL;
const channel = '19:referrals@thread.tacv2';

const manager = { id: '29:manager', aadObjectId: 'load-manager', name: 'Made-up Manager' };
const teams = await forgetfulTeams([manager]);
const port = await freePort();
const metricsPort = await freePort();
const base = `http://127.0.0.1:${port}`;
const folder = mkdtempSync(join(tmpdir(), 'mash-load-'));
const store = join(folder, 'mash.db');
const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/index.ts'], {
  cwd: resolve(import.meta.dirname, '../..'),
  stdio: ['ignore', 'ignore', 'inherit'],
  env: {
    PATH: process.env.PATH,
    PORT: String(port),
    METRICS_PORT: String(metricsPort),
    PLAYGROUND: 'off',
    ACTIONS_A_MINUTE: '100000',
    SQLITE_PATH: store,
    LOG_LEVEL: 'warn',
    MASH_TEAM_ID: '19:load-team@thread.tacv2',
    MASH_CHANNEL_ID: channel,
    MASH_SERVICE_URL: teams.serviceUrl,
    MASH_MANAGERS: manager.aadObjectId,
    MASH_ESCALATION: manager.aadObjectId,
    ADMINS: manager.aadObjectId,
  },
});
while (
  !(await fetch(`${base}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  ))
)
  await pause(50);

const times: number[] = []; // milliseconds of each turn since the last line
const allTimes: number[] = [];
let failures = 0;
let referrals = 0;
let nextTurn = Date.now();

/** Waits until the next turn is due at this rate, and measures how long it takes. */
async function turn<T>(work: () => Promise<T>): Promise<T> {
  nextTurn = Math.max(nextTurn + 1000 / rate, Date.now() - 1000);
  await pause(Math.max(0, nextTurn - Date.now()));
  const begun = performance.now();
  const result = await work();
  times.push(performance.now() - begun);
  return result;
}

async function person(number: number): Promise<void> {
  const about = { id: `29:load-${number}`, aadObjectId: `load-${number}`, name: `Made-up Person ${number}` };
  const common = { base, serviceUrl: teams.serviceUrl, tenantId };
  const own: LoadUser = {
    ...common,
    person: about,
    conversation: { id: `a:load-${number}`, conversationType: 'personal' },
  };
  const desk: LoadUser = { ...common, person: manager, conversation: { id: channel, conversationType: 'channel' } };
  for (let journey = 0; Date.now() < until; journey += 1) {
    try {
      const reference = await refer(own, `message-${number}-${journey}`, turn);
      referrals += 1;
      await decide(desk, reference, turn);
    } catch (error) {
      failures += 1;
      if (failures < 5) console.error(error instanceof Error ? error.message : error);
    }
  }
}

const quantile = (times: number[], share: number): string => {
  const sorted = [...times].sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
};
const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(0);
const memoryInUse = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
const onDisk = (): number =>
  [store, `${store}-wal`].reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);

let last = Date.now();
async function printLine(title: string, times: number[], since: number): Promise<void> {
  const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const unsent = /^mash_cases_with_unsent_messages (\d+)$/m.exec(metrics)?.[1];
  console.log(
    `${title}  ${(times.length / ((Date.now() - since) / 1000)).toFixed(1)} turns/s  p50 ${quantile(times, 0.5)} ms  p99 ${quantile(times, 0.99)} ms  ` +
      `memory ${megabytes(memoryInUse())} MB  store ${megabytes(onDisk())} MB  referrals ${referrals}  ` +
      `connector calls ${teams.taken()}  cases with unsent messages ${unsent}  failures ${failures}`,
  );
}

const begun = Date.now();
const journeys = Promise.all(Array.from({ length: people }, (_, number) => person(number)));
let isDone = false;
void journeys.then(() => {
  isDone = true;
});
while (!isDone) {
  await pause(10_000);
  await printLine(new Date().toISOString().slice(11, 19), times, last);
  allTimes.push(...times.splice(0));
  last = Date.now();
}
await journeys;
await printLine('in all  ', allTimes, begun);
child.kill('SIGTERM');
teams.stop();
rmSync(folder, { recursive: true, force: true });
process.exit(failures === 0 ? 0 : 1);
