import { renameSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as patience } from 'node:timers/promises';
import { CosmosClient } from '@azure/cosmos';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { audit, auditStamps } from '../../src/audit/audit.ts';
import { STORE } from '../../src/audit/audited.ts';
import { StaffId } from '../../src/base/people.ts';
import { msOf } from '../../src/base/time.ts';
import { advance } from '../../src/case/advance.ts';
import { setupsIn } from '../../src/features/set-up/set-up-state.ts';
import { casesIn } from '../../src/store/cases.ts';
import { headsLogged } from '../../src/store/heads.ts';
import { openChecked, type StorePlace } from '../../src/store/open.ts';
import type { Document, Store } from '../../src/store/port.ts';
import { readsIn } from '../../src/store/reads.ts';
import { keptIn } from '../../src/tools/kept-heads.ts';
import { aReferral, caseContext, jane, mo, OTHER_REFERENCE, pat, REFERENCE } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { key, startCosmosStandIn } from '../fakes/cosmos.ts';
import { chooses, setUp } from '../features/set-up/a-council.ts';
import { aWorker, begin } from '../worker/a-worker.ts';
import { keysFor } from './keys.ts';

/** What somebody who may write to the store tries against the case of a child: without its DATA_KEY, unless the test says so. */

const { newFile } = aFolder();
const minuteMs = 60_000;
const ofCase = `kind = 'case' AND id = '${REFERENCE}'`;
const silent = `UPDATE documents SET wake_at = NULL, body = json_remove(body, '$.wakeAt') WHERE ${ofCase}`;

let path = '';
let log: string[] = []; // the heads, as the program's log (outside the store) holds them
let all: ReturnType<typeof aWorker>;
let worker: ReturnType<typeof all.start>;

const opened = (place: StorePlace = { kind: 'sqlite', path }) =>
  openChecked({ place: { ...place, keys: keysFor('A') }, organisation: 'HT', checkServed: () => {} });

/** A running program with one referral, a set-up, a person and a read, which it has looked at once. */
async function running(place?: StorePlace) {
  const { store, look } = await opened(place);
  const kept = pino({ timestamp: () => `,"time":${msOf(begin)}` }, { write: (line: string) => void log.push(line) });
  all = aWorker(() => headsLogged(store, kept), { stampLook: look });
  await all.cases.create(aReferral(begin));
  await all.store.create({ kind: 'person', id: mo.id, ...{ aboutYou: {} } });
  await setupsIn(all.store).change(() => chooses(setUp(), 1, { managers: [mo.id] }));
  await readsIn(all.store).add({ case: REFERENCE, by: pat.id, how: 'case-file' }, begin);
  worker = all.start();
  await all.machine.pass(2 * minuteMs);
  expect(altered()).toEqual([]);
}
beforeEach(() => {
  path = newFile();
  log = [];
});
afterEach(() => all.end());

const altered = () => all.logged.filter(({ event }) => event === 'evidence.altered').map(({ ref }) => ref);
function change(...statements: string[]) {
  using db = new DatabaseSync(path, { defensive: false });
  for (const statement of statements) db.exec(statement);
}
const row = () => {
  using db = new DatabaseSync(path, { readOnly: true });
  return db.prepare(`SELECT wake_at, status FROM documents NOT INDEXED WHERE ${ofCase}`).get() ?? {};
};
/** Whether the worker finds the case by its wake time. */
const isOnTheClock = async (before: object) => {
  expect(row()).toEqual(before);
  expect(await all.store.due(all.now(), 9)).toEqual([]);
  expect(await all.store.nextWake()).toBe(Object(before).wake_at);
};
const fake = (columns: string, body: string, { kind = 'case', id = "'HT-AAAA-AAA'" } = {}) =>
  `INSERT INTO documents (organisation, kind, id, version, ${columns}, body) VALUES ('HT', '${kind}', ${id}, 1, ${body})`;
const emptied = (without: string) => `
  PRAGMA writable_schema = ON;
  UPDATE sqlite_schema SET sql = 'CREATE INDEX due ON documents (organisation, wake_at, kind, id) WHERE wake_at IS NOT NULL AND ${without}' WHERE name = 'due';
  PRAGMA writable_schema = RESET`;
const healed = `
  PRAGMA writable_schema = ON;
  UPDATE sqlite_schema SET sql = 'CREATE INDEX due ON documents (organisation, wake_at, kind, id) WHERE wake_at IS NOT NULL' WHERE name = 'due';
  PRAGMA writable_schema = RESET`;
