import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cardSaying, caseCard, decides, inChat, receipt, refers, summariesIn, wordsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

const filledIn = (action: string) => ({ Decision: 'Other action', 'What action': action, Reasons: 'The burn.' });

describe('deciding', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld();
    reference = await refers(world.jane);
    await world.until(() => caseCard(world.mo, reference).sees());
  });
  afterAll(() => world.stop());

  it('Only a manager can decide: a practitioner is told so and sees no form', async () => {
    const answer = await caseCard(world.pat, reference).presses('Record decision');
    expect(answer.card).toBeUndefined();
    expect(answer.message).toBe(
      'Only a MASH manager can record the decision. You can take the referral and ask the referrer.',
    );
  });

  it('A practitioner who has a copy of a manager’s form cannot decide with it', async () => {
    const form = caseCard(world.mo, reference);
    await form.presses('Record decision');
    const answer = await world.pat.on(form.sees()).presses('Confirm decision', filledIn('Forged'));
    expect(answer.card).toBeUndefined();
    expect(receipt(world.jane, reference).sees().text).toContain('Decision: not yet');
    await form.presses('Cancel');
  });

  it('A guest can neither take, ask, decide nor read', async () => {
    for (const button of ['Take this referral', 'Ask the referrer', 'Record decision', 'Everything']) {
      const answer = await caseCard(world.gus, reference).presses(button);
      expect(answer.card).toBeUndefined();
      expect(answer.message).toBe('Only members of the MASH team can do that. Guests cannot.');
    }
    expect(caseCard(world.mo, reference).sees().text).toContain('nobody has taken it');
  });

  it('The decision form asks for the decision, the action and the reasons, and keeps what was filled in', async () => {
    const form = caseCard(world.mo, reference);
    await form.presses('Record decision');
    expect(form.sees().text).toContain('Only you see this form.');
    expect(form.sees().text).toContain('CARER NOT TOLD');
    await form.presses('Confirm decision', { 'What action': 'Visit today.' });
    const { text, values } = form.sees();
    expect(text).toContain('Choose a decision.');
    expect(text).toContain('Give the reasons.');
    expect(Object.values(values)).toContain('Visit today.');
    expect(caseCard(world.ana, reference).sees().headings).toEqual([reference]);
  });

  it('Of two managers with open forms the first decides, and the second is told whose decision it was and when', async () => {
    const { mo, ana, jane } = world;
    const second = caseCard(ana, reference);
    await second.presses('Record decision');
    second.fills(filledIn('The later one.'));
    await caseCard(mo, reference).presses('Confirm decision', filledIn('Visit today.'));
    const answer = await second.presses('Confirm decision');
    expect(answer.card).toBeDefined();
    expect(second.sees().text).toMatch(
      /Mo Hussain decided this at \d\d:\d\d, \w+ \d+ \w+\. Nothing of yours was recorded\./,
    );
    expect(second.sees().text).toContain('Visit today.');
    await world.until(() => inChat(jane, 'The MASH has decided').sees().text.includes('Visit today.'));
    expect(JSON.stringify(jane.chat())).not.toContain('The later one.');
  });

  it('Two managers who decide in the same moment make one decision, and the other hears whose it is', async () => {
    const { mo, ana, sid } = world;
    const other = await refers(sid);
    await world.until(() => caseCard(mo, other).sees());
    const forms = [caseCard(mo, other), caseCard(ana, other)];
    for (const form of forms) await form.presses('Record decision');
    await Promise.all(forms.map((form, at) => form.presses('Confirm decision', filledIn(`Action ${at + 1}.`))));
    const refused = forms.filter((form) => form.sees().text.includes('Nothing of yours was recorded.'));
    expect(refused).toHaveLength(1);
    await world.until(() => inChat(sid, 'The MASH has decided').sees());
    const decisions = () => summariesIn(mo.thread(other)).filter((line) => line.includes(': Decided'));
    await world.until(() => decisions().length > 0);
    expect(decisions()).toHaveLength(1);
    const notices = JSON.stringify(sid.chat().filter(({ summary }) => summary?.includes('decided')));
    expect(new Set(notices.match(/Action \d\./g)).size).toBe(1);
  });

  it('A decided case does not offer to record a decision, and has one decision in its thread', async () => {
    await world.until(() => caseCard(world.pat, reference).sees().text.includes('DECIDED'));
    expect(caseCard(world.pat, reference).sees().buttons).toEqual([
      'Everything',
      'Ask the referrer',
      'Tell the referrer',
      'More',
    ]);
    const decisions = () => summariesIn(world.mo.thread(reference)).filter((line) => line.includes(': Decided'));
    await world.until(() => decisions().length > 0);
    expect(decisions()).toHaveLength(1);
  });

  it('The referrer reads only what the manager allows', async () => {
    const other = await refers(world.tom, {
      about: { Agency: 'Housing', 'Your name': 'Tom Reed', 'Phone, for': '0163' },
    });
    await world.until(() => caseCard(world.ana, other).sees());
    await decides(world.ana, other, {
      'What action': 'Raid at dawn on Flint Street.',
      'Immediate protection': 'Yes',
      'If yes': 'Police protection',
      'What may': 'We are acting today. Please stay away from the house.',
    });
    const { text } = await world.until(() => inChat(world.tom, 'The MASH has decided').sees());
    expect(text).toContain('We are acting today. Please stay away from the house.');
    expect(text).toContain('by Ana Silva, MASH manager');
    expect(text).not.toContain('should do now');
    expect(text).not.toContain('nothing more');
    expect(JSON.stringify(world.tom.chat())).not.toContain('Flint Street');
    await world.until(() => caseCard(world.mo, other).sees().text.includes('Yes: Police protection'));
  });

  it('The referrer reads the manager’s own words on what to do now, and nothing where the manager wrote none', async () => {
    const other = await refers(world.bea, {
      about: { Agency: 'School', 'Your name': 'Bea Novak', 'Phone, for': '01632 960 1' },
    });
    await world.until(() => caseCard(world.mo, other).sees());
    await decides(world.mo, other, { 'What should': 'Keep her in the cubicle and ring me.' });
    const { text } = await world.until(() => inChat(world.bea, 'The MASH has decided').sees());
    expect(text).toMatch(/What you should do now\nKeep her in the cubicle and ring me\.\nWhat will be done\n/);
    expect(text).toContain('If things change, or you see the child again, ring');
    expect(text).not.toContain('You need do nothing');
    expect(text).toContain('Please do not tell them.');
    await world.until(() => receipt(world.bea, other).sees().text.includes('Keep her in the cubicle and ring me.'));
    const card = await world.until(() => cardSaying(caseCard(world.ana, other).sees(), 'DECIDED'));
    expect(card.text).toContain('What the referrer should do now\nKeep her in the cubicle and ring me.');
    await world.until(() => world.mo.thread(other).map(wordsOf).join('\n').includes('Keep her in the cubicle'));
    const form = caseCard(world.mo, other);
    await form.presses('More');
    await form.presses('Correct the decision');
    expect(Object.values(form.sees().values)).toContain('Keep her in the cubicle and ring me.');
    await form.presses('Confirm correction', { 'What should': '' });
    await world.until(() => inChat(world.bea, 'The MASH has corrected its decision').sees());
    expect(inChat(world.bea, 'The MASH has corrected its decision').sees().text).not.toContain('should do now');
  });

  it('A manager cannot decide a referral that they made themselves', async () => {
    const ownReferral = await refers(world.mo, {
      about: { Agency: 'Children’s Services', 'Your name': 'Mo Hussain', 'Phone, for': '01632 960 021' },
    });
    await world.until(() => caseCard(world.ana, ownReferral).sees());
    const answer = await caseCard(world.mo, ownReferral).presses('Record decision');
    expect(answer.message).toBe('You made this referral, so another MASH manager must decide it.');
    const form = caseCard(world.ana, ownReferral);
    await form.presses('Record decision');
    const forged = await world.mo.on(form.sees()).presses('Confirm decision', filledIn('Mine.'));
    expect(forged.message).toBe('You made this referral, so another MASH manager must decide it.');
    await form.presses('Confirm decision', filledIn('Hers.'));
    await world.until(() => inChat(world.mo, 'The MASH has decided').sees().text.includes('Hers.'));
  });

  it('Of two people who take a referral the second is told who was first', async () => {
    const taken = await refers(world.jane);
    await world.until(() => caseCard(world.pat, taken).sees());
    const staleCard = caseCard(world.ana, taken).sees();
    await caseCard(world.pat, taken).presses('Take this referral');
    await world.ana.on(staleCard).presses('Take this referral');
    expect(caseCard(world.ana, taken).sees().text).toContain('Pat Lee has taken this referral already.');
    await world.until(() => summariesIn(world.mo.thread(taken)).includes(`${taken}: Taken`));
    expect(summariesIn(world.mo.thread(taken)).filter((line) => line.includes(': Taken'))).toHaveLength(1);
  });
});
