import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { profiles } from '../fakes/people.ts';
import { allOf, beginsCheck, currentCard, inChat } from './walks.ts';
import { startWorld, type World } from './world.ts';

const testAlarm = { every: 'PT20S', at: 'any', answerWithin: 'PT15S' };

describe('the test alarm', () => {
  let world: World;
  beforeAll(async () => {
    const pack = { extends: 'hertfordshire-2016', duty: { testAlarm } };
    const env = { MASH_MANAGERS: [profiles.mo, profiles.ana, profiles.pat].map(({ objectId }) => objectId).join(',') };
    world = await startWorld({ clockStands: true, pack, env });
    for (const who of [world.mo, world.ana, world.dee, world.ash, world.jane]) await who.says('hi');
  });
  afterAll(() => world.stop());

  it('The test alarm reaches each manager and the escalation contact, and says that no child is concerned', async () => {
    const { mo, ana, dee } = world;
    await world.pass(20);
    for (const who of [mo, ana, dee]) await world.until(() => inChat(who, 'This is a test').sees());
    const { text, buttons } = inChat(mo, 'This is a test').sees();
    expect(text).toContain('No child is concerned. Please press, so that we know that alarms reach you.');
    expect(buttons).toEqual(['I got it']);
    for (const who of [world.jane, world.ash]) expect(allOf(who.chat())).not.toContain('This is a test');
  });

  it('A manager answers the test alarm in one press or by typing', async () => {
    const { mo, dee } = world;
    await currentCard(mo).presses('I got it');
    const { text } = inChat(mo, 'Test alarm: you have it').sees();
    expect(text).toMatch(/Thank you\. Recorded at \d\d:\d\d, /);
    expect(allOf(await dee.says('I got it'))).toContain('Test alarm: you have it');
  });

  it('A referrer’s “got it” is not taken for an answer to the test alarm', async () => {
    await beginsCheck(world.jane);
    expect(allOf(await world.jane.says('got it'))).not.toContain('Test alarm');
  });

  it('The administrator is told by name who has not answered the test alarm in time, even after a restart', async () => {
    const { ash } = world;
    await world.restart();
    await world.pass(16);
    await world.until(() => inChat(ash, 'Test alarm: not answered').sees());
    const { text } = inChat(ash, 'Test alarm: not answered').sees();
    expect(text).toMatch(/The test of \d\d:\d\d, .* was not answered by:\n(?:Ana Silva\nPat Lee|Pat Lee\nAna Silva)\n/);
    expect(text).not.toContain('Mo Hussain');
  });
});
