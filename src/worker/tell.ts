import type { CaseId } from '../base/reference.ts';
import { type Instant, msBetween } from '../base/time.ts';
import { advance, type ClockRules, withCaseCard, withMessages, withReceipt, withWakeTime } from '../case/advance.ts';
import { isAlarming, isLastRing } from '../case/alarms.ts';
import { lateAfterMs } from '../case/clocks.ts';
import { whyDropped } from '../case/judge.ts';
import { withThreadMoved } from '../case/moved.ts';
import { conversationOf, type Entry, headsOfLine, nameOfMessage, nextAt } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { standInMessages } from '../case/tell.ts';
import { OutsideFault } from '../connector/outside.ts';
import { TeamsFault } from '../connector/teams.ts';
import { type CaseEvent, isA } from '../history/events.ts';
import { deliver } from './deliver.ts';
import { type Delivered, drawn, NotDrawn, NotYet, noticeIn, type WorkerDeps } from './delivered.ts';
import { fewMessages } from './few-messages.ts';
import { afterFault, followUp, isNew } from './follow-up.ts';

/** A message that Teams took, and what the case must record of it. */
interface SentMessage {
  delivered: Delivered;
  change: Partial<Entry>;
}

const triesToRecord = 35; // half a minute
const searchedMs = 1000;

/**
 * Sends one message of a case that this instance holds, and records the result. When nothing else of the case is due, the same write lets
 * it go.
 * @param gaveUp called for each message that will not be retried
 */
export function messageTeller(deps: WorkerDeps, gaveUp: () => void): (id: CaseId, seen: Entry) => Promise<void> {
  const { pause, chance } = deps.machine;
  // sent by this process but not yet recorded in the store: never sent again
  const unrecorded = new Map<string, SentMessage>();
  const few = fewMessages(deps);

  return async (id, seen) => {
    const record = await deps.cases.load(id);
    const entry = record?.outbox.find((each) => each.id === seen.id);
    if (!record || entry?.state.kind !== 'waiting' || record.lease?.by !== deps.heart.instance) return;
    let dropped: ReturnType<typeof whyDropped>;
    try {
      dropped = drawn(() => whyDropped(record, entry, deps.caseContext().parts));
    } catch (error) {
      return noteFault(record, entry, error);
    }
    if (dropped) return note(deps, id, entry, { state: { kind: 'dropped', at: deps.now(), why: dropped } });
    const key = `${id} ${entry.id}`;
    const said = unrecorded.get(key) ?? (await say(record, entry));
    if (!said) return;
    unrecorded.set(key, said);
    await noteAtLast(id, entry, said);
    unrecorded.delete(key);
  };

  /** @returns undefined when the message was not sent; by then a retry is scheduled, or the message is given up */
  async function say(record: CaseRecord, entry: Entry): Promise<SentMessage | undefined> {
    try {
      const delivered = await deliver(record, entry, { ...deps, few, teams: deps.teamsFor(record.author) });
      const kind = nameOfMessage(entry.message);
      deps.log.info({ event: 'message.sent', ref: record.id, kind, attempts: entry.attempts + 1 });
      deps.metrics.told(kind, isLate(record, entry, deps.now()));
      return { delivered, change: changeOf(entry, delivered, deps.now()) };
    } catch (error) {
      await noteFault(record, entry, error);
      return undefined;
    }
  }

  /**
   * Records a sent message, retrying while the store is busy, because otherwise it would be sent again.
   * @throws the store's fault after half a minute
   */
  async function noteAtLast(id: CaseId, entry: Entry, { change, delivered }: SentMessage) {
    for (let tried = 1; ; tried += 1) {
      try {
        return await note(deps, id, entry, change, { delivered });
      } catch (error) {
        if (tried === triesToRecord) throw error;
        deps.log.warn({ event: 'note.failed', ref: id, kind: nameOfMessage(entry.message), err: error });
        // short pauses, so that the recording succeeds soon after the store recovers
        await pause(Math.min(1000, 250 * 2 ** tried));
      }
    }
  }

  async function noteFault(record: CaseRecord, entry: Entry, error: unknown) {
    const isGone = error instanceof TeamsFault && error.gone;
    const hasMoved = isGone && 'person' in entry.to && (await deps.reach.findAgain(entry.to.person));
    const change = afterFault(record, entry, error, { now: deps.now(), chance: chance(), hasMoved });
    const { attempts = entry.attempts, state } = change;
    if (!(error instanceof NotYet)) {
      const fault = error instanceof TeamsFault || error instanceof OutsideFault ? error : undefined;
      const kind = nameOfMessage(entry.message);
      deps.metrics.failed(kind, String(fault?.status ?? 'none'));
      const details = fault ? { status: fault.status } : { err: error };
      if (error instanceof NotDrawn)
        deps.log.error({ event: 'message.not-drawn', ref: record.id, kind, err: error.cause ?? error });
      else deps.log.warn({ event: 'message.failed', ref: record.id, kind, attempts, ...details });
    }
    if (state?.kind === 'failed') gaveUp();
    await note(deps, record.id, entry, change, { noChannel: isWithoutChannel(entry, error) });
  }
}

