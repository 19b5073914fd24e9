import { beforeAll, describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, isHeaded, lacks, shows } from './expecting.ts';
import type { CardActions, Person } from './person.ts';
import { hears, replies, seesCase } from './waiting.ts';
import {
  aboutJane,
  allOf,
  asks,
  beginsCheck,
  caseCard,
  decides,
  fillsInTheRest,
  inChat,
  listOf,
  receipt,
  referenceInButtons,
  summariesIn,
  wordsOf,
} from './walks.ts';
import { startWorld } from './world.ts';

/** The referrer presses “Yes, now” and “I have phoned”, and gives a number if asked. @returns the card of the check */
async function rings(person: Person): Promise<CardActions> {
  const card = await beginsCheck(person);
  await card.presses('Yes, now', 'I have phoned');
  if (card.sees().headings.includes('Which number can the MASH ring?'))
    await card.presses('Continue', { Phone: '01632 960 014' });
  return card;
}

/** The referrer goes back, and says that they did not ring. */
async function takesBack(card: CardActions): Promise<void> {
  while (!card.sees().buttons.includes('Continue to the written referral')) await card.presses('Back');
  await card.presses('Continue to the written referral');
}

const world = aWorld();
const { jane, sid, bea, ash, liz, mo, ana, pat, until } = world;

describe('a call that the referrer recorded', () => {
  let card: CardActions;
  let reference: string;
  beforeAll(async () => {
    for (const who of [mo, world.ana]) await who.says('hi');
    card = await rings(jane);
    reference = referenceInButtons(card);
    await seesCase(mo, reference, '01632 960 014');
  });

  it('A call that the referrer recorded is in the list of open cases, and “find” finds it by its reference', async () => {
    for (const words of ['board', `find ${reference}`]) {
      const listed = allOf(await mo.mentions(words));
      contains(listed, reference, 'BY PHONE, NOT IN WRITING YET', 'URGENT');
    }
  });

  it('The card of a call says whom to ring, and a member who takes the call has it under “mine”', async () => {
    const { text, buttons } = caseCard(pat, reference).sees();
    contains(text, '01632 960 014', 'Awaiting decision · nobody has taken it');
    expect(buttons).toEqual(expect.arrayContaining(['Take this referral', 'Record decision']));
    await caseCard(pat, reference).presses('Take this referral');
    shows(await listOf(pat, 'mine'), reference);
  });

  it('A call that somebody has taken stays a case, even when the referrer says that they did not ring', async () => {
    await takesBack(card);
    const shared = await seesCase(mo, reference, 'The referrer says that they did not ring', 'taken by Pat Lee');
    contains(shared.buttons, 'Record decision');
  });

  it('A manager can decide a call before anything is written, and the referrer hears the decision', async () => {
    await decides(mo, reference, { 'What action': 'A social worker rings today.', Reasons: 'The call.' });
    await hears(jane, 'The MASH has decided');
    shows(inChat(jane, 'The MASH has decided'), 'A social worker rings today.');
    await replies(mo.mentions('board'), reference, 'DECIDED, STILL IN DANGER');
  });

  it('The referrer can still send the written referral after the decision, which stays as it was', async () => {
    await jane.says('my referrals');
    expect(jane.sees().text).toMatch(new RegExp(`Not sent yet · ${reference}\\n.*The MASH decided`));
    await card.presses('Continue', aboutJane);
    await fillsInTheRest(card);
    await card.presses('Submit referral');
    await seesCase(mo, reference, 'Girl, about 14', 'DECIDED');
    shows(receipt(jane, reference), 'A social worker rings today.');
    await until(() => summariesIn(mo.thread(reference)).some((each) => each.includes('Written referral')));
  });
});

// A call about a child in danger

const alertTo = (who: Person, reference: string) =>
  who.chat().find(({ summary }) => summary?.startsWith(`URGENT ${reference}`));

it('The card of a call without a number says once what to press, and leaves out the questions that the referrer was not asked', async () => {
  const card = await beginsCheck(bea);
  await card.presses('Yes, now', 'I have phoned');
  const shared = await seesCase(mo, referenceInButtons(card));
  contains(shared.text, 'Who refers\nBea Novak\nNo number yet: press “Ask the referrer”.\n');
  expect(shared.text).not.toMatch(/Not asked|not given|Ring the referrer|Ring first/);
  contains(shared.buttons, 'Ask the referrer');
});

