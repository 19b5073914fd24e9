import { expect, it } from '@jest/globals';
import { referrals } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, isHeaded, lacks, shows } from './expecting.ts';
import { hears, seesCase, seesLine, seesReceipt } from './waiting.ts';
import {
  aboutJane,
  aChild,
  allOf,
  arrives,
  beginsCheck,
  caseCard,
  continuesToChild,
  decides,
  referenceOn,
  summariesIn,
  toCheckAnswers,
} from './walks.ts';

// Pressing twice, pressing old cards, and a second device

const world = aWorld();
const { jane, tom, mo, ana, pat, sid, until } = world;
let reference: string;

const posted = () => world.teams.delivered(referrals.id).filter(({ summary }) => summary?.includes('eferral HT-'));

it('Two presses on “Submit referral” send one referral, and both are answered with its receipt', async () => {
  const card = await toCheckAnswers(jane);
  const answers = await card.doubleClicks('Submit referral');
  reference = referenceOn(card);
  for (const answer of answers) contains(JSON.stringify(answer.card), reference);
  await seesReceipt(jane, reference, 'Delivered to the MASH');
  await until(() => mo.thread(reference).length === 2);
  expect(posted()).toHaveLength(1);
  await jane.repeats();
  await jane.says('my referrals');
  expect(jane.sees().text.match(/HT-/g)).toHaveLength(1);
});

it('Two presses on “Take this referral” take it once', async () => {
  await caseCard(pat, reference).doubleClicks('Take this referral');
  await seesLine(mo, reference, 'Taken');
  await pat.repeats();
  expect(summariesIn(mo.thread(reference)).filter((line) => line.includes('Taken'))).toHaveLength(1);
});

it('Two presses on “Send question” ask once', async () => {
  const form = caseCard(pat, reference);
  await form.presses('Ask the referrer');
  await form.doubleClicks('Send question', { 'Your question': 'Where is she?' });
  await hears(jane, 'Where is she?');
  await pat.repeats();
  await seesCase(mo, reference, 'Where is she?');
  expect(caseCard(mo, reference).sees().text.split('Where is she?')).toHaveLength(2);
  expect(summariesIn(jane.chat()).filter((line) => line.includes('has a question'))).toHaveLength(1);
});

it('Two presses on “Confirm decision” decide once, and the referrer is told once', async () => {
  const form = caseCard(mo, reference);
  await form.presses('Record decision');
  const decision = {
    Decision: 'Other action',
    'What action': 'Visit today.',
    Reasons: 'The burn.',
    'Concern about': 'No',
  };
  const answers = await form.doubleClicks('Confirm decision', decision);
  for (const answer of answers) lacks(JSON.stringify(answer.card), 'Nothing of yours was recorded');
  await mo.repeats();
  await seesLine(mo, reference, 'The referrer has been told');
  const decisions = () => summariesIn(mo.thread(reference)).filter((line) => line.includes(': Decided'));
  await until(() => decisions().length > 0);
  expect(decisions()).toHaveLength(1);
  expect(summariesIn(jane.chat()).filter((line) => line.includes('has decided'))).toHaveLength(1);
});

it('Two presses on an answer of the check move one step', async () => {
  const card = await beginsCheck(jane);
  await card.doubleClicks('No');
  isHeaded(card, 'The child and your worry');
  doesNotShow(card, 'out of date');
  await card.doubleClicks('Go through more signs', aChild);
  isHeaded(card, 'About the situation');
  await card.presses('Back');
  contains(Object.values(card.sees().values), 'Untreated burn.');
});

it('Two presses on “No” of the welcome begin one check', async () => {
  await tom.says('hi');
  await tom.doubleClicks('No');
  await tom.says('my referrals');
  expect(tom.sees().text.match(/Not sent yet/g)).toHaveLength(1);
});

it('“Yes, now” on the welcome, while a check is open, brings the numbers and asks which child; neither answer loses it', async () => {
  await tom.says('menu');
  await tom.presses('Yes, now');
  shows(tom, 'Ring 999 now', 'You have a check that is not sent');
  await tom.presses('It is the same child');
  isHeaded(tom, 'Ring now. Write later.');
  await tom.says('menu');
  await tom.presses('Yes, now', 'Start a new one');
  isHeaded(tom, 'Ring now. Write later.');
});

it('An old card of the check changes nothing and shows the present step', async () => {
  const card = await beginsCheck(tom);
  const atDanger = card.sees();
  await continuesToChild(card, { about: { ...aboutJane, 'Your name': 'Tom Reed' } });
  await card.presses('Go through more signs', { ...aChild, 'What worries you': 'The true words.' });
  await tom.on(atDanger).presses('Yes, now');
  isHeaded(tom, 'About the situation');
  shows(tom, 'That card was out of date, so nothing on it was saved. Here is where you are.');
  await tom.presses('Finish and send', 'They were not asked', 'Continue', { Could: 'Yes', Why: 'He may be involved.' });
  shows(tom, 'Immediate danger: No', 'The true words.');
});

it('An old card of a sent check shows the receipt and sends nothing again', async () => {
  const old = tom.sees();
  await tom.presses('Submit referral');
  const sent = referenceOn(tom);
  for (const button of ['Submit referral', 'Back', 'Change: Consent']) {
    const answer = allOf([await tom.on(old).presses(button)]);
    contains(answer, 'Decision due by');
    lacks(answer, 'The true words.');
  }
  await seesCase(mo, sent);
  expect(posted().filter(({ summary }) => summary?.includes(sent))).toHaveLength(1);
});

it('A second device goes on where the first one was, and the first one is told that its card is old', async () => {
  const phone = world.secondDeviceOf('jane');
  const card = await beginsCheck(jane);
  await card.presses('No');
  const onFirst = card.sees();
  await phone.says('my referrals');
  await phone.presses('Go on');
  isHeaded(phone, 'The child and your worry');
  await phone.presses('Go through more signs', { 'What worries you': 'From the phone.' }, 'Continue');
  await jane.on(onFirst).presses('Go through more signs', { 'What worries you': 'From the desk.' });
  shows(jane, 'That card was out of date');
  await phone.presses('Finish and send', 'They were not asked', 'Continue', {
    Could: 'Yes',
    Why: 'He may be involved.',
  });
  shows(phone, 'From the phone.');
  doesNotShow(phone, 'From the desk.');
});

it('An old shared card of a decided case decides nothing', async () => {
  const other = await arrives(world, jane);
  const old = caseCard(ana, other).sees();
  await decides(mo, other);
  await ana.on(old).presses('Record decision');
  shows(caseCard(ana, other), 'Mo Hussain decided this at');
  await ana.on(old).presses('Take this referral');
  shows(caseCard(ana, other), 'Mo Hussain decided this at');
  lacks(summariesIn(mo.thread(other)).join(), 'Taken');
});

it('“add:” and “missing:” count once when Teams sends them again, even after something else came in', async () => {
  const sidsCase = await arrives(world, sid);
  const secondDevice = world.secondDeviceOf('sid');
  const lines = (what: string) => summariesIn(mo.thread(sidsCase)).filter((line) => line.includes(what)).length;
  await sid.says('add: The first news.');
  await secondDevice.says('add: The second news.');
  await sid.repeats();
  await sid.says('missing: told the police at nine, log 12');
  await secondDevice.says('found: she is home');
  await sid.repeats();
  await until(() => lines('found') === 1);
  await secondDevice.says('add: The last news.');
  await until(() => JSON.stringify(mo.thread(sidsCase).at(-1)).includes('The last news.'));
  expect(lines('Added by the referrer')).toBe(3);
  expect(lines('MISSING')).toBe(1);
});
