import type { Place, Sender } from '../../actions/place.ts';
import type { Message } from '../../actions/reply.ts';
import { TeamsFault } from '../../connector/teams.ts';
import { StaffId } from '../../people.ts';
import { fieldOf } from '../../protocol/pack.ts';
import { type Choices, withChoices } from '../../settings/setup.ts';
import type { BotDeps } from '../../teams/deps.ts';
import type { Tap } from '../../teams/incoming.ts';
import { type Fixed, type Offer, setUpDone, setUpForm, setUpInvite, setUpNames, setUpTest } from './cards.ts';

const onlyAdmins = 'Only an administrator of this bot can set it up.';
const nameLimit = 200;

const isAdmin = ({ id }: Sender, { config }: BotDeps): boolean => config.admins.includes(id);

/** The card that offers the set-up, once a team and only while nothing is set up. */
export async function inviteOnce({ teamId }: Place, deps: BotDeps): Promise<Message | undefined> {
  if (!teamId || deps.standing().mash) return undefined;
  let isFirst = false;
  await deps.setups.change((setup) => {
    isFirst = !setup.invited.includes(teamId);
    return isFirst ? { ...setup, invited: [...setup.invited, teamId] } : setup;
  });
  return isFirst ? { card: setUpInvite() } : undefined;
}

/** A press on the set-up cards, in any channel of a team that the bot was added to. */
export async function onSetUp(tap: Tap, sender: Sender, place: Place, deps: BotDeps): Promise<Message> {
  if (!isAdmin(sender, deps)) {
    deps.metrics.refused('only-an-administrator');
    return { text: onlyAdmins };
  }
  if (!place.teamId) return { text: 'I could not see which team this is. Please press again.' };
  try {
    switch (tap.verb) {
      case 'save-set-up':
        return await save(tap, sender, { ...place, teamId: place.teamId }, deps);
      case 'set-up-names':
        return { card: setUpNames(await deps.setups.load(), deps.pack) };
      case 'save-names':
        return await saveNames(tap, sender, deps);
      default:
        return await form({ ...place, teamId: place.teamId }, deps);
    }
  } catch (error) {
    if (error instanceof TeamsFault)
      return { text: 'Teams did not tell me the channels and people of this team. Please press again in a minute.' };
    throw error;
  }
}

type TeamPlace = Place & { teamId: string };

async function form(place: TeamPlace, deps: BotDeps, problem = ''): Promise<Message> {
  const setup = await deps.setups.load();
  const shown = { now: deps.standing(), fixed: fixedBy(deps), problem };
  return { card: setUpForm(setup, await offered(place, deps), shown) };
}

const fixedBy = ({ config }: BotDeps): Fixed => config.named;

async function offered({ serviceUrl, teamId }: TeamPlace, { teams }: BotDeps): Promise<Offer> {
  const [channels, members] = await Promise.all([
    teams.channels(serviceUrl, teamId),
    teams.members(serviceUrl, teamId),
  ]);
  const people = members.flatMap(({ objectId, name, isGuest }) =>
    objectId && !isGuest ? [{ id: objectId, name }] : [],
  );
  return { channels, people: people.sort((one, other) => one.name.localeCompare(other.name)) };
}

