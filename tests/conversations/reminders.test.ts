import { beforeAll, expect, it } from '@jest/globals';
import { referrals } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import type { Person } from './person.ts';
import { hears, seesCase, seesReceipt } from './waiting.ts';
import { allOf, arrives, caseCard, decides, inChat, noticesTo, receipt, summariesIn, wordsOf } from './walks.ts';

// A referral that nobody decides, with 24 hours as five seconds

const decision = { within: 'PT5S', remind: ['PT1S', 'PT3S'], escalate: 'PT4S', overdueEvery: 'PT2S' };
const world = aWorld({ clockStands: true, pack: { extends: 'hertfordshire-2016', clocks: { decision } } });
const { jane, mo, ana, dee, until, pass } = world;
let reference: string;
const about = (person: Person): string[] => noticesTo(person, reference);
const linesAbout = (words: string): string[] =>
  summariesIn(mo.thread(reference)).filter((line) => line.includes(words));

beforeAll(async () => {
  for (const who of [mo, ana, dee]) await who.says('hi');
  reference = await arrives(world, jane, {
    child: {
      'Child’s name': 'Girl Beryl',
      'What worries you': 'Burn Onyx.',
      'When will they next': 'not before tomorrow',
    },
  });
});

it('Every manager is reminded 1:1, with the reference, the time left and a link to the card', async () => {
  await pass(1);
  await until(() => about(mo).length === 1 && about(ana).length === 1);
  contains(about(mo)[0], /^HT-\S+ undecided, 4 seconds left$/);
  const { text, links, buttons } = inChat(ana, 'Undecided').sees();
  contains(text, /Undecided\. 4 seconds left\nDue by \d\d:\d\d, \w+ \d+ \w+/);
  expect(buttons).toEqual(['I am on it', 'Show the number', 'Open in channel']);
  const card = mo.thread(reference)[0];
  contains(links['Open in channel'], `/${encodeURIComponent(referrals.id)}/${card?.id}`);
  expect(about(dee)).toEqual([]);
  await world.rests();
  expect(linesAbout('Undecided')).toEqual([]); // the channel hears of it when it goes up
});

it('Before the window closes the escalation contact hears how long nobody has decided, and who was told when', async () => {
  for (const seconds of [2, 1]) await pass(seconds);
  await until(() => about(dee).length === 1);
  shows(
    inChat(dee, 'No decision'),
    /No decision for 4 seconds\. 1 second left/,
    /Sent to managers at \d\d:\d\d, \w+ \d+ \w+; \d\d:\d\d/,
    'You are the escalation contact.',
  );
  expect(inChat(dee, 'No decision').sees().buttons).toEqual(['I am on it', 'Open in channel']);
  await until(() => linesAbout(': the escalation contact').length === 1);
  contains(linesAbout('Undecided')[0], /Undecided, 1 second left \(due .*\)\. \w+: the escalation contact$/);
});

it('An overdue decision is told to managers and the escalation contact again and again, and to the referrer once', async () => {
  const overdue = (person: Person): string[] => about(person).filter((line) => line.includes('OVERDUE by'));
  for (const seconds of [1.1, 2]) await pass(seconds);
  await until(() => [mo, ana, dee].every((who) => overdue(who).length >= 2));
  expect(noticesTo(jane, `${reference}: the decision is overdue`)).toHaveLength(1);
  shows(inChat(jane, 'The decision is overdue'), /You may ring:\s+0300 123 4043/);
  shows(receipt(jane, reference), 'The decision is overdue.');
  shows(caseCard(mo, reference), 'OVERDUE', 'No decision recorded');
  contains(caseCard(mo, reference).sees().buttons, 'Record decision');
  expect(linesAbout(': OVERDUE since')).toHaveLength(1);
});

it('No reminder has a word of the case, and notifications show only the reference and times', () => {
  for (const who of [mo, ana, dee]) {
    const reminders = who.chat().filter(({ summary }) => summary?.startsWith(reference));
    expect(reminders.length).toBeGreaterThan(1);
    lacks(allOf(reminders), /Beryl|Onyx|Jane|01632|burn/i);
  }
  lacks(summariesIn(world.teams.delivered(referrals.id)).join(), /Beryl|Onyx|Jane/);
});

it('The clock never decides a case, and no more reminders come once a manager has decided', async () => {
  shows(receipt(jane, reference), 'Decision due by');
  await decides(mo, reference);
  await hears(jane, 'The MASH has decided');
  await seesCase(ana, reference, 'MASH manager · LATE');
  const countsBefore = [mo, ana, dee, jane].map((who) => about(who).length);
  const lines = linesAbout('OVERDUE').length;
  await pass(10); // longer than overdueEvery
  await world.rests();
  expect([mo, ana, dee, jane].map((who) => about(who).length)).toEqual(countsBefore);
  expect(linesAbout('OVERDUE')).toHaveLength(lines);
});

it('A service that was down sends one reminder that states the present position, marked late', async () => {
  reference = await arrives(world, jane);
  await seesReceipt(jane, reference, 'Delivered');
  await world.rests(); // it has finished its work
  await world.halt();
  await pass(3);
  await world.restart();
  for (const who of [mo, ana]) {
    await hears(who, reference);
    shows(inChat(who, reference), 'Undecided. 2 seconds left', 'Late: this could not be said in time');
  }
  await world.rests();
  for (const who of [mo, ana]) expect(about(who)).toHaveLength(1);
  expect(linesAbout('Undecided')).toHaveLength(1);
  contains(mo.thread(reference).map(wordsOf).join(), 'Late: this could not be said in time');
});
