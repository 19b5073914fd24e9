import type { CaseId } from '../base/reference.ts';
import { type Instant, msOf } from '../base/time.ts';
import { advance, timed, withCaseCard, withReceipt } from '../case/advance.ts';
import { lateAfterMs } from '../case/clocks.ts';
import { whyDropped } from '../case/judge.ts';
import { conversationOf, type Entry } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { isAlarming } from '../case/unreached.ts';
import { OutsideFault } from '../connector/outside.ts';
import { TeamsFault } from '../connector/teams.ts';
import { isToldNow } from '../features/alarm/ring-now.ts';
import type { CaseEvent } from '../history/events.ts';
import { afterFault } from './after-fault.ts';
import { deliver } from './deliver.ts';
import { type DeliverDeps, type Delivered, NotYet, type WorkerDeps } from './delivered.ts';
import { followUp } from './follow-up.ts';

export type TellDeps = DeliverDeps & Pick<WorkerDeps, 'log' | 'metrics' | 'machine' | 'heart'>;

/** A message that Teams took, and what the case must remember of it. */
interface Said {
  delivered: Delivered;
  change: Partial<Entry>;
}

const triesToRecord = 35; // half a minute

/**
 * Tells one message of a case that this instance holds, and records what became of it.
 * @param gaveUp hears of each message that will not be tried again
 */
export function telling(deps: TellDeps, gaveUp: () => void): (id: CaseId, seen: Entry) => Promise<void> {
  const { pause, chance } = deps.machine;
  const unrecorded = new Map<string, Said>(); // what this process said and the store does not know: it is not said again

  return async (id, seen) => {
    const record = await deps.cases.load(id);
    const entry = record?.outbox.find((each) => each.id === seen.id);
    if (!record || entry?.state.kind !== 'waiting' || record.lease?.by !== deps.heart.instance) return;
    const dropped = whyDropped(record, entry, deps.caseContext().parts);
    if (dropped) return note(deps, id, entry, { state: { kind: 'dropped', at: deps.now(), why: dropped } });
    const key = `${id} ${entry.id}`;
    const said = unrecorded.get(key) ?? (await say(record, entry));
    if (!said) return;
    unrecorded.set(key, said);
    await noteAtLast(id, entry, said);
    unrecorded.delete(key);
  };

  /** @returns undefined when it was not taken; its next try is recorded by then */
  async function say(record: CaseRecord, entry: Entry): Promise<Said | undefined> {
    try {
      const delivered = await deliver(record, entry, deps);
      deps.log.info({ event: 'message.sent', ref: record.id, kind: entry.message.kind, attempts: entry.attempts + 1 });
      deps.metrics.told(entry.message.kind, isLate(record, entry, deps.now()));
      return { delivered, change: changeOf(entry, delivered, deps.now()) };
    } catch (error) {
      await noteFault(record, entry, error);
      return undefined;
    }
  }

  /** It is said: a store that is busy just now is no reason to say it again. @throws what the store says after half a minute */
  async function noteAtLast(id: CaseId, entry: Entry, { change, delivered }: Said): Promise<void> {
    for (let tried = 1; ; tried += 1) {
      try {
        return await note(deps, id, entry, change, { delivered });
      } catch (error) {
        if (tried === triesToRecord) throw error;
        deps.log.warn({ event: 'note.failed', ref: id, kind: entry.message.kind, err: error });
        await pause(Math.min(1000, 250 * 2 ** tried)); // so that it goes on as soon as the store does
      }
    }
  }

  async function noteFault(record: CaseRecord, entry: Entry, error: unknown): Promise<void> {
    const hasMoved = isNotThere(entry, error) && (await deps.reach.findAgain(entry.to.person));
    const change = afterFault(record, entry, error, { now: deps.now(), chance: chance(), hasMoved });
    const { attempts = entry.attempts, state } = change;
    if (!(error instanceof NotYet)) {
      const fault = error instanceof TeamsFault || error instanceof OutsideFault ? error : undefined;
      const { kind } = entry.message;
      deps.metrics.failed(kind, String(fault?.status ?? 'none'));
      const what = fault ? { status: fault.status } : { err: error };
      deps.log.warn({ event: 'message.failed', ref: record.id, kind, attempts, ...what });
    }
    if (state?.kind === 'failed') gaveUp();
    await note(deps, record.id, entry, change, { noChannel: isWithoutChannel(entry, error) });
  }
}

