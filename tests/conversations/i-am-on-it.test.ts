import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newCaseId } from '../../src/base/reference.ts';
import { allOf, caseCard, decides, inChat, receipt, refers, textsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

const clocks = { decision: { within: 'PT1H', remind: ['PT4S'], escalate: 'PT8S', overdueEvery: 'PT1H' } };

describe('a reminder in a manager’s own chat', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld({ clockStands: true, pack: { extends: 'hertfordshire-2016', clocks } });
    for (const who of [world.mo, world.ana, world.dee]) await who.says('hi');
    reference = await refers(world.jane, { child: { 'Child’s name': 'Girl Beryl', 'What worries you': 'Burn Onyx.' } });
  });
  afterAll(() => world.stop());

  it('A reminder says that nobody has the case, and what “I am on it” does', async () => {
    const { mo, ana } = world;
    await world.pass(4);
    for (const who of [mo, ana]) {
      const { text, buttons } = await world.until(() => inChat(who, reference).sees());
      expect(text).toContain('Nobody has taken it. “I am on it” puts your name on it.');
      expect(buttons).toEqual(['I am on it', 'Open in channel']);
    }
  });

  it('Somebody outside the MASH can do nothing with a reminder that was passed on to them', async () => {
    const { tom, jane, mo } = world;
    for (const other of [tom, jane]) {
      const passedOn = { ...inChat(mo, reference).sees(), conversationId: other.chatId };
      const answer = await other.on(passedOn).presses('I am on it');
      expect(allOf([answer])).toContain('I cannot open that');
      expect(allOf(await other.says(`I am on it ${reference}`))).toContain('I cannot open that');
    }
    expect(caseCard(mo, reference).sees().text).toContain('nobody has taken it');
  });

  it('“I am on it” takes the case in one press: the reminder becomes “You have it”, and the channel says who', async () => {
    const { mo, jane } = world;
    const card = inChat(mo, reference);
    const { activityId } = card.sees();
    await card.presses('I am on it');
    const message = mo.on((each) => each.activityId === activityId);
    await world.until(() => message.sees().text.includes('You have it'));
    expect(message.sees().buttons).toEqual(['Open in channel']);
    await world.until(() => caseCard(mo, reference).sees().text.includes('taken by Mo Hussain'));
    await world.until(() => receipt(jane, reference).sees().text.includes('✓  Seen by the MASH'));
  });

  it('The reminders of everybody else are changed in place when a manager takes the case', async () => {
    const { ana } = world;
    await world.until(() => inChat(ana, 'Mo Hussain has it').sees());
    expect(inChat(ana, reference).sees().buttons).toEqual(['Open in channel']);
    expect(allOf(ana.chat())).not.toMatch(/Beryl|Onyx|01632/);
  });

  it('A typed “I’m on it” about a case that somebody has is answered with who has it', async () => {
    const { ana, dee } = world;
    await world.pass(4);
    const old = await world.until(() => inChat(dee, 'You are the escalation contact').sees());
    expect(old.text).toContain('Mo Hussain has it.');
    expect(allOf(await ana.says(`I'm on it ${reference.toLowerCase()}`))).toContain('Mo Hussain has it');
  });

  it('“I am on it” after the decision is answered with when it was decided, and by whom', async () => {
    const { mo, ana, dee } = world;
    const second = await refers(world.tom);
    await world.pass(4);
    const old = await world.until(() => {
      const seen = inChat(ana, second).sees();
      return seen.buttons.includes('I am on it') && seen;
    });
    await world.until(() => caseCard(mo, second).sees());
    await decides(mo, second);
    await world.until(() => inChat(ana, 'Decided at').sees());
    const answer = await ana.on(old).presses('I am on it');
    expect(allOf([answer])).toMatch(/Decided at \d\d:\d\d, \w+ \d+ \w+, by Mo Hussain/);
    expect(allOf([answer])).toContain('You need do nothing.');
    expect(allOf(await dee.says(`on it ${second}`))).toContain('by Mo Hussain');
  });

  it('The escalation contact can take a case by typing “I am on it”', async () => {
    const { mo, dee } = world;
    const third = await refers(world.tom);
    await world.until(() => caseCard(mo, third).sees());
    expect(allOf(await dee.says(`I am on it ${third}`))).toContain('You have it');
    await world.until(() => caseCard(mo, third).sees().text.includes('taken by Dee Alvarez'));
  });

  it('“I am on it” needs a reference, and does nothing for a case that does not exist', async () => {
    const { mo } = world;
    expect(allOf(await mo.says('I am on it'))).not.toContain('You have it');
    expect(textsOf(await mo.says(`on it ${newCaseId('HT')}`))).toContain('I cannot put your name on that.');
  });
});

describe('the person who has a case', () => {
  it('The person who has a case is reminded of it, on duty or not', async () => {
    const world = await startWorld({ clockStands: true, pack: { extends: 'hertfordshire-2016', clocks } });
    const { mo, ana, pat, jane } = world;
    for (const who of [mo, ana, pat]) await who.says('hi');
    await mo.mentions('on duty');
    const reference = await refers(jane);
    await world.until(() => caseCard(pat, reference).sees());
    await caseCard(pat, reference).presses('Take this referral');
    await world.pass(4);
    const { text, buttons } = await world.until(() => inChat(pat, reference).sees());
    expect(text).toContain('Undecided.');
    expect(text).toContain('Pat Lee has it.');
    expect(buttons).toEqual(['Open in channel']);
    await world.stop();
  });
});
