import type { CaseId } from '../base/reference.ts';
import { type Instant, instantOf, msOf } from '../base/time.ts';
import { advance, dueEvents, timed, withReceipt } from '../case/advance.ts';
import { lateAfterMs } from '../case/clocks.ts';
import { whyDropped } from '../case/judge.ts';
import { conversationOf, type Entry, headsOfLine, nextTry } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { TeamsFault } from '../connector/teams.ts';
import { isToldNow } from '../features/alarm/ring-now.ts';
import type { CaseEvent } from '../history/events.ts';
import { deliver } from './deliver.ts';
import { type DeliverDeps, type Delivered, NotYet, type WorkerDeps } from './delivered.ts';
import { followUp } from './follow-up.ts';

type AttendDeps = DeliverDeps & Pick<WorkerDeps, 'log' | 'metrics' | 'machine'>;

/** A message that Teams took, and what the case must remember of it. */
interface Said {
  delivered: Delivered;
  change: Partial<Entry>;
}

/** Does all that one case needs now. @throws when the case cannot be read or the store does not answer */
type Attend = (id: CaseId) => Promise<void>;

const leaseMs = 15_000; // so long does a case wait when whoever held it was killed
const lookAgainMs = 1000; // its clocks go on while a call to Teams is pending
const stoppingWaitsMs = 6000; // then a call that hangs is left, so that the lease is given back before the process is ended
const triesToRecord = 7; // half a minute
const triesOfTheRefused = 3;
const triesOfTheBroken = 12; // about twenty minutes: a fault of ours, or of the store, must not silence what comes after for ever

/**
 * Works on one case at a time in each of its conversations: a conversation that hangs holds up neither the others nor the clocks.
 * @param stopping once true, nothing new is begun
 * @param gaveUp hears of each message that will not be tried again
 */
