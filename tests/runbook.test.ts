import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { realMachine } from '../src/base/machine.ts';
import { sqliteStore } from '../src/store/sqlite.ts';
import { aFolder } from './fakes/a-folder.ts';
import { textIn } from './fakes/card.ts';
import { inProcess } from './fakes/in-process.ts';
import type { Json } from './fakes/wire.ts';
import { envValueOf } from './security/keys.ts';
import { run } from './tools/tool.ts';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'manifest/runbook');
const names = (await readdir(folder)).sort();
const pages = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));

/** Each command of the pages that stands behind `$`, with the lines that the page says it prints. */
const commands = pages.flatMap((page, at) =>
  [...page.matchAll(/^( *)```\n\1\$ (.*)\n([\s\S]*?)\1```$/gm)].map(([, , command = '', printed = '']) => ({
    name: `${names[at]}: ${command}`,
    command,
    printed: printed.split('\n').filter((line) => line.trim() !== ''),
  })),
);
const ofOurs = commands.filter(({ command }) => command.startsWith('npm run '));

const { newFile } = aFolder();
let store: string;
let backup: string;
let reference: string;
beforeAll(async () => {
  store = newFile();
  const program = inProcess('2026-06-10T08:00:00.000Z', { store: sqliteStore(store, 'HT', realMachine) });
  await program.starts();
  for (const person of ['mo', 'dee'] as const) await program.types(person, 'hi');
  reference = /HT-\w{4}-\w{3}/.exec(textIn((await program.refers('Yes, now')) as Json))?.[0] ?? '';
  await program.machine.pass(20 * 60_000);
  await program.ends();
  backup = `${store}.backup.db`;
  await run('store-backup', ['--to', backup], { SQLITE_PATH: store });
});

/** What differs from one run to the next is left out of a printed line. */
const alike = (line: string): string =>
  line
    .trim()
    .replace(/HT-\w{4}-\w{3}/g, 'HT')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'AT')
    .replace(/\d\d:\d\d, \w{3} \d{1,2} \w{3}/g, 'AT')
    .replace(/\d{1,2} [A-Z]\w+ \d{4}/g, 'DAY')
    .replace(/\S{1,200}\.(db|json)\b/g, 'FILE')
    .replace(/\b[0-9a-f]{12}\b/g, 'KEY')
    .replace(/[\d,]*\d/g, '0');

const scripts: Record<string, string> = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).scripts;

/** The settings that the page tells to make before its command. */
const settings: Record<string, Record<string, string>> = {
  'keys:rotate': { DATA_KEY: envValueOf('A'), UNSEALED_READ: 'yes' },
  'set-up': {
    ...{ MASH_TEAM_ID: '19:a@thread.tacv2', MASH_CHANNEL_ID: '19:b@thread.tacv2' },
    MASH_MANAGERS: 'c9a6ae1c-0000-4000-8000-000000000003',
  },
};

it.each(ofOurs)('The command of the runbook prints what its page says: $name', async ({ command, printed }) => {
  const [, script = '', rest = ''] = /^npm run ([\w:-]+)(?: -- (.*))?$/.exec(command) ?? [];
  const tool = /src\/tools\/([\w-]+)\.ts/.exec(scripts[script] ?? '')?.[1];
  const copy = newFile();
  const isRestored = rest.startsWith('--restore');
  if (!isRestored) await cp(store, copy);
  await mkdir(`${copy}-folder`);
  const args = [...rest.matchAll(/"([^"]*)"|(\S+)/g)]
    .map(([, quoted, word = '']) => quoted ?? word)
    .map((word) => ({ 'HT-7K3F-92H': reference, 'backup.db': backup, FOLDER: `${copy}-folder` })[word] ?? word);
  const { out, errors } = await run(tool as Parameters<typeof run>[0], args, {
    SQLITE_PATH: copy,
    ...settings[script],
  });
  const lines = `${out}\n${errors}`.split('\n').map(alike);
  for (const line of printed) expect(lines).toContain(alike(line));
  if (rest.includes('--to FOLDER')) expect(await readdir(`${copy}-folder`)).toHaveLength(1);
});

it('Each other command is a look at /alarmz, and shows words that src/watch/README.md explains', async () => {
  const others = commands.filter((each) => !ofOurs.includes(each));
  expect(new Set(others.map(({ command }) => command))).toEqual(new Set(['curl -s 127.0.0.1:9464/alarmz']));
  const explained = await readFile(join(root, 'src/watch/README.md'), 'utf8');
  const words = others.flatMap(({ printed }): string[] => JSON.parse(printed.join('')).troubles);
  expect(words.filter((word) => !explained.includes(`\`${word}\``))).toEqual([]);
});

it('There is a page for each thing that goes wrong, and a command to look or to mend on each', () => {
  expect(names).toEqual(
    'channel-gone deadlines-missed key-leaked manager-left restoring store-down teams-down undeliverable wrong-person-saw'
      .split(' ')
      .map((name) => `${name}.md`),
  );
  for (const name of names) expect(commands.some((command) => command.name.startsWith(name))).toBe(true);
});
