import type { Logger } from 'pino';
import type { Machine } from '../base/machine.ts';
import { type Alarm, alarmsOf, type Facts } from './alarms.ts';
import type { Metrics } from './metrics.ts';

const everyMs = 5000;

export type Watching = ReturnType<typeof startWatching>;

/**
 * Checks every few seconds for problems that a person must solve. `alarms` returns the last result, which costs
 * nothing.
 * @param factsNow reads the facts; it never throws
 */
export function startWatching(
  factsNow: () => Promise<Facts>,
  { machine, log, metrics }: { machine: Machine; log: Logger; metrics: Pick<Metrics, 'alarms'> },
) {
  let standing: Alarm[] = [];
  let stopped = false;
  let cancel = () => {};

  async function look() {
    const alarms = alarmsOf(await factsNow(), standing);
    for (const kind of alarms) if (!standing.includes(kind)) log.error({ event: 'alarm.began', kind });
    for (const kind of standing) if (!alarms.includes(kind)) log.warn({ event: 'alarm.ended', kind });
    standing = alarms;
    metrics.alarms(alarms);
    scheduleNext();
  }

  function scheduleNext() {
    if (!stopped) cancel = machine.after(everyMs, () => void look());
  }

  scheduleNext(); // gives the worker some seconds to do what fell due while no instance ran
  return {
    alarms: () => ({ ok: standing.length === 0, alarms: standing }),
    stop() {
      stopped = true;
      cancel();
    },
  };
}
