import { type Person, phoneCaller } from '../base/people.ts';
import type { Texts } from '../base/texts.ts';
import { type Instant, plus } from '../base/time.ts';
import type { CaseEvent } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Clocks as ClockLengths } from '../protocol/service.ts';
import { isMark, isNobodyNamed, isWorkedOn, unreachedSince } from './alarms.ts';
import { clockEvent, lastMarkSinceStart, marksAhead, nextMark, type RunningClock } from './clocks.ts';
import type { Desk } from './desk.ts';
import { answersForMash, heldEvents, withAddressesHeld } from './held.ts';
import { ownWindow } from './joined.ts';
import { type Entry, headsOfLine, isWaiting, nextAt, type Outgoing } from './outbox.ts';
import type { Part, Shelf } from './part.ts';
import { CaseRecord, type CaseTrouble, notReadByClocks, ownAnswers, troublesAsText } from './record.ts';
import { allocatedTo, type CommonState, calledAt } from './referral.ts';
import { erasedIn, isNotDelivered, sentReferral } from './standing.ts';
import {
  evolve,
  isSubmitted,
  isUnwritten,
  type Referral,
  referralOf,
  type SubmittedReferral,
  statusOf,
  submittedIn,
} from './state.ts';
import { tell } from './tell.ts';
import { boardPlaceOf, shelfOf } from './up-next.ts';

export interface CaseContext {
  now: Instant;
  pack: Pack;
  desk: Desk;
  parts: readonly Part[]; // what the features add
}

/** What says which clocks a case has. */
export type ClockRules = Pick<CaseContext, 'pack' | 'parts'>;
/** What the clocks need to know. */
export type ClockContext = ClockRules & Pick<CaseContext, 'now'>;

/**
 * A case with what it records about an event of another case.
 * @param from the other case, which knows the name of who acted. No name is written into an erased case
 */
export function withMirrored(record: CaseRecord, event: CaseEvent, from: CaseRecord, caseContext: CaseContext) {
  const id = 'by' in event && !erasedIn(record.events) ? event.by : undefined;
  const by = id && { id, name: from.facts.names[id] ?? 'a MASH colleague', roles: new Set<never>() };
  return advance(record, { events: [event], ...(by && { by }) }, caseContext);
}

/**
 * Applies events to a case: its history, the messages to send, and when it next needs attention. All of it goes into
 * one write.
 */
export function advance(
  record: CaseRecord,
  change: { events: CaseEvent[]; texts?: Texts; by?: Person },
  caseContext: CaseContext,
): CaseRecord {
  let next: CaseRecord = {
    ...record,
    revision: record.revision + 1,
    changedAt: caseContext.now,
    facts: {
      ...record.facts,
      texts: withAll(record.facts.texts, change.texts),
      names: withAll(record.facts.names, change.by && { [change.by.id]: change.by.name }),
    },
  };
  const events = [...change.events];
  for (let event = events.shift(); event; event = events.shift()) {
    const [at, record] = [event, next];
    if (change.events.includes(event))
      events.unshift(...caseContext.parts.flatMap((part) => part.follows?.(at, record) ?? []));
    const before = referralOf(next.events);
    const after = evolve(before, event);
    if (!next.practice)
      events.unshift(...eventsWhileUnwritten(event, after, [...next.events, event], caseContext.pack.clocks));
    const index = next.events.length;
    const messages = tell(caseContext.parts, event, {
      ...caseContext,
      record: next,
      referral: submittedIn(before),
      index,
    })
      .filter(({ message }) => !next.practice || message.kind === 'clear-draft') // a practice case tells nobody
      .filter(({ to }) => !('person' in to && to.person === phoneCaller))
      // until it is written, the draft serves as the receipt
      .filter(({ message }) => message.kind !== 'receipt' || !isUnwritten(after));
    next = {
      ...withAnswersMoved({ ...next, events: [...next.events, event] }, after),
      status: statusOf(after),
      outbox: [...next.outbox, ...entries(next, messages, caseContext.now)],
    };
    next = caseContext.parts.reduce((each, part) => part.after?.(each, event) ?? each, next);
  }
  const masked = isSubmitted(referralOf(next.events)) && (change.by || change.texts) && withAddressesHeld(next, change);
  if (!masked) return withWakeTime(next, caseContext);
  const held = heldEvents(masked);
  return held.length > 0
    ? advance(masked.record, { events: held }, caseContext)
    : withWakeTime(masked.record, caseContext);
}

