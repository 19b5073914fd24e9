import PQueue from 'p-queue';
import type { Machine } from '../base/machine.ts';
import { isBusy, sqliteFaultOf } from './sqlite-fault.ts';

const longestWaitMs = 1500; // somebody is waiting for the answer
const shortestPauseMs = 10;
const longestPauseMs = 50;
const longestStretchMs = 25;

type Run = <T>(work: () => T) => Promise<T>;
export type PatienceClock = Pick<Machine, 'ticks' | 'pause' | 'chance'>;

/**
 * Ways to run what asks the file. A file that another process keeps locked is asked again and again while everything
 * else goes on: for a second and a half altogether, however many wait, and whatever else was locked just before; then
 * each asks once, and has its answer or its fault at once. That time comes back in the three seconds after it. Reads do
 * not wait for writes: as a rule these alone are locked.
 * @param look reads anything, after each write. The first read after a write marks in the file’s shared memory how far
 *   it reads; were the file made immutable in between, the system would end the process there. It takes some
 *   microseconds.
 */
export function patientRunners(machine: PatienceClock, look: () => void): { reading: Run; writing: Run } {
  const during = sharing(machine);
  const [reading, writing] = [inLine(during, machine), inLine(during, machine)];
  return {
    reading,
    writing: (work) =>
      writing(() => {
        const done = work();
        try {
          look();
        } catch {
          // what is written is written
        }
        return done;
      }),
  };
}

function inLine(during: Run, { ticks, pause, chance }: PatienceClock): Run {
  const line = new PQueue({ concurrency: 1 });
  let waited = { ms: 0, at: ticks() };
  const owed = () => Math.max(0, waited.ms - (ticks() - waited.at) / 2);

  async function insist<T>(work: () => T): Promise<T> {
    for (;;) {
      try {
        return await during(work);
      } catch (error) {
        const before = owed();
        if (!isBusy(error) || before >= longestWaitMs) throw sqliteFaultOf(error);
        const begun = ticks();
        await pause(shortestPauseMs + chance() * (longestPauseMs - shortestPauseMs));
        waited = { ms: before + ticks() - begun, at: ticks() };
      }
    }
  }
  return (work) => line.add(() => insist(work));
}

/**
 * What never waits would keep everything else waiting when much of it comes at once: after a while the others have a
 * turn.
 */
function sharing({ ticks }: PatienceClock): Run {
  let stretch: { begunAt: number; ended: Promise<void> } | undefined;

  return async (work) => {
    while (stretch && ticks() - stretch.begunAt > longestStretchMs) await stretch.ended;
    stretch ??= {
      begunAt: ticks(),
      ended: new Promise((resolve) => {
        setImmediate(() => {
          stretch = undefined;
          resolve();
        });
      }),
    };
    return work();
  };
}
