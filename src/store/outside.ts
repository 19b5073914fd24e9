import { noOutsiders, Outsiders } from '../settings/outside.ts';
import { type RecordHandle, recordHandle } from './change.ts';
import type { Store } from './port.ts';

export type OutsidersHandle = RecordHandle<Outsiders>; // people with a confirmed address outside Teams

export const outsidersIn = (store: Store): OutsidersHandle =>
  recordHandle(store, ['settings', 'outside'], Outsiders, noOutsiders);
