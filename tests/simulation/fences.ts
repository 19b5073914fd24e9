import { type Member, type Teams, TeamsFault } from '../../src/connector/teams.ts';
import { type Store, StoreFault } from '../../src/store/port.ts';
import type { Json } from '../fakes/wire.ts';
import type { Chance } from './chance.ts';
import type { Chats, Posted } from './chats.ts';
import type { Generation } from './generation.ts';
import { type StoreTrouble, slowestMs, type TeamsTrouble, type Weather } from './weather.ts';

interface World {
  chance: Chance;
  weather: Weather;
}

/** The store as one life of the program meets it in this weather. */
export function fencedStore(
  store: Store,
  life: Generation,
  { chance, weather, isAlone, aheadMs }: World & Pick<Store, 'isAlone' | 'aheadMs'>,
): Store {
  /** Splits a delay into the time before the work and the time after it. */
  const slow = (): [number, number] => {
    const ms = chance.between(100, slowestMs);
    return chance.happens(0.5) ? [ms, 0] : [0, ms];
  };
  const fenced = <T>(what: string, work: () => Promise<T>, { isWrite = false, overtaken }: Fence<T> = {}): Promise<T> =>
    life.ask(what, async (wait) => {
      const trouble: StoreTrouble | undefined = weather.troubleWithStore();
      const [before, after] = trouble === 'slow' ? slow() : [0, 0];
      if (before > 0) await wait(before);
      if (trouble === 'busy' || (isWrite && trouble === 'full')) throw new StoreFault(`the store is ${trouble}`);
      if (trouble === 'overtaken' && overtaken !== undefined) return overtaken;
      const result = await work();
      if (after > 0) await wait(after); // by now a document that was read may be old
      if (isWrite && trouble === 'cut') throw new StoreFault('the store did not answer');
      return result;
    });
  const read =
    (name: string, reads: (...given: unknown[]) => Promise<unknown>) =>
    (...given: unknown[]) =>
      fenced([name, ...given].join(' '), () => reads(...given));
  const isWrite = true;
  return {
    ...(Object.fromEntries(
      Object.entries(store).map(([name, reads]) => [name, read(name, reads)]),
    ) as unknown as Store),
    // Nobody else creates the same document, so `overtaken` is not simulated here.
    create: (document) => fenced(`writes ${nameOf(document)}`, () => store.create(document), { isWrite }),
    replace: (...what) =>
      fenced(`writes ${nameOf(what[0])}`, () => store.replace(...what), { isWrite, overtaken: { kind: 'overtaken' } }),
    postpone: (...what) => fenced(`puts off ${what[0]}`, () => store.postpone(...what), { isWrite }),
    remove: (...what) =>
      fenced(`removes ${what[0]} ${what[1]}`, () => store.remove(...what), { isWrite, overtaken: false }),
    ...{ isAlone, aheadMs },
    close: async () => {},
  };
}

/** @param overtaken what a write answers that somebody else was faster than */
interface Fence<T> {
  isWrite?: boolean;
  overtaken?: T;
}

const nameOf = ({ kind, id }: { kind: string; id: string }): string => `${kind} ${id}`;

const waitsMs = 60_000; // after this the program gives up a call to Teams

/** A message that Teams took without answering. The program may send it once more. */
export interface Unanswered {
  conversation: string;
  card: Json;
}

export interface TeamsWorld extends World {
  chats: Chats;
  /** The members of a team or a private channel. */
  members(place: string): Member[];
  everybody(): Member[];
  /** @returns the chat of a person by their Teams id; undefined when Teams does not know the id */
  chatOf(memberId: string): string | undefined;
  channels: { id: string; name: string; isStandard: boolean }[];
  unanswered(what: Unanswered): void;
  /** Hears of each message that Teams took. */
  took(posted: Posted): void;
}

/** Teams as one life of the program meets it, when it calls Teams and when it answers somebody. */
export function fencedTeams(life: Generation, world: TeamsWorld): Teams {
  const { chance, chats } = world;

  /** @param does carries out the call in Teams, and returns undefined when the target does not exist */
  async function call<T>(
    what: string,
    conversation: string,
    does: () => T | undefined,
    { card }: { card?: Json } = {},
  ): Promise<T> {
    const { weather } = world;
    const noteUnanswered = () => card && world.unanswered({ conversation, card });
    const work = () => {
      const result = does();
      if (result !== undefined && !life.alive) noteUnanswered(); // the program was killed while the call was on its way
      return result;
    };
    return life.ask(`${what} ${conversation}`, async (wait) => {
      const trouble = weather.troubleWithTeams(conversation);
      await wait(chance.between(40, 400));
      refuse(trouble, chance);
      if (trouble === 'silent') {
        await wait(waitsMs);
        throw new TeamsFault(undefined);
      }
      if (trouble === 'late') {
        await wait(waitsMs);
        if (work() !== undefined && life.alive) noteUnanswered();
        throw new TeamsFault(undefined);
      }
      const result = work();
      if (result === undefined) throw new TeamsFault(404);
      if (trouble === 'cut') {
        noteUnanswered();
        throw new TeamsFault(undefined);
      }
      if (trouble === 'slow') await wait(chance.between(1000, 50_000));
      else await wait(chance.between(10, 100));
      return result; // if the program is dead by now, `wasKilled` in world.ts has noted that it may send this again
    });
  }

  const contentOf = (message: Parameters<Teams['send']>[2]) =>
    'card' in message ? { card: message.card as Json } : { text: message.text };

  const noteTaken = (posted: Posted | undefined) => {
    if (posted) world.took(posted);
    return posted;
  };
  return {
    post(_, channel, _tenant, card, alert = false) {
      const begin = () => {
        const posted = chats.begin(channel, { card: card as Json, alert });
        noteTaken(posted);
        return { thread: posted.conversation, activityId: posted.id };
      };
      return call('posts in', channel, begin, { card: card as Json });
    },
    send(_, conversation, message) {
      const alert = 'card' in message && message.alert === true;
      const say = () => noteTaken(chats.say(conversation, { ...contentOf(message), alert }))?.id;
      return call('writes in', conversation, say, 'card' in message ? { card: message.card as Json } : {});
    },
    async update(_, conversation, id, card) {
      await call(
        'changes a message in',
        conversation,
        () => chats.change(conversation, id, { card: card as Json })?.id,
      );
    },
    member(_, conversation, memberId) {
      const all = () => (conversation.startsWith('a:') ? world.everybody() : world.members(conversation));
      return call('asks for a member of', conversation, () => all().find(({ id }) => id === memberId));
    },
    members: (_, team) => call('asks for the members of', team, () => world.members(team)),
    openChat: (_, _tenant, memberId) =>
      call('opens a chat with', world.chatOf(memberId) ?? memberId, () => world.chatOf(memberId)),
    channels: (_, team) => call('asks for the channels of', team, () => world.channels),
  };
}

function refuse(trouble: TeamsTrouble | undefined, chance: Chance): void {
  if (trouble === 'busy') throw new TeamsFault(429, chance.of([0, 1000, 5000, 20_000, 60_000]));
  if (trouble === 'broken') throw new TeamsFault(chance.of([500, 502, 503, 504]));
  if (trouble === 'forbidden') throw new TeamsFault(403);
  if (trouble === 'missing') throw new TeamsFault(404);
}
