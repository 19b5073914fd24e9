import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { profiles } from '../fakes/people.ts';
import { allOf, beginsCheck, inChat, summariesIn } from './walks.ts';
import { startWorld, type World } from './world.ts';

const pack = { extends: 'hertfordshire-2016', lastReviewed: '2016-09-01' };

describe('the yearly review of the protocol', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ pack, env: { ADMINS: profiles.mo.objectId } }); // the bot reaches him through the team
  });
  afterAll(() => world.stop());

  it('The administrator is reminded of the yearly review in their own chat, with the day of the last one and what to do', async () => {
    const { text, buttons } = await world.until(() => inChat(world.mo, 'Time for the yearly review').sees());
    expect(text).toContain('The protocol asks for a review every 12 months. (§14)');
    expect(text).toContain('Last reviewed 1 September 2016.');
    expect(text).toContain('Until then I remind you once a month.');
    expect(buttons).toEqual([]);
  });

  it('A restart does not repeat the reminder of the yearly review, and nobody but the administrator gets it', async () => {
    const reminders = () => summariesIn(world.mo.chat()).filter((line) => line.includes('due for review'));
    await world.restart();
    await world.jane.says('hi');
    await new Promise((resolve) => setTimeout(resolve, 1500)); // the program has looked again by then
    expect(reminders()).toHaveLength(1);
    for (const person of [world.jane, world.ana, world.dee]) expect(allOf(person.chat())).not.toContain('review');
  });
});

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
