import { beforeAll, expect, it } from '@jest/globals';
import { TeamsFault } from '../../src/connector/teams.ts';
import { mashMembers, type Profile, profiles, referrals, tenantId, type Who } from '../fakes/people.ts';
import { aProgram, minute, text } from './a-program.ts';
import { contains } from './expecting.ts';

const hour = 60 * minute;
let roster: readonly Profile[] | undefined = mashMembers;
const rosterOf = () => {
  if (!roster) throw new TeamsFault(503);
  return roster;
};
const world = aProgram({ rosterOf, env: { ADMINS: profiles.tom.objectId } });
const { machine, types, inChat } = world;
let reference: string;

/** Teams says that somebody joined or left. */
const becomes = async (members: typeof roster) => {
  roster = members;
  const team = { team: { id: referrals.id }, eventType: 'teamMemberRemoved', tenant: { id: tenantId } };
  await world.acts('mo', { type: 'conversationUpdate', channelData: team as never }, true);
  await machine.pass(minute);
};
// also in a message about several
const reminders = (who: Who) => inChat(who).filter((card) => text(card).includes(reference)).length;
const saidTo = (who: Who) => inChat(who).map(text).join('\n');

beforeAll(async () => {
  await types('tom', 'hi');
  await machine.pass(minute); // the first reading
  reference = await world.refers();
});

it('A manager who is missing from the channel is reminded until a second whole reading, an hour later', async () => {
  await becomes([profiles.mo, profiles.pat]);
  await machine.pass(20 * minute);
  await becomes(undefined); // while the roster cannot be read, nobody has left
  await machine.pass(2 * hour);
  expect(saidTo('tom')).not.toContain('has left');
  await becomes(mashMembers);
  await machine.pass(2 * hour);
  expect(saidTo('tom')).not.toContain('has left');
});

it('After the second reading administrators are told once, and the manager is not reminded any more', async () => {
  await becomes([profiles.mo, profiles.pat]);
  await machine.pass(hour + 10 * minute);
  contains(saidTo('tom'), 'Ana Silva has left the MASH channel', 'I do not remind them of anything now');
  const before = reminders('mo');
  await machine.pass(13 * hour);
  expect(reminders('ana')).toBe(0);
  expect(reminders('mo')).toBeGreaterThan(before);
  expect(saidTo('tom').match(/has left the MASH channel/g)).toHaveLength(1);
});

it('When the last manager has left, the channel, the escalation contacts and administrators are told, and the contact is reminded', async () => {
  await becomes([profiles.pat]);
  await machine.pass(hour + 10 * minute);
  for (const who of ['dee', 'tom'] as const) contains(saidTo(who), 'No MASH manager is left in the channel');
  expect(
    world.told.some(
      ({ to, message }) =>
        to === referrals.id && 'card' in message && text(message.card).includes('No MASH manager is left'),
    ),
  ).toBe(true);
  reference = await world.refers();
  await machine.pass(13 * hour);
  expect([reminders('ana'), reminders('mo')]).toEqual([0, 0]);
  expect(reminders('dee')).toBeGreaterThan(0);
});

it('A manager who comes back is reminded again', async () => {
  await becomes(mashMembers);
  reference = await world.refers();
  await machine.pass(13 * hour);
  expect(reminders('ana')).toBeGreaterThan(0);
});

it('A manager whom no roster ever showed works from outside the channel, and has not left', () => {
  expect(saidTo('tom')).not.toContain('Dee Alvarez has left');
});
