import type { Outside } from './outside.ts';

/**
 * Reports whether GOV.UK Notify accepted each message, so that a deleted template or an expired key is noticed.
 */
export function watchedOutside(outside: Outside, watcher: { outsideAccepted(): void; outsideFailed(): void }): Outside {
  async function watched(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      watcher.outsideFailed();
      throw error;
    }
    watcher.outsideAccepted();
  }
  return {
    ways: outside.ways,
    alert: (...parameters) => watched(outside.alert(...parameters)),
    code: (...parameters) => watched(outside.code(...parameters)),
  };
}
