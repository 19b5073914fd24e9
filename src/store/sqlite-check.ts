import { Worker } from 'node:worker_threads';
import type { Machine } from '../base/machine.ts';
import { damaged } from './sqlite-fault.ts';

const firstAfterMs = 60_000;
const everyMs = 24 * 60 * 60_000;

/**
 * Looks once a day whether the file is whole, in a thread of its own: a large file takes longer than anybody may be
 * kept waiting.
 * @param found hears of the damage
 * @returns what ends it
 */
export function checkDaily(path: string, machine: Pick<Machine, 'after'>, found: (fault: unknown) => void): () => void {
  let thread: Worker | undefined;
  let callOff = machine.after(firstAfterMs, check);

  function check(): void {
    thread = new Worker(new URL('sqlite-check-thread.ts', import.meta.url), { workerData: path });
    thread.on('message', (isWhole) => isWhole === false && found(damaged()));
    thread.on('error', () => {}); // it could not be looked at now; the writes tell what is wrong
    callOff = machine.after(everyMs, check);
  }

  return () => {
    callOff();
    void thread?.terminate();
  };
}
