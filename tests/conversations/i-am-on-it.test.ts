import { beforeAll, describe, expect, it } from '@jest/globals';
import { newCaseId } from '../../src/base/reference.ts';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import { allOf, arrives, caseCard, decides, inChat, receipt, refers, textsOf } from './walks.ts';
import { startWorld } from './world.ts';

const clocks = { decision: { within: 'PT1H', remind: ['PT4S'], escalate: 'PT8S', overdueEvery: 'PT1H' } };

describe('a reminder in a manager’s own chat', () => {
  const world = aWorld({ clockStands: true, pack: { extends: 'hertfordshire-2016', clocks } });
  const { jane, tom, mo, ana, dee, until, pass } = world;
  let reference: string;
  beforeAll(async () => {
    for (const who of [mo, ana, dee]) await who.says('hi');
    reference = await refers(jane, { child: { 'Child’s name': 'Girl Beryl', 'What worries you': 'Burn Onyx.' } });
  });

  it('A reminder says that nobody has the case, and what “I am on it” does', async () => {
    await pass(4);
    for (const who of [mo, ana]) {
      const { text, buttons } = await until(() => inChat(who, reference).sees());
      contains(text, 'Nobody has taken it. “I am on it” puts your name on it.');
      expect(buttons).toEqual(['I am on it', 'Open in channel']);
    }
  });

  it('Somebody outside the MASH can do nothing with a reminder that was passed on to them', async () => {
    for (const other of [tom, jane]) {
      const passedOn = { ...inChat(mo, reference).sees(), conversationId: other.chatId };
      const answer = await other.on(passedOn).presses('I am on it');
      contains(allOf([answer]), 'I cannot open that');
      contains(allOf(await other.says(`I am on it ${reference}`)), 'I cannot open that');
    }
    shows(caseCard(mo, reference), 'nobody has taken it');
  });

  it('“I am on it” takes the case in one press: the reminder becomes “You have it”, and the channel says who', async () => {
    const card = inChat(mo, reference);
    const { activityId } = card.sees();
    await card.presses('I am on it');
    const message = mo.on((each) => each.activityId === activityId);
    await until(() => message.has('You have it'));
    expect(message.sees().buttons).toEqual(['Open in channel']);
    await until(() => caseCard(mo, reference).has('taken by Mo Hussain'));
    await until(() => receipt(jane, reference).has('✓  Seen by the MASH'));
  });

  it('The reminders of everybody else are changed in place when a manager takes the case', async () => {
    await until(() => inChat(ana, 'Mo Hussain has it').sees());
    expect(inChat(ana, reference).sees().buttons).toEqual(['Open in channel']);
    expect(allOf(ana.chat())).not.toMatch(/Beryl|Onyx|01632/);
  });

  it('A typed “I’m on it” about a case that somebody has is answered with who has it', async () => {
    await pass(4);
    const old = await until(() => inChat(dee, 'You are the escalation contact').sees());
    contains(old.text, 'Mo Hussain has it.');
    contains(allOf(await ana.says(`I'm on it ${reference.toLowerCase()}`)), 'Mo Hussain has it');
  });

  it('“I am on it” after the decision is answered with when it was decided, and by whom', async () => {
    const second = await refers(tom);
    await pass(4);
    const old = await until(() => {
      const seen = inChat(ana, second).sees();
      return seen.buttons.includes('I am on it') && seen;
    });
    await until(() => caseCard(mo, second).sees());
    await decides(mo, second);
    await until(() => inChat(ana, 'Decided at').sees());
    const answer = await ana.on(old).presses('I am on it');
    expect(allOf([answer])).toMatch(/Decided at \d\d:\d\d, \w+ \d+ \w+, by Mo Hussain/);
    contains(allOf([answer]), 'You need do nothing.');
    contains(allOf(await dee.says(`on it ${second}`)), 'by Mo Hussain');
  });

  it('The escalation contact can take a case by typing “I am on it”', async () => {
    const third = await arrives(world, tom);
    contains(allOf(await dee.says(`I am on it ${third}`)), 'You have it');
    await until(() => caseCard(mo, third).has('taken by Dee Alvarez'));
  });

  it('“I am on it” needs a reference, and does nothing for a case that does not exist', async () => {
    lacks(allOf(await mo.says('I am on it')), 'You have it');
    contains(textsOf(await mo.says(`on it ${newCaseId('HT')}`)), 'I cannot put your name on that.');
  });
});

describe('the person who has a case', () => {
  it('The person who has a case is reminded of it, on duty or not', async () => {
    const world = await startWorld({ clockStands: true, pack: { extends: 'hertfordshire-2016', clocks } });
    const { mo, ana, pat, jane } = world;
    for (const who of [mo, ana, pat]) await who.says('hi');
    await mo.mentions('on duty');
    const reference = await arrives(world, jane);
    await caseCard(pat, reference).presses('Take this referral');
    await world.pass(4);
    const { text, buttons } = await world.until(() => inChat(pat, reference).sees());
    contains(text, 'Undecided.', 'Pat Lee has it.');
    expect(buttons).toEqual(['Open in channel']);
    await world.stop();
  });
});
