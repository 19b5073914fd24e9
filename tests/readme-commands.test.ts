import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import packageJson from '../package.json' with { type: 'json' };
import { logTo } from '../src/base/log.ts';
import { CaseId } from '../src/base/reference.ts';
import { headsLogged } from '../src/store/heads.ts';
import { sqliteStore } from '../src/store/sqlite.ts';
import { aFolder } from './fakes/a-folder.ts';
import { storeDecidedCase, storeDraft } from './security/stored.ts';
import { run, type Tool } from './tools/tool.ts';

/** Runs every command of a README that is marked to be run: each line of a block that begins with \`\`\`sh. */

const root = resolve(import.meta.dirname, '..');
const { folder } = aFolder();
const [first, data] = [join(folder, 'first'), join(folder, 'data')];

const guides = ['src', 'tests', 'manifest'].flatMap((place) =>
  readdirSync(join(root, place), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('README.md'))
    .map((name) => join(place, name)),
);
const commands = ['README.md', ...guides].flatMap((guide) => {
  const blocks = readFileSync(join(root, guide), 'utf8').matchAll(/^```sh\n([\s\S]*?)^```$/gm);
  return [...blocks].flatMap(([, block = '']) =>
    block
      .split('\n')
      .filter((line) => line.startsWith('npm run '))
      .map((line) => ({ guide, line: line.replace(/ +#.*/, '') })),
  );
});

/** The references that the commands name. */
const named = [...new Set(commands.flatMap(({ line }) => line.match(/HT-\w{4}-\w{3}/g) ?? []))];

beforeAll(async () => {
  mkdirSync(join(folder, 'FOLDER'));
  const lines: string[] = [];
  const store = sqliteStore(join(first, 'mash.db'), 'HT');
  const logged = headsLogged(store, logTo({ write: (line) => void lines.push(line) }, 'fatal'));
  await storeDecidedCase(logged);
  for (const id of named) await storeDraft(logged, CaseId.parse(id));
  await store.close();
  writeFileSync(join(folder, 'program.log'), lines.join(''));
});

it('The READMEs mark commands of the store, of evidence, of retention and of the phrases to be run', () =>
  expect(new Set(commands.map(({ line }) => line.split(' ')[2]))).toEqual(
    new Set(['store:backup', 'store:copy', 'audit:verify', 'retention', 'subject-access', 'phrases']),
  ));

it.each(commands)(
  '“$line” of $guide does what it says, in less than 30 seconds',
  async ({ line }) => {
    const typed = line.replace('cosmos:https://NAME.documents.azure.com/mash', 'sqlite:moved.db'); // no Cosmos DB is here
    const [command = '', file] = typed.split(' > ');
    const [name = '', ...words] = [...command.replace('npm run ', '').matchAll(/"([^"]*)"|(\S+)/g)].map(
      ([, quoted, bare]) => quoted ?? bare ?? '',
    );
    const script = Object.entries(packageJson.scripts).find(([each]) => each === name)?.[1] ?? '';
    const [, tool] = /src\/tools\/([\w-]+)\.ts$/.exec(script) ?? [];
    rmSync(data, { recursive: true, force: true }); // what an earlier command did to it
    if (!words.includes('--restore')) cpSync(first, data, { recursive: true }); // else it is away, as the README says
    const { code, out, errors } = await run(tool as Tool, words[0] === '--' ? words.slice(1) : words, {}, folder);
    expect([code, code === 0 ? '' : errors]).toEqual([0, '']);
    if (file) writeFileSync(join(folder, file), out);
    else expect(out).not.toBe('');
  },
  30_000,
);
