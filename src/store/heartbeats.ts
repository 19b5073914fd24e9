import { z } from 'zod';
import { Instant } from '../base/time.ts';
import { document } from './change.ts';

/**
 * Shows that an instance is alive and can write to the store. `at` and `startedAt` come from its own clock, which may
 * be wrong.
 */
const Heartbeat = z.object({
  instance: z.string(),
  startedAt: Instant,
  at: Instant,
  // how far its clock is off, by the time of the store or of Teams; missing if not known
  wrongByMs: z.number().optional(),
  count: z.int().positive(), // goes up with each heartbeat, so it shows life whatever the clocks say
});
export type Heartbeat = z.infer<typeof Heartbeat>;

/**
 * The heartbeats of all instances, in one document. An instance that shuts down removes its own; one that is killed
 * leaves its last.
 */
export const Heartbeats = z.object({
  beats: z.array(Heartbeat), // never sealed: an instance with another key must be seen, too
});
export type Heartbeats = z.infer<typeof Heartbeats>;

const noHeartbeats: Heartbeats = { beats: [] };
const mostKept = 100; // in case instances keep dying as soon as they start

export const heartbeatsIn = document('heartbeats', Heartbeats, noHeartbeats);

/** Adds a heartbeat of this instance. @param ended instances whose heartbeats are removed */
export function withBeat(
  record: Heartbeats,
  instance: string,
  {
    startedAt,
    now,
    wrongByMs,
    ended = [],
  }: { startedAt: Instant; now: Instant; wrongByMs?: number | undefined; ended?: string[] },
): Heartbeats {
  const count = (record.beats.find((each) => each.instance === instance)?.count ?? 0) + 1;
  const others = record.beats.filter((each) => each.instance !== instance && !ended.includes(each.instance));
  const mine = { instance, startedAt, at: now, wrongByMs, count };
  return { beats: [...others, mine].slice(-mostKept) };
}

/** Removes the heartbeat of an instance that is shutting down. */
export const withoutBeat = ({ beats }: Heartbeats, instance: string): Heartbeats => ({
  beats: beats.filter((each) => each.instance !== instance),
});
