import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from './person.ts';
import { allOf, asksAtDesk, currentCard, inChat, refers, summariesIn, textsOf } from './walks.ts';
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

  it('An empty rota shows that nobody is planned', async () => {
    const { text, buttons } = (await asksAtDesk(world.pat, 'rota')).sees();
    expect(text).toContain('No shift is planned yet.');
    expect(text).toMatch(/Nobody is planned\n\d\d:\d\d, .* to \d\d:\d\d, .*, or later\nThen all managers are told\./);
    expect(buttons).toEqual(['Add a shift', 'On call']);
  });

  it('A manager can type a whole week of shifts, and the rota shows the gaps that are left', async () => {
    const card = (await asksAtDesk(world.mo, 'rota add Ana mon-sun 00:00-12:00')).sees();
    expect(card.text).toContain('Planned: Ana Silva, 7 shifts.');
    expect(card.text.match(/00:00 to 12:00 · Ana Silva/g)?.length).toBeGreaterThanOrEqual(5);
    expect(card.text).toMatch(/Nobody is planned\n(?:.*\n)*?12:00, .* to 00:00, /);
    await asksAtDesk(world.mo, 'rota add me mon-sun 12:00-midnight');
    expect(await rota(world.ana)).toContain('No gap in the next 5 days.');
  });

  it('Only managers and administrators can plan the rota: others read it and change nothing', async () => {
    const only = 'Only MASH managers and administrators can plan the rota. Write “rota” to see it.';
    expect(textsOf(await world.pat.mentions('rota add Pat mon 08:00-20:00'))).toBe(only);
    const card = (await asksAtDesk(world.mo, 'rota')).sees();
    expect((await world.pat.on(card).presses('Add a shift')).message).toBe(only);
    expect(textsOf(await world.mo.mentions('rota add Nobody mon 08:00-20:00'))).toContain('I did not understand that');
    expect(textsOf(await world.mo.mentions('rota add Ana some day'))).toContain('Nothing was changed');
  });

  it('The rota decides who is on duty now: that manager is reminded, and “on call” says until when', async () => {
    const { mo, ana, jane } = world;
    const text = (await asksAtDesk(mo, 'on call')).sees().text;
    const [, name = ''] = /^(Ana Silva|Mo Hussain), on duty until (?:00|12):00, /m.exec(text) ?? [];
    const [there, away] = name === 'Ana Silva' ? [ana, mo] : [mo, ana];
    const reference = await refers(jane);
    await world.pass(1);
    await world.until(() => summariesIn(there.chat()).some((line) => line.startsWith(`${reference} undecided`)));
    expect(summariesIn(away.chat()).filter((line) => line.startsWith(reference))).toEqual([]);
    await there.mentions('off duty');
    expect((await asksAtDesk(mo, 'on call')).sees().text).toContain(
      'No manager is on duty. Then reminders go to all of them.',
    );
  });

  it('A shift that a manager offers stays theirs until the colleague takes it, in one press', async () => {
    const { mo, ana } = world;
    const card = await asksAtDesk(mo, 'rota');
    await card.presses('Change a shift');
    const shift = card.sees().text.match(/.*, 12:00 to 00:00 · Mo Hussain/g)?.[2] ?? '';
    await card.presses('Ask them to take it', { 'Which shift': shift });
    expect(card.sees().text).toContain('Choose a colleague.');
    await card.presses('Ask them to take it', { 'Which shift': shift, 'Who is asked': 'Ana Silva' });
    expect(card.sees().text).toContain('I ask Ana Silva to take 12:00, ');
    expect(card.sees().text).toContain('Offered, and not taken yet');
    await world.until(() => inChat(ana, 'Mo Hussain asks whether you take this shift.').sees());
    const offer = currentCard(ana);
    await offer.presses('I take over');
    await world.until(() => inChat(mo, 'Ana Silva takes over').sees());
    expect(await rota(mo)).toMatch(/12:00 to 00:00 · Ana Silva/);
    expect(await rota(mo)).not.toContain('Offered');
  });

  it('Managers can offer, turn down and take out shifts by typing', async () => {
    const { mo, ana } = world;
    const day = (await rota(mo)).match(/\d+ \w+(?=\n.*Ana Silva\n12:00 to 00:00 · Mo Hussain)/g)?.at(-1) ?? '';
    expect((await asksAtDesk(mo, `rota offer ${day} 12:00 to Ana`)).sees().text).toContain(
      'I ask Ana Silva to take 12:00, ',
    );
    await world.until(() => inChat(ana, 'Mo Hussain asks whether you take this shift.').sees());
    expect(allOf(await ana.says('I cannot take over'))).toContain('You do not take over');
    await world.until(() => inChat(mo, 'Nobody can take over').sees());
    const card = await asksAtDesk(ana, `rota remove Mo ${day} 12:00`);
    expect(card.sees().text).toContain('Taken out: Mo Hussain, 12:00, ');
    expect(card.sees().text).toContain('Nobody is planned');
  });

  it('The rota’s form adds a shift, and asks again for what is wrong with it', async () => {
    const card = await asksAtDesk(world.ana, 'rota');
    await card.presses('Add a shift');
    await card.presses('Save', { 'Who?': 'Mo Hussain', 'From,': '25:00', 'Until,': '10:00' });
    expect(card.sees().text).toContain('Write a time such as 08:00.');
    expect(card.sees().text).toContain('Choose a day.');
    const day =
      card
        .sees()
        .text.match(/^\w{3} \d+ \w{3}$/gm)
        ?.at(-1) ?? '';
    await card.presses('Save', { Day: day, 'From,': '06:00' });
    expect(card.sees().text).toContain('Planned: Mo Hussain, 06:00, ');
  });

  it('The rota is the same after a restart', async () => {
    const shifts = async () => (await rota(world.mo)).match(/.* · (Ana Silva|Mo Hussain)/g);
    const shiftsBefore = await shifts();
    await world.restart();
    expect(await shifts()).toEqual(shiftsBefore);
  });
});
