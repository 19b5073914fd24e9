import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allOf, beginsCheck, continuesToChild, referenceInButtons, refers } from './walks.ts';
import { startWorld, type World } from './world.ts';

describe('stopping', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it.each(['help me', 'I need help', 'help'])('“%s” brings the menu with the numbers', async (words) => {
    const reply = allOf(await world.tom.says(words));
    expect(reply).toContain('Start a check');
    expect(reply).toContain('999');
  });

  it.each(['stop', 'cancel', 'quit', 'exit'])(
    '“%s” in a check says that all is saved, offers to go on or to delete, and does neither',
    async (words) => {
      const { jane } = world;
      const card = await beginsCheck(jane);
      await continuesToChild(card);
      const draft = referenceInButtons(card);
      const replies = await jane.says(words);
      expect(allOf(replies)).toContain('You can stop here');
      expect(jane.sees().buttons).toEqual(['Go on', 'Delete this draft', 'My referrals']);
      expect(allOf(replies)).not.toContain('The child and your worry'); // the word was not taken as an answer
      await jane.presses('Go on');
      const form = jane
        .on(
          ({ json, headings }) => headings.includes('The child and your worry') && JSON.stringify(json).includes(draft),
        )
        .sees();
      expect(Object.values(form.values).join()).not.toContain(words);
    },
  );

  it.each(['stop', 'cancel', 'quit', 'delete', 'withdraw', 'delete this draft'])(
    '“%s” with no check open says so, and deletes nothing',
    async (words) => {
      const { ash } = world;
      const reply = allOf(await ash.says(words));
      expect(reply).toContain('There is nothing to stop');
      expect(reply).toContain('My referrals');
    },
  );

  it('“delete” after a referral was sent deletes nothing', async () => {
    const { pat } = world;
    const sent = await refers(pat, {
      about: { Agency: 'Health', 'Your name': 'Pat Lee', 'Phone, for': '01632 960 023' },
    });
    expect(allOf(await pat.says('delete'))).toContain('There is nothing to stop');
    await pat.says('my referrals');
    expect(pat.sees().text).toContain(sent);
  });

  it('“delete” in a check asks before it deletes anything', async () => {
    const { sid } = world;
    await sid.says('start');
    expect(allOf(await sid.says('delete'))).toContain('Delete this draft?');
    await sid.says('my referrals');
    expect(sid.sees().text).toContain('Not sent yet');
  });
});
