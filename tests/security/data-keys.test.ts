import { writeFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { expect, it } from '@jest/globals';
import { readStoreSettings } from '../../src/config.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { dataKey, envValueOf } from './keys.ts';

const { folder, newFile } = aFolder();
const fileWith = (text: string): string => {
  const path = newFile();
  writeFileSync(path, text);
  return path;
};
const keysIn = (env: Record<string, string>) => {
  const { present, old = [] } = readStoreSettings(env).store.keys ?? {};
  return [present?.id, ...old.map(({ id }) => id)];
};
function faultIn(env: Record<string, string>): string {
  try {
    readStoreSettings(env);
  } catch (error) {
    return error instanceof Error ? error.message : 'NO ERROR';
  }
  return 'NO FAULT';
}

const hex = Buffer.alloc(32, 'A').toString('hex');

it.each<[string, Record<string, string>]>([
  ['base64', { DATA_KEY: envValueOf('A') }],
  ['base64url without padding', { DATA_KEY: Buffer.alloc(32, 'A').toString('base64url') }],
  ['hex', { DATA_KEY: hex }],
  ['hex in capitals', { DATA_KEY: hex.toUpperCase() }],
  ['base64 in a file', { DATA_KEY_FILE: fileWith(`${envValueOf('A')}\n`) }],
  ['hex with blanks in a file', { DATA_KEY_FILE: fileWith(`\r\n  ${hex}\r\n`) }],
])('A data key may be written as %s, with the same id', (_, env) => {
  expect(keysIn(env)).toEqual([dataKey('A').id]);
});

it('Without a data key the program seals nothing', () => {
  expect(keysIn({})).toEqual([undefined]);
});

it('Former data keys, which only open documents, may stand beside the present one', () => {
  const env = { DATA_KEY: envValueOf('A'), DATA_KEYS_OLD: `${envValueOf('B')}, ${envValueOf('C')},` };
  expect(keysIn(env)).toEqual([dataKey('A').id, dataKey('B').id, dataKey('C').id]);
});

it('The id of a data key distinguishes it from others and reveals nothing of it', () => {
  expect(dataKey('A').id).toMatch(/^[0-9a-f]{12}$/);
  expect(new Set([dataKey('A').id, dataKey('B').id, dataKey('C').id]).size).toBe(3);
  expect(hex).not.toContain(dataKey('A').id);
});

it('A printed configuration shows no data key', () => {
  const config = readStoreSettings({ DATA_KEY: envValueOf('A'), DATA_KEYS_OLD: envValueOf('B') });
  for (const text of [inspect(config, { depth: 9, showHidden: true }), JSON.stringify(config)])
    for (const secret of [envValueOf('A'), envValueOf('B'), hex, 'AAAAAAAA', '41 41 41', '65, 65'])
      expect(text).not.toContain(secret);
});

const short = Buffer.alloc(31, 'Peridot').toString('base64');
const long = Buffer.alloc(33, 'Peridot').toString('base64');
it.each<[string, Record<string, string>, string]>([
  ['that is a word', { DATA_KEY: 'Peridot' }, 'DATA_KEY: must be 32 bytes as base64 or hex'],
  ['of 31 bytes', { DATA_KEY: short }, 'DATA_KEY: must be 32 bytes'],
  ['of 33 bytes', { DATA_KEY: long }, 'DATA_KEY: must be 32 bytes'],
  ['in a file that holds a word', { DATA_KEY_FILE: fileWith('Peridot') }, 'DATA_KEY_FILE: the file must hold 32 bytes'],
  ['in an empty file', { DATA_KEY_FILE: fileWith('') }, 'DATA_KEY_FILE: the file must hold 32 bytes'],
  ['in a file that is missing', { DATA_KEY_FILE: '/nowhere/Peridot' }, 'DATA_KEY_FILE: the file cannot be read'],
  [
    'given as a value and as a file',
    { DATA_KEY: envValueOf('A'), DATA_KEY_FILE: fileWith(hex) },
    'DATA_KEY, DATA_KEY_FILE: set one',
  ],
  [
    'with an old key that is a word',
    { DATA_KEY: envValueOf('A'), DATA_KEYS_OLD: `${envValueOf('B')},Peridot` },
    'DATA_KEYS_OLD: each of them must be 32 bytes',
  ],
  ['missing beside old keys', { DATA_KEYS_OLD: envValueOf('B') }, 'DATA_KEYS_OLD: set DATA_KEY'],
])('A data key %s is refused with an error that names the variable and never shows the value', (_, env, words) => {
  const fault = faultIn(env);
  expect(fault).toContain(words);
  expect(fault.split('\n')).toHaveLength(2);
  for (const value of ['Peridot', envValueOf('A'), envValueOf('B'), short, long, folder])
    expect(fault).not.toContain(value);
});
