import { beforeAll, describe, expect, it } from '@jest/globals';
import { profiles } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, lacks } from './expecting.ts';
import { allOf, beginsCheck, currentCard, inChat } from './walks.ts';

const testAlarm = { every: 'PT20S', at: 'any', answerWithin: 'PT15S' };

describe('the test alarm', () => {
  const pack = { extends: 'hertfordshire-2016', duty: { testAlarm } };
  const env = { MASH_MANAGERS: [profiles.mo, profiles.ana, profiles.pat].map(({ objectId }) => objectId).join(',') };
  const world = aWorld({ clockStands: true, pack, env });
  const { jane, mo, ana, dee, ash, until, pass } = world;
  beforeAll(async () => {
    for (const who of [mo, ana, dee, ash, jane]) await who.says('hi');
  });

  it('The test alarm reaches each manager and the escalation contact, and says that no child is concerned', async () => {
    await pass(20);
    for (const who of [mo, ana, dee]) await until(() => inChat(who, 'This is a test').sees());
    const { text, buttons } = inChat(mo, 'This is a test').sees();
    contains(text, 'No child is concerned. Please press, so that we know that alarms reach you.');
    expect(buttons).toEqual(['I got it']);
    for (const who of [jane, ash]) lacks(allOf(who.chat()), 'This is a test');
  });

  it('A manager answers the test alarm in one press or by typing', async () => {
    await currentCard(mo).presses('I got it');
    const { text } = inChat(mo, 'Test alarm: you have it').sees();
    contains(text, /Thank you\. Recorded at \d\d:\d\d, /);
    contains(allOf(await dee.says('I got it')), 'Test alarm: you have it');
  });

  it('A referrer’s “got it” is not taken for an answer to the test alarm', async () => {
    await beginsCheck(jane);
    lacks(allOf(await jane.says('got it')), 'Test alarm');
  });

  it('The administrator is told by name who has not answered the test alarm in time, even after a restart', async () => {
    await world.restart();
    await pass(16);
    await until(() => inChat(ash, 'Test alarm: not answered').sees());
    const { text } = inChat(ash, 'Test alarm: not answered').sees();
    contains(text, /The test of \d\d:\d\d, .* was not answered by:\n(?:Ana Silva\nPat Lee|Pat Lee\nAna Silva)\n/);
    lacks(text, 'Mo Hussain');
  });
});
