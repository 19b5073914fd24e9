import type { CaseId } from '../base/reference.ts';
import { type Instant, plus } from '../base/time.ts';
import { advance, eventsDue, withWakeTime } from '../case/advance.ts';
import { conversationOf, headsOfLine, nextAt } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import type { CaseEvent } from '../history/events.ts';
import { StoreFault } from '../store/port.ts';
import type { WorkerDeps } from './delivered.ts';
import { messageTeller } from './tell.ts';

/** The case that we hold, or the lease of the instance that holds it; undefined when there is nothing to do. */
type Held = { record: CaseRecord } | { lease: Lease } | undefined;

interface Holding {
  isFirst?: boolean;
  isRenewed?: boolean;
  gone?: string;
}

const leaseMs = 15_000; // how long a case waits when the instance that held it was killed
const lookAgainMs = 1000; // the clocks of a case run on while a call to Teams is pending
const renewAfterMs = 7000; // well before any lease ends, by the monotonic clock
const renewedWithinMs = 30_000; // a live instance renews its lease within this time
const stoppingWaitsMs = 6000; // then a hanging call is abandoned, so that the lease is released before the process ends

/**
 * Works on a case, with at most one message at a time in each of its conversations. A conversation that hangs delays
 * neither the other conversations nor the case's clocks.
 * @param stopping once it returns true, no new message is begun
 * @param gaveUp called for each message that will not be retried
 * @param wrote called for each case that we took, which shows that the store accepts writes
 */
export function caseAttendant(deps: WorkerDeps, stopping: () => boolean, gaveUp: () => void, wrote: () => void) {
  const tell = messageTeller(deps, gaveUp);
  const take = taking(deps);

  /**
   * Does everything that one case needs now.
   * @param isTaken whether it was saved with our lease just now
   * @returns `elsewhere` when another instance is working on the case
   * @throws when the case cannot be read or the store does not answer
   */
  return async (id: CaseId, isTaken: boolean) => {
    const taken = await take(id, isTaken);
    if (isTaken && taken === 'done') await letGo(id, deps);
    if (typeof taken === 'string') return taken;
    wrote();
    const failed = await tellAll(taken.record, { tell, deps, stopping });
    for (const { error } of failed) throw error;
    await letGo(id, deps);
    return 'done' as const;
  };
}

interface Attending {
  tell: ReturnType<typeof messageTeller>;
  deps: WorkerDeps;
  stopping(): boolean;
}

/**
 * Sends the messages of the case until none is due.
 * @returns the faults in reading or recording; a call that is under way goes on despite them
 */
async function tellAll(first: CaseRecord, { tell, deps, stopping }: Attending): Promise<Iterable<{ error: unknown }>> {
  const { id } = first;
  const { pause, ticks } = deps.machine;
  const busy = new Map<string, Promise<void>>(); // by conversation
  const failed = new Map<string, { error: unknown; at: number }>(); // by conversation
  const rests = (conversation: string) => ticks() - (failed.get(conversation)?.at ?? -Infinity) < lookAgainMs;
  const keep = keeping(id, deps);

  function begin({ outbox }: CaseRecord) {
    const now = deps.now();
    for (const entry of headsOfLine(outbox)) {
      const conversation = conversationOf(entry);
      if (busy.has(conversation) || rests(conversation) || nextAt(entry, now) > now) continue;
      const saying = tell(id, entry)
        .then(
          () => failed.delete(conversation),
          (error: unknown) => failed.set(conversation, { error, at: ticks() }),
        )
        .then(() => void busy.delete(conversation));
      busy.set(conversation, saying);
    }
  }

  try {
    let held: Held = { record: first };
    while (held && 'record' in held) {
      if (!stopping()) begin(held.record);
      if (busy.size === 0) break;
      if (stopping()) {
        await Promise.race([Promise.allSettled(busy.values()), pause(stoppingWaitsMs)]);
        break;
      }
      await Promise.race([...busy.values(), pause(lookAgainMs)]);
      held = await keep(held.record, busy.size > 0);
    }
  } finally {
    if (!stopping()) await Promise.allSettled(busy.values());
  }
  return failed.values();
}

