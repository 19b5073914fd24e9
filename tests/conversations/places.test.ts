import { beforeAll, expect, it } from '@jest/globals';
import { general, referrals } from '../fakes/people.ts';
import { teamsClient } from '../fakes/teams-client.ts';
import { aWorld } from './a-world.ts';
import { contains, shows } from './expecting.ts';
import type { Person } from './person.ts';
import { allOf, arrives, caseCard, receipt } from './walks.ts';

const world = aWorld();
const { jane, mo, teams } = world;
let reference: string;
beforeAll(async () => {
  reference = await arrives(world, jane);
});

/** A forged press on this case, from any conversation. */
const press = (who: Person, conversationId: string, verb: string, more: object = {}) =>
  who.raw(teamsClient(who.profile, teams).execute(conversationId, '1', verb, { case: reference, ...more }));

it('The bot says only “Talk to me 1:1” in a group chat', async () => {
  const sent = await jane.mentions('start', 'group chat');
  expect(sent.map(({ text }) => text)).toEqual(['Talk to me 1:1.']);
  const answer = await press(jane, '19:group000000000000000000000000000001@thread.v2', 'open');
  expect(answer.message).toBe('Talk to me 1:1.');
});

it('The bot shows nothing of a case in another channel of the MASH team', async () => {
  const sent = await mo.mentions(reference, 'general');
  expect(sent.map(({ text }) => text)).toEqual(['Talk to me 1:1.']);
  for (const verb of ['everything', 'show', 'take', 'decide']) {
    const answer = await press(mo, `${general.id};messageid=1`, verb);
    expect(answer.message).toBe('Talk to me 1:1.');
    expect(answer.card).toBeUndefined();
  }
  shows(caseCard(mo, reference), 'nobody has taken it');
});

it('The bot shows nothing of a case in another team’s channel called Referrals', async () => {
  const inGeneral = teamsClient(mo.profile, teams).execute(general.id, '1', 'everything', { case: reference });
  const elsewhere = JSON.stringify(inGeneral).replaceAll(
    general.id,
    '19:mash9999999999999999999999999999@thread.tacv2',
  );
  const answer = await mo.raw(JSON.parse(elsewhere));
  expect(answer.message).toBe('Talk to me 1:1.');
});

it('A decision sent from a 1:1 chat is not recorded', async () => {
  const decision = { decision__0: 'other', action__0: 'forged', reasons__0: 'forged' };
  await press(mo, mo.chatId, 'confirm-decision', decision);
  shows(caseCard(mo, reference), 'Awaiting decision');
  shows(receipt(jane, reference), 'Decision due by');
});

it('The bot tells somebody who mentions it in the MASH channel what that channel is for', async () => {
  const sent = await mo.mentions('hello');
  contains(allOf(sent), 'To refer a child, talk to me 1:1.');
});

it('A button that the bot cannot read changes nothing, and the bot says so', async () => {
  const answer = await press(jane, jane.chatId, 'drop-table');
  expect(answer.status).toBe(200);
  contains(allOf([answer]), 'I could not read that button');
  const inChannel = await press(mo, referrals.id, 'drop-table');
  expect(inChannel.message).toBe('I could not read that button. Nothing was changed.');
});
