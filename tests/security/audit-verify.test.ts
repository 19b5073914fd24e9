import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, it } from '@jest/globals';
import { casesIn } from '../../src/store/cases.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { OTHER_REFERENCE, pat, REFERENCE } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { run } from '../tools/tool.ts';
import { act, anyFact, asking, DECIDED, storeDecidedCase, storeDraft } from './stored.ts';

const { folder, newFile } = aFolder();

let path = '';
beforeEach(async () => {
  path = newFile();
  const store = sqliteStore(path, 'HT');
  await storeDecidedCase(store);
  await storeDraft(store, OTHER_REFERENCE);
  await store.close();
});

const verify = (...args: string[]) => run('audit-verify', args, { SQLITE_PATH: path });

/** Changes the database by hand, as an intruder could. */
function changeByHand(statement: string, ...values: string[]): void {
  using db = new DatabaseSync(path);
  expect(Number(db.prepare(statement).run(...values).changes)).toBe(1);
}
const set = (where: string, json: string) =>
  changeByHand(`UPDATE documents SET body = json_set(body, '${where}', json(?)) WHERE id = ?`, json, REFERENCE);

it('audit:verify says how many cases and events it checked, and that no chain is broken', async () => {
  expect(await verify()).toEqual({
    code: 0,
    out: '2 cases, 8 events looked at.\nNo chain is broken.\n',
    errors: '',
  });
});

it.each([
  ['$.facts.texts."decision-reasons"', '"None."', 'the fact text:decision-reasons is not what was written'],
  ['$.status', '"draft"', 'the status is not what the history comes to'],
  ['$.events', '7', 'the document cannot be read as a case'],
])('audit:verify ends with 1 and names, without a fact, what somebody changed at %s', async (where, json, words) => {
  set(where, json);
  const { code, out, errors } = await verify();
  expect([code, errors]).toEqual([1, expect.stringContaining(`BROKEN ${REFERENCE}: ${words}`)]);
  expect(out).not.toContain('No chain is broken');
  expect(out + errors).not.toMatch(anyFact);
});

it('audit:verify finds saved heads in a history that has grown since', async () => {
  const heads = (await verify('--heads')).out;
  expect(heads.trim().split('\n')).toHaveLength(2);
  writeFileSync(join(folder, 'heads.txt'), heads);
  const store = sqliteStore(path, 'HT');
  const cases = casesIn(store, () => {});
  await act(cases, asking, pat, DECIDED);
  await store.close();
  expect(await verify('--known', join(folder, 'heads.txt'))).toMatchObject({
    code: 0,
    out: expect.stringContaining('2 heads that were kept were looked for.'),
  });
  const [one = ''] = heads.split('\n');
  expect((await verify('--head', one)).code).toBe(0);
});

it('audit:verify uses saved heads to find a history cut short or a case removed', async () => {
  const heads = (await verify('--heads')).out.trim().split('\n');
  changeByHand(
    "UPDATE documents SET body = json_set(json_remove(body, '$.events[6]', '$.chain[6]', '$.facts.texts.\"decision-reasons\"', '$.facts.texts.\"decision-action\"', '$.facts.texts.\"decision-tell\"', '$.facts.names.mo'), '$.status', 'awaiting-decision') WHERE id = ?",
    REFERENCE,
  );
  expect((await verify()).errors).not.toContain('a head');
  changeByHand('DELETE FROM documents WHERE id = ?', OTHER_REFERENCE);
  const { code, errors } = await verify(...heads.flatMap((head) => ['--head', head]));
  expect(code).toBe(1);
  expect(errors).toContain(`BROKEN ${REFERENCE}: a head that was kept is not in its chain`);
  expect(errors).toContain(`BROKEN ${OTHER_REFERENCE}: a head of it was kept, and there is no such case`);
});

it('audit:verify explains a malformed head, an unknown option and a missing store', async () => {
  expect(await verify('--head', 'HT-1=2')).toMatchObject({
    code: 1,
    errors: expect.stringContaining('write HT-7K3F'),
  });
  expect(await verify('--all')).toMatchObject({ code: 1, errors: expect.stringContaining('npm run audit:verify') });
  const nowhere = await run('audit-verify', [], { SQLITE_PATH: join(folder, 'nowhere.db') });
  expect(nowhere).toMatchObject({ code: 1, errors: expect.stringContaining('there is no file') });
});
