import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { general, referrals } from '../fakes/people.ts';
import { allOf, caseCard, receipt, refers } from './walks.ts';
import { startWorld, type World } from './world.ts';

describe('where the bot speaks of cases', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld();
    reference = await refers(world.jane);
    await world.until(() => caseCard(world.mo, reference).sees());
  });
  afterAll(() => world.stop());

  /** A forged press on this case, from any conversation. */
  function press(who: 'mo' | 'sid' | 'jane', conversationId: string, verb: string, more: object = {}) {
    const { profile } = world[who];
    const inChannel = conversationId.startsWith('19:mash');
    const personal = conversationId.startsWith('a:');
    const channel = conversationId.split(';')[0];
    return world[who].raw({
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: `f:${world.teams.nextId()}`,
      channelId: 'msteams',
      serviceUrl: world.teams.serviceUrl,
      from: { id: profile.id, name: profile.name, aadObjectId: profile.objectId },
      recipient: { id: '28:bot', name: 'bot' },
      conversation: {
        id: conversationId,
        tenantId: world.teams.tenantId,
        conversationType: personal ? 'personal' : inChannel ? 'channel' : 'groupChat',
      },
      channelData: {
        tenant: { id: world.teams.tenantId },
        ...(inChannel ? { channel: { id: channel }, team: { id: general.id } } : {}),
      },
      value: { action: { type: 'Action.Execute', verb, data: { case: reference, ...more } }, trigger: 'manual' },
      replyToId: '1',
    });
  }

  const decision = { decision__0: 'other', action__0: 'forged', reasons__0: 'forged' };
  const expectUntouched = () => expect(caseCard(world.mo, reference).sees().text).toContain('nobody has taken it');

  it('The bot says only “Talk to me 1:1” in a group chat', async () => {
    const sent = await world.jane.mentions('start', 'group chat');
    expect(sent.map(({ text }) => text)).toEqual(['Talk to me 1:1.']);
    const answer = await press('jane', '19:group000000000000000000000000000001@thread.v2', 'open');
    expect(answer.message).toBe('Talk to me 1:1.');
  });

  it('The bot shows nothing of a case in another channel of the MASH team', async () => {
    const sent = await world.mo.mentions(reference, 'general');
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

  it.each(['take', 'ask', 'send-question', 'decide', 'everything', 'show'])(
    '“%s” from a 1:1 chat does nothing and shows nothing, even for a manager',
    async (verb) => {
      const answer = await press('mo', world.mo.chatId, verb, { question__0: 'forged?' });
      expect(allOf([answer])).not.toContain('Untreated burn');
      expect(allOf([answer])).toContain('I help you check what you have seen');
      expectUntouched();
    },
  );

  it('A decision sent from a 1:1 chat is not recorded', async () => {
    await press('mo', world.mo.chatId, 'confirm-decision', decision);
    expect(caseCard(world.mo, reference).sees().text).toContain('Awaiting decision');
    expect(receipt(world.jane, reference).sees().text).toContain('Decision: not yet');
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
      expect(allOf([answer])).not.toMatch(/Untreated burn|Girl|01632/);
      expect(allOf([answer])).toContain('I cannot open that');
    },
  );

  it('The bot tells people of another organisation that it is not open to them', async () => {
    const foreign = JSON.parse(JSON.stringify(hello()).replaceAll(world.teams.tenantId, 'another-tenant'));
    const before = world.jane.chat().length;
    await world.jane.raw(foreign);
    const reply = await world.until(() => world.jane.chat()[before]);
    expect(reply.text).toBe('This service is not open to your organisation.');
  });

  const hello = () => ({
    type: 'message',
    id: world.teams.nextId(),
    channelId: 'msteams',
    serviceUrl: world.teams.serviceUrl,
    from: { id: world.jane.profile.id, name: 'Jane', aadObjectId: world.jane.profile.objectId },
    recipient: { id: '28:bot', name: 'bot' },
    conversation: { id: world.jane.chatId, tenantId: world.teams.tenantId, conversationType: 'personal' },
    channelData: { tenant: { id: world.teams.tenantId } },
    text: 'my referrals',
  });

  it('The bot tells somebody who mentions it in the MASH channel what that channel is for', async () => {
    const sent = await world.mo.mentions('hello');
    expect(allOf(sent)).toContain('To refer a child, talk to me 1:1.');
  });

  it('A button that the bot cannot read changes nothing, and the bot says so', async () => {
    const answer = await press('jane', world.jane.chatId, 'drop-table');
    expect(answer.status).toBe(200);
    expect(allOf([answer])).toContain('I could not read that button');
    const inChannel = await press('mo', referrals.id, 'drop-table');
    expect(inChannel.message).toBe('I could not read that button. Nothing was changed.');
  });
});
