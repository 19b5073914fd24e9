import { expect, it } from '@jest/globals';
import { newCaseId } from '../../src/base/reference.ts';
import { helpOf, saidInChannel } from '../../src/teams/slots.ts';
import { mo } from '../case/a-case.ts';

const sender = { id: mo.id, teamsId: '29:mo', name: mo.name };
const meansSomething = (text: string, place: 'mash' | 'assessment' | 'team') =>
  saidInChannel({ text, sender }, place) !== undefined;

it.each(helpOf('mash').flatMap(([words]) => words.replaceAll('HT-…', newCaseId('HT')).split(', ')))(
  'What the help of the MASH channel lists can be typed there: “%s”',
  (words) => expect(meansSomething(words, 'mash')).toBe(true),
);

it('The help of the MASH channel lists the words of several features', () => {
  const words = helpOf('mash').map(([each]) => each);
  expect(words).toEqual(expect.arrayContaining(['board', 'rota', 'tell HT-…: your words', 'separate HT-…']));
});

it('Words mean something only where they belong', () => {
  expect([meansSomething('open', 'assessment'), meansSomething('open', 'team')]).toEqual([false, false]);
  expect([meansSomething('set up', 'team'), meansSomething('blue elephants', 'mash')]).toEqual([true, false]);
});
