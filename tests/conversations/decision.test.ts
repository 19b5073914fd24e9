import { beforeAll, describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, isHeaded, lacks, shows } from './expecting.ts';
import { arrives, cardSaying, caseCard, decides, inChat, receipt, summariesIn, wordsOf } from './walks.ts';

const filledIn = (action: string) => ({ Decision: 'Other action', 'What action': action, Reasons: 'The burn.' });

describe('deciding', () => {
  const world = aWorld();
  const { jane, tom, mo, ana, pat, sid, bea, until } = world;
  let reference: string;
  beforeAll(async () => {
    reference = await arrives(world, jane);
  });

  it('Only a manager can decide: a practitioner is told so and sees no form', async () => {
    const answer = await caseCard(pat, reference).presses('Record decision');
    expect(answer.card).toBeUndefined();
    expect(answer.message).toBe(
      'Only a MASH manager can record the decision. You can take the referral and ask the referrer.',
    );
  });

  it('A practitioner who has a copy of a manager’s form cannot decide with it', async () => {
    const form = caseCard(mo, reference);
    await form.presses('Record decision');
    const answer = await pat.on(form.sees()).presses('Confirm decision', filledIn('Forged'));
    expect(answer.card).toBeUndefined();
    shows(receipt(jane, reference), 'Decision: not yet');
    await form.presses('Cancel');
  });

  it('A guest can neither take, ask, decide nor read', async () => {
    for (const button of ['Take this referral', 'Ask the referrer', 'Record decision', 'Everything']) {
      const answer = await caseCard(world.gus, reference).presses(button);
      expect(answer.card).toBeUndefined();
      expect(answer.message).toBe('Only members of the MASH team can do that. Guests cannot.');
    }
    shows(caseCard(mo, reference), 'nobody has taken it');
  });

  it('The decision form asks for the decision, the action and the reasons, and keeps what was filled in', async () => {
    const form = caseCard(mo, reference);
    await form.presses('Record decision');
    shows(form, 'Only you see this form.', 'CARER NOT TOLD');
    await form.presses('Confirm decision', { 'What action': 'Visit today.' });
    const { text, values } = form.sees();
    contains(text, 'Choose a decision.', 'Give the reasons.');
    contains(Object.values(values), 'Visit today.');
    isHeaded(caseCard(ana, reference), reference);
  });

  it('Of two managers with open forms the first decides, and the second is told whose decision it was and when', async () => {
    const second = caseCard(ana, reference);
    await second.presses('Record decision');
    second.fills(filledIn('The later one.'));
    await caseCard(mo, reference).presses('Confirm decision', filledIn('Visit today.'));
    const answer = await second.presses('Confirm decision');
    expect(answer.card).toBeDefined();
    expect(second.sees().text).toMatch(
      /Mo Hussain decided this at \d\d:\d\d, \w+ \d+ \w+\. Nothing of yours was recorded\./,
    );
    shows(second, 'Visit today.');
    await until(() => inChat(jane, 'The MASH has decided').has('Visit today.'));
    lacks(JSON.stringify(jane.chat()), 'The later one.');
  });

  it('Two managers who decide in the same moment make one decision, and the other hears whose it is', async () => {
    const other = await arrives(world, sid);
    const forms = [caseCard(mo, other), caseCard(ana, other)];
    for (const form of forms) await form.presses('Record decision');
    await Promise.all(forms.map((form, at) => form.presses('Confirm decision', filledIn(`Action ${at + 1}.`))));
    const refused = forms.filter((form) => form.has('Nothing of yours was recorded.'));
    expect(refused).toHaveLength(1);
    await until(() => inChat(sid, 'The MASH has decided').sees());
    const decisions = () => summariesIn(mo.thread(other)).filter((line) => line.includes(': Decided'));
    await until(() => decisions().length > 0);
    expect(decisions()).toHaveLength(1);
    const notices = JSON.stringify(sid.chat().filter(({ summary }) => summary?.includes('decided')));
    expect(new Set(notices.match(/Action \d\./g)).size).toBe(1);
  });

  it('A decided case does not offer to record a decision, and has one decision in its thread', async () => {
    await until(() => caseCard(pat, reference).has('DECIDED'));
    expect(caseCard(pat, reference).sees().buttons).toEqual([
      'Everything',
      'Ask the referrer',
      'Tell the referrer',
      'More',
    ]);
    const decisions = () => summariesIn(mo.thread(reference)).filter((line) => line.includes(': Decided'));
    await until(() => decisions().length > 0);
    expect(decisions()).toHaveLength(1);
  });

  it('The referrer reads only what the manager allows', async () => {
    const other = await arrives(world, tom, {
      about: { Agency: 'Housing', 'Your name': 'Tom Reed', 'Phone, for': '0163' },
    });

    await decides(ana, other, {
      'What action': 'Raid at dawn on Flint Street.',
      'Immediate protection': 'Yes',
      'If yes': 'Police protection',
      'What may': 'We are acting today. Please stay away from the house.',
    });
    const { text } = await until(() => inChat(tom, 'The MASH has decided').sees());
    contains(text, 'We are acting today. Please stay away from the house.', 'by Ana Silva, MASH manager');
    lacks(text, 'should do now', 'nothing more');
    lacks(JSON.stringify(tom.chat()), 'Flint Street');
    await until(() => caseCard(mo, other).has('Yes: Police protection'));
  });

  it('The referrer reads the manager’s own words on what to do now, and nothing where the manager wrote none', async () => {
    const other = await arrives(world, bea, {
      about: { Agency: 'School', 'Your name': 'Bea Novak', 'Phone, for': '01632 960 1' },
    });

    await decides(mo, other, { 'What should': 'Keep her in the cubicle and ring me.' });
    const { text } = await until(() => inChat(bea, 'The MASH has decided').sees());
    expect(text).toMatch(/What you should do now\nKeep her in the cubicle and ring me\.\nWhat will be done\n/);
    contains(text, 'If things change, or you see the child again, ring');
    lacks(text, 'You need do nothing');
    contains(text, 'Please do not tell them.');
    await until(() => receipt(bea, other).has('Keep her in the cubicle and ring me.'));
    const card = await until(() => cardSaying(caseCard(ana, other).sees(), 'DECIDED'));
    contains(card.text, 'What the referrer should do now\nKeep her in the cubicle and ring me.');
    await until(() => mo.thread(other).map(wordsOf).join('\n').includes('Keep her in the cubicle'));
    const form = caseCard(mo, other);
    await form.presses('More', 'Correct the decision');
    contains(Object.values(form.sees().values), 'Keep her in the cubicle and ring me.');
    await form.presses('Confirm correction', { 'What should': '' });
    await until(() => inChat(bea, 'The MASH has corrected its decision').sees());
    doesNotShow(inChat(bea, 'The MASH has corrected its decision'), 'should do now');
  });

  it('A manager cannot decide a referral that they made themselves', async () => {
    const ownReferral = await arrives(world, mo, {
      about: { Agency: 'Children’s Services', 'Your name': 'Mo Hussain', 'Phone, for': '01632 960 021' },
    });

    const answer = await caseCard(mo, ownReferral).presses('Record decision');
    expect(answer.message).toBe('You made this referral, so another MASH manager must decide it.');
    const form = caseCard(ana, ownReferral);
    await form.presses('Record decision');
    const forged = await mo.on(form.sees()).presses('Confirm decision', filledIn('Mine.'));
    expect(forged.message).toBe('You made this referral, so another MASH manager must decide it.');
    await form.presses('Confirm decision', filledIn('Hers.'));
    await until(() => inChat(mo, 'The MASH has decided').has('Hers.'));
  });

  it('Of two people who take a referral the second is told who was first', async () => {
    const taken = await arrives(world, jane);
    const staleCard = caseCard(ana, taken).sees();
    await caseCard(pat, taken).presses('Take this referral');
    await ana.on(staleCard).presses('Take this referral');
    shows(caseCard(ana, taken), 'Pat Lee has taken this referral already.');
    await until(() => summariesIn(mo.thread(taken)).includes(`${taken}: Taken`));
    expect(summariesIn(mo.thread(taken)).filter((line) => line.includes(': Taken'))).toHaveLength(1);
  });
});
