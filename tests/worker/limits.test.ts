import { describe, expect, it } from '@jest/globals';
import { realMachine } from '../../src/base/machine.ts';
import { reachThrough } from '../../src/connector/reach.ts';
import { type Teams, TeamsFault } from '../../src/connector/teams.ts';
import type { People } from '../../src/store/people.ts';
import { withinLimits } from '../../src/worker/limits.ts';
import { jane } from '../case/a-case.ts';

const serviceUrl = 'https://teams.example.org/';

/** Teams, and when it was asked for what. */
function aTeams(answer: (conversation: string) => void = () => {}) {
  const asked: { conversation: string; at: number }[] = [];
  const teams: Partial<Teams> = {
    async send(_, conversation) {
      asked.push({ conversation, at: Date.now() });
      answer(conversation);
      return 'id';
    },
    async members(_, conversation) {
      asked.push({ conversation, at: Date.now() });
      answer(conversation);
      return [];
    },
  };
  return { limited: withinLimits(teams as Teams, realMachine), asked };
}

describe('what the worker asks of Teams', () => {
  it('is at most six messages a second in one conversation, while another goes ahead', async () => {
    const { limited, asked } = aTeams();
    const many = Array.from({ length: 8 }, () => limited.send(serviceUrl, 'a', { text: '' }));
    await Promise.all([...many, limited.send(serviceUrl, 'b', { text: '' })]);
    const times = asked.filter(({ conversation }) => conversation === 'a').map(({ at }) => at);
    expect(times).toHaveLength(8);
    expect((times[6] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(600); // the windows are fixed ones
    expect(asked.findIndex(({ conversation }) => conversation === 'b')).toBeLessThan(7);
  });

  it('waits in a conversation for as long as Teams says, whichever case it is about; another goes ahead', async () => {
    const { limited, asked } = aTeams((conversation) => {
      if (conversation === 'a') throw new TeamsFault(429, 60_000);
    });
    await expect(limited.send(serviceUrl, 'a', { text: 'one case' })).rejects.toThrow(TeamsFault);
    const again = await limited.send(serviceUrl, 'a', { text: 'another case' }).catch((error: unknown) => error);
    expect(again).toMatchObject({ status: 429 });
    expect((again as TeamsFault).retryAfterMs).toBeGreaterThan(50_000);
    await limited.send(serviceUrl, 'b', { text: '' });
    expect(asked.map(({ conversation }) => conversation)).toEqual(['a', 'b']);
  });

  it('counts looks into the roster, too: they are requests like any other', async () => {
    const { limited, asked } = aTeams();
    await Promise.all(Array.from({ length: 21 }, () => limited.members(serviceUrl, 'team')));
    expect((asked[20]?.at ?? 0) - (asked[0]?.at ?? 0)).toBeGreaterThan(350);
  });
});

describe('a person whose chat is not known', () => {
  const people: Partial<People> = {
    load: async (id) => ({ kind: 'person', id, aboutYou: {} }),
    mashServiceUrl: async () => serviceUrl,
  };
  const mash = { teamId: 'team', channelId: 'mash', tenantId: 'x', serviceUrl: undefined };
  const looking = (teams: Teams) => reachThrough(teams, people as People, () => ({ mash })).chatOf(jane.id);

  it('is not given up because the bot may not look into the team just now', async () => {
    const { limited } = aTeams(() => {
      throw new TeamsFault(403);
    });
    const fault = await looking(limited).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(TeamsFault);
    expect((fault as TeamsFault).gone).toBe(false);
  });

  it('and who is not in the team cannot be reached', async () => {
    const fault = await looking(aTeams().limited).catch((error: unknown) => error);
    expect((fault as TeamsFault).gone).toBe(true);
  });
});
