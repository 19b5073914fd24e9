import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { msOf } from '../../src/base/time.ts';
import { type Entry, headsOfLine, nextAt, nextTry, nextTryToReach, type Recipient } from '../../src/case/outbox.ts';
import { splitOldEntries } from '../../src/case/roll.ts';
import { casesIn } from '../../src/store/cases.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { aDraft, at, jane, mo } from './a-case.ts';

const { openStore } = aFolder();
const NOW = at('2026-11-24T14:00:00.000Z');
const mash: Recipient = { place: 'mash' };
const toMo: Recipient = { person: mo.id };
const toJane: Recipient = { person: jane.id };

const entry = (id: number, to: Recipient, state: Entry['state'] = { kind: 'waiting' }, notBefore = NOW): Entry => ({
  ...{ id, to, state, notBefore, addedAt: NOW, attempts: 0 },
  message: { kind: 'receipt' },
});
const waitsUntil = (time: typeof NOW, id = 0) => entry(id, mash, { kind: 'waiting' }, time);
const sent: Entry['state'] = { kind: 'sent', at: NOW };
const ids = (entries: Entry[]) => headsOfLine(entries).map(({ id }) => id);

// Waiting messages

it('Messages go one after the other in each conversation, and a stuck conversation does not hold up others', () => {
  const later = at('2026-11-24T14:05:00.000Z');
  const outbox = [
    entry(0, mash, sent),
    waitsUntil(later, 1),
    entry(2, mash),
    entry(3, toMo),
    entry(4, toJane),
    entry(5, toMo),
  ];
  expect(ids(outbox)).toEqual([1, 3, 4]);
});

it('A message does not wait behind one that has failed or was dropped', () => {
  const failedEntry = entry(0, toMo, { kind: 'failed', at: NOW, reason: 'Teams answered 403' });
  const dropped = entry(1, toMo, { kind: 'dropped', at: NOW, why: 'decided' });
  expect(ids([failedEntry, dropped, entry(2, toMo)])).toEqual([2]);
  expect(ids([entry(0, mash, sent), dropped])).toEqual([]);
});

it('News goes before the refresh of a card, and both go before old cards are tidied away', () => {
  const kinds = (...order: ('clear-draft' | 'receipt' | 'look-for-links')[]) => {
    const outbox = order.map((kind, id): Entry => ({ ...entry(id, toJane), message: { kind } }));
    return headsOfLine(outbox).map(({ message }) => message.kind);
  };
  expect(kinds('clear-draft', 'receipt', 'look-for-links')).toEqual(['look-for-links']);
  expect(kinds('clear-draft', 'receipt')).toEqual(['receipt']);
  expect(kinds('clear-draft')).toEqual(['clear-draft']);
});

it('Messages do not wait behind one whose person cannot be reached, or that gathers with others, and that one is tried at its own times', () => {
  const aside: Entry = { ...entry(0, toMo), unreached: NOW };
  expect(ids([aside, entry(1, toMo), entry(2, toMo)])).toEqual([1, 0]);
  expect(ids([aside])).toEqual([0]);
  expect(ids([{ ...entry(0, toMo), gathers: true }, entry(1, toMo)])).toEqual([1, 0]);
});

// Trying again

it.each([
  [0, '2026-11-24T14:00:00.500Z', '2026-11-24T14:00:01.000Z'],
  [1, '2026-11-24T14:00:01.000Z', '2026-11-24T14:00:02.000Z'],
  [5, '2026-11-24T14:00:16.000Z', '2026-11-24T14:00:32.000Z'],
  [9, '2026-11-24T14:02:30.000Z', '2026-11-24T14:05:00.000Z'],
  [10_000, '2026-11-24T14:02:30.000Z', '2026-11-24T14:05:00.000Z'],
])('After %d tries, the next one is between %s and %s', (attempts, soonest, latest) => {
  expect(nextTry(attempts, NOW, 0)).toBe(soonest);
  expect(nextTry(attempts, NOW, 1)).toBe(latest);
});

it('The next try is never earlier than the platform asked for', () => {
  expect(nextTry(0, NOW, 0, 45_000)).toBe('2026-11-24T14:00:45.000Z');
  expect(nextTry(9, NOW, 1, 1000)).toBe('2026-11-24T14:05:00.000Z');
});

