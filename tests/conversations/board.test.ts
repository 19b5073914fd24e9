import { DatabaseSync } from 'node:sqlite';
import { beforeAll, expect, it } from '@jest/globals';
import { CaseId } from '../../src/base/reference.ts';
import { ReadRecord, readsIn } from '../../src/store/reads.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { assessments, profiles, referrals } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { passesToAssessment } from './assessing.ts';
import { contains, isHeaded, lacks, shows } from './expecting.ts';
import type { CardActions, Person } from './person.ts';
import { aChild, allOf, arrives, asksAtDesk, decides, inChat, listOf, textsOf } from './walks.ts';

const world = aWorld({ clockStands: true, env: { ASSESSMENT_CHANNEL_ID: assessments.id } });
const { jane, tom, mo, ana, pat, sue, sid, teams } = world;
let hanh: string;
let inCare: string;
let passed: string;
beforeAll(async () => {
  hanh = await arrives(world, jane, {
    child: { ...aChild, 'Child’s name': 'Hanh Tran', 'Age or': 'about 14', 'When will they next': 'in 90 minutes' },
  });
  inCare = await arrives(world, tom, {
    child: { ...aChild, 'Child’s name': 'Kofi Mensah', 'Age or': '16', 'In care': 'Yes' },
  });
  passed = await arrives(world, tom, { child: { ...aChild, 'Child’s name': 'Boy Topaz', 'Age or': '12' } });
  await passesToAssessment(world, passed);
});

function readsOf(what: ReadRecord['case']): ReadRecord[] {
  const db = new DatabaseSync(world.sqlitePath, { timeout: 5000 });
  const rows = db.prepare("SELECT body FROM documents WHERE kind = 'read' ORDER BY id").all();
  db.close();
  return rows.map(({ body }) => ReadRecord.parse(JSON.parse(String(body)))).filter((read) => read.case === what);
}

async function boardInChat(person: Person, words = 'board'): Promise<CardActions> {
  await person.says(words);
  return inChat(person, 'What happens next first');
}

async function boardOfTeam(person: Person): Promise<CardActions> {
  const [answer] = await person.mentions('board', { thread: teams.opensThread(assessments.id) });
  return person.on((card) => card.activityId === answer?.id);
}

/** Until `ends`, no read can be stored. */
function readsFail() {
  const db = new DatabaseSync(world.sqlitePath, { timeout: 5000 });
  db.exec(
    "CREATE TRIGGER noreads BEFORE INSERT ON documents WHEN NEW.kind = 'read' BEGIN SELECT RAISE(ABORT, 'no'); END",
  );
  return () => {
    db.exec('DROP TRIGGER IF EXISTS noreads');
    db.close();
  };
}

it('What tells children apart is recorded before it is shown: if it cannot be recorded, nothing is shown', async () => {
  const ends = readsFail();
  const list = await asksAtDesk(ana, 'board');
  const answer = await list.presses('Show which child');
  lacks(JSON.stringify(answer), 'H. T.');
  lacks(list.sees().text, 'H. T.');
  ends();
});

it('“Show which child” shows initials or a description, age and agency to who presses, and to nobody else', async () => {
  const list = await asksAtDesk(mo, 'board');
  await list.presses('Show which child');
  shows(list, 'H. T., about 14 · Health', 'Only you see this');
  const shared = ana.on(({ activityId }) => activityId === list.sees().activityId);
  lacks(shared.sees().text, 'H. T.', 'Health', 'about 14');
});

it('No agency or organisation is shown of a child in care', async () => {
  const list = await listOf(mo, 'open');
  const { text } = list.sees();
  expect(text.slice(text.indexOf(inCare))).toMatch(/K\. M\., 16\n/);
  shows(list, 'CHILD IN CARE');
});

it('A list is one chained entry that names its cases, once for a person and hour, and stands in the access log of each', async () => {
  const lists = readsOf('list').filter(({ by }) => by === mo.profile.objectId);
  expect(lists.map(({ cases }) => cases)).toEqual([[hanh, inCare]]);
  expect(lists[0]?.link.number).toBe(1);
  const list = await listOf(mo, 'open');
  await list.presses('Look again');
  expect(readsOf('list').filter(({ by }) => by === mo.profile.objectId)).toHaveLength(1);
  await (await listOf(mo, 'all')).presses('Look again');
  expect(readsOf('list').filter(({ by }) => by === mo.profile.objectId)).toHaveLength(2);
  const store = sqliteStore(world.sqlitePath, 'HT');
  const ofHanh = await readsIn(store).of(CaseId.parse(hanh));
  await store.close();
  expect(ofHanh.filter(({ by, how }) => by === mo.profile.objectId && how === 'list')).toHaveLength(2);
});

