import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Filled } from '../fakes/filling-in.ts';
import { assessments, general, profiles, referrals } from '../fakes/people.ts';
import { type Instance, type Instances, startInstances } from '../faults/instances.ts';
import { contains, doesNotShow, lacks } from './expecting.ts';
import type { Person } from './person.ts';
import { answerTo, asksForSetUp, emptySetUpEnv, opensSetUp, savesSetUp } from './setting-up.ts';
import { allOf, cardInChannel, caseCard, decides, receipt, refers, wordsOf } from './walks.ts';

const notChosen = 'Only colleagues who work on referrals here can do that.';
const wholeSetUp: Filled = {
  'Channel for': 'Referrals',
  'MASH managers': ['Mo Hussain'],
  'Who else may': ['Pat Lee'],
  'Who hears of it': ['Dee Alvarez'],
  'Disagreements, level 2': ['Ana Silva'],
  'Channel of the Assessment': 'Assessment',
};

let instances: Instances;
let here: Instance;
let elsewhere: Instance;
let ash: Person;
let pat: Person;
let jane: Person;
let earlyReferral: string;
const stored = (): { changes: { what: string[] }[]; level2?: string[] } => {
  const db = new DatabaseSync(instances.sqlitePath, { readOnly: true });
  const row = db.prepare("SELECT body FROM documents WHERE kind = 'settings' AND id = 'setup'").get();
  db.close();
  const setup = JSON.parse(String(row?.body));
  return { ...setup, changes: setup.changes.slice(1) }; // the first entry is of the start, and names the administrators
};
const testPosts = (channelId: string) =>
  instances.teams.delivered(channelId).filter((message) => wordsOf(message).includes('This is a test'));
const saves = (filled: Filled = wholeSetUp) => savesSetUp(ash, filled);

beforeAll(async () => {
  instances = await startInstances({ pack: { extends: 'hertfordshire-2016' }, env: emptySetUpEnv });
  [here, elsewhere] = await Promise.all([instances.startHere(), instances.startHere()]);
  [ash, pat, jane] = [here.as('ash'), here.as('pat'), here.as('jane')];
  for (const who of ['ash', 'dee', 'gus'] as const) instances.teams.members.add(profiles[who]);
});
afterAll(() => instances.stop());

it('Everybody in a channel is offered the set-up, and only an administrator can open it', async () => {
  const invitation = await asksForSetUp(pat);
  expect(invitation.headings).toEqual(['Set up MASH Referrals']);
  expect(invitation.buttons).toEqual(['Set up']);
  const answer = await pat.on(invitation).presses('Set up');
  expect(answer.card).toBeUndefined();
  expect(answer.message).toBe('Only an administrator of this bot can set it up.');
  contains((await answerTo(ash, invitation, 'Set up')).text, 'Only you see this form', 'Not set up yet');
});

it('The set-up form offers the channels of the team and its members, and no guest', async () => {
  const { text, inputs } = await opensSetUp(ash);
  expect(inputs).toEqual([
    'Channel for referrals (required)',
    'MASH managers: they decide and are reminded',
    'Who else may work on referrals? Nobody ticked: all members',
    'Who hears of it when nobody decides',
    'Disagreements, level 2: senior managers',
    'Disagreements, level 3: people from the Board or Partnership',
    'Channel of the Assessment team',
    'Who of that channel works on cases? Nobody ticked: all members',
  ]);
  const lines = text.split('\n');
  contains(lines, 'General', 'Referrals', 'Assessment', 'Mo Hussain', 'Ana Silva', 'Pat Lee', 'Dee Alvarez');
  lacks(text, 'Gus Gray');
});

it('The set-up form asks again about a missing channel, or one chosen for two purposes, and saves nothing', async () => {
  contains((await saves({ ...wholeSetUp, 'Channel for': '' })).text, 'Choose the channel for referrals.');
  const withOneChannel = await saves({ ...wholeSetUp, 'Channel of the Assessment': 'Referrals' });
  contains(withOneChannel.text, 'The Assessment team needs a channel of its own, or none.');
  expect(withOneChannel.values['Who hears of it when nobody decides']).toBe(profiles.dee.objectId);
  expect(stored().changes).toEqual([]);
});

