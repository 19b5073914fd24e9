import { byTelephone, type Person } from '../base/people.ts';
import type { Instant } from '../base/time.ts';
import type { CaseEvent } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import { hasActed, heardOf, isUnanswered } from './acted.ts';
import { allocatedTo } from './along.ts';
import { clockReached, nextMark, type RunningClock, runningClocks, toldUpTo } from './clocks.ts';
import { type Entry, headsOfLine, isWaiting, nextAt } from './outbox.ts';
import type { Part } from './part.ts';
import { type Desk, react, type ToTell } from './react.ts';
import type { CaseRecord } from './record.ts';
import { isNotDelivered, isShown } from './shown.ts';
import { evolve, isUnwritten, type Referral, referralOf, type SubmittedReferral, submittedIn } from './state.ts';
import { isMark, isNobodyNamed, unreachedSince } from './unreached.ts';
import { opening, toldUnwritten } from './unwritten.ts';

export interface CaseContext {
  now: Instant;
  pack: Pack;
  desk: Desk;
  parts: readonly Part[]; // what the features add
  written: (record: CaseRecord) => number; // how many parts the whole written referral fills
  additions?: (record: CaseRecord) => number; // and an indicator check that was added
}

/** What the clocks need. */
type Clocked = Pick<CaseContext, 'now' | 'pack' | 'parts'>;

/** The case after events: history, what must be told, and when it next needs attention, all for one write. */
export function advance(
  record: CaseRecord,
  happened: { events: CaseEvent[]; texts?: Record<string, string>; by?: Person },
  caseContext: CaseContext,
): CaseRecord {
  const names = happened.by ? { ...record.facts.names, [happened.by.id]: happened.by.name } : record.facts.names;
  let next: CaseRecord = {
    ...record,
    revision: record.revision + 1,
    changedAt: caseContext.now,
    facts: { ...record.facts, texts: { ...record.facts.texts, ...happened.texts }, names },
  };
  const events = happened.events.flatMap((event) => [
    event,
    ...caseContext.parts.flatMap((part) => part.follows?.(event, record) ?? []),
  ]);
  for (let event = events.shift(); event; event = events.shift()) {
    const before = referralOf(next.events);
    const after = evolve(before, event);
    if (!next.training) events.unshift(...opening(event, after, [...next.events, event], caseContext.pack.clocks));
    const index = next.events.length;
    const told = [
      ...react(event, index, {
        author: next.author,
        desk: caseContext.desk,
        additions: event.type === 'CheckAdded' ? (caseContext.additions?.(next) ?? 1) : 1,
        written: event.type === 'ReferralSubmitted' ? caseContext.written(next) : 0,
        referral: submittedIn(before),
        links: 'links' in before ? before.links : [],
        saidBefore: next.events.flatMap(({ type }, at) => (/^Child(Missing|Found)$/.test(type) ? [at] : [])),
        isShown: isShown(next),
        hasActed: hasActed(next.events),
        ...(event.type === 'ClockReached'
          ? { unanswered: isUnanswered(next.events, event.clock), heard: heardOf(next, event.clock) }
          : {}),
      }),
      ...caseContext.parts.flatMap(
        (part) => part.react?.(event, index, { record: next, desk: caseContext.desk }) ?? [],
      ),
    ]
      .filter(({ message }) => !next.training || message.kind === 'clear-draft') // practice: nobody is told
      .filter(({ to }) => !('person' in to && to.person === byTelephone))
      .filter(({ message }) => message.kind !== 'receipt' || !isUnwritten(after)); // the draft stands in its place
    next = {
      ...answersOf(next, before, after),
      status: after.status === 'not-started' ? 'draft' : after.status,
      events: [...next.events, event],
      outbox: [...next.outbox, ...entries(next, told, caseContext.now)],
    };
    next = caseContext.parts.reduce((each, part) => part.after?.(each, event) ?? each, next);
  }
  return timed(next, caseContext);
}

/**
 * While the MASH waits for what is not in writing, it is shown who refers and nothing else: the rest of the answers stands apart, with
 * the draft. A call that was not made puts them together again.
 */
function answersOf(record: CaseRecord, before: Referral, after: Referral): CaseRecord {
  const { adding, ...facts } = record.facts;
  if (isUnwritten(after) && record.progress) {
    const answers = adding ?? facts.answers;
    return { ...record, facts: { ...facts, answers: toldUnwritten(answers), adding: answers } };
  }
  return isUnwritten(before) && after.status === 'draft' && adding
    ? { ...record, facts: { ...facts, answers: adding } }
    : record;
}

