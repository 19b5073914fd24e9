import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { CaseId } from '../../src/base/reference.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { findCandidates } from '../../src/features/linking/search.ts';
import { lookForLinks } from '../../src/features/linking/telling.ts';
import { eraseCase } from '../../src/features/retention/erasing.ts';
import { casesIn } from '../../src/store/cases.ts';
import { searchKeysIn } from '../../src/store/keys.ts';
import { peopleIn } from '../../src/store/people.ts';
import type { Store } from '../../src/store/port.ts';
import { readsIn } from '../../src/store/reads.ts';
import { aDraft, ada, aReferral, at, caseContext } from '../case/a-case.ts';
import { bothStores } from '../fakes/both-stores.ts';
import { SENT, storeReadCase } from '../security/stored.ts';
import { inStore, run } from './tool.ts';

const { folder, kinds } = await bothStores();

const ANA = CaseId.parse('HT-6KK7-D8E');
const LIKE = CaseId.parse('HT-JVG0-FPP');
const DRAFT = CaseId.parse('HT-1SCC-SHT');
const PRACTICE = CaseId.parse('HT-SDQR-XNK');
const ERASED = CaseId.parse('HT-T7FT-JZP');
const YEAR = 2026;

const withAnswers = (record: CaseRecord, id: CaseId, values: Record<string, string>): CaseRecord => ({
  ...record,
  id,
  facts: {
    ...record.facts,
    answers: { ...record.facts.answers, values: { ...record.facts.answers.values, ...values } },
  },
});
const ana = {
  ...{ 'child-name': 'Ana Petrova', 'child-age': '14', carer: 'Viktor Ivanov' },
  ...{ address: '12 Rosebery Road, Stevenage SG1 4QX', with: 'aunt, 07700 900456' },
};

/**
 * Fills the store with a case of Ana's, one of a child whose name sounds like hers, and three that a search cannot
 * find.
 */
async function filled(store: Store): Promise<void> {
  const cases = casesIn(store, () => {});
  const keys = searchKeysIn(store);
  const between = { cases, store, keys, caseContext: () => caseContext(SENT) };
  const all = [
    withAnswers(aReferral(SENT), ANA, ana),
    withAnswers(aReferral(SENT), LIKE, { 'child-name': 'Anna Petrova', 'child-age': '9' }),
    withAnswers(aDraft(SENT), DRAFT, ana),
    { ...withAnswers(aReferral(SENT), PRACTICE, ana), practice: true as const },
  ];
  for (const record of all) await cases.create(record);
  await storeReadCase(store, ERASED);
  await cases.change(ERASED, (record) => ({ record: withAnswers(record, ERASED, ana), result: undefined }));
  for (const id of [ANA, LIKE, DRAFT, PRACTICE, ERASED]) {
    const record = await cases.load(id);
    if (record) await lookForLinks(record, between);
  }
  const late = () => caseContext(at('2060-01-01T10:00:00.000Z'));
  const erasing = { store, cases, people: peopleIn(store), keys, caseContext: late, by: ada.id };
  expect(await eraseCase(ERASED, erasing)).toBeDefined();
}

