import { expect, it } from '@jest/globals';
import { type Teams, TeamsFault, watchedTeams } from '../../src/connector/teams.ts';
import { healthSignals } from '../../src/watch/seen.ts';

const minuteMs = 60_000;

/** Sends a message every twenty seconds for two minutes. @returns for how long Teams then counts as down */
async function downAfter(send: (to: string) => Promise<string>, chats: string[]): Promise<number> {
  let ticks = 0;
  const seen = healthSignals({ ticks: () => ticks });
  const teams = watchedTeams({ send: (_: string, to: string) => send(to) } as unknown as Teams, seen);
  for (let each = 0; ticks < 2 * minuteMs; each += 1) {
    await teams.send('', chats[each % chats.length] ?? '', { text: '' }).catch(() => undefined);
    ticks += minuteMs / 3;
  }
  return seen.teamsDownMs();
}
const fails = (status: number) => async () => {
  throw new TeamsFault(status);
};

it.each([401, 403, 429, 503])('Teams that answers %d to everything counts as down', async (status) => {
  expect(await downAfter(fails(status), ['jane', 'mo', 'ana'])).toBe(2 * minuteMs);
});

it('One chat that is closed to the bot does not make Teams down, and neither does a message that it refuses', async () => {
  expect(await downAfter(fails(403), ['jane'])).toBe(0);
  expect(await downAfter(fails(400), ['jane', 'mo', 'ana'])).toBe(0);
  const closedToJane = async (to: string) => (to === 'jane' ? fails(403)() : 'id');
  expect(await downAfter(closedToJane, ['jane', 'mo', 'jane'])).toBe(0);
});
