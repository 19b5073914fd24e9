import { beforeAll, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, inBoxes, isHeaded, lacks, shows } from './expecting.ts';
import { hears, seesCase, seesLine, seesReceipt } from './waiting.ts';
import { aChild, arrives, caseCard, decides, opens, wordsOf } from './walks.ts';

const filledIn = (action: string) => ({
  Decision: 'Other action',
  'What action': action,
  Reasons: 'The burn.',
  'Concern about': 'No',
});

const world = aWorld();
const { jane, tom, mo, ana, pat, sid, bea, until } = world;
let reference: string;
beforeAll(async () => {
  reference = await arrives(world, jane);
});

it('Only a manager can decide: a practitioner is told so and sees no form', async () => {
  const answer = await caseCard(pat, reference).presses('Record decision');
  expect(answer.card).toBeUndefined();
  expect(answer.message).toBe('Only a MASH manager can do that. You can take the referral and ask the referrer.');
});

it('The decision form asks for the decision, the action and the reasons, and keeps what was filled in', async () => {
  const form = await opens(mo, reference, 'Record decision');
  shows(form, 'Only you see this form.', 'NOT KNOWN IF THE CARER KNOWS');
  shows(form, aChild['Child’s name'], `Worry: ${aChild['What worries you']}`);
  shows(form, 'Consent: They were not asked', 'Not said: signs');
  await form.presses('Confirm decision', { 'What action': 'Visit today.' });
  shows(form, 'Choose a decision.', 'Give the reasons.');
  contains(inBoxes(form), 'Visit today.');
  isHeaded(caseCard(ana, reference), reference);
});

it('Of two managers with open forms the first decides, and the second is told whose decision it was and when', async () => {
  const second = await opens(ana, reference, 'Record decision');
  second.fills(filledIn('The later one.'));
  await caseCard(mo, reference).presses('Confirm decision', filledIn('Visit today.'));
  await second.presses('Confirm decision');
  expect(second.sees().text).toMatch(
    /Mo Hussain decided this at \d\d:\d\d, \w+ \d+ \w+\. Nothing of yours was recorded\./,
  );
  shows(second, 'Visit today.');
  await hears(jane, 'The MASH has decided', 'Visit today.');
  lacks(JSON.stringify(jane.chat()), 'The later one.');
});

it('Two managers who decide in the same moment make one decision, and the other hears whose it is', async () => {
  const other = await arrives(world, sid);
  const forms = [caseCard(mo, other), caseCard(ana, other)];
  for (const form of forms) await form.presses('Record decision');
  await Promise.all(forms.map((form, at) => form.presses('Confirm decision', filledIn(`Action ${at + 1}.`))));
  const refused = forms.filter((form) => form.has('Nothing of yours was recorded.'));
  expect(refused).toHaveLength(1);
  await hears(sid, 'The MASH has decided');
  expect(await seesLine(mo, other, 'Decided')).toHaveLength(1);
  const notices = JSON.stringify(sid.chat().filter(({ summary }) => summary?.includes('decided')));
  expect(new Set(notices.match(/Action \d\./g)).size).toBe(1);
});

it('A decided case does not offer to record a decision, and has one decision in its thread', async () => {
  const { buttons } = await seesCase(pat, reference, 'DECIDED');
  expect(buttons).toEqual(['The whole decision', 'Everything', 'Ask the referrer', 'Tell the referrer', 'More']);
  expect(await seesLine(mo, reference, 'Decided')).toHaveLength(1);
});

it('The referrer reads only what the manager allows', async () => {
  const other = await arrives(world, tom);
  await decides(ana, other, {
    'What action': 'Raid at dawn on Flint Street.',
    'Immediate protection': 'Yes',
    'What protection': 'Police protection',
    'What may': 'We are acting today. Please stay away from the house.',
  });
  const { text } = await hears(tom, 'The MASH has decided');
  contains(text, 'We are acting today. Please stay away from the house.', 'by Ana Silva, MASH manager');
  lacks(text, 'should do now', 'nothing more');
  lacks(JSON.stringify(tom.chat()), 'Flint Street');
  await seesCase(mo, other, 'Yes: Police protection');
});

it('The referrer reads the manager’s own words on what to do now, and nothing where the manager wrote none', async () => {
  const other = await arrives(world, bea);
  await decides(mo, other, { 'What should': 'Keep her in the cubicle and ring me.' });
  const { text } = await hears(bea, 'The MASH has decided');
  expect(text).toMatch(/What you should do now\nKeep her in the cubicle and ring me\.\nWhat will be done\n/);
  contains(text, 'If things change, or you see the child again, ring');
  lacks(text, 'You need do nothing');
  contains(text, 'Please do not tell them.');
  await seesReceipt(bea, other, 'Keep her in the cubicle and ring me.');
  await seesCase(ana, other, 'DECIDED', 'What the referrer should do now\nKeep her in the cubicle and ring me.');
  await until(() => mo.thread(other).map(wordsOf).join('\n').includes('Keep her in the cubicle'));
  const form = await opens(mo, other, 'More', 'Correct the decision');
  contains(inBoxes(form), 'Keep her in the cubicle and ring me.');
  await form.presses('Confirm correction', { 'What should': '' });
  lacks((await hears(bea, 'The MASH has corrected its decision')).text, 'should do now');
});

it('A manager cannot decide a referral that they made themselves', async () => {
  const ownReferral = await arrives(world, mo);
  const answer = await caseCard(mo, ownReferral).presses('Record decision');
  expect(answer.message).toBe('You made this referral, so a colleague or the escalation contact must do that.');
  await decides(ana, ownReferral, filledIn('Hers.'));
  await hears(mo, 'The MASH has decided', 'Hers.');
});

it('Of two people who take a referral the second is told who was first', async () => {
  const taken = await arrives(world, jane);
  const staleCard = caseCard(ana, taken).sees();
  await caseCard(pat, taken).presses('Take this referral');
  await ana.on(staleCard).presses('Take this referral');
  shows(caseCard(ana, taken), 'Pat Lee has taken this referral already.');
  expect(await seesLine(mo, taken, 'Taken')).toHaveLength(1);
});
