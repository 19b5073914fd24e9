import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beginsCheck } from '../conversations/walks.ts';
import { startWorld } from '../conversations/world.ts';

/**
 * How still the program stands, by hand: `node tests/faults/standing-still.ts lock` keeps the SQLite file locked for a minute from another
 * process, `immutable` lets
 * nobody change it (root), `nothing` does nothing; meanwhile a hundred and more presses come. Prints how long each was answered after, how long the
 * program's loop stood still (its own measure, which is nothing but the loop), what CPU it used and how many lines it logged.
 */
const how = process.argv[2];
const world = await startWorld({ ownProcess: true, env: { ACTIONS_A_MINUTE: '100000' } });
const metric = async (name: string) => {
  const text = await (await fetch(`${world.watchers}/metrics`)).text();
  return Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]);
};
const people = [world.jane, world.tom, world.sid, world.bea, world.liz];
const cards = await Promise.all(people.map(async (who) => [who, await beginsCheck(who)] as const));
await wait(3000);

const files = ['', '-wal', '-shm'].map((end) => `${world.sqlitePath}${end}`);
const locking = resolve(import.meta.dirname, '../store/other-process.ts');
const other = how === 'lock' ? spawn(process.execPath, [locking, 'lock', world.sqlitePath]) : undefined;
if (other) await once(other.stdout, 'data');
else if (how === 'immutable') execFileSync('chattr', ['+i', ...files]);
const before = { lines: world.log.length, cpu: await metric('process_cpu_seconds_total') };
const stoodStill: number[] = []; // in each second
const answered: number[] = [];
const pending: Promise<void>[] = [];
const said = new Set<string>();
async function press(number: number): Promise<void> {
  const pair = cards[number % cards.length];
  if (!pair) return;
  const [who, card] = pair;
  const begun = performance.now();
  const heard = number % 2 && how !== 'nothing' ? await card.presses('No') : await who.says('Housing');
  answered.push(performance.now() - begun);
  said.add(JSON.stringify(heard).includes('Not saved') ? 'not saved' : 'SOMETHING ELSE');
}
const firstHundred = Array.from({ length: 100 }, (_, number) => press(number));
for (let second = 0; second < 60; second += 1) {
  pending.push(press(second));
  await wait(1000);
  stoodStill.push(Math.round(1000 * (await metric('nodejs_eventloop_lag_max_seconds'))));
}
await Promise.all([...firstHundred, ...pending]);
const cpu = (await metric('process_cpu_seconds_total')) - before.cpu;
if (other) other.stdin.end();
else if (how === 'immutable') execFileSync('chattr', ['-i', ...files]);
answered.sort((one, two) => one - two);
console.log({
  presses: answered.length,
  said: [...said],
  answeredMs: { median: answered[answered.length >> 1], longest: answered.at(-1) },
  loopStoodStillMs: { firstSecond: stoodStill[0], later: Math.max(...stoodStill.slice(1)) },
  cpuSeconds: cpu,
  lines: world.log.length - before.lines,
});
const counted = new Map<string, number>();
for (const line of world.log.slice(before.lines)) {
  const event = /"event":"([^"]*)"/.exec(line)?.[1] ?? line.slice(0, 60);
  counted.set(event, (counted.get(event) ?? 0) + 1);
}
console.log(counted);
await world.stop();
process.exit(0);
