import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startWorld, type World } from '../conversations/world.ts';
import { assessments } from '../fakes/people.ts';
import { type Journey, type Kind, type Place, stages } from './stages-of-a-case.ts';
import { casesWithUnsentMessages } from './unsent.ts';

/**
 * Measures CPU for each press, and compares several checkouts in one run:
 * `npx node tests/load/presses.ts --root /tmp/before --root . [--presses 400] [--rounds 5]`
 *
 * Each round starts the real program of each root in turn, with an empty store, and plays laps. A lap takes one case
 * for each of five authors through all stages. One lap warms up, then as many follow as the presses need. CPU is the
 * user and system time of that process with all its threads, from /proc. Start-up, the warm-up and typed messages are
 * not counted. Every stage begins when the worker has told everything.
 *
 * reading    presses that change no case: the answer, and the record of who opened the case
 * recording  presses that change a case: the answer AND all messages that the worker then sends
 *
 * Both include the worker's own sweeps, once a second. Linux counts CPU in hundredths of a second, so rows with
 * few presses are coarse.
 */
const { values } = parseArgs({
  options: {
    root: { type: 'string', multiple: true, default: [] },
    // at least this many in each round and root; every lap is played to its end
    presses: { type: 'string', default: '400' },
    rounds: { type: 'string', default: '5' },
  },
});
const roots = values.root.map((root) => resolve(root));
const pressesWanted = Number(values.presses);
const rounds = Number(values.rounds);
if (roots.length === 0 || !(pressesWanted > 0) || !(rounds > 0))
  throw new Error('give at least one --root, and --presses and --rounds above 0');

type Row = `${Kind} · ${Place | 'everywhere'}`;
interface Spent {
  presses: number;
  cpuMs: number;
}
type Measured = Map<Row, Spent>;

const msPerTick = 10; // USER_HZ is 100 wherever Linux runs Node

/** The one child of this process. */
function programPid(): number {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ');
  if (children.length !== 1) throw new Error(`not one program but ${children.length}`);
  return Number(children[0]);
}

function cpuMsOf(pid: number): number {
  const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(afterName[11]) + Number(afterName[12])) * msPerTick; // utime and stime, fields 14 and 15
}

/**
 * Waits until the worker has nothing left to tell. It asks the program only after a silence, because the question costs
 * CPU, too.
 */
async function untilQuiet({ teams, watchers }: World): Promise<void> {
  for (const end = Date.now() + 120_000; Date.now() < end; ) {
    const before = teams.history.length;
    await pause(200);
    if (teams.history.length > before) continue;
    const unsent = await casesWithUnsentMessages(watchers);
    if (unsent === 0 && teams.history.length === before) return;
  }
  throw new Error('the worker is not quiet after two minutes');
}

/** Plays one case for each author, and takes all of them through a stage before the next begins. */
async function lap(world: World, pid: number, measured: Measured): Promise<void> {
  const { jane, tom, sid, bea, liz } = world;
  const authors = [jane, tom, sid, bea, liz];
  const journeys: Journey[] = authors.map((author) => ({ world, author, inHand: author, reference: '' }));
  const people = [...authors, world.pat, world.mo, world.sue];
  const pressed = (): number => people.reduce((sum, { pressCount }) => sum + pressCount, 0);
  for (const { place, kind, play } of stages) {
    const before = { presses: pressed(), cpuMs: cpuMsOf(pid) };
    for (const journey of journeys) await play(journey);
    if (kind !== 'reading') await untilQuiet(world);
    const spent = { presses: pressed() - before.presses, cpuMs: cpuMsOf(pid) - before.cpuMs };
    if (kind === undefined) continue;
    add(measured, `${kind} · ${place}`, spent);
    add(measured, `${kind} · everywhere`, spent);
  }
}

function add(measured: Measured, row: Row, { presses, cpuMs }: Spent): void {
  const sum = measured.get(row) ?? { presses: 0, cpuMs: 0 };
  measured.set(row, { presses: sum.presses + presses, cpuMs: sum.cpuMs + cpuMs });
}

const pressesIn = (measured: Measured): number =>
  (measured.get('reading · everywhere')?.presses ?? 0) + (measured.get('recording · everywhere')?.presses ?? 0);

async function measure(root: string): Promise<Measured> {
  const world = await startWorld({
    root,
    env: { ASSESSMENT_CHANNEL_ID: assessments.id, LOG_LEVEL: 'info' },
  });
  try {
    const pid = programPid();
    for (const who of [world.mo, world.ana, world.dee]) await who.says('hi');
    await lap(world, pid, new Map());
    const measured: Measured = new Map();
    while (pressesIn(measured) < pressesWanted) await lap(world, pid, measured);
    return measured;
  } finally {
    await world.stop();
  }
}

const sorted = (numbers: number[]): number[] => numbers.toSorted((one, other) => one - other);

function median(numbers: number[]): number {
  const inOrder = sorted(numbers);
  const [low = 0, high = 0] = [inOrder[(inOrder.length - 1) >> 1], inOrder[inOrder.length >> 1]];
  return (low + high) / 2;
}

const results: Measured[][] = roots.map(() => []);
for (let round = 0; round < rounds; round += 1) {
  const order = round % 2 === 0 ? [...roots.keys()] : [...roots.keys()].reverse(); // so no root always runs later
  for (const index of order) {
    const begun = Date.now();
    const measured = await measure(roots[index] ?? '');
    results[index]?.push(measured);
    const seconds = ((Date.now() - begun) / 1000).toFixed(0);
    console.log(`round ${round + 1} of ${rounds}: ${roots[index]}, ${pressesIn(measured)} presses, ${seconds} s`);
  }
}

const rows = [...(results[0]?.[0]?.keys() ?? [])].sort();
console.log('\nCPU in ms a press: min / median / max over the rounds; ratio to the median of the first root');
for (const row of rows) {
  console.log(`\n${row} (${results[0]?.[0]?.get(row)?.presses} presses a round)`);
  const perPress = results.map((ofRoot) =>
    ofRoot.map((measured) => (measured.get(row)?.cpuMs ?? 0) / (measured.get(row)?.presses ?? 1)),
  );
  for (const [index, times] of perPress.entries()) {
    const [low = 0, high = 0] = [sorted(times)[0], sorted(times).at(-1)];
    const figures = [low, median(times), high].map((ms) => ms.toFixed(2).padStart(6)).join(' / ');
    const ratio = (median(times) / median(perPress[0] ?? [])).toFixed(3);
    console.log(`  ${figures}  ratio ${ratio}  ${roots[index]}`);
  }
}
