import { setTimeout as wait } from 'node:timers/promises';

/** What a test waits for may also happen where nothing is counted, in a file for example. */
const longest = 250;

/**
 * Waits until there is news, or a quarter of a second. Counting costs less than what a test looks at.
 * @param count how much happened so far
 * @param seen what it counted before the last look
 */
export async function untilNews(count: () => number, seen: number): Promise<void> {
  for (const end = Date.now() + longest; count() === seen && Date.now() < end; ) await wait(10);
}
