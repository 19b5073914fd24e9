import type { Instant } from '../base/time.ts';
import type { Heart } from './heart.ts';
import type { HealthSignals } from './seen.ts';

const lookOverdueMs = 30_000;
const heartbeatOverdueMs = 30_000; // for a heartbeat that hangs; a failed one is known at once

interface Watched {
  heart: Pick<Heart, 'last'>;
  worker: { health(): { lookedAgoMs: number; lastLook: Instant | undefined; failing: number; givenUp: number } };
  seen: Pick<HealthSignals, 'isDamaged'>;
}

/**
 * Whether this instance is ready, so that it can accept a referral and store it: its heartbeat was written, its worker
 * looks, and the store is intact. Problems with Teams or with single cases do not matter here. This does not ask the
 * store. `/readyz` shows the result, which names no case and no person. `casesThatFail` is for information only: `/alarmz`
 * reports it as a problem. `messagesGivenUp` counts since this process started.
 */
export function readinessOf({ heart, worker, seen }: Watched) {
  const { lookedAgoMs, lastLook, failing, givenUp } = worker.health();
  const lookOverdue = lookedAgoMs > lookOverdueMs;
  const { at: lastHeartbeat, agoMs, isWell } = heart.last();
  const takesWrites = isWell && lastHeartbeat !== undefined && agoMs <= heartbeatOverdueMs;
  const store = seen.isDamaged() ? 'is damaged' : takesWrites ? 'answers' : 'does not take what is written';
  const details = { lastHeartbeat, lastLook, lookOverdue, casesThatFail: failing, messagesGivenUp: givenUp };
  return { ok: store === 'answers' && !lookOverdue, store, ...details };
}
