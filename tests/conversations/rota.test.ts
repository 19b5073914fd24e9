import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contains, lacks, shows } from './expecting.ts';
import type { Person } from './person.ts';
import { allOf, asksAtDesk, inChat, refers, summariesIn } from './walks.ts';
import { startWorld, type World } from './world.ts';

describe('the rota', () => {
  let world: World;
  beforeAll(async () => {
    const clocks = { decision: { within: 'PT1H', remind: ['PT1S'], escalate: 'PT50M', overdueEvery: 'PT1H' } };
    world = await startWorld({
      clockStands: true,
      pack: { extends: 'hertfordshire-2016', clocks, duty: { horizon: 'P5D' } },
    });
    for (const who of [world.mo, world.ana]) await who.says('hi');
  });
  afterAll(() => world.stop());
  const rota = async (person: Person) => (await asksAtDesk(person, 'rota')).sees().text;
  const daysOffered = (text: string): string[] => text.match(/^\w{3} \d+ \w{3}$/gm) ?? [];

  it('An empty rota shows that nobody is planned, and a practitioner reads it but cannot plan', async () => {
    const card = await asksAtDesk(world.pat, 'rota');
    const { text, buttons } = card.sees();
    contains(
      text,
      'No shift is planned yet.',
      /Nobody is planned\n\d\d:\d\d, .* to \d\d:\d\d, .*, or later\nThen all managers are told\./,
    );
    expect(buttons).toEqual(['Add a shift', 'On call']);
    expect((await card.presses('Add a shift')).message).toBe(
      'Only MASH managers and administrators can plan the rota. Write “rota” to see it.',
    );
  });

  it('The form plans one shift on many days, asks again for what is wrong, and the rota shows the gap that is left', async () => {
    const card = await asksAtDesk(world.mo, 'rota');
    await card.presses('Add a shift');
    const days = daysOffered(card.sees().text);
    expect(days).toHaveLength(14);
    await card.presses('Save', { 'Who?': 'Ana Silva', 'From,': '25:00', 'Until,': 'midnight' });
    shows(card, 'Write a time such as 08:00.', 'Choose a day.');
    await card.presses('Save', { Days: days.slice(0, 3), 'From,': '00:00' });
    shows(card, 'Planned: Ana Silva, 3 shifts.', /Nobody is planned\n00:00, .* to .*, or later/);
    await card.presses('Add a shift');
    await card.presses('Save', { 'Who?': 'Ana', Days: days.slice(3, 6), 'From,': '00:00', 'Until,': '24:00' });
    contains(await rota(world.ana), 'No gap in the next 5 days.');
  });

  it('Nobody plans by typing: the words show the rota with its buttons, and change nothing', async () => {
    const before = await rota(world.mo);
    const { text } = (await asksAtDesk(world.mo, 'rota remove Ana tomorrow')).sees();
    contains(text, 'Nothing was changed. Plan with the buttons below.');
    expect(await rota(world.mo)).toBe(before);
  });

  it('The rota decides who is on duty now: that manager is reminded, and “on call” says until when', async () => {
    const { mo, ana, jane } = world;
    shows(await asksAtDesk(mo, 'on call'), 'Ana Silva, on duty until 00:00, ');
    const reference = await refers(jane);
    await world.pass(1);
    await world.until(() => summariesIn(ana.chat()).some((line) => line.startsWith(`${reference} undecided`)));
    expect(summariesIn(mo.chat()).filter((line) => line.startsWith(reference))).toEqual([]);
    await ana.mentions('off duty');
    shows(await asksAtDesk(mo, 'on call'), 'No manager is on duty. Then reminders go to all of them.');
  });

  it('A shift that a manager offers stays theirs when the colleague turns it down, and until the colleague takes it', async () => {
    const { mo, ana } = world;
    const card = await asksAtDesk(mo, 'rota');
    await card.presses('Add a shift');
    const day = daysOffered(card.sees().text)[3] ?? '';
    await card.presses('Save', { 'Who?': 'Mo', Days: [day], 'From,': '12:00', 'Until,': '18:00' });
    const offers = async () => {
      await card.presses('Change a shift');
      await card.presses('Ask them to take it', { 'Which shift': `${day}, 12:00 to 18:00 · Mo Hussain` });
      shows(card, 'Choose a colleague.');
      await card.presses('Ask them to take it', { 'Who is asked': 'Ana Silva' });
      shows(card, 'I ask Ana Silva to take 12:00, ', 'Offered, and not taken yet');
      await world.until(() => inChat(ana, 'Mo Hussain asks whether you take this shift.').sees());
    };
    await offers();
    contains(allOf(await ana.says('I cannot take over')), 'You do not take over');
    await world.until(() => inChat(mo, 'Nobody can take over').sees());
    contains(await rota(mo), '12:00 to 18:00 · Mo Hussain');
    await asksAtDesk(mo, 'rota');
    await offers();
    await inChat(ana, 'Mo Hussain asks whether you take this shift.').presses('I take over');
    await world.until(() => inChat(mo, 'Ana Silva takes over').sees());
    contains(await rota(mo), '12:00 to 18:00 · Ana Silva');
    lacks(await rota(mo), 'Offered');
  });

  it('A manager takes a shift out with the form, and the rota is the same after a restart', async () => {
    const card = await asksAtDesk(world.mo, 'rota');
    await card.presses('Change a shift');
    const shift = card.sees().text.match(/.*, 12:00 to 18:00 · Ana Silva/g)?.[0] ?? '';
    await card.presses('Take it out', { 'Which shift': shift });
    shows(card, 'Taken out: Ana Silva, 12:00, ');
    const shifts = async () => (await rota(world.mo)).match(/.* · (Ana Silva|Mo Hussain)/g);
    const shiftsBefore = await shifts();
    expect(shiftsBefore?.length).toBeGreaterThan(4);
    await world.restart();
    expect(await shifts()).toEqual(shiftsBefore);
  });
});
