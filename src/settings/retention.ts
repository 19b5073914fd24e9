import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import { Duration, Instant, londonDay, londonWords, plus } from '../base/time.ts';
import type { Pack } from '../protocol/pack.ts';

/** What is due: the facts of a case, or old entries of its access log. `due`: when its period is over. */
const DueItem = z.object({ case: CaseId, what: z.enum(['facts', 'reads']), due: Instant });
export type DueItem = z.infer<typeof DueItem>;

/** `from`: the first moment at which it may be erased, 30 days after it was listed or later. */
const ListedForErasure = DueItem.extend({ from: Instant });
export type ListedForErasure = z.infer<typeof ListedForErasure>;

const Released = ListedForErasure.extend({ by: StaffId, at: Instant });
export type Released = z.infer<typeof Released>;

/**
 * Where it stands with erasing by schedule, in one document for all instances. `confirmed`: who confirmed which periods, without which
 * nothing is erased by itself. `listed`: what waits for a second person, and since when they are asked.
 */
export const RetentionRecord = z.object({
  kind: z.literal('settings'),
  id: z.literal('retention'),
  confirmed: z.object({ by: StaffId, name: z.string(), at: Instant, periods: z.string() }).optional(),
  stood: z.string().optional(), // the periods that were confirmed until somebody stopped it: a command goes by no others
  listed: z.array(ListedForErasure),
  listedAt: Instant.optional(),
  released: z.array(Released),
  lookedOn: z.iso.date().optional(), // the day in London of the last look that came to its end
  lookingUntil: Instant.optional(), // an instance looks, and has so long
});
export type RetentionRecord = z.infer<typeof RetentionRecord>;

export const noRetention: RetentionRecord = { kind: 'settings', id: 'retention', listed: [], released: [] };

const notice = Duration.parse('P30D');
const askedAgain = Duration.parse('P7D');
/** A list comes once a week, so what is listed is what will be due a week later than the notice asks for. */
export const ahead = Duration.parse('P37D');
const mostListed = 50; // what a person can look through on one card
const lookMayTake = Duration.parse('PT1H'); // then another instance begins anew
const fromHour = 9;

/** The periods as they are confirmed. Another pack, another version or another length is another confirmation. */
export const periodsOf = ({ id, version, retention }: Pack): string =>
  [id, version, retention.drafts, retention.decided, retention.accessLog, retention.staff].join(' ');

/** Whether anything is erased by schedule: an administrator has confirmed the periods that hold now. */
export const isOn = ({ confirmed }: RetentionRecord, pack: Pack): boolean => confirmed?.periods === periodsOf(pack);

/** Whether these are the periods that an administrator confirmed, whether or not it was stopped since. */
export function whatStands(
  { confirmed, stood }: RetentionRecord,
  pack: Pack,
): 'confirmed' | 'never-confirmed' | 'changed' {
  const last = confirmed?.periods ?? stood;
  if (last === undefined) return 'never-confirmed';
  return last === periodsOf(pack) ? 'confirmed' : 'changed';
}

type Confirmed = NonNullable<RetentionRecord['confirmed']>;

/** Somebody confirms the periods. What was listed or released under others is not any more. */
export const withConfirmed = (record: RetentionRecord, confirmed: Confirmed): RetentionRecord =>
  record.confirmed?.periods === confirmed.periods ? record : { ...noRetention, confirmed };

/** From now on nothing is erased by schedule, also not what was released. */
export const withErasingStopped = (record: RetentionRecord): RetentionRecord =>
  record.confirmed ? { ...noRetention, stood: record.confirmed.periods } : record;

/** Whether the look of today is still to be made, and nobody is making it. */
export function isToLook({ lookedOn, lookingUntil }: RetentionRecord, now: Instant): boolean {
  if (lookedOn === londonDay(now) || Number(londonWords(now).hour) < fromHour) return false;
  return lookingUntil === undefined || lookingUntil <= now;
}

export const looking = (record: RetentionRecord, now: Instant): RetentionRecord => ({
  ...record,
  lookingUntil: plus(now, lookMayTake),
});

export function looked({ lookingUntil: _, ...record }: RetentionRecord, now: Instant): RetentionRecord {
  return { ...record, lookedOn: londonDay(now) };
}

const isSame =
  (one: DueItem) =>
  (other: DueItem): boolean =>
    one.case === other.case && one.what === other.what && one.due === other.due;

/**
 * The record with what is due soon listed. What was listed or released and is not due as it was (somebody did something to it, or holds
 * it) leaves the list. A new list comes when a week is over, or when nothing of the last one waits.
 * @param found everything that is due within `ahead` and is not kept
 */
export function withList(record: RetentionRecord, found: DueItem[], now: Instant): RetentionRecord {
  const isFound = (item: DueItem) => found.some(isSame(item));
  const { listedAt: last, ...rest } = record;
  const listed = record.listed.filter(isFound);
  const released = record.released.filter(isFound);
  const isTime = listed.length === 0 || !last || plus(last, askedAgain) <= now;
  const known = [...listed, ...released];
  const fresh = found
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

/** Why somebody cannot release a list; undefined where they can. A second person does: never the one who confirmed the periods. */
export function whyNotReleased(
  record: RetentionRecord,
  pack: Pack,
  { by, list }: { by: StaffId; list: Instant | undefined },
): ReleaseRefused | undefined {
  if (!isOn(record, pack)) return 'off';
  if (record.confirmed?.by === by) return 'same-person';
  if (record.listed.length === 0) return 'nothing-listed';
  return list !== undefined && list !== record.listedAt ? 'another-list' : undefined;
}

/** What is listed is released; each is erased on its day, and not before. */
export function withReleased(record: RetentionRecord, by: StaffId, at: Instant): RetentionRecord {
  const { listedAt: _, ...rest } = record;
  return { ...rest, listed: [], released: [...record.released, ...record.listed.map((each) => ({ ...each, by, at }))] };
}

/** What was released, and whose day has come. */
export const toErase = ({ released }: RetentionRecord, now: Instant): Released[] =>
  released.filter(({ from }) => from <= now);

/** Without one that was released: it is erased, or not due as it was released. */
export const without = (record: RetentionRecord, item: Released): RetentionRecord => ({
  ...record,
  released: record.released.filter((each) => !isSame(item)(each)),
});

/** Who is asked to release: the administrators, and the managers where there is no second administrator. */
export function whoIsAsked(
  { confirmed }: RetentionRecord,
  { admins, managers }: { admins: StaffId[]; managers: StaffId[] },
): StaffId[] {
  const others = admins.filter((person) => person !== confirmed?.by);
  return [...new Set([...admins, ...(others.length > 0 ? [] : managers)])];
}