/**
 * Renews our hold. During a call to Teams a store fault is tolerated, because losing the case then could send a message
 * twice.
 */
function keeping(id: CaseId, deps: WorkerDeps): (record: CaseRecord, isCalling: boolean) => Promise<Held> {
  const { ticks } = deps.machine;
  let since = ticks();
  return async (record, isCalling) => {
    const isRenewed = ticks() - since > renewAfterMs;
    try {
      const renewed = await hold(id, { isRenewed }, deps);
      if (isRenewed) since = ticks();
      return renewed;
    } catch (error) {
      if (!isCalling || !(error instanceof StoreFault)) throw error;
      deps.log.warn({ event: 'hold.failed', ref: id, err: error });
      return { record: { ...record, outbox: [] } }; // with an empty outbox, so that nothing new is begun
    }
  };
}

/** Takes a case that no other instance holds. @returns `done` if there is nothing to do */
function taking(
  deps: WorkerDeps,
): (id: CaseId, isTaken: boolean) => Promise<{ record: CaseRecord } | 'done' | 'elsewhere'> {
  // the leases of other instances, and when we first saw each, by our ticks
  const foreign = new Map<string, Lease & { since: number }>();

  return async (id, isTaken) => {
    let held = await hold(id, { isFirst: true, isRenewed: !isTaken }, deps);
    if (held && 'lease' in held) {
      if (await isHeld(id, held.lease)) return 'elsewhere';
      held = await hold(id, { isFirst: true, gone: held.lease.by }, deps);
    }
    foreign.delete(id);
    if (!held) return 'done';
    return 'lease' in held ? 'elsewhere' : held;
  };

  /**
   * Whether the instance that took the case is still working on it. No clock is trusted, and nothing that an instance says
   * of another: it must keep renewing its lease. A lease that does not change has been abandoned, and so has one that no
   * other program can hold.
   */
  async function isHeld(id: CaseId, lease: Lease) {
    if (await deps.store.isAlone()) return false;
    const before = foreign.get(id);
    const isSeen = before?.by === lease.by && before.until === lease.until;
    const since = isSeen ? before.since : deps.machine.ticks();
    foreign.set(id, { ...lease, since });
    return deps.machine.ticks() - since < renewedWithinMs;
  }
}

/**
 * Takes the case, or renews our lease of it, and records every mark of the case that was reached by now.
 * @param how `gone`: an instance that has ended, whose lease no longer counts
 */
async function hold(id: CaseId, how: Holding, deps: WorkerDeps) {
  const self = deps.heart.instance;
  const { isFirst = false, isRenewed = isFirst, gone } = how;
  let reached: CaseEvent[] = [];
  const held = await deps.cases.change<Held>(id, (record) => {
    const caseContext = deps.caseContext();
    const { lease, wakeAt } = record;
    const isOurs = lease?.by === self;
    reached = [];
    if (isFirst ? wakeAt === undefined || wakeAt > caseContext.now : !isOurs) return { result: undefined };
    if (lease && !isOurs && lease.by !== gone) return { result: { lease } };
    reached = eventsDue(record, caseContext);
    if (isOurs && !isRenewed && reached.length === 0) return { result: { record } };
    const next = leased(record, self, caseContext.now);
    const kept = reached.length > 0 ? advance(next, { events: reached }, caseContext) : withWakeTime(next, caseContext);
    return { record: kept, result: { record: kept } };
  });
  for (const event of reached)
    if (event.type === 'ClockReached')
      deps.log.info({ event: 'clock.reached', ref: id, clock: event.clock, late: event.late });
  return held;
}

/** The case in our hands. */
export const leased = (record: CaseRecord, by: string, now: Instant): CaseRecord => ({
  ...record,
  lease: { by, until: plus(now, leaseMs) },
});

async function letGo(id: CaseId, { cases, caseContext, heart }: WorkerDeps) {
  await cases.change(id, (record) => {
    if (record.lease?.by !== heart.instance) return { result: undefined };
    const { lease: _, ...free } = record;
    return { record: withWakeTime(free, caseContext()), result: undefined };
  });
}

type Lease = NonNullable<CaseRecord['lease']>;
