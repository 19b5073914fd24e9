import { setTimeout as wait } from 'node:timers/promises';

/**
 * Waits until this returns anything but undefined, null or false, and returns that. An exception counts as “not yet”.
 */
export type Until = <T>(happened: () => T | Promise<T>, ms?: number) => Promise<Exclude<T, undefined | null | false>>;

/** Longer than the limits of Teams can delay a message: one conversation accepts 60 messages in 30 seconds. */
const patienceMs = 40_000;

/** @param log what the program printed: its last lines are in the error */
export const untilIn =
  (log: readonly string[]): Until =>
  async <T>(happened: () => T | Promise<T>, ms = patienceMs) => {
    const end = Date.now() + ms;
    let last: unknown;
    do {
      try {
        const value = await happened();
        if (value !== undefined && value !== null && value !== false) {
          return value as Exclude<T, undefined | null | false>;
        }
        last = value;
      } catch (error) {
        last = error instanceof Error ? error.message : error;
      }
      await wait(25);
    } while (Date.now() < end);
    const printed = log.slice(-15).join('\n');
    throw new Error(
      `this did not happen within ${ms} ms: ${happened}\nits last result: ${String(last)}\nthe program's last lines:\n${printed}`,
    );
  };
