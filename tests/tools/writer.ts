import { sqliteStore } from '../../src/store/sqlite.ts';

/**
 * A program that keeps writing to the SQLite store at a path. It counts up, first in the case `left` and then in the
 * case `right`.
 */
const store = sqliteStore(process.argv[2] ?? '', 'HT');
const versions: Record<string, string> = {};
for (let count = 0; ; count += 1) {
  for (const id of ['left', 'right']) {
    const document = { kind: 'case', id, count } as const;
    const version = versions[id];
    const outcome = version ? await store.replace(document, version) : await store.create(document);
    if (outcome.kind === 'overtaken') throw new Error(`somebody else writes ${id}`);
    versions[id] = outcome.version;
  }
  process.stdout.write(`${count}\n`);
  await new Promise((resolve) => setImmediate(resolve));
}
