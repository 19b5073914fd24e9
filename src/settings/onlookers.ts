import { z } from 'zod';
import type { StaffId } from '../base/people.ts';
import { Instant, instantOf, msOf } from '../base/time.ts';

const CaseChannel = z.enum(['mash', 'assessment']);
/** Which of the two channels that cases are told in. */
export type CaseChannel = z.infer<typeof CaseChannel>;

/** Somebody who can read a channel that cases are told in, and is not of the MASH. Programs before this one read the MASH channel alone. */
const Onlooker = z.object({
  who: z.string(),
  name: z.string(),
  isGuest: z.boolean(),
  where: CaseChannel.default('mash'),
});
export type Onlooker = z.infer<typeof Onlooker>;

/** Who they are, as the roster said when it was last read, each since when; and when it is read next, by whichever instance claims that. */
export const Onlookers = z.object({
  kind: z.literal('settings'),
  id: z.literal('onlookers'),
  channelId: z.string(), // of the MASH
  readNext: Instant,
  present: z.array(Onlooker.extend({ since: Instant })),
});
export type Onlookers = z.infer<typeof Onlookers>;

const dayMs = 24 * 60 * 60_000;
const claimedMs = 60_000; // so long it waits when whoever was about to read it was killed
const againMs = 5 * 60_000; // where Teams did not say
const newsMs = 7 * dayMs; // who could not be told by then is not told any more

const later = (now: Instant, ms: number): Instant => instantOf(msOf(now) + ms);

/** The same for this channel: read a day after the beginning, as set-up names who is there already, and at once where the channel is another. */
const ofChannel = (before: Onlookers | undefined, channelId: string, now: Instant): Onlookers =>
  before?.channelId === channelId
    ? before
    : { kind: 'settings', id: 'onlookers', channelId, readNext: before ? now : later(now, dayMs), present: [] };

/** @returns the record, claimed where it is time: no other instance reads the roster meanwhile */
export function readingClaimed(
  before: Onlookers | undefined,
  channelId: string,
  now: Instant,
): { record: Onlookers; isMine: boolean } {
  const record = ofChannel(before, channelId, now);
  const isMine = record.readNext <= now;
  return { record: isMine ? { ...record, readNext: later(now, claimedMs) } : record, isMine };
}

/** Somebody came or went: read at once, also while it is being read. */
export const readSoon = (before: Onlookers | undefined, channelId: string, now: Instant): Onlookers => ({
  ...ofChannel(before, channelId, now),
  readNext: now,
});

/** What the rosters said; nothing of a channel of which Teams did not say. Who was in it before is no news. */
export function readingDone(
  record: Onlookers,
  claimed: Onlookers,
  found: ReadonlyMap<CaseChannel, Onlooker[] | undefined>,
  now: Instant,
): Onlookers {
  if (record.channelId !== claimed.channelId) return record;
  const isAsked = record.readNext !== claimed.readNext; // somebody came while it was read
  const readNext = isAsked ? record.readNext : later(now, [...found.values()].includes(undefined) ? againMs : dayMs);
  const present = [...found].flatMap(([where, people]) => {
    const before = record.present.filter((each) => each.where === where);
    const sinceOf = (who: string) => before.find((each) => each.who === who)?.since ?? now;
    return people ? people.map((each) => ({ ...each, since: sinceOf(each.who) })) : before;
  });
  return { ...record, readNext, present };
}

interface OnlookerNotice {
  key: string; // by which it is known whether they were told
  to: StaffId;
  people: Onlooker[];
}

/** Managers and administrators are told once of those who were found at one time, and are still there. */
export function onlookerNotices({ present }: Onlookers, to: StaffId[], now: Instant): OnlookerNotice[] {
  const news = present.filter(({ since }) => msOf(now) - msOf(since) < newsMs);
  return [...Map.groupBy(news, ({ since }) => since)].flatMap(([since, people]) =>
    [...new Set(to)].map((each) => ({ key: `onlookers ${since} ${each}`, to: each, people })),
  );
}
