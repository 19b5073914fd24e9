import { beforeAll, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { profiles } from '../fakes/people.ts';
import { aProgram, minute, sendsReferral } from './a-program.ts';

// Whatever a check asks, a yes, a no or a number with more words answers it or not: the words stand somewhere in the store.

const jane = StaffId.parse(profiles.jane.objectId);
const children = [
  { 'Child’s name': 'Boy Topaz', 'What worries you': 'Sells for older lads, two phones.' },
  { 'Child’s name': 'Girl Beryl', 'What worries you': 'Cleans at night above a shop.' },
];
const marker = (at: number) => `Opal${String.fromCharCode(97 + Math.floor(at / 26), 97 + (at % 26))}`;
const sentences: ((word: string) => string)[] = [
  (word) => `not now no, the uncle keeps her ${word} passport, she told me`,
  (word) => `yes but a ${word} man came with her, not family`,
  (word) => `i dont know tbh, the ${word} lads would know`,
  (word) => `no hes not, just hungry and dirty in a ${word} coat`,
  (word) => `3 of them live above the ${word} shop`,
];
const goesOn = ['skip', 'no', '5', '2', '07700 900111', 'continue', 'not asked'];

describe.each([
  ['of the first child', 0],
  ['of the next child, beside one who was sent', 1],
  ['of the next child, beside two who were sent', 2],
])('in a check %s', (_, sent) => {
  const world = aProgram();
  const { types, machine, services } = world;
  beforeAll(async () => {
    for (const child of children.slice(0, sent)) await sendsReferral(world, 'jane', { child });
    await machine.pass(20 * minute);
    await types('jane', sent > 0 ? 'another child' : 'start');
  });
  const stored = async () => JSON.stringify([await services.cases.of(jane, 10), await services.people.load(jane)]);

  it('no word is lost, at any question', async () => {
    const typed: string[] = [];
    const lost: string[] = [];
    for (const step of goesOn) {
      for (const sentence of sentences) {
        const word = marker(typed.length);
        typed.push(word);
        await types('jane', sentence(word));
        if (!(await stored()).includes(word)) lost.push(`${sentence(word)} (before “${step}”)`);
      }
      await types('jane', step);
    }
    const all = await stored();
    expect(lost).toEqual([]);
    expect(typed.filter((word) => !all.includes(word))).toEqual([]);
  });
});
