import { z } from 'zod';
import { StaffId } from '../../base/people.ts';
import { Duration, Instant, plus } from '../../base/time.ts';
import { CaseChannel } from '../../case/record.ts';
import { document } from '../../store/change.ts';

/** Somebody who can read a channel in which cases are posted, but does not belong to the MASH. */
const Onlooker = z.object({ who: z.string(), name: z.string(), isGuest: z.boolean(), where: CaseChannel });
export type Onlooker = z.infer<typeof Onlooker>;

/**
 * Somebody of the set-up whom the roster of the MASH channel once showed. `missing`: since when it shows them no more. `left`:
 * when a second whole reading, an hour later, did not show them either.
 */
const Staff = z.object({ name: z.string(), missing: Instant.optional(), left: Instant.optional() });

/**
 * The onlookers that the roster showed when it was last read, with when each was first found. `readNext`: when an
 * instance reads it next.
 */
export const Onlookers = z.object({
  channelId: z.string(), // the MASH channel
  readNext: Instant,
  present: z.array(Onlooker.extend({ since: Instant })),
  staff: z.record(StaffId, Staff).default({}),
});
export type Onlookers = z.infer<typeof Onlookers>;

export const onlookersIn = document('onlookers', Onlookers, undefined);

const day = Duration.parse('P1D');
const claimLasts = Duration.parse('PT1M'); // how long the reading waits if the instance that was reading was killed
const again = Duration.parse('PT5M'); // how soon to read again if Teams did not answer
const leftAfter = Duration.parse('PT1H'); // from one reading that does not show a colleague to the next
const tellFor = Duration.parse('P7D'); // how long to keep trying to tell somebody

/** The record for this channel. Its first reading is due at once. */
const ofChannel = (before: Onlookers | undefined, channelId: string, now: Instant): Onlookers =>
  before?.channelId === channelId ? before : { channelId, readNext: now, present: [], staff: {} };

/** The channels in which the newest whole reading found onlookers. */
export const readByGuests = (record: Onlookers | undefined, channelId: string | undefined): CaseChannel[] =>
  record?.channelId === channelId ? [...new Set(record?.present.map(({ where }) => where))] : [];

/** Claims the reading of the roster if it is due, so that no other instance reads it meanwhile. */
export function claimReading(
  before: Onlookers | undefined,
  channelId: string,
  now: Instant,
): { record: Onlookers; isMine: boolean } {
  const record = ofChannel(before, channelId, now);
  const isMine = record.readNext <= now;
  return { record: isMine ? { ...record, readNext: plus(now, claimLasts) } : record, isMine };
}

/** Makes the roster due at once, because somebody joined or left, even if an instance is reading it now. */
export const withReadingDue = (before: Onlookers | undefined, channelId: string, now: Instant): Onlookers => ({
  ...ofChannel(before, channelId, now),
  readNext: now,
});

/** What a reading found. `onlookers`: undefined of a channel about which Teams did not answer. `staff`: those of the set-up who are in the MASH channel; undefined in the same way. */
interface Found {
  onlookers: ReadonlyMap<CaseChannel, Onlooker[] | undefined>;
  named: readonly StaffId[]; // in the set-up
  staff: ReadonlyMap<StaffId, string> | undefined; // with their names
}

/**
 * Records what was found. A channel about which Teams did not answer keeps what it had. An onlooker who
 * was there before keeps their `since`.
 */
export function withReading(record: Onlookers, claimed: Onlookers, read: Found, now: Instant): Onlookers {
  if (record.channelId !== claimed.channelId) return record;
  const found = read.onlookers;
  const isDueAgain = record.readNext !== claimed.readNext; // somebody joined or left while the roster was being read
  const staff = staffAfter(record.staff, read, now);
  const isOneMissing = Object.values(staff).some(({ missing, left }) => missing && !left);
  const next = [...found.values()].includes(undefined) ? again : isOneMissing ? leftAfter : day;
  const readNext = isDueAgain ? record.readNext : plus(now, next);
  const present = [...found].flatMap(([where, people]) => {
    const before = record.present.filter((each) => each.where === where);
    const sinceOf = (who: string) => before.find((each) => each.who === who)?.since ?? now;
    return people ? people.map((each) => ({ ...each, since: sinceOf(each.who) })) : before;
  });
  return { ...record, readNext, present, staff };
}

/** Whoever was never in the channel works from outside it, and has not left. Who comes back is there again. */
function staffAfter(before: Onlookers['staff'], { named, staff }: Found, now: Instant): Onlookers['staff'] {
  if (!staff) return before;
  return Object.fromEntries(
    named.flatMap((id) => {
      const known = before[id];
      const name = staff.get(id);
      if (name !== undefined) return [[id, { name }]];
      if (!known) return [];
      const { missing = now, left = now >= plus(missing, leftAfter) ? now : undefined } = known;
      return [[id, { name: known.name, missing, left }]];
    }),
  );
}

/** Who of the set-up has left the MASH channel, and when that was found. */
export const whoLeftIn = (record: Onlookers | undefined, channelId: string | undefined) =>
  Object.entries(record?.channelId === channelId ? (record?.staff ?? {}) : {}).flatMap(([id, { name, left }]) =>
    left ? [{ id: StaffId.parse(id), name, left }] : [],
  );

interface OnlookerNotice {
  key: string; // the name of this notice in the record of the notices that were sent
  to: StaffId;
  people: Onlooker[];
}

/**
 * Tells each manager and administrator once about the onlookers that were found at the same time and are still there.
 */
export function onlookerNotices({ present }: Onlookers, to: StaffId[], now: Instant): OnlookerNotice[] {
  const toTell = present.filter(({ since }) => now < plus(since, tellFor));
  return [...Map.groupBy(toTell, ({ since }) => since)].flatMap(([since, people]) =>
    [...new Set(to)].map((each) => ({ key: `onlookers ${since} ${each}`, to: each, people })),
  );
}
