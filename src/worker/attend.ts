import type { CaseId } from '../base/reference.ts';
import { advance, dueNow, timed } from '../case/advance.ts';
import { conversationOf, headsOfLine, nextAt } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import type { CaseEvent } from '../history/events.ts';
import { StoreFault } from '../store/fault.ts';
import type { WorkerDeps } from './delivered.ts';
import { isBeyondAny, type Lease, leaseFor } from './lease.ts';
import { type TellDeps, telling } from './tell.ts';

type AttendDeps = TellDeps & Pick<WorkerDeps, 'heart'>;

/**
 * Does all that one case needs now.
 * @returns `elsewhere` when another instance is at it
 * @throws when the case cannot be read or the store does not answer
 */
type Attend = (id: CaseId) => Promise<'done' | 'elsewhere'>;

/** The case, or the lease of who has it, or nothing where there is nothing to do. */
type Held = { record: CaseRecord } | { lease: Lease } | 'nothing';

interface Holding {
  isFirst?: boolean;
  isCalling?: boolean;
  isRenewed?: boolean;
  gone?: string;
}

const lookAgainMs = 1000; // its clocks go on while a call to Teams is pending
const renewAfterMs = 7000; // well before any lease ends, by a clock that nobody sets
const renewedWithinMs = 30_000; // by whoever holds a case and lives
const stoppingWaitsMs = 6000; // then a call that hangs is left, so that the lease is given back before the process is ended

/**
 * Works on one case at a time in each of its conversations: a conversation that hangs holds up neither the others nor the clocks.
 * @param stopping once true, nothing new is begun
 * @param gaveUp hears of each message that will not be tried again
 * @param wrote hears of each case that was taken: the store takes what is written
 */
export function attending(deps: AttendDeps, stopping: () => boolean, gaveUp: () => void, wrote: () => void): Attend {
  const tell = telling(deps, gaveUp);
  const take = taking(deps);

  return async (id) => {
    const taken = await take(id);
    if (typeof taken === 'string') return taken;
    wrote();
    const failed = await tellAll(taken.record, { tell, deps, stopping });
    for (const { error } of failed) throw error;
    await letGo(id, deps);
    return 'done';
  };
}

interface Attending {
  tell: ReturnType<typeof telling>;
  deps: AttendDeps;
  stopping(): boolean;
}

/** Tells what the case has to tell, until nothing is left. @returns what could not be read or noted: it ends no call on its way */
async function tellAll(first: CaseRecord, { tell, deps, stopping }: Attending): Promise<Iterable<{ error: unknown }>> {
  const { id } = first;
  const { pause, ticks } = deps.machine;
  const busy = new Map<string, Promise<void>>(); // by conversation
  const failed = new Map<string, { error: unknown; at: number }>(); // by conversation
  const rests = (conversation: string) => ticks() - (failed.get(conversation)?.at ?? -Infinity) < lookAgainMs;
  const keep = keeping(id, deps);

  function begin({ outbox }: CaseRecord): void {
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
    while (held !== 'nothing' && 'record' in held) {
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

/** While a call is on its way, a store that fails for a moment is asked again: nobody else may say the same meanwhile. */
function keeping(id: CaseId, deps: AttendDeps): (record: CaseRecord, isCalling: boolean) => Promise<Held> {
  const { ticks } = deps.machine;
  let lease = { since: ticks(), isLong: false };
  return async (record, isCalling) => {
    const isRenewed = ticks() - lease.since > renewAfterMs || (isCalling && !lease.isLong);
    try {
      const kept = await hold(id, { isCalling: isCalling || lease.isLong, isRenewed }, deps);
      if (isRenewed) lease = { since: ticks(), isLong: isCalling || lease.isLong };
      return kept;
    } catch (error) {
      if (!isCalling || !(error instanceof StoreFault)) throw error;
      deps.log.warn({ event: 'hold.failed', ref: id, err: error });
      return { record: { ...record, outbox: [] } }; // begins nothing new
    }
  };
}

/** Takes a case that no other instance has. @returns `done` where there is nothing to do */
function taking(deps: AttendDeps): (id: CaseId) => Promise<{ record: CaseRecord } | 'done' | 'elsewhere'> {
  const foreign = new Map<string, Lease & { since: number }>(); // leases of others as they were seen, and since when, by our ticks

  return async (id) => {
    const held = await hold(id, { isFirst: true }, deps);
    if (held === 'nothing') return 'done';
    if ('lease' in held && (await isHeld(id, held.lease))) return 'elsewhere';
    foreign.delete(id);
    if ('record' in held) return held;
    const freed = await hold(id, { isFirst: true, gone: held.lease.by }, deps);
    if (freed === 'nothing') return 'done';
    return 'lease' in freed ? 'elsewhere' : freed;
  };

  /**
   * Whether who took the case is still at it. Of one that lives its clock is not believed, nor ours: it renews its lease, and one that
   * stays the same has been forgotten.
   */
  async function isHeld(id: CaseId, lease: Lease): Promise<boolean> {
    const life = await deps.heart.lifeOf(lease.by);
    if (life === 'gone') return false;
    if (life === 'unknown') return lease.until > deps.now() && !isBeyondAny(lease, deps.now());
    const before = foreign.get(id);
    const isSame = before?.by === lease.by && before.until === lease.until;
    const since = isSame ? before.since : deps.machine.ticks();
    foreign.set(id, { ...lease, since });
    return deps.machine.ticks() - since < renewedWithinMs;
  }
}

/**
 * Takes the case, or keeps it, and notes what its clocks have to say by now.
 * @param how `gone`: an instance that has ended, so that its lease holds nobody up; `isCalling`: the lease must outlast a call to Teams
 */
async function hold(id: CaseId, how: Holding, deps: AttendDeps): Promise<Held> {
  const self = deps.heart.instance;
  const { isFirst = false, isCalling = false, isRenewed = isFirst, gone } = how;
  type Found = { record: CaseRecord; events: CaseEvent[] } | { lease: Lease } | 'nothing';
  const held: Found =
    (await deps.cases.change<Found>(id, (record) => {
      const caseContext = deps.caseContext();
      const { lease } = record;
      const isOurs = lease?.by === self;
      if (isFirst && (record.wakeAt === undefined || record.wakeAt > caseContext.now)) return { result: 'nothing' };
      if (isFirst && lease && !isOurs && lease.by !== gone) return { result: { lease } };
      if (!isFirst && !isOurs) return { result: 'nothing' };
      const events = dueNow(record, caseContext);
      if (!isRenewed && events.length === 0) return { result: { record, events } };
      const next = { ...record, lease: leaseFor(self, caseContext.now, isCalling) };
      const kept = events.length > 0 ? advance(next, { events }, caseContext) : timed(next, caseContext);
      return { record: kept, result: { record: kept, events } };
    })) ?? 'nothing';
  if (held === 'nothing' || !('events' in held)) return held;
  for (const event of held.events) {
    if (event.type !== 'ClockReached') continue;
    deps.log.info({ event: 'clock.reached', ref: id, clock: event.clock, late: event.late });
  }
  return { record: held.record };
}

async function letGo(id: CaseId, { cases, caseContext, heart }: AttendDeps): Promise<void> {
  await cases.change(id, (record) => {
    if (record.lease?.by !== heart.instance) return { result: undefined };
    const { lease: _, ...free } = record;
    return { record: timed(free, caseContext()), result: undefined };
  });
}
