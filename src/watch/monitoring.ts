import type { Monitoring } from './pulse.ts';

const timeLimitMs = 10_000;

/** Addresses that the council's monitoring gives. Whoever has one can speak for this program: they are secret, and in no error. */
interface MonitoringPlace {
  livesUrl: string | undefined;
  alarmsUrl: string | undefined;
}

/**
 * Monitoring as healthchecks.io has it: called while all is well, and with `/fail` after the address while not. Of the two addresses only
 * the one for alarms is ever told of a failure, so that the silence of the other one means that nothing runs.
 */
export function monitoringAt({ livesUrl, alarmsUrl }: MonitoringPlace): Monitoring {
  return {
    async lives() {
      if (livesUrl) await call(livesUrl, {});
    },
    async alarms(words) {
      if (!alarmsUrl) return;
      const url = new URL(alarmsUrl);
      if (words.length > 0) url.pathname = `${url.pathname.replace(/\/$/, '')}/fail`;
      await call(url.href, words.length > 0 ? { method: 'POST', body: words.join('\n') } : {});
    },
  };
}

async function call(url: string, how: RequestInit): Promise<void> {
  const signal = AbortSignal.timeout(timeLimitMs);
  const response = await fetch(url, { ...how, redirect: 'error', signal }).catch(() => undefined);
  await response?.body?.cancel();
  if (!response?.ok) throw new Error('The monitoring did not take it');
}