/** The case with its card in the MASH channel due to be shown anew, without an event. */
export function withCaseCard(record: CaseRecord, caseContext: Clocked): CaseRecord {
  const told = record.training ? [] : [{ to: { place: 'mash' as const }, message: { kind: 'case-card' as const } }];
  return timed({ ...record, outbox: [...record.outbox, ...entries(record, told, caseContext.now)] }, caseContext);
}

/** The case with its author's receipt due to be shown anew, without an event, while a written referral waits. */
export function withReceipt(record: CaseRecord, caseContext: Clocked): CaseRecord {
  const referral = submittedIn(referralOf(record.events));
  const isAwaited = referral?.status === 'awaiting-decision' && !isUnwritten(referral);
  if (!isAwaited || record.training || record.author === byTelephone) return record;
  const told: ToTell[] = [{ to: { person: record.author }, message: { kind: 'receipt' } }];
  return timed({ ...record, outbox: [...record.outbox, ...entries(record, told, caseContext.now)] }, caseContext);
}

function entries({ outbox }: CaseRecord, told: ToTell[], now: Instant): Entry[] {
  const first = (outbox.at(-1)?.id ?? -1) + 1;
  return told.map(({ to, message }, place) => ({
    id: first + place,
    to,
    message,
    addedAt: now,
    attempts: 0,
    notBefore: now,
    state: { kind: 'waiting' },
  }));
}

/** All that happens by now: what the clocks have to say, and that a mark has nobody who is named to hear it. */
export function dueNow(record: CaseRecord, caseContext: CaseContext): CaseEvent[] {
  const due = dueEvents(record, caseContext);
  const isUnheard = due.some(isMark) && isNobodyNamed(caseContext.desk);
  return isUnheard ? [...due, { type: 'NobodyReached', at: caseContext.now }] : due;
}

/** What the clocks of the case have to say by now, as events. */
export function dueEvents(record: CaseRecord, { now, pack, parts }: Clocked): CaseEvent[] {
  return clocksOf(record, { pack, parts }).flatMap((clock) => clockReached(clock, toldFor(record, clock), now) ?? []);
}

/**
 * Sets `wakeAt` to the earliest thing that the case still needs: a message that waits or a mark of a clock. Whoever holds the case does
 * not change that, so that a case whose holder died is still found.
 */
export function timed(record: CaseRecord, { now, pack, parts }: Clocked): CaseRecord {
  const times: Instant[] = headsOfLine(record.outbox).map((entry) => nextAt(entry, now));
  const clocks = clocksOf(record, { pack, parts });
  for (const clock of clocks) {
    const mark = nextMark(clock, toldFor(record, clock));
    if (mark) times.push(mark);
  }
  const sent = submittedIn(referralOf(record.events));
  return {
    ...record,
    wakeAt: times.sort()[0],
    unsentSince: record.outbox.find(isWaiting)?.addedAt,
    dueAt: sent?.decisionDue,
    heldBy: sent && allocatedTo(sent),
    rush: clocks.some(({ name }) => name === 'urgent') || undefined,
    alarm: alarmOf(record, sent),
  };
}

function alarmOf(record: CaseRecord, sent: SubmittedReferral | undefined): CaseRecord['alarm'] {
  if (unreachedSince(record)) return 'nobody-reached';
  return sent && record.status === 'awaiting-decision' && isNotDelivered(record, sent) ? 'not-delivered' : undefined;
}

/** A made-up case has no clocks. */
function clocksOf(record: CaseRecord, { pack, parts }: Pick<CaseContext, 'pack' | 'parts'>): RunningClock[] {
  if (record.training) return [];
  const own = runningClocks(referralOf(record.events), record.answeredAt, pack.clocks);
  return [...own, ...parts.flatMap((part) => part.clocks?.(record, pack) ?? [])];
}

/** Whether a clock of the case has still something to say, ever. */
export const hasRunningClock = (record: CaseRecord, caseContext: Pick<CaseContext, 'pack' | 'parts'>): boolean =>
  clocksOf(record, caseContext).some((clock) => nextMark(clock, toldFor(record, clock)) !== undefined);

/** An idle draft is nudged anew after each answer, so only what was told since the last one counts. */
function toldFor({ events }: CaseRecord, { name, start }: RunningClock): Instant | undefined {
  const told = toldUpTo(events, name);
  return told && told >= start ? told : undefined;
}
