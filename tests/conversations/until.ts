import { untilNews } from '../fakes/news.ts';
import type { Teams } from '../fakes/teams.ts';

/**
 * Waits until this returns anything but undefined, null or false, and returns that. An exception counts as “not yet”.
 */
export type Until = <T>(happened: () => T | Promise<T>, ms?: number) => Promise<Exclude<T, undefined | null | false>>;

/** Longer than the limits of Teams can delay a message: one conversation accepts 60 messages in 30 seconds. */
const patienceMs = 40_000;

/**
 * @param log what the program printed: its last lines are in the error
 * @param teams what came to it counts as news, too
 */
export const untilIn = (log: readonly string[], teams: Pick<Teams, 'happened'>): Until => {
  const countNews = () => teams.happened() + log.length;
  return async <T>(happened: () => T | Promise<T>, ms = patienceMs) => {
    const end = Date.now() + ms;
    let last: unknown;
    do {
      const before = countNews();
      try {
        const value = await happened();
        if (value !== undefined && value !== null && value !== false) {
          return value as Exclude<T, undefined | null | false>;
        }
        last = value;
      } catch (error) {
        last = error instanceof Error ? error.message : error;
      }
      await untilNews(countNews, before);
    } while (Date.now() < end);
    const printed = log.slice(-15).join('\n');
    throw new Error(
      `this did not happen within ${ms} ms: ${happened}\nits last result: ${String(last)}\nthe program's last lines:\n${printed}`,
    );
  };
};
