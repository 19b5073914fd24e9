import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ConnectorRequest } from '../fakes/faults.ts';
import type { Filled } from '../fakes/filling-in.ts';
import { general, profiles, referrals } from '../fakes/people.ts';
import { run } from '../tools/tool.ts';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, lacks, shows } from './expecting.ts';
import type { Person } from './person.ts';
import { emptySetUpEnv, savesSetUp } from './setting-up.ts';
import { hears, seesReceipt } from './waiting.ts';
import { allOf, inChat, refers, summariesIn } from './walks.ts';

const admins = `${profiles.ash.objectId},${profiles.liz.objectId}`;
const env = { ...emptySetUpEnv, ADMINS: admins };
const firstSetUp: Filled = {
  ...{ 'Channel for': 'Referrals', 'MASH managers': ['Mo Hussain', 'Ana Silva'], 'Who hears of it': ['Dee Alvarez'] },
};
const hourInSeconds = 3600;
const toBeChanged = 'The MASH channel is to be changed';

/** A new thread in General, which has become the MASH channel. */
const isPost = ({ method, path, body }: ConnectorRequest): boolean =>
  method === 'POST' && path === '/v3/conversations' && JSON.stringify(body).includes(general.id);

const timesTold = (person: Person, summary: string): number =>
  summariesIn(person.chat()).filter((each) => each === summary).length;

describe('moving the MASH', () => {
  const world = aWorld({ clockStands: true, env });
  const { jane, mo, ana, pat, dee, ash, liz, until, pass, rests, teams } = world;
  const untilTold = (heading: string, ...people: Person[]) =>
    until(() => people.every((person) => timesTold(person, `MASH Referrals: ${heading}`) === 1));
  const hasPosted = (channelId: string, words: string) => allOf(teams.delivered(channelId)).includes(words);

  beforeAll(async () => {
    for (const who of ['ash', 'liz', 'dee'] as const) teams.members.add(profiles[who]);
    await liz.says('hi');
    await jane.says('hi');
  });

  it('One person alone sets the bot up the first time, and the others are told', async () => {
    lacks((await savesSetUp(ash, firstSetUp)).text, 'Waits');
    await untilTold('The set-up was changed', mo, ana, liz, ash);
    shows(inChat(mo, 'The set-up was changed'), 'Added: Mo Hussain, Ana Silva.', /By Ash Kaur at \d\d:\d\d, /);
  });

  it('Moving the MASH channel waits for a second person, and all read what moves where, who asked, and until when', async () => {
    await pass(25 * hourInSeconds);
    const managers = ['Mo Hussain', 'Ana Silva', 'Pat Lee'];
    const { text } = await savesSetUp(ash, { ...firstSetUp, 'Channel for': 'General', 'MASH managers': managers });
    contains(text, 'Waits until somebody else confirms it', 'Who can confirm it: Mo Hussain, Ana Silva, Liz Park.');
    await untilTold(toBeChanged, mo, ana, liz, ash, pat);
    shows(
      inChat(mo, toBeChanged),
      'From “Referrals” to “General”',
      /Asked for by Ash Kaur at \d\d:\d\d, /,
      /Not confirmed by \d\d:\d\d, .*, it lapses\./,
      'Not who asked, and nobody who became a manager after that, or less than 24 hours ago.',
    );
    const buttons = [mo, ash, pat].map((who) => inChat(who, toBeChanged).sees().buttons);
    expect(buttons).toEqual([['Confirm', 'Refuse'], ['Take it back'], ['Refuse']]);
    await until(() => hasPosted(referrals.id, toBeChanged));
    lacks(allOf(jane.chat()), 'channel is to be changed');
  });

  it('Neither whoever asked, nor a manager they have just added, nor anybody outside can confirm the move', async () => {
    for (const who of [ash, pat, jane, dee]) await who.says('confirm change');
    shows(inChat(ash, 'You cannot confirm this one'), 'You asked for it yourself');
    shows(inChat(pat, 'You cannot confirm this one'), 'You became a manager after it was asked for');
    await jane.on(inChat(mo, toBeChanged).sees()).presses('Confirm'); // the bot answers in the chat where the card is
    contains(allOf(mo.chat()), 'Only administrators and MASH managers have a say about the set-up.');
    const reference = await refers(jane);
    await until(() => hasPosted(referrals.id, reference));
    expect(hasPosted(general.id, reference)).toBe(false);
  });

  it('Once a manager presses Confirm the next referral comes into the new channel, and all hear of it', async () => {
    await inChat(mo, toBeChanged).presses('Confirm');
    // a notice says “Confirmed”, too
    shows(inChat(mo, 'It applies from now on.'), 'Confirmed', 'From “Referrals” to “General”');
    await untilTold('The MASH channel is changed', mo, ana, liz, ash, pat);
    shows(inChat(ana, 'The MASH channel is changed'), /Asked for by Ash Kaur at .*\. Confirmed by Mo Hussain at/);
    await until(() => hasPosted(referrals.id, 'The MASH channel is changed'));
    const reference = await refers(jane);
    await until(() => hasPosted(general.id, reference));
    await inChat(liz, toBeChanged).presses('Refuse');
    shows(inChat(liz, 'That is answered already'), 'set-up history');
  });

  it('A manager can refuse the move by typing, and the move lapses where nobody answers', async () => {
    await savesSetUp(ash, { 'Channel for': 'Referrals' });
    await until(() => timesTold(ana, `MASH Referrals: ${toBeChanged}`) === 2);
    await ana.says('refuse channel');
    await untilTold('The MASH channel stays: the change was refused', mo, liz, ash);
    await savesSetUp(ash, { 'Channel for': 'Referrals' });
    await pass(72 * hourInSeconds);
    await untilTold('The MASH channel stays: nobody confirmed the change', mo, ana, liz, ash);
    contains(allOf(await mo.says('confirm channel')), 'No change waits');
  });

  it('Administrators and managers can read the history of the set-up, and nobody else can', async () => {
    await mo.says('Set-up history.');
    const history = inChat(mo, 'History of the set-up');
    shows(history, 'Refused by Ana Silva', 'Confirmed by Mo Hussain', 'Added: Pat Lee.', 'It lapsed at');
    doesNotShow(history, 'ALTERED');
    await jane.says('set-up history');
    lacks(allOf(jane.chat()), 'Refused by');
  });

  it('Nobody is alarmed when Teams says once that the channel does not exist, and accepts the post a moment later', async () => {
    const fault = teams.faults.add({ match: isPost, times: 1, trouble: { status: 404 } });
    const reference = await refers(jane);
    await until(() => fault.struck === 1);
    await pass(2);
    await until(() => hasPosted(general.id, reference));
    await rests(); // what else it posts does not meet the fault of the next test
    lacks(allOf([...mo.chat(), ...jane.chat()]), /that I can post it to|Please phone now/);
  });

  it('While the MASH channel is gone and the new one waits to be confirmed, every manager is told of a new referral at once, in their own chat', async () => {
    const fault = teams.faults.add({ match: isPost, trouble: { status: 404 } });
    await savesSetUp(ash, { 'Channel for': 'Referrals' });
    const reference = await refers(jane);
    await pass(2);
    await seesReceipt(jane, reference, 'Please phone now:');
    for (const manager of [mo, ana, pat]) {
      await hears(manager, 'A new referral, and no MASH channel that I can post it to');
      const notice = inChat(manager, 'A new referral, and no MASH channel that I can post it to');
      shows(notice, reference, 'The referrer was asked to ring, or has rung, with this reference.');
      doesNotShow(notice, /Girl|burn|Jane/);
    }
    await pass(600); // long past the minute within which a delivery must be confirmed
    await rests();
    expect(timesTold(jane, `${reference} is not confirmed yet. Please phone`)).toBe(1);
    expect(summariesIn(mo.chat()).filter((each) => each.includes(`${reference} could not be posted`))).toHaveLength(1);
    await mo.says('confirm channel');
    await pass(300);
    await until(() => hasPosted(referrals.id, 'Untreated burn.'));
    await seesReceipt(jane, reference, 'Delivered to the MASH at');
    fault.end();
  });
});

