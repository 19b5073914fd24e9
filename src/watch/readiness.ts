import { type Instant, msOf } from '../base/time.ts';
import type { Store } from '../store/port.ts';

const sweepOverdueMs = 30_000;

/** What a watcher sees at one look. It names no case and no person. */
interface Readiness {
  ok: boolean;
  store: 'answers' | 'does not answer';
  lastSweep: Instant | undefined;
  sweepOverdue: boolean;
  oldestUnsent: Instant | undefined;
  casesWithUnsentMessages: number;
  messagesGivenUp: number; // since this process began; the MASH is told of each that matters
  casesThatFail: number; // cannot be read, or fail again and again: they are tried on, the others go ahead
}

/** What a worker says of itself. */
interface Health {
  begunAt: Instant;
  lastSweep: Instant | undefined;
  failing: number;
  givenUp: number;
}

/** Ready: the store answers and the worker sweeps. Unsent messages and failing cases are shown, not judged. */
export async function readinessOf(store: Store, worker: { health(): Health }, now: Instant): Promise<Readiness> {
  const { begunAt, lastSweep, failing, givenUp } = worker.health();
  const sweepOverdue = msOf(now) - msOf(lastSweep ?? begunAt) > sweepOverdueMs;
  const common = { lastSweep, sweepOverdue, casesThatFail: failing, messagesGivenUp: givenUp };
  try {
    const { cases, since } = await store.unsent();
    return { ok: !sweepOverdue, store: 'answers', ...common, oldestUnsent: since, casesWithUnsentMessages: cases };
  } catch {
    return { ok: false, store: 'does not answer', ...common, oldestUnsent: undefined, casesWithUnsentMessages: 0 };
  }
}
