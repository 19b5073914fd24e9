import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contains, doesNotShow, lacks, shows } from './expecting.ts';
import type { Person } from './person.ts';
import { allOf, asksAtDesk, currentCard, inChat, refers, summariesIn, textsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

const noneOnDuty = 'No manager is on duty. Then reminders go to all of them.';

describe('being on duty', () => {
  let world: World;
  beforeAll(async () => {
    const clocks = { decision: { within: 'PT1H', remind: ['PT2S'], escalate: 'PT50M', overdueEvery: 'PT1H' } };
    world = await startWorld({ clockStands: true, pack: { extends: 'hertfordshire-2016', clocks } });
  });
  afterAll(() => world.stop());
  const reminders = (person: Person, reference: string) =>
    summariesIn(person.chat()).filter((summary) => summary.startsWith(`${reference} undecided`));

  it('While nobody is on duty “on call” names every manager, and all of them are reminded', async () => {
    const { mo, ana, jane } = world;
    const { text } = (await asksAtDesk(mo, 'on call')).sees();
    contains(text, noneOnDuty, 'Mo Hussain', 'Ana Silva');
    const reference = await refers(jane);
    await world.pass(2);
    for (const person of [mo, ana]) await world.until(() => reminders(person, reference).length > 0);
  });

  it('Only a manager can be on duty: a practitioner and a guest are refused, whatever they press or write', async () => {
    const { mo, pat, gus } = world;
    const card = (await asksAtDesk(mo, 'on call')).sees();
    const only = 'Only MASH managers are reminded, so only they can be on duty. Write “on call” to see who is.';
    for (const button of ['I am on duty', 'Off duty']) {
      expect((await pat.on(card).presses(button)).message).toBe(only);
      contains((await gus.on(card).presses(button)).message, 'Guests cannot.');
    }
    expect(textsOf(await pat.mentions('on duty'))).toBe(only);
    shows(await asksAtDesk(mo, 'on call'), noneOnDuty);
  });

  it('Reminders go to the manager on duty, and to nobody else', async () => {
    const { mo, ana, jane } = world;
    const card = await asksAtDesk(ana, 'on call');
    await card.presses('I am on duty');
    shows(card, /Ana Silva, on duty until \d\d:\d\d, .*\nNobody after \d\d:\d\d, .*: then all managers are told\./);
    doesNotShow(card, 'Mo Hussain');
    const seenByAll = mo.on((each) => each.activityId === card.sees().activityId);
    await world.until(() => seenByAll.sees().text.includes('Ana Silva, on duty until'));
    const reference = await refers(jane);
    await world.pass(2);
    await world.until(() => reminders(ana, reference).length > 0);
    await world.rests();
    expect(reminders(mo, reference)).toEqual([]);
  });

  it('After “off duty”, typed or pressed, all managers are reminded again', async () => {
    const { mo, ana, jane } = world;
    await asksAtDesk(mo, 'on duty');
    const both = (await asksAtDesk(ana, 'on call')).sees().text;
    contains(both, 'Mo Hussain, on duty until', 'Ana Silva, on duty until');
    await asksAtDesk(mo, 'Off duty.');
    const card = await asksAtDesk(ana, 'on call');
    await card.presses('Off duty');
    shows(card, noneOnDuty);
    const reference = await refers(jane);
    await world.pass(2);
    for (const person of [mo, ana]) await world.until(() => reminders(person, reference).length > 0);
  });
});

describe('the end of being on duty', () => {
  let world: World;
  beforeAll(async () => {
    const clocks = { decision: { within: 'PT1H', remind: ['PT1S', 'PT6S'], escalate: 'PT50M', overdueEvery: 'PT1H' } };
    const duty = { shift: 'PT40S', recall: 'PT38S', stayOn: 'PT2H' };
    world = await startWorld({ clockStands: true, pack: { extends: 'hertfordshire-2016', clocks, duty } });
    for (const who of [world.mo, world.ana]) await who.says('hi');
  });
  afterAll(() => world.stop());
  const about = (person: Person, reference: string) =>
    summariesIn(person.chat()).filter((summary) => summary.startsWith(reference));

  it('A manager says until when they are on duty, typed or in the box, and a time that is not ahead changes nothing', async () => {
    const { mo } = world;
    const card = await asksAtDesk(mo, 'on duty until I am tired');
    shows(card, 'Write a time ahead', noneOnDuty);
    await card.presses('I am on duty', { 'On duty until': '3 hours' });
    const typed = (await asksAtDesk(mo, 'I am on duty until tomorrow 08:00')).sees().text;
    contains(typed, /Mo Hussain, on duty until 08:00, /, /Nobody after 08:00, .*: then all managers are told\./);
    await mo.says('off duty');
    shows(await asksAtDesk(mo, 'on call'), noneOnDuty);
  });

  it('A manager is warned once before their duty ends, and “I stay on” prolongs it in one press', async () => {
    const { mo } = world;
    await asksAtDesk(mo, 'on duty');
    await world.pass(2);
    const words = 'Nobody follows. After that messages go to all managers.';
    await world.until(() => inChat(mo, words).sees());
    const warning = currentCard(mo);
    contains(warning.sees().headings[0], /^Your duty ends at \d\d:\d\d$/);
    await warning.presses('I stay on');
    shows(inChat(mo, 'You stay on'), /You are on duty until \d\d:\d\d, /);
    await world.pass(60);
    await world.rests();
    expect(summariesIn(mo.chat()).filter((line) => line.startsWith('Your duty ends'))).toEqual([]);
    contains(allOf(await mo.says('I stay on until tomorrow 09:00')), /You are on duty until 09:00, /);
  });

  it('The card about the end of a duty names who follows, also after a time that the bot cannot read', async () => {
    const { mo, ana } = world;
    await mo.says('off duty');
    await asksAtDesk(ana, 'on duty until tomorrow 09:00');
    await asksAtDesk(mo, 'on duty');
    await world.pass(2);
    await world.until(() => inChat(mo, 'Ana Silva follows.').sees());
    const warning = currentCard(mo);
    await warning.presses('I stay on', { 'Stay until when': 'until I am tired' });
    const { text } = warning.sees();
    contains(text, 'Write a time ahead.', 'Ana Silva follows.');
    await ana.says('off duty');
    await mo.says('off duty');
    await mo.says('I stay on until tomorrow 09:00');
  });

  it('A reminder that the manager on duty did not answer goes to every manager the next time', async () => {
    const { mo, ana, jane } = world;
    const reference = await refers(jane);
    await world.pass(1);
    await world.until(() => about(mo, reference).length === 1);
    await world.rests();
    expect(about(ana, reference)).toEqual([]);
    await world.pass(5);
    await world.until(() => about(ana, reference).length === 1 && about(mo, reference).length === 2);
  });

  it('When a manager asks who follows, the first who presses takes over, and both see it', async () => {
    const { mo, ana, pat } = world;
    contains(allOf(await mo.says('somebody takes over')), 'I ask the other managers');
    await world.until(() => inChat(ana, 'Mo Hussain asks who follows.').sees());
    const offer = currentCard(ana);
    expect(offer.sees().buttons).toEqual(['I take over', 'I cannot']);
    await offer.presses('I take over');
    shows(inChat(ana, 'You take over'), /09:00, .* to /);
    await world.until(() => inChat(mo, 'Ana Silva takes over').sees());
    const card = (await asksAtDesk(mo, 'on call')).sees().text;
    contains(card, /Mo Hussain, on duty until 09:00, .*\nThen Ana Silva, 09:00, .* to /);
    contains(allOf(await mo.says('somebody takes over')), 'Ana Silva follows');
    lacks(allOf(await pat.says('somebody takes over')), 'I ask');
  });
});
