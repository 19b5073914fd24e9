import type { Logger } from 'pino';
import type { Machine } from '../base/machine.ts';
import { again } from '../base/machine.ts';
import { type Facts, type Trouble, troublesOf } from './checks.ts';
import type { Metrics } from './metrics.ts';

const everyMs = 5000;

export type Watching = ReturnType<typeof startWatching>;

/**
 * Checks every few seconds for problems that a person must solve. `troubles` returns the last result, which costs
 * nothing.
 * @param factsNow reads the facts; it never throws
 */
export function startWatching(
  factsNow: () => Promise<Facts>,
  { machine, log, metrics }: { machine: Machine; log: Logger; metrics: Pick<Metrics, 'troubles'> },
) {
  let standing: Trouble[] = [];

  async function look() {
    const troubles = troublesOf(await factsNow(), standing);
    for (const kind of troubles) if (!standing.includes(kind)) log.error({ event: 'trouble.began', kind });
    for (const kind of standing) if (!troubles.includes(kind)) log.warn({ event: 'trouble.ended', kind });
    standing = troubles;
    metrics.troubles(troubles);
  }

  return {
    troubles: () => ({ ok: standing.length === 0, troubles: standing }),
    // the first look gives the worker some seconds to do what fell due while no instance ran
    stop: again(machine, everyMs, everyMs, look),
  };
}
