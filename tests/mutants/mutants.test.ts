import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { requirements } from '../protocol-coverage/requirements.ts';
import { mutants } from './mutants.ts';

const root = resolve(import.meta.dirname, '../..');

it('Every requirement of the protocol has a break', () => {
  const ofTheProtocol = requirements.map(({ id }) => id).filter((id) => !id.startsWith('SR'));
  const broken = new Set(mutants.map(({ requirement }) => requirement));
  expect(ofTheProtocol.filter((id) => !broken.has(id))).toEqual([]);
});

it('Every break replaces words that exist in the product', () => {
  const gone = mutants.filter(({ file, find }) => !readFileSync(resolve(root, file), 'utf8').includes(find));
  expect(gone.map(({ requirement, find }) => `${requirement}: ${find}`)).toEqual([]);
});
