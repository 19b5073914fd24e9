import { Duty, noDuty } from '../desk/desk.ts';
import type { Store } from './port.ts';

/** Who is on duty, as one document that changes only if nobody changed it meanwhile. */
export interface Duties {
  load(): Promise<Duty>;
  /** `decide` may run several times. @returns what holds now */
  change(decide: (duty: Duty) => Duty): Promise<Duty>;
}

export function dutiesIn(store: Store): Duties {
  const read = async () => {
    const found = await store.read('settings', 'duty');
    return found && { duty: Duty.parse(found.document), version: found.version };
  };
  return {
    async load() {
      return (await read())?.duty ?? noDuty;
    },
    async change(decide) {
      for (;;) {
        const found = await read();
        const before = found?.duty ?? noDuty;
        const after = decide(before);
        if (JSON.stringify(after) === JSON.stringify(before)) return before;
        const outcome = found ? await store.replace(after, found.version) : await store.create(after);
        if (outcome.kind === 'saved') return after;
      }
    },
  };
}