it('The next try is always in the future and, without Retry-After, within five minutes', () => {
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, chance) => {
      const wait = msOf(nextTry(attempts, NOW, chance)) - msOf(NOW);
      expect(wait).toBeGreaterThanOrEqual(500);
      expect(wait).toBeLessThanOrEqual(300_000);
    }),
  );
});

// Trying again to reach somebody who cannot be reached

it.each([
  [0, '2026-11-24T14:01:00.000Z'],
  [1, '2026-11-24T14:02:00.000Z'],
  [5, '2026-11-24T14:32:00.000Z'],
  [6, '2026-11-24T15:00:00.000Z'],
  [10_000, '2026-11-24T15:00:00.000Z'],
])('After %d more tries to reach an unreachable person, the next one is at %s', (again, next) => {
  expect(nextTryToReach(again, NOW)).toBe(next);
});

// A stored time to try again

const hour = at('2026-11-24T15:00:00.000Z');

it('A stored time to try again is kept if it is no further ahead than the longest wait that the message can have', () => {
  expect(nextAt({ ...waitsUntil(hour), unreached: NOW }, NOW)).toBe(hour);
  const asked = at('2026-11-24T14:01:30.000Z'); // Teams asked for a minute and a half
  expect(nextAt({ ...waitsUntil(asked), askedMs: 90_000 }, NOW)).toBe(asked);
});

it('A message is tried now if its stored time is further ahead than any wait, because the clock was wrong', () => {
  expect(nextAt({ ...waitsUntil(hour), attempts: 3 }, NOW)).toBe(NOW);
  const later = at('2026-11-24T15:00:01.000Z');
  expect(nextAt({ ...waitsUntil(later), unreached: NOW }, NOW)).toBe(NOW);
});

const entriesFrom = (from: number, count: number, waiting: number[] = []): Entry[] =>
  Array.from({ length: count }, (_, place) =>
    entry(from + place, mash, waiting.includes(from + place) ? { kind: 'waiting' } : sent),
  );

// A case with many reminders

it('A case with few messages keeps them all in one document', () => {
  expect(splitOldEntries({ ...aDraft(NOW), outbox: entriesFrom(0, 299) })).toBeUndefined();
});

it('Old messages are moved out of the case, but never those that still wait or are new', () => {
  const part = splitOldEntries({ ...aDraft(NOW), outbox: entriesFrom(0, 300, [7]) });
  expect(part?.entries).toHaveLength(199);
  expect(part?.record.outbox.map(({ id }) => id)).toEqual([7, ...Array.from({ length: 100 }, (_, n) => 200 + n)]);
  expect(part?.record.rolled).toBe(1);
});

it('What stands in a thread stays in the case, because it may have to be drawn again, up to the newest 1,000', () => {
  const line = (each: Entry): Entry => ({ ...each, message: { kind: 'line', event: 0 } });
  const few = [...entriesFrom(0, 50).map(line), ...entriesFrom(50, 300)];
  expect(
    splitOldEntries({ ...aDraft(NOW), outbox: few })
      ?.record.outbox.slice(0, 51)
      .at(-1)?.id,
  ).toBe(250);
  const many = splitOldEntries({ ...aDraft(NOW), outbox: entriesFrom(0, 1300).map(line) });
  expect(many?.record.outbox).toHaveLength(1100);
});

it('The store loses no message that was moved out, and the case stays small', async () => {
  const store = openStore();
  const cases = casesIn(store, () => {});
  const record = aDraft(NOW);
  await cases.create(record);
  for (let batch = 0; batch < 20; batch += 1) {
    await cases.change(record.id, (now) => ({
      record: { ...now, outbox: [...now.outbox, ...entriesFrom(batch * 60, 60)] },
      result: undefined,
    }));
  }
  const now = await cases.load(record.id);
  const kept = now?.outbox.map(({ id }) => id) ?? [];
  expect(kept.length).toBeLessThan(360);
  for (let number = 0; number < (now?.rolled ?? 0); number += 1) {
    const part = await store.read('history', `${record.id}~${number}`);
    const { entries = [] }: { entries?: Entry[] } = Object(part?.document);
    kept.push(...entries.map(({ id }) => id));
  }
  expect(kept.sort((a, b) => a - b)).toEqual(Array.from({ length: 1200 }, (_, n) => n));
});
