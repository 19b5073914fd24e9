import { randomUUID } from 'node:crypto';
import PQueue from 'p-queue';
import type { Logger } from 'pino';
import { CaseId } from '../reference.ts';
import { type Around, advance, dueEvents, timed } from '../referral/advance.ts';
import type { CaseRecord } from '../referral/case.ts';
import type { CaseEvent, EventOf } from '../referral/events.ts';
import { whyDropped } from '../referral/judge.ts';
import { conversationOf, type Entry, headsOfLine, nextTry } from '../referral/outbox.ts';
import type { Cases } from '../store/cases.ts';
import type { Store } from '../store/port.ts';
import { type Instant, instantOf, msOf } from '../time.ts';
import { type DeliverDeps, type Delivered, deliver, NotYet } from './deliver.ts';
import { TeamsFault } from './teams.ts';

export interface WorkerDeps extends DeliverDeps {
  cases: Cases;
  store: Store;
  around: () => Around;
  log: Logger;
}

const leaseMs = 60_000;
const longestSleepMs = 1000; // other instances may have saved something that is due
const casesAtOnce = 16;
const triesBeforeSaying = 8; // about two minutes; it goes on trying all the same

export interface Worker {
  wake(): void;
  /** Finishes what is in hand and lets go of it. */
  stop(): Promise<void>;
}

/**
 * Does whatever is due: clocks that have something to say, messages that wait. The store is its only memory, so a killed worker's
 * work is done by the next one.
 */
export function startWorker(deps: WorkerDeps): Worker {
  const self = randomUUID();
  const running = new PQueue({ concurrency: casesAtOnce });
  const inHand = new Set<string>();
  const conversations = new Map<string, PQueue>();
  const unreadable = new Map<string, number>(); // case → when to look at it again
  let stopping = false;
  let kicked: (() => void) | undefined;
  let kickedEarly = false;

  const wake = () => {
    kickedEarly = true;
    kicked?.();
  };

  const loop = async () => {
    while (!stopping) {
      kickedEarly = false;
      try {
        await sweep();
      } catch (error) {
        deps.log.error({ event: 'sweep.failed', err: error });
      }
      await sleepUntilNeeded();
    }
  };

  async function sweep() {
    const now = deps.now();
    for (const id of await deps.store.due(now, 100)) {
      if (stopping || inHand.has(id) || (unreadable.get(id) ?? 0) > msOf(now)) continue;
      inHand.add(id);
      void running
        .add(() => work(id))
        .finally(() => {
          inHand.delete(id);
          wake();
        });
    }
  }

  async function sleepUntilNeeded() {
    const next = await deps.store.nextWake().catch(() => undefined);
    const wait =
      next === undefined ? longestSleepMs : Math.min(Math.max(msOf(next) - msOf(deps.now()), 20), longestSleepMs);
    if (kickedEarly || stopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wait);
      kicked = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    kicked = undefined;
  }

  async function work(raw: string) {
    const id = CaseId.safeParse(raw);
    try {
      if (!id.success) throw new Error('a case has an id that is none');
      const claimed = await deps.cases.change(id.data, claim);
      if (!claimed) return;
      await untilNothingIsDue(id.data);
    } catch (error) {
      deps.log.error({ event: 'case.failed', ref: raw, err: error });
      unreadable.set(raw, msOf(deps.now()) + leaseMs);
    }
  }

  /** Takes the case for a while, and notes what its clocks have to say by now. */
  function claim(record: CaseRecord): { record?: CaseRecord; result: boolean } {
    const around = deps.around();
    if (record.lease && record.lease.until > around.now && record.lease.by !== self) return { result: false };
    if (record.wakeAt === undefined || record.wakeAt > around.now) return { result: false };
    const events = dueEvents(record, around);
    for (const event of events)
      if (event.type === 'ClockReached')
        deps.log.info({ event: 'clock.reached', ref: record.id, clock: event.clock, late: event.late });
    const lease = { by: self, until: instantOf(msOf(around.now) + leaseMs) };
    const held = { ...record, lease };
    return { record: events.length > 0 ? advance(held, { events }, around) : timed(held, around), result: true };
  }

  async function untilNothingIsDue(id: CaseId) {
    for (;;) {
      const now = deps.now();
      const record = await deps.cases.load(id);
      const due = record ? headsOfLine(record.outbox).filter((entry) => entry.notBefore <= now) : [];
      if (due.length === 0 || stopping) break;
      await Promise.all(due.map((entry) => inOrder(conversationOf(entry.to), () => tell(id, entry))));
    }
    await deps.cases.change(id, (record) => {
      if (record.lease?.by !== self) return { result: undefined };
      const { lease: _, ...free } = record;
      return { record: timed(free, deps.around()), result: undefined };
    });
  }

  /** One message at a time in a conversation, whichever case it belongs to. */
  async function inOrder(conversation: string, job: () => Promise<void>) {
    const queue = conversations.get(conversation) ?? new PQueue({ concurrency: 1 });
    conversations.set(conversation, queue);
    await queue.add(job);
    if (queue.size === 0 && queue.pending === 0) conversations.delete(conversation);
  }

  async function tell(id: CaseId, seen: Entry) {
    const record = await deps.cases.load(id);
    const entry = record?.outbox[seen.id];
    if (!record || !entry || entry.state.kind !== 'waiting') return;
    const dropped = whyDropped(record, entry);
    if (dropped) return note(id, entry, { state: { kind: 'dropped', at: deps.now(), why: dropped } });
    try {
      const delivered = await deliver(record, entry, deps);
      deps.log.info({ event: 'message.sent', ref: id, kind: entry.message.kind, attempts: entry.attempts + 1 });
      await note(id, entry, { state: sentState(delivered, deps.now()) }, delivered);
    } catch (error) {
      await noteFault(id, entry, error);
    }
  }

  async function noteFault(id: CaseId, entry: Entry, error: unknown) {
    const now = deps.now();
    if (error instanceof NotYet) return note(id, entry, { notBefore: instantOf(msOf(now) + 250) });
    const fault = error instanceof TeamsFault ? error : undefined;
    const attempts = entry.attempts + 1;
    deps.log.warn({
      event: 'message.failed',
      ref: id,
      kind: entry.message.kind,
      attempts,
      status: fault?.status,
      err: fault ? undefined : error,
    });
    if ('person' in entry.to && fault?.final) {
      // A chat may have moved: what is remembered is forgotten once, and the person looked for in the MASH team.
      if (entry.attempts === 0 && (await deps.reach.forgetChat(entry.to.person))) return note(id, entry, { attempts });
      return note(id, entry, {
        attempts,
        state: { kind: 'failed', at: now, reason: `Teams answered ${fault.status}` },
      });
    }
    const notBefore = nextTry(entry.attempts, now, Math.random(), fault?.retryAfterMs);
    return note(id, entry, { attempts, notBefore });
  }

  /** Records what became of a message. Nothing is sent again because somebody else changed the case meanwhile. */
  async function note(id: CaseId, entry: Entry, change: Partial<Entry>, delivered?: Delivered) {
    await deps.cases.change(id, (record) => {
      const around = deps.around();
      const outbox = record.outbox.map((each) => (each.id === entry.id ? { ...each, ...change } : each));
      const next = { ...record, outbox, said: { ...record.said, ...delivered?.said } };
      const events = followUp(next, entry, change, around.now);
      return { record: events.length > 0 ? advance(next, { events }, around) : timed(next, around), result: undefined };
    });
  }

  void loop();
  return {
    wake,
    async stop() {
      stopping = true;
      wake();
      await running.onIdle();
    },
  };
}

