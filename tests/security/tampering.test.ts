import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { audit } from '../../src/audit/audit.ts';
import { type Kept, nothingKept } from '../../src/audit/audited.ts';
import { dutiesIn } from '../../src/features/duty/duty-state.ts';
import { withOffDuty, withOnDuty, withShift } from '../../src/features/duty/rules.ts';
import { setupsIn } from '../../src/features/set-up/set-up-state.ts';
import { searchKeysIn } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/port.ts';
import { readsIn } from '../../src/store/reads.ts';
import { sealedStore } from '../../src/store/seal.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { at, caseContext, meg, mo, OTHER_REFERENCE, pat, REFERENCE } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { chooses, setUp } from '../features/set-up/a-council.ts';
import { keysFor, type Letter } from './keys.ts';
import { BEGUN, DECIDED, SENT, storeDecidedCase } from './stored.ts';

const { newFile } = aFolder();

let path = '';
let older = ''; // the case as it was stored before its decision
let saved = nothingKept; // the heads, as the program's log (outside the store) holds them

const now = at('2020-11-24T15:00:30.000Z');
beforeEach(() => {
  path = newFile();
});

function openStore(...letters: Letter[]): Store {
  const [present, ...old] = letters;
  const store = sqliteStore(path, 'HT');
  return present ? sealedStore(store, 'HT', keysFor(present, ...old)) : store;
}

async function audited(known: Kept, ...letters: Letter[]) {
  const store = openStore(...letters);
  const result = await audit(store, known, { caseContext: () => caseContext(now) });
  await store.close();
  return result;
}

function change(...statements: string[]): void {
  using db = new DatabaseSync(path);
  for (const statement of statements) expect(Number(db.prepare(statement).run().changes)).toBeGreaterThan(0);
}

/** Stores two decided cases (one read four times on two days), a duty and a set-up, whose heads the log has. */
async function storeEverything(): Promise<void> {
  const store = openStore();
  const versionsWritten: string[] = [];
  await storeDecidedCase({
    ...store,
    replace(document, version) {
      versionsWritten.push(JSON.stringify(document));
      return store.replace(document, version);
    },
  });
  older = versionsWritten.at(-2) ?? '';
  await storeDecidedCase(store, OTHER_REFERENCE);
  const keys = searchKeysIn(store);
  await keys.keep(REFERENCE, ['a', 'b'], SENT);
  const reads = readsIn(store);
  for (const [by, when] of [
    [pat, SENT],
    [mo, DECIDED],
    [meg, DECIDED],
    [mo, at('2020-11-25T09:00:00.000Z')],
  ] as const)
    await reads.add({ case: REFERENCE, by: by.id, how: 'case-file' }, when);
  const duties = dutiesIn(store);
  const until = at('2020-11-25T20:00:00.000Z');
  await duties.change((duty) => withOnDuty(duty, mo, { at: BEGUN, until }));
  await duties.change((duty) => withOnDuty(duty, meg, { at: BEGUN, until }));
  await duties.change((duty) => withOffDuty(duty, meg, SENT));
  const shift = { staff: meg.id, name: meg.name, from: until, until: at('2020-11-26T08:00:00.000Z') };
  await duties.change((duty) => withShift(duty, shift, { by: mo, at: DECIDED }));
  await setupsIn(store).change(() => chooses(setUp(), 1, { managers: [mo.id] }));
  await store.close();
  const { found, heads } = await audited(nothingKept);
  expect(found).toEqual([]);
  saved = { heads: [...heads].map(([name, head]) => ({ name, head })) };
}

const ofCase = "kind = 'case' AND id = 'HT-7K3F-92Q'";
const ofSetUp = "kind = 'settings' AND id = 'setup'";
const ofDuty = "kind = 'settings' AND id = 'duty'";
const bodySet = (where: string, path: string, json: string) =>
  `UPDATE documents SET body = json_set(body, '${path}', json('${json}')) WHERE ${where}`;
const bodyWithout = (where: string, ...paths: string[]) =>
  `UPDATE documents SET body = json_remove(body, ${paths.map((each) => `'${each}'`).join(', ')}) WHERE ${where}`;
const read = (number: number) => `kind = 'read' AND id = 'HT-7K3F-92Q~2020-11-24~0000${number}'`;

