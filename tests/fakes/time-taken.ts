import { setTimeout as wait } from 'node:timers/promises';

/** The processor time of the work in milliseconds, which does not grow on a busy machine. */
export function processorMs(work: () => void): number {
  const begun = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(begun);
  return (user + system) / 1000;
}

/** Throws when the work is not done before a timer of the same event loop, which a busy machine delays equally. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const tooLate = wait(ms, undefined, { ref: false }).then(() => {
    throw new Error(`not within ${ms} ms`);
  });
  return Promise.race([work, tooLate]);
}
