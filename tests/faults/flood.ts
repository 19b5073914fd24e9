import { setTimeout as wait } from 'node:timers/promises';
import { refers, summariesIn } from '../conversations/walks.ts';
import { startWorld, type World } from '../conversations/world.ts';
import type { Who } from '../fakes/people.ts';
import { type TeamsClient, teamsClient } from '../fakes/teams-client.ts';
import type { Activity } from '../fakes/wire.ts';

/**
 * Floods the program from one person, through sixteen busy connections, while a manager's reminder falls due.
 *
 *     node tests/faults/flood.ts            plays every flood, one after the other
 */

const long = 250_000;

/** Drops the HTML copy of the text: the door takes no more than 256 KB. */
const withoutHtml = (message: Activity): Activity => ({ ...message, attachments: [] });

export const floods = {
  'dots after “report”': (who) => withoutHtml(who.message(who.chatId, `report${'.'.repeat(long)}x`)),
  'words of danger': (who) => who.message(who.chatId, 'he is here now'),
  'danger in a long text': (who) =>
    withoutHtml(who.message(who.chatId, `${'no danger, not her, '.repeat(long / 20)} he is here now`)),
  'short words': (who) => who.message(who.chatId, 'hi'),
  'a long text in a box': (who) => who.execute(who.chatId, '1', 'learn', { name__0: 'a,'.repeat(long / 2) }),
  'a message without a sender': (who) => ({ ...withoutHtml(who.message(who.chatId, 'x'.repeat(long))), from: {} }),
} satisfies Record<string, (who: TeamsClient) => Activity>;

export type Flood = keyof typeof floods;

export interface Flooded {
  sent: number; // messages of the flood
  lateMs: number; // how late the reminder came into the manager's chat
  healthMs: number; // the longest answer of /healthz
  otherMs: number; // the longest answer to another person's “hi”
}

const remindAfter = 2; // seconds after the referral
const forMs = 3_000;
const pack = {
  extends: 'hertfordshire-2016',
  clocks: {
    decision: { within: 'PT1H', remind: [`PT${remindAfter}S`], escalate: 'PT50M', overdueEvery: 'PT1H' },
  },
};

/** The program, and two people whom it knows. @param actions the limit of actions a minute, when not the program's own */
export async function beforeFloods(actions = ''): Promise<World> {
  const world = await startWorld({ pack, ownProcess: true, env: { ACTIONS_A_MINUTE: actions } });
  for (const who of ['mo', 'tom'] as const) await world[who].says('hi');
  return world;
}

/**
 * Plays one flood, or none, of this person.
 * @param everyMs sends one message at a time, at this interval
 */
export async function playFlood(
  world: World,
  flood: Flood | undefined,
  { by = 'sid', everyMs }: { by?: Who; everyMs?: number } = {},
): Promise<Flooded> {
  const client = teamsClient(world[by].profile, world.teams);
  const body = flood && JSON.stringify(floods[flood](client));
  const reference = await refers(world.jane);
  const submitted = Date.now(); // some milliseconds after the clock began
  const end = Date.now() + forMs;
  const [sent, healthMs, otherMs, lateMs] = await Promise.all([
    body ? floodUntil(end, { body, everyMs }, world) : 0,
    longestUntil(end, async () => void (await (await fetch(`${world.base}/healthz`)).text())),
    longestUntil(end, () => world.tom.says('hi').then(ignore, ignore)),
    reminderDelay(world, reference, submitted),
  ]);
  return { sent, healthMs, otherMs, lateMs };
}

const ignore = () => undefined;

async function floodUntil(
  end: number,
  { body, everyMs }: { body: string; everyMs: number | undefined },
  { base }: World,
): Promise<number> {
  let sent = 0;
  const headers = { 'content-type': 'application/json' };
  const sends = async () => {
    for (; Date.now() < end; sent += 1) {
      await fetch(`${base}/api/messages`, { method: 'POST', headers, body })
        .then((answer) => (answer.status === 200 ? answer.arrayBuffer() : Promise.reject(answer.status)))
        .catch((why: unknown) => console.error('not taken', why));
      await wait(everyMs ?? 0);
    }
  };
  await Promise.all(Array.from({ length: everyMs ? 1 : 16 }, sends));
  return sent;
}

/** Does the work every fifth of a second. @returns the longest that it took */
async function longestUntil(end: number, work: () => Promise<void>): Promise<number> {
  let longest = 0;
  while (Date.now() < end) {
    const begun = performance.now();
    await work();
    longest = Math.max(longest, performance.now() - begun);
    await wait(200);
  }
  return Math.round(longest);
}

/** How late the reminder came into the manager's chat. */
async function reminderDelay({ mo, until }: World, reference: string, submitted: number): Promise<number> {
  await until(() => summariesIn(mo.chat()).some((line) => line.startsWith(`${reference} undecided`)), 60_000);
  return Date.now() - submitted - remindAfter * 1000;
}

if (process.argv[1]?.endsWith('flood.ts')) {
  for (const flood of [undefined, ...(Object.keys(floods) as Flood[])])
    for (const actions of ['', '100000']) {
      await using world = await beforeFloods(actions);
      const flooded = JSON.stringify(await playFlood(world, flood));
      process.stdout.write(`${flood ?? 'no flood'}, limit ${actions || 'as usual'}: ${flooded}\n`);
    }
  process.exit(0);
}
