import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, it } from '@jest/globals';
import { logTo } from '../../src/base/log.ts';
import { instantOf, msOf } from '../../src/base/time.ts';
import { dutiesIn } from '../../src/features/duty/duty-state.ts';
import { withOnDuty } from '../../src/features/duty/rules.ts';
import { casesIn } from '../../src/store/cases.ts';
import { headsLogged } from '../../src/store/heads.ts';
import type { Store } from '../../src/store/port.ts';
import { readsIn } from '../../src/store/reads.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { OTHER_REFERENCE, pat, REFERENCE } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { run } from '../tools/tool.ts';
import { act, asking, BEGUN, DECIDED, SENT, storeDecidedCase, storeDraft } from './stored.ts';

const { folder, newFile } = aFolder();
const log = join(folder, 'program.log');

let path = '';
let lines: string[] = [];

/** Works on the store as the program does, with a log that else would keep quiet. */
async function withProgram(work: (store: Store) => Promise<unknown>) {
  const store = sqliteStore(path, 'HT');
  const pino = logTo({ write: (line) => void lines.push(line.trim()) }, 'fatal');
  await work(headsLogged(store, pino));
  await store.close();
}

beforeEach(async () => {
  path = newFile();
  lines = ['MASH Referrals listens on 127.0.0.1:3978', JSON.stringify({ time: msOf(BEGUN), event: 'begun' })];
  await withProgram(async (store) => {
    await storeDecidedCase(store);
    await storeDraft(store, OTHER_REFERENCE);
    await readsIn(store).add({ case: REFERENCE, by: pat.id, how: 'case-file' }, SENT);
    await dutiesIn(store).change((duty) => withOnDuty(duty, pat, { at: SENT, until: DECIDED }));
  });
});

async function verify() {
  writeFileSync(log, lines.join('\n'));
  return run('audit-verify', ['--known', log], { SQLITE_PATH: path });
}
function changeByHand(statement: string): void {
  using db = new DatabaseSync(path);
  expect(Number(db.prepare(statement).run().changes)).toBe(1);
}

it('The log has each new head, whatever its level, and no fact; audit:verify takes the log as it is', async () => {
  const refs = lines.slice(2).map((line) => JSON.parse(line).ref);
  expect(new Set(refs)).toEqual(new Set([REFERENCE, OTHER_REFERENCE, `${REFERENCE}~2020-11-24`, 'duty']));
  expect(lines.join('')).not.toMatch(/Opal|Jane|Pat/);
  expect(await verify()).toMatchObject({ code: 0, out: expect.stringContaining('No chain is broken') });
});

it.each([
  [
    'a case that is gone',
    `DELETE FROM documents WHERE id = '${REFERENCE}'`,
    `BROKEN ${REFERENCE}: a head of it was kept`,
  ],
  [
    'reads that are gone',
    "DELETE FROM documents WHERE kind = 'read'",
    `BROKEN ${REFERENCE}~2020-11-24: a head of these`,
  ],
  [
    'a person on duty who was not',
    "UPDATE documents SET body = json_set(body, '$.on[0].staff', 'meg') WHERE id = 'duty'",
    'BROKEN duty: it is not what was last written',
  ],
])('With the log audit:verify finds %s', async (_, statement, words) => {
  changeByHand(statement);
  const { code, errors } = await verify();
  expect([code, errors]).toEqual([1, expect.stringContaining(words)]);
});

it('With the log audit:verify finds an older store that was put back, and a change that the program did not log', async () => {
  const older = newFile();
  copyFileSync(path, older);
  await withProgram((store) =>
    act(
      casesIn(store, () => {}),
      asking,
      pat,
      DECIDED,
    ),
  );
  expect((await verify()).code).toBe(0);
  const last = lines.pop();
  expect((await verify()).errors).toContain(`BROKEN ${REFERENCE}: the log does not have its last change`);
  lines.push(last ?? '');
  path = older;
  expect((await verify()).errors).toContain(`BROKEN ${REFERENCE}: a head that was kept is not in its chain`);
});

it('After a restore that was logged, audit:verify does not ask for what came after the backup', async () => {
  const backup = newFile();
  copyFileSync(path, backup);
  const madeAt = instantOf(Date.now());
  await withProgram((store) =>
    act(
      casesIn(store, () => {}),
      asking,
      pat,
      DECIDED,
    ),
  );
  const hourOn = Date.now() + 3_600_000;
  lines.push(JSON.stringify({ ...JSON.parse(lines.pop() ?? ''), time: hourOn }));
  path = backup;
  expect((await verify()).code).toBe(1);
  lines.push(JSON.stringify({ time: hourOn + 1, event: 'store.restored', madeAt }));
  expect(await verify()).toMatchObject({ code: 0 });
  lines.push(JSON.stringify({ time: hourOn + 2, event: 'saved', ref: REFERENCE, head: 'a'.repeat(64) }));
  expect((await verify()).code).toBe(1); // what was written since must be there
});
