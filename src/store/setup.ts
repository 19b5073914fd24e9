import { noSetup, Setup } from '../settings/setup.ts';
import { type Kept, keptIn } from './change.ts';
import type { Store } from './port.ts';

/** What administrators have set up. */
export type Setups = Kept<Setup>;

export const setupsIn = (store: Store): Setups => keptIn(store, ['settings', 'setup'], Setup, noSetup);
