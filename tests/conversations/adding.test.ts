import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allOf, caseCard, inChat, receipt, refers, summariesIn, wordsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

const usualButtons = [
  ...['Add information', 'Child is missing', 'Start a linked referral', 'My copy', 'Hand over'],
  ...['My referrals', 'Contacts'],
];

describe('an indicator check added after sending', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld();
    reference = await refers(world.jane);
    await world.until(() => receipt(world.jane, reference).sees().text.includes('Delivered'));
  });
  afterAll(() => world.stop());

  it('The receipt offers “Add what you saw” when the referrer skipped the indicator check', () => {
    expect(receipt(world.jane, reference).sees().buttons).toEqual(['Add what you saw', ...usualButtons]);
    expect(caseCard(world.mo, reference).sees().text).toContain('Indicator check\nNot done');
  });

  it('“Add what you saw” asks about the situation and the lists of indicators: danger, consent and the child are not asked again', async () => {
    const { jane } = world;
    await receipt(jane, reference).presses('Add what you saw');
    expect(jane.sees().headings).toEqual(['About the situation']);
    await jane.presses('Continue', { 'From abroad?': 'No' });
    await jane.presses('Continue', { Seen: ['2 ·'], Note: 'The neighbour Jasper told me.' });
    const headings: string[] = [];
    while (!jane.sees().buttons.includes('Send to the MASH')) {
      headings.push(jane.sees().headings[0] ?? '');
      await jane.presses('Continue');
    }
    expect(headings).toHaveLength(9);
    expect(jane.sees().text).toContain('Seen: The carer has little knowledge of the child');
    expect(summariesIn(world.mo.thread(reference)).join()).not.toContain('Added');
  });

  it('An indicator check sent later comes into the thread as an addition, and onto the shared card', async () => {
    const { jane, mo } = world;
    await jane.presses('Send to the MASH');
    expect(jane.sees().headings).toEqual([`Sent as ${reference}`]);
    await world.until(() => !receipt(jane, reference).sees().buttons.includes('Add what you saw'));
    const added = await world.until(() =>
      mo.thread(reference).find(({ summary }) => summary === `${reference}: Added by the referrer: indicator check`),
    );
    expect(wordsOf(added)).toContain('Note: The neighbour Jasper told me.');
    const shared = await world.until(() => {
      const { text } = caseCard(mo, reference).sees();
      return /Indicator check added \d\d:\d\d/.test(text) && text;
    });
    expect(shared).toContain('Carer and household · seen\nThe carer has little knowledge of the child');
  });

  it('A second press on “Send to the MASH” adds nothing, and the chat keeps no fact', async () => {
    const { jane, mo } = world;
    await jane.repeats();
    await receipt(jane, reference).presses('My referrals');
    const lines = summariesIn(mo.thread(reference)).filter((line) => line.includes('Added by the referrer'));
    expect(lines).toHaveLength(1);
    await world.until(() => !allOf(jane.chat()).includes('Jasper'));
    expect(allOf(jane.chat())).not.toContain('little knowledge');
  });

  it('The receipt does not offer “Add what you saw” when the referrer did the check before sending', async () => {
    const { tom } = world;
    await tom.says('start');
    for (const text of [
      'no',
      '1',
      'skip',
      'Tom Reed',
      'skip',
      '01632 960 020',
      'continue',
      'continue',
      'continue',
      '2',
      'continue',
    ])
      await tom.says(text);
    for (const text of ['check answers', 'yes', '1', 'He may be involved.', 'continue', 'submit']) await tom.says(text);
    expect(inChat(tom, 'Decision due by').sees().buttons).toEqual(usualButtons);
  });
});