export function attending(deps: AttendDeps, stopping: () => boolean, gaveUp: () => void): Attend {
  const { pause, chance, newId } = deps.machine;
  const self = newId();
  const unrecorded = new Map<string, Said>(); // what this process said and the store does not know: it is not said again

  return async (id) => {
    const busy = new Map<string, Promise<void>>();
    try {
      for (let record = await hold(id, true); record; record = await hold(id, false)) {
        const now = deps.now();
        for (const entry of stopping() ? [] : headsOfLine(record.outbox)) {
          const conversation = conversationOf(entry);
          if (busy.has(conversation) || entry.notBefore > now) continue;
          const telling = tell(id, entry).finally(() => busy.delete(conversation));
          busy.set(conversation, telling);
        }
        if (busy.size === 0) break;
        if (stopping()) {
          await Promise.race([Promise.allSettled(busy.values()), pause(stoppingWaitsMs)]);
          break;
        }
        await Promise.race([...busy.values(), pause(lookAgainMs)]);
      }
    } finally {
      if (!stopping()) await Promise.allSettled(busy.values());
    }
    await letGo(id);
  };

  /** Takes the case, or keeps it, and notes what its clocks have to say by now. @returns undefined when it is not ours to work on */
  async function hold(id: CaseId, first: boolean): Promise<CaseRecord | undefined> {
    const held = await deps.cases.change<{ held?: CaseRecord; events: CaseEvent[] }>(id, (record) => {
      const around = deps.around();
      const { lease } = record;
      const others = lease && lease.by !== self && lease.until > around.now;
      const notDue = record.wakeAt === undefined || record.wakeAt > around.now;
      if (others || (first ? notDue : lease?.by !== self)) return { result: { events: [] } };
      const events = dueEvents(record, around);
      const fresh = lease && msOf(lease.until) - msOf(around.now) > leaseMs / 2;
      if (!first && events.length === 0 && fresh) return { result: { held: record, events } };
      const next = { ...record, lease: { by: self, until: instantOf(msOf(around.now) + leaseMs) } };
      const kept = events.length > 0 ? advance(next, { events }, around) : timed(next, around);
      return { record: kept, result: { held: kept, events } };
    });
    for (const event of held?.events ?? []) {
      if (event.type !== 'ClockReached') continue;
      deps.log.info({ event: 'clock.reached', ref: id, clock: event.clock, late: event.late });
    }
    return held?.held;
  }

  async function letGo(id: CaseId): Promise<void> {
    await deps.cases.change(id, (record) => {
      if (record.lease?.by !== self) return { result: undefined };
      const { lease: _, ...free } = record;
      return { record: timed(free, deps.around()), result: undefined };
    });
  }

  async function tell(id: CaseId, seen: Entry): Promise<void> {
    const record = await deps.cases.load(id);
    const entry = record?.outbox.find((each) => each.id === seen.id);
    if (!record || entry?.state.kind !== 'waiting' || record.lease?.by !== self) return;
    const dropped = whyDropped(record, entry, deps.around().parts);
    if (dropped) return note(id, entry, { state: { kind: 'dropped', at: deps.now(), why: dropped } });
    const key = `${id} ${entry.id}`;
    const said = unrecorded.get(key) ?? (await say(record, entry));
    if (!said) return;
    unrecorded.set(key, said);
    await noteAtLast(id, entry, said);
    unrecorded.delete(key);
  }

  /** @returns undefined when it was not taken; when it is tried again is noted by then */
  async function say(record: CaseRecord, entry: Entry): Promise<Said | undefined> {
    try {
      const delivered = await deliver(record, entry, deps);
      deps.log.info({ event: 'message.sent', ref: record.id, kind: entry.message.kind, attempts: entry.attempts + 1 });
      deps.metrics.told(entry.message.kind, isLate(record, entry, deps.now()));
      return { delivered, change: delivered.more ? {} : { state: stateAfter(delivered, deps.now()) } };
    } catch (error) {
      await noteFault(record.id, entry, error);
      return undefined;
    }
  }

  /** It is said: a store that is busy just now is no reason to say it again. @throws what the store says after half a minute */
  async function noteAtLast(id: CaseId, entry: Entry, { change, delivered }: Said): Promise<void> {
    for (let tried = 1; ; tried += 1) {
      try {
        return await note(id, entry, change, delivered);
      } catch (error) {
        if (tried === triesToRecord) throw error;
        deps.log.warn({ event: 'note.failed', ref: id, kind: entry.message.kind, err: error });
        await pause(250 * 2 ** tried);
      }
    }
  }

  async function noteFault(id: CaseId, entry: Entry, error: unknown): Promise<void> {
    const now = deps.now();
    if (error instanceof NotYet) return note(id, entry, { notBefore: instantOf(msOf(now) + 250) });
    const fault = error instanceof TeamsFault ? error : undefined;
    const { kind } = entry.message;
    const attempts = entry.attempts + (fault?.status === 429 ? 0 : 1); // being asked to wait is no failure
    deps.metrics.failed(kind, String(fault?.status ?? 'none'));
    const what = fault ? { status: fault.status } : { err: error };
    deps.log.warn({ event: 'message.failed', ref: id, kind, attempts, ...what });
    // A chat may have moved: what is remembered is forgotten once, and the person looked for in the MASH team.
    const person = 'person' in entry.to ? entry.to.person : undefined;
    const gone = person !== undefined && fault?.gone === true;
    if (gone && entry.attempts === 0 && (await deps.reach.forgetChat(person))) return note(id, entry, { attempts });
    // The card of a case is tried for ever; what Teams does not want gives way to what comes after it.
    const hopeless = gone || (fault?.refused === true && attempts >= triesOfTheRefused);
    const cannotBeMade = !fault && attempts >= triesOfTheBroken && !('place' in entry.to && entry.to.place === 'cases');
    if (kind !== 'case-card' && kind !== 'assessment-card' && (hopeless || cannotBeMade)) {
      gaveUp();
      const reason = fault ? `Teams answered ${fault.status}` : 'It cannot be made';
      return note(id, entry, { attempts, state: { kind: 'failed', at: now, reason } });
    }
    return note(id, entry, { attempts, notBefore: nextTry(entry.attempts, now, chance(), fault?.retryAfterMs) });
  }

  /** Records what became of a message. Nothing is sent again because somebody else changed the case meanwhile. */
  async function note(id: CaseId, entry: Entry, change: Partial<Entry>, delivered?: Delivered): Promise<void> {
    await deps.cases.change(id, (record) => {
      // Another instance took the case over meanwhile, and what became of the message there holds.
      if (record.outbox.find((each) => each.id === entry.id)?.state.kind !== 'waiting') return { result: undefined };
      const around = deps.around();
      const outbox = record.outbox
        .map((each) => (each.id === entry.id ? { ...each, ...change } : each))
        .map((each) => (isCleared(each, delivered?.cleared ?? []) ? withoutMessage(each) : each));
      const { card, ...place } = { ...record.said, ...delivered?.said };
      const said = { ...place, ...(card && !delivered?.cardGone ? { card } : {}) };
      const draft = said.draft.filter((activityId) => !delivered?.cleared?.includes(activityId));
      const next = { ...record, outbox, said: { ...said, draft } };
      const events: CaseEvent[] = delivered?.cardGone
        ? [{ type: 'CardGone', at: around.now }]
        : followUp(next, entry, change, around.now);
      const after = events.length > 0 ? advance(next, { events }, around) : timed(next, around);
      return { record: change.state && isToldNow(next, entry) ? withReceipt(after, around) : after, result: undefined };
    });
  }
}

/** What its clock said late, or what had to wait for Teams. */
function isLate({ events }: CaseRecord, { message, addedAt }: Entry, now: Instant): boolean {
  if (msOf(now) - msOf(addedAt) > lateAfterMs) return true;
  if (message.kind === 'reminder') return message.late;
  const event = 'event' in message && message.event !== undefined ? events[message.event] : undefined;
  return event?.type === 'ClockReached' && event.late;
}

function stateAfter({ activityId, cardGone }: Delivered, at: Instant): Entry['state'] {
  if (cardGone) return { kind: 'dropped', at, why: 'superseded' };
  return { kind: 'sent', at, ...(activityId ? { activityId } : {}) };
}

/** A message that shows nothing of the case any more is not looked for again. */
const isCleared = ({ state }: Entry, cleared: string[]): boolean =>
  state.kind === 'sent' && state.activityId !== undefined && cleared.includes(state.activityId);

const withoutMessage = (entry: Entry): Entry =>
  entry.state.kind === 'sent' ? { ...entry, state: { kind: 'sent', at: entry.state.at } } : entry;
