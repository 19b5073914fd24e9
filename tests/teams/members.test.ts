import { expect, it } from '@jest/globals';
import { startWorld } from '../conversations/world.ts';
import { general, profiles, referrals } from '../fakes/people.ts';

it('When somebody of another organisation joins the MASH team, managers and administrators read the name in their own chats, and no channel or log has it', async () => {
  const world = await startWorld({ clockStands: true });
  try {
    const { mo, ash } = world;
    for (const who of [mo, ash]) await who.says('hi');
    for (const who of [profiles.gus, profiles.eve]) world.teams.members.add(who);
    await mo.raw({
      ...{ type: 'conversationUpdate', id: 'f:1', channelId: 'msteams', serviceUrl: world.teams.serviceUrl },
      from: { id: profiles.mo.id }, // without an Entra id: Teams does not always say who added somebody
      membersAdded: [{ id: profiles.eve.id }],
      conversation: { id: general.id, conversationType: 'channel', tenantId: world.teams.tenantId },
      channelData: { tenant: { id: world.teams.tenantId }, team: { id: general.id }, eventType: 'teamMemberAdded' },
    } as never);
    await world.pass(10);
    for (const who of [mo, ash])
      await world.until(() => JSON.stringify(who.chat()).includes('Eve Moss (another organisation)'));
    expect(JSON.stringify(mo.chat())).toContain('Gus Gray (guest)'); // who was in the team before
    for (const { id } of [general, referrals]) expect(world.teams.delivered(id)).toEqual([]);
    expect(world.log.join('\n')).not.toMatch(/Eve Moss|Gus Gray/);
  } finally {
    await world.stop();
  }
});
