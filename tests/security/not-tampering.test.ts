import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { audit } from '../../src/audit/audit.ts';
import { STORE } from '../../src/audit/audited.ts';
import { ledgerIn } from '../../src/store/ledger.ts';
import { sealedStore } from '../../src/store/seal.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { at, caseContext, OTHER_REFERENCE, REFERENCE } from '../case/a-case.ts';
import { keysFor, type Letter } from './keys.ts';
import { storeDecidedCase } from './stored.ts';

/** Differences that are no tampering, for which nobody need be woken. */

const folder = mkdtempSync(join(tmpdir(), 'mash-not-tampering-'));
afterAll(() => rmSync(folder, { recursive: true }));
const now = at('2020-11-24T15:00:30.000Z');
let path = '';
let stores = 0;
beforeEach(() => {
  stores += 1;
  path = join(folder, `${stores}.db`);
});

const openStore = (...letters: Letter[]) => {
  const [present, ...old] = letters;
  const store = sqliteStore(path, 'HT');
  return present ? sealedStore(store, 'HT', keysFor(present, ...old)) : store;
};

async function auditWith(...letters: Letter[]) {
  const store = openStore(...letters);
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
    const store = openStore('A');
    await storeDecidedCase(store);
    await store.close();
    const newer = openStore('B');
    await storeDecidedCase(newer, OTHER_REFERENCE);
    await newer.close();
    const { heads, cases } = await auditWith('B', 'A');
    expect([...heads.keys()].sort()).toEqual([OTHER_REFERENCE, REFERENCE].sort());
    const last = openStore('B', 'A');
    await ledgerIn(last).add({ at: now, cases, heads: Object.fromEntries(heads), found: [], mended: [] });
    await last.close();
  });

  it('A case whose key is missing is no tampering; a case whose seal is broken is', async () => {
    expect(await auditWith('B')).toMatchObject({ cases: 2, keyless: [REFERENCE], found: [] });
    const broken = `json_set(body, '$.sealed.data', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')`;
    change(`UPDATE documents SET body = ${broken} WHERE kind = 'case' AND id = '${OTHER_REFERENCE}'`);
    const { found } = await auditWith('B');
    expect(found.map(({ ref }) => ref)).toEqual([OTHER_REFERENCE]);
  });

  it('The audit reports missing cases when an earlier audit counted more, but not when only an hourly count was higher', async () => {
    const store = openStore('B', 'A');
    const entry = { at: now, cases: 3, heads: {}, found: [], mended: [] };
    await ledgerIn(store).add(entry);
    expect((await auditWith('B', 'A')).found).toEqual([]);
    await ledgerIn(store).add({ ...entry, swept: { clocks: '' } });
    await store.close();
    expect((await auditWith('B', 'A')).found).toEqual([{ ref: STORE, what: '3 cases were there, and 2 are' }]);
  });
});
