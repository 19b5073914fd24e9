import { Onlookers } from '../settings/onlookers.ts';
import { type RecordHandle, recordHandle } from './change.ts';
import type { Store } from './port.ts';

/** The people outside the MASH who can read a channel in which the bot posts cases. One document for all instances. */
export const onlookersIn = (store: Store): RecordHandle<Onlookers, Onlookers | undefined> =>
  recordHandle<Onlookers, Onlookers | undefined>(store, ['settings', 'onlookers'], Onlookers, undefined);
