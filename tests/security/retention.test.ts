import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, it } from '@jest/globals';
import { CaseId } from '../../src/base/reference.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { verdictOn } from '../../src/evidence/verify.ts';
import { withConfirmed } from '../../src/features/retention/rules.ts';
import { periodsOf, retentionIn } from '../../src/features/retention/state.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { casesIn } from '../../src/store/cases.ts';
import { searchKeysIn } from '../../src/store/keys.ts';
import { peopleIn } from '../../src/store/people.ts';
import type { Store } from '../../src/store/port.ts';
import { readsIn } from '../../src/store/reads.ts';
import { ada, at, atTime, jane, pat, sent } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { inStore as inFile, run } from '../tools/tool.ts';
import { anyFact, DECIDED, SENT, storeDraft, storeReadCase } from './stored.ts';

const { folder, newFile } = aFolder();

const DRAFT = CaseId.parse('HT-1SCC-SHT');
const REFERENCE = CaseId.parse('HT-6KK7-D8E');
const OPEN = CaseId.parse('HT-JVG0-FPP');
const OTHER_REFERENCE = CaseId.parse('HT-T7FT-JZP');
const packPath = join(folder, 'pack.json');
writeFileSync(
  packPath,
  JSON.stringify({
    ...{ extends: 'hertfordshire-2016', id: 'short', version: '1' },
    retention: { source: 'set by the test', drafts: 'P30D', decided: 'P365D', accessLog: 'P400D' },
  }),
);

let path = '';
const env = () => ({ SQLITE_PATH: path, PROTOCOL_PACK: packPath });
const retention = (...args: string[]) => run('retention', args, env());
const verify = () => run('audit-verify', [], env());

/** Stores two decided cases, an abandoned draft, an undecided case, and reads of them. */
beforeEach(async () => {
  path = newFile();
  await inStore(async (store) => {
    await storeReadCase(store, REFERENCE);
    await storeReadCase(store, OTHER_REFERENCE);
    const cases = await storeDraft(store, DRAFT);
    for (const later of ['2020-11-24T17:00:00.000Z', '2020-11-26T00:00:00.000Z'])
      await cases.change(DRAFT, (record) => ({ record: atTime(record, at(later)), result: undefined }));
    await storeDraft(store, OPEN);
    await cases.change(OPEN, (record) => ({ record: sent(record, SENT), result: undefined }));
    await searchKeysIn(store).keep(REFERENCE, ['phone:1', 'place:2'], DECIDED);
    await peopleIn(store).change(jane.id, (person) => ({ ...person, openDraft: DRAFT, about: REFERENCE }));
    for (const how of ['pdf', 'show']) await readsIn(store).add({ case: REFERENCE, by: pat.id, how }, DECIDED);
    await readsIn(store).add({ case: REFERENCE, by: pat.id, how: 'pdf' }, at('2099-01-01T00:00:00.000Z'));
    await readsIn(store).add({ case: OTHER_REFERENCE, by: pat.id, how: 'json' }, DECIDED);
  });
});

const inStore = <T>(work: (store: Store) => Promise<T>) => inFile(path, work);
const load = (id: CaseId) =>
  inStore(async (store) => {
    const record = await casesIn(store, () => {}).load(id);
    if (!record) throw new Error('no case');
    return record;
  });
const rows = () => {
  using db = new DatabaseSync(path);
  return db.prepare('SELECT kind, id, version, body FROM documents ORDER BY kind, id').all();
};

const decidedFor = 'It was decided, and nobody did anything to it for 365 days.';

// npm run retention -- --dry-run

