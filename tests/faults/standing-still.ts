import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beginsCheck } from '../conversations/walks.ts';
import { startWorld } from '../conversations/world.ts';

/**
 * Measures how long the program stands still when its store is blocked. Run by hand:
 * `node tests/faults/standing-still.ts lock|immutable|nothing`
 * `lock` keeps the SQLite file locked from another process for a minute, `immutable` lets nobody change it (needs root)
 * and `nothing` does nothing. Meanwhile people press or type 160 times. It prints how long the answers took, how long
 * the event loop stood still by the program's own metric, how much CPU it used and how many lines it logged.
 */
const mode = process.argv[2];
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
const other = mode === 'lock' ? spawn(process.execPath, [locking, 'lock', world.sqlitePath]) : undefined;
if (other) await once(other.stdout, 'data');
else if (mode === 'immutable') execFileSync('chattr', ['+i', ...files]);
const before = { lines: world.log.length, cpu: await metric('process_cpu_seconds_total') };
const stoodStill: number[] = []; // the longest standstill in each second, in ms
const answerTimes: number[] = [];
const pending: Promise<void>[] = [];
const replies = new Set<string>();
async function press(number: number): Promise<void> {
  const pair = cards[number % cards.length];
  if (!pair) return;
  const [who, card] = pair;
  const begun = performance.now();
  const reply = number % 2 && mode !== 'nothing' ? await card.presses('No') : await who.says('Housing');
  answerTimes.push(performance.now() - begun);
  replies.add(JSON.stringify(reply).includes('Not saved') ? 'not saved' : 'SOMETHING ELSE');
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
else if (mode === 'immutable') execFileSync('chattr', ['-i', ...files]);
answerTimes.sort((one, two) => one - two);
console.log({
  presses: answerTimes.length,
  replies: [...replies],
  answeredMs: { median: answerTimes[answerTimes.length >> 1], longest: answerTimes.at(-1) },
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
