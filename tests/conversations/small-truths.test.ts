import { expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, isHeaded, lacks, shows } from './expecting.ts';
import { seesReceipt } from './waiting.ts';
import {
  aboutJane,
  aChild,
  beginsCheck,
  caseCard,
  continuesToChild,
  continuesUntil,
  inChat,
  receipt,
  refers,
  toCheckAnswers,
} from './walks.ts';

const referAsChild = 'If they may be under 18, refer as a child until somebody has found out.';

// Small things that the bot must get right

const world = aWorld();
const { jane, tom, mo, ana, sid } = world;

it('A referral that its own author takes is not “seen by the MASH” until a colleague says so', async () => {
  const reference = await refers(mo);
  await seesReceipt(mo, reference, 'Delivered');
  await caseCard(mo, reference).presses('Take this referral');
  const shared = caseCard(mo, reference);
  await shared.presses('More');
  contains(JSON.stringify(await shared.presses('Seen')), 'a colleague or the escalation contact must do that');
  mo.opensChat();
  shows(receipt(mo, reference), 'Not yet seen by the MASH');
  const other = caseCard(ana, reference);
  await other.presses('More', 'Seen');
  await seesReceipt(mo, reference, 'Seen by the MASH at');
});

it('A bleep is kept as it was typed, asked about once, and another way to reach the referrer is asked for', async () => {
  const card = await beginsCheck(jane);
  await card.presses('No', 'Continue', { ...aboutJane, 'Phone, for': 'bleep 4412' });
  isHeaded(card, 'The child and your worry');
  shows(card, 'Phone: kept as you wrote it. It does not look like a number to dial.');
  await card.presses('Finish and send', aChild, 'They were not asked', 'Continue', {
    Could: 'Yes',
    Why: 'He may be involved.',
  });
  doesNotShow(card, 'does not look like a number');
  shows(card, 'Phone: bleep 4412', 'Is there another way to reach you?');
  await card.presses('Change: About you', 'Continue', {
    'Someone else they can ring, or another way': 'switchboard 01632 960 000',
  });
  doesNotShow(card, 'Is there another way to reach you?');
  await card.presses('Change: About you', 'Continue', { 'Phone, for': '01632 960 014 ext 31', 'Someone else': '' });
  shows(card, 'Phone: 01632 960 014 ext 31');
  doesNotShow(card, /another way to reach you\?|look like a number/);
});

it('A phone that cannot be dialled does not hold a referral up', async () => {
  const card = await beginsCheck(tom);
  await card.presses('No', 'Continue', { Agency: 'Housing', 'Your name': 'Tom Reed', 'Phone, for': 'ext 31' });
  await card.presses(
    'Finish and send',
    aChild,
    'They were not asked',
    'Continue',
    { Could: 'Yes', Why: 'He may be involved.' },
    'Submit referral',
  );
  shows(card, 'Decision due by');
});

it('“about 19” may be a child, and is not turned away', async () => {
  const card = await beginsCheck(world.ash);
  await continuesToChild(card, { about: { ...aboutJane, 'Your name': 'Ash Kaur' } });
  await card.presses('Go through more signs', { ...aChild, 'Age or date': 'about 19' });
  shows(card, referAsChild);
  await card.presses('Back', 'Go through more signs', { 'Age or date': '17' });
  doesNotShow(card, referAsChild);
});

it.each(['2 · Abuse or neglect', '3 · Old injuries'])(
  'A referrer who ticks “%s…” is told to get medical help first, as with serious injuries',
  async (sign) => {
    const card = await beginsCheck(jane);
    await continuesToChild(card);
    await card.presses('Go through more signs', aChild);
    await continuesUntil(card, 'What your words may describe');
    await card.presses('Continue', { Seen: sign });
    await continuesUntil(card, 'What you have seen');
    shows(card, 'Get medical help first.');
  },
);

/** Expects these words on the card in this order. */
const expectInOrder = (text: string, ...words: string[]) => {
  const places = words.map((each) => text.indexOf(each));
  lacks(places, -1);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
};

it('CEOP comes first after the urgent number, on every card, when sexual exploitation is suspected', async () => {
  const card = await toCheckAnswers(jane);
  await card.presses('Do the check now: Indicator check', 'Continue', { 'Sexual exploitation': 'Yes' });
  await card.presses('Finish and send', 'Change: Consent');
  expectInOrder(card.sees().text, '0300 123 4043', 'CEOP', '0870 000 3344', '01438 737511');
  await card.presses('Finish and send');
  await jane.says('contacts');
  expectInOrder(jane.sees().text, '999', '0300 123 4043', '0870 000 3344', '01438 737511');
  await jane.says('advice');
  expectInOrder(jane.sees().text, 'CEOP', '01438 737511');
  doesNotShow(jane, 'Paladin');
  await card.presses('Submit referral');
  expectInOrder(card.sees().text, '0300 123 4043', 'CEOP', '(not confirmed)', '0870 000 3344', '01438 737511');
});

it('The receipt does not name CEOP when no sexual exploitation is suspected', async () => {
  const reference = await refers(tom);
  doesNotShow(receipt(tom, reference), 'CEOP');
});

it('The police are told of Paladin, without a number', async () => {
  const card = await beginsCheck(sid);
  await continuesToChild(card, { about: { ...aboutJane, Agency: 'Police', 'Your name': 'Sid Ahmed' } });
  await sid.says('advice');
  shows(inChat(sid, 'Paladin'), /Paladin, the police’s specialist team \(2016\)\nNo number yet/);
  await sid.says('contacts');
  expectInOrder(sid.sees().text, '0300 123 4043', 'Paladin', '“CEOP 33');
});

it('The contacts name no body that is gone, and offer none of its numbers to dial', async () => {
  await ana.says('contacts');
  shows(ana, 'Safeguarding Board (now: Hertfordshire Safeguarding Children Partnership)');
  const { text, json } = ana.sees();
  lacks(text.split('\n'), '0844 778 2406', '08431160033', '020 7346 67');
  lacks(JSON.stringify(json), '"tel:');
});
