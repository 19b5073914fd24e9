import { setTimeout as pause } from 'node:timers/promises';
import { allOf, summariesIn, wordsOf } from '../conversations/walks.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { profiles, referrals, tenantId, type Who } from '../fakes/people.ts';
import { decide, type LoadUser, refer } from '../load/journey.ts';
import { isDigest } from './summaries.ts';

export interface Killed {
  rounds: number;
  seed: number;
  referrals: number;
  decisions: number;
  lost: string[]; // what was acknowledged and is missing: each one a harm
}

const pack = {
  extends: 'hertfordshire-2016',
  clocks: {
    decision: {
      within: 'PT600S',
      remind: ['PT1S'],
      escalate: 'PT2S',
      overdueEvery: 'PT600S',
    },
    idleDraft: { remind: ['PT24H'] },
  },
};

/**
 * Three people refer and a manager decides every second referral while the program is killed (-9) again and again at
 * random moments. Anybody who gets no answer presses again, as people do. In the end everything acknowledged must be
 * stored and told.
 */
export async function killing(options: {
  rounds: number;
  seed: number;
  env?: Record<string, string>;
}): Promise<Killed> {
  const world = await startWorld({ ownProcess: true, pack, ...(options.env ? { env: options.env } : {}) });
  const chance = randomFrom(options.seed);
  const killed: Killed = { rounds: 0, seed: options.seed, referrals: 0, decisions: 0, lost: [] };
  try {
    await world.dee.installs();
    let over = false;
    const sent: Sent[] = [];
    const people = (['jane', 'tom', 'sid'] as const).map((who) => keepReferring(world, who, sent, () => over));
    for (; killed.rounds < options.rounds; killed.rounds += 1) {
      await pause(100 + chance() * 700);
      await world.restart();
    }
    over = true;
    await Promise.all(people);
    killed.referrals = sent.length;
    killed.decisions = sent.filter(({ decided }) => decided).length;
    await settle(world, sent);
    killed.lost = missing(world, sent);
    return killed;
  } finally {
    await world.stop();
  }
}

interface Sent {
  who: Who;
  reference: string;
  worry: string;
  decided: boolean;
}

async function keepReferring(world: World, who: Who, sent: Sent[], over: () => boolean): Promise<void> {
  const { id, name, objectId } = profiles[who];
  const common = { base: world.base, serviceUrl: world.teams.serviceUrl, tenantId };
  const own: LoadUser = {
    ...common,
    person: { id, name, aadObjectId: objectId },
    conversation: { id: world.teams.chatWith(profiles[who]), conversationType: 'personal' },
  };
  const { mo } = profiles;
  const desk: LoadUser = {
    ...common,
    person: { id: mo.id, name: mo.name, aadObjectId: mo.objectId },
    conversation: { id: referrals.id, conversationType: 'channel' },
  };
  for (let journey = 0; !over(); journey += 1) {
    const worry = `Worry ${journey} of ${who}.`;
    const reference = await refer(own, `none-${who}-${journey}`, untilAnswered, worry);
    const decided = (journey % 2 === 0) === (who === 'jane'); // a short run, too, has one that waits for its reminders
    sent.push({ who, reference, worry, decided });
    if (decided) await decide(desk, reference, untilAnswered);
  }
}

/** Presses again until there is an answer. A press taken before the kill must not count twice. */
async function untilAnswered<T>(work: () => Promise<T>): Promise<T> {
  const end = Date.now() + 60_000;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > end || !noAnswer(error)) throw error;
      await pause(100);
    }
  }
}

const noAnswer = (error: unknown): boolean =>
  (error as Error).message.includes('Teams did not tell me who you are') || // and asks to press again
  (['TypeError', 'TimeoutError'].includes((error as Error).name) && !(error as Error).message.includes('Cannot'));

/** Waits until everything is told, or gives up after a while. */
async function settle(world: World, sent: Sent[]): Promise<void> {
  const end = Date.now() + 90_000;
  while (Date.now() < end && missing(world, sent).length > 0) await pause(250);
}

/** Lists what was acknowledged and is missing. It reads all messages once, however many referrals there are. */
function missing(world: World, sent: Sent[]): string[] {
  const channel = allOf(world.teams.delivered(referrals.id));
  const people = ['jane', 'tom', 'sid', 'mo', 'ana', 'dee'] as const;
  const chats = new Map(people.map((who) => [who as Who, new Set(summariesIn(world[who].chat()))]));
  const digests = new Map(people.map((who) => [who as Who, world[who].chat().filter(isDigest).map(wordsOf).join()]));
  const hasReminder = (who: Who, reference: string) =>
    [...(chats.get(who) ?? [])].some((line) => line.startsWith(`${reference} undecided`)) ||
    digests.get(who)?.includes(reference);
  return sent.flatMap(({ who, reference, worry, decided }) => [
    ...(channel.includes(reference) && channel.includes(worry) ? [] : [`${reference}: not whole in the channel`]),
    ...(decided && !chats.get(who)?.has(`${reference}: the MASH has decided`)
      ? [`${reference}: the referrer was not told`]
      : []),
    ...(decided
      ? []
      : (['mo', 'ana', 'dee'] as const)
          .filter((each) => !hasReminder(each, reference))
          .map((each) => `${reference}: ${each} was not told`)),
  ]);
}

/** Random numbers by a seed (mulberry32), so that a failing run can be repeated. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