/** What is known of a message beside its change. */
interface Known {
  delivered?: Delivered;
  noChannel?: boolean;
}

/**
 * Records the result of a message. If somebody else has changed the case meanwhile, only the recording is retried, not
 * the sending.
 */
async function note(deps: WorkerDeps, id: CaseId, entry: Entry, change: Partial<Entry>, known: Known = {}) {
  const noting = (record: CaseRecord) => {
    const { record: noted, result } = withNoted(record, entry, { change, ...known }, deps);
    if (!noted) return { result };
    const after = withoutPast(noted, record, deps);
    return { record: withoutLeaseIfDone(after, deps), result };
  };
  // a search may be made twice: that it was made waits for what else is told
  const atLast = entry.message.kind === 'look-for-links' ? deps.machine.pause(searchedMs) : undefined;
  const events = await deps.cases.change<CaseEvent[]>(id, noting, atLast);
  if (events?.some(isA('NobodyReached'))) deps.log.error({ event: 'nobody.reached', ref: id });
}

/**
 * Lets the case go in the same write when nothing of it is due any more. A message that is under way still waits and is due, so the case is
 * kept for it.
 */
function withoutLeaseIfDone(record: CaseRecord, { heart, caseContext }: WorkerDeps): CaseRecord {
  const { lease, ...free } = record;
  const isDone = !record.wakeAt || record.wakeAt > caseContext().now;
  return isDone && lease?.by === heart.instance ? free : record;
}

/** Drops what was added just now and is not true any more, so that it needs no write of its own. Nothing of it is under way. */
function withoutPast(noted: CaseRecord, { outbox: before }: CaseRecord, deps: WorkerDeps): CaseRecord {
  const { now, parts } = deps.caseContext();
  return headsOfLine(noted.outbox)
    .filter((head) => nextAt(head, now) <= now && !before.some(({ id }) => id === head.id))
    .reduce((record, head) => {
      const why = whyDroppedIfKnown(record, head, parts);
      if (!why) return record;
      return withNoted(record, head, { change: { state: { kind: 'dropped', at: now, why } } }, deps).record ?? record;
    }, noted);
}

/** @returns undefined, too, where that cannot be said: whoever would send the message finds that out */
function whyDroppedIfKnown(...of: Parameters<typeof whyDropped>) {
  try {
    return whyDropped(...of);
  } catch {
    return undefined;
  }
}

