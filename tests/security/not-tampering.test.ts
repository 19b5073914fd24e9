import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { audit } from '../../src/audit/audit.ts';
import { STORE } from '../../src/audit/audited.ts';
import { ledgerIn } from '../../src/store/ledger.ts';
import { sealedStore } from '../../src/store/sealed-store.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { at, caseContext, REFERENCE, SISTER } from '../case/a-case.ts';
import { keysFor, type Letter } from './keys.ts';
import { decided } from './stored.ts';

/** What is otherwise than expected, and what nobody need be woken for. */

const folder = mkdtempSync(join(tmpdir(), 'mash-not-tampering-'));
afterAll(() => rmSync(folder, { recursive: true }));
const now = at('2020-11-24T15:00:30.000Z');
let path = '';
let stores = 0;
beforeEach(() => {
  stores += 1;
  path = join(folder, `${stores}.db`);
});

const opened = (...letters: Letter[]) => {
  const [present, ...old] = letters;
  const store = sqliteStore(path, 'HT');
  return present ? sealedStore(store, 'HT', keysFor(present, ...old)) : store;
};

async function looked(...letters: Letter[]) {
  const store = opened(...letters);
  const audited = await audit(store, [], { caseContext: () => caseContext(now) });
  await store.close();
  return audited;
}

function change(...statements: string[]) {
  const db = new DatabaseSync(path);
  for (const statement of statements) expect(Number(db.prepare(statement).run().changes)).toBeGreaterThan(0);
  db.close();
}

describe('what is no tampering', () => {
  beforeEach(async () => {
    const store = opened('A');
    await decided(store);
    await store.close();
    const newer = opened('B');
    await decided(newer, SISTER);
    await newer.close();
    const { heads, cases } = await looked('B', 'A');
    expect([...heads.keys()].sort()).toEqual([SISTER, REFERENCE].sort());
    const last = opened('B', 'A');
    await ledgerIn(last).add({ at: now, cases, heads: Object.fromEntries(heads), found: [], mended: [] });
    await last.close();
  });

  it('is a case whose key is not here; one whose seal is broken is', async () => {
    expect(await looked('B')).toMatchObject({ cases: 2, keyless: [REFERENCE], found: [] });
    const broken = `json_set(body, '$.sealed.data', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')`;
    change(`UPDATE documents SET body = ${broken} WHERE kind = 'case' AND id = '${SISTER}'`);
    const { found } = await looked('B');
    expect(found.map(({ ref }) => ref)).toEqual([SISTER]);
  });

  it('is fewer cases than an hourly count said; fewer than a look found are', async () => {
    const store = opened('B', 'A');
    const entry = { at: now, cases: 3, heads: {}, found: [], mended: [] };
    await ledgerIn(store).add(entry);
    expect((await looked('B', 'A')).found).toEqual([]);
    await ledgerIn(store).add({ ...entry, swept: { clocks: '' } });
    await store.close();
    expect((await looked('B', 'A')).found).toEqual([{ ref: STORE, what: '3 cases were there, and 2 are' }]);
  });
});

describe('a case of a program before this one', () => {
  const without = (...names: string[]) =>
    `UPDATE documents SET body = json_remove(body, ${names.map((name) => `'$.${name}'`).join(', ')}) WHERE kind = 'case'`;
  beforeEach(async () => {
    const store = sqliteStore(path, 'HT');
    await decided(store);
    await store.close();
  });
  const found = async () => (await looked()).found.map(({ what }) => what);

  it('that is not chained need not say by when it was due, and who had it', async () => {
    change(without('chain', 'dueAt', 'heldBy'));
    expect(await found()).toEqual([]);
    change(`UPDATE documents SET body = json_set(body, '$.heldBy', 'meg') WHERE kind = 'case'`);
    expect(await found()).toHaveLength(1);
  });

  it('that is chained is put right, and nobody is alarmed where the program is another one', async () => {
    change(without('dueAt', 'heldBy'));
    const { displaced, timedOtherwise } = await looked();
    expect([displaced.map(({ id }) => id), [...timedOtherwise]]).toEqual([[REFERENCE], [REFERENCE]]);
  });
});