it('In the own chat of a manager, the board has no fact until a press, and each row leads to its case in the channel', async () => {
  const board = await boardInChat(mo);
  isHeaded(board, 'Board');
  shows(board, hanh, '2 wait · 1 URGENT · 0 overdue · 0 with unread news');
  lacks(board.sees().text, 'H. T.', 'Health');
  contains(JSON.stringify(board.sees().json), 'https://teams.microsoft.com/l/message/');
  await board.presses('Show which child');
  shows(inChat(mo, 'Only you see this'), 'H. T., about 14 · Health');
  const mine = (await boardInChat(mo, 'mine')).sees();
  contains(mine.text, 'None of these. “All that waits” shows what waits.', '2 wait');
  expect(mine.buttons).toEqual(['All that waits']);
});

it('A practitioner whom no list names has the board in their own chat, because they are in the channel now', async () => {
  shows(await boardInChat(pat), hanh);
});

it('Somebody who is not in the channel any more, or never was, sees nothing of the board', async () => {
  const board = await boardInChat(mo);
  teams.members.delete(profiles.mo);
  contains(allOf(await mo.says('due')), 'Teams does not list you in the MASH channel');
  const answer = await board.presses('Show which child');
  contains(JSON.stringify(answer), 'Teams does not list you in the MASH channel');
  lacks(JSON.stringify(answer), 'H. T.');
  teams.members.add(profiles.mo);
  lacks(allOf(await sid.says('board')), hanh);
});

it('While Teams does not say who is in the channel, the board is not shown', async () => {
  const board = await boardInChat(mo);
  const fault = teams.faults.add({ match: ({ path }) => path.includes('members'), trouble: { status: 502 } });
  const answer = await board.presses('Show which child');
  fault.end();
  contains(JSON.stringify(answer), 'Teams did not tell me who you are');
  lacks(JSON.stringify(answer), 'H. T.');
});

it('In the Assessment channel the board holds the cases of that team, and no others', async () => {
  const board = await boardOfTeam(sue);
  isHeaded(board, 'Board');
  shows(board, '1 with you', passed, 'Sue Marsh has it');
  lacks(board.sees().text, hanh, inCare, 'Boy');
  await board.presses('Show which child');
  shows(board, 'Boy, 12 · ');
  await board.presses(`Open: ${passed}`);
  shows(board, 'Boy Topaz');
  await board.presses('Back to the list');
  isHeaded(board, 'Board');
  lacks(board.sees().text, hanh);
});

it('“assessment”, “decided”, “closed” and “all” list what no decision waits for, and the board does not', async () => {
  lacks((await asksAtDesk(mo, 'board')).sees().text, passed);
  for (const words of ['assessment', 'decided', 'all'])
    shows(await listOf(mo, words), passed, 'Passed to the Assessment team');
  isHeaded(await asksAtDesk(mo, 'closed'), 'Closed: 0');
});

const keptBoards = () =>
  teams.delivered(referrals.id).filter((message) => allOf([message]).includes('at least every 15 minutes'));

it('A manager keeps a board in the channel, which is written again at most once a minute and shows no fact', async () => {
  const board = await asksAtDesk(pat, 'board');
  expect((await board.presses('Keep it up to date here')).message).toBe('Only a MASH manager can do that.');
  contains(JSON.stringify(await mo.on(board.sees()).presses('Keep it up to date here')), 'I keep a board here');
  await world.pass(75);
  await world.until(() => keptBoards().length === 1);
  const text = allOf(keptBoards());
  contains(text, hanh, inCare, '2 wait', 'Show which child');
  lacks(text, 'H. T.', 'K. M.', 'about 14', ' left', 'Only you', '"alert":true');
  const third = await arrives(world, tom);
  await world.pass(20);
  await world.rests();
  lacks(allOf(keptBoards()), third);
  await world.pass(75);
  await world.until(() => allOf(keptBoards()).includes(third));
  await decides(mo, third);
  await world.pass(75);
  await world.until(() => !allOf(keptBoards()).includes(third));
  expect(keptBoards()).toHaveLength(1);
});

it('A kept board to which nothing happens is written again each quarter of an hour, so that an old one shows', async () => {
  const timeOn = () => /At (\d\d:\d\d)/.exec(allOf(keptBoards()))?.[1];
  const before = timeOn();
  await world.pass(16 * 60);
  await world.until(() => timeOn() !== before);
  expect(keptBoards()).toHaveLength(1);
});

it('The board is kept no more once a manager says so', async () => {
  await (await asksAtDesk(mo, 'board')).presses('Keep it no more');
  await world.pass(75);
  await world.until(() => keptBoards().length === 0);
  contains(allOf(teams.delivered(referrals.id)), 'This board is kept no more');
});

it('“board” in another channel or a group chat answers with no case', async () => {
  for (const where of ['general', 'group chat'] as const)
    expect(textsOf(await mo.mentions('board', where))).not.toContain('HT-');
});
