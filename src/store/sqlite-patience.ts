import type { Machine } from '../base/machine.ts';
import { isBusy, sqliteFaultOf } from './sqlite-fault.ts';

const longestWaitMs = 1500; // a user is waiting for the answer
const shortestPauseMs = 10;
const longestPauseMs = 50;
const longestStretchMs = 25;

type Run = <T>(work: () => T) => Promise<T>;
export type PatienceClock = Pick<Machine, 'ticks' | 'pause' | 'chance'>;

/**
 * Two runners for statements: one for reads and one for writes, so that reads do not wait for writes. A lock of another
 * process usually stops only writes. While a lock stops a runner, it retries without blocking the program. It
 * spends at most a second and a half on that, shared by all statements that wait. Once that is used up, each statement
 * is tried only once, and succeeds or fails at once. The allowance refills over the next three seconds.
 * @param look reads anything, after each write. The first read after a write itself writes into the file's shared
 *   memory. If somebody made the file immutable (chattr +i) before that read, the operating system would kill the
 *   process during the read. This read follows each write at once, which leaves almost no time for that.
 */
export function patientRunners(machine: PatienceClock, look: () => void): { reading: Run; writing: Run } {
  const takingTurns = sharing(machine);
  const [reading, writing] = [inLine(takingTurns, machine), inLine(takingTurns, machine)];
  return {
    reading,
    writing: (work) =>
      writing(() => {
        const result = work();
        try {
          look();
        } catch {
          // the write has succeeded all the same
        }
        return result;
      }),
  };
}

/**
 * A runner for writes of which those that are asked for at the same moment go to disk together. Nobody hears of one before all are there. One
 * that SQLite refuses spoils no other.
 * @param transaction runs them all, or none
 */
export function together(run: Run, transaction: (all: (() => void)[]) => void): Run {
  interface Waiting {
    write(): void;
    tell(): void;
    failed(error: unknown): void;
  }
  let waiting: Waiting[] = [];

  function begin() {
    const all = waiting;
    waiting = [];
    const writes = all.map(({ write }) => write);
    run(() => (all.length > 1 ? transaction(writes) : writes[0]?.())).then(
      () => all.forEach(({ tell }) => void tell()),
      (error: unknown) => all.forEach(({ failed }) => void failed(error)),
    );
  }

  return <T>(work: () => T) =>
    new Promise<T>((resolve, failed) => {
      let tell = () => {};
      const write = () => {
        try {
          const result = work();
          tell = () => resolve(result);
        } catch (error) {
          if (isBusy(error)) throw error;
          tell = () => failed(sqliteFaultOf(error));
        }
      };
      if (waiting.length === 0) setImmediate(begin);
      waiting.push({ write, tell: () => tell(), failed });
    });
}

function inLine(takingTurns: Run, { ticks, pause, chance }: PatienceClock): Run {
  let last: Promise<unknown> = Promise.resolve();
  let waited = { ms: 0, at: ticks() };
  const waitedLately = () => Math.max(0, waited.ms - (ticks() - waited.at) / 2);

  async function insist<T>(work: () => T) {
    for (;;) {
      try {
        return await takingTurns(work);
      } catch (error) {
        const before = waitedLately();
        if (!isBusy(error) || before >= longestWaitMs) throw sqliteFaultOf(error);
        const begun = ticks();
        await pause(shortestPauseMs + chance() * (longestPauseMs - shortestPauseMs));
        waited = { ms: before + ticks() - begun, at: ticks() };
      }
    }
  }
  return (work) => {
    const mine = last.then(() => insist(work));
    last = mine.catch(() => {});
    return mine;
  };
}

/**
 * SQLite calls block the program, and many of them in a row would starve everything else. So after a while other work
 * gets a turn.
 */
function sharing({ ticks }: PatienceClock): Run {
  let stretch: { begunAt: number; ended: Promise<void> } | undefined;

  return async (work) => {
    while (stretch && ticks() - stretch.begunAt > longestStretchMs) await stretch.ended;
    stretch ??= {
      begunAt: ticks(),
      ended: new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        stretch = undefined;
      }),
    };
    return work();
  };
}
