import type { Logger } from 'pino';
import type { Machine } from '../base/machine.ts';
import { type Alarm, alarmsOf, type Facts } from './alarms.ts';
import type { Metrics } from './metrics.ts';

const everyMs = 5000;

interface Alarms {
  ok: boolean;
  alarms: Alarm[];
}

/** Looks every few seconds at what a person must mend. Who asks is shown the last look, which costs nothing. */
export interface Watching {
  alarms(): Alarms;
  stop(): void;
}

/** @param factsNow asks for them; it does not throw */
export function startWatching(
  factsNow: () => Promise<Facts>,
  { machine, log, metrics }: { machine: Machine; log: Logger; metrics: Pick<Metrics, 'alarms'> },
): Watching {
  let standing: Alarm[] = [];
  let stopped = false;
  let callOff = () => {};

  async function look(): Promise<void> {
    const found = alarmsOf(await factsNow(), standing);
    for (const kind of found) if (!standing.includes(kind)) log.error({ event: 'alarm.began', kind });
    for (const kind of standing) if (!found.includes(kind)) log.warn({ event: 'alarm.ended', kind });
    standing = found;
    metrics.alarms(found);
    later();
  }

  function later(): void {
    if (!stopped) callOff = machine.after(everyMs, () => void look());
  }

  later(); // what was due while nothing ran has these seconds to be done
  return {
    alarms: () => ({ ok: standing.length === 0, alarms: standing }),
    stop() {
      stopped = true;
      callOff();
    },
  };
}
