import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const copied = ['src', 'cards', 'manifest', 'tests', 'package.json', 'tsconfig.json', 'README.md', '.env.example'];

/** Words in one file of the product, and the words that replace them everywhere in that file. */
export interface Break {
  file: string;
  find: string;
  put: string;
}

/** A copy of the product, to be broken in one way after another. */
export interface BrokenCopy {
  folder: string;
  /** Runs `work` while the copy is broken in this way. */
  brokenBy<T>(one: Break, work: () => Promise<T>): Promise<T>;
  remove(): void;
}

export function brokenCopy(): BrokenCopy {
  const folder = mkdtempSync(join(tmpdir(), 'mash-broken-'));
  for (const name of copied) cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    async brokenBy({ file, find, put }, work) {
      const path = join(folder, file);
      const whole = readFileSync(path, 'utf8');
      writeFileSync(
        path,
        whole.replaceAll(find, () => put),
      );
      try {
        return await work();
      } finally {
        writeFileSync(path, whole);
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
