import { noOutsiders, Outsiders } from '../settings/outside.ts';
import { type RecordHandle, recordHandle } from './change.ts';
import type { Store } from './port.ts';

export type OutsidersHandle = RecordHandle<Outsiders>;

export const outsidersIn = (store: Store): OutsidersHandle =>
  recordHandle(store, ['settings', 'outside'], Outsiders, noOutsiders);
