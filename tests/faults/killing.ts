import { setTimeout as pause } from 'node:timers/promises';
import { allOf, summariesIn } from '../conversations/walks.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { mashTeam, profiles, referrals, tenantId, type Who } from '../fakes/people.ts';
import { decide, refer, type Tapper } from '../load/journey.ts';

export interface Killed {
  rounds: number;
  seed: number;
  referrals: number;
  decisions: number;
  lost: string[]; // what was acknowledged and is not there: each one a harm
  doubled: number; // what was told twice because of a kill between sending and recording
}

const pack = {
  extends: 'hertfordshire-2016',
  clocks: {
    decision: { within: 'PT600S', remind: ['PT4S'], escalate: 'PT8S', overdueEvery: 'PT600S' },
    idleDraft: { remind: ['PT24H'] },
  },
};

/**
 * Three people refer and a manager decides every second referral while the program is killed (-9) again and again at chance moments.
 * Whoever gets no answer presses again, as people do. In the end everything that was acknowledged must be there and told.
 */
export async function killing(options: {
  rounds: number;
  seed: number;
  env?: Record<string, string>;
}): Promise<Killed> {
  const world = await startWorld({ pack, ...(options.env ? { env: options.env } : {}) });
  const chance = randomFrom(options.seed);
  const killed: Killed = { rounds: 0, seed: options.seed, referrals: 0, decisions: 0, lost: [], doubled: 0 };
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
    for (const each of sent) killed.lost.push(...missingOf(world, each));
    killed.doubled = doubledIn(world, sent);
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
  const own: Tapper = {
    ...common,
    person: { id, name, aadObjectId: objectId },
    conversation: { id: world.teams.chatWith(profiles[who]), conversationType: 'personal' },
  };
  const { mo } = profiles;
  const desk: Tapper = {
    ...common,
    person: { id: mo.id, name: mo.name, aadObjectId: mo.objectId },
    conversation: { id: referrals.id, conversationType: 'channel' },
  };
  for (let journey = 0; !over(); journey += 1) {
    const worry = `Worry ${journey} of ${who}.`;
    const reference = await refer(own, `none-${who}-${journey}`, untilAnswered, worry);
    const decided = journey % 2 === 0;
    sent.push({ who, reference, worry, decided });
    if (decided) await decide(desk, reference, untilAnswered);
  }
}

/** Presses again until there is an answer: a press that was taken before it was killed must not count twice. */
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
  ['TypeError', 'TimeoutError'].includes((error as Error).name) && !(error as Error).message.includes('Cannot');

/** Waits until everything is told, or until nothing more can be hoped for. */
async function settle(world: World, sent: Sent[]): Promise<void> {
  const end = Date.now() + 60_000;
  while (Date.now() < end && sent.some((each) => missingOf(world, each).length > 0)) await pause(250);
}

function missingOf(world: World, { who, reference, worry, decided }: Sent): string[] {
  const thread = allOf(threadOf(world, reference));
  const chat = summariesIn(world[who].chat());
  const told = (person: 'mo' | 'ana' | 'dee') =>
    summariesIn(world[person].chat()).some((line) => line.startsWith(`${reference} undecided`));
  return [
    ...(thread.includes(worry) ? [] : [`${reference}: the worry is not in the thread of ${mashTeam.name}`]),
    ...(decided && !chat.includes(`${reference}: the MASH has decided`)
      ? [`${reference}: the referrer was not told`]
      : []),
    ...(!decided && !told('mo') ? [`${reference}: Mo was not reminded`] : []),
    ...(!decided && !told('ana') ? [`${reference}: Ana was not reminded`] : []),
    ...(!decided && !told('dee') ? [`${reference}: the silence did not go up`] : []),
  ];
}

/** What stands in the case's thread; nothing while it is not posted. */
function threadOf(world: World, reference: string): unknown[] {
  try {
    return world.mo.thread(reference);
  } catch {
    return [];
  }
}

function doubledIn(world: World, sent: Sent[]): number {
  const lines = [
    ...summariesIn(world.teams.delivered(referrals.id)),
    ...summariesIn(world.mo.chat()),
    ...summariesIn(world.dee.chat()),
  ];
  const once = (reference: string) => [
    lines.filter((line) => line.startsWith(`New referral ${reference}`) || line === `${reference} is decided`).length,
    lines.filter((line) => line.startsWith(`${reference}: Written referral, 1 of`)).length,
  ];
  return sent.flatMap(({ reference }) => once(reference)).reduce((sum, count) => sum + Math.max(0, count - 1), 0);
}

/** The same numbers for the same seed (mulberry32), so that a failing run can be told of. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
