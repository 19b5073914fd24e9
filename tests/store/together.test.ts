import { expect, it } from '@jest/globals';
import type { CaseRecord } from '../../src/case/record.ts';
import { referralOf } from '../../src/case/state.ts';
import { verdictOn } from '../../src/evidence/verify.ts';
import { recordInformation } from '../../src/features/information/rules.ts';
import { casesIn } from '../../src/store/cases.ts';
import { type Store, StoreFault } from '../../src/store/port.ts';
import { aReferral, at, jane, REFERENCE, withOutcome } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';

const { openStore } = aFolder();
const sentAt = at('2026-11-24T14:03:00.000Z');
const added = (words: string) => (record: CaseRecord) => ({
  record: withOutcome(
    record,
    recordInformation(referralOf(record.events), words, record.facts.texts, { by: jane, now: sentAt }),
  ),
  result: words,
});

/** A case in a store that counts its reads and writes, and can fail or be overtaken by somebody else. */
async function aCase() {
  const real = openStore();
  const counted = { reads: 0, writes: 0 };
  let before: () => Promise<unknown> = async () => undefined; // each write
  const read: Store['read'] = (...what) => {
    counted.reads += 1;
    return real.read(...what);
  };
  const replace: Store['replace'] = async (...what) => {
    counted.writes += 1;
    await before();
    return real.replace(...what);
  };
  const cases = casesIn({ ...real, read, replace }, () => {});
  await cases.create(aReferral(sentAt));
  const beforeWrites = (does: typeof before) => {
    before = does;
  };
  return { cases, counted, beforeWrites, others: casesIn(real, () => {}), stored: () => real.read('case', REFERENCE) };
}

it('Changes of one case that come together are one read and one write, and its chain has a link for each', async () => {
  const { cases, counted, stored } = await aCase();
  const all = ['She is at her aunt’s.', 'A blue car.', 'She rang.'];
  expect(await Promise.all(all.map((words) => cases.change(REFERENCE, added(words))))).toEqual(all);
  expect(counted).toEqual({ reads: 1, writes: 1 });
  const { document } = (await stored()) ?? {};
  const { events, chain } = document as CaseRecord;
  expect(events.filter(({ type }) => type === 'InformationAdded')).toHaveLength(3);
  expect(chain).toHaveLength(events.length);
  expect(verdictOn(REFERENCE, document).kind).toBe('whole');
});

it('A change that throws, and one that changes nothing, spoil no other; nobody hears of a change that is not stored', async () => {
  const { cases, beforeWrites, stored } = await aCase();
  const throws = cases.change(REFERENCE, () => {
    throw new Error('broken');
  });
  const [looks, adds] = [
    cases.change(REFERENCE, (record) => ({ result: record.id })),
    cases.change(REFERENCE, added('A')),
  ];
  await expect(throws).rejects.toThrow('broken');
  expect([await looks, await adds]).toEqual([REFERENCE, 'A']);
  beforeWrites(() => Promise.reject(new StoreFault('full')));
  const failing = [cases.change(REFERENCE, added('B')), cases.change(REFERENCE, added('C'))];
  for (const { status } of await Promise.allSettled(failing)) expect(status).toBe('rejected');
  expect(JSON.stringify(await stored())).not.toContain('"B"');
  beforeWrites(async () => undefined);
  expect(await cases.change(REFERENCE, added('D'))).toBe('D');
});

it('When somebody else wrote first, all that wait together are decided again on what they wrote', async () => {
  const { cases, counted, beforeWrites, others } = await aCase();
  beforeWrites(async () => {
    beforeWrites(async () => undefined);
    await others.change(REFERENCE, added('of somebody else'));
  });
  await Promise.all([cases.change(REFERENCE, added('one')), cases.change(REFERENCE, added('two'))]);
  expect(counted.writes).toBe(2);
  const { texts } = (await cases.load(REFERENCE))?.facts ?? { texts: {} };
  expect(Object.values(texts)).toEqual(expect.arrayContaining(['of somebody else', 'one', 'two']));
});

it('A change that may wait is stored with the next one that changes something, and by itself at last', async () => {
  const { cases, counted } = await aCase();
  const atLast = Promise.withResolvers<void>();
  const waits = cases.change(REFERENCE, added('may wait'), atLast.promise);
  await cases.change(REFERENCE, (record) => ({ result: record.id }));
  expect(counted.writes).toBe(0);
  await Promise.all([cases.change(REFERENCE, added('comes')), waits]);
  expect(counted.writes).toBe(1);
  const alone = cases.change(REFERENCE, added('alone'), atLast.promise);
  atLast.resolve();
  expect(await alone).toBe('alone');
  expect(counted.writes).toBe(2);
});
