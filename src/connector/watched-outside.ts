import type { Outside } from './outside.ts';

/** The second way out, with who watches told whether it takes anything: a deleted template or a key that ended shows in nothing else. */
export function watchedOutside(outside: Outside, heard: { outsideTook(): void; outsideFailed(): void }): Outside {
  async function listened(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      heard.outsideFailed();
      throw error;
    }
    heard.outsideTook();
  }
  return {
    ways: outside.ways,
    ring: (...what) => listened(outside.ring(...what)),
    code: (...what) => listened(outside.code(...what)),
  };
}