it('A call about a child in danger alerts the managers at once, and goes on ringing when the referrer says that they did not ring', async () => {
  for (const who of [mo, ana]) await who.says('hi');
  const card = await rings(sid);
  const reference = referenceInButtons(card);
  const alert = await until(() => alertTo(ana, reference) && alertTo(mo, reference));
  expect(alert.summary).toMatch(/: rang \d\d:\d\d \w{3}, nobody has it$/);
  expect(wordsOf(alert)).toMatch(/They rang at \d\d:\d\d\. Nobody has taken it\./);
  lacks(allOf([alert]), 'in writing'); // by the time somebody reads this, it may be
  await takesBack(card);
  const shared = await seesCase(mo, reference, 'The referrer says that they did not ring', 'URGENT');
  contains(shared.text, /Immediate danger or about to be moved: Yes, said by \d\d:\d\d/);
  expect(alertTo(mo, reference)).toBeDefined();
  contains(allOf(await mo.mentions('board')), reference);
});

// A call whose draft is deleted

it('A call whose draft was deleted still waits: its card says whom to ring, and the referrer hears the decision', async () => {
  const card = await rings(ash);
  const reference = referenceInButtons(card);
  await card.presses('Continue', aboutJane, 'Go through more signs', {
    'Child’s name': 'Girl Zircon',
    'What worries you': 'Burn Topaz.',
  });
  await replies(ash.says('delete this draft', 'delete it'), 'what you wrote of the child');
  const shared = await seesCase(mo, reference, 'The referrer deleted this draft.', '01632 960 014');
  contains(shared.buttons, 'Record decision');
  await decides(mo, reference, { 'What action': 'We ring you.', Reasons: 'The call.' });
  await hears(ash, 'The MASH has decided');
  expect(allOf(mo.thread(reference))).toMatch(/Girl Zircon/); // the MASH keeps what it was told of a child in danger
});

it('The MASH can ask about a call, and the referrer’s typed answer comes onto its card', async () => {
  const card = await rings(liz);
  const reference = referenceInButtons(card);
  await seesCase(pat, reference);
  await asks(pat, reference, 'Where are you now?');
  await hears(liz, 'Where are you now?');
  await liz.says('answer: at the front desk');
  await seesCase(pat, reference, 'at the front desk');
  isHeaded(card, 'Who is referring?'); // the check is where it was
});

// A call that nobody decides, with 24 hours as five seconds

it('When nobody decides a call, the managers are reminded, the escalation contact is told and the call is overdue, like any other case', async () => {
  const decision = { within: 'PT5S', remind: ['PT1S'], escalate: 'PT3S', overdueEvery: 'PT1H' };
  await using world = await startWorld({
    clockStands: true,
    pack: { extends: 'hertfordshire-2016', clocks: { decision } },
  });
  for (const who of [world.mo, world.ana, world.dee]) await who.says('hi');
  const reference = referenceInButtons(await rings(world.jane));
  for (const seconds of [1, 2, 2.1]) await world.pass(seconds);
  for (const who of [world.mo, world.dee])
    await world.until(() => summariesIn(who.chat()).some((line) => line.startsWith(`${reference} undecided`)));
  await hears(world.jane, 'The decision is overdue');
  await seesCase(world.mo, reference, 'OVERDUE');
  shows(await listOf(world.mo, 'overdue'), reference);
});

describe('what a referrer changes before anything is in writing', () => {
  const other = aWorld();
  it('A changed number comes 1:1 to who has the case, and it says that it is new', async () => {
    await other.ana.says('hi');
    const card = await rings(other.jane);
    const reference = referenceInButtons(card);
    await seesCase(other.mo, reference, '01632 960 014');
    await caseCard(other.ana, reference).presses('Take this referral');
    await card.presses('Continue', { ...aboutJane, Phone: '01632 960 099' });
    await seesCase(other.mo, reference, '01632 960 099');
    const { text } = await hears(other.ana, 'The referrer changed what they said of danger, or whom to ring');
    contains(text, 'NEW INFORMATION since', 'Ana Silva has the case.');
    lacks(text, '960 099');
  });
});
