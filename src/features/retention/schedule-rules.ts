import type { StaffId } from '../../base/people.ts';
import { Duration, type Instant, londonDay, londonWords, plus } from '../../base/time.ts';
import type { Pack } from '../../protocol/pack.ts';
import {
  type DueItem,
  isErasingOn,
  type ListedForErasure,
  noRetention,
  type Released,
  type RetentionRecord,
} from './state.ts';

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
