import type { Instant } from '../base/time.ts';
import type { Heart } from './heart.ts';
import type { Seen } from './seen.ts';

const sweepOverdueMs = 30_000;
const heartbeatOverdueMs = 30_000; // one that hangs; one that fails is known at once

/** What a watcher sees at one look. It names no case and no person. */
interface Readiness {
  ok: boolean;
  store: 'answers' | 'does not take what is written' | 'is damaged';
  lastHeartbeat: Instant | undefined;
  lastSweep: Instant | undefined;
  sweepOverdue: boolean;
  casesThatFail: number; // shown, not judged: `/alarmz` says what a person must mend
  messagesGivenUp: number; // since this process began
}

interface Watched {
  heart: Pick<Heart, 'last'>;
  worker: { health(): { sweptAgoMs: number; lastSweep: Instant | undefined; failing: number; givenUp: number } };
  seen: Pick<Seen, 'isDamaged'>;
}

/**
 * Ready: this instance can take a referral and keep it. Its heartbeat was written, the worker sweeps, and the file is whole. What Teams
 * does, and what is wrong with single cases, closes no door. Nothing is asked of the store for it.
 */
export function readinessOf({ heart, worker, seen }: Watched): Readiness {
  const { sweptAgoMs, lastSweep, failing, givenUp } = worker.health();
  const sweepOverdue = sweptAgoMs > sweepOverdueMs;
  const { at: lastHeartbeat, agoMs, isWell } = heart.last();
  const takes = isWell && lastHeartbeat !== undefined && agoMs <= heartbeatOverdueMs;
  const store = seen.isDamaged() ? 'is damaged' : takes ? 'answers' : 'does not take what is written';
  const shown = { lastHeartbeat, lastSweep, sweepOverdue, casesThatFail: failing, messagesGivenUp: givenUp };
  return { ok: store === 'answers' && !sweepOverdue, store, ...shown };
}
