import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { plantedFaults } from './planted.ts';

const root = resolve(import.meta.dirname, '../..');

it('There are at least twenty planted faults, and each quotes words that occur once in the product', () => {
  expect(plantedFaults.length).toBeGreaterThanOrEqual(20);
  const times = plantedFaults.map(({ file, find, wrong }) => ({
    wrong,
    times: readFileSync(resolve(root, file), 'utf8').split(find).length - 1,
  }));
  expect(times.filter(({ times: count }) => count !== 1)).toEqual([]);
});
