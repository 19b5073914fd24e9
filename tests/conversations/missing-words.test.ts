import { describe, expect, it } from '@jest/globals';
import { referrals } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, lacks } from './expecting.ts';
import { allOf, beginsCheck, continuesToChild, textsOf } from './walks.ts';

describe('words for a missing child', () => {
  const world = aWorld();
  const { jane, sid } = world;

  it.each([
    'he is gone',
    'She has run away!',
    'child missing',
    'missing',
    'missing child',
    'missing not yet',
    'the girl has disappeared',
    'they are missing now',
    'he’s gone missing',
    'my pupil has gone missing',
    'child ran away', // also a valid reference: CHILD-RANA-WAY
  ])('Words for a missing child are answered with “Ring the police first”, and nobody is told: “%s”', async (words) => {
    const reply = allOf(await world.tom.says(words));
    contains(reply, 'Ring the police first. Now.');
    lacks(reply, 'I did not save that');
    expect(world.teams.delivered(referrals.id)).toEqual([]);
  });

  it.each(['he is gone', 'She has run away.', 'the child is missing', 'the boy ran away'])(
    'Words for a missing child are answered in the same way during a check, which stays where it was: “%s”',
    async (words) => {
      const card = await beginsCheck(jane);
      await continuesToChild(card);
      const reply = allOf(await jane.says(words));
      contains(reply, 'Ring the police first. Now.');
      contains(textsOf(await jane.says('go on')), 'The child and your worry');
    },
  );

  it.each(['missing persons report from May', 'his passport is gone', 'The mother says that he was gone for two days'])(
    'Words that can be an answer in a check are taken as one: “%s”',
    async (words) => {
      await sid.says('start');
      if (allOf(sid.chat().slice(-1)).includes('Start a new one')) await sid.presses('Start a new one');
      await sid.says('no');
      if (sid.sees().headings.includes('Who is referring?'))
        await sid.presses('Continue', { Agency: 'Health', 'Your name': 'Sid Stone', 'Phone, for': '01632 960 051' });
      await sid.says('skip'); // past “In care?”, which takes no words
      const reply = allOf(await sid.says(words));
      lacks(reply, 'Ring the police first. Now.');
      await sid.says('back');
      contains(JSON.stringify(sid.sees().values), words);
    },
  );
});
