import { beforeAll, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, inBoxes, isHeaded, lacks, shows } from './expecting.ts';
import type { CardActions } from './person.ts';
import { hears, repliesInText } from './waiting.ts';
import {
  aboutJane,
  aChild,
  allOf,
  arrives,
  beginsCheck,
  caseCard,
  inChat,
  refers,
  writtenReferralInThread,
} from './walks.ts';

const world = aWorld();
const { jane, tom, mo, until } = world;
let card: CardActions;
beforeAll(async () => {
  card = await beginsCheck(jane);
  await card.presses('No');
});

it('A text that is too long is refused with its limit and not cut, and the other answers of the form are saved', async () => {
  await card.presses('Continue', { ...aboutJane, 'Your role': 'r'.repeat(101) });
  isHeaded(card, 'Who is referring?');
  shows(card, 'Role: at most 100 characters. Please shorten it. Nothing was cut.');
  contains(inBoxes(card), 'r'.repeat(101), 'Jane Okafor');
  await card.presses('Continue', { 'Your role': 'nurse' });
  const tooLong = `${'w'.repeat(3000)}!`;
  await card.presses('Go through more signs', { 'Child’s name': 'Girl', 'What worries you': tooLong });
  shows(card, 'Worry: at most 3,000 characters. Please shorten it. Nothing was cut.');
  contains(inBoxes(card), tooLong, 'Girl');
});

it('A text of exactly the limit is taken, with characters counted as a person counts them', async () => {
  const atLimit = '👧'.repeat(2999).concat('.');
  await card.presses('Go through more signs', { 'What worries you': atLimit });
  isHeaded(card, 'About the situation');
  await card.presses('Back');
  contains(inBoxes(card), atLimit);
  await card.presses('Go through more signs', { 'What worries you': 'Shorter.' });
});

it('A note of the check that is too long is refused, and the ticks are kept', async () => {
  await card.presses('Continue', 'Continue', { Seen: ['2 ·'], Note: 'n'.repeat(1001) });
  contains(card.sees().headings[0], 'Carer and household');
  shows(card, 'The note: at most 1,000 characters.');
  contains(inBoxes(card), 'n'.repeat(1001), 'T05');
});

it('A typed text that is too long for its box is kept beside the questions, and asked again', async () => {
  await repliesInText(tom.says('start', 'no', '2', 't'.repeat(101)), 'I kept your words', 'Your name');
  await repliesInText(tom.says('Tom Reed'), 'Phone, for');
});

it('A question, an answer and a decision that are too long are refused, and shown again', async () => {
  const reference = await arrives(world, jane, { child: aChild });
  const form = caseCard(mo, reference);
  await form.presses('Ask the referrer', 'Send question', { 'Your question': 'q'.repeat(2001) });
  shows(form, 'At most 2,000 characters. Please shorten it. Nothing was cut.');
  expect(inBoxes(form)).toEqual(['q'.repeat(2001)]);
  await form.presses('Send question', { 'Your question': 'Where?' });
  const question = inChat(jane, 'Where?');
  await hears(jane, 'Where?');
  await question.presses('Send answer', { 'Your answer': 'a'.repeat(2001) });
  shows(question, 'At most 2,000 characters. Please shorten it. Nothing was cut.');
  expect(inBoxes(question)).toEqual(['a'.repeat(2001)]);
  await question.presses('Send answer', { 'Your answer': 'At home.' });
  await form.presses('Record decision', 'Confirm decision', {
    Decision: 'Other action',
    'What action': 'd'.repeat(2001),
    Reasons: 'The burn.',
    'Concern about': 'No',
  });
  shows(form, 'At most 2,000 characters.');
  contains(inBoxes(form), 'd'.repeat(2001), 'The burn.');
  lacks(allOf(world.ana.thread(reference)), 'ddd');
});

it('A long text within the limit reaches the MASH whole, in numbered parts in the thread', async () => {
  const longWorry = `${'Every word counts. '.repeat(150)}END-OF-WORRY`;
  const reference = await refers(jane, {
    child: { ...aChild, 'What worries you': longWorry },
    consent: { Why: `${'z'.repeat(980)}END-OF-WHY` },
  });
  await until(() => writtenReferralInThread(mo, reference));
  contains(allOf(mo.thread(reference)), longWorry, `${'z'.repeat(980)}END-OF-WHY`);
  shows(caseCard(mo, reference), 'whole text in the thread');
  doesNotShow(caseCard(mo, reference), 'END-OF-WORRY');
});
