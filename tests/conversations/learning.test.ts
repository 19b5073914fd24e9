import { describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, isHeaded, lacks, shows } from './expecting.ts';
import { allOf, beginsCheck, inChat } from './walks.ts';

describe('learning', () => {
  const world = aWorld();
  const { jane, tom } = world;

  it('“learn” shows three aims, says that it is no substitute for training, and leads to a made-up case', async () => {
    await jane.says('learn');
    const { text, headings, inputs } = jane.sees();
    expect(headings).toEqual(['Learn']);
    contains(text, '1. Recognise it', '2. Spot the child', '3. Assess and refer');
    contains(text, 'brought into the UK, or moved inside it', 'I am no substitute for training.');
    expect(inputs).toEqual([]);
    await jane.presses('Practise');
    shows(jane, 'TRAINING');
  });

  it('The advice card has “Learn” too, and the open check stays as it was', async () => {
    await beginsCheck(tom);
    await tom.says('advice');
    await tom.presses('Learn');
    isHeaded(tom, 'Learn');
    await tom.says('no');
    contains(inChat(tom, 'Who is referring?').sees().headings, 'Who is referring?');
  });

  it('“learn” in the MASH channel brings no lesson', async () => {
    lacks(allOf(await world.pat.mentions('learn')), 'three aims');
  });
});