describe.each(kinds)('the index of people in cases, in %s', (_, open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await filled(store);
  });
  const found = async (subject: Parameters<typeof findCandidates>[0]) =>
    (await findCandidates(subject, searchKeysIn(store), YEAR)).found;

  it('The index finds names of children and carers that are spelled differently or sound alike', async () => {
    expect((await found({ name: 'Petrova, Ana' })).map((each) => each.case).sort()).toEqual([ANA, LIKE]);
    expect(await found({ name: 'Viktor Ivanoff' })).toEqual([{ case: ANA, why: ['carer'] }]);
    expect((await found({ name: 'Petrova' })).every(({ why }) => why.join() === 'word')).toBe(true);
    expect(await found({ name: 'Grace Okonkwo' })).toEqual([]);
  });

  it('The index finds addresses and phone numbers however they are written, with the best match first', async () => {
    expect(await found({ address: '12 rosebery rd, sg14qx' })).toEqual([{ case: ANA, why: ['home', 'street'] }]);
    expect(await found({ phone: '+44 7700 900456' })).toEqual([{ case: ANA, why: ['phone'] }]);
    const both = await found({ name: 'Ana Petrova', phone: '07700900456' });
    expect(both.map((each) => each.case)).toEqual([ANA, LIKE]);
  });

  it('A search of the index reads no case', async () => {
    const asked: string[] = [];
    const counted: Store = {
      ...store,
      read: (kind, id) => {
        asked.push(kind);
        return store.read(kind, id);
      },
    };
    await findCandidates({ name: 'Ana Petrova' }, searchKeysIn(counted), YEAR);
    expect(asked).toEqual(['settings']); // the salt of the index
  });
});

describe('npm run subject-access', () => {
  const path = join(folder, 'mash.db');
  const access = (...args: string[]) => run('subject-access', args, { SQLITE_PATH: path });
  beforeAll(() => inStore(path, filled));
  const readsOf = async (id: CaseId) => (await inStore(path, (store) => readsIn(store).of(id))).length;

  it('A search lists references and reasons, marks names that only sound alike, says who cannot be found, and writes nothing', async () => {
    const { code, out } = await access('--name', 'Ana Petrova', '--phone', '07700 900456');
    expect(code).toBe(0);
    const [first, second] = out.split('\n');
    expect(first).toBe(
      `${ANA}  the same phone; SOUNDS LIKE the child’s name; SOUNDS LIKE one word of the child’s name`,
    );
    expect(second).toContain(`${LIKE}  SOUNDS LIKE the child’s name`);
    expect(out).toContain('2 cases. Somebody must open each and see whether it is about this person.');
    expect(out).toContain('a practice case (its child is made up); an erased case (no name is left in it)');
    expect(out).not.toMatch(/Petrova|900456|Rosebery|Viktor/);
    for (const id of [DRAFT, PRACTICE, ERASED]) expect(out).not.toContain(id);
    expect(await readsOf(ANA)).toBe(0);
  });

  it('An export writes only the cases that are named, each into a file that only its owner can read', async () => {
    const to = join(folder, 'held');
    mkdirSync(to);
    const { code } = await access('--case', ANA, '--case', ERASED, '--case', PRACTICE, '--to', to);
    expect(code).toBe(0);
    expect(readdirSync(to).sort()).toEqual([ANA, PRACTICE, ERASED].map((id) => `${id}.json`));
    expect((statSync(join(to, `${ANA}.json`)).mode & 0o777).toString(8)).toBe('600');
    const about = (id: CaseId) => JSON.parse(readFileSync(join(to, `${id}.json`), 'utf8')).about;
    expect(about(ANA)).toBeUndefined();
    expect(about(ERASED)).toContain('under retention: every name, answer and text');
    expect(about(PRACTICE)).toBe('A practice case: the child is made up, and nothing of it was sent.');
    expect([await readsOf(ANA), await readsOf(LIKE)]).toEqual([1, 0]);
  });

  it('The command says what it cannot search for, and refuses to search and export at once', async () => {
    const tries: [string[], string][] = [
      [['--name', 'not known'], '--name: there is no name'],
      [['--address', 'somewhere'], '--address: write the number of the house'],
      [['--phone', '0300 123 4043'], '--phone: write the number in full'],
      [['--name', 'Ana Petrova', '--to', folder], 'npm run subject-access'],
      [['--case', ANA, '--to', join(folder, 'none')], 'is not a folder'],
      [[], 'npm run subject-access'],
    ];
    for (const [args, words] of tries)
      expect(await access(...args)).toMatchObject({ code: 1, errors: expect.stringContaining(words) });
  });
});
