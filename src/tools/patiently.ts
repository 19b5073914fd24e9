import { setTimeout as wait } from 'node:timers/promises';
import { CosmosFault } from '../store/cosmos-fault.ts';

const tries = 30;

/** Nobody waits for a copy as they do for a card: a store that is busy is asked again for half a minute and more. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof CosmosFault) || error.code !== 429 || tried === tries) throw error;
      await wait(1000);
    }
  }
}
