import { noSetup, Setup } from '../desk/setup.ts';
import type { Store } from './port.ts';

/** What administrators have set up, as one document that changes only if nobody changed it meanwhile. */
export interface Setups {
  load(): Promise<Setup>;
  /** Changes it; nothing is written when nothing changes. `decide` may run several times. @returns what holds now */
  change(decide: (setup: Setup) => Setup): Promise<Setup>;
}

export function setupsIn(store: Store): Setups {
  const read = async () => {
    const found = await store.read('settings', 'setup');
    return found && { setup: Setup.parse(found.document), version: found.version };
  };
  return {
    async load() {
      return (await read())?.setup ?? noSetup;
    },
    async change(decide) {
      for (;;) {
        const found = await read();
        const before = found?.setup ?? noSetup;
        const after = decide(before);
        if (JSON.stringify(after) === JSON.stringify(before)) return before;
        const outcome = found ? await store.replace(after, found.version) : await store.create(after);
        if (outcome.kind === 'saved') return after;
      }
    },
  };
}