it('retention --dry-run lists what would be erased and what is kept and why, and changes not a byte', async () => {
  const before = rows();
  const bytes = readFileSync(path);
  const { code, out, errors } = await retention('--dry-run');
  expect([code, errors]).toEqual([0, '']);
  expect(out.trim().split('\n')).toEqual([
    'Periods (set by the test):',
    '  drafts 30 days, decided cases 365 days, access log 400 days',
    'No administrator has confirmed these periods in Teams.',
    `${DRAFT}  would be erased: Nobody went on with the draft for 30 days. Last worked on 24 November 2020.`,
    `${REFERENCE}  would be erased: ${decidedFor} Last worked on 24 November 2020.`,
    `${OPEN}  kept: it is not decided. Last worked on 24 November 2020.`,
    `${OTHER_REFERENCE}  would be erased: ${decidedFor} Last worked on 24 November 2020.`,
    `${REFERENCE}  2 entries of the access log would be erased`,
    `${OTHER_REFERENCE}  1 entry of the access log would be erased`,
    '3 cases and 3 entries of the access log would be erased. Nothing was changed.',
    '1 are older than their period and were kept.',
  ]);
  expect(out).not.toMatch(anyFact);
  expect(rows()).toEqual(before);
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

it('retention --dry-run finds no decided case due under the shipped periods, and says that they are made up', async () => {
  const { out } = await run('retention', ['--dry-run'], { SQLITE_PATH: path });
  expect(out).toContain('Periods (made up: set your council’s own):\n  drafts 365 days, decided cases 9,131 days');
  expect(out).toContain(`${DRAFT}  would be erased`);
  expect(out).not.toContain(REFERENCE);
});

// npm run retention

it('retention erases a due case’s facts, names, salts and search keys, also from the bytes of the file and the author’s record', async () => {
  const { code, out } = await retention();
  expect(code).toBe(0);
  expect(out).toContain(`${REFERENCE}  ERASED: It was decided, and nobody did anything to it for 365 days.`);
  expect(out).toContain('3 cases and 3 entries of the access log were erased.');
  const all = JSON.stringify(rows().filter(({ id }) => id !== OPEN));
  expect(all).not.toMatch(anyFact);
  expect(readFileSync(path).includes('Jasper burn')).toBe(false);
  const { facts, status } = await load(REFERENCE);
  expect(facts).toEqual({ answers: { values: {}, ticks: {}, readings: {} }, texts: {}, names: {} });
  expect(status).toBe('decided');
  expect((await load(DRAFT)).status).toBe('withdrawn');
  await inStore(async (store) => {
    expect((await store.read('keys', REFERENCE))?.document).toMatchObject({ keys: [] });
    expect(await peopleIn(store).load(jane.id)).toEqual({ kind: 'person', id: 'jane', aboutYou: {} });
  });
});

it('retention leaves a history that still verifies, with each erasing as an event', async () => {
  const before = await load(REFERENCE);
  await retention();
  expect(await verify()).toMatchObject({ code: 0, errors: '' });
  const { events, chain } = await load(REFERENCE);
  expect(events.slice(0, 8)).toEqual(before.events);
  expect(chain?.slice(0, 8)).toEqual(before.chain);
  expect(events.slice(8)).toMatchObject([
    { type: 'FactsErased', why: 'decided', period: 'P365D', by: expect.stringMatching(/^admin:./) },
    { type: 'ReadsErased', reads: 2, period: 'P400D', by: expect.stringMatching(/^admin:./) },
  ]);
  expect(chain?.[8]?.facts).toMatchObject({ answers: null, 'name:mo': null, 'text:decision-reasons': null });
  await inStore(async (store) => {
    const stored = (await store.read('case', REFERENCE))?.document as CaseRecord;
    const texts = { 'decision-reasons': 'Jasper burn.' }; // as if somebody put the fact back
    const difference = { what: 'fact-without-commitment', fact: 'text:decision-reasons' };
    const verdict = verdictOn(REFERENCE, { ...stored, facts: { ...stored.facts, texts } });
    expect(verdict).toEqual({ kind: 'broken', difference });
    // only the entries of the access log whose period is over are gone
    expect((await readsIn(store).of(REFERENCE)).map(({ at }) => at)).toEqual(['2099-01-01T00:00:00.000Z']);
    expect(await readsIn(store).of(OTHER_REFERENCE)).toEqual([]);
  });
});

it('A second retention run erases no more cases, and finishes an interrupted erasing', async () => {
  await retention();
  await inStore(async (store) => {
    // as if the first run was killed before it erased the keys
    await searchKeysIn(store).keep(REFERENCE, ['phone:1'], DECIDED);
  });
  const before = rows();
  const { out } = await retention();
  expect(out).toContain('0 cases and 0 entries of the access log were erased.');
  const changed = rows().filter((row, place) => JSON.stringify(row) !== JSON.stringify(before[place]));
  expect(changed).toMatchObject([{ kind: 'keys', id: REFERENCE }]);
  expect(JSON.parse(String(changed[0]?.body))).toMatchObject({ keys: [] });
});

// A legal hold

it('A legal hold keeps a case with its facts and access log until its release, and both are events with a reason', async () => {
  const why = ['--why', 'Court order of 3 May.'];
  expect(await retention('--hold', REFERENCE.toLowerCase(), ...why)).toMatchObject({
    code: 0,
    out: `${REFERENCE} is held: nothing of it is erased.\n`,
  });
  expect((await retention('--hold', REFERENCE, ...why)).out).toContain('as before');
  const { out } = await retention();
  expect(out).toContain(`${REFERENCE}  kept: legal hold`);
  const held = await load(REFERENCE);
  expect(held.facts.texts).toMatchObject({ 'decision-reasons': 'Jasper burn.', 'hold-1': 'Court order of 3 May.' });
  expect(await inStore((store) => readsIn(store).of(REFERENCE))).toHaveLength(3);
  expect(await verify()).toMatchObject({ code: 0, errors: '' });
  expect((await retention('--release', REFERENCE, '--why', 'The court is done.')).code).toBe(0);
  expect((await retention()).out).toContain(`${REFERENCE}  ERASED`);
  const types = (await load(REFERENCE)).events.map(({ type }) => type).slice(8);
  expect(types).toEqual(['LegalHoldSet', 'LegalHoldReleased', 'FactsErased', 'ReadsErased']);
  expect(await verify()).toMatchObject({ code: 0, errors: '' });
});

it('Setting a legal hold says what is wrong: no reason, no such case, a mistyped reference or an erased case', async () => {
  await retention();
  const tries: [string[], string][] = [
    [['--hold', OPEN], 'npm run retention'],
    [['--hold', OPEN, '--why', ' '], '--why: say why'],
    [['--hold', 'HT-0000-000', '--why', 'x'], 'is not a reference'],
    [['--hold', 'HT-SDQR-XNK', '--why', 'x'], 'There is no case'],
    [['--hold', REFERENCE, '--why', 'x'], `${REFERENCE} is erased already`],
    [['--hold', OPEN, '--why', 'x', '--dry-run'], 'npm run retention'],
  ];
  for (const [args, words] of tries)
    expect(await retention(...args)).toMatchObject({ code: 1, errors: expect.stringContaining(words) });
});

// Erasing under periods that an administrator confirmed

const confirmed = (periods: string) =>
  inStore((store) =>
    retentionIn(store).change((record) => withConfirmed(record, { by: ada.id, name: ada.name, at: DECIDED, periods })),
  );

it('Once an administrator has confirmed periods, retention erases under no others', async () => {
  await confirmed('other periods');
  expect(await retention()).toMatchObject({ code: 1, errors: expect.stringContaining('nothing was erased') });
  expect(JSON.stringify(rows())).toMatch(anyFact);
  expect((await retention('--dry-run')).out).toContain('These are not the periods that an administrator confirmed');
  await confirmed(periodsOf(loadPack(packPath)));
  expect((await retention()).out).toContain('3 cases and 3 entries of the access log were erased.');
});

// npm run retention -- --case

it('retention --case erases only the named cases, where they are due', async () => {
  const { code, out } = await retention('--case', REFERENCE, '--case', OPEN);
  expect(code).toBe(0);
  expect(out).toContain('1 case and 2 entries of the access log were erased.');
  expect(out).toContain(`${OPEN}  kept: it is not decided.`);
  expect(JSON.stringify((await load(OTHER_REFERENCE)).facts)).toMatch(anyFact);
  expect((await retention('--case', 'HT-0')).errors).toContain('is not a reference');
});

// npm run subject-access

const access = (...args: string[]) => run('subject-access', args, env());

it('subject-access writes everything held on a case into a file, and records the read', async () => {
  const to = join(folder, 'held.json');
  const { code, out } = await access(REFERENCE, '--to', to);
  expect([code, out]).toEqual([0, expect.stringContaining(`What is held on ${REFERENCE} is in ${to}.`)]);
  expect((statSync(to).mode & 0o777).toString(8)).toBe('600');
  const held = JSON.parse(readFileSync(to, 'utf8'));
  const { facts, events, chain } = await load(REFERENCE);
  const { salts: _, ...own } = facts;
  expect(held.facts).toEqual(own);
  expect(held.written).toContainEqual({ title: 'Worry', text: 'Burn Amber.' });
  expect(held.history.map(({ type }: { type: string }) => type)).toEqual(events.map(({ type }) => type));
  expect(held.history[3]).toMatchObject({ title: 'Taken', by: { id: 'pat', name: 'Pat Lee' } });
  expect(held.chain).toEqual({ events: 8, head: chain?.at(-1)?.hash });
  expect(held.reads).toHaveLength(4);
  expect(held.reads.filter(({ how }: { how: string }) => how === 'subject-access')).toMatchObject([
    { by: expect.stringMatching(/^admin:/) },
  ]);
  expect(await inStore((store) => readsIn(store).of(REFERENCE))).toHaveLength(4);
});

it('subject-access covers a draft, and what is left of an erased case', async () => {
  await access(DRAFT, '--to', join(folder, 'draft.json'));
  const draft = JSON.parse(readFileSync(join(folder, 'draft.json'), 'utf8'));
  expect(draft).toMatchObject({ status: 'draft', history: [{ title: 'Check begun' }, {}, {}] });
  expect(draft.facts.answers.values.worry).toBe('Burn Amber.');
  await retention();
  await access(REFERENCE, '--to', join(folder, 'erased.json'));
  const gone = readFileSync(join(folder, 'erased.json'), 'utf8');
  expect(gone).not.toMatch(anyFact);
  expect(JSON.parse(gone)).toMatchObject({ written: [], chain: { events: 10 } });
});

it('subject-access overwrites no file, and records no read when it writes nothing', async () => {
  const to = join(folder, 'there.json');
  writeFileSync(to, 'mine');
  expect(await access(REFERENCE, '--to', to)).toMatchObject({
    code: 1,
    errors: expect.stringContaining('left as it is'),
  });
  expect(readFileSync(to, 'utf8')).toBe('mine');
  expect((await access(REFERENCE)).code).toBe(1);
  expect((await access('HT-0000-000', '--to', join(folder, 'none.json'))).code).toBe(1);
  expect(await inStore((store) => readsIn(store).of(REFERENCE))).toHaveLength(3);
});
