import { z } from 'zod';
import { Instant } from '../base/time.ts';
import { type Kept, keptIn } from './change.ts';
import type { Store } from './port.ts';

/** That an instance lives, and can write to the store. `at` and `startedAt` are by its own clock, which may be wrong. */
const Heartbeat = z.object({
  instance: z.string(),
  startedAt: Instant,
  at: Instant,
  wrongByMs: z.number().optional(), // its clock, as far as the store or Teams tell it
  count: z.int().positive(), // goes up with each: that it does shows life, whatever the clocks say
});
export type Heartbeat = z.infer<typeof Heartbeat>;

/** All instances of a store, in one document. One that has ended in order is not in it; of one that was killed its last one stays. */
export const Heartbeats = z.object({
  kind: z.literal('settings'),
  id: z.literal('heartbeats'),
  beats: z.array(Heartbeat), // in the clear: an instance with another key must be seen, too
});
export type Heartbeats = z.infer<typeof Heartbeats>;

const nobody: Heartbeats = { kind: 'settings', id: 'heartbeats', beats: [] };
const mostKept = 100; // of instances that die as soon as they have begun

export const heartbeatsIn = (store: Store): Kept<Heartbeats> =>
  keptIn(store, ['settings', 'heartbeats'], Heartbeats, nobody);

/** One more heartbeat of this instance. @param ended instances whose heartbeats are forgotten */
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
  const mine = { instance, startedAt, at: now, ...(wrongByMs === undefined ? {} : { wrongByMs }), count };
  return { ...record, beats: [...others, mine].slice(-mostKept) };
}

/** The instance has ended, and says so. */
export const withoutBeat = (record: Heartbeats, instance: string): Heartbeats => ({
  ...record,
  beats: record.beats.filter((each) => each.instance !== instance),
});