async function save(tap: Tap, sender: Sender, place: TeamPlace, deps: BotDeps): Promise<Message> {
  const offer = await offered(place, deps);
  const fixed = fixedBy(deps);
  const picked = (id: string) => (tap.inputs[id] ?? '').split(',').filter((each) => each !== '');
  const people = (part: string) => {
    const known = picked(part).filter((id) => offer.people.some((each) => each.id === id));
    return known.map((id) => StaffId.parse(id));
  };
  const channel = offer.channels.find(({ id }) => id === tap.inputs.channel);
  const assessment = offer.channels.find(({ id }) => id === tap.inputs.assessment);
  if (!fixed.mash && !channel) return form(place, deps, 'Choose the channel for referrals.');
  if (channel && assessment?.id === channel.id)
    return form(place, deps, 'The Assessment team needs a channel of its own, or none.');
  const { serviceUrl, tenantId, teamId } = place;
  const choices: Choices = {
    ...(channel && !fixed.mash ? { mash: { teamId, channelId: channel.id, tenantId, serviceUrl } } : {}),
    ...(fixed.managers ? {} : { managers: people('managers') }),
    ...(fixed.practitioners ? {} : { practitioners: people('practitioners') }),
    ...(fixed.escalation ? {} : { escalation: people('escalation') }),
    ...(assessment && !fixed.assessment ? { assessmentChannelId: assessment.id } : {}),
  };
  const names = Object.fromEntries(offer.people.map(({ id, name }) => [id, name]));
  const who = { by: sender.id, name: sender.name || 'an administrator', at: deps.now() };
  const setup = await deps.setups.change((before) => {
    const { assessmentChannelId: _, ...without } = before;
    const base = tap.inputs.assessment === 'none' && !fixed.assessment ? without : before;
    return withChoices(base, { choices, names }, who);
  });
  await deps.refreshDesk();
  deps.log.info({ event: 'setup.changed', by: sender.id });
  return { card: setUpDone(setup, await tried(place, offer, deps)) };
}

/** Whether the bot can write where it has to, and reach whom it has to, said at once and in words. */
async function tried(place: TeamPlace, { people }: Offer, deps: BotDeps): Promise<{ good: string[]; bad: string[] }> {
  const { mash, assessmentChannelId, managers, escalation } = deps.standing();
  const { serviceUrl, tenantId, teamId } = place;
  const good: string[] = [];
  const bad: string[] = [];
  const test = async (channelId: string, which: string) => {
    try {
      await deps.teams.post(serviceUrl, channelId, tenantId, setUpTest());
      good.push(`I posted a test in ${which}.`);
    } catch {
      bad.push(
        `I cannot write in ${which}. A private channel needs the app added to it: Manage channel, Apps. Then save again.`,
      );
    }
  };
  if (mash) await test(mash.channelId, 'the channel for referrals');
  if (assessmentChannelId) await test(assessmentChannelId, 'the Assessment team’s channel');
  const members = await deps.teams.members(serviceUrl, teamId);
  const guests = members.filter(({ isGuest }) => isGuest).map(({ name }) => name);
  if (guests.length > 0)
    bad.push(`Guests can read this team’s channels: ${guests.join(', ')}. Take them out before a referral comes.`);
  if (managers.length === 0) bad.push('No manager is chosen: nobody can decide, and nobody is reminded.');
  if (escalation.length === 0) bad.push('Nobody is chosen to hear of it when no manager decides.');
  const nameOf = (id: StaffId) => people.find((each) => each.id === id)?.name ?? 'Somebody who is not in this team';
  for (const id of new Set([...managers, ...escalation])) {
    try {
      await deps.reach.chatOf(id);
      good.push(`I can write to ${nameOf(id)}.`);
    } catch {
      bad.push(`I cannot write to ${nameOf(id)}. Ask them to open a chat with me and type “hi”.`);
    }
  }
  return { good, bad };
}

async function saveNames(tap: Tap, sender: Sender, deps: BotDeps): Promise<Message> {
  const agencies = fieldOf(deps.pack, 'agency').choices ?? [];
  const said = (id: string) => (tap.inputs[id] ?? '').trim();
  const long = Object.keys(tap.inputs).filter((id) => [...said(id)].length > nameLimit);
  if (long.length > 0)
    return {
      card: setUpNames(deps.setup(), deps.pack, {
        typed: tap.inputs,
        long,
        limit: nameLimit,
        attempt: (tap.attempt ?? 0) + 1,
      }),
    };
  const namesFor = (part: string) =>
    Object.fromEntries(agencies.flatMap(({ id }) => (said(`${part}-${id}`) ? [[id, said(`${part}-${id}`)]] : [])));
  const choices = { officers: namesFor('officer'), coordinators: namesFor('coordinator'), board: said('board') };
  const who = { by: sender.id, name: sender.name || 'an administrator', at: deps.now() };
  const setup = await deps.setups.change((before) => withChoices(before, { choices, names: {} }, who));
  await deps.refreshDesk();
  deps.log.info({ event: 'setup.changed', by: sender.id });
  return { card: setUpDone(setup, { good: ['The names are saved.'], bad: [] }) };
}
