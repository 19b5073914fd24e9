import { beforeAll, describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, isHeaded, lacks, shows } from './expecting.ts';
import { hour, later, longWords, shortWords } from './london.ts';
import type { CardActions } from './person.ts';
import { seesCase } from './waiting.ts';
import { aboutJane, aChild, beginsCheck, receipt, referenceOn } from './walks.ts';

describe('a child in immediate danger', () => {
  const world = aWorld();
  const { jane, mo } = world;
  let card: CardActions;
  let reference: string;
  beforeAll(async () => {
    card = await beginsCheck(jane);
  });

  it('A check asks about immediate danger before anything else', () => {
    const { headings, buttons, inputs } = card.sees();
    expect(headings).toEqual(['Is the child in immediate danger, or about to be moved?']);
    expect(buttons).toEqual(['Yes, now', 'No', 'Not known']);
    expect(inputs).toEqual([]);
  });

  it('“Yes, now” brings the numbers before any box to fill in, and says that the bot has rung nobody', async () => {
    await card.presses('Yes, now');
    const { text, buttons, inputs } = card.sees();
    expect(inputs).toEqual([]);
    expect(text.indexOf('999')).toBeLessThan(text.indexOf('0300 123 4043'));
    contains(text, 'I have not called anyone for you.');
    expect(buttons).toEqual(['I have phoned', 'Continue to the written referral', 'Back']);
  });

  it('“I have phoned” records the call at once, and asks only for a number to ring back', async () => {
    await card.presses('I have phoned');
    isHeaded(card, 'Which number can the MASH ring?');
    expect(card.sees().inputs).toEqual(['Phone, for the MASH to ring (required)']);
    expect(card.sees().text).toMatch(/Your call is recorded: \d\d:\d\d, .*\. The 24 hours run from it\./);
  });

  it('A referrer who goes back from the recorded call is asked when they rang and who took it', async () => {
    await card.presses('Back');
    expect(card.sees().values['When did you ring? For example “just now” or “14:20” (required)']).toBe('just now');
    isHeaded(card, 'You have phoned');
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
    expect(card.sees().values['Who took the call?']).toBe('Call handler Ann');
    expect(card.sees().values['When did you ring? For example “just now” or “14:20” (required)']).toBe(typed);
  });

  it('The card repeats in words when the call was', async () => {
    await card.presses('Continue', { 'When did': '2 hours ago' });
    const called = later(new Date(), -2 * hour);
    const readings = [called, later(called, -60_000)].map((at) => `I read that as ${longWords(at)}`);
    isHeaded(card, 'Which number can the MASH ring?');
    expect(readings.some((words) => card.has(words))).toBe(true);
  });

  it('The 24 hours for the decision run from the call', async () => {
    await card.presses(
      'Continue',
      { Phone: '01632 960 014' },
      'Continue',
      aboutJane,
      'Check answers',
      aChild,
      'Yes',
      'Continue',
      { Why: 'He may be involved.' },
      'Submit referral',
    );
    reference = referenceOn(card);
    const due = later(new Date(), 22 * hour);
    const words = [due, later(due, -60_000)].map((at) => `Decision due by ${shortWords(at)}`);
    expect(words.some((each) => receipt(jane, reference).has(each))).toBe(true);
  });

  it('The MASH’s card says URGENT, and that the call came first', async () => {
    const { text } = await seesCase(mo, reference, 'Phoned first, ');
    contains(text, 'URGENT');
  });

  it('A referrer can write without ringing, and can go back and change the answer that the child is in danger', async () => {
    const other = await beginsCheck(world.tom);
    await other.presses('Yes, now', 'Continue to the written referral');
    isHeaded(other, 'Who is referring?');
    await other.presses('Back');
    isHeaded(other, 'Ring now. Write later.');
    await other.presses('Back', 'Not known');
    isHeaded(other, 'Who is referring?');
    await other.presses(
      'Continue',
      { ...aboutJane, 'Your name': 'Tom Reed' },
      'Check answers',
      aChild,
      'Yes',
      'Continue',
      { Why: 'He may be involved.' },
      'Submit referral',
    );
    const calm = referenceOn(other);
    const { text } = await seesCase(mo, calm);
    lacks(text, 'URGENT', 'Phoned first');
  });
});
