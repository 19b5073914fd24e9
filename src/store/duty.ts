import { Duty, noDuty } from '../settings/desk.ts';
import { changeDocument, isSame } from './change.ts';
import type { Store } from './port.ts';

/** Who is on duty, as one document that changes only if nobody changed it meanwhile. */
export interface Duties {
  load(): Promise<Duty>;
  /** `decide` may run several times. @returns what holds now */
  change(decide: (duty: Duty) => Duty): Promise<Duty>;
}

export function dutiesIn(store: Store): Duties {
  return {
    async load() {
      const found = await store.read('settings', 'duty');
      return found ? Duty.parse(found.document) : noDuty;
    },
    async change(decide) {
      let now = noDuty;
      await changeDocument<Duty>(store, ['settings', 'duty'], Duty.parse, (before = noDuty) => {
        now = decide(before);
        return isSame(now, before) ? undefined : now;
      });
      return now;
    },
  };
}
