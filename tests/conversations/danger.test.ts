import { beforeAll, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { inBoxes, isHeaded, lacks, shows } from './expecting.ts';
import { hour, later, longWords, shortWords } from './london.ts';
import type { CardActions } from './person.ts';
import { seesCase } from './waiting.ts';
import { aboutJane, beginsCheck, fillsInTheRest, receipt, referenceOn } from './walks.ts';

const world = aWorld();
const { jane, mo } = world;
let card: CardActions;
let reference: string;
beforeAll(async () => {
  card = await beginsCheck(jane);
});

it('A check asks about immediate danger before anything else', () => {
  expect(card.sees()).toMatchObject({
    headings: ['Is the child in immediate danger, or about to be moved?'],
    buttons: ['Yes, now', 'No', 'Not known'],
    inputs: [],
  });
});

it('“Yes, now” brings the numbers before any box to fill in, and says that the bot has rung nobody', async () => {
  await card.presses('Yes, now');
  expect(card.sees()).toMatchObject({
    inputs: [],
    buttons: ['I have phoned', 'Continue to the written referral', 'Back'],
  });
  expect(card.sees().text).toMatch(/999[\s\S]*0300 123 4043/);
  shows(card, 'I have not called anyone for you.');
});

it('“I have phoned” records the call at once, and asks only for a number to ring back', async () => {
  await card.presses('I have phoned');
  isHeaded(card, 'Which number can the MASH ring?');
  expect(card.sees().inputs).toEqual(['Phone, for the MASH to ring (required)']);
  expect(card.sees().text).toMatch(/Your call is recorded: \d\d:\d\d, .*\. The 24 hours run from it\./);
});

it('A referrer who goes back from the recorded call is asked when they rang and who took it', async () => {
  await card.presses('Back');
  isHeaded(card, 'You have phoned');
  expect(inBoxes(card)).toEqual([expect.stringMatching(/^\d\d:\d\d$/), '']);
  expect(card.sees().inputs).toEqual([
    'When did you ring? For example “just now” or “14:20” (required)',
    'Who took the call?',
  ]);
});

it.each([
  ['in 3 hours', 'that lies ahead'],
  ['9 days ago 10:00', 'more than 7 days ago'],
  ['when the bell rang', 'could not read that time'],
])('A time of the call like “%s” is asked for again', async (when, refusal) => {
  const typed = when.startsWith('9 days')
    ? longWords(later(new Date(), -9 * 24 * hour)).replace(/^(\S+), \w+ (.*)$/, '$2 $1')
    : when;
  await card.presses('Continue', { 'When did': typed, 'Who took': 'Call handler Ann' });
  isHeaded(card, 'You have phoned');
  shows(card, refusal);
  expect(inBoxes(card)).toEqual([typed, 'Call handler Ann']);
});

it('The card repeats in words when the call was', async () => {
  await card.presses('Continue', { 'When did': '2 hours ago' });
  const called = later(new Date(), -2 * hour);
  const readings = [called, later(called, -60_000)].map((at) => `I read that as ${longWords(at)}`);
  isHeaded(card, 'Which number can the MASH ring?');
  expect(readings.some((words) => card.has(words))).toBe(true);
});

it('The 24 hours for the decision run from the call', async () => {
  await card.presses('Continue', { Phone: '01632 960 014' }, 'Continue', aboutJane);
  await fillsInTheRest(card);
  await card.presses('Submit referral');
  reference = referenceOn(card);
  const due = later(new Date(), 22 * hour);
  const words = [due, later(due, -60_000)].map((at) => `Decision due by ${shortWords(at)}`);
  expect(words.some((each) => receipt(jane, reference).has(each))).toBe(true);
});

it('The MASH’s card says URGENT, and that the call came first', async () => {
  await seesCase(mo, reference, 'Phoned first, ', 'URGENT');
});

it('A referrer can write without ringing, and can go back and change the answer that the child is in danger', async () => {
  const other = await beginsCheck(world.tom);
  await other.presses('Yes, now', 'Continue to the written referral');
  isHeaded(other, 'Who is referring?');
  await other.presses('Back');
  isHeaded(other, 'Ring now. Write later.');
  await other.presses('Back', 'Not known');
  isHeaded(other, 'Who is referring?');
  await other.presses('Continue', aboutJane);
  await fillsInTheRest(other);
  await other.presses('Submit referral');
  lacks((await seesCase(mo, referenceOn(other))).text, 'URGENT', 'Phoned first');
});
