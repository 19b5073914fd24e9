import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { Entry } from '../../src/case/outbox.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { splitOldEntries } from '../../src/case/roll.ts';
import { casesIn } from '../../src/store/cases.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { aDraft, at as moment } from './a-case.ts';

const at = '2026-11-24T14:03:00.000Z';
const entries = (from: number, count: number, waiting: number[] = []): Entry[] =>
  Array.from({ length: count }, (_, place) =>
    Entry.parse({
      id: from + place,
      to: { place: 'mash' },
      message: { kind: 'case-card' },
      addedAt: at,
      attempts: 1,
      notBefore: at,
      state: waiting.includes(from + place) ? { kind: 'waiting' } : { kind: 'sent', at },
    }),
  );

describe('A case with many reminders', () => {
  it('A case with few messages keeps them all in one document', () => {
    expect(splitOldEntries({ ...aDraft(moment('2026-11-24T14:03:00.000Z')), outbox: entries(0, 299) })).toBeUndefined();
  });

  it('Old messages are moved out of the case, but never those that still wait or are new', () => {
    const part = splitOldEntries({ ...aDraft(moment('2026-11-24T14:03:00.000Z')), outbox: entries(0, 300, [7]) });
    expect(part?.entries).toHaveLength(199);
    expect(part?.record.outbox.map(({ id }) => id)).toEqual([7, ...Array.from({ length: 100 }, (_, n) => 200 + n)]);
    expect(part?.record.rolled).toBe(1);
  });

  it('The store loses no message that was moved out, and the case stays small', async () => {
    const store = sqliteStore(join(mkdtempSync(join(tmpdir(), 'mash-roll-')), 'mash.db'), 'HT');
    const cases = casesIn(store, () => {});
    const record: CaseRecord = { ...aDraft(moment('2026-11-24T14:03:00.000Z')), outbox: [] };
    await cases.create(record);
    for (let batch = 0; batch < 20; batch += 1) {
      await cases.change(record.id, (now) => ({
        record: { ...now, outbox: [...now.outbox, ...entries(batch * 60, 60)] },
        result: undefined,
      }));
    }
    const now = await cases.load(record.id);
    const ids = now?.outbox.map(({ id }) => id) ?? [];
    expect(ids.length).toBeLessThan(360);
    for (let number = 0; number < (now?.rolled ?? 0); number += 1) {
      const part = await store.read('history', `${record.id}~${number}`);
      ids.push(
        ...z
          .object({ entries: z.array(Entry) })
          .parse(part?.document)
          .entries.map(({ id }) => id),
      );
    }
    expect(ids.sort((a, b) => a - b)).toEqual(Array.from({ length: 1200 }, (_, n) => n));
    await store.close();
  });
});
