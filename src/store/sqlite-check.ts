import { Worker } from 'node:worker_threads';
import type { Machine } from '../base/machine.ts';
import { damageFault } from './sqlite-fault.ts';

const firstAfterMs = 60_000;
const everyMs = 24 * 60 * 60_000;

/**
 * Checks once a day that the file is sound. It runs in a thread of its own, because a large file takes too long for
 * anybody to wait.
 * @param found called with the damage
 * @returns a function that stops the checks
 */
export function checkDaily(path: string, machine: Pick<Machine, 'after'>, found: (fault: unknown) => void): () => void {
  let thread: Worker | undefined;
  let cancel = machine.after(firstAfterMs, check);

  function check(): void {
    thread = new Worker(new URL('sqlite-check-thread.ts', import.meta.url), { workerData: path });
    thread.on('message', (isSound) => isSound === false && found(damageFault()));
    thread.on('error', () => {}); // the file could not be checked now; a fault shows at the next write
    cancel = machine.after(everyMs, check);
  }

  return () => {
    cancel();
    void thread?.terminate();
  };
}
