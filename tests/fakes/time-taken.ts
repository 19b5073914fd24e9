import { setTimeout as wait } from 'node:timers/promises';

/** How long this keeps the processor, in milliseconds: on a busy machine no longer than on another. */
export function processorMs(work: () => void): number {
  const begun = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(begun);
  return (user + system) / 1000;
}

/** Throws where this is not done before a timer of the same loop, which a busy machine holds up as well. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const tooLate = wait(ms, undefined, { ref: false }).then(() => {
    throw new Error(`not within ${ms} ms`);
  });
  return Promise.race([work, tooLate]);
}
