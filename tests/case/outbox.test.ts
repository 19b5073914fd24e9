import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { msOf } from '../../src/base/time.ts';
import { type Entry, headsOfLine, nextAt, nextTry, nextTryToReach, type Recipient } from '../../src/case/outbox.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { HistoryPart, joined, splitOld } from '../../src/case/roll.ts';
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
  expect(splitOld({ ...aDraft(NOW), outbox: entriesFrom(0, 159) })).toBeUndefined();
});

it('Old messages are moved out of the case, but never those that still wait or are new', () => {
  const split = splitOld({ ...aDraft(NOW), outbox: entriesFrom(0, 161, [7]) });
  expect(split?.part.others.count).toBe(120);
  expect(split?.record.outbox.map(({ id }) => id)).toEqual([7, ...Array.from({ length: 40 }, (_, n) => 121 + n)]);
});

/** What a reader gets of a case whose old messages were moved out. */
function readAgain(outbox: Entry[]) {
  const parts = [];
  let own: CaseRecord = { ...aDraft(NOW), outbox };
  for (let split = splitOld(own); split; split = splitOld(own)) {
    own = split.record;
    parts.push(HistoryPart.parse(split.part));
  }
  return { own, read: joined(own, ...parts).record.outbox.map(({ id }) => id) };
}

it('What stands in a thread is read with the case, because it may have to be drawn again, up to about the newest 1,000', () => {
  const line = (each: Entry): Entry => ({ ...each, message: { kind: 'line', event: 0 } });
  const { own, read } = readAgain([...entriesFrom(0, 50).map(line), ...entriesFrom(50, 900)]);
  expect([own.outbox.length < 160, read[49], (read[50] ?? 0) > 250]).toEqual([true, 49, true]);
  expect(readAgain(entriesFrom(0, 2000).map(line)).read.length).toBeLessThan(1300);
});

it('The newest 300 messages are read with the case, and in their order, wherever they lie', () => {
  for (const many of [1, 159, 160, 299, 300, 451, 700])
    expect(readAgain(entriesFrom(0, many)).read.slice(-300)).toEqual(
      Array.from({ length: many }, (_, id) => id).slice(-300),
    );
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
  const own = (await store.read('case', record.id))?.document as CaseRecord;
  const kept = own.outbox.map(({ id }) => id);
  expect(kept.length).toBeLessThan(220);
  for (const name of own.rolled ?? []) {
    const part = await store.read('history', `${record.id}~${name}`);
    const others: Entry[] = JSON.parse(HistoryPart.parse(part?.document).others.json);
    kept.push(...others.map(({ id }) => id));
  }
  expect(kept.sort((a, b) => a - b)).toEqual(Array.from({ length: 1200 }, (_, n) => n));
});