/** The table with other columns in the index by which each document is found. */
const keyed = (before: string, after: string) => `
  PRAGMA writable_schema = ON;
  UPDATE sqlite_schema SET sql = replace(sql, 'PRIMARY KEY (${before})', 'PRIMARY KEY (${after})') WHERE name = 'documents';
  PRAGMA writable_schema = RESET`;
const [byKind, byId] = ['organisation, kind, id', 'organisation, id, kind'];

describe('while the program runs', () => {
  beforeEach(() => running());

  it.each<[what: string, ref: string, ...statements: string[]]>([
    ['its wake time is gone, also from its document', REFERENCE, silent],
    ['a field of the column is a blob', REFERENCE, `UPDATE documents SET wake_at = x'31' WHERE ${ofCase}`],
    [
      'another row has a version that is no number of JavaScript',
      REFERENCE,
      "UPDATE documents SET version = 9223372036854775807 WHERE kind = 'person'",
      silent,
    ],
    ['its own version is no whole number', REFERENCE, `UPDATE documents SET version = 1.5 WHERE ${ofCase}`, silent],
    [
      'its own version is the largest',
      REFERENCE,
      `UPDATE documents SET version = 9223372036854775807 WHERE ${ofCase}`,
      silent,
    ],
    ['the table of search keys is gone', REFERENCE, silent, 'DROP TABLE case_keys'],
    ['our trigger is gone', STORE, 'DROP TRIGGER keys_replaced'],
    [
      'a trigger that is named as ours refuses each write',
      STORE,
      'DROP TRIGGER keys_replaced',
      `CREATE TRIGGER keys_replaced BEFORE UPDATE ON documents WHEN NEW.kind = 'case' BEGIN SELECT RAISE(IGNORE); END`,
      ...[silent],
    ],
    [
      'an index fails on each write of it',
      STORE,
      `CREATE INDEX evil ON documents (abs(iif(json_array_length(body, '$.events') > 1000 AND ${ofCase}, -9223372036854775807 - 1, 1)))`,
    ],
    ['the index of due cases is left without it', REFERENCE, emptied(`id <> "${REFERENCE}"`), 'REINDEX due', healed],
    [
      'the index of all documents is one of other columns',
      STORE,
      keyed(byKind, byId),
      'REINDEX documents',
      keyed(byId, byKind),
    ],
    [
      'thousands of rows have ids that do not come back as they are',
      REFERENCE,
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200) ${fake('wake_at', "NULL, '{}' FROM n", { id: "CAST(x'41ff' || i AS TEXT)" }).replace('VALUES (', 'SELECT ').replace(/\)$/, '')}`,
      silent,
    ],
    [
      'thousands of rows have the same beginning, up to a NUL',
      REFERENCE,
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200) ${fake('wake_at', "NULL, '{}' FROM n", { id: "'AA' || char(0) || i" }).replace('VALUES (', 'SELECT ').replace(/\)$/, '')}`,
      silent,
    ],
    [
      'another row is larger than any document',
      REFERENCE,
      fake('wake_at', `NULL, '"' || hex(zeroblob(2500000)) || '"'`, { kind: 'link' }),
      silent,
    ],
    [
      'a made-up case stands before it',
      'HT-AAAA-AAA',
      fake(
        'wake_at, status, author, changed_at',
        `'2020-01-01T00:00:00.000Z', 'awaiting-decision', 'a', '~', '{"kind":"case","id":"HT-AAAA-AAA","upNext":"!"}'`,
      ),
    ],
    ['the key of the stamps is gone', 'settings', "DELETE FROM documents WHERE id = 'stamp-key'"],
    [
      'the key of the stamps is spoilt',
      'settings',
      "UPDATE documents SET body = json_set(body, '$.sealed.data', 'AAAA') WHERE id = 'stamp-key'",
    ],
    ['a made-up person has a malformed record', 'person', fake('wake_at', "NULL, '{}'", { kind: 'person' })],
    [
      'a part for its old messages is malformed',
      'history',
      fake('wake_at', "NULL, '{}'", { kind: 'history', id: `'${REFERENCE}~0'` }),
    ],
    [
      'the id of a row holds a text for people',
      STORE,
      fake('wake_at', `NULL, '{"sealed":{}}'`, { id: "'all is well: https://evil.example'" }),
    ],
    ['a manager is removed', 'settings', "DELETE FROM documents WHERE id = 'setup'"],
  ])('It is seen within a minute, and the case is on the clock, when %s', async (what, ref, ...statements) => {
    const before = row();
    change(...statements);
    await all.machine.pass(minuteMs);
    expect(altered()).toContain(ref);
    if (what.startsWith('a made-up case')) change("DELETE FROM documents WHERE id = 'HT-AAAA-AAA'");
    await isOnTheClock(before);
  });

  it.each<[what: string, ...statements: string[]]>([
    [
      'is replaced by a row that is not sealed',
      `UPDATE documents SET wake_at = NULL, status = NULL, author = NULL, body = '{"kind":"case","id":"${REFERENCE}"}' WHERE ${ofCase}`,
    ],
    ['is stored as binary JSON', `UPDATE documents SET body = jsonb(body) WHERE ${ofCase}`],
    ['is stored as JSON5', `UPDATE documents SET body = '{sealed:1}', wake_at = NULL WHERE ${ofCase}`],
    [
      'has another event',
      `UPDATE documents SET body = json_set(body, '$.events[0].at', '2020-01-01T00:00:00.000Z') WHERE ${ofCase}`,
    ],
    ['ends earlier', `UPDATE documents SET body = json_remove(body, '$.events[#-1]', '$.chain[#-1]') WHERE ${ofCase}`],
    [
      'has a seal that does not open',
      `UPDATE documents SET body = json_set(body, '$.sealed.data', 'AAAA') WHERE ${ofCase}`,
    ],
    ['is not a case any more', `UPDATE documents SET kind = 'cases' WHERE ${ofCase}`],
    ['belongs to another organisation', `UPDATE documents SET organisation = 'XX' WHERE ${ofCase}`],
    [
      'is too large',
      `UPDATE documents SET body = '"' || hex(zeroblob(2500000)) || '"', wake_at = NULL WHERE ${ofCase}`,
    ],
    [
      'stands behind a view',
      'ALTER TABLE documents RENAME TO theirs',
      `CREATE VIEW documents AS SELECT * FROM theirs WHERE id <> '${REFERENCE}'`,
    ],
  ])('It is seen within a minute, though nobody can undo it, when the case %s', async (_, ...statements) => {
    change(...statements);
    await all.machine.pass(minuteMs);
    expect(altered().filter((ref) => ref === REFERENCE || ref === STORE)).not.toEqual([]);
  });

  it('A case whose seal names a key that never was is opened all the same, and it is seen', async () => {
    const before = row();
    change(`UPDATE documents SET body = json_set(body, '$.sealed.key', 'aaaaaaaaaaaa') WHERE ${ofCase}`);
    await all.machine.pass(minuteMs);
    expect(altered()).toEqual([REFERENCE]);
    await isOnTheClock(before);
  });

  it('An older version is seen also when the program has written the case since', async () => {
    using db = new DatabaseSync(path);
    const older = db.prepare(`SELECT body FROM documents WHERE ${ofCase}`).get()?.body ?? '';
    const again = () => all.alter(REFERENCE, (record) => ({ ...record, revision: record.revision + 1 }));
    await again();
    await all.machine.pass(2 * minuteMs);
    db.prepare(`UPDATE documents SET body = ? WHERE ${ofCase}`).run(older);
    await again();
    await all.machine.pass(minuteMs);
    expect(altered()).toEqual([REFERENCE]);
  });

  it('A trigger goes, and is seen, though its author holds the lock while the program looks', async () => {
    const before = row();
    using db = new DatabaseSync(path);
    db.exec(
      `CREATE TRIGGER silence AFTER UPDATE ON documents BEGIN SELECT RAISE(IGNORE); END; ${silent}; BEGIN IMMEDIATE`,
    );
    await all.machine.pass(minuteMs);
    await patience(2000); // the store waits for a lock by the real clock
    await all.machine.pass(minuteMs);
    db.exec('ROLLBACK');
    for (let tried = 0; tried < 6; tried += 1) {
      await all.machine.pass(10_000);
      await patience(100);
    }
    expect(altered()).toEqual(expect.arrayContaining([STORE, REFERENCE]));
    await isOnTheClock(before);
  });

  it('A case that stands under somebody else’s name in the index is shown to nobody else', async () => {
    change(`UPDATE documents SET author = 'eve' WHERE ${ofCase}`);
    expect(await all.cases.of(StaffId.parse('eve'))).toEqual([]);
    await all.machine.pass(minuteMs);
    expect(altered()).toEqual([REFERENCE]);
    expect((await all.cases.of(jane.id)).map(({ id }) => id)).toEqual([REFERENCE]);
  });

  it.each(['jsonb(body)', "'{sealed:1}'", "'not JSON at all'"])(
    'A case that is no document any more, but %s, is postponed without being overwritten',
    async (body) => {
      change(`UPDATE documents SET body = ${body} WHERE ${ofCase}`);
      const stored = () => {
        using db = new DatabaseSync(path, { readOnly: true });
        return db.prepare(`SELECT hex(body) AS hex FROM documents NOT INDEXED WHERE ${ofCase}`).get();
      };
      const before = stored();
      await all.store.postpone(REFERENCE, all.now());
      expect(stored()).toEqual(before);
    },
  );

  it('A row that is no JSON keeps no case from its clock', async () => {
    const before = row();
    change(fake('wake_at', "'', 'not JSON at all'"), silent);
    await all.machine.pass(minuteMs);
    expect(altered()).toContain(REFERENCE);
    expect(row()).toEqual(before);
    expect((await all.store.due(all.now(), 9)).map(({ id }) => id)).toEqual(['HT-AAAA-AAA']);
  });

  it('A malformed record of a read keeps nobody from a case', async () => {
    change(fake('wake_at', "NULL, '{}'", { kind: 'read', id: `'${REFERENCE}~2026-11-24~99999'` }));
    await readsIn(all.store).add({ case: REFERENCE, by: pat.id, how: 'case-file' }, begin);
  });

  it('Rows that are due for ever and cannot be read keep no case from its clock', async () => {
    change(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600) ${fake('wake_at, rush', `'', '1', '{}' FROM n`, { id: "CAST(x'41ff' || i AS TEXT)" }).replace('VALUES (', 'SELECT ').replace(/\)$/, '')}`,
    );
    expect(await all.store.due(all.now(), 500)).toEqual([]);
    change(fake('wake_at', `'', '{}'`));
    expect(await all.store.nextWake()).toBe('1970-01-01T00:00:00.000Z'); // so it is late, and rings
  });

  it('The program notices that its file was put elsewhere', async () => {
    renameSync(path, `${path}.moved`);
    await all.machine.pass(minuteMs);
    expect(altered()).toContain(STORE);
  });

  it('A look that fails for minutes is an alarm', async () => {
    expect(worker.health().comparedAgoMs).toBeLessThan(5 * minuteMs);
    change('ALTER TABLE documents RENAME TO theirs');
    await all.machine.pass(5 * minuteMs);
    expect(worker.health().comparedAgoMs).toBe(Infinity);
  });
});

describe('on Cosmos DB, while the program runs', () => {
  it.each<
    [what: string, isBack: boolean, change: (row: Record<string, unknown>) => Record<string, unknown> | undefined]
  >([
    ['is another kind for the queries', true, (row) => ({ ...row, kind: 'x' })],
    ['has a number as its wake time', true, (row) => ({ ...row, wakeAt: 7 })],
    ['is not sealed any more', false, ({ wakeAt: _, ...row }) => ({ ...row, body: { kind: 'case', id: REFERENCE } })],
    ['is deleted', false, () => undefined],
  ])('It is seen within a minute when the case %s', async (_, isBack, changed) => {
    const { endpoint, close } = await startCosmosStandIn();
    await running({ kind: 'cosmos', endpoint, key, database: 'attacks' });
    const client = new CosmosClient({ endpoint, key, connectionPolicy: { enableEndpointDiscovery: false } });
    const item = client.database('attacks').container('documents').item(`case|${REFERENCE}`, 'HT');
    const { resource: before } = await item.read();
    const after = changed(before);
    await (after ? item.replace(after) : item.delete());
    await all.machine.pass(minuteMs);
    expect(altered()).toContain(REFERENCE);
    if (isBack) expect((await item.read()).resource).toMatchObject({ kind: before.kind, wakeAt: before.wakeAt });
    client.dispose();
    await all.end();
    await close();
  });
});

describe('while the program is stopped', () => {
  /** What `npm run audit:verify -- --known LOG` names. */
  async function found(known = log) {
    const { store, look } = await opened();
    const audited = await audit(store, keptIn(known.join('\n')), { caseContext: () => caseContext(begin) });
    if (look) await auditStamps(look, audited);
    await store.close();
    return audited.found.map(({ ref }) => ref);
  }
  beforeEach(async () => {
    await running();
    const other = aReferral(begin);
    const upNext = other.upNext?.replace(other.id, OTHER_REFERENCE);
    await all.cases.create({ ...other, id: OTHER_REFERENCE, upNext });
    await all.end();
    expect(await found()).toEqual([]);
  });

  it.each<[what: string, ref: string, ...statements: string[]]>([
    ['silences the case', REFERENCE, silent],
    ['takes the wake time out of the column only', REFERENCE, `UPDATE documents SET wake_at = NULL WHERE ${ofCase}`],
    ['deletes the case', REFERENCE, `DELETE FROM documents WHERE ${ofCase}`],
    [
      'changes an event',
      REFERENCE,
      `UPDATE documents SET body = json_set(body, '$.events[0].at', '2020-01-01T00:00:00.000Z') WHERE ${ofCase}`,
    ],
    [
      'cuts off its end',
      REFERENCE,
      `UPDATE documents SET body = json_remove(body, '$.events[#-1]', '$.chain[#-1]') WHERE ${ofCase}`,
    ],
    [
      'names a key that never was',
      REFERENCE,
      `UPDATE documents SET body = json_set(body, '$.sealed.key', 'aaaaaaaaaaaa') WHERE ${ofCase}`,
    ],
    ['moves it to another organisation', REFERENCE, `UPDATE documents SET organisation = 'XX' WHERE ${ofCase}`],
    [
      'adds a case',
      'HT-AAAA-AAA',
      fake('wake_at', `NULL, '{"sealed":{"key":"aaaaaaaaaaaa","data":"AAAA"},"kind":"case","id":"HT-AAAA-AAA"}'`),
    ],
    ['removes the set-up', 'setup', "DELETE FROM documents WHERE id = 'setup'"],
    [
      'changes a person',
      'person',
      "UPDATE documents SET body = json_set(body, '$.changedAt', 'x') WHERE kind = 'person'",
    ],
    ['adds a malformed person', 'person', fake('wake_at', "NULL, '{}'", { kind: 'person', id: "'pat'" })],
    ['removes the reads of a day', `${REFERENCE}~2026-11-24`, "DELETE FROM documents WHERE kind = 'read'"],
    ['leaves a trigger', STORE, 'CREATE TRIGGER silence AFTER UPDATE ON documents BEGIN SELECT RAISE(IGNORE); END'],
    ['leaves the case out of an index', REFERENCE, emptied(`id <> "${REFERENCE}"`), 'REINDEX due', healed],
  ])('audit:verify with the log names what somebody did who %s', async (_, ref, ...statements) => {
    change(...statements);
    expect(await found()).toContain(ref);
  });

  it('Only the log shows a case that is gone', async () => {
    change(`DELETE FROM documents WHERE ${ofCase}`);
    expect(await found([])).toEqual([]);
    expect(await found()).toEqual([REFERENCE]);
  });

  /** What somebody with the DATA_KEY does, who uses the code of the program. */
  async function withTheKey(does: (store: Store) => Promise<unknown>) {
    const { store } = await opened();
    await does(store);
    await store.close();
  }

  it('audit:verify names a case that somebody with the key silenced', async () => {
    await withTheKey(async (store) => {
      const { document, version } = (await store.read('case', REFERENCE)) ?? { version: '' };
      const { wakeAt: _, ...rest } = document as Document;
      await store.replace(rest, version);
    });
    expect(await found([])).toEqual([REFERENCE]);
  });

  it('Only the log shows an event that somebody with the key added', async () => {
    await withTheKey((store) =>
      casesIn(store, () => {}).change(REFERENCE, (record) => ({
        record: advance(record, { events: [{ type: 'ReferralTaken', at: begin, by: mo.id }] }, caseContext(begin)),
        result: undefined,
      })),
    );
    expect(await found([])).toEqual([]);
    expect(await found()).toEqual([REFERENCE]);
  });

  it.each([
    ['the key of the stamps is gone', "DELETE FROM documents WHERE id = 'stamp-key'", 'the key of the stamps is gone'],
    [
      'the case is not sealed',
      `UPDATE documents SET body = '{"kind":"case","id":"${REFERENCE}"}' WHERE ${ofCase}`,
      'not sealed',
    ],
    [
      'the settings are not sealed',
      `UPDATE documents SET body = '{"kind":"settings","id":"setup","mash":1}' WHERE id = 'setup'`,
      'not sealed',
    ],
  ])('The program and audit:verify refuse the store when %s', async (_, statement, words) => {
    change(statement);
    await expect(opened()).rejects.toThrow(words);
  });
});
