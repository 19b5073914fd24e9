import { statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { measured, stopAll, teams } from '../bench/servers.ts';
import { decide, refer } from './journey.ts';

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
const server = await measured({});
const until = Date.now() + Number(values.minutes) * 60_000;

const times: number[] = []; // milliseconds of each turn since the last line
const allTimes: number[] = [];
let failures = 0;
let referrals = 0;
let nextTurn = Date.now();
let longestMs = 0; // the longest stand-still of the event loop

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
  const own = server.person(String(number));
  for (let journey = 0; Date.now() < until; journey += 1) {
    try {
      const reference = await refer(own, `message-${number}-${journey}`, turn);
      referrals += 1;
      await decide(server.desk, reference, turn);
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
const onDisk = (): number =>
  [server.store, `${server.store}-wal`].reduce(
    (sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0) / 2 ** 20,
    0,
  );

let last = Date.now();
async function printLine(title: string, times: number[], since: number): Promise<void> {
  const metrics = await (await fetch(server.metrics)).text();
  const used = await server.used();
  longestMs = Math.max(longestMs, used.longestMs);
  const unsent = /^mash_cases_with_unsent_messages (\d+)$/m.exec(metrics)?.[1];
  console.log(
    `${title}  ${(times.length / ((Date.now() - since) / 1000)).toFixed(1)} turns/s  p50 ${quantile(times, 0.5)} ms  p99 ${quantile(times, 0.99)} ms  ` +
      `longest stand-still ${longestMs.toFixed(0)} ms  memory ${used.memoryMb.toFixed(0)} MB  store ${onDisk().toFixed(0)} MB  referrals ${referrals}  ` +
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
await stopAll();
teams.stop();
process.exit(failures === 0 ? 0 : 1);
