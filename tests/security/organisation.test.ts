/** @jest-environment-options {"ownSamples": true} */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { aWorld } from '../conversations/a-world.ts';
import { linkIn, savesAs } from '../conversations/saving.ts';
import { arrives, caseCard, decides } from '../conversations/walks.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { assessments, general, profiles, referrals, type Who } from '../fakes/people.ts';
import { teamsClient } from '../fakes/teams-client.ts';
import { sendPresses } from './pressing.ts';

const notAMember = 'Only members of the MASH team can do that';
const eveId = profiles.eve.objectId;

/** The channel is shared with another organisation, and somebody has put Eve of that organisation on the roster. */
describe('somebody of another organisation in a shared MASH channel', () => {
  const world = aWorld({ env: { MASH_PRACTITIONERS: `${profiles.pat.objectId},${eveId}` } });
  let reference: string;
  beforeAll(async () => {
    world.teams.members.add(profiles.eve);
    reference = await arrives(world, world.jane);
  });

  async function outputOf(who: Who, verb: string, data: object = {}, channel = referrals.id): Promise<string> {
    const client = teamsClient(profiles[who], world.teams);
    const thread = world.teams.opensThread(channel);
    const { output } = await sendPresses(world, client.execute(thread, '1', verb, { case: reference, ...data }));
    return output;
  }
  const setUp = (verb: string, data: object = {}) => outputOf('ash', verb, data, general.id);
  const takes = () => outputOf('eve', 'take');

  it('Somebody of another organisation cannot take a case or be handed one, and is not offered in Hand over', async () => {
    expect(await takes()).toContain(notAMember);
    const form = await outputOf('mo', 'hand');
    expect(form).toContain('Pat Lee');
    expect(form).not.toContain('Eve Moss');
    expect(await outputOf('mo', 'send-hand', { to__1: eveId, attempt: 0 })).toContain('Choose a colleague.');
  });

  it('Somebody who moved to another organisation gets no file by an earlier link', async () => {
    const { eve } = profiles;
    const before = eve.tenantId;
    Object.assign(eve, { tenantId: undefined });
    const link = linkIn(await outputOf('eve', 'case-file'));
    Object.assign(eve, { tenantId: before });
    const reply = await savesAs(link, 'json');
    expect(reply.status).toBe(410);
  });

  it('Somebody of another organisation cannot take over a referral from its author', async () => {
    const offer = await world.jane.says(`hand over ${reference}`);
    const code = /take over \S+ (\d{3} \d{3})/.exec(JSON.stringify(offer))?.[1];
    const reply = await world.eve.says(`take over ${reference} ${code}`);
    expect(JSON.stringify(reply)).toContain('only to colleagues of the same organisation');
  });

  it('Set-up offers somebody of another organisation separately, never among the colleagues', async () => {
    const form = await setUp('set-up');
    expect(form).toContain('Eve Moss (another organisation)');
    expect(form.split('"Eve Moss').length).toBe(2);
    const saved = await setUp('save-set-up', { practitioners__0: eveId, managers__0: eveId, channel__0: referrals.id });
    expect(saved).toContain('People of other organisations can read referrals: Eve Moss');
    expect(await takes()).toContain(notAMember);
  });

  it('Somebody of another organisation is a MASH member once set-up names them, and only while they belong to that organisation', async () => {
    expect(await setUp('save-set-up', { channel__0: referrals.id, partners__0: eveId })).not.toContain(
      'other organisations can read',
    );
    expect(await outputOf('mo', 'hand')).toContain('Eve Moss');
    const { eve } = profiles;
    const before = eve.tenantId;
    Object.assign(eve, { tenantId: '0e4a0000-0000-4000-8000-00000000000b' });
    expect(await takes()).toContain(notAMember);
    Object.assign(eve, { tenantId: before });
    expect(await takes()).not.toContain(notAMember);
    await world.until(() => caseCard(world.mo, reference).has('taken by Eve Moss'));
  });
});

// The Assessment team’s channel

const opened = async (world: World, who: Who, channel: string, reference: string): Promise<boolean> => {
  const client = teamsClient(profiles[who], world.teams);
  const press = client.execute(world.teams.opensThread(channel), '1', 'assessment-everything', { case: reference });
  const { answers } = await sendPresses(world, press);
  return answers[0]?.card !== undefined;
};
const ids = (...whom: Who[]) => whom.map((who) => profiles[who].objectId).join(',');

it.each<[string, Record<string, string>, string, Who[], Who[]]>([
  [
    'standard channel without its own list uses the MASH’s list',
    { MASH_PRACTITIONERS: ids('pat') },
    general.id,
    ['mo', 'pat'],
    ['bea', 'gus'],
  ],
  [
    'standard channel uses its own list',
    { MASH_PRACTITIONERS: ids('pat'), ASSESSMENT_PRACTITIONERS: ids('bea') },
    general.id,
    ['bea'],
    ['mo', 'pat', 'gus'],
  ],
  [
    'private channel without its own list is open to its members',
    { MASH_PRACTITIONERS: ids('pat') },
    assessments.id,
    ['sue', 'ivy'],
    ['mo', 'gus'],
  ],
  [
    'private channel uses its own list',
    { ASSESSMENT_PRACTITIONERS: ids('sue') },
    assessments.id,
    ['sue'],
    ['ivy', 'mo'],
  ],
])(
  'The Assessment team’s %s',
  async (_which, env, channel, may, mayNot) => {
    await using world = await startWorld({ env: { ...env, ASSESSMENT_CHANNEL_ID: channel } });
    for (const who of ['bea', 'gus'] as const) world.teams.members.add(profiles[who]);
    const reference = await arrives(world, world.jane);
    await decides(world.mo, reference, { Decision: 'Concerns about trafficking' });
    const opens = (who: Who) => opened(world, who, channel, reference);
    await world.until(() => opens(may[0] ?? 'mo'));
    for (const who of [...may, ...mayNot]) expect([who, await opens(who)]).toEqual([who, may.includes(who)]);
  },
  120_000,
);
