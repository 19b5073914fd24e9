import { Duty, historyOf, noDuty } from '../settings/duty.ts';
import { type RecordHandle, recordHandle } from './change.ts';
import type { Store } from './port.ts';

/** Who is on duty. */
export type Duties = RecordHandle<Duty>;

/** @param noted called after a change with the head of the duty history */
export function dutiesIn(store: Store, noted: (head: string | undefined) => void = () => {}): Duties {
  const handle = recordHandle(store, ['settings', 'duty'], Duty, noDuty);
  return {
    load: handle.load,
    async change(decide) {
      const duty = await handle.change(decide);
      noted(historyOf(duty).at(-1)?.link.hash);
      return duty;
    },
  };
}
