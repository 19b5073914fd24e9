import { execFile } from 'node:child_process';
import { existsSync, globSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { nodeEnv } from '../fakes/node-env.ts';

const root = resolve(import.meta.dirname, '../..');
const json = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'));
const { overrides } = z
  .object({ overrides: z.record(z.string(), z.record(z.string(), z.literal('npm:empty-npm-package@1.0.0'))) })
  .parse(json('package.json'));
const { packages } = z
  .object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional(), name: z.string().optional() })) })
  .parse(json('package-lock.json'));

/** The files of a package that may import a removed package: none of them runs in this program. */
const filesThatNeverRun: Record<string, RegExp> = {
  '@azure/identity': /^dist\/browser\//, // runs in a web page
  'botframework-schema': /^never$/, // the package has types only
  csv: /^lib\//, // its ES modules; restify requires the CommonJS form, which is one file
};

/** Every file that Node loads for the product, even those it loads only on demand. */
async function loadedFiles(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mash-loads-'));
  try {
    const list = join(folder, 'loaded.txt');
    await promisify(execFile)(process.execPath, [join(root, 'tests/fakes/loads.ts'), list], { env: nodeEnv });
    return (await readFile(list, 'utf8')).split('\n');
  } finally {
    await rm(folder, { recursive: true });
  }
}

const names = (file: string, name: string): boolean =>
  [`'${name}`, `"${name}`].some((quoted) => readFileSync(file, 'utf8').includes(quoted));

describe('a package replaced by an empty one', () => {
  it.each(Object.entries(overrides))(
    'No file of %s that runs imports a package replaced by an empty one',
    async (owner, emptied) => {
      const home = join(root, 'node_modules', owner);
      const code = globSync('**/*.{js,cjs,mjs}', { cwd: home, exclude: ['node_modules'] });
      expect(code).not.toEqual([]);
      for (const name of Object.keys(emptied)) {
        const asking = code.filter((file) => names(join(home, file), name));
        expect([name, asking.filter((file) => !filesThatNeverRun[owner]?.test(file))]).toEqual([name, []]);
      }
    },
  );

  it('The program loads no package replaced by an empty one, and no file that imports it', async () => {
    const loaded = await loadedFiles();
    for (const [owner, emptied] of Object.entries(overrides)) {
      const ofOwner = loaded.filter((url) => url.includes(`/node_modules/${owner}/`));
      expect([owner, ofOwner.length > 0]).toEqual([owner, true]);
      const files = ofOwner.map((url) => url.split(`/node_modules/${owner}/`)[1] ?? '');
      expect(files.filter((file) => filesThatNeverRun[owner]?.test(file))).toEqual([]);
      for (const name of Object.keys(emptied))
        expect(loaded.filter((url) => url.includes(`/node_modules/${name}/`))).toEqual([]);
    }
  });
});

describe('what production installs', () => {
  it('The packages that production installs weigh at most 220 MB without Node itself', () => {
    const folders = Object.entries(packages).filter(
      ([path, { dev }]) => path !== '' && path !== 'node_modules/node' && !dev,
    );
    const weightOf = (folder: string) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.parentPath.slice(folder.length).includes('node_modules'))
        .reduce((sum, entry) => sum + lstatSync(join(entry.parentPath, entry.name)).size, 0);
    const there = folders.map(([path]) => join(root, path)).filter(existsSync); // an optional package may be missing
    const total = there.reduce((sum, folder) => sum + weightOf(folder), 0);
    expect(total / 1e6).toBeGreaterThan(150);
    expect(total / 1e6).toBeLessThan(220);
  });
});
