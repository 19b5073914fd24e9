import type { Outside } from './outside.ts';

/**
 * Reports each success and failure of the second channel. Nothing else would show a deleted template or an expired key.
 */
export function watchedOutside(outside: Outside, watcher: { outsideTook(): void; outsideFailed(): void }): Outside {
  async function watched(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      watcher.outsideFailed();
      throw error;
    }
    watcher.outsideTook();
  }
  return {
    ways: outside.ways,
    alert: (...parameters) => watched(outside.alert(...parameters)),
    code: (...parameters) => watched(outside.code(...parameters)),
  };
}
