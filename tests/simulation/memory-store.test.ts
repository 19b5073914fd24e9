import { keepsTheContract } from '../store/contract.ts';
import { memoryPlace, type Place } from './memory-store.ts';

const organisations = new Map<string, Place>();

/** The store of the simulation promises what the real ones promise. */
keepsTheContract('In memory', async () => ({
  async open(organisation) {
    const place = organisations.get(organisation) ?? memoryPlace();
    organisations.set(organisation, place);
    return place.open();
  },
}));