const sentState = ({ activityId }: Delivered, at: Instant): Entry['state'] => ({
  kind: 'sent',
  at,
  ...(activityId ? { activityId } : {}),
});

/** The first post in the channel is the delivery; that the referrer was told, or somebody cannot be reached, is made known to the MASH. */
function followUp(record: CaseRecord, entry: Entry, change: Partial<Entry>, now: Instant): CaseEvent[] {
  const happened = (type: 'ReferralDelivered' | 'ReferrerTold'): CaseEvent[] =>
    record.events.some((event) => event.type === type) ? [] : [{ type, at: now }];
  if (change.state?.kind === 'sent') {
    if (entry.message.kind === 'case-card') return happened('ReferralDelivered');
    return entry.message.kind === 'decision-notice' ? happened('ReferrerTold') : [];
  }
  const givenUp = change.state?.kind === 'failed' || change.attempts === triesBeforeSaying;
  if (!givenUp || !('person' in entry.to) || record.status === 'draft') return [];
  const quiet = ['receipt', 'clear-draft', 'undelivered-alert'].includes(entry.message.kind);
  return quiet ? [] : [{ type: 'NotReached', at: now, who: whoIs(record, entry), staff: entry.to.person }];
}

function whoIs(record: CaseRecord, { to, message }: Entry): EventOf<'NotReached'>['who'] {
  if ('person' in to && to.person === record.author) return 'referrer';
  return message.kind === 'reminder' && message.escalation ? 'escalation' : 'manager';
}
