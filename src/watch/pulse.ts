import type { Logger } from 'pino';
import type { Machine } from '../base/machine.ts';

const everyMs = 60_000;
const firstMs = 6000; // by then it has been looked once at what a person must mend

/** The council's own monitoring, which makes itself heard when it hears nothing. */
export interface Monitoring {
  /** This program lives and does its work. */
  lives(): Promise<void>;
  /** What a person must mend, in our own words; none while all is well. */
  alarms(words: readonly string[]): Promise<void>;
}

interface Pulse {
  isWell: () => boolean; // it takes referrals and its worker sweeps
  alarms: () => readonly string[];
}

/**
 * Tells the council's monitoring each minute that the program lives, while it does its work, and apart from that what a person must
 * mend: a standing alarm never looks like a death, nor hides one.
 * @returns what ends it
 */
export function startPulse(
  { isWell, alarms }: Pulse,
  monitoring: Monitoring,
  { machine, log }: { machine: Pick<Machine, 'after'>; log: Logger },
): () => void {
  let stopped = false;
  let callOff = machine.after(firstMs, beat);

  function beat(): void {
    const failed = (kind: string) => (err: unknown) => log.warn({ event: 'monitoring.failed', kind, err });
    if (isWell()) void monitoring.lives().catch(failed('lives'));
    void monitoring.alarms(alarms()).catch(failed('alarms'));
    if (!stopped) callOff = machine.after(everyMs, beat);
  }

  return () => {
    stopped = true;
    callOff();
  };
}
