import { z } from 'zod';
import type { Machine } from '../base/machine.ts';
import { Instant } from '../base/time.ts';
import { document } from '../store/change.ts';
import type { Store } from '../store/port.ts';
import { closedBy, type OwnFacts } from './checks.ts';
import type { HealthSignals } from './seen.ts';

const everyMs = 10_000;
const againMs = 2000; // after a failure: monitoring soon learns when the store accepts writes again

/** The last heartbeat of any instance. Nobody acts on it: writing it shows that the store takes what is written. */
const Heartbeat = z.object({
  beat: z.object({ at: Instant, by: z.string() }), // never sealed: an instance with another key writes it, too
});

export type Heart = ReturnType<typeof heartOf>;

/** Writes a heartbeat every ten seconds, which shows whether this instance can write to the store. */
export function heartOf(store: Store, machine: Machine) {
  const heartbeat = document('heartbeat', Heartbeat, undefined)(store);
  const instance = machine.newId();
  let last: Instant | undefined;
  let lastTicks = machine.ticks(); // at the last heartbeat, or at the start
  let isWell = false;
  let isAlone = false;
  let stopped = false;
  let cancel = () => {};

  async function beat() {
    try {
      await heartbeat.change((before) => {
        isAlone = before?.beat.by === instance;
        return { beat: { at: machine.now(), by: instance } };
      });
      last = machine.now();
      lastTicks = machine.ticks();
      isWell = true;
    } catch {
      isWell = false; // the store logs its own faults; monitoring sees that the heartbeat failed
    }
    if (!stopped) cancel = machine.after(isWell ? everyMs : againMs, () => void beat());
  }

  return {
    /** The name of this instance, for the leases that it takes. */
    instance,
    /** Starts the heartbeat with a first one at once. @returns after that attempt, whether it succeeded or not */
    start: beat,
    /**
     * The last heartbeat written, how long ago that was (or since the start, if there is none), and whether the latest
     * attempt succeeded.
     */
    last: () => ({ at: last, agoMs: machine.ticks() - lastTicks, isWell }),
    /** Whether no other instance has beaten since this one last did. */
    isAlone: () => isAlone,
    stop() {
      stopped = true;
      cancel();
    },
  };
}

const lookOverdueMs = 30_000;
const heartbeatOverdueMs = 30_000; // for a heartbeat that hangs; a failed one is known at once

interface Watched {
  heart: Pick<Heart, 'last'>;
  worker: { health(): { lookedAgoMs: number; lastLook: Instant | undefined; failing: number; givenUp: number } };
  seen: Pick<HealthSignals, 'isDamaged' | 'login'>;
}

/** What this instance knows by itself. It asks neither the store nor Microsoft. */
export function ownFacts({ heart, worker, seen }: Watched): OwnFacts {
  const { at, agoMs, isWell } = heart.last();
  return {
    login: seen.login().answer,
    heartbeatLate: !isWell || at === undefined || agoMs > heartbeatOverdueMs,
    lookLate: worker.health().lookedAgoMs > lookOverdueMs,
    storeDamaged: seen.isDamaged(),
  };
}

/**
 * Whether this instance is ready, so that it can accept a referral and store it: Microsoft accepts its login, its heartbeat was
 * written, its worker looks, and the store is intact. Problems with Teams or with single cases do not matter here. `/readyz` shows the
 * result, which names no case and no person. `casesThatFail` is for information only: `/alarmz` reports it as a problem.
 * `messagesGivenUp` counts since this process started.
 */
export function readinessOf(watched: Watched) {
  const { lastLook, failing, givenUp } = watched.worker.health();
  const { answer, code, agoMs } = watched.seen.login();
  const notReady = closedBy(ownFacts(watched));
  const login = { answer, ...(code && { code }), secondsAgo: Math.round(agoMs / 1000) };
  const details = {
    lastHeartbeat: watched.heart.last().at,
    lastLook,
    casesThatFail: failing,
    messagesGivenUp: givenUp,
  };
  return { ok: notReady.length === 0, notReady, login, ...details };
}
