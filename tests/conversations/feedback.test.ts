import { beforeAll, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import { hears, seesCase, seesLine } from './waiting.ts';
import { allOf, arrives, caseCard, decides, opens, summariesIn, wordsOf } from './walks.ts';

const world = aWorld();
const { jane, tom, mo, ana, pat } = world;
let reference: string;
beforeAll(async () => {
  reference = await arrives(world, jane, {
    child: { 'Child’s name': 'Amara', 'What worries you': 'Untreated burn.' },
  });
});

const opensForm = async (person = pat) => {
  const card = await opens(person, reference, 'More', 'Was the referral clear?');
  return card;
};

it('“Was the referral clear?” is offered only after the decision', async () => {
  const card = await opens(pat, reference, 'More');
  lacks(card.sees().buttons, 'Was the referral clear?');
  await card.presses('Back to the card');
  await decides(mo, reference);
  await seesCase(pat, reference, 'DECIDED');
});

it('“Was the referral clear?” asks for a choice, and for what was missing where something was', async () => {
  const form = await opensForm();
  shows(form, 'Do not name the child or say anything about the case.');
  await form.presses('Send to the referrer');
  shows(form, 'Choose one of the two.');
  await form.presses('Send to the referrer', { 'Was it clear': 'Something was missing' });
  shows(form, 'Say what was missing, so that it helps next time.');
  await form.presses('Send to the referrer', { 'What would help': 'x'.repeat(501) });
  shows(form, 'At most 500 characters. Please shorten it. Nothing was cut.');
});

it('The feedback comes into the referrer’s own chat, kindly, with nothing about the child', async () => {
  const form = caseCard(pat, reference);
  await form.presses('Send to the referrer', { 'What would help': 'Say when you saw it, and who told you.' });
  const { text } = await hears(
    jane,
    'A note from the MASH',
    'Something was missing.\nSay when you saw it, and who told you.',
    'Thank you for making this referral.',
  );
  expect(text).toMatch(/Pat Lee, \d\d:\d\d/);
  expect(text).not.toMatch(/Amara|burn/);
  contains(summariesIn(jane.chat()), `${reference}: a note from the MASH`);
  const [line] = await seesLine(mo, reference, 'Feedback to the referrer');
  contains(wordsOf(line ?? {}), 'Say when you saw it, and who told you.');
});

it('The feedback is given once, and is no longer offered to a colleague', async () => {
  const late = await opens(ana, reference, 'More');
  lacks(late.sees().buttons, 'Was the referral clear?');
  await late.presses('Back to the card');
  expect(summariesIn(jane.chat()).filter((each) => each.includes('a note from the MASH'))).toHaveLength(1);
});

it('A second member who gives feedback is told who gave it first', async () => {
  const other = await arrives(world, tom);
  await decides(mo, other);
  await seesCase(mo, other, 'Referrer\nSent to them');
  const form = await opens(pat, other, 'More', 'Was the referral clear?');
  const second = await opens(ana, other, 'More', 'Was the referral clear?');
  await form.presses('Send to the referrer', { 'Was it clear': 'Yes' });
  await second.presses('Send to the referrer', { 'Was it clear': 'Something', 'What would help': 'Too late.' });
  shows(second, 'Pat Lee has told the referrer already. It is said only once.');
  await hears(tom, 'Your referral was clear.');
  lacks(allOf(tom.chat()), 'Too late.');
});
