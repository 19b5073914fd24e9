import { beforeEach, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { reachThrough } from '../../src/connector/reach.ts';
import { type Member, type Teams, TeamsFault } from '../../src/connector/teams.ts';
import { type People, peopleIn } from '../../src/store/people.ts';
import { aFolder } from '../fakes/a-folder.ts';

const { openStore } = aFolder();
const serviceUrl = 'https://teams.example.org/';
const mash = { teamId: 't', channelId: 'mash', tenantId: 'x', serviceUrl };
const [jane, mo] = [StaffId.parse('jane'), StaffId.parse('mo')];

describe('the chat of a person', () => {
  let people: People;
  let chatNumber: number;
  let teamFails = false;
  const members: Member[] = [{ id: '29:mo', objectId: mo, name: 'Mo', tenantId: undefined, isGuest: false }];
  const teams: Partial<Teams> = {
    async members() {
      if (teamFails) throw new TeamsFault(503);
      return members;
    },
    openChat: async (_, _tenant, member) => `a:${member}:${chatNumber}`,
  };
  const reach = () => reachThrough(teams as Teams, people, () => ({ mash }));
  const remember = (person: StaffId, conversationId: string) =>
    people.change(person, (before) => ({ ...before, chat: { serviceUrl, conversationId } }));

  beforeEach(() => {
    chatNumber = 1;
    teamFails = false;
    people = peopleIn(openStore());
  });

  it('The remembered chat stays for somebody who is not in the team', async () => {
    await remember(jane, 'a:jane');
    expect(await reach().findAgain(jane)).toBe(false);
    expect((await reach().chatOf(jane)).conversationId).toBe('a:jane');
  });

  it('A chat that has moved is found again in the team', async () => {
    await remember(mo, 'a:old');
    expect(await reach().findAgain(mo)).toBe(true);
    expect((await reach().chatOf(mo)).conversationId).toBe('a:29:mo:1');
    expect(await reach().findAgain(mo)).toBe(false);
  });

  it('The remembered chat stays if Teams does not say who is in the team', async () => {
    await remember(mo, 'a:old');
    teamFails = true;
    expect(await reach().findAgain(mo)).toBe(false);
    expect((await reach().chatOf(mo)).conversationId).toBe('a:old');
  });
});
