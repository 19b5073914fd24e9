import type { PressInput } from '../../actions/action.ts';
import type { ConversationPlace, ErrandContext, ReplyMessage } from '../../actions/context.ts';
import { StaffId } from '../../base/people.ts';
import type { Texts } from '../../base/texts.ts';
import { faultsInWords, formAgain } from '../../cards/forms.ts';
import { isCouncilAddress } from '../../connector/council.ts';
import { isOfOrganisation, isOfTheMash, type Member, TeamsFault } from '../../connector/teams.ts';
import { fieldOf } from '../../protocol/pack.ts';
import { reachedIn } from '../duty/duty-state.ts';
import { isErasingOn, retentionIn } from '../retention/state.ts';
import {
  hasCouncilBox,
  nameLimit,
  officerNamesForm,
  type SetUpOptions,
  setUpForm,
  setUpSavedCard,
  setUpTestCard,
} from './cards.ts';
import { waitingLines } from './change-cards.ts';
import { withChoices } from './rules.ts';
import { type Choices, effectiveSetUp, peopleParts, type Setup, setupsIn } from './set-up-state.ts';
import type { saveNames, saveSetUp } from './verbs.ts';

export type TeamPlace = ConversationPlace & { teamId: string };

/** @param refused why the form was not saved, and what was chosen on it, so that nobody has to choose it all again */
export async function showSetUpForm(
  place: TeamPlace,
  context: ErrandContext,
  refused?: { problem: string; chosen: Partial<Setup>; seen: number | undefined },
): Promise<ReplyMessage> {
  const { documents, now } = context;
  const setup = await setupsIn(documents).load();
  const options = await loadOptions(place, context, setup);
  const waits = waitingLines({ setup: withNamesOf(options, setup), now: now() });
  const effective = { ...effectiveSetUp(setup), ...refused?.chosen };
  return { card: setUpForm(setup, options, { effective, waits, ...refused }) };
}

/** A channel counts as empty when Teams does not say who is in it. */
function noMembersIfTeamsFails(error: unknown): Member[] {
  if (error instanceof TeamsFault) return [];
  throw error;
}

/**
 * What the form offers: colleagues and people of partner agencies in the team and the channel for referrals, and
 * everybody who is set up already but is in neither. An escalation contact often is in neither, and saving another
 * change must not drop them. For some parts, also who has answered a test message.
 */
async function loadOptions(
  place: TeamPlace,
  { teams, currentSetUp, documents }: ErrandContext,
  { names }: Setup,
): Promise<SetUpOptions> {
  const { serviceUrl, teamId, tenantId } = place;
  const effective = currentSetUp();
  const { mash } = effective;
  const [{ people: reached }, channels, members, inChannel] = await Promise.all([
    reachedIn(documents).load(),
    teams.channels(serviceUrl, teamId),
    teams.members(serviceUrl, teamId),
    // The channel may be gone, which is why somebody sets it up again.
    mash ? teams.members(serviceUrl, mash.channelId).catch(noMembersIfTeamsFails) : [],
  ]);
  const everybody = withoutDoubles([...members, ...inChannel]);
  const named = ({ objectId, name, tenantId = '' }: Member) => (objectId ? [{ id: objectId, tenantId, name }] : []);
  const listed = (isMeant: (each: Member) => boolean) =>
    everybody
      .filter(isMeant)
      .flatMap(named)
      .sort((one, other) => one.name.localeCompare(other.name));
  const isColleague = (each: Member) => isOfOrganisation(each, tenantId);
  const seen = new Set(everybody.map(({ objectId }) => objectId));
  const chosen = new Set(peopleParts.flatMap((part) => (part === 'admins' ? [] : effective[part])));
  return {
    channels,
    people: listed(isColleague),
    partners: listed((each) => !each.isGuest && !isColleague(each)),
    reached: reached.filter((each) => each.tenantId === tenantId && !seen.has(each.id) && !chosen.has(each.id)),
    away: [...chosen].filter((id) => !seen.has(id)).map((id) => ({ id, name: names[id] ?? '' })),
  };
}

