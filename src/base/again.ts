import type { Machine } from './machine.ts';

/**
 * Does something again and again: first after `firstMs`, then each time `everyMs` after it was done.
 * @param work never throws
 * @returns a function that stops it
 */
export function again(
  { after }: Pick<Machine, 'after'>,
  firstMs: number,
  everyMs: number,
  work: () => unknown,
): () => void {
  let stopped = false;
  let cancel = after(firstMs, turn);

  async function turn() {
    await work();
    if (!stopped) cancel = after(everyMs, turn);
  }

  return () => {
    stopped = true;
    cancel();
  };
}
