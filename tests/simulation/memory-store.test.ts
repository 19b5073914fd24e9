import { keepsTheContract } from '../store/contract.ts';
import { memoryPlace, type Place } from './memory-store.ts';

const organisations = new Map<string, Place>();

/** The simulation's store keeps the same contract as the real ones. */
keepsTheContract('In memory', async () => ({
  async open(organisation) {
    const place = organisations.get(organisation) ?? memoryPlace();
    organisations.set(organisation, place);
    return place.open();
  },
}));
