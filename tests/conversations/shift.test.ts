import { beforeAll, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { isHeaded, lacks, shows } from './expecting.ts';
import type { CardActions, Person } from './person.ts';
import { hears, seesCase } from './waiting.ts';
import { aChild, allOf, arrives, asksAtDesk, caseCard } from './walks.ts';

import { startWorld } from './world.ts';

const world = aWorld();
const { jane, tom, mo, ana, pat, gus } = world;
const urgently = { child: { ...aChild, 'When will they next': 'in 90 minutes' } };
let first: string;
let second: string;
let urgent: string;
let nobodys: string;
beforeAll(async () => {
  [first, second] = [await arrives(world, jane), await arrives(world, tom)];
  urgent = await arrives(world, jane, urgently);
  nobodys = await arrives(world, tom);
  for (const reference of [first, second, urgent]) await caseCard(mo, reference).presses('Take this referral');
});

async function shiftOf(person: Person): Promise<CardActions> {
  const card = await asksAtDesk(person, 'shift');
  await card.presses('Show my shift');
  return card;
}

it('“shift” shows what a person has, what nobody has, and how many each has, only to them and without a fact', async () => {
  const card = await shiftOf(mo);
  isHeaded(card, 'What the shift leaves');
  shows(card, 'You have 3 cases', 'Nobody has 1 case', nobodys, 'Mo Hussain: 3', 'Only you see this');
  expect(card.sees().text).not.toMatch(/Girl|Boy|burn/);
  const shared = ana.on(({ activityId }) => activityId === card.sees().activityId);
  lacks(shared.sees().text, first);
});

it('The whole shift is handed over in one press; the colleague hears of it once, and once more of each urgent case', async () => {
  const card = await shiftOf(mo);
  await card.presses('Hand mine over');
  shows(card, 'Choose a colleague.');
  await card.presses('Hand mine over', { 'Who takes over': 'Ana Silva' });
  shows(card, '3 cases handed to Ana Silva. I told them.');
  for (const says of ['2 cases in all', urgent]) // one may come before or after the other
    await world.until(() =>
      ana.chat().some((each) => /hands it to you/.test(allOf([each])) && allOf([each]).includes(says)),
    );
  expect(allOf(ana.chat()).split('hands it to you')).toHaveLength(3);
});

it('Until the colleague takes a case, nobody has it', async () => {
  for (const reference of [first, second, urgent])
    await seesCase(pat, reference, 'handed, not taken yet, to Ana Silva');
});

it('The colleague takes the ordinary cases in one press, and each urgent one by itself', async () => {
  const card = await shiftOf(ana);
  shows(card, 'Handed to you, not taken yet: 3');
  await card.presses('Take what I was handed');
  shows(card, 'You have taken 2 cases.', `URGENT: take each on its own card: ${urgent}`);
  for (const reference of [first, second]) await seesCase(pat, reference, 'Ana Silva');
  await seesCase(pat, urgent, 'handed, not taken yet, to Ana Silva');
});

it('What a colleague refers themselves is not handed to them', async () => {
  const own = await arrives(world, ana);
  await caseCard(mo, own).presses('Take this referral');
  const card = await shiftOf(mo);
  await card.presses('Hand mine over', { 'Who takes over': 'Ana Silva' });
  shows(card, `Not handed, because it is their own referral or somebody was first: ${own}`);
});

it('Guests cannot hand over a shift', async () => {
  lacks(allOf(await gus.mentions('shift')), 'HT-');
});

it('An urgent case that came with a shift rings again as if nobody had it, until the colleague takes it', async () => {
  await using other = await startWorld({ clockStands: true });
  const reference = await arrives(other, other.jane, urgently);
  await caseCard(other.mo, reference).presses('Take this referral');
  await other.pass(60);
  lacks(allOf(other.ana.chat()), 'not taken yet');
  const card = await asksAtDesk(other.mo, 'shift');
  await card.presses('Show my shift', 'Hand mine over', { 'Who takes over': 'Pat Lee' });
  await other.pass(2);
  await hears(other.ana, reference, 'Handed to Pat Lee, not taken yet');
  await caseCard(other.pat, reference).presses('Take this referral');
  await other.pass(20 * 60);
  await seesCase(other.mo, reference, 'Pat Lee');
});
