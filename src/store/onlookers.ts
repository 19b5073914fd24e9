import { Onlookers } from '../settings/onlookers.ts';
import { type Kept, keptIn } from './change.ts';
import type { Store } from './port.ts';

/** Who can read a channel that cases are told in and is not of the MASH, in one document for all instances. */
export const onlookersIn = (store: Store): Kept<Onlookers, Onlookers | undefined> =>
  keptIn<Onlookers, Onlookers | undefined>(store, ['settings', 'onlookers'], Onlookers, undefined);
