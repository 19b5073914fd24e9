import { beforeAll, expect, it } from '@jest/globals';
import { profiles } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, isHeaded, shows } from './expecting.ts';
import type { Person } from './person.ts';
import { beginsCheck, inChat, referenceInButtons, summariesIn, types } from './walks.ts';

const retention = { source: 'set by the council', drafts: 'P2D' };
const pack = { extends: 'hertfordshire-2016', id: 'short', version: '3', retention };

const admins = `${profiles.ash.objectId},${profiles.dee.objectId}`;
const world = aWorld({ clockStands: true, pack, env: { ADMINS: admins } });
const { jane, mo, ana, dee, ash, until, pass } = world;
let draft: string;
let firstList: string;
beforeAll(async () => {
  draft = referenceInButtons(await beginsCheck(jane));
  await dee.says('hi'); // she is not in the team, so the bot reaches her only in a chat that it knows
});

/** Passes time until 10:00 so many days later. The program looks once a day, from 09:00. */
async function passesToMorning(days: number): Promise<void> {
  const then = new Date(world.now().getTime() + days * 86_400_000);
  then.setUTCHours(10, 0, 0, 0);
  await pass((then.getTime() - world.now().getTime()) / 1000);
  await world.rests();
}
const looks = () => world.log.filter((line) => line.includes('"retention.looked"')).length;
/** Passes time until the program has looked for what is due to be erased. */
async function passesToLook(days: number): Promise<void> {
  const before = looks();
  await passesToMorning(days);
  await until(() => looks() > before);
}
const notices = (person: Person) =>
  summariesIn(person.chat()).filter((summary) => summary.includes('due to be erased'));

it('Erasing by schedule is off until an administrator confirms the periods; the card says so and lists each period', async () => {
  await ash.says('retention');
  isHeaded(ash, 'Erasing by schedule is off');
  shows(
    ash,
    'Nobody has confirmed these periods yet.\nUntil then nothing is erased by itself.',
    'version 3 (set by the council)',
    '2 days',
    '9,131 days',
    '365 days',
  );
  await passesToMorning(5);
  expect([looks(), notices(dee)]).toEqual([0, []]);
});

it('Nobody but an administrator can confirm the periods: a manager sees no button, and a nurse is not heard', async () => {
  await mo.says('retention');
  expect(mo.sees().buttons).toEqual([]);
  contains(await types(mo, 'confirm retention'), 'Only an administrator of this bot confirms');
  await jane.says('confirm retention');
  await mo.says('retention');
  isHeaded(mo, 'Erasing by schedule is off');
});

it('The list for erasing names each case by reference and day, and whoever confirmed the periods cannot release it', async () => {
  await ash.says('retention');
  await ash.presses('Confirm these periods');
  shows(ash, /Confirmed by .* on \d+ \w+ \d{4}/);
  await passesToLook(1);
  await until(() => notices(dee).length > 0 && notices(ash).length > 0);
  const { text, buttons, activityId } = inChat(dee, 'due to be erased').sees();
  firstList = activityId;
  contains(text, draft, /From \d+ \w+ \d{4}/);
  expect(buttons).toEqual(['Release 1', 'Periods']);
  expect([notices(mo), notices(ana)]).toEqual([[], []]); // managers are asked only where there is no second administrator
  await ash.says('release retention');
  shows(ash, 'You confirmed the periods, so somebody else must release. Nothing was released.');
});

it('The second administrator is asked again every week, and nothing is erased that nobody released', async () => {
  await passesToLook(31);
  await until(() => notices(dee).length > 1);
  await jane.says('my referrals');
  doesNotShow(jane, 'Erased');
});

it('A press on an old list for erasing releases nothing, and shows the present one', async () => {
  await dee.on((card) => card.activityId === firstList).presses('Release 1');
  shows(
    dee.on((card) => card.activityId === firstList),
    'The list has changed since.',
  );
});

it('A case that a second person released is erased once its day has come, and its author sees that', async () => {
  await mo.says('retention', 'release retention');
  await passesToLook(1);
  await passesToLook(1);
  await until(() => world.log.some((line) => line.includes('"retention.erased"') && line.includes(draft)));
  await jane.says('my referrals');
  shows(jane, 'Erased');
});

it('An administrator can stop erasing by schedule', async () => {
  await dee.says('retention');
  await dee.presses('Stop erasing by schedule');
  isHeaded(dee, 'Erasing by schedule is off');
  shows(dee, 'Stopped. I erase nothing now. What was released stays, too.');
});
