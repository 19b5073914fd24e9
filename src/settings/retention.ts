import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import { Duration, Instant, londonDay, londonWords, plus } from '../base/time.ts';
import type { Pack } from '../protocol/pack.ts';
import { document } from '../store/change.ts';

/** Something due to be erased: the facts of a case, or old entries of its access log. `due`: when its period ends. */
const DueItem = z.object({ case: CaseId, what: z.enum(['facts', 'reads']), due: Instant });
export type DueItem = z.infer<typeof DueItem>;

/** `from`: when it may be erased at the earliest, at least 30 days after it was listed. */
const ListedForErasure = DueItem.extend({ from: Instant });
export type ListedForErasure = z.infer<typeof ListedForErasure>;

const Released = ListedForErasure.extend({ by: StaffId, at: Instant });
export type Released = z.infer<typeof Released>;

/**
 * The state of erasing by schedule, in one document for all instances. `confirmed`: who confirmed which periods;
 * without it, nothing is erased by schedule. `listed`: what waits for a second person to release it. `listedAt`: since
 * when that person is asked.
 */
export const RetentionRecord = z.object({
  kind: z.literal('settings'),
  id: z.literal('retention'),
  confirmed: z.object({ by: StaffId, name: z.string(), at: Instant, periods: z.string() }).optional(),
  // the confirmed periods, kept when somebody stops erasing by schedule; `npm run retention` erases by no others
  stood: z.string().optional(),
  listed: z.array(ListedForErasure),
  listedAt: Instant.optional(),
  released: z.array(Released),
  lookedOn: z.iso.date().optional(), // the day, in London, of the last look that was completed
  lookingUntil: Instant.optional(), // an instance is looking, and has until then
});
export type RetentionRecord = z.infer<typeof RetentionRecord>;

export const noRetention: RetentionRecord = { kind: 'settings', id: 'retention', listed: [], released: [] };

export const retentionIn = document('retention', RetentionRecord, noRetention);

const notice = Duration.parse('P30D');
const askedAgain = Duration.parse('P7D');
/** How far ahead to list. A list comes once a week, so it must reach a week further than the notice of 30 days. */
export const listingHorizon = Duration.parse('P37D');
const mostListed = 50; // as many as a person can look through on one card
const lookMayTake = Duration.parse('PT1H'); // after that, another instance starts again
const fromHour = 9;

/** The periods of a pack, as somebody confirms them. A change of pack, version or length needs a new confirmation. */
export const periodsOf = ({ id, version, retention }: Pack): string =>
  [id, version, retention.drafts, retention.decided, retention.accessLog, retention.staff].join(' ');

/** Whether erasing by schedule is on: an administrator has confirmed the present periods. */
export const isErasingOn = ({ confirmed }: RetentionRecord, pack: Pack): boolean =>
  confirmed?.periods === periodsOf(pack);

/** Whether an administrator has confirmed the present periods, even if erasing has been stopped since. */
export function periodsStatus(
  { confirmed, stood }: RetentionRecord,
  pack: Pack,
): 'confirmed' | 'never-confirmed' | 'changed' {
  const last = confirmed?.periods ?? stood;
  if (last === undefined) return 'never-confirmed';
  return last === periodsOf(pack) ? 'confirmed' : 'changed';
}

type Confirmed = NonNullable<RetentionRecord['confirmed']>;

/** Records that somebody confirms the periods. Whatever was listed or released under other periods is dropped. */
export const withConfirmed = (record: RetentionRecord, confirmed: Confirmed): RetentionRecord =>
  record.confirmed?.periods === confirmed.periods ? record : { ...noRetention, confirmed };

/** Stops erasing by schedule, including what was already released. */
export const withErasingStopped = (record: RetentionRecord): RetentionRecord =>
  record.confirmed ? { ...noRetention, stood: record.confirmed.periods } : record;

/** Whether today's look is due and no instance is making it. */
export function isLookDue({ lookedOn, lookingUntil }: RetentionRecord, now: Instant): boolean {
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

const isSame =
  (one: DueItem) =>
  (other: DueItem): boolean =>
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
  return { ...rest, listed: whole, released, ...(whole.length > 0 && listedAt ? { listedAt } : {}) };
}

const later = (one: Instant, other: Instant): Instant => (one > other ? one : other);

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
  const others = admins.filter((person) => person !== confirmed?.by);
  return [...new Set([...admins, ...(others.length > 0 ? [] : managers)])];
}
