import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allOf, caseCard, decides, inChat, refers, summariesIn, wordsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

describe('“Was the referral clear?”', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld();
    reference = await refers(world.jane, { child: { 'Child’s name': 'Amara', 'What worries you': 'Untreated burn.' } });
    await world.until(() => caseCard(world.mo, reference).sees());
  });
  afterAll(() => world.stop());

  const opensForm = async (person = world.pat) => {
    const card = caseCard(person, reference);
    await card.presses('More');
    await card.presses('Was the referral clear?');
    return card;
  };

  it('“Was the referral clear?” is offered only after the decision', async () => {
    const card = caseCard(world.pat, reference);
    await card.presses('More');
    expect(card.sees().buttons).not.toContain('Was the referral clear?');
    await card.presses('Back to the card');
    await decides(world.mo, reference);
    await world.until(() => caseCard(world.pat, reference).sees().text.includes('DECIDED'));
  });

  it('“Was the referral clear?” asks for a choice, and for what was missing where something was', async () => {
    const form = await opensForm();
    expect(form.sees().text).toContain('Do not name the child or say anything about the case.');
    await form.presses('Send to the referrer');
    expect(form.sees().text).toContain('Choose one of the two.');
    await form.presses('Send to the referrer', { 'Was it clear': 'Something was missing' });
    expect(form.sees().text).toContain('Say what was missing, so that it helps next time.');
    await form.presses('Send to the referrer', { 'What would help': 'x'.repeat(501) });
    expect(form.sees().text).toContain('At most 500 characters. Please shorten it. Nothing was cut.');
  });

  it('The feedback comes into the referrer’s own chat, kindly, with nothing about the child', async () => {
    const form = caseCard(world.pat, reference);
    await form.presses('Send to the referrer', { 'What would help': 'Say when you saw it, and who told you.' });
    const { text } = await world.until(() => inChat(world.jane, 'A note from the MASH').sees());
    expect(text).toContain('Something was missing.\nSay when you saw it, and who told you.');
    expect(text).toContain('Thank you for making this referral.');
    expect(text).toMatch(/Pat Lee, \d\d:\d\d/);
    expect(text).not.toMatch(/Amara|burn/);
    expect(summariesIn(world.jane.chat())).toContain(`${reference}: a note from the MASH`);
    const line = await world.until(() =>
      world.mo.thread(reference).find(({ summary }) => summary === `${reference}: Feedback to the referrer`),
    );
    expect(wordsOf(line)).toContain('Say when you saw it, and who told you.');
  });

  it('The feedback is given once, and is no longer offered to a colleague', async () => {
    const late = caseCard(world.ana, reference);
    await late.presses('More');
    expect(late.sees().buttons).not.toContain('Was the referral clear?');
    await late.presses('Back to the card');
    expect(summariesIn(world.jane.chat()).filter((each) => each.includes('a note from the MASH'))).toHaveLength(1);
  });

  it('A guest cannot give feedback, and a second member is told who gave it first', async () => {
    const other = await refers(world.tom, {
      about: { Agency: 'Housing', 'Your name': 'Tom Reed', 'Phone, for': '01632 960 020' },
    });
    await world.until(() => caseCard(world.mo, other).sees());
    await decides(world.mo, other);
    await world.until(() => caseCard(world.mo, other).sees().text.includes('Referrer\nTold'));
    const form = caseCard(world.pat, other);
    await form.presses('More');
    await form.presses('Was the referral clear?');
    const forged = await world.gus.on(form.sees()).presses('Send to the referrer', { 'Was it clear': 'Yes' });
    expect(forged.message).toBe('Only members of the MASH team can do that. Guests cannot.');
    const second = caseCard(world.ana, other);
    await second.presses('More');
    await second.presses('Was the referral clear?');
    await form.presses('Send to the referrer', { 'Was it clear': 'Yes' });
    await second.presses('Send to the referrer', { 'Was it clear': 'Something', 'What would help': 'Too late.' });
    expect(second.sees().text).toContain('Pat Lee has told the referrer already. It is said only once.');
    await world.until(() => inChat(world.tom, 'Your referral was clear.').sees());
    expect(allOf(world.tom.chat())).not.toContain('Too late.');
  });

  it('A member of the MASH cannot give feedback on their own referral', async () => {
    const ownReferral = await refers(world.pat, {
      about: { Agency: 'Other', 'Your name': 'Pat Lee', 'Phone, for': '01632 960 023' },
    });
    await world.until(() => caseCard(world.mo, ownReferral).sees());
    await decides(world.mo, ownReferral);
    await world.until(() => caseCard(world.pat, ownReferral).sees().text.includes('DECIDED'));
    const card = caseCard(world.pat, ownReferral);
    await card.presses('More');
    const answer = await card.presses('Was the referral clear?');
    expect(answer.message).toBe('You made this referral, so a colleague must tell you.');
  });
});
