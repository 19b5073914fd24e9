import { expect, it } from '@jest/globals';
import { instantOf, msOf } from '../../src/base/time.ts';
import { type Entry, nextAt } from '../../src/case/outbox.ts';
import { TeamsFault } from '../../src/connector/teams.ts';
import { afterFault } from '../../src/worker/follow-up.ts';
import { aDraft, at, mo, sent } from '../case/a-case.ts';

const NOW = at('2026-11-24T14:00:00.000Z');
const minuteMs = 60_000;
const after = (ms: number) => instantOf(msOf(NOW) + ms);
const record = sent(aDraft(NOW), NOW);
const reminder: Entry = {
  ...{ id: 1, to: { person: mo.id }, addedAt: NOW, attempts: 0, notBefore: NOW, state: { kind: 'waiting' } },
  message: { kind: 'notice', event: 0, as: 'alarm/reminder', alarm: true },
};
const failed = (entry: Entry, status: number | undefined, now = NOW, retryAfterMs = 0, isOurs = false): Entry => ({
  ...entry,
  ...afterFault(record, entry, new TeamsFault(status, retryAfterMs, { isOurs }), { now, chance: 0.5, hasMoved: false }),
});
const old: Entry = { ...reminder, addedAt: after(-60 * minuteMs) };

// A message that Teams asks to delay

it('A delayed message waits as long as Teams asks, but an hour at most', () => {
  for (const [asked, waits] of [
    [5, 5],
    [50, 50],
    [300, 60],
  ] as const) {
    const entry = failed(reminder, 429, NOW, asked * minuteMs);
    expect(nextAt(entry, NOW)).toBe(after(waits * minuteMs));
  }
});

it('A delayed message has not failed, however long that goes on', () => {
  const receipt: Entry = { ...old, message: { kind: 'receipt' } };
  const entry = failed(failed(receipt, 429), 429, after(10 * minuteMs));
  expect(entry.unreached).toBeUndefined();
});

it('A message that Teams delays without saying for how long waits longer each time, up to five minutes', () => {
  const receipt: Entry = { ...old, message: { kind: 'receipt' } };
  const waits = Array.from({ length: 12 }).reduce<Entry[]>((all) => [...all, failed(all.at(-1) ?? receipt, 429)], []);
  const seconds = waits.map((entry) => (msOf(nextAt(entry, NOW)) - msOf(NOW)) / 1000);
  expect(seconds.slice(0, 4)).toEqual([0.75, 1.5, 3, 6]);
  expect(seconds.at(-1)).toBe(225);
  expect(failed(receipt, 429, NOW, 5000).attempts).toBe(0); // it said how long
});

it('A delayed alarm counts as unreached after two minutes, so that others hear it', () => {
  const once = failed(old, 429);
  const again = failed(once, 429, after(minuteMs));
  expect([once.unreached, again.unreached]).toEqual([undefined, undefined]);
  const long = failed(again, 429, after(2 * minuteMs));
  expect(long.unreached).toEqual(after(2 * minuteMs));
});

it('A delayed alarm counts as unreached at once if Teams asks for a longer wait than that', () => {
  expect(failed(reminder, 429, NOW, 30 * minuteMs).unreached).toBe(NOW);
  expect(failed(failed(reminder, 429), 429, after(minuteMs), minuteMs).unreached).toBe(after(minuteMs));
});

it('A delayed alarm counts as unreached even if an instance whose clock was ahead recorded the start of the delays', () => {
  const ahead = { ...reminder, failingSince: after(60 * minuteMs) };
  const entry = failed(failed(ahead, 429, NOW), 429, after(2 * minuteMs));
  expect(entry.unreached).toBe(after(2 * minuteMs));
});

it('A delayed alarm does not count as unreached if our own rate limit delays it briefly again and again', () => {
  const once = failed(reminder, 429, NOW, 20_000, true);
  expect(failed(once, 429, after(60 * minuteMs), 20_000, true).unreached).toBeUndefined();
  expect(failed(once, 429, NOW, 50 * minuteMs, true).unreached).toBe(NOW);
});

// A person whom a message does not reach

it('A person is not unreached after one failure, even if the program was away for an hour before it', () => {
  const entry = failed(old, 503);
  expect(entry.unreached).toBeUndefined();
});

it('A person is unreached after two minutes of failures, however few there were', () => {
  const once = failed(reminder, undefined, NOW);
  const again = failed(once, undefined, after(60_000));
  expect(again.unreached).toBeUndefined();
  expect(failed(again, undefined, after(121_000)).unreached).toBe(after(121_000));
});

it('A person who is unreached is tried again a minute later, even if an instance whose clock was ahead recorded when they became unreached', () => {
  const entry = failed({ ...reminder, attempts: 3, unreached: after(60 * minuteMs) }, 403);
  expect(entry.notBefore).toBe(after(minuteMs));
});

it('A person is not tried any more with a message that is over two weeks old, once its case is decided', () => {
  const decided = { ...record, status: 'decided' as const };
  const late = { now: after(15 * 24 * 60 * minuteMs), chance: 0.5, hasMoved: false };
  expect(afterFault(decided, reminder, new TeamsFault(403), late).state).toMatchObject({ kind: 'failed' });
  expect(afterFault(record, reminder, new TeamsFault(403), late).state).toBeUndefined();
});
