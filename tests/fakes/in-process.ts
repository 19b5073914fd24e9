import type { Activity } from 'botbuilder';
import pino, { type Logger } from 'pino';
import type { Services } from '../../src/actions/context.ts';
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
import { type Contents, memoryPlace } from '../simulation/memory-store.ts';
import { asOpened } from './as-opened.ts';
import { dataWith, type Filled, fillIn, initialValues } from './filling-in.ts';
import { mashMembers, mashTeam, type Profile, profiles, referrals, tenantId, type Who } from './people.ts';
import { findExecuteAction } from './seeing.ts';
import { packName } from './the-pack.ts';
import { type VirtualMachine, virtualMachine } from './virtual-machine.ts';
import type { Json } from './wire.ts';

const serviceUrl = 'http://127.0.0.1:9/teams/'; // nothing calls this address
const ids = (...whom: Who[]): string => whom.map((who) => profiles[who].objectId).join(',');

/** A world that stood still, which others may go on from: its store, its time and what it said. */
interface Held {
  contents: Contents;
  at: number;
  lists: unknown[][];
  works: boolean; // its worker has started
  value: unknown;
}

const latest = 100;
const sent = { messages: 0 };
const heldOfAll = new Map<string, Held>(); // by the way to it; the one that was used longest ago first

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
export function inProcess(start: string, around: Surroundings = {}) {
  const { through = (teams) => teams, tellsThrough = (teams) => teams, store: given, outside, log, env } = around;
  const { rosterOf = () => mashMembers } = around;
  let isStirred = true;
  const stir = () => {
    isStirred = true;
  };
  const clock = virtualMachine(Instant.parse(start), {
    takeStirred() {
      const wasStirred = isStirred;
      isStirred = false;
      return wasStirred;
    },
    nextWake: () => now().store.nextWake(),
    longestSkip: 300_000,
  });
  const place = memoryPlace();
  const config = readConfig({
    ...{ MASH_TEAM_ID: mashTeam.id, MASH_CHANNEL_ID: referrals.id, MASH_SERVICE_URL: serviceUrl },
    ...{ MASH_MANAGERS: ids('mo', 'ana'), MASH_ESCALATION: ids('dee'), ADMINS: ids('ash') },
    ...env,
  });
  const told: { to: string; message: Sayable }[] = [];
  const said: typeof told = []; // the messages sent in answer
  const teams = through(recordingTeams(said, 'answer', rosterOf));
  const tells = tellsThrough(recordingTeams(told, 'told', rosterOf));
  const words: string[] = []; // the sentences that answered a press
  const lists: unknown[][] = [told, said, words];
  const metrics = metricsOf(() => now().store, clock.now);
  let running: ReturnType<typeof built> | undefined;
  const now = () => {
    running ??= built();
    return running;
  };
  let works = false;
  const isLikeOthers = Object.keys(around).every((each) => each === 'env');
  const heldHere = isLikeOthers ? heldOfAll : new Map<string, Held>();
  // what it did; undefined when it has done what is no step of a beginning
  let way: string | undefined = given ? undefined : `${start} ${JSON.stringify(env)}`;

  function built() {
    const store = hearing(given ?? asOpened(place.open(), clock.ticks), stir);
    const program = compose({
      ...{ config, machine: clock, store, teams, outside, metrics },
      pack: loadPack(packName),
      telling: () => tells,
      pace: async () => ({ kind: 'go-on' }),
      log: log ?? pino({ level: 'silent' }),
    });
    let worker: ReturnType<typeof program.startWorker> | undefined;
    async function starts() {
      await begun;
      await program.services.refreshDesk();
      worker = program.startWorker();
      await clock.settle();
    }
    const begun = program.begin();
    return { store, program, begun, starts, ready: works ? starts() : begun, worker: () => worker };
  }

  /** It goes off the way, and has begun. */
  async function goesOn() {
    way = undefined;
    await now().ready;
  }
  const machine: VirtualMachine = {
    ...clock,
    settle: () => goesOn().then(clock.settle),
    pass: (ms) => goesOn().then(() => clock.pass(ms)),
    jump: (ms) => goesOn().then(() => clock.jump(ms)),
  };

  /** Remembers all that it holds. It stands still meanwhile. */
  const asNow = (value?: unknown): Held => {
    const copies = lists.map((list) => [...list]);
    return { contents: place.asNow(), at: clock.ticks(), lists: copies, works, value };
  };
  /** Goes on from there, as a program that starts anew with what was stored. */
  function goesOnFrom({ contents, at, lists: copies, ...held }: Held) {
    running = undefined;
    works = held.works;
    place.putBack(contents);
    clock.goTo(at);
    for (const [which, list] of lists.entries()) list.splice(0, list.length, ...(copies[which] ?? []));
  }

  /**
   * A step of a beginning. If a program has come the same way before and done this, this one goes on from there.
   * @param step what it does: the same words are always the same step
   */
  async function plays<T>(step: string, play: () => Promise<T>): Promise<T> {
    if (way === undefined) return play();
    const next: string = `${way}\n${step}`;
    const known = heldHere.get(next);
    if (known) goesOnFrom(known);
    const value = known ? known.value : await play();
    if (!known) await machine.settle();
    heldHere.delete(next);
    heldHere.set(next, known ?? asNow(value));
    if (heldHere.size > latest) heldHere.delete(heldHere.keys().next().value ?? '');
    way = next;
    return value as T;
  }

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
    await goesOn();
    const before = said.length;
    await now().program.onTurn(turn as unknown as Turn);
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
    /** What it does at a start is done. */
    begins: () => now().begun,
    machine,
    told,
    said,
    words,
    plays,
    services: new Proxy({} as Services, { get: (_, name) => Reflect.get(now().program.services, name) }),
    answered: (ms: number) => now().program.answered(ms),
    acts: act,
    config,
    onTurn: (turn: Turn) => now().program.onTurn(turn),
    types,
    presses,
    checks,
    /** Jane refers a child. @returns her first receipt */
    refers: async (danger?: 'No' | 'Yes, now') => presses('jane', await checks(danger), 'Submit referral'),
    async starts() {
      if (works) throw new Error('The worker has started already: a second one would do every look twice');
      await now().starts();
      works = true;
    },
    /** Remembers what it holds. What that returns lets it hold no more than this again, at the same time. */
    asNow() {
      const [held, there] = [asNow(), way];
      return () => {
        goesOnFrom(held);
        way = there;
      };
    },
    async ends() {
      const { worker, store } = now();
      const stopping = worker()?.stop();
      await clock.pass(10_000);
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
  const record = (to: string, message: Sayable): string => {
    told.push({ to, message });
    sent.messages += 1;
    return `${named}-${sent.messages}`;
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
