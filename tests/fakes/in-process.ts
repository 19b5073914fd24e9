import type { Activity } from 'botbuilder';
import pino, { type Logger } from 'pino';
import { Instant } from '../../src/base/time.ts';
import type { Card } from '../../src/cards/parts.ts';
import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import type { Outside } from '../../src/connector/outside.ts';
import { type Member, type Sayable, type Teams, TeamsFault } from '../../src/connector/teams.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';
import type { Store } from '../../src/store/port.ts';
import type { Turn } from '../../src/teams/answering.ts';
import { metricsOf } from '../../src/watch/metrics.ts';
import { aboutJane, aChild } from '../conversations/walks.ts';
import { memoryPlace } from '../simulation/memory-store.ts';
import { asOpened } from './as-opened.ts';
import { dataWith, type Filled, fillIn, initialValues } from './filling-in.ts';
import { mashMembers, mashTeam, type Profile, profiles, referrals, tenantId, type Who } from './people.ts';
import { findExecuteAction } from './seeing.ts';
import { packName } from './the-pack.ts';
import { virtualMachine } from './virtual-machine.ts';
import type { Json } from './wire.ts';

const serviceUrl = 'http://127.0.0.1:9/teams/'; // nothing calls this address
const ids = (...whom: Who[]): string => whom.map((who) => profiles[who].objectId).join(',');

const forgetsMs = 3000; // what it knows of the store it asks anew by then

interface Surroundings {
  /** Wraps Teams for all calls but the worker's: answers to people, and questions to Teams about them. */
  through?: (teams: Teams) => Teams;
  /** Wraps Teams for the worker's messages. */
  tellsThrough?: (teams: Teams) => Teams;
  outside?: Outside;
  log?: Logger;
  /** A store that another instance may have open, too. */
  store?: Store;
  /** Environment variables beside, or instead of, those that it sets. */
  env?: Record<string, string>;
  /** Who is in a conversation. The default is the members of the MASH team, in every conversation. */
  rosterOf?: (conversationId: string) => readonly Profile[] | undefined;
}

