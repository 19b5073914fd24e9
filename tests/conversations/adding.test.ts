import { beforeAll, describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, isHeaded, lacks, shows } from './expecting.ts';
import { allOf, caseCard, inChat, receipt, refers, summariesIn, wordsOf } from './walks.ts';

const usualButtons = [
  ...['Add information', 'Child is missing', 'Start a linked referral', 'My copy', 'Hand over'],
  ...['My referrals', 'Contacts'],
];

describe('an indicator check added after sending', () => {
  const world = aWorld();
  const { jane, tom, mo, until } = world;
  let reference: string;
  beforeAll(async () => {
    reference = await refers(jane);
    await until(() => receipt(jane, reference).has('Delivered'));
  });

  it('The receipt offers “Add what you saw” when the referrer skipped the indicator check', () => {
    expect(receipt(jane, reference).sees().buttons).toEqual(['Add what you saw', ...usualButtons]);
    shows(caseCard(mo, reference), 'Indicator check\nNot done');
  });

  it('“Add what you saw” asks about the situation and the lists of indicators: danger, consent and the child are not asked again', async () => {
    await receipt(jane, reference).presses('Add what you saw');
    isHeaded(jane, 'About the situation');
    await jane.presses('Continue', { 'From abroad?': 'No' }, 'Continue', {
      Seen: ['2 ·'],
      Note: 'The neighbour Jasper told me.',
    });
    const headings: string[] = [];
    while (!jane.sees().buttons.includes('Send to the MASH')) {
      headings.push(jane.sees().headings[0] ?? '');
      await jane.presses('Continue');
    }
    expect(headings).toHaveLength(9);
    shows(jane, 'Seen: The carer has little knowledge of the child');
    lacks(summariesIn(mo.thread(reference)).join(), 'Added');
  });

  it('An indicator check sent later comes into the thread as an addition, and onto the shared card', async () => {
    await jane.presses('Send to the MASH');
    isHeaded(jane, `Sent as ${reference}`);
    await until(() => !receipt(jane, reference).sees().buttons.includes('Add what you saw'));
    const added = await until(() =>
      mo.thread(reference).find(({ summary }) => summary === `${reference}: Added by the referrer: indicator check`),
    );
    contains(wordsOf(added), 'Note: The neighbour Jasper told me.');
    const shared = await until(() => {
      const { text } = caseCard(mo, reference).sees();
      return /Indicator check added \d\d:\d\d/.test(text) && text;
    });
    contains(shared, 'Carer and household · seen\nThe carer has little knowledge of the child');
  });

  it('A second press on “Send to the MASH” adds nothing, and the chat keeps no fact', async () => {
    await jane.repeats();
    await receipt(jane, reference).presses('My referrals');
    const lines = summariesIn(mo.thread(reference)).filter((line) => line.includes('Added by the referrer'));
    expect(lines).toHaveLength(1);
    await until(() => !allOf(jane.chat()).includes('Jasper'));
    lacks(allOf(jane.chat()), 'little knowledge');
  });

  it('The receipt does not offer “Add what you saw” when the referrer did the check before sending', async () => {
    await tom.says(
      'start',
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
      'check answers',
      'yes',
      '1',
      'He may be involved.',
      'continue',
      'submit',
    );
    expect(inChat(tom, 'Decision due by').sees().buttons).toEqual(usualButtons);
  });
});
