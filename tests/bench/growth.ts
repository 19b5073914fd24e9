import { setTimeout as pause } from 'node:timers/promises';
import { check, pressVerb, send, sendActivity } from '../load/journey.ts';
import type { Figure } from './figures.ts';
import { type Measured, measured, stopAll, teams } from './servers.ts';
import { largestDocument, sizesOfHistory, storeOf, storeOfHistories } from './stores.ts';

const mostMs = 120_000;

const middle = (all: number[]): number => [...all].sort((one, other) => one - other)[Math.floor(all.length / 2)] ?? 0;

interface Times {
  ms: number; // until the answer, the middle of all
  cpuMs: number;
  longestMs: number; // the longest stand-still
}

/** Does the same a number of times, and if that is more than one, after once to warm up. */
async function times(server: Measured, many: number, work: (number: number) => Promise<unknown>): Promise<Times> {
  if (many > 1) await work(0);
  const before = await server.used();
  const took: number[] = [];
  for (let number = 1; number <= many; number += 1) {
    const begun = performance.now();
    await work(number);
    took.push(performance.now() - begun);
  }
  const after = await server.used();
  return { ms: middle(took), cpuMs: (after.cpuMs - before.cpuMs) / many, longestMs: after.longestMs };
}

/** The lists of the desk, the metrics and the report, in a store of so many cases. */
export async function atSize(cases: number): Promise<Figure[]> {
  const server = await measured({ env: { BENCH_WORKER: 'off', SQLITE_PATH: await storeOf(cases) } });
  const size = cases.toLocaleString('en-GB');
  const figures: Figure[] = [];
  for (const list of ['open', 'due', 'overdue', 'mine']) {
    const { ms, cpuMs } = await times(server, 15, () => pressVerb(server.desk, 'list', { list }, 'a-list'));
    figures.push({ row: `list “${list}” of ${size}`, ms, cpuMs });
  }
  const scrape = await times(server, 15, async () => (await fetch(server.metrics)).text());
  figures.push({ row: `metrics of ${size}`, ms: scrape.ms, cpuMs: scrape.cpuMs });
  return cases > 100_000 ? figures : [...figures, ...(await reports(server, size))]; // the report reads each case
}

/** The Board’s report, and its PDF. The door ends a connection on which nothing came for a minute. */
async function reports(server: Measured, size: string): Promise<Figure[]> {
  const asks = { ...server.desk, conversation: { id: 'a:manager', conversationType: 'personal' as const } };
  const types = (text: string) => sendActivity(asks, { type: 'message', text }, 300_000);
  const asking = () => types('report');
  await types('hello'); // the first words of all load what reads them
  const before = teams.link();
  const begun = performance.now();
  const report = await times(server, 1, asking).catch(() => undefined);
  if (!report) return [{ row: `Board report of ${size}: no answer in time`, ms: 60_000 }];
  while (teams.link() === before && performance.now() - begun < mostMs) {
    await pause(2_000); // it says that it is still counting, and counts on
    await asking();
  }
  const there = { row: `Board report of ${size}, until it is there`, ms: performance.now() - begun };
  const page = teams.link().replace(/^.*?\/copy/, `${server.base}/copy`);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const pdf = await times(server, 1, async () => {
    const answer = await fetch(page, { method: 'POST', headers, body: 'as=pdf' });
    if (answer.headers.get('content-type') !== 'application/pdf') throw new Error(`no PDF: ${answer.status}`);
    await answer.arrayBuffer();
  });
  return [
    { row: `Board report of ${size}, first answer`, ...report },
    there,
    { row: `report as PDF of ${size}`, ...pdf },
  ];
}

/** A case with a long history, beside one with a short one. */
export async function histories(): Promise<Figure[]> {
  const ofEach = 20;
  const { path, references } = await storeOfHistories(ofEach + 1);
  const server = await measured({ env: { BENCH_WORKER: 'off', SQLITE_PATH: path } });
  const figures: Figure[] = [];
  for (const verb of ['show', 'everything', 'take']) {
    const took: number[] = [];
    for (const events of sizesOfHistory) {
      const on = (number: number) => ({ case: references[events]?.[number] ?? '' });
      took.push((await times(server, ofEach, (number) => pressVerb(server.desk, verb, on(number), 'a-card'))).cpuMs);
    }
    const [few = 1, many = 1] = took;
    figures.push({ row: `“${verb}” on a case with 10 → 1,000 events`, growth: many / few, cpuMs: many });
  }
  figures.push({ row: 'largest document of a case with 1,000 events', kb: largestDocument(path) });
  return figures;
}

const alike = { child: 'Amy Flint', home: '12 Elm Street, AL1 3JE' };

/** Submits until everybody is told, with the worker, less what it takes when idle. */
async function told(server: Measured, idle: Idle, row: string, children: Record<string, string>[]): Promise<Figure> {
  const sum = { cpuMs: 0, reads: 0, writes: 0, calls: 0 };
  for (const [number, child] of children.entries()) {
    const name = `${row} ${number}`;
    const who = server.person(name);
    const card = await check(who, name, (work) => work(), child);
    await calm(server);
    const [before, calls, begun] = [await server.used(), teams.taken(), performance.now()];
    await send(who, card, name);
    await calm(server);
    const [after, seconds] = [await server.used(), (performance.now() - begun) / 1000];
    for (const what of ['cpuMs', 'reads', 'writes'] as const)
      sum[what] += (after[what] - before[what] - idle[what] * seconds) / children.length;
    sum.calls += (teams.taken() - calls) / children.length;
  }
  return { row, ...sum };
}

/** Waits until nothing waits, and Teams was not called for a second. @throws after a minute */
async function calm({ metrics }: Measured) {
  const end = Date.now() + 60_000;
  const waits = async () => !/^mash_cases_with_unsent_messages 0$/m.test(await (await fetch(metrics)).text());
  for (let calls = -1; calls !== teams.taken() || (await waits()); await pause(1000)) {
    if (Date.now() > end) throw new Error('after a minute not everybody is told');
    calls = teams.taken();
  }
}

/** Of one second in which nothing is due. */
type Idle = Record<'cpuMs' | 'reads' | 'writes', number>;

/** The start, an idle instance, and what a submit comes to when the worker runs. */
export async function running({ seconds, many }: { seconds: number; many: number }): Promise<Figure[]> {
  const starts: number[] = [];
  for (let number = 0; number < 2; number += 1) {
    starts.push((await measured({})).startedInMs);
    await stopAll();
  }
  const server = await measured({});
  starts.push(server.startedInMs);
  await pause(10_000);
  const before = await server.used();
  await pause(seconds * 1000);
  const after = await server.used();
  const of = (what: keyof Idle) => (after[what] - before[what]) / seconds;
  const others = Array.from({ length: many }, (_, number) => ({ child: `Child ${number}` }));
  const idle = { cpuMs: of('cpuMs'), reads: of('reads'), writes: of('writes') };
  return [
    { row: 'start until it listens', ms: middle(starts) },
    { row: 'idle: a second', cpuMs: idle.cpuMs, memoryMb: after.memoryMb },
    { row: 'idle: queries an hour', queries: (idle.reads + idle.writes) * 3600 },
    await told(server, idle, 'submit until all are told', others),
    ...(many > 5 ? [await afterTen(server, idle)] : []),
  ];
}

async function afterTen(server: Measured, idle: Idle): Promise<Figure> {
  const row = 'submit until all are told, with ten like cases';
  await told(
    server,
    idle,
    'like',
    Array.from({ length: 10 }, () => alike),
  );
  return told(server, idle, row, [alike]);
}
