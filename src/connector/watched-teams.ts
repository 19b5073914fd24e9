import { type Teams, TeamsFault } from './teams.ts';

/** Teams, with who watches told whether it answers. An answer that refuses is one, too. */
export function watchedTeams(teams: Teams, heard: { teamsAnswered(): void; teamsFailed(): void }): Teams {
  async function listened<T>(work: Promise<T>): Promise<T> {
    try {
      const answer = await work;
      heard.teamsAnswered();
      return answer;
    } catch (error) {
      if (error instanceof TeamsFault && isNoAnswer(error)) heard.teamsFailed();
      else heard.teamsAnswered();
      throw error;
    }
  }
  return {
    post: (...what) => listened(teams.post(...what)),
    send: (...what) => listened(teams.send(...what)),
    update: (...what) => listened(teams.update(...what)),
    member: (...who) => listened(teams.member(...who)),
    members: (...team) => listened(teams.members(...team)),
    openChat: (...who) => listened(teams.openChat(...who)),
    channels: (...team) => listened(teams.channels(...team)),
  };
}

const isNoAnswer = ({ status }: TeamsFault): boolean => status === undefined || status === 429 || status >= 500;
