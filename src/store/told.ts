import { nothingTold, Told } from '../settings/notices.ts';
import { type Kept, keptIn } from './change.ts';
import type { Store } from './port.ts';

/** Which notices outside any case have been sent, and to whom. */
export const toldIn = (store: Store): Kept<Told> => keptIn(store, ['settings', 'told'], Told, nothingTold);
