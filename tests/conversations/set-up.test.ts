import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Filled } from '../fakes/filling-in.ts';
import { assessments, general, profiles, referrals, type Who } from '../fakes/people.ts';
import type { Answer } from '../fakes/post.ts';
import { type CardSeen, seen } from '../fakes/seeing.ts';
import { cardOf, type Json } from '../fakes/wire.ts';
import { type Instance, type Instances, startInstances } from '../faults/instances.ts';
import type { Person } from './person.ts';
import { allOf, cardInChannel, caseCard, decides, receipt, refers, wordsOf } from './walks.ts';

const nothingSet = {
  MASH_TEAM_ID: '',
  MASH_CHANNEL_ID: '',
  MASH_SERVICE_URL: '',
  MASH_MANAGERS: '',
  MASH_ESCALATION: '',
};
const notChosen = 'Only colleagues who work on referrals here can do that.';
const wholeSetUp: Filled = {
  'Channel for': 'Referrals',
  'MASH managers': ['Mo Hussain'],
  'Who else may': ['Pat Lee'],
  'Who hears of it': ['Dee Alvarez'],
  'Disagreements, level 2': ['Ana Silva'],
  'Channel of the Assessment': 'Assessment',
};

/** The card of an answer, which only this person sees in place of the card that they pressed. */
function shownTo(answer: Answer, on: CardSeen): CardSeen {
  if (!answer.card) throw new Error(`no card was answered: ${JSON.stringify(answer.body)}`);
  return seen(answer.card, on.activityId, on.conversationId);
}

/** Types “set up” to the bot in General. @returns the card of the answer, which everybody there sees */
async function invitationTo(who: Person): Promise<CardSeen> {
  const [sent] = await who.mentions('set up', 'general');
  return seen((sent && cardOf(sent)) as Json, sent?.id ?? '', sent?.conversation?.id ?? '');
}

/** An administrator opens the form. @returns the form */
async function formOf(who: Person): Promise<CardSeen> {
  const invitation = await invitationTo(who);
  return shownTo(await who.on(invitation).presses('Set up'), invitation);
}

async function saves(who: Person, filled: Filled = wholeSetUp): Promise<CardSeen> {
  const card = await formOf(who);
  return shownTo(await who.on(card).presses('Save and test', filled), card);
}

