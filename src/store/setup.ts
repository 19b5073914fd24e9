import { noSetup, Setup } from '../settings/setup.ts';
import { changeDocument, isSame } from './change.ts';
import type { Store } from './port.ts';

/** What administrators have set up, as one document that changes only if nobody changed it meanwhile. */
export interface Setups {
  load(): Promise<Setup>;
  /** Changes it; nothing is written when nothing changes. `decide` may run several times. @returns what holds now */
  change(decide: (setup: Setup) => Setup): Promise<Setup>;
}

export function setupsIn(store: Store): Setups {
  return {
    async load() {
      const found = await store.read('settings', 'setup');
      return found ? Setup.parse(found.document) : noSetup;
    },
    async change(decide) {
      let now = noSetup;
      await changeDocument<Setup>(store, ['settings', 'setup'], Setup.parse, (before = noSetup) => {
        now = decide(before);
        return isSame(now, before) ? undefined : now;
      });
      return now;
    },
  };
}
