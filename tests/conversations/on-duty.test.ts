import { beforeAll, describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, lacks, shows } from './expecting.ts';
import type { Person } from './person.ts';
import { hears } from './waiting.ts';
import { allOf, asksAtDesk, currentCard, inChat, noticesTo, refers, textsOf } from './walks.ts';

const noneOnDuty = 'No manager is on duty. Then reminders go to all of them.';

const packWith = (remind: string[], duty: object) => ({
  extends: 'hertfordshire-2016',
  clocks: { decision: { within: 'PT1H', remind, escalate: 'PT50M', overdueEvery: 'PT1H' } },
  duty,
});

describe('being on duty, and the rota', () => {
  const world = aWorld({ clockStands: true, pack: packWith(['PT2S'], { horizon: 'P5D' }) });
  const { jane, mo, ana, pat, until, pass, rests, restart } = world;

  /** A referral comes in that nobody decides. @returns its reference, once these are reminded of it */
  async function untilReminded(...managers: Person[]): Promise<string> {
    const reference = await refers(jane);
    await pass(2);
    for (const who of managers) await until(() => noticesTo(who, `${reference} undecided`).length > 0);
    return reference;
  }

  it('While nobody is on duty “on call” names every manager, and all of them are reminded', async () => {
    shows(await asksAtDesk(mo, 'on call'), noneOnDuty, 'Mo Hussain', 'Ana Silva');
    await untilReminded(mo, ana);
  });

  it('Only a manager can be on duty: a practitioner is refused', async () => {
    const only = 'Only MASH managers are reminded, so only they can be on duty. Write “on call” to see who is.';
    expect(textsOf(await pat.mentions('on duty'))).toBe(only);
    shows(await asksAtDesk(mo, 'on call'), noneOnDuty);
  });

  it('Reminders go to the manager on duty, and to nobody else', async () => {
    const card = await asksAtDesk(ana, 'on call');
    await card.presses('I am on duty');
    shows(card, /Ana Silva, on duty until \d\d:\d\d, .*\nNobody after \d\d:\d\d, .*: then all managers are told\./);
    doesNotShow(card, 'Mo Hussain');
    const seenByAll = mo.on((each) => each.activityId === card.sees().activityId);
    await until(() => seenByAll.has('Ana Silva, on duty until'));
    const reference = await untilReminded(ana);
    await rests();
    expect(noticesTo(mo, reference)).toEqual([]);
  });

  it('After “off duty”, typed or pressed, all managers are reminded again', async () => {
    await asksAtDesk(mo, 'on duty');
    const card = await asksAtDesk(ana, 'on call');
    shows(card, 'Mo Hussain, on duty until', 'Ana Silva, on duty until');
    await mo.mentions('Off duty.');
    await card.presses('Off duty');
    shows(card, noneOnDuty);
    await untilReminded(mo, ana);
  });

  const rota = async (person: Person) => (await asksAtDesk(person, 'rota')).sees().text;
  const daysOffered = (text: string): string[] => text.match(/^\w{3} \d+ \w{3}$/gm) ?? [];

  it('An empty rota shows that nobody is planned, and a practitioner reads it but cannot plan', async () => {
    const card = await asksAtDesk(pat, 'rota');
    shows(
      card,
      'No shift is planned yet.',
      /Nobody is planned\n\d\d:\d\d, .* to \d\d:\d\d, .*, or later\nThen all managers are told\./,
    );
    expect(card.sees().buttons).toEqual(['Add a shift', 'On call']);
    expect((await card.presses('Add a shift')).message).toBe(
      'Only MASH managers and administrators can plan the rota. Write “rota” to see it.',
    );
  });

  it('The form plans one shift on many days, asks again for what is wrong, and the rota shows the gap that is left', async () => {
    const card = await asksAtDesk(mo, 'rota');
    await card.presses('Add a shift');
    const days = daysOffered(card.sees().text);
    expect(days).toHaveLength(14);
    await card.presses('Save', { 'Who?': 'Ana Silva', 'From,': '25:00', 'Until,': 'midnight' });
    shows(card, 'Write a time such as 08:00.', 'Choose a day.');
    await card.presses('Save', { Days: days.slice(0, 3), 'From,': '00:00' });
    shows(card, 'Planned: Ana Silva, 3 shifts.', /Nobody is planned\n00:00, .* to .*, or later/);
    await card.presses('Add a shift', 'Save', {
      'Who?': 'Ana',
      Days: days.slice(3, 6),
      'From,': '00:00',
      'Until,': '24:00',
    });
    contains(await rota(ana), 'No gap in the next 5 days.');
  });

  it('Nobody plans by typing: the words show the rota with its buttons, and change nothing', async () => {
    const before = await rota(mo);
    shows(await asksAtDesk(mo, 'rota remove Ana tomorrow'), 'Nothing was changed. Plan with the buttons below.');
    expect(await rota(mo)).toBe(before);
  });

  it('The rota decides who is on duty now: that manager is reminded, and “on call” says until when', async () => {
    shows(await asksAtDesk(mo, 'on call'), 'Ana Silva, on duty until 00:00, ');
    expect(noticesTo(mo, await untilReminded(ana))).toEqual([]);
    await ana.mentions('off duty');
    shows(await asksAtDesk(mo, 'on call'), noneOnDuty);
  });

  it('A shift that a manager offers stays theirs when the colleague turns it down, and until the colleague takes it', async () => {
    const card = await asksAtDesk(mo, 'rota');
    await card.presses('Add a shift');
    const day = daysOffered(card.sees().text)[3] ?? '';
    await card.presses('Save', { 'Who?': 'Mo', Days: [day], 'From,': '12:00', 'Until,': '18:00' });
    const offers = async () => {
      await card.presses('Change a shift', 'Ask them to take it', {
        'Which shift': `${day}, 12:00 to 18:00 · Mo Hussain`,
      });
      shows(card, 'Choose a colleague.');
      await card.presses('Ask them to take it', { 'Who is asked': 'Ana Silva' });
      shows(card, 'I ask Ana Silva to take 12:00, ', 'Offered, and not taken yet');
      await hears(ana, 'Mo Hussain asks whether you take this shift.');
    };
    await offers();
    contains(allOf(await ana.says('I cannot take over')), 'You do not take over');
    await hears(mo, 'Nobody can take over');
    contains(await rota(mo), '12:00 to 18:00 · Mo Hussain');
    await asksAtDesk(mo, 'rota');
    await offers();
    await inChat(ana, 'Mo Hussain asks whether you take this shift.').presses('I take over');
    await hears(mo, 'Ana Silva takes over');
    const planned = await rota(mo);
    contains(planned, '12:00 to 18:00 · Ana Silva');
    lacks(planned, 'Offered');
  });

  it('A manager takes a shift out with the form, and the rota is the same after a restart', async () => {
    const card = await asksAtDesk(mo, 'rota');
    await card.presses('Change a shift');
    const shift = card.sees().text.match(/.*, 12:00 to 18:00 · Ana Silva/g)?.[0] ?? '';
    await card.presses('Take it out', { 'Which shift': shift });
    shows(card, 'Taken out: Ana Silva, 12:00, ');
    const shifts = async () => (await rota(mo)).match(/.* · (Ana Silva|Mo Hussain)/g);
    const shiftsBefore = await shifts();
    expect(shiftsBefore?.length).toBeGreaterThan(4);
    await restart();
    expect(await shifts()).toEqual(shiftsBefore);
  });
});