/** The texts with more. If they have these already, they stay the same object: it was parsed, and need not be again. */
const withAll = (texts: Texts, more: Texts = {}): Texts =>
  Object.entries(more).every(([name, text]) => texts[name] === text) ? texts : { ...texts, ...more };

/**
 * While the MASH waits for the written referral, it sees only what `answersForMash` lets through. The draft keeps
 * all answers in `adding`.
 */
function withAnswersMoved(record: CaseRecord, after: Referral) {
  if (!isUnwritten(after) || !record.progress) return record;
  const adding = ownAnswers(record);
  return { ...record, facts: { ...record.facts, answers: answersForMash(record), adding } };
}

/** Queues messages without an event. */
export const withMessages = (record: CaseRecord, messages: Outgoing[], caseContext: ClockContext): CaseRecord =>
  withWakeTime({ ...record, outbox: [...record.outbox, ...entries(record, messages, caseContext.now)] }, caseContext);

/** Queues a refresh of the card in the MASH channel, without an event. */
export function withCaseCard(record: CaseRecord, caseContext: ClockContext): CaseRecord {
  const messages: Outgoing[] = record.practice ? [] : [{ to: { place: 'mash' }, message: { kind: 'case-card' } }];
  return withMessages(record, messages, caseContext);
}

/** Queues a refresh of the author's receipt, without an event, while a written referral waits for its decision. */
export function withReceipt(record: CaseRecord, caseContext: ClockContext): CaseRecord {
  const referral = sentReferral(record);
  const isAwaited = referral?.status === 'awaiting-decision' && !isUnwritten(referral);
  if (!isAwaited || record.practice || record.author === phoneCaller) return record;
  return withMessages(record, [{ to: { person: record.author }, message: { kind: 'receipt' } }], caseContext);
}

function entries({ outbox }: CaseRecord, messages: Outgoing[], now: Instant): Entry[] {
  const first = (outbox.at(-1)?.id ?? -1) + 1;
  return messages.map(({ to, message }, place) => ({
    id: first + place,
    to,
    message,
    addedAt: now,
    attempts: 0,
    notBefore: now,
    state: { kind: 'waiting' },
  }));
}

/**
 * The events that are due now: from the clocks, and `NobodyReached` if a mark is due and the set-up names nobody to
 * hear it.
 */
export function eventsDue(record: CaseRecord, caseContext: CaseContext): CaseEvent[] {
  const due = clockEventsDue(record, caseContext);
  const isUnheard = due.some(isMark) && isNobodyNamed(caseContext.desk);
  return isUnheard ? [...due, { type: 'NobodyReached', at: caseContext.now }] : due;
}

/** The marks that were reached and are not recorded yet, each by itself. */
export const marksMissed = (record: CaseRecord, { now, pack, parts }: ClockContext) =>
  clocksOf(record, { pack, parts }).flatMap((clock) =>
    marksAhead(clock, lastMarkSinceStart(record, clock, now), clock.start, now),
  );

/** The events that the clocks of the case are due to record by now. */
export function clockEventsDue(record: CaseRecord, { now, pack, parts }: ClockContext): CaseEvent[] {
  return clocksOf(record, { pack, parts }).flatMap(
    (clock) => clockEvent(clock, lastMarkSinceStart(record, clock, now), now) ?? [],
  );
}

const isOfTeam = ({ is }: Shelf) => is === 'passed-on' || is === 'taken-on';

/**
 * Sets the fields by which lists and the worker find the case. `wakeAt` is the earliest time at which a message or a
 * clock needs it. A lease does not change `wakeAt`, so the worker still finds a case after the instance that held it
 * has died.
 */
export function withWakeTime(record: CaseRecord, { now, pack, parts }: ClockContext): CaseRecord {
  const times: Instant[] = headsOfLine(record.outbox).map((entry) => nextAt(entry, now));
  const clocks = clocksOf(record, { pack, parts });
  for (const clock of clocks) {
    const mark = nextMark(clock, lastMarkSinceStart(record, clock, now));
    if (mark) times.push(mark);
  }
  const sent = sentReferral(record);
  const shelves = parts.flatMap((part) => part.shelf?.(record.events) ?? []);
  const place = boardPlaceOf(record, pack, shelves);
  return {
    ...record,
    wakeAt: times.sort()[0],
    unsentSince: record.outbox.find(isWaiting)?.addedAt,
    upNext: place,
    team: (place !== undefined && shelves.some(isOfTeam) && shelfOf(shelves)?.is !== 'closed') || undefined,
    dueAt: sent?.status === 'awaiting-decision' ? sent.decisionDue : undefined,
    heldBy: sent && allocatedTo(sent),
    rush: clocks.some(({ name }) => name === 'urgent') || undefined,
    trouble: troublesAsText(troublesOf(record, sent)),
  };
}