it('A referral that is sent before the set-up waits', async () => {
  earlyReferral = await refers(jane);
  doesNotShow(receipt(jane, earlyReferral), 'Delivered');
  expect(instances.teams.delivered(referrals.id)).toEqual([]);
});

it('Saving the set-up posts a test in each channel, and says in words what works and what does not', async () => {
  const result = await saves();
  expect(result.headings).toEqual(['Saved, but look at this']);
  contains(
    result.text,
    'Guests can read this team’s channels: Gus Gray. Take them out',
    'I posted a test in the channel for referrals.',
    'I posted a test in the Assessment team’s channel.',
    'I can write to Mo Hussain.',
    'I can write to Dee Alvarez.',
    /Last changed \d\d:\d\d, .* by Ash Kaur/,
  );
  for (const { id } of [referrals, assessments]) expect(testPosts(id)).toHaveLength(1);
  expect(stored().level2).toEqual([profiles.ana.objectId]);
  lacks(here.log.filter((line) => line.includes('setup.changed')).join(), /Kaur|Hussain|Referrals/);
});

it('The set-up works without a restart: what waited and what is sent next comes to the chosen channel', async () => {
  await instances.until('the early one is there', () => cardInChannel(pat, earlyReferral));
  const tom = here.as('tom');
  const next = await refers(tom, {
    about: { 'Your name': 'Tom Reed', Agency: 'Housing', 'Phone, for': '01632 960 020' },
  });
  await instances.until('the next one is there', () => cardInChannel(pat, next));
  expect(instances.teams.delivered(general.id).some((message) => allOf([message]).includes(next))).toBe(false);
  await instances.until('told', () => receipt(tom, next).has('Delivered to the MASH at'));
});

it('A second instance uses the set-up within seconds', async () => {
  const sid = elsewhere.as('sid');
  const reference = await refers(sid, {
    about: { 'Your name': 'Sid Stone', Agency: 'Health', 'Phone, for': '01632 960 051' },
  });
  await instances.until('it is there', () => cardInChannel(pat, reference));
  contains(await replyToTake(elsewhere.as('ana'), reference), notChosen);
});

it('Only those whom the set-up names can work on referrals, and nobody else of the team', async () => {
  contains(await replyToTake(here.as('ana'), earlyReferral), notChosen);
  await caseCard(pat, earlyReferral).presses('Take this referral');
  contains(allOf([await caseCard(pat, earlyReferral).presses('Record decision')]), 'manager');
  await decides(here.as('mo'), earlyReferral);
  await instances.until('decided', () => caseCard(pat, earlyReferral).has('DECIDED'));
});

it('A manager who is taken off the list is refused at the next press, on every instance', async () => {
  const reference = await refers(jane);
  await instances.until('it is there', () => cardInChannel(pat, reference));
  const stale = caseCard(elsewhere.as('mo'), reference).sees();
  await saves({ ...wholeSetUp, 'MASH managers': ['Ana Silva'] });
  expect(stored().changes.at(-1)?.what).toEqual(['managers']);
  for (const instance of [here, elsewhere]) {
    const refused = await instance.as('mo').on(stale).presses('Record decision');
    expect(refused.card).toBeUndefined();
    contains(refused.message, notChosen);
  }
  await decides(elsewhere.as('ana'), reference);
  await instances.until('decided', () => caseCard(pat, reference).has('DECIDED'));
});

it('Saving the set-up names a channel that refuses the bot and a person whom it cannot write to, and saves the rest', async () => {
  const refuse = (words: string) =>
    instances.teams.faults.add({
      match: ({ method, body }) => method === 'POST' && JSON.stringify(body ?? '').includes(words),
      trouble: { status: 403 },
    });
  const faults = [refuse(`{"id":"${assessments.id}"}`), refuse(profiles.pat.id)];
  const { headings, text } = await saves({ ...wholeSetUp, 'MASH managers': ['Mo Hussain', 'Pat Lee'] });
  for (const fault of faults) fault.end();
  expect(headings).toEqual(['Saved, but look at this']);
  contains(
    text,
    'I cannot write in the Assessment team’s channel. A private channel needs the app added to it: Manage channel, Apps.',
    'I posted a test in the channel for referrals.',
    'I cannot write to Pat Lee. Ask them to open a chat with me and type “hi”.',
    'I can write to Mo Hussain.',
  );
  expect(stored().changes.at(-1)?.what).toEqual(['managers']);
});