describe('the environment asks for another set-up', () => {
  const world = aWorld();
  const { mo, ana, pat, ash, until, teams } = world;

  it('What the environment asks for is told to all, gives no right, and applies once somebody in Teams confirms it', async () => {
    await ash.says('hi');
    const env = { SQLITE_PATH: world.sqlitePath, MASH_MANAGERS: profiles.pat.objectId };
    const reseed = (part: string) => run('set-up', ['--reseed', part], env);
    contains((await reseed('thieves')).errors, 'PART is one of: mash,');
    contains((await reseed('admins')).errors, 'ADMINS is not set');
    contains((await reseed('managers')).out, /^Asked for\. .* must confirm it in Teams/);
    const asked = 'MASH managers are to be changed';
    await until(() => [mo, ana, ash].every((who) => inChat(who, asked).sees()));
    await until(() => allOf(teams.delivered(referrals.id)).includes('Asked for by the environment of the service'));
    lacks(allOf(await pat.says('confirm change')), 'It applies from now on.');
    const card = inChat(ash, asked);
    shows(card, 'Added: Pat Lee. Taken out: Mo Hussain, Ana Silva.');
    expect(card.sees().buttons).toEqual(['Confirm', 'Refuse']);
    await card.presses('Confirm');
    await pat.says('set-up history');
    shows(inChat(pat, 'History of the set-up'), 'Confirmed by Ash Kaur');
  });
});
