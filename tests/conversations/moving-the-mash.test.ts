import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConnectorRequest } from '../fakes/faults.ts';
import type { Filled } from '../fakes/filling-in.ts';
import { general, profiles, referrals } from '../fakes/people.ts';
import type { CardSeen } from '../fakes/seeing.ts';
import { startInstances } from '../faults/instances.ts';
import { run } from '../tools/tool.ts';
import { contains, lacks, shows } from './expecting.ts';
import type { Person } from './person.ts';
import { emptySetUpEnv, savesSetUp } from './setting-up.ts';
import { allOf, inChat, receipt, refers, summariesIn, wordsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

const admins = `${profiles.ash.objectId},${profiles.liz.objectId}`;
const env = { ...emptySetUpEnv, ADMINS: admins };
const firstSetUp: Filled = {
  ...{ 'Channel for': 'Referrals', 'MASH managers': ['Mo Hussain', 'Ana Silva'], 'Who hears of it': ['Dee Alvarez'] },
};
const hourInSeconds = 3600;
const changeAsked = 'MASH Referrals: The MASH channel is to be changed';

/** A new thread in General, which has become the MASH channel. */
const isPost = ({ method, path, body }: ConnectorRequest): boolean =>
  method === 'POST' && path === '/v3/conversations' && JSON.stringify(body).includes(general.id);

const timesTold = (person: Person, summary: string): number =>
  summariesIn(person.chat()).filter((each) => each === summary).length;
const latest = (person: Person, heading: string): CardSeen => inChat(person, heading).sees();

describe('moving the MASH', () => {
  let world: World;
  const untilTold = (summary: string, ...people: Person[]) =>
    world.until(() => people.every((person) => timesTold(person, summary) === 1));
  const hasPosted = (channelId: string, words: string) => allOf(world.teams.delivered(channelId)).includes(words);

  beforeAll(async () => {
    world = await startWorld({ clockStands: true, env });
    for (const who of ['ash', 'liz', 'dee'] as const) world.teams.members.add(profiles[who]);
    await world.liz.says('hi');
    await world.jane.says('hi');
  });
  afterAll(() => world.stop());

  it('One person alone sets the bot up the first time, and the others are told', async () => {
    const result = await savesSetUp(world.ash, firstSetUp);
    contains(result.text, 'I posted a test in the channel for referrals.');
    lacks(result.text, 'Waits');
    await untilTold('MASH Referrals: The set-up was changed', world.mo, world.ana, world.liz, world.ash);
    const { text } = latest(world.mo, 'The set-up was changed');
    contains(text, 'Added: Mo Hussain, Ana Silva.', /By Ash Kaur at \d\d:\d\d, /);
  });

  it('Moving the MASH channel waits for a second person, and all read what moves where, who asked, and until when', async () => {
    await world.pass(25 * hourInSeconds);
    const result = await savesSetUp(world.ash, {
      ...firstSetUp,
      'Channel for': 'General',
      'MASH managers': ['Mo Hussain', 'Ana Silva', 'Pat Lee'],
    });
    contains(
      result.text,
      'Waits until somebody else confirms it',
      'Who can confirm it: Mo Hussain, Ana Silva, Liz Park.',
    );
    await untilTold(changeAsked, world.mo, world.ana, world.liz, world.ash, world.pat);
    const card = latest(world.mo, 'The MASH channel is to be changed');
    contains(
      card.text,
      'From “Referrals” to “General”',
      /Asked for by Ash Kaur at \d\d:\d\d, /,
      /Not confirmed by \d\d:\d\d, .*, it lapses\./,
      'Not who asked, and nobody who became a manager after that, or less than 24 hours ago.',
    );
    expect(card.buttons).toEqual(['Confirm', 'Refuse']);
    expect(latest(world.ash, 'The MASH channel is to be changed').buttons).toEqual(['Take it back']);
    expect(latest(world.pat, 'The MASH channel is to be changed').buttons).toEqual(['Refuse']);
    await world.until(() => hasPosted(referrals.id, 'The MASH channel is to be changed'));
    lacks(allOf(world.jane.chat()), 'channel is to be changed');
  });

  it('Neither whoever asked, nor a manager they have just added, nor anybody outside can confirm the move', async () => {
    for (const who of [world.ash, world.pat, world.jane, world.dee]) await who.says('confirm change');
    contains(latest(world.ash, 'Somebody else must confirm it').text, 'You asked for it yourself.');
    contains(latest(world.pat, 'You cannot confirm this one').text, 'You became a manager after it was asked for.');
    const card = latest(world.mo, 'The MASH channel is to be changed');
    await world.jane.on(card).presses('Confirm'); // the bot answers in the chat where the card is
    contains(allOf(world.mo.chat()), 'Only administrators and MASH managers have a say about the set-up.');
    const reference = await refers(world.jane);
    await world.until(() => hasPosted(referrals.id, reference));
    expect(hasPosted(general.id, reference)).toBe(false);
  });

  it('Once a manager presses Confirm the next referral comes into the new channel, and all hear of it', async () => {
    await world.mo.on(latest(world.mo, 'The MASH channel is to be changed')).presses('Confirm');
    const confirmed = latest(world.mo, 'It applies from now on.').text; // a notice says “Confirmed”, too
    for (const words of ['Confirmed', 'From “Referrals” to “General”']) contains(confirmed, words);
    await untilTold(
      'MASH Referrals: The MASH channel is changed',
      world.mo,
      world.ana,
      world.liz,
      world.ash,
      world.pat,
    );
    contains(
      latest(world.ana, 'The MASH channel is changed').text,
      /Asked for by Ash Kaur at .*\. Confirmed by Mo Hussain at/,
    );
    await world.until(() => hasPosted(referrals.id, 'The MASH channel is changed'));
    const reference = await refers(world.jane);
    await world.until(() => hasPosted(general.id, reference));
    await world.liz.on(latest(world.liz, 'The MASH channel is to be changed')).presses('Refuse');
    contains(latest(world.liz, 'That is answered already').text, 'set-up history');
  });

  it('A manager can refuse the move by typing, and the move lapses where nobody answers', async () => {
    await savesSetUp(world.ash, { 'Channel for': 'Referrals' });
    await world.until(() => timesTold(world.ana, changeAsked) === 2);
    await world.ana.says('refuse channel');
    await untilTold('MASH Referrals: The MASH channel stays: the change was refused', world.mo, world.liz, world.ash);
    await savesSetUp(world.ash, { 'Channel for': 'Referrals' });
    await world.pass(72 * hourInSeconds);
    await untilTold(
      'MASH Referrals: The MASH channel stays: nobody confirmed the change',
      world.mo,
      world.ana,
      world.liz,
      world.ash,
    );
    await world.mo.says('confirm channel');
    expect(latest(world.mo, 'No change waits')).toBeDefined();
  });

  it('Administrators and managers can read the history of the set-up, and nobody else can', async () => {
    await world.mo.says('Set-up history.');
    const { text } = latest(world.mo, 'History of the set-up');
    for (const words of ['Refused by Ana Silva', 'Confirmed by Mo Hussain', 'Added: Pat Lee.', 'It lapsed at'])
      contains(text, words);
    lacks(text, 'ALTERED');
    await world.jane.says('set-up history');
    lacks(allOf(world.jane.chat()), 'Refused by');
  });

  it('Nobody is alarmed when Teams says once that the channel does not exist, and accepts the post a moment later', async () => {
    const fault = world.teams.faults.add({ match: isPost, times: 1, trouble: { status: 404 } });
    const reference = await refers(world.jane);
    await world.until(() => fault.struck === 1);
    await world.pass(2);
    await world.until(() => hasPosted(general.id, reference));
    lacks(allOf([...world.mo.chat(), ...world.jane.chat()]), /that I can post it to|Please phone now/);
  });

  it('While the MASH channel is gone and the new one waits to be confirmed, every manager is told of a new referral at once, in their own chat', async () => {
    const fault = world.teams.faults.add({ match: isPost, trouble: { status: 404 } });
    await savesSetUp(world.ash, { 'Channel for': 'Referrals' });
    const reference = await refers(world.jane, {
      child: { 'Child’s name': 'Girl, about 14', 'What worries you': 'Untreated burn.' },
    });
    await world.pass(2);
    await world.until(() => receipt(world.jane, reference).sees().text.includes('Please phone now:'));
    for (const manager of [world.mo, world.ana, world.pat]) {
      const { text } = await world.until(() => latest(manager, reference));
      contains(
        text,
        'A new referral, and no MASH channel that I can post it to',
        'The referrer was asked to ring, or has rung, with this reference.',
      );
      lacks(text, /Girl|burn|Jane/);
    }
    await world.pass(600); // long past the minute within which a delivery must be confirmed
    await world.rests();
    expect(timesTold(world.jane, `${reference} is not confirmed yet. Please phone`)).toBe(1);
    expect(
      summariesIn(world.mo.chat()).filter((each) => each.includes(`${reference} could not be posted`)),
    ).toHaveLength(1);
    await world.mo.says('confirm channel');
    await world.pass(300);
    await world.until(() => hasPosted(referrals.id, 'Untreated burn.'));
    await world.until(() => receipt(world.jane, reference).sees().text.includes('Delivered to the MASH at'));
    fault.end();
  });
});

describe('the environment asks for another set-up', () => {
  it('What the environment asks for is told to all, gives no right, and applies once somebody in Teams confirms it', async () => {
    const several = await startInstances({ pack: { extends: 'hertfordshire-2016' } });
    try {
      const instance = await several.startHere();
      const [ash, pat] = [instance.as('ash'), instance.as('pat')];
      await ash.says('hi');
      const env = { SQLITE_PATH: several.sqlitePath, MASH_MANAGERS: profiles.pat.objectId };
      contains((await run('set-up', ['--reseed', 'thieves'], env)).errors, 'PART is one of: mash,');
      contains((await run('set-up', ['--reseed', 'admins'], env)).errors, 'ADMINS is not set');
      contains((await run('set-up', ['--reseed', 'managers'], env)).out, /^Asked for\. .* must confirm it in Teams/);
      for (const who of ['mo', 'ana', 'ash'] as const)
        await several.until(`${who} is told`, () =>
          allOf(several.teams.delivered(several.teams.chatWith(profiles[who]))).includes(
            'MASH managers are to be changed',
          ),
        );
      await several.until('the channel is told', () =>
        several.teams
          .delivered(referrals.id)
          .map(wordsOf)
          .join()
          .includes('Asked for by the environment of the service'),
      );
      await pat.says('confirm change');
      lacks(allOf(pat.chat()), 'It applies from now on.');
      const card = inChat(ash, 'MASH managers are to be changed').sees();
      contains(card.text, 'Added: Pat Lee. Taken out: Mo Hussain, Ana Silva.');
      expect(card.buttons).toEqual(['Confirm', 'Refuse']);
      await ash.on(card).presses('Confirm');
      await pat.says('set-up history');
      shows(inChat(pat, 'History of the set-up'), 'Confirmed by Ash Kaur');
    } finally {
      await several.stop();
    }
  });
});
