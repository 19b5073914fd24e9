import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { referrals } from '../fakes/people.ts';
import { allOf, beginsCheck, continuesToChild, currentCard, referenceInButtons, refers, textsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

describe('words for a missing child', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

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
    'child ran away', // could be taken for a reference, too
  ])('Words for a missing child bring the police first and tell nobody: “%s”', async (words) => {
    const reply = allOf(await world.tom.says(words));
    expect(reply).toContain('Ring the police first. Now.');
    expect(reply).not.toContain('I did not save that');
    expect(world.teams.delivered(referrals.id)).toEqual([]);
  });

  it.each(['he is gone', 'She has run away.', 'the child is missing', 'the boy ran away'])(
    'Words for a missing child bring the police in the middle of a check, too, which stays where it was: “%s”',
    async (words) => {
      const { jane } = world;
      const card = await beginsCheck(jane);
      await continuesToChild(card);
      const reply = allOf(await jane.says(words));
      expect(reply).toContain('Ring the police first. Now.');
      expect(textsOf(await jane.says('go on'))).toContain('The child and your worry');
    },
  );

  it.each(['missing persons report from May', 'his passport is gone', 'The mother says that he was gone for two days'])(
    'Words that can be an answer in a check are taken as one: “%s”',
    async (words) => {
      const { sid } = world;
      await sid.says('start');
      if (allOf(sid.chat().slice(-1)).includes('Start a new one')) await sid.presses('Start a new one');
      await sid.says('no');
      if (sid.sees().headings.includes('Who is referring?'))
        await sid.presses('Continue', { Agency: 'Health', 'Your name': 'Sid Stone', 'Phone, for': '01632 960 051' });
      await sid.says('skip'); // past “In care?”, which takes no words
      const reply = allOf(await sid.says(words));
      expect(reply).not.toContain('Ring the police first. Now.');
      await sid.says('back');
      expect(JSON.stringify(sid.sees().values)).toContain(words);
    },
  );
});

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

describe('“back”, typed', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('A typed “back” goes to the question before, and from the first question to the card before', async () => {
    const { tom } = world;
    for (const text of ['start', 'no', '1', 'skip']) await tom.says(text);
    expect(textsOf(await tom.says('Tom Reed'))).toContain('Your role');
    expect(textsOf(await tom.says('back'))).toContain('Your name');
    expect(textsOf(await tom.says('back'))).toContain('Your organisation');
    expect(textsOf(await tom.says('back'))).toContain('Agency');
    expect(textsOf(await tom.says('back'))).toContain('Is the child in immediate danger, or about to be moved?');
  });

  it('The answer typed after “back” takes the place of the first one', async () => {
    const { tom } = world;
    for (const text of ['no', '1', 'skip', 'Tom Reef', 'back', 'Tom Reed']) await tom.says(text);
    const card = currentCard(tom);
    expect(card.sees().values['Your name (required)']).toBe('Tom Reed');
  });

  it('A press on “Back” goes to the card before', async () => {
    const { jane } = world;
    const card = await beginsCheck(jane);
    await card.presses('No');
    await jane.says('1');
    await currentCard(jane).presses('Back');
    expect(jane.sees().headings).toEqual(['Is the child in immediate danger, or about to be moved?']);
  });
});