it('Saving the set-up says when nobody is left to decide, or to hear that nobody has decided', async () => {
  const { text } = await saves({ 'Channel for': 'Referrals', 'MASH managers': [], 'Who hears of it': [] });
  contains(
    text,
    'No manager is chosen: nobody can decide, and nobody is reminded.',
    'Nobody is chosen to hear of it when no manager decides.',
  );
  await saves();
});

it('The escalation contact who has left the team is kept when an administrator saves something else', async () => {
  instances.teams.members.delete(profiles.dee);
  try {
    const form = await opensSetUp(ash);
    contains(form.text, 'Dee Alvarez (not in this team)');
    const changesBefore = stored().changes.length;
    await answerTo(ash, form, 'Save and test');
    expect(stored().changes).toHaveLength(changesBefore);
  } finally {
    instances.teams.members.add(profiles.dee);
  }
});

it('Saving the set-up finds nothing wrong in a team without a guest', async () => {
  instances.teams.members.delete(profiles.gus);
  const result = await saves();
  instances.teams.members.add(profiles.gus);
  expect(result.headings).toEqual(['Saved, and it works']);
  lacks(result.text, 'Guests');
});

it('The set-up is not saved while Teams does not say who is in the team, and the bot says so', async () => {
  const form = await opensSetUp(ash);
  const changesBefore = stored().changes.length;
  const fault = instances.teams.faults.add({
    match: ({ path }) => path.includes('members'),
    trouble: { status: 502 },
  });
  const answer = await ash.on(form).presses('Save and test', { ...wholeSetUp, 'MASH managers': ['Ana Silva'] });
  fault.end();
  contains(answer.message, 'Teams did not tell me the channels and people of this team.');
  expect(stored().changes).toHaveLength(changesBefore);
});

it('The set-up keeps the names of officers, co-ordinators and the Board, and which of them were changed', async () => {
  const names = await answerTo(ash, await opensSetUp(ash), 'Names of officers');
  const result = await answerTo(ash, names, 'Save names', {
    'Health: designated officer': 'Nurse Kunzite, 01632 960 100',
    'Housing: trafficking': 'Al Jade',
    'Contacts at': 'Bo Beryl, Board office',
  });
  contains(result.text, 'The names are saved.');
  expect(stored()).toMatchObject({
    officers: { health: 'Nurse Kunzite, 01632 960 100' },
    coordinators: { housing: 'Al Jade' },
    board: 'Bo Beryl, Board office',
  });
  expect(stored().changes.at(-1)?.what.sort()).toEqual(['board', 'coordinators', 'officers']);
  const reopened = await answerTo(ash, result, 'Names of officers');
  expect(reopened.values['Health: designated officer']).toBe('Nurse Kunzite, 01632 960 100');
  contains((await answerTo(ash, reopened, 'Back')).headings, 'Where referrals go, and who works on them');
});

it('The set-up tells an old Teams client, which cannot show a private form, where to go', async () => {
  const replies = allOf(await ash.on(await asksForSetUp(ash)).pressesOldClient('Set up'));
  contains(replies, 'Please open this channel in Teams on the web.');
  lacks(replies, 'Save and test');
});

it('A new instance begins with the saved set-up: an environment that says something else changes nothing, and the start names the variable and no value', async () => {
  const changesBefore = stored().changes.length;
  const instance = await instances.startHere({ MASH_MANAGERS: profiles.ana.objectId });
  const form = await opensSetUp(instance.as('ash'));
  expect(form.values['MASH managers: they decide and are reminded']).toBe(profiles.mo.objectId);
  expect(stored().changes).toHaveLength(changesBefore);
  expect(instance.log.filter((line) => line.includes('differs'))).toEqual([
    'WARNING: MASH_MANAGERS differs from what is set up, which applies. To change that: npm run set-up -- --reseed managers',
  ]);
});

/** The bot’s answer to somebody who presses “Take this referral”. */
async function replyToTake(who: Person, reference: string): Promise<string> {
  return allOf([await caseCard(who, reference).presses('Take this referral')]);
}
