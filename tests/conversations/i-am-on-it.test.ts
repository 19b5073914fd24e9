import { beforeAll, describe, expect, it } from '@jest/globals';
import { newCaseId } from '../../src/base/reference.ts';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import { hears, replies, repliesInText, seesCase, seesReceipt } from './waiting.ts';
import { allOf, arrives, caseCard, decides, inChat, refers } from './walks.ts';

const clocks = { decision: { within: 'PT1H', remind: ['PT4S'], escalate: 'PT8S', overdueEvery: 'PT1H' } };

const world = aWorld({ clockStands: true, pack: { extends: 'hertfordshire-2016', clocks } });
const { jane, tom, mo, ana, pat, dee, pass } = world;

describe('a reminder in a manager’s own chat', () => {
  let reference: string;
  beforeAll(async () => {
    for (const who of [mo, ana, dee]) await who.says('hi');
    reference = await refers(jane, {
      child: {
        'Child’s name': 'Girl Beryl',
        'What worries you': 'Burn Onyx.',
        'When will they next': 'not before tomorrow',
      },
    });
  });

  it('A reminder says that nobody has the case, and what “I am on it” does', async () => {
    await pass(4);
    for (const who of [mo, ana]) {
      const { buttons } = await hears(who, reference, 'Nobody has taken it. “I am on it” puts your name on it.');
      expect(buttons).toEqual(['I am on it', 'Show the number', 'Open in channel']);
    }
  });

  it('Somebody outside the MASH can do nothing with a reminder that was passed on to them', async () => {
    for (const other of [tom, jane]) {
      const passedOn = { ...inChat(mo, reference).sees(), conversationId: other.chatId };
      contains(allOf([await other.on(passedOn).presses('I am on it')]), 'I cannot open that');
      await replies(other.says(`I am on it ${reference}`), 'I cannot open that');
    }
    shows(caseCard(mo, reference), 'nobody has taken it');
  });

  it('“I am on it” takes the case in one press: the reminder becomes “You have it”, and the channel says who', async () => {
    const card = inChat(mo, reference);
    const { activityId } = card.sees();
    await card.presses('I am on it');
    const message = await hears(mo, 'You have it');
    expect([message.activityId, message.buttons]).toEqual([activityId, ['Show the number', 'Open in channel']]);
    await seesCase(mo, reference, 'taken by Mo Hussain');
    await seesReceipt(jane, reference, '✓  Seen by the MASH');
  });

  it('The reminders of everybody else are changed in place when a manager takes the case', async () => {
    expect((await hears(ana, 'Mo Hussain has it')).buttons).toEqual(['Open in channel']);
    expect(allOf(ana.chat())).not.toMatch(/Beryl|Onyx|01632/);
  });

  it('A typed “I’m on it” about a case that somebody has is answered with who has it', async () => {
    await pass(4);
    await hears(dee, 'You are the escalation contact', 'Mo Hussain is on it since');
    await replies(ana.says(`I'm on it ${reference.toLowerCase()}`), 'Mo Hussain has it');
  });

  it('“I am on it” after the decision is answered with when it was decided, and by whom', async () => {
    const second = await arrives(world, tom);
    await pass(4);
    const old = await hears(ana, second, '“I am on it” puts your name on it.');
    await decides(mo, second);
    await hears(ana, 'Decided at');
    const answer = allOf([await ana.on(old).presses('I am on it')]);
    expect(answer).toMatch(/Decided at \d\d:\d\d, \w+ \d+ \w+, by Mo Hussain/);
    contains(answer, 'You need do nothing.');
    await replies(dee.says(`on it ${second}`), 'by Mo Hussain');
  });

  it('The escalation contact can take a case by typing “I am on it”', async () => {
    const third = await arrives(world, tom);
    await replies(dee.says(`I am on it ${third}`), 'You have it');
    await seesCase(mo, third, 'taken by Dee Alvarez');
  });

  it('“I am on it” needs no reference while one case waits, one where several wait, and does nothing for a case that does not exist', async () => {
    lacks(allOf(await mo.says('I am on it')), 'You have it');
    const fourth = await arrives(world, tom);
    lacks(allOf(await tom.says('on it')), 'You have it');
    lacks(allOf(await tom.says('i have it')), 'You have it');
    await replies(dee.says('i’ll take this one'), 'You have it');
    await seesCase(mo, fourth, 'taken by Dee Alvarez');
    await arrives(world, tom);
    await arrives(world, jane);
    lacks(allOf(await dee.says('I am on it')), 'You have it');
    await repliesInText(mo.says(`on it ${newCaseId('HT')}`), 'I cannot put your name on that.');
  });
});

describe('the person who has a case', () => {
  it('The person who has a case is reminded of it, on duty or not', async () => {
    await pat.says('hi');
    await mo.mentions('on duty');
    const reference = await arrives(world, jane);
    await caseCard(pat, reference).presses('Take this referral');
    await pass(4);
    const { buttons } = await hears(pat, reference, 'Undecided.', 'Pat Lee is on it since');
    expect(buttons).toEqual(['Show the number', 'Open in channel']);
  });
});
