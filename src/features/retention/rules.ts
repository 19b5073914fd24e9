import type { StaffId } from '../../base/people.ts';
import { Duration, type Instant, londonDay, londonWords, plus } from '../../base/time.ts';
import { advance, type CaseContext, type ClockContext, type ClockRules, hasRunningClock } from '../../case/advance.ts';
import { refuseFaultyTexts } from '../../case/commands.ts';
import { type Entry, isWaiting } from '../../case/outbox.ts';
import { nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { erasedIn } from '../../case/standing.ts';
import { emptyAnswers } from '../../draft/draft.ts';
import { type CaseEvent, nextNumber } from '../../history/events.ts';
import { holdText, type WhyErased } from '../../history/retention.ts';
import type { Pack } from '../../protocol/pack.ts';
import { disagreementsOf, isOpen } from '../disagreement/state.ts';
import {
  type DueItem,
  holdOn,
  isErasingOn,
  type ListedForErasure,
  lastActivity,
  noRetention,
  type Released,
  type RetentionRecord,
} from './state.ts';

/** Why a case is kept although its period is over. */
export type WhyKept = 'held' | 'undecided' | 'disagreement' | 'clock';

/**
 * `due`: its facts are to be erased now. `kept`: its period is over, but it is kept. `since`: when somebody last worked
 * on the case.
 */
export type RetentionStatus =
  | { kind: 'due'; why: WhyErased; since: Instant; period: Duration }
  | { kind: 'kept'; because: WhyKept; since: Instant }
  | { kind: 'in-time' }
  | { kind: 'erased' };

export type DueCase = Extract<RetentionStatus, { kind: 'due' }>;

/**
 * Whether the facts of a case are due to be erased.
 * @param into for a joined call, the case in which it goes on: while that one is held or undecided, the call is kept
 * too
 */
export function retentionStatus(
  record: CaseRecord,
  { now, pack, parts }: ClockContext,
  into?: CaseRecord,
): RetentionStatus {
  if (!hasFacts(record)) return { kind: 'erased' };
  const { status, events } = record;
  const why = whyErasedByStatus[status];
  const period = status === 'draft' || status === 'withdrawn' ? pack.retention.drafts : pack.retention.decided;
  const lastEventAt = lastActivity(events) ?? record.startedAt;
  const since = status === 'draft' && record.answeredAt > lastEventAt ? record.answeredAt : lastEventAt;
  if (plus(since, period) > now) return { kind: 'in-time' };
  const because = whyKept(record, { pack, parts }) ?? (into && whyKeptFor(into));
  return because ? { kind: 'kept', because, since } : { kind: 'due', why, since, period };
}

const whyErasedByStatus: Record<CaseRecord['status'], WhyErased> = {
  draft: 'idle-draft',
  withdrawn: 'deleted-draft',
  'awaiting-decision': 'decided', // an undecided case is always kept, so this is never used
  joined: 'joined',
  decided: 'decided',
};

/** Why a joined call is kept because of the case in which it goes on. */
function whyKeptFor({ status, events }: CaseRecord): WhyKept | undefined {
  if (holdOn(events)) return 'held';
  return status === 'awaiting-decision' ? 'undecided' : undefined;
}

/**
 * A case that is not finished is not erased, however old it is. Silence about a child is no reason to forget the child.
 */
function whyKept(record: CaseRecord, caseContext: ClockRules): WhyKept | undefined {
  const { status, events } = record;
  if (holdOn(events)) return 'held';
  if (status === 'awaiting-decision') return 'undecided';
  if (disagreementsOf(events).some(isOpen)) return 'disagreement';
  return hasRunningClock(record, caseContext) ? 'clock' : undefined;
}

export function hasFacts({ facts }: CaseRecord) {
  const { answers, adding, texts, names } = facts;
  const all = [answers.values, answers.ticks, answers.readings, texts, names];
  return adding !== undefined || all.some((each) => Object.keys(each).length > 0);
}

/**
 * The case without its facts: no answer, text or name. The salts go too, so that nobody can guess a fact from its hash
 * in the chain. The history stays, with what happened and when. Messages that still wait in the outbox are dropped.
 */
export function withFactsErased(
  record: CaseRecord,
  { why, period }: DueCase,
  by: StaffId,
  caseContext: CaseContext,
  confirmedBy?: StaffId,
): CaseRecord {
  const { progress: _, textsRolled: __, ...rest } = record; // without textsRolled, loading adds no texts kept elsewhere
  const dropped = (entry: Entry): Entry =>
    isWaiting(entry) ? { ...entry, state: { kind: 'dropped', at: caseContext.now, why: 'no-longer-true' } } : entry;
  const empty: CaseRecord = {
    ...rest,
    facts: { answers: emptyAnswers, texts: {}, names: {} },
    heard: [],
    outbox: record.outbox.map(dropped),
  };
  const event = { type: 'FactsErased' as const, at: caseContext.now, by, why, period };
  const events = [confirmedBy ? { ...event, confirmedBy } : event];
  return advance(empty, { events }, caseContext);
}

/** Whether a hold is set or released, why, by whom and when. */
interface HoldInput {
  isSet: boolean;
  why: string;
  by: StaffId;
  now: Instant;
}

/** Protects a case from erasing until the hold is released. An erased case cannot be held. */
export function changeHold(events: CaseEvent[], { isSet, why, by, now: at }: HoldInput): Outcome {
  const fault = refuseFaultyTexts({ why });
  if (fault) return fault;
  const hold = holdOn(events);
  if (!isSet)
    return hold
      ? withEvents([{ type: 'LegalHoldReleased', at, by, number: hold.number }], {
          [holdText.released(hold.number)]: why,
        })
      : nothingToDo;
  if (erasedIn(events)) return refuseWith('erased');
  if (hold) return nothingToDo;
  const number = nextNumber(events, 'LegalHoldSet');
  return withEvents([{ type: 'LegalHoldSet', at, by, number }], { [holdText.set(number)]: why });
}

const notice = Duration.parse('P30D');
const askedAgain = Duration.parse('P7D');
/** How far ahead to list. A list comes once a week, so it must reach a week further than the notice of 30 days. */
export const listingHorizon = Duration.parse('P37D');
const mostListed = 50; // as many as a person can look through on one card
const lookMayTake = Duration.parse('PT1H'); // after that, another instance starts again
const fromHour = 9;

type Confirmed = NonNullable<RetentionRecord['confirmed']>;

/** Records that somebody confirms the periods. Whatever was listed or released under other periods is dropped. */
export const withConfirmed = (record: RetentionRecord, confirmed: Confirmed): RetentionRecord =>
  record.confirmed?.periods === confirmed.periods ? record : { ...noRetention, confirmed };

/** Stops erasing by schedule, including what was already released. */
export const withErasingStopped = (record: RetentionRecord): RetentionRecord =>
  record.confirmed ? { ...noRetention, stood: record.confirmed.periods } : record;

/** Whether today's look is due and no instance is making it. */
export function isLookDue({ lookedOn, lookingUntil }: RetentionRecord, now: Instant) {
  if (lookedOn === londonDay(now) || Number(londonWords(now).hour) < fromHour) return false;
  return lookingUntil === undefined || lookingUntil <= now;
}

export const withLookBegun = (record: RetentionRecord, now: Instant): RetentionRecord => ({
  ...record,
  lookingUntil: plus(now, lookMayTake),
});

export function withLookDone({ lookingUntil: _, ...record }: RetentionRecord, now: Instant): RetentionRecord {
  return { ...record, lookedOn: londonDay(now) };
}

const isSame = (one: DueItem) => (other: DueItem) =>
  one.case === other.case && one.what === other.what && one.due === other.due;

/**
 * Lists what is due soon. An item that was listed or released leaves the record if it is no longer due at the same
 * time, because somebody has worked on the case or put a hold on it. A new list comes after a week, or as soon as
 * nothing on the last one waits.
 * @param dueSoon everything that is due within `listingHorizon` and has no hold
 */
export function withList(record: RetentionRecord, dueSoon: DueItem[], now: Instant): RetentionRecord {
  const isStillDue = (item: DueItem) => dueSoon.some(isSame(item));
  const { listedAt: last, ...rest } = record;
  const listed = record.listed.filter(isStillDue);
  const released = record.released.filter(isStillDue);
  const isTime = listed.length === 0 || !last || plus(last, askedAgain) <= now;
  const known = [...listed, ...released];
  const fresh = dueSoon
    .filter((item) => !known.some(isSame(item)))
    .sort((one, other) => (one.due < other.due ? -1 : 1))
    .slice(0, mostListed - listed.length)
    .map((item): ListedForErasure => ({ ...item, from: later(item.due, plus(now, notice)) }));
  const whole = isTime ? [...listed, ...fresh] : listed;
  const listedAt = isTime ? now : last;
  return { ...rest, listed: whole, released, ...(whole.length > 0 && listedAt && { listedAt }) };
}

const later = (one: Instant, other: Instant) => (one > other ? one : other);

export type ReleaseRefused = 'off' | 'same-person' | 'nothing-listed' | 'another-list';

/**
 * Why a person cannot release a list; undefined if they can. It must be a second person, never the one who confirmed
 * the periods.
 */
export function whyNotReleased(
  record: RetentionRecord,
  pack: Pack,
  { by, list }: { by: StaffId; list: Instant | undefined },
): ReleaseRefused | undefined {
  if (!isErasingOn(record, pack)) return 'off';
  if (record.confirmed?.by === by) return 'same-person';
  if (record.listed.length === 0) return 'nothing-listed';
  return list !== undefined && list !== record.listedAt ? 'another-list' : undefined;
}

/** Releases everything on the list. Each item is erased on its day, and not before. */
export function withReleased(record: RetentionRecord, by: StaffId, at: Instant): RetentionRecord {
  const { listedAt: _, ...rest } = record;
  return { ...rest, listed: [], released: [...record.released, ...record.listed.map((each) => ({ ...each, by, at }))] };
}

/** The released items whose day has come. */
export const toErase = ({ released }: RetentionRecord, now: Instant): Released[] =>
  released.filter(({ from }) => from <= now);

/** Removes a released item, because it was erased or is no longer due. */
export const withoutReleased = (record: RetentionRecord, item: Released): RetentionRecord => ({
  ...record,
  released: record.released.filter((each) => !isSame(item)(each)),
});

/** Who is asked to release a list: the administrators, and also the managers if there is no second administrator. */
export function peopleToAsk(
  { confirmed }: RetentionRecord,
  { admins, managers }: { admins: StaffId[]; managers: StaffId[] },
): StaffId[] {
  const isAlone = admins.every((person) => person === confirmed?.by);
  return [...new Set(isAlone ? [...admins, ...managers] : admins)];
}
