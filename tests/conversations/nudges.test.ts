import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from './person.ts';
import { aboutJane, aChild, beginsCheck, inChat, summariesIn, wordsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

const idleReminder = 'MASH Referrals: you have a check that is not sent';
const writingReminder = 'MASH Referrals: your phone call needs a written referral';

const pack = {
  extends: 'hertfordshire-2016',
  clocks: {
    idleDraft: { remind: ['PT1S', 'PT2S'] },
    writtenConfirmation: { within: 'PT3S', remind: ['PT1S'], overdueEvery: 'PT1S' },
  },
};

describe('a check that is left unfinished', () => {
  let world: World;
  const reminders = (who: Person, summary: string): string[] =>
    who.chat().flatMap((message) => (message.summary === summary ? [wordsOf(message)] : []));

  beforeAll(async () => {
    world = await startWorld({ clockStands: true, pack });
    const phoned = await beginsCheck(world.jane);
    await phoned.presses('Yes, now');
    await phoned.presses('I have phoned');
    await phoned.presses('Continue', { Phone: '01632 960 014' });
    await phoned.presses('Continue', aboutJane);
    const card = await beginsCheck(world.tom);
    await card.presses('No');
    await card.presses('Continue', { ...aboutJane, 'Your name': 'Tom Reed' });
    await card.presses('Continue to the check', { 'Child’s name': 'Girl Citrine', 'What worries you': 'Burn.' });
  });
  afterAll(() => world.stop());

  it('The author of an idle check is reminded twice, without a word of the child', async () => {
    for (const count of [1, 2]) {
      await world.pass(1);
      await world.until(() => reminders(world.tom, idleReminder).length === count);
    }
    const { text, buttons } = inChat(world.tom, 'Your check is not sent').sees();
    expect(text).toContain('It is saved, and nobody has seen it.');
    expect(text).not.toContain('Citrine');
    expect(buttons).toEqual(['Go on', 'My referrals']);
  });

  it('A referrer who phoned is reminded of the written referral, and again when it is overdue', async () => {
    for (let seconds = 0; seconds < 3; seconds += 1) {
      await world.pass(1);
      await world.rests();
    }
    expect(reminders(world.jane, writingReminder)).toHaveLength(3);
    const [first, ...more] = reminders(world.jane, writingReminder);
    expect(first).toMatch(/It is due by \d\d:\d\d, \w+ \d+ \w+\. \(§8\.2\)/);
    expect(more.at(-1)).toContain('late is better than not');
    expect(reminders(world.jane, writingReminder).join()).not.toContain('0163');
  });

  it('The author of an idle check is reminded no more often than the pack says', () => {
    expect(reminders(world.tom, idleReminder)).toHaveLength(2);
    expect(reminders(world.jane, idleReminder)).toHaveLength(2);
  });

  it('“Go on” in a reminder opens the check where it was, and a check that is sent brings no more reminders', async () => {
    const { jane, tom } = world;
    await inChat(tom, 'Your check is not sent').presses('Go on');
    expect(tom.sees().headings).toEqual(['About the situation']);
    await tom.presses('Check answers');
    await inChat(jane, 'You phoned. Please write too.').presses('Go on');
    await jane.presses('Check answers', aChild);
    for (const who of [jane, tom]) {
      await who.presses('Yes');
      await who.presses('Continue', { Why: 'He may be involved.' });
      await who.presses('Submit referral');
    }
    const allReminders = () =>
      [jane, tom].flatMap((who) =>
        summariesIn(who.chat()).filter((line) => [idleReminder, writingReminder].includes(line)),
      );
    const remindersBefore = allReminders();
    await world.pass(60);
    await world.rests();
    expect(allReminders()).toEqual(remindersBefore);
  });
});
