import { setTimeout as wait } from 'node:timers/promises';
import { allOf, refers } from '../conversations/walks.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { type TeamsClient, teamsClient } from '../fakes/teams-client.ts';
import type { Activity } from '../fakes/wire.ts';

/**
 * One person sends as much as they can, through sixteen connections that never rest, while a manager is to be reminded.
 *
 *     node tests/faults/flood.ts            every flood, one after the other
 */

const long = 250_000;

/** Without the same once more in HTML: the door takes no more than 256 KB. */
const bare = (message: Activity): Activity => ({ ...message, attachments: [] });

export const floods = {
  'dots after “report”': (who) => bare(who.message(who.chatId, `report${'.'.repeat(long)}x`)),
  'words of danger': (who) => who.message(who.chatId, 'he is here now'),
  'danger in a long text': (who) =>
    bare(who.message(who.chatId, `${'no danger, not her, '.repeat(long / 20)} he is here now`)),
  'short words': (who) => who.message(who.chatId, 'hi'),
  'a long text in a box': (who) => who.execute(who.chatId, '1', 'learn', { name__0: 'a,'.repeat(long / 2) }),
  'what nobody can be told from': (who) => ({ ...bare(who.message(who.chatId, 'x'.repeat(long))), from: {} }),
} satisfies Record<string, (who: TeamsClient) => Activity>;

export type Flood = keyof typeof floods;

export interface Flooded {
  sent: number; // messages of the flood
  lateMs: number; // the reminder, in the manager's chat
  healthMs: number; // the longest that /healthz took
  otherMs: number; // the longest that another's “hi” took
}

const remindedAfter = 4; // seconds after the referral
const forMs = 7_000;
const pack = {
  extends: 'hertfordshire-2016',
  clocks: {
    decision: { within: 'PT1H', remind: [`PT${remindedAfter}S`], escalate: 'PT50M', overdueEvery: 'PT1H' },
  },
};

/** @param actions how many a minute are taken, where that is not what the program does by itself; `everyMs`: one at a time, so often */
export async function flooded(
  which: Flood | undefined,
  { actions = '', everyMs }: { actions?: string; everyMs?: number } = {},
): Promise<Flooded> {
  const world = await startWorld({ pack, ownProcess: true, env: { ACTIONS_A_MINUTE: actions } });
  try {
    await world.mo.says('hi');
    await world.tom.says('hi');
    const client = teamsClient(world.sid.profile, world.teams);
    const body = which && JSON.stringify(floods[which](client));
    await refers(world.jane);
    const submitted = Date.now(); // some milliseconds after the clock began
    const end = Date.now() + forMs;
    const [sent, healthMs, otherMs, lateMs] = await Promise.all([
      body ? floodUntil(end, { body, everyMs }, world) : 0,
      longestUntil(end, async () => void (await (await fetch(`${world.base}/healthz`)).text())),
      longestUntil(end, async () => void (await world.tom.says('hi'))),
      late(world, submitted),
    ]);
    return { sent, healthMs, otherMs, lateMs };
  } finally {
    await world.stop();
  }
}

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

/** Does this each fifth of a second. @returns the longest that it took */
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

/** How late the reminder was in the chat of the manager. */
async function late({ mo, until }: World, submitted: number): Promise<number> {
  await until(() => allOf(mo.chat()).includes('Undecided'), 60_000);
  return Date.now() - submitted - remindedAfter * 1000;
}

if (process.argv[1]?.endsWith('flood.ts')) {
  for (const which of [undefined, ...(Object.keys(floods) as Flood[])])
    for (const actions of ['', '100000'])
      process.stdout.write(
        `${which ?? 'nobody'}, ${actions || 'the usual'}: ${JSON.stringify(await flooded(which, { actions }))}\n`,
      );
  process.exit(0);
}
