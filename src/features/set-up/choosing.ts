import type { Given } from '../../actions/action.ts';
import type { Context, Message, Place } from '../../actions/context.ts';
import { StaffId } from '../../base/people.ts';
import { fieldOf } from '../../protocol/pack.ts';
import { type Choices, type Setup, withChoices } from '../../settings/setup.ts';
import { nameLimit, type Offer, setUpDone, setUpForm, setUpNames, setUpTest } from './cards.ts';
import type { saveNames, saveSetUp } from './verbs.ts';

export type TeamPlace = Place & { teamId: string };

export async function form(
  place: TeamPlace,
  context: Pick<Context, 'setups' | 'standing' | 'config' | 'teams'>,
  problem = '',
): Promise<Message> {
  const { setups, standing, config } = context;
  const offer = await offered(place, context);
  return { card: setUpForm(await setups.load(), offer, { now: standing(), fixed: config.named, problem }) };
}

async function offered({ serviceUrl, teamId }: TeamPlace, { teams }: Pick<Context, 'teams'>): Promise<Offer> {
  const [channels, members] = await Promise.all([
    teams.channels(serviceUrl, teamId),
    teams.members(serviceUrl, teamId),
  ]);
  const people = members.flatMap(({ objectId, name, isGuest }) =>
    objectId && !isGuest ? [{ id: objectId, name }] : [],
  );
  return { channels, people: people.sort((one, other) => one.name.localeCompare(other.name)) };
}

/** Keeps what was chosen, and tries it. Only who and what Teams itself offers can be chosen. */
export async function choose({ typed }: Given<typeof saveSetUp>, place: TeamPlace, context: Context): Promise<Message> {
  const offer = await offered(place, context);
  const fixed = context.config.named;
  const people = (part: string) => {
    const picked = (typed[part] ?? '').split(',');
    return picked.filter((id) => offer.people.some((each) => each.id === id)).map((id) => StaffId.parse(id));
  };
  const channel = offer.channels.find(({ id }) => id === typed.channel);
  const assessment = offer.channels.find(({ id }) => id === typed.assessment);
  if (!fixed.mash && !channel) return form(place, context, 'Choose the channel for referrals.');
  if (channel && assessment?.id === channel.id)
    return form(place, context, 'The Assessment team needs a channel of its own, or none.');
  const { serviceUrl, tenantId, teamId } = place;
  const choices: Choices = {
    ...(channel && !fixed.mash ? { mash: { teamId, channelId: channel.id, tenantId, serviceUrl } } : {}),
    ...(fixed.managers ? {} : { managers: people('managers') }),
    ...(fixed.practitioners ? {} : { practitioners: people('practitioners') }),
    ...(fixed.escalation ? {} : { escalation: people('escalation') }),
    ...(fixed.level2 ? {} : { level2: people('level2') }),
    ...(fixed.level3 ? {} : { level3: people('level3') }),
    ...(assessment && !fixed.assessment ? { assessmentChannelId: assessment.id } : {}),
  };
  const names = Object.fromEntries(offer.people.map(({ id, name }) => [id, name]));
  const setup = await keep({ choices, names }, context, (before) => {
    const { assessmentChannelId: _, ...without } = before;
    return typed.assessment === 'none' && !fixed.assessment ? without : before;
  });
  return { card: setUpDone(setup, await tryOut(place, offer, context)) };
}

/** Keeps the names of officers, co-ordinators and the Board. */
export async function keepNames({ typed, attempt }: Given<typeof saveNames>, context: Context): Promise<Message> {
  const { pack, setup } = context;
  const said = (id: string) => (typed[id] ?? '').trim();
  const long = Object.keys(typed).filter((id) => [...said(id)].length > nameLimit);
  if (long.length > 0) return { card: setUpNames(setup(), pack, { typed, long, attempt: attempt + 1 }) };
  const agencies = fieldOf(pack, 'agency').choices ?? [];
  const namesFor = (part: string) =>
    Object.fromEntries(agencies.flatMap(({ id }) => (said(`${part}-${id}`) ? [[id, said(`${part}-${id}`)]] : [])));
  const choices = { officers: namesFor('officer'), coordinators: namesFor('coordinator'), board: said('board') };
  return { card: setUpDone(await keep({ choices, names: {} }, context), { good: ['The names are saved.'], bad: [] }) };
}

/** Keeps what was chosen, and by whom. @param from the set-up to go on from, where something of it goes away */
async function keep(
  chosen: Parameters<typeof withChoices>[1],
  { by, now, setups, refreshDesk, log }: Context,
  from = (before: Setup): Setup => before,
): Promise<Setup> {
  const who = { by: by.id, name: by.name || 'an administrator', at: now() };
  const setup = await setups.change((before) => withChoices(from(before), chosen, who));
  await refreshDesk();
  log.info({ event: 'setup.changed', by: by.id });
  return setup;
}

/** Whether the bot can write where it has to, and reach whom it has to, said at once and in words. */
async function tryOut(
  place: TeamPlace,
  { people }: Offer,
  { standing, teams, reach }: Pick<Context, 'standing' | 'teams' | 'reach'>,
): Promise<{ good: string[]; bad: string[] }> {
  const { mash, assessmentChannelId, managers, escalation, level2, level3 } = standing();
  const { serviceUrl, tenantId, teamId } = place;
  const good: string[] = [];
  const bad: string[] = [];
  const test = async (channelId: string, which: string) => {
    try {
      await teams.post(serviceUrl, channelId, tenantId, setUpTest());
      good.push(`I posted a test in ${which}.`);
    } catch {
      bad.push(
        `I cannot write in ${which}. A private channel needs the app added to it: Manage channel, Apps. Then save again.`,
      );
    }
  };
  if (mash) await test(mash.channelId, 'the channel for referrals');
  if (assessmentChannelId) await test(assessmentChannelId, 'the Assessment team’s channel');
  const members = await teams.members(serviceUrl, teamId);
  const guests = members.filter(({ isGuest }) => isGuest).map(({ name }) => name);
  if (guests.length > 0)
    bad.push(`Guests can read this team’s channels: ${guests.join(', ')}. Take them out before a referral comes.`);
  if (managers.length === 0) bad.push('No manager is chosen: nobody can decide, and nobody is reminded.');
  if (escalation.length === 0) bad.push('Nobody is chosen to hear of it when no manager decides.');
  const nameOf = (id: StaffId) => people.find((each) => each.id === id)?.name ?? 'Somebody who is not in this team';
  for (const id of new Set([...managers, ...escalation, ...level2, ...level3])) {
    try {
      await reach.chatOf(id);
      good.push(`I can write to ${nameOf(id)}.`);
    } catch {
      bad.push(`I cannot write to ${nameOf(id)}. Ask them to open a chat with me and type “hi”.`);
    }
  }
  return { good, bad };
}
