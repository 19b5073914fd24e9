import { Duty, noDuty } from '../settings/duty.ts';
import { type Kept, keptIn } from './change.ts';
import type { Store } from './port.ts';

/** Who is on duty. */
export type Duties = Kept<Duty>;

export const dutiesIn = (store: Store): Duties => keptIn(store, ['settings', 'duty'], Duty, noDuty);
