import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { type CaseId, readCaseId } from '../base/reference.ts';
import { instantOf } from '../base/time.ts';
import { subjectAccess } from '../copy/subject-access.ts';
import { loadPack } from '../protocol/load-pack.ts';
import { casesIn } from '../store/cases.ts';
import type { Store } from '../store/port.ts';
import { readsIn } from '../store/reads.ts';
import { administrator } from './administrator.ts';
import { argumentsOf, command, say } from './command.ts';
import { withStore } from './tool-store.ts';

const usage = `npm run subject-access -- HT-7K3F-92Q --to FILE
Writes everything that is held on a case into a new file (JSON) that only you can read. That you did so is kept on record.`;

await command(async () => {
  const { values, positionals } = argumentsOf(usage, { allowPositionals: true, options: { to: { type: 'string' } } });
  const { to } = values;
  const [typed = '', ...more] = positionals;
  if (!to || more.length > 0 || typed === '') throw new Error(usage);
  const id = readCaseId(typed);
  if (!id) throw new Error(`${typed} is not a reference: check its letters`);
  await withStore((store, config) => write(id, to, store, config.packPath));
  return true;
});

/** The read is on record before there is anything to read. */
async function write(id: CaseId, to: string, store: Store, packPath: string | undefined): Promise<void> {
  const pack = loadPack(packPath);
  const record = await casesIn(store, () => {}).load(id);
  if (!record) throw new Error(`There is no case ${id}.`);
  const file = created(to);
  try {
    const now = instantOf(Date.now());
    const reads = readsIn(store);
    await reads.add({ case: id, by: administrator(), how: 'subject-access' }, now);
    const held = subjectAccess(record, await reads.of(id), pack, now);
    writeFileSync(file, `${JSON.stringify(held, null, 2)}\n`);
  } catch (error) {
    rmSync(to);
    throw error;
  } finally {
    closeSync(file);
  }
  say(`What is held on ${id} is in ${to}. It names others: read and redact it before it is given to anyone.`);
}

function created(to: string): number {
  try {
    return openSync(to, 'wx', 0o600);
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw new Error(isThere ? `${to} is there already and is left as it is. Name another file.` : `${to}: ${error}`);
  }
}
