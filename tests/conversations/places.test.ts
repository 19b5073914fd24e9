import { beforeAll, describe, expect, it } from '@jest/globals';
import { general, referrals } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import { allOf, arrives, caseCard, receipt } from './walks.ts';

describe('where the bot speaks of cases', () => {
  const world = aWorld();
  const { jane, mo, teams } = world;
  let reference: string;
  beforeAll(async () => {
    reference = await arrives(world, jane);
  });

  /** A forged press on this case, from any conversation. */
  function press(who: 'mo' | 'sid' | 'jane', conversationId: string, verb: string, more: object = {}) {
    const { profile } = world[who];
    const inChannel = conversationId.startsWith('19:mash');
    const personal = conversationId.startsWith('a:');
    const channel = conversationId.split(';')[0];
    return world[who].raw({
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: `f:${teams.nextId()}`,
      channelId: 'msteams',
      serviceUrl: teams.serviceUrl,
      from: { id: profile.id, name: profile.name, aadObjectId: profile.objectId },
      recipient: { id: '28:bot', name: 'bot' },
      conversation: {
        id: conversationId,
        tenantId: teams.tenantId,
        conversationType: personal ? 'personal' : inChannel ? 'channel' : 'groupChat',
      },
      channelData: {
        tenant: { id: teams.tenantId },
        ...(inChannel ? { channel: { id: channel }, team: { id: general.id } } : {}),
      },
      value: { action: { type: 'Action.Execute', verb, data: { case: reference, ...more } }, trigger: 'manual' },
      replyToId: '1',
    });
  }

  const decision = { decision__0: 'other', action__0: 'forged', reasons__0: 'forged' };
  const expectUntouched = () => contains(caseCard(mo, reference).sees().text, 'nobody has taken it');

  it('The bot says only “Talk to me 1:1” in a group chat', async () => {
    const sent = await jane.mentions('start', 'group chat');
    expect(sent.map(({ text }) => text)).toEqual(['Talk to me 1:1.']);
    const answer = await press('jane', '19:group000000000000000000000000000001@thread.v2', 'open');
    expect(answer.message).toBe('Talk to me 1:1.');
  });

  it('The bot shows nothing of a case in another channel of the MASH team', async () => {
    const sent = await mo.mentions(reference, 'general');
    expect(sent.map(({ text }) => text)).toEqual(['Talk to me 1:1.']);
    for (const verb of ['everything', 'show', 'take', 'decide']) {
      const answer = await press('mo', `${general.id};messageid=1`, verb);
      expect(answer.message).toBe('Talk to me 1:1.');
      expect(answer.card).toBeUndefined();
    }
    expectUntouched();
  });

  it('The bot shows nothing of a case in another team’s channel called Referrals', async () => {
    const answer = await press('mo', '19:mash9999999999999999999999999999@thread.tacv2;messageid=1', 'everything');
    expect(answer.message).toBe('Talk to me 1:1.');
  });

  it('A person outside the MASH team who forges a press in the MASH channel can do nothing and sees nothing', async () => {
    for (const verb of ['everything', 'show', 'take', 'ask', 'decide']) {
      const answer = await press('sid', referrals.id, verb);
      expect(answer.card).toBeUndefined();
      expect(answer.message).toBe('Only members of the MASH team can do that. Guests cannot.');
    }
    expectUntouched();
  });

  it('A decision sent from a 1:1 chat is not recorded', async () => {
    await press('mo', mo.chatId, 'confirm-decision', decision);
    shows(caseCard(mo, reference), 'Awaiting decision');
    shows(receipt(jane, reference), 'Decision: not yet');
  });

  it.each(['open', 'check-answers', 'back', 'change', 'answer', 'submit', 'add-check', 'answer-question'])(
    '“%s” shows nobody another person’s case',
    async (verb) => {
      const answer = await press('sid', world.sid.chatId, verb, {
        step: 'child',
        revision: 1,
        to: 'child',
        question: 1,
      });
      lacks(allOf([answer]), /Untreated burn|Girl|01632/);
      contains(allOf([answer]), 'I cannot open that');
    },
  );

  it('The bot tells people of another organisation that it is not open to them', async () => {
    const foreign = JSON.parse(JSON.stringify(hello()).replaceAll(teams.tenantId, 'another-tenant'));
    const before = jane.chat().length;
    await jane.raw(foreign);
    const reply = await world.until(() => jane.chat()[before]);
    expect(reply.text).toBe('This service is not open to your organisation.');
  });

  const hello = () => ({
    type: 'message',
    id: teams.nextId(),
    channelId: 'msteams',
    serviceUrl: teams.serviceUrl,
    from: { id: jane.profile.id, name: 'Jane', aadObjectId: jane.profile.objectId },
    recipient: { id: '28:bot', name: 'bot' },
    conversation: { id: jane.chatId, tenantId: teams.tenantId, conversationType: 'personal' },
    channelData: { tenant: { id: teams.tenantId } },
    text: 'my referrals',
  });

  it('The bot tells somebody who mentions it in the MASH channel what that channel is for', async () => {
    const sent = await mo.mentions('hello');
    contains(allOf(sent), 'To refer a child, talk to me 1:1.');
  });

  it('A button that the bot cannot read changes nothing, and the bot says so', async () => {
    const answer = await press('jane', jane.chatId, 'drop-table');
    expect(answer.status).toBe(200);
    contains(allOf([answer]), 'I could not read that button');
    const inChannel = await press('mo', referrals.id, 'drop-table');
    expect(inChannel.message).toBe('I could not read that button. Nothing was changed.');
  });
});
