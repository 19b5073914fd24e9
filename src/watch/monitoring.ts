import type { Monitoring } from './pulse.ts';

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
 * otherwise. Failures go only to the alarms address. So silence at the other address means that no instance is working.
 */
export function monitoringAt({ heartbeatUrl, alarmsUrl }: MonitoringPlace): Monitoring {
  return {
    async lives() {
      if (heartbeatUrl) await call(heartbeatUrl, {});
    },
    async alarms(words) {
      if (!alarmsUrl) return;
      const url = new URL(alarmsUrl);
      if (words.length > 0) url.pathname = `${url.pathname.replace(/\/$/, '')}/fail`;
      await call(url.href, words.length > 0 ? { method: 'POST', body: words.join('\n') } : {});
    },
  };
}

async function call(url: string, request: RequestInit): Promise<void> {
  const signal = AbortSignal.timeout(timeLimitMs);
  const response = await fetch(url, { ...request, redirect: 'error', signal }).catch(() => undefined);
  await response?.body?.cancel();
  if (!response?.ok) throw new Error('The monitoring service did not accept the call');
}