function troublesOf(record: CaseRecord, sent: SubmittedReferral | undefined): CaseTrouble[] {
  const isUndrawn = record.outbox.some((entry) => isWaiting(entry) && entry.undrawn);
  const isUndelivered = sent && record.status === 'awaiting-decision' && isNotDelivered(record, sent);
  return [
    ...(unreachedSince(record) ? ['nobody-reached' as const] : []),
    ...(isUndrawn ? ['not-drawn' as const] : []),
    ...(isUndelivered ? ['not-delivered' as const] : []),
  ];
}

const readByClocks = (Object.keys(CaseRecord.shape) as (keyof CaseRecord)[]).filter(
  (name) => !notReadByClocks.some((each) => each === name),
);

interface KnownClocks extends ClockRules {
  record: CaseRecord;
  clocks: (RunningClock | undefined)[];
}

/** The clocks of the latest record with these events. */
const lastClocks = new WeakMap<CaseEvent[], KnownClocks>();

/** The clocks that run for a case. A practice case has none. Most are worked out once until what they read changes. */
function clocksOf(record: CaseRecord, { pack, parts }: ClockRules): RunningClock[] {
  if (record.practice) return [];
  const last = lastClocks.get(record.events);
  const known =
    last?.pack === pack && last.parts === parts && readByClocks.every((name) => last.record[name] === record[name])
      ? last
      : undefined;
  const clocks =
    known?.record.outbox === record.outbox
      ? known.clocks
      : parts
          .flatMap((part) => Object.values(part.clocks ?? {}))
          .map((clock, place) => {
            if (clock.runsByMessages) return clock.runsByMessages(record, pack);
            return known ? known.clocks[place] : clock.runs(record, pack);
          });
  lastClocks.set(record.events, { pack, parts, record, clocks });
  return clocks.filter((clock) => clock !== undefined);
}

/** Whether any clock of the case will ever reach another mark. */
export const hasRunningClock = (record: CaseRecord, caseContext: ClockRules) =>
  clocksOf(record, caseContext).some((clock) => nextMark(clock, lastMarkSinceStart(record, clock)) !== undefined);

/**
 * The event that follows from a call or a missing child while nothing is in writing. The MASH must decide in time even
 * so. Its clock starts with the call or with the first report that the child is missing, whichever came first. Only a call
 * that the referrer corrects, before somebody at the MASH has worked on the case or joined a call into it, moves it back.
 * @param after  the referral after the event
 * @param events the history, including the event
 * @source Protocol 8.2 (24 hours; a telephone referral is confirmed in writing), 10.2
 */
function eventsWhileUnwritten(
  event: CaseEvent,
  after: Referral,
  events: CaseEvent[],
  { decision }: ClockLengths,
): CaseEvent[] {
  if (event.type !== 'PhoneCallRecorded' && event.type !== 'ChildMissing') return [];
  if (after.status !== 'draft' && !(isUnwritten(after) && after.status === 'awaiting-decision')) return [];
  const waits = submittedIn(after);
  const own = waits && ownWindow(waits).clockStart;
  const isCorrected = event.type === 'PhoneCallRecorded' && !isWorkedOn(events) && waits?.calls.length === 0;
  const { at, by } = event;
  const first = firstOf(after, at, isCorrected ? undefined : own);
  if (!first || first === own) return [];
  return [{ type: 'WaitsUnwritten', at, by, clockStart: first, decisionDue: plus(first, decision.within) }];
}

/**
 * When the case starts to wait: the earliest of its reasons, but never in the future.
 * @param since when its clock started, if it does not move back
 */
function firstOf(referral: CommonState, now: Instant, since: Instant | undefined) {
  const times = [calledAt(referral), referral.missing[0]?.at, since].filter((at) => at !== undefined).sort();
  return times[0] !== undefined && times[0] > now ? now : times[0];
}
