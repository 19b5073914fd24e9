import { noOutsiders, Outsiders } from '../settings/outside.ts';
import { type Kept, keptIn } from './change.ts';
import type { Store } from './port.ts';

export type KeptOutsiders = Kept<Outsiders>;

export const outsidersIn = (store: Store): KeptOutsiders =>
  keptIn(store, ['settings', 'outside'], Outsiders, noOutsiders);