/** Records what became of a message. Nothing is sent again because somebody else changed the case meanwhile. */
async function note(
  deps: TellDeps,
  id: CaseId,
  entry: Entry,
  change: Partial<Entry>,
  { delivered, noChannel = false }: { delivered?: Delivered; noChannel?: boolean } = {},
): Promise<void> {
  const events = await deps.cases.change<CaseEvent[]>(id, (record) => {
    // Another instance took the case over meanwhile, and what became of the message there holds.
    if (record.outbox.find((each) => each.id === entry.id)?.state.kind !== 'waiting') return { result: [] };
    const caseContext = deps.caseContext();
    const outbox = record.outbox
      .map((each) => (each.id === entry.id ? { ...each, ...change } : each))
      .map((each) => (isCleared(each, delivered?.cleared ?? []) ? withoutMessage(each) : each))
      .map((each) => (change.state?.kind === 'sent' ? triedNow(each, entry, caseContext.now) : each));
    const { card, ...place } = { ...record.said, ...delivered?.said };
    const said = { ...place, ...(card && !delivered?.cardGone ? { card } : {}) };
    const draft = said.draft.filter((activityId) => !delivered?.cleared?.includes(activityId));
    const next = { ...record, outbox, said: { ...said, draft } };
    const happened: CaseEvent[] = delivered?.cardGone
      ? [{ type: 'CardGone', at: caseContext.now }]
      : followUp(next, entry, change, { ...caseContext, noChannel });
    const after = happened.length > 0 ? advance(next, { events: happened }, caseContext) : timed(next, caseContext);
    const isThereAgain = change.state?.kind === 'sent' && entry.unreached !== undefined && isAlarming(entry.message);
    const shown = isThereAgain && said.card ? withCaseCard(after, caseContext) : after;
    const isReceiptDue = (change.state || (change.unreached && !entry.unreached)) && isToldNow(next, entry);
    return { record: isReceiptDue ? withReceipt(shown, caseContext) : shown, result: happened };
  });
  if (events?.some(({ type }) => type === 'NobodyReached')) deps.log.error({ event: 'nobody.reached', ref: id });
}

/** No channel is set up, or Teams has said twice that the bot has none there. One that is away for a moment alarms nobody. */
const isWithoutChannel = ({ to, message, attempts }: Entry, error: unknown): boolean =>
  error instanceof TeamsFault &&
  'place' in to &&
  to.place === 'mash' &&
  message.kind === 'case-card' &&
  (error.isNowhere || (error.gone && attempts > 0));

const isNotThere = (entry: Entry, error: unknown): entry is Entry & { to: Extract<Entry['to'], { person: unknown }> } =>
  'person' in entry.to && error instanceof TeamsFault && error.gone;

/** Who was not reached is there again: what waits for them is tried at once. */
const triedNow = (each: Entry, sent: Entry, now: Instant): Entry =>
  each.unreached && each.state.kind === 'waiting' && conversationOf(each) === conversationOf(sent)
    ? { ...each, notBefore: now }
    : each;

/** What its clock said late, or what had to wait for Teams. */
function isLate({ events }: CaseRecord, { message, addedAt }: Entry, now: Instant): boolean {
  if (msOf(now) - msOf(addedAt) > lateAfterMs) return true;
  if (message.kind === 'reminder') return message.late;
  const event = 'event' in message && message.event !== undefined ? events[message.event] : undefined;
  return event?.type === 'ClockReached' && event.late;
}

function changeOf({ attempts }: Entry, delivered: Delivered, now: Instant): Partial<Entry> {
  if (delivered.isAnew) return { attempts: attempts + 1 };
  return delivered.more ? {} : { state: stateAfter(delivered, now) };
}

function stateAfter({ activityId, cardGone, isNoLonger }: Delivered, at: Instant): Entry['state'] {
  if (isNoLonger) return { kind: 'dropped', at, why: 'no-longer-true' };
  if (cardGone) return { kind: 'dropped', at, why: 'superseded' };
  return { kind: 'sent', at, ...(activityId ? { activityId } : {}) };
}

/** A message that shows nothing of the case any more is not looked for again. */
const isCleared = ({ state }: Entry, cleared: string[]): boolean =>
  state.kind === 'sent' && state.activityId !== undefined && cleared.includes(state.activityId);

const withoutMessage = (entry: Entry): Entry =>
  entry.state.kind === 'sent' ? { ...entry, state: { kind: 'sent', at: entry.state.at } } : entry;
