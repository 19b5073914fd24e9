import { beforeAll, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { later, shortWords } from './london.ts';
import { hears } from './waiting.ts';
import { allOf, arrives, decides, refers, summariesIn } from './walks.ts';

const minute = 60_000;
const child = (leaves: string) => ({
  'Child’s name': 'Girl Zircon',
  'When will they next': leaves,
  'What worries you': 'Burn Topaz.',
});

/**
 * The reminder before the child leaves comes 34 minutes before: in 6 minutes for a child who leaves in 40 minutes, when
 * the alarm at sending is five minutes old.
 */

// A child who is about to leave the referrer’s sight

const world = aWorld({
  clockStands: true,
  pack: { extends: 'hertfordshire-2016', clocks: { leavesSight: { before: 'PT34M' } } },
});
const { jane, tom, mo, ana, until, pass } = world;
let soon: string;
let decided: string;
let inTwentyMinutes: string;
let tomorrow: string;
let typedAt: Date;
const remindersTo = (who: 'mo' | 'ana' | 'dee', id: string): string[] =>
  summariesIn(world[who].chat()).filter((line) => line.startsWith(`${id} undecided`));
const alertsTo = (who: 'mo' | 'ana', id: string): string[] =>
  summariesIn(world[who].chat()).filter((line) => line.startsWith(`URGENT ${id}: act before`));
const remindersInThread = (id: string): string[] =>
  summariesIn(mo.thread(id)).filter((line) => line.startsWith(`${id}: Undecided`));

beforeAll(async () => {
  for (const who of [mo, ana, world.dee]) await who.says('hi');
  decided = await arrives(world, jane, { child: child('in 40 minutes') });
  await decides(mo, decided);
  typedAt = world.now();
  soon = await refers(jane, { child: child('in 40 minutes') });
  inTwentyMinutes = await refers(tom, { child: child('in 20 minutes') });
  tomorrow = await refers(tom, { child: child('tomorrow 15:30') });
});

it('A child who leaves within two hours alerts the managers at once, without a reminder in the same moment', async () => {
  await pass(1);
  for (const id of [soon, inTwentyMinutes])
    await until(() => alertsTo('mo', id).length === 1 && alertsTo('ana', id).length === 1);
  expect(remindersTo('mo', inTwentyMinutes)).toEqual([]);
});

it('Every manager is reminded before the child leaves, with the reference and the times and nothing else', async () => {
  await pass(6 * 60);
  await until(() => remindersTo('mo', soon).length === 1 && remindersTo('ana', soon).length === 1);
  const leaves = [0, 1].map((past) => shortWords(later(typedAt, (40 + past) * minute)));
  const at = leaves.find((time) => remindersTo('mo', soon)[0]?.includes(time));
  expect(remindersTo('ana', soon)).toEqual([`${soon} undecided, child leaves sight ${at}`]);
  const { text, buttons } = await hears(mo, `Undecided. The child leaves the referrer’s sight at ${at}`);
  expect(text).toMatch(/Decision due by \d\d:\d\d/);
  expect(buttons).toEqual(['I am on it', 'Show the number', 'Open in channel']);
  expect(allOf([...mo.chat(), ...ana.chat()])).not.toMatch(/Zircon|Topaz|Jane|burn|01632/i);
});

it('The thread shows the reminder that the child is leaving, and nobody above the managers gets it', async () => {
  await until(() => remindersInThread(soon).length === 1);
  expect(remindersInThread(soon)[0]).toMatch(
    /Undecided\. Child leaves the referrer’s sight at .*\. Reminding: managers$/,
  );
  expect(remindersTo('dee', soon)).toEqual([]);
});

it('A decided case sends no reminder that the child is leaving', () => {
  // Its reminder would have come before the other one, which has come.
  expect(remindersTo('mo', decided)).toEqual([]);
  expect(remindersInThread(decided)).toEqual([]);
});

it('A reminder that the child is leaving comes once, and not before its day', () => {
  expect(alertsTo('mo', inTwentyMinutes)).toHaveLength(1);
  expect(alertsTo('mo', tomorrow)).toEqual([]);
  expect(remindersTo('mo', soon)).toHaveLength(1);
  expect(remindersTo('mo', tomorrow)).toEqual([]);
});
