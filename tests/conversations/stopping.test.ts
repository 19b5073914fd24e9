import { describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import { allOf, beginsCheck, continuesToChild, referenceInButtons, refers } from './walks.ts';

describe('stopping', () => {
  const world = aWorld();
  const { jane, pat, ash, sid } = world;

  it.each(['help me', 'I need help', 'help'])('“%s” brings the menu with the numbers', async (words) => {
    const reply = allOf(await world.tom.says(words));
    contains(reply, 'Start a check', '999');
  });

  it.each(['stop', 'cancel', 'quit', 'exit'])(
    '“%s” in a check says that all is saved, offers to go on or to delete, and does neither',
    async (words) => {
      const card = await beginsCheck(jane);
      await continuesToChild(card);
      const draft = referenceInButtons(card);
      const replies = await jane.says(words);
      contains(allOf(replies), 'You can stop here');
      expect(jane.sees().buttons).toEqual(['Go on', 'Delete this draft', 'My referrals']);
      lacks(allOf(replies), 'The child and your worry'); // the word was not taken as an answer
      await jane.presses('Go on');
      const form = jane
        .on(
          ({ json, headings }) => headings.includes('The child and your worry') && JSON.stringify(json).includes(draft),
        )
        .sees();
      lacks(Object.values(form.values).join(), words);
    },
  );

  it.each(['stop', 'cancel', 'quit', 'delete', 'withdraw', 'delete this draft'])(
    '“%s” with no check open says so, and deletes nothing',
    async (words) => {
      const reply = allOf(await ash.says(words));
      contains(reply, 'There is nothing to stop', 'My referrals');
    },
  );

  it('“delete” after a referral was sent deletes nothing', async () => {
    const sent = await refers(pat, {
      about: { Agency: 'Health', 'Your name': 'Pat Lee', 'Phone, for': '01632 960 023' },
    });
    contains(allOf(await pat.says('delete')), 'There is nothing to stop');
    await pat.says('my referrals');
    shows(pat, sent);
  });

  it('“delete” in a check asks before it deletes anything', async () => {
    await sid.says('start');
    contains(allOf(await sid.says('delete')), 'Delete this draft?');
    await sid.says('my referrals');
    shows(sid, 'Not sent yet');
  });
});