const namesOf = ({ people, partners, channels, reached }: SetUpOptions): Texts =>
  Object.fromEntries([...people, ...partners, ...channels, ...reached].map(({ id, name }) => [id, name]));
const withNamesOf = (options: SetUpOptions, setup: Setup) => ({
  ...setup,
  names: { ...setup.names, ...namesOf(options) },
});

const withoutDoubles = (members: Member[]): Member[] => [...new Map(members.map((each) => [each.id, each])).values()];

/**
 * Saves what was chosen on the form, and tries it out. Only people and channels that the form offered can be chosen.
 */
export async function saveChoices(
  { typed, seen }: PressInput<typeof saveSetUp>,
  place: TeamPlace,
  context: ErrandContext,
): Promise<ReplyMessage> {
  const options = await loadOptions(place, context, await setupsIn(context.documents).load());
  const choices = choicesOn(typed, options, place);
  const refuse = (problem: string) => showSetUpForm(place, context, { problem, chosen: choices, seen });
  if (!choices.mash) return refuse('Choose the channel for referrals.');
  if (choices.assessmentChannelId === choices.mash.channelId)
    return refuse('The Assessment team needs a channel of its own, or none.');
  const setup = await keep({ choices, names: namesOf(options), seen }, context);
  const testResult = await tryOut(place, options, setup, context);
  const waits = waitingLines({ setup: withNamesOf(options, setup), now: context.now() });
  return { card: setUpSavedCard(setup, testResult, { waits, ...(await scheduleOf(context)) }) };
}

/** What was chosen on the form. */
function choicesOn(typed: Texts, options: SetUpOptions, { serviceUrl, tenantId, teamId }: TeamPlace): Choices {
  const { channels, partners } = options;
  const ticked = (part: string) => (typed[part] ?? '').split(',');
  const offered = [...options.people, ...options.away].map(({ id }) => id);
  const outside = [...offered, ...options.reached.map(({ id }) => id)];
  const people = (part: string, from = offered) =>
    ticked(part)
      .filter((id) => from.includes(id))
      .map((id) => StaffId.parse(id));
  const channel = channels.find(({ id }) => id === typed.channel);
  const assessment = channels.find(({ id }) => id === typed.assessment);
  return {
    ...(channel && { mash: { teamId, channelId: channel.id, tenantId, serviceUrl } }),
    managers: people('managers'),
    practitioners: people('practitioners'),
    assessors: people('assessors'),
    ...(partners.length > 0 && {
      partners: partners
        .filter(({ id }) => ticked('partners').includes(id))
        .map(({ id, tenantId }) => ({ id: StaffId.parse(id), tenantId })),
    }),
    escalation: people('escalation', outside),
    level2: people('level2', outside),
    level3: people('level3', outside),
    ...(assessment && { assessmentChannelId: assessment.id }),
    ...(typed.assessment === 'none' && { assessmentChannelId: undefined }),
  };
}

/** Saves the names of officers, co-ordinators and the Board. */
export async function saveOfficerNames(
  given: PressInput<typeof saveNames>,
  context: ErrandContext,
): Promise<ReplyMessage> {
  const { typed, seen } = given;
  const { pack, documents, config } = context;
  const nameIn = (id: string) => (typed[id] ?? '').trim();
  const long = Object.keys(typed).filter((id) => [...nameIn(id)].length > nameLimit);
  const before = await setupsIn(documents).load();
  const council = hasCouncilBox(before, config) ? nameIn('council') : before.council;
  const isWrong = council !== before.council && council !== '' && !isCouncilAddress(council, config.local);
  if (long.length > 0 || isWrong) {
    const problems = faultsInWords({ kind: 'text-too-long', fields: long, limit: nameLimit });
    const wrong = isWrong && { council: notAnAddress };
    return { card: officerNamesForm(before, context, formAgain(given, { ...problems, ...wrong }), seen) };
  }
  const agencies = fieldOf(pack, 'agency').choices ?? [];
  const namesFor = (part: string) =>
    Object.fromEntries(agencies.flatMap(({ id }) => (nameIn(`${part}-${id}`) ? [[id, nameIn(`${part}-${id}`)]] : [])));
  const choices = {
    officers: namesFor('officer'),
    coordinators: namesFor('coordinator'),
    board: nameIn('board'),
    council,
  };
  const saved = await keep({ choices, names: {}, seen }, context);
  const waits = waitingLines({ setup: saved, now: context.now() });
  const good = ['The names are saved.'];
  return { card: setUpSavedCard(saved, { good, bad: [] }, { waits, ...(await scheduleOf(context)) }) };
}

