import { keepsTheContract } from '../store/contract.ts';
import { memoryPlace, type Place } from './memory-store.ts';

// The store of the simulation and of the conversations

const places = new Map<string, Place>();

keepsTheContract('In memory', async () => ({
  async open(organisation) {
    const place = places.get(organisation) ?? memoryPlace();
    places.set(organisation, place);
    return place.open();
  },
}));
