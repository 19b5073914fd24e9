import { beforeAll, describe, expect, it } from '@jest/globals';
import { callInviteCard } from '../../src/features/desk/cards.ts';
import { profiles } from '../fakes/people.ts';
import { aProgram, minute, summaryOf, text } from './a-program.ts';
import { aWorld } from './a-world.ts';
import { contains } from './expecting.ts';
import { aCall, phones } from './phoning.ts';

describe('the written part of a call, which the bot had asked for', () => {
  const world = aProgram();
  const { machine, inChat, caseCard, summaries, lines } = world;
  /** Messages with a sound to the people of the MASH. */
  const rings = () =>
    world.told.flatMap(({ to, message }) =>
      'card' in message && message.alert && ['a:mo', 'a:ana', 'a:dee'].includes(to) ? [summaryOf(message.card)] : [],
    );

  /** Jane rang, and Mo, who wrote it down, is on it. @returns the form in which she puts it in writing */
  async function rang() {
    const form = await world.presses('mo', callInviteCard(), 'Open the form');
    const found = { 'If they use Teams': profiles.jane.objectId, 'Are you on it': 'yes', Urgent: 'yes' };
    const logged = await world.presses('mo', form, 'Log it', { ...aCall, ...found });
    await machine.pass(1000);
    const reference = /HT-[\w-]{8}/.exec(text(logged))?.[0] ?? '';
    const asked = inChat('jane').findLast((card) => summaryOf(card).includes(reference)) ?? {};
    return { reference, form: await world.presses('jane', asked, 'Put it in writing') };
  }
  beforeAll(() => world.types('jane', 'hi'));

  it('rings nobody and goes no further, even of an urgent case; it stands in the thread and on the card as new', async () => {
    const { reference, form } = await rang();
    const before = rings();
    await world.presses('jane', form, 'Send to the MASH', { 'Child’s name': 'Girl Zircon' });
    await machine.pass(1000);
    expect(summaries('mo', reference)).toEqual([
      `${reference}: IN WRITING, written 14:03. NEW INFORMATION, not read yet`,
    ]);
    contains(text(caseCard(reference)), 'NEW INFORMATION', 'Girl Zircon', 'In writing');
    contains(lines(reference).join(), 'Added by the referrer');
    await machine.pass(20 * minute);
    expect(rings()).toEqual(before);
  });

  it.each([
    ['danger', 'What worries you', 'He has a knife and is here now.'],
    ['police protection', 'Where is the child now', 'In police protection since 13:00'],
    ['a time at which the child leaves', 'What worries you', 'They leave at 2.30 pm.'],
  ])('rings if it tells of %s that the MASH did not know', async (_, box, words) => {
    const { form } = await rang();
    const before = rings().length;
    await world.presses('jane', form, 'Send to the MASH', { [box]: words });
    await machine.pass(1000);
    expect(rings().length).toBeGreaterThan(before);
  });
});

describe('paperwork at night', () => {
  const quiet = { from: '00:00', until: '23:59' };
  const writtenConfirmation = { within: 'PT3S', remind: ['PT1S'], overdueEvery: 'PT1S' };
  const world = aWorld({
    clockStands: true,
    pack: { extends: 'hertfordshire-2016', clocks: { writtenConfirmation, quiet } },
  });
  const { jane, pass, rests } = world;

  it('A caller is not reminded in the quiet hours that their call is not in writing', async () => {
    await phones(jane, 'just now');
    const before = jane.chat().length;
    await pass(4);
    await rests();
    expect(jane.chat()).toHaveLength(before);
  });
});