const notAnAddress =
  'It must begin with https:// and a name on the internet, and hold no password and nothing after ? or #.';

/** Whether an administrator has confirmed the retention periods. */
export const scheduleOf = async ({ documents, pack }: ErrandContext): Promise<{ erasesBySchedule: boolean }> => ({
  erasesBySchedule: isErasingOn(await retentionIn(documents).load(), pack),
});

/** Saves what was chosen, and by whom. */
export async function keep(
  chosen: Parameters<typeof withChoices>[1],
  { by, now, documents, refreshDesk, log }: ErrandContext,
) {
  const who = { by: by.id, name: by.name || 'an administrator', at: now() };
  const setup = await setupsIn(documents).change((before) => withChoices(before, chosen, who));
  await refreshDesk();
  log.info({ event: 'setup.changed', by: by.id });
  return setup;
}

/**
 * Tests whether the bot can write in the chosen channels and to the chosen people. Says at once, in words, what works
 * and what does not.
 */
async function tryOut(
  place: TeamPlace,
  { people, away, reached }: SetUpOptions,
  { waiting }: Setup,
  { currentSetUp, teams, reach }: ErrandContext,
): Promise<{ good: string[]; bad: string[] }> {
  const { mash, assessmentChannelId, managers, escalation, level2, level3 } = currentSetUp();
  const { serviceUrl, tenantId, teamId } = place;
  const good: string[] = [];
  const bad: string[] = [];
  const test = async (channelId: string, channel: string, isUnconfirmed = false) => {
    try {
      await teams.post(serviceUrl, channelId, tenantId, setUpTestCard(isUnconfirmed));
      good.push(`I posted a test in ${channel}.`);
    } catch {
      bad.push(
        `I cannot write in ${channel}. A private channel needs the app added to it: Manage channel, Apps. Then save again.`,
      );
    }
  };
  if (mash) await test(mash.channelId, 'the channel for referrals');
  if (assessmentChannelId) await test(assessmentChannelId, 'the Assessment team’s channel');
  const { mash: next, assessmentChannelId: nextAssessment } = waiting?.choices ?? {};
  if (next) await test(next.channelId, 'the channel that waits to be confirmed', true);
  if (nextAssessment) await test(nextAssessment, 'the Assessment team’s channel that waits to be confirmed', true);
  const inTeam = await teams.members(serviceUrl, teamId);
  const inChannel = mash ? await teams.members(serviceUrl, mash.channelId).catch(noMembersIfTeamsFails) : [];
  const members = withoutDoubles([...inTeam, ...inChannel]);
  const guests = members.filter(({ isGuest }) => isGuest).map(({ name }) => name);
  const others = members.filter((each) => !each.isGuest && !isOfTheMash(each, currentSetUp())).map(({ name }) => name);
  if (guests.length > 0)
    bad.push(`Guests can read this team’s channels: ${guests.join(', ')}. Take them out before a referral comes.`);
  if (others.length > 0)
    bad.push(
      `People of other organisations can read referrals: ${others.join(', ')}. Take them out, or press Change and tick them.`,
    );
  if (managers.length === 0) bad.push('No manager is chosen: nobody can decide, and nobody is reminded.');
  if (escalation.length === 0) bad.push('Nobody is chosen to hear of it when no manager decides.');
  const nameOf = (id: StaffId) =>
    [...people, ...away, ...reached].find((each) => each.id === id)?.name || 'somebody who is not in this team';
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