const kinds: [what: string, ref: string, ...statements: string[]][] = [
  [
    'hides a case from the lists and the clock',
    REFERENCE,
    `UPDATE documents SET status = 'withdrawn', wake_at = NULL WHERE ${ofCase}`,
  ],
  [
    'silences the clock of a case, in the index and in its document',
    REFERENCE,
    `UPDATE documents SET wake_at = '2030-01-01T00:00:00.000Z', body = json_set(body, '$.wakeAt', '2030-01-01T00:00:00.000Z') WHERE ${ofCase}`,
  ],
  [
    'gives a case another status, in the index and in its document',
    REFERENCE,
    `UPDATE documents SET status = 'withdrawn', body = json_set(body, '$.status', 'withdrawn') WHERE ${ofCase}`,
  ],
  [
    'postpones the time by which a case must be decided',
    REFERENCE,
    bodySet(ofCase, '$.dueAt', '"2030-01-01T00:00:00.000Z"'),
  ],
  [
    'gives a case another author',
    REFERENCE,
    `UPDATE documents SET author = 'meg', body = json_set(body, '$.author', 'meg') WHERE ${ofCase}`,
  ],
  ['gives a case another holder', REFERENCE, bodySet(ofCase, '$.heldBy', '"meg"')],
  ['marks a case as practice', REFERENCE, bodySet(ofCase, '$.practice', 'true')],
  ['takes a case out of its author’s list', REFERENCE, `UPDATE documents SET author = NULL WHERE ${ofCase}`],
  ['removes the search keys of a case from the index', REFERENCE, "DELETE FROM case_keys WHERE id = 'HT-7K3F-92Q'"],
  ['deletes a case', REFERENCE, `DELETE FROM documents WHERE ${ofCase}`],
  ['removes the last event', REFERENCE, bodyWithout(ofCase, '$.events[#-1]', '$.chain[#-1]')],
  [
    'changes the order of events',
    REFERENCE,
    `UPDATE documents SET body = json_set(body, '$.events[3]', body -> '$.events[4]', '$.events[4]', body -> '$.events[3]') WHERE ${ofCase}`,
  ],
  [
    'adds an event',
    REFERENCE,
    bodySet(ofCase, '$.events[#]', '{"type":"ReferralDelivered","at":"2020-11-24T16:00:00.000Z"}'),
  ],
  ['takes away the chain of a case', REFERENCE, bodyWithout(ofCase, '$.chain')],
  ['takes away by when a case must be decided, and who has it', REFERENCE, bodyWithout(ofCase, '$.dueAt', '$.heldBy')],
  ['changes a fact', REFERENCE, bodySet(ofCase, '$.facts.texts."decision-reasons"', '"None."')],
  [
    'swaps the facts of two cases',
    REFERENCE,
    `UPDATE documents SET body = json_set(body, '$.facts', (SELECT body -> '$.facts' FROM documents WHERE kind = 'case' AND id = '${OTHER_REFERENCE}')) WHERE ${ofCase}`,
  ],
  ['removes a read', REFERENCE, `DELETE FROM documents WHERE ${read(2)}`],
  ['removes the last read of a day', `${REFERENCE}~2020-11-24`, `DELETE FROM documents WHERE ${read(3)}`],
  ['takes away the link of a read', REFERENCE, bodyWithout(read(2), '$.link')],
  ['names another reader of a case', REFERENCE, bodySet(read(1), '$.by', '"meg"')],
  [
    'moves a read to another day',
    REFERENCE,
    `UPDATE documents SET id = 'HT-7K3F-92Q~2020-11-25~00002', body = json_set(body, '$.id', 'HT-7K3F-92Q~2020-11-25~00002') WHERE ${read(3)}`,
  ],
  ['changes who is on duty', 'duty', bodySet(ofDuty, '$.on[0].staff', '"meg"')],
  ['takes a shift out of the rota', 'duty', bodyWithout(ofDuty, '$.shifts[0]')],
  ['removes a change of duty', 'duty', bodyWithout(ofDuty, '$.history[1]')],
  ['shortens the history of duty', 'duty', bodyWithout(ofDuty, '$.history[#-1]')],
  ['points the MASH at another channel', 'setup', bodySet(ofSetUp, '$.mash.channelId', '"19:theirs"')],
  ['adds a manager', 'setup', bodySet(ofSetUp, '$.managers[#]', '"thief"')],
  ['changes who set the bot up', 'setup', bodySet(ofSetUp, '$.changes[0].by', '"meg"')],
  ['shortens the history of the set-up', 'setup', bodyWithout(ofSetUp, '$.changes[#-1]')],
  ['removes the set-up', 'setup', `DELETE FROM documents WHERE ${ofSetUp}`],
];

describe('somebody who writes straight into the store', () => {
  beforeEach(storeEverything);

  it.each(kinds)('The audit notices somebody who %s', async (_, ref, ...statements) => {
    change(...statements);
    expect((await audited(saved)).found.map((each) => each.ref)).toContain(ref);
  });

  it('The audit notices somebody who puts back an older version of a whole case', async () => {
    using db = new DatabaseSync(path);
    const { wakeAt = null, unsentSince = null, changedAt, upNext = null, dueAt = null } = JSON.parse(older);
    db.prepare(
      `UPDATE documents SET body = ?, status = 'awaiting-decision', wake_at = ?, unsent_since = ?, changed_at = ?, up_next = ?, due_at = ? WHERE ${ofCase}`,
    ).run(older, wakeAt, unsentSince, changedAt, upNext, dueAt);
    const what = expect.stringContaining('is not in its chain');
    expect((await audited(saved)).found).toEqual([{ ref: REFERENCE, what }]);
  });
});

describe('a difference that is no tampering, for which nobody need be woken', () => {
  beforeEach(async () => {
    const store = openStore('A');
    await storeDecidedCase(store);
    await store.close();
    const newer = openStore('B');
    await storeDecidedCase(newer, OTHER_REFERENCE);
    await newer.close();
    const { heads } = await audited(nothingKept, 'B', 'A');
    expect([...heads.keys()].sort()).toEqual([OTHER_REFERENCE, REFERENCE].sort());
    saved = { heads: [...heads].map(([name, head]) => ({ name, head })) };
  });

  it('A case whose key is missing is no tampering; a case whose seal is broken is', async () => {
    expect(await audited(saved, 'B')).toMatchObject({ cases: 2, keyless: [REFERENCE], found: [] });
    const broken = `json_set(body, '$.sealed.data', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')`;
    change(`UPDATE documents SET body = ${broken} WHERE kind = 'case' AND id = '${OTHER_REFERENCE}'`);
    const { found } = await audited(saved, 'B');
    expect(found.map(({ ref }) => ref)).toEqual([OTHER_REFERENCE]);
  });
});
