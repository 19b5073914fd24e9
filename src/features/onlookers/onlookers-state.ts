import { z } from 'zod';
import type { StaffId } from '../../base/people.ts';
import { Duration, Instant, plus } from '../../base/time.ts';
import { CaseChannel } from '../../case/record.ts';
import { document } from '../../store/change.ts';

/** Somebody who can read a channel in which cases are posted, but does not belong to the MASH. */
const Onlooker = z.object({ who: z.string(), name: z.string(), isGuest: z.boolean(), where: CaseChannel });
export type Onlooker = z.infer<typeof Onlooker>;

/**
 * The onlookers that the roster showed when it was last read, with when each was first found. `readNext`: when an
 * instance reads it next.
 */
export const Onlookers = z.object({
  channelId: z.string(), // the MASH channel
  readNext: Instant,
  present: z.array(Onlooker.extend({ since: Instant })),
});
export type Onlookers = z.infer<typeof Onlookers>;

export const onlookersIn = document('onlookers', Onlookers, undefined);

const day = Duration.parse('P1D');
const claimLasts = Duration.parse('PT1M'); // how long the reading waits if the instance that was reading was killed
const again = Duration.parse('PT5M'); // how soon to read again if Teams did not answer
const tellFor = Duration.parse('P7D'); // how long to keep trying to tell somebody

/** The record for this channel. Its first reading is due at once. */
const ofChannel = (before: Onlookers | undefined, channelId: string, now: Instant): Onlookers =>
  before?.channelId === channelId ? before : { channelId, readNext: now, present: [] };

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

/**
 * Records the onlookers that were found. A channel about which Teams did not answer keeps those it had. Somebody who
 * was there before keeps their `since`.
 */
export function withReading(
  record: Onlookers,
  claimed: Onlookers,
  found: ReadonlyMap<CaseChannel, Onlooker[] | undefined>,
  now: Instant,
): Onlookers {
  if (record.channelId !== claimed.channelId) return record;
  const isDueAgain = record.readNext !== claimed.readNext; // somebody joined or left while the roster was being read
  const readNext = isDueAgain ? record.readNext : plus(now, [...found.values()].includes(undefined) ? again : day);
  const present = [...found].flatMap(([where, people]) => {
    const before = record.present.filter((each) => each.where === where);
    const sinceOf = (who: string) => before.find((each) => each.who === who)?.since ?? now;
    return people ? people.map((each) => ({ ...each, since: sinceOf(each.who) })) : before;
  });
  return { ...record, readNext, present };
}

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