/** The whole program without a port, process or clock of its own. Its store is in memory (and keeps the contract); Teams and time are faked. */
export function inProcess(
  start: string,
  {
    through = (teams) => teams,
    tellsThrough = (teams) => teams,
    store: given,
    outside,
    log,
    env,
    rosterOf = () => mashMembers,
  }: Surroundings = {},
) {
  let isStirred = true;
  const stir = () => {
    isStirred = true;
  };
  const machine = virtualMachine(Instant.parse(start), {
    takeStirred() {
      const wasStirred = isStirred;
      isStirred = false;
      return wasStirred;
    },
    nextWake: () => store.nextWake(),
    longestSkip: 300_000,
  });
  const place = memoryPlace();
  const store = hearing(given ?? asOpened(place.open(), machine.ticks), stir);
  const config = readConfig({
    ...{ MASH_TEAM_ID: mashTeam.id, MASH_CHANNEL_ID: referrals.id, MASH_SERVICE_URL: serviceUrl },
    ...{ MASH_MANAGERS: ids('mo', 'ana'), MASH_ESCALATION: ids('dee'), ADMINS: ids('ash') },
    ...env,
  });
  const told: { to: string; message: Sayable }[] = [];
  const said: typeof told = []; // the messages sent in answer
  const teams = through(recordingTeams(said, 'answer', rosterOf));
  const tells = tellsThrough(recordingTeams(told, 'told', rosterOf));
  const program = compose({
    ...{ config, machine, store, teams },
    pack: loadPack(packName),
    telling: () => tells,
    outside,
    pace: async () => ({ kind: 'go-on' }),
    log: log ?? pino({ level: 'silent' }),
    metrics: metricsOf(() => store, machine.now),
  });
  const begun = program.begin();
  const words: string[] = []; // the sentences that answered a press
  let worker: ReturnType<typeof program.startWorker> | undefined;

  async function act(who: Who, activity: Partial<Activity>, inChannel = false): Promise<Card[]> {
    const { id, objectId, name } = profiles[who];
    const answers: Card[] = [];
    const turn = {
      activity: {
        ...{ id: machine.newId(), serviceUrl, channelData: { tenant: { id: tenantId } } },
        from: { id, aadObjectId: objectId, name },
        conversation: inChannel
          ? { id: `${referrals.id};messageid=1`, conversationType: 'channel', tenantId }
          : { id: `a:${who}`, conversationType: 'personal', tenantId },
        ...activity,
      },
      async sendActivity(said: Partial<Activity>) {
        const value: unknown = said.value?.body?.value;
        if (typeof value === 'string') words.push(value);
        else if (typeof value === 'object' && value !== null) answers.push(value as Card);
        return undefined;
      },
    };
    await begun;
    const before = said.length;
    await program.onTurn(turn as unknown as Turn);
    const to = turn.activity.conversation?.id;
    const sent = said.slice(before).filter((each) => each.to === to);
    return [...sent.flatMap(({ message }) => ('card' in message ? [message.card] : [])), ...answers];
  }

  const types = async (who: Who, text: string): Promise<Card> =>
    (await act(who, { type: 'message', text })).at(-1) ?? {};

  /** Fills in a card and presses a button by its title. Only managers press in the channel, unless `place` says it. */
  async function presses(
    who: Who,
    card: Card,
    title: string,
    inputs: Filled = {},
    place?: 'chat' | 'channel',
  ): Promise<Card> {
    const isShown = Object.keys(card).length > 0; // a typed word is answered in words; the card comes on “card”
    const on = (isShown ? card : await types(who, 'card')) as Json;
    const action = findExecuteAction(on, title);
    const data = dataWith(action, on, { ...initialValues(on), ...fillIn(on, inputs) });
    const press = { type: 'invoke', name: 'adaptiveCard/action', replyToId: 'pressed' };
    const value = { action: { type: 'Action.Execute', verb: action.verb, data } };
    const isManager = profiles[who] === profiles.mo || profiles[who] === profiles.ana;
    const inChannel = place ? place === 'channel' : isManager;
    return (await act(who, { ...press, value }, inChannel)).at(-1) ?? {};
  }

  /** Jane fills in a check from “start” on. @returns the page on which she can send it */
  async function checks(danger: 'No' | 'Yes, now' = 'No'): Promise<Card> {
    let card = await types('jane', 'start');
    card = await presses('jane', card, danger);
    if (danger === 'Yes, now') card = await presses('jane', card, 'Continue to the written referral');
    card = await presses('jane', card, 'Continue', aboutJane);
    card = await presses('jane', card, 'Finish and send', aChild);
    card = await presses('jane', card, 'They were not asked');
    return presses('jane', card, 'Continue', { Could: 'Yes', Why: 'He may be involved.' });
  }

  return {
    begun, // what it does at a start is done
    machine,
    told,
    said,
    words,
    services: program.services,
    answered: program.answered,
    acts: act,
    config,
    onTurn: program.onTurn,
    types,
    presses,
    checks,
    /** Jane refers a child. @returns her first receipt */
    refers: async (danger?: 'No' | 'Yes, now') => presses('jane', await checks(danger), 'Submit referral'),
    async starts() {
      if (worker) throw new Error('The worker has started already: a second one would do every look twice');
      await begun;
      await program.services.refreshDesk();
      worker = program.startWorker();
      await machine.settle();
    },
    /** Remembers what it holds. What that returns lets it hold no more than this again. */
    asNow() {
      const putBack = place.asNow();
      return async () => {
        if (putBack()) await machine.pass(forgetsMs);
      };
    },
    async ends() {
      const stopping = worker?.stop();
      await machine.pass(10_000);
      await stopping;
      await store.close();
    },
  };
}

/** The store, which says when something is written. */
const hearing = (store: Store, stir: () => void): Store => ({
  ...store,
  create: (...given) => store.create(...given).finally(stir),
  replace: (...given) => store.replace(...given).finally(stir),
  remove: (...given) => store.remove(...given).finally(stir),
  postpone: (...given) => store.postpone(...given).finally(stir),
});

/** A Teams that takes every message and adds it to the list. */
function recordingTeams(
  told: { to: string; message: Sayable }[],
  named: string,
  rosterOf: NonNullable<Surroundings['rosterOf']>,
): Teams {
  let count = 0;
  const record = (to: string, message: Sayable): string => {
    told.push({ to, message });
    count += 1;
    return `${named}-${count}`;
  };
  function membersOf(conversation: string): Member[] {
    const roster = rosterOf(conversation);
    if (!roster) throw new TeamsFault(404);
    return roster.map(({ id, name, objectId, role, tenantId }) => ({
      ...{ id, name, objectId, tenantId, isGuest: role === 'guest' },
    }));
  }
  return {
    async post(_, channelId, _tenantId, card, alert = false) {
      const activityId = record(channelId, { card, alert });
      return { thread: `${channelId};messageid=${activityId}`, activityId };
    },
    send: async (_, to, message) => record(to, message),
    async update(_, to, _activityId, card) {
      record(to, { card });
    },
    async member(_, conversation, memberId) {
      const member = membersOf(conversation).find(({ id }) => id === memberId);
      if (!member) throw new TeamsFault(404);
      return member;
    },
    members: async (_, conversation) => membersOf(conversation),
    openChat: async (_, _tenantId, memberId) => `a:${memberId}`,
    channels: async () => [{ id: referrals.id, name: 'Referrals', isStandard: true }],
  };
}