describe('the end of being on duty', () => {
  const duty = { shift: 'PT40S', recall: 'PT38S', stayOn: 'PT2H' };
  const world = aWorld({ clockStands: true, pack: packWith(['PT1S', 'PT6S'], duty) });
  const { jane, mo, ana, pat, until, pass, rests } = world;
  beforeAll(async () => {
    for (const who of [mo, ana]) await who.says('hi');
  });

  it('A manager says until when they are on duty, typed or in the box, and a time that is not ahead changes nothing', async () => {
    const card = await asksAtDesk(mo, 'on duty until I am tired');
    shows(card, 'Write a time ahead', noneOnDuty);
    await card.presses('I am on duty', { 'On duty until': '3 hours' });
    const typed = (await asksAtDesk(mo, 'I am on duty until tomorrow 08:00')).sees().text;
    contains(typed, /Mo Hussain, on duty until 08:00, /, /Nobody after 08:00, .*: then all managers are told\./);
    await mo.says('off duty');
    shows(await asksAtDesk(mo, 'on call'), noneOnDuty);
  });

  it('A manager is warned once before their duty ends, and “I stay on” prolongs it in one press', async () => {
    await asksAtDesk(mo, 'on duty');
    await pass(2);
    const words = 'Nobody follows. After that messages go to all managers.';
    await hears(mo, words);
    const warning = currentCard(mo);
    contains(warning.sees().headings[0], /^Your duty ends at \d\d:\d\d$/);
    await warning.presses('I stay on');
    shows(inChat(mo, 'You stay on'), /You are on duty until \d\d:\d\d, /);
    await pass(60);
    await rests();
    expect(noticesTo(mo, 'Your duty ends')).toEqual([]);
    contains(allOf(await mo.says('I stay on until tomorrow 09:00')), /You are on duty until 09:00, /);
  });

  it('The card about the end of a duty names who follows, also after a time that the bot cannot read', async () => {
    await mo.says('off duty');
    await asksAtDesk(ana, 'on duty until tomorrow 09:00');
    await asksAtDesk(mo, 'on duty');
    await pass(2);
    await hears(mo, 'Ana Silva follows.');
    const warning = currentCard(mo);
    await warning.presses('I stay on', { 'Stay until when': 'until I am tired' });
    shows(warning, 'Write a time ahead.', 'Ana Silva follows.');
    await ana.says('off duty');
    await mo.says('off duty', 'I stay on until tomorrow 09:00');
  });

  it('A reminder that the manager on duty did not answer goes to every manager the next time', async () => {
    const reference = await refers(jane);
    await pass(1);
    await until(() => noticesTo(mo, reference).length === 1);
    await rests();
    expect(noticesTo(ana, reference)).toEqual([]);
    await pass(5);
    await until(() => noticesTo(ana, reference).length === 1 && noticesTo(mo, reference).length === 2);
  });

  it('When a manager asks who follows, the first who presses takes over, and both see it', async () => {
    contains(allOf(await mo.says('somebody takes over')), 'I ask the other managers');
    await hears(ana, 'Mo Hussain asks who follows.');
    const offer = currentCard(ana);
    expect(offer.sees().buttons).toEqual(['I take over', 'I cannot']);
    await offer.presses('I take over');
    shows(inChat(ana, 'You take over'), /09:00, .* to /);
    await hears(mo, 'Ana Silva takes over');
    shows(await asksAtDesk(mo, 'on call'), /Mo Hussain, on duty until 09:00, .*\nThen Ana Silva, 09:00, .* to /);
    contains(allOf(await mo.says('somebody takes over')), 'Ana Silva follows');
    lacks(allOf(await pat.says('somebody takes over')), 'I ask');
  });
});
