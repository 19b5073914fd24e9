import { expect, it } from '@jest/globals';
import { realMachine } from '../../src/base/machine.ts';
import { withinLimits } from '../../src/connector/limits.ts';
import { reachThrough } from '../../src/connector/reach.ts';
import { type Teams, TeamsFault } from '../../src/connector/teams.ts';
import type { People } from '../../src/store/people.ts';
import { jane } from '../case/a-case.ts';

const serviceUrl = 'https://teams.example.org/';

/** A fake Teams behind the rate limits, and when it received which request. */
function aTeams(answer: (conversation: string) => void = () => {}) {
  const asked: { conversation: string; at: number }[] = [];
  const hear = (conversation: string) => {
    asked.push({ conversation, at: Date.now() });
    answer(conversation);
  };
  const teams: Partial<Teams> = {
    async send(_, conversation) {
      hear(conversation);
      return 'id';
    },
    async members(_, conversation) {
      hear(conversation);
      return [];
    },
  };
  return { limited: withinLimits(teams as Teams, realMachine)(), asked };
}

// The rate limits of the worker

it('The worker sends at most six messages a second in one conversation, while another goes ahead', async () => {
  const { limited, asked } = aTeams();
  const many = Array.from({ length: 8 }, () => limited.send(serviceUrl, 'a', { text: '' }));
  await Promise.all([...many, limited.send(serviceUrl, 'b', { text: '' })]);
  const times = asked.filter(({ conversation }) => conversation === 'a').map(({ at }) => at);
  expect(times).toHaveLength(8);
  expect((times[6] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(600); // not 1000: the window starts before the first send
  expect(asked.at(-1)?.conversation).toBe('a'); // the message to b did not wait behind them
});

it('The worker holds back the messages of all cases in a conversation as long as Teams asks, while another conversation goes ahead', async () => {
  const { limited, asked } = aTeams((conversation) => {
    if (conversation === 'a') throw new TeamsFault(429, 60_000);
  });
  await expect(limited.send(serviceUrl, 'a', { text: 'one case' })).rejects.toThrow(TeamsFault);
  const again = await limited.send(serviceUrl, 'a', { text: 'another case' }).catch((error: unknown) => error);
  expect(again).toMatchObject({ status: 429 });
  expect((again as TeamsFault).retryAfterMs).toBeGreaterThan(50_000);
  expect(Number.isInteger((again as TeamsFault).retryAfterMs)).toBe(true); // a case could not be read with a fraction
  await limited.send(serviceUrl, 'b', { text: '' });
  expect(asked.map(({ conversation }) => conversation)).toEqual(['a', 'b']);
});

it('The worker counts roster requests like any other request', async () => {
  const { limited, asked } = aTeams();
  await Promise.all(Array.from({ length: 21 }, () => limited.members(serviceUrl, 'team')));
  expect((asked[20]?.at ?? 0) - (asked[0]?.at ?? 0)).toBeGreaterThan(350);
});

// A person whose chat is not known

const people: Partial<People> = {
  load: async (id) => ({ kind: 'person', id, aboutYou: {} }),
  mashServiceUrl: async () => serviceUrl,
};
const mash = { teamId: 'team', channelId: 'mash', tenantId: 'x', serviceUrl: undefined };
const looking = (teams: Teams) => reachThrough(teams, people as People, () => ({ mash })).chatOf(jane.id);

it('A person is not given up when the bot may not read the team’s roster just now', async () => {
  const { limited } = aTeams(() => {
    throw new TeamsFault(403);
  });
  await expect(looking(limited)).rejects.toMatchObject({ gone: false });
});

it('A person who is not in the team cannot be reached', async () => {
  await expect(looking(aTeams().limited)).rejects.toMatchObject({ gone: true });
});