/** The case with the result of a message, and what happened by it. Without a case, there is nothing to record. */
function withNoted(
  record: CaseRecord,
  entry: Entry,
  { change, delivered = {}, noChannel = false }: Known & { change: Partial<Entry> },
  deps: WorkerDeps,
): { record?: CaseRecord; result: CaseEvent[] } {
  const { cleared = [], cardGone } = delivered;
  // Another instance has taken over the case and recorded its own result, which counts.
  const waiting = record.outbox.find((each) => each.id === entry.id);
  if (waiting?.state.kind !== 'waiting') return { result: [] };
  const caseContext = deps.caseContext();
  // The case was handed over while this came to the first referrer: it is cleared there, and waits for the colleague.
  if (conversationOf(waiting) !== conversationOf(entry))
    return { record: withItCleared(record, entry, delivered, caseContext), result: [] };
  const outbox = record.outbox
    .map((each) => (each.id === entry.id ? { ...each, ...change } : each))
    .map((each) => withoutClearedId(each, cleared))
    .map((each) => (change.state?.kind === 'sent' ? triedNow(each, entry, caseContext.now) : each));
  const said = { ...record.said, ...delivered.said };
  const draft = said.draft.filter((activityId) => !cleared.includes(activityId));
  const noted = { ...record, outbox, said: { ...said, draft, card: cardGone ? undefined : said.card } };
  const next = withThreadMoved(noted, record.said, caseContext);
  const happened: CaseEvent[] = cardGone
    ? [{ type: 'CardGone', at: caseContext.now }]
    : followUp(next, entry, change, { ...caseContext, noChannel });
  const isUndrawn = isNew('undrawn', entry, change);
  const told = happened.length > 0 ? advance(next, { events: happened }, caseContext) : withWakeTime(next, caseContext);
  const after = isUndrawn ? withMessages(told, standInMessages(told, entry, caseContext.desk), caseContext) : told;
  const isReachedAgain = change.state?.kind === 'sent' && entry.unreached !== undefined && isAlarming(entry.message);
  const shown = isReachedAgain && next.said.card ? withCaseCard(after, caseContext) : after;
  const isReceiptDue =
    ((change.state || isNew('unreached', entry, change) || isUndrawn) && isLastRing(next, entry)) ||
    (change.state?.kind === 'sent' && isOnReceipt(next, entry, caseContext));
  return { record: isReceiptDue ? withReceipt(shown, caseContext) : shown, result: happened };
}

function withItCleared(
  record: CaseRecord,
  { to }: Entry,
  { activityId }: Delivered,
  caseContext: Parameters<typeof withMessages>[2],
): CaseRecord {
  if (activityId === undefined || !('person' in to)) return record;
  const said = { ...record.said, draft: [...record.said.draft, activityId] };
  return withMessages({ ...record, said }, [{ to, message: { kind: 'clear-draft' } }], caseContext);
}

const isOnReceipt = (record: CaseRecord, { message }: Entry, { parts }: ClockRules) =>
  message.kind === 'notice' && noticeIn(record, message, parts).notice.onReceipt === true;

/**
 * Whether no channel is set up, or Teams says at a second or later try that the channel is gone. At the first try, that
 * may be a passing fault, and raises no alarm.
 */
const isWithoutChannel = ({ to, message, attempts }: Entry, error: unknown) =>
  error instanceof TeamsFault &&
  'place' in to &&
  to.place === 'mash' &&
  message.kind === 'case-card' &&
  (error.isNowhere || (error.gone && attempts > 0));

/** A person can be reached again, so messages that wait for them are retried at once. */
const triedNow = (each: Entry, sent: Entry, now: Instant): Entry =>
  each.unreached && each.state.kind === 'waiting' && conversationOf(each) === conversationOf(sent)
    ? { ...each, notBefore: now }
    : each;

/** Whether the message is late, because its clock was noticed late or because it had to wait for Teams. */
function isLate({ events }: CaseRecord, { message, addedAt }: Entry, now: Instant) {
  if (msBetween(addedAt, now) > lateAfterMs) return true;
  const event = 'event' in message && message.event !== undefined ? events[message.event] : undefined;
  return event?.type === 'ClockReached' && event.late;
}

function changeOf({ attempts }: Entry, delivered: Delivered, at: Instant): Partial<Entry> {
  const { activityId, cardGone, nobodyToTell, digest } = delivered;
  if (delivered.hasNewThread) return { attempts: attempts + 1 };
  if (delivered.more) return {};
  if (nobodyToTell) return { state: { kind: 'dropped', at, why: 'no-longer-true' } };
  if (digest) return { state: { kind: 'sent', at: digest.at, digest: digest.id } };
  return { state: cardGone ? { kind: 'dropped', at, why: 'superseded' } : { kind: 'sent', at, activityId } };
}

/** A message that has been cleared of the case's facts loses its id, because nothing needs to find it again. */
function withoutClearedId(entry: Entry, cleared: string[]): Entry {
  const { state } = entry;
  const isCleared = state.kind === 'sent' && state.activityId !== undefined && cleared.includes(state.activityId);
  return isCleared ? { ...entry, state: { kind: 'sent', at: state.at } } : entry;
}
