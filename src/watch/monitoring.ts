import type { Logger } from 'pino';
import { again, type Machine } from '../base/machine.ts';

const everyMs = 60_000;
const firstMs = 6000; // by then the troubles have been checked once

/** The council's own monitoring, which raises a trouble when it hears nothing. */
export interface Monitoring {
  /** Reports that this program is alive and working. */
  lives(): Promise<void>;
  /** Reports the problems that a person must solve, in our own words; an empty list while all is well. */
  troubles(words: readonly string[]): Promise<void>;
}

interface Pulse {
  isWell: () => boolean; // whether the program accepts referrals and its worker looks
  troubles: () => readonly string[];
}

/**
 * Reports to the council's monitoring each minute: that the program is alive, while it does its work, and separately
 * the troubles. So a trouble never looks like a dead program, and never hides one.
 * @returns a function that stops it
 */
export function startMonitoringCalls(
  { isWell, troubles }: Pulse,
  monitoring: Monitoring,
  { machine, log }: { machine: Pick<Machine, 'after'>; log: Logger },
): () => void {
  const failed = (kind: string) => (err: unknown) => log.warn({ event: 'monitoring.failed', kind, err });
  return again(machine, firstMs, everyMs, () => {
    if (isWell()) void monitoring.lives().catch(failed('lives'));
    void monitoring.troubles(troubles()).catch(failed('alarms'));
  });
}

const timeLimitMs = 10_000;

/**
 * Addresses from the council's monitoring. Anyone who knows one can report for this program, so they are secret and
 * appear in no error.
 */
interface MonitoringPlace {
  heartbeatUrl: string | undefined;
  alarmsUrl: string | undefined;
}

/**
 * Monitoring in the style of healthchecks.io: it is called while all is well, and with `/fail` after the address
 * otherwise. Failures go only to the troubles address. So silence at the other address means that no instance is working.
 */
export function monitoringAt({ heartbeatUrl, alarmsUrl }: MonitoringPlace): Monitoring {
  return {
    async lives() {
      if (heartbeatUrl) await call(heartbeatUrl, {});
    },
    async troubles(words) {
      if (!alarmsUrl) return;
      const url = new URL(alarmsUrl);
      if (words.length > 0) url.pathname = `${url.pathname.replace(/\/$/, '')}/fail`;
      await call(url.href, words.length > 0 ? { method: 'POST', body: words.join('\n') } : {});
    },
  };
}

async function call(url: string, request: RequestInit) {
  const signal = AbortSignal.timeout(timeLimitMs);
  const response = await fetch(url, { ...request, redirect: 'error', signal }).catch(() => undefined);
  await response?.body?.cancel();
  if (!response?.ok) throw new Error('The monitoring service did not accept the call');
}
