import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { profiles } from '../fakes/people.ts';
import { allOf, inChat, summariesIn } from './walks.ts';
import { startWorld, type World } from './world.ts';

const pack = { extends: 'hertfordshire-2016', lastReviewed: '2016-09-01' };

describe('the yearly review of the protocol', () => {
  let world: World;
  beforeAll(async () => {
    const env = { ADMINS: profiles.mo.objectId }; // the bot reaches him through the team
    world = await startWorld({ clockStands: true, pack, env });
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
    await world.pass(24 * 60 * 60); // the program looks again and again; a month has not passed
    await world.rests();
    expect(reminders()).toHaveLength(1);
    for (const person of [world.jane, world.ana, world.dee]) expect(allOf(person.chat())).not.toContain('review');
  });
});
