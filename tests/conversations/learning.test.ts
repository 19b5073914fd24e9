import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allOf, beginsCheck, inChat } from './walks.ts';
import { startWorld, type World } from './world.ts';

describe('learning', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('“learn” shows three aims, says that it is no substitute for training, and leads to a made-up case', async () => {
    const { jane } = world;
    await jane.says('learn');
    const { text, headings, inputs } = jane.sees();
    expect(headings).toEqual(['Learn']);
    for (const aim of ['1. Recognise it', '2. Spot the child', '3. Assess and refer']) expect(text).toContain(aim);
    expect(text).toContain('brought into the UK, or moved inside it');
    expect(text).toContain('I am no substitute for training.');
    expect(inputs).toEqual([]);
    await jane.presses('Practise');
    expect(jane.sees().text).toContain('TRAINING');
  });

  it('The advice card has “Learn” too, and the open check stays as it was', async () => {
    const { tom } = world;
    await beginsCheck(tom);
    await tom.says('advice');
    await tom.presses('Learn');
    expect(tom.sees().headings).toEqual(['Learn']);
    await tom.says('no');
    expect(inChat(tom, 'Who is referring?').sees().headings).toContain('Who is referring?');
  });

  it('“learn” in the MASH channel brings no lesson', async () => {
    expect(allOf(await world.pat.mentions('learn'))).not.toContain('three aims');
  });
});
