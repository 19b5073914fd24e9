import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { playPlanted } from './planting.ts';
import { addTallies, emptyTally, reportOn, type Tally, tallyOf } from './report.ts';
import { badLuck, noFaults } from './weather.ts';
import { playWeek } from './week.ts';

/**
 * `npm run simulate -- --seed N --weeks K`: plays a week for each of the seeds N, N + 1, …, and reports what did not
 * hold.
 */

const Share = z.object({
  ...{ seeds: z.array(z.int()), days: z.int(), calm: z.boolean(), story: z.boolean(), first: z.boolean() },
});
type Share = z.infer<typeof Share>;

async function play({ seeds, days, calm, story, first }: Share, done: (tally: Tally) => void): Promise<void> {
  for (const seed of seeds) {
    const begun = process.threadCpuUsage();
    const result = await playWeek(seed, calm ? noFaults : badLuck, days);
    const { user, system } = process.threadCpuUsage(begun);
    if (story) process.stdout.write(`${result.lines().join('\n')}\nDigest ${result.digest}\n`);
    done(tallyOf(result, (user + system) / 1000));
    if (first && result.broken) return;
  }
}

/** Each worker thread plays its share, so that two use two cores. */
async function playAll(share: Share, jobs: number): Promise<Tally> {
  let tally = emptyTally();
  const add = (one: Tally) => {
    tally = addTallies(tally, one);
    if (one.broken[0]) process.stdout.write(`seed ${one.broken[0].seed}: ${one.broken[0].invariant}\n`);
  };
  if (jobs === 1) await play(share, add);
  else {
    const shares = Array.from({ length: jobs }, (_, job) => share.seeds.filter((_each, at) => at % jobs === job));
    await Promise.all(shares.map((seeds) => playInWorker({ ...share, seeds }, add)));
  }
  return tally;
}

const workers: Worker[] = [];

function playInWorker(share: Share, add: (tally: Tally) => void): Promise<void> {
  const worker = new Worker(new URL(import.meta.url), { workerData: share });
  workers.push(worker);
  worker.on('message', (tally: Tally) => {
    add(tally);
    if (share.first && tally.broken.length > 0) for (const each of workers) void each.terminate();
  });
  return new Promise((resolve, reject) => {
    worker.once('exit', () => resolve());
    worker.once('error', reject);
  });
}

if (isMainThread) {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      weeks: { type: 'string', default: '1' },
      days: { type: 'string', default: '7' }, // plays only the first days of each week
      jobs: { type: 'string', default: '' },
      calm: { type: 'boolean', default: false }, // nothing goes wrong
      story: { type: 'boolean', default: false }, // prints the whole story of each week
      first: { type: 'boolean', default: false }, // stops at the first week that broke something
      planted: { type: 'boolean', default: false }, // plants faults in a copy of the product, and says which are found
      of: { type: 'string', default: '' }, // with --planted: only the faults whose words contain this
    },
  });
  const [seed, weeks] = [Number(values.seed), Number(values.weeks)];
  const jobs = Math.min(weeks, Number(values.jobs) || availableParallelism());
  const seeds = Array.from({ length: weeks }, (_, index) => seed + index);
  const { calm, story, first, planted, of } = values;
  if (planted) process.exitCode = (await playPlanted({ weeks: weeks > 1 ? weeks : 20, of })) > 2 ? 1 : 0;
  else {
    const tally = await playAll({ seeds, days: Number(values.days), calm, story, first }, jobs);
    process.stdout.write(`${reportOn(tally)}\n`);
    process.exitCode = tally.broken.length === 0 ? 0 : 1;
  }
} else {
  await play(Share.parse(workerData), (tally) => parentPort?.postMessage(tally));
}
