import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CardActions } from './person.ts';
import { aboutJane, aChild, allOf, beginsCheck, caseCard, inChat, refers, wordsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

describe('texts that are too long', () => {
  let world: World;
  let card: CardActions;
  beforeAll(async () => {
    world = await startWorld();
    card = await beginsCheck(world.jane);
    await card.presses('No');
  });
  afterAll(() => world.stop());

  const valueIn = (label: string) => Object.entries(card.sees().values).find(([name]) => name.startsWith(label))?.[1];

  it('A text that is too long is refused with its limit and not cut, and the other answers of the form are saved', async () => {
    await card.presses('Continue', { ...aboutJane, 'Your role': 'r'.repeat(101) });
    expect(card.sees().headings).toEqual(['Who is referring?']);
    expect(card.sees().text).toContain('Role: at most 100 characters. Please shorten it. Nothing was cut.');
    expect(valueIn('Your role')).toBe('r'.repeat(101));
    expect(valueIn('Your name')).toBe('Jane Okafor');
    await card.presses('Continue', { 'Your role': 'nurse' });
    const tooLong = `${'w'.repeat(3000)}!`;
    await card.presses('Continue to the check', { 'Child’s name': 'Girl', 'What worries you': tooLong });
    expect(card.sees().text).toContain('Worry: at most 3,000 characters. Please shorten it. Nothing was cut.');
    expect(valueIn('What worries you')).toBe(tooLong);
    expect(valueIn('Child’s name')).toBe('Girl');
    expect(card.sees().inputs.find((label) => label.startsWith('What worries'))).toContain('(up to 3,000 characters)');
  });

  it('A text of exactly the limit is taken, with characters counted as a person counts them', async () => {
    const atLimit = '👧'.repeat(2999).concat('.');
    await card.presses('Continue to the check', { 'What worries you': atLimit });
    expect(card.sees().headings).toEqual(['About the situation']);
    await card.presses('Back');
    expect(valueIn('What worries you')).toBe(atLimit);
    await card.presses('Continue to the check', { 'What worries you': 'Short again.' });
  });

  it('A note of the check that is too long is refused, and the ticks are kept', async () => {
    await card.presses('Continue');
    await card.presses('Continue', { Seen: ['2 ·'], Note: 'n'.repeat(1001) });
    expect(card.sees().headings).toEqual(['Carer and household']);
    expect(card.sees().text).toContain('The note: at most 1,000 characters.');
    expect(valueIn('Note')).toBe('n'.repeat(1001));
    expect(valueIn('Seen')).toBe('G02');
  });

  it('A typed text that is too long is refused', async () => {
    const { tom } = world;
    for (const text of ['start', 'no', '2', 'skip']) await tom.says(text);
    const answer = await tom.says('t'.repeat(101));
    expect(answer.map(({ text }) => text).join()).toContain('Your name: at most 100 characters.');
    expect((await tom.says('Tom Reed')).map(({ text }) => text).join()).toContain('Your role');
  });

  it('A question, an answer and a decision that are too long are refused, and shown again', async () => {
    const { mo, jane } = world;
    const reference = await refers(jane, { child: aChild });
    await world.until(() => caseCard(mo, reference).sees());
    const form = caseCard(mo, reference);
    await form.presses('Ask the referrer');
    await form.presses('Send question', { 'Your question': 'q'.repeat(2001) });
    expect(form.sees().text).toContain('At most 2,000 characters. Please shorten it. Nothing was cut.');
    expect(Object.values(form.sees().values)).toEqual(['q'.repeat(2001)]);
    await form.presses('Send question', { 'Your question': 'Where?' });
    const question = inChat(jane, 'Where?');
    await world.until(() => question.sees());
    await question.presses('Send answer', { 'Your answer': 'a'.repeat(2001) });
    expect(question.sees().text).toContain('At most 2,000 characters. Please shorten it. Nothing was cut.');
    expect(Object.values(question.sees().values)).toEqual(['a'.repeat(2001)]);
    await question.presses('Send answer', { 'Your answer': 'At home.' });
    await form.presses('Record decision');
    await form.presses('Confirm decision', {
      Decision: 'Other action',
      'What action': 'd'.repeat(2001),
      Reasons: 'The burn.',
    });
    expect(form.sees().text).toContain('At most 2,000 characters.');
    expect(Object.values(form.sees().values)).toContain('d'.repeat(2001));
    expect(Object.values(form.sees().values)).toContain('The burn.');
    expect(allOf(world.ana.thread(reference))).not.toContain('ddd');
  });

  it('A long text within the limit reaches the MASH whole, in numbered parts in the thread', async () => {
    const { jane, mo } = world;
    const longWorry = `${'Every word counts. '.repeat(150)}END-OF-WORRY`;
    const reference = await refers(jane, {
      child: { ...aChild, 'What worries you': longWorry },
      consent: { Why: `${'z'.repeat(980)}END-OF-WHY` },
    });
    const parts = await world.until(() => {
      const written = mo.thread(reference).filter(({ summary }) => summary?.includes('Written referral'));
      return written.length > 0 && written.map(wordsOf);
    });
    expect(parts.join('\n')).toContain(longWorry);
    expect(parts.join('\n')).toContain(`${'z'.repeat(980)}END-OF-WHY`);
    expect(caseCard(mo, reference).sees().text).not.toContain('END-OF-WORRY');
    expect(caseCard(mo, reference).sees().text).toContain('whole text in the thread');
  });
});
