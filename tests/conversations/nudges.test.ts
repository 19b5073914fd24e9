import { beforeAll, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, isHeaded, lacks } from './expecting.ts';
import type { Person } from './person.ts';
import { aboutJane, aChild, beginsCheck, inChat, summariesIn, wordsOf } from './walks.ts';

const idleReminder = 'MASH Referrals: you have a check that is not sent';
const writingReminder = 'MASH Referrals: your phone call needs a written referral';

const pack = {
  extends: 'hertfordshire-2016',
  clocks: {
    idleDraft: { remind: ['PT1S', 'PT2S'] },
    writtenConfirmation: { within: 'PT3S', remind: ['PT1S'], overdueEvery: 'PT1S' },
    quiet: { from: '00:00', until: '00:00' }, // the tests may run at night
  },
};

const world = aWorld({ clockStands: true, pack });
const { jane, tom, pass, rests } = world;
const reminders = (who: Person, summary: string): string[] =>
  who.chat().flatMap((message) => (message.summary === summary ? [wordsOf(message)] : []));

beforeAll(async () => {
  const phoned = await beginsCheck(jane);
  await phoned.presses('Yes, now', 'I have phoned', 'Continue', { Phone: '01632 960 014' }, 'Continue', aboutJane);
  const card = await beginsCheck(tom);
  await card.presses('No', 'Continue', { ...aboutJane, 'Your name': 'Tom Reed' }, 'Go through more signs', {
    'Child’s name': 'Girl Citrine',
    'What worries you': 'Burn.',
  });
});

it('The author of an idle check is reminded twice, without a word of the child', async () => {
  for (const count of [1, 2]) {
    await pass(1);
    await world.until(() => reminders(tom, idleReminder).length === count);
  }
  const { text, buttons } = inChat(tom, 'Your check is not sent').sees();
  contains(text, 'It is saved, and nobody has seen your answers.');
  lacks(text, 'Citrine');
  expect(buttons).toEqual(['Go on', 'My referrals']);
});

it('A referrer who phoned is reminded of the written referral, and again when it is overdue', async () => {
  for (let seconds = 0; seconds < 3; seconds += 1) {
    await pass(1);
    await rests();
  }
  expect(reminders(jane, writingReminder)).toHaveLength(3);
  const [first, ...more] = reminders(jane, writingReminder);
  contains(first, /It is due by \d\d:\d\d, \w+ \d+ \w+\./);
  contains(more.at(-1), 'late is better than not');
  lacks(reminders(jane, writingReminder).join(), '0163');
});

it('The author of an idle check is reminded no more often than the pack says', () => {
  expect(reminders(tom, idleReminder)).toHaveLength(2);
  expect(reminders(jane, idleReminder)).toHaveLength(2);
});

it('“Go on” in a reminder opens the check where it was, and a check that is sent brings no more reminders', async () => {
  await inChat(tom, 'Your check is not sent').presses('Go on');
  isHeaded(tom, 'About the situation');
  await tom.presses('Finish and send');
  await inChat(jane, 'You phoned. Please write too.').presses('Go on');
  await jane.presses('Finish and send', aChild);
  for (const who of [jane, tom]) {
    await who.presses(
      'They were not asked',
      'Continue',
      { Could: 'Yes', Why: 'He may be involved.' },
      'Submit referral',
    );
  }
  const allReminders = () =>
    [jane, tom].flatMap((who) =>
      summariesIn(who.chat()).filter((line) => [idleReminder, writingReminder].includes(line)),
    );
  const remindersBefore = allReminders();
  await pass(60);
  await rests();
  expect(allReminders()).toEqual(remindersBefore);
});