describe('setting up in Teams', () => {
  let several: Instances;
  let here: Instance;
  let elsewhere: Instance;
  let early: string;
  const stored = (): {
    changes: { by: string; name: string; at: string; what: string[] }[];
    board: string;
    level2?: string[];
  } => {
    const db = new DatabaseSync(several.sqlitePath, { readOnly: true });
    const row = db.prepare("SELECT body FROM documents WHERE kind = 'settings' AND id = 'setup'").get();
    db.close();
    return row ? JSON.parse(String(row.body)) : { changes: [], board: '' };
  };
  const tests = (channelId: string) =>
    several.teams.delivered(channelId).filter((message) => wordsOf(message).includes('This is a test'));
  const people = new Map<string, Person>();
  const as = (who: Who, instance = here): Person => {
    const known = people.get(`${who} at ${instance.base}`) ?? instance.as(who);
    people.set(`${who} at ${instance.base}`, known);
    return known;
  };

  beforeAll(async () => {
    several = await startInstances({ pack: { extends: 'hertfordshire-2016' }, env: nothingSet });
    [here, elsewhere] = await Promise.all([several.startHere(), several.startHere()]);
    for (const who of ['ash', 'dee'] as const) several.teams.members.add(profiles[who]);
  });
  afterAll(() => several.stop());

  it('Everybody in a channel is offered the set-up, and only an administrator can open it', async () => {
    const invitation = await invitationTo(as('mo'));
    expect(invitation.headings).toEqual(['Set up MASH Referrals']);
    expect(invitation.buttons).toEqual(['Set up']);
    for (const who of ['mo', 'pat', 'gus', 'dee'] as const) {
      const answer = await as(who).on(invitation).presses('Set up');
      expect(answer.card).toBeUndefined();
      expect(answer.message).toBe('Only an administrator of this bot can set it up.');
    }
    const opened = shownTo(await as('ash').on(invitation).presses('Set up'), invitation);
    expect(opened.text).toContain('Only you see this form');
    expect(opened.text).toContain('Not set up yet');
  });

  it('Nobody but an administrator can save the set-up, even with a form that was passed on', async () => {
    const opened = await formOf(as('ash'));
    const names = shownTo(await as('ash').on(opened).presses('Names of officers'), opened);
    for (const [card, button, filled] of [
      [opened, 'Save and test', wholeSetUp],
      [names, 'Save names', { 'Contacts at': 'Mo himself' }],
    ] as const) {
      const answer = await as('mo').on(card).presses(button, filled);
      expect(answer.message).toBe('Only an administrator of this bot can set it up.');
    }
    expect(stored().changes).toEqual([]);
    expect(tests(referrals.id)).toEqual([]);
  });

  it('The form offers the channels of the team and its members, and no guest', async () => {
    const { text, inputs } = await formOf(as('ash'));
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
    for (const name of ['General', 'Referrals', 'Assessment', 'Mo Hussain', 'Ana Silva', 'Pat Lee', 'Dee Alvarez'])
      expect(text.split('\n')).toContain(name);
    expect(text).not.toContain('Gus Gray');
  });

  it('The form asks again about a missing channel, or one chosen for two purposes, and saves nothing', async () => {
    const none = await saves(as('ash'), { ...wholeSetUp, 'Channel for': '' });
    expect(none.text).toContain('Choose the channel for referrals.');
    const twice = await saves(as('ash'), { ...wholeSetUp, 'Channel of the Assessment': 'Referrals' });
    expect(twice.text).toContain('The Assessment team needs a channel of its own, or none.');
    expect(twice.values).toMatchObject({
      'MASH managers: they decide and are reminded': profiles.mo.objectId,
      'Who hears of it when nobody decides': profiles.dee.objectId,
    });
    expect(stored().changes).toEqual([]);
  });

  it('A referral that is sent before the set-up waits', async () => {
    early = await refers(as('jane'));
    expect(receipt(as('jane'), early).sees().text).not.toContain('Delivered');
    expect(several.teams.delivered(referrals.id)).toEqual([]);
  });

  it('Saving posts a test in each channel, and says in words what works and what does not', async () => {
    const done = await saves(as('ash'));
    expect(done.headings).toEqual(['Saved, but look at this']);
    expect(done.text).toContain('Guests can read this team’s channels: Gus Gray. Take them out');
    expect(done.text).toContain('I posted a test in the channel for referrals.');
    expect(done.text).toContain('I posted a test in the Assessment team’s channel.');
    expect(done.text).toContain('I can write to Mo Hussain.');
    expect(done.text).toContain('I can write to Dee Alvarez.');
    expect(done.text).toMatch(/Last changed \d\d:\d\d, .* by Ash Kaur/);
    for (const { id } of [referrals, assessments]) expect(tests(id)).toHaveLength(1);
  });

  it('The set-up is kept with who changed which part and when, and saving the same choices again changes nothing', async () => {
    const [change, ...others] = stored().changes;
    expect(others).toEqual([]);
    expect(change).toMatchObject({
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      by: profiles.ash.objectId,
      name: 'Ash Kaur',
      what: ['mash', 'managers', 'practitioners', 'assessors', 'escalation', 'level2', 'level3', 'assessmentChannelId'],
    });
    expect(stored().level2).toEqual([profiles.ana.objectId]);
    await saves(as('ash'));
    expect(stored().changes).toHaveLength(1); // saving the same choices again changes nothing
    expect(here.log.filter((line) => line.includes('setup.changed')).join()).not.toMatch(/Kaur|Hussain|Referrals/);
  });

  it('The set-up works without a restart: what waited and what is sent next comes to the chosen channel', async () => {
    await several.until('the early one is there', () => cardInChannel(as('pat'), early));
    const next = await refers(as('tom'), {
      about: { 'Your name': 'Tom Reed', Agency: 'Housing', 'Phone, for': '01632 960 020' },
    });
    await several.until('the next one is there', () => cardInChannel(as('pat'), next));
    expect(several.teams.delivered(general.id).some((message) => allOf([message]).includes(next))).toBe(false);
    await several.until('told', () => receipt(as('tom'), next).sees().text.includes('Delivered to the MASH at'));
  });

  it('A second instance uses the set-up within seconds', async () => {
    const sid = as('sid', elsewhere);
    const sent = await refers(sid, {
      about: { 'Your name': 'Sid Stone', Agency: 'Health', 'Phone, for': '01632 960 051' },
    });
    await several.until('it is there', () => cardInChannel(as('pat'), sent), 5_000);
    expect(await replyToTake(as('ana', elsewhere), sent)).toContain(notChosen);
  });

  it('Only those who were chosen can work on referrals, and nobody else of the team', async () => {
    expect(await replyToTake(as('ana'), early)).toContain(notChosen);
    await caseCard(as('pat'), early).presses('Take this referral');
    await several.until('taken', () => cardInChannel(as('mo'), early)?.text.includes('taken by Pat Lee'));
    expect(allOf([await caseCard(as('pat'), early).presses('Record decision')])).toContain('manager');
    await decides(as('mo'), early);
    await several.until('decided', () => cardInChannel(as('mo'), early)?.text.includes('DECIDED'));
  });

  it('A manager who is taken off the list is refused at the next press, on every instance', async () => {
    const sent = await refers(as('jane'));
    await several.until('it is there', () => cardInChannel(as('pat'), sent));
    const stale = caseCard(as('mo', elsewhere), sent).sees();
    await saves(as('ash'), { ...wholeSetUp, 'MASH managers': ['Ana Silva'], 'Who else may': ['Pat Lee'] });
    expect(stored().changes.at(-1)?.what).toEqual(['managers']);
    for (const instance of [here, elsewhere]) {
      const refused = await as('mo', instance).on(stale).presses('Record decision');
      expect(allOf([refused])).not.toContain('Confirm decision');
      expect(refused.message).toContain(notChosen);
    }
    await decides(as('ana', elsewhere), sent);
    await several.until('decided', () => cardInChannel(as('pat'), sent)?.text.includes('DECIDED'));
  });

  it('The answer names a channel that refuses the bot, and the rest is saved', async () => {
    const fault = several.teams.faults.add({
      match: ({ method, body }) =>
        method === 'POST' && JSON.stringify(body ?? '').includes(`{"id":"${assessments.id}"}`),
      trouble: { status: 403 },
    });
    const done = await saves(as('ash'));
    fault.end();
    expect(fault.struck).toBe(1);
    expect(done.headings).toEqual(['Saved, but look at this']);
    expect(done.text).toContain(
      'I cannot write in the Assessment team’s channel. A private channel needs the app added to it: Manage channel, Apps.',
    );
    expect(done.text).toContain('I posted a test in the channel for referrals.');
    expect(stored().changes.at(-1)?.what).toEqual(['managers']);
  });

  it('The answer names a manager whom the bot cannot write to, and what they can do', async () => {
    const fault = several.teams.faults.add({
      match: ({ method, path, body }) =>
        method === 'POST' && path === '/v3/conversations' && JSON.stringify(body ?? '').includes(profiles.pat.id),
      trouble: { status: 403 },
    });
    const done = await saves(as('ash'), { ...wholeSetUp, 'MASH managers': ['Mo Hussain', 'Pat Lee'] });
    fault.end();
    expect(done.text).toContain('I cannot write to Pat Lee. Ask them to open a chat with me and type “hi”.');
    expect(done.text).toContain('I can write to Mo Hussain.');
  });

  it('The answer says when nobody is left to decide, or to hear that nobody has decided', async () => {
    const done = await saves(as('ash'), { 'Channel for': 'Referrals', 'MASH managers': [], 'Who hears of it': [] });
    expect(done.text).toContain('No manager is chosen: nobody can decide, and nobody is reminded.');
    expect(done.text).toContain('Nobody is chosen to hear of it when no manager decides.');
    await saves(as('ash'));
  });

  it('The escalation contact who has left the team is kept when an administrator saves something else', async () => {
    several.teams.members.delete(profiles.dee);
    try {
      const opened = await formOf(as('ash'));
      expect(opened.text).toContain('Dee Alvarez (not in this team)');
      const before = stored().changes.length;
      shownTo(await as('ash').on(opened).presses('Save and test'), opened);
      expect(stored().changes).toHaveLength(before);
    } finally {
      several.teams.members.add(profiles.dee);
    }
  });

  it('The answer finds nothing wrong in a team without a guest', async () => {
    several.teams.members.delete(profiles.gus);
    const done = await saves(as('ash'));
    several.teams.members.add(profiles.gus);
    expect(done.headings).toEqual(['Saved, and it works']);
    expect(done.text).not.toContain('Guests');
  });

  it('Nothing is saved while Teams does not say who is in the team, and the answer says so', async () => {
    const opened = await formOf(as('ash'));
    const before = stored().changes.length;
    const fault = several.teams.faults.add({ match: ({ path }) => path.includes('members'), trouble: { status: 502 } });
    const answer = await as('ash')
      .on(opened)
      .presses('Save and test', { ...wholeSetUp, 'MASH managers': ['Ana Silva'] });
    fault.end();
    expect(answer.message).toContain('Teams did not tell me the channels and people of this team.');
    expect(stored().changes).toHaveLength(before);
  });

  it('The names of officers, co-ordinators and the Board are kept, each change with which part it was', async () => {
    const opened = await formOf(as('ash'));
    const names = shownTo(await as('ash').on(opened).presses('Names of officers'), opened);
    const done = shownTo(
      await as('ash').on(names).presses('Save names', {
        'Health: designated officer': 'Nurse Kunzite, 01632 960 100',
        'Housing: trafficking': 'Al Jade',
        'Contacts at': 'Bo Beryl, Board office',
      }),
      names,
    );
    expect(done.text).toContain('The names are saved.');
    expect(stored()).toMatchObject({
      officers: { health: 'Nurse Kunzite, 01632 960 100' },
      coordinators: { housing: 'Al Jade' },
      board: 'Bo Beryl, Board office',
    });
    expect(stored().changes.at(-1)?.what.sort()).toEqual(['board', 'coordinators', 'officers']);
    const again = shownTo(await as('ash').on(done).presses('Names of officers'), done);
    expect(again.values['Health: designated officer']).toBe('Nurse Kunzite, 01632 960 100');
    expect(shownTo(await as('ash').on(again).presses('Back'), again).headings).toEqual([
      'Where referrals go, and who works on them',
    ]);
  });

  it('An old client, which cannot show a private form, is told where to go', async () => {
    const invitation = await invitationTo(as('ash'));
    const sent = await as('ash').on(invitation).pressesOldClient('Set up');
    expect(allOf(sent)).toContain('Please open this channel in Teams on the web.');
    expect(allOf(sent)).not.toContain('Save and test');
  });

  it('A new instance begins with the saved set-up', async () => {
    const third = await several.startHere();
    const opened = await formOf(third.as('ash'));
    expect(opened.values['Channel for referrals (required)']).toBe(referrals.id);
    expect(opened.values['MASH managers: they decide and are reminded']).toBe(profiles.mo.objectId);
    expect(opened.values['Channel of the Assessment team']).toBe(assessments.id);
  });

  it('What the environment sets is named, not offered, and not changed by an old form', async () => {
    const old = await formOf(as('ash'));
    const own = await several.startHere({ MASH_MANAGERS: profiles.ana.objectId });
    const opened = await formOf(own.as('ash'));
    expect(opened.text).toContain('Set in the environment, so not here:');
    expect(opened.text).toContain('• the managers');
    expect(opened.inputs.join()).not.toContain('MASH managers');
    const before = stored().changes.length;
    await own
      .as('ash')
      .on(old)
      .presses('Save and test', { ...wholeSetUp, 'MASH managers': ['Pat Lee'] });
    expect(stored().changes).toHaveLength(before);
  });
});

/** The bot’s answer to somebody who presses “Take this referral”. */
async function replyToTake(who: Person, reference: string): Promise<string> {
  return allOf([await caseCard(who, reference).presses('Take this referral')]);
}
