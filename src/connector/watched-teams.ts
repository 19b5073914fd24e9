import { type Teams, TeamsFault } from './teams.ts';

/** Reports whether Teams answers each call. A refusal counts as an answer. */
export function watchedTeams(teams: Teams, watcher: { teamsAnswered(): void; teamsFailed(): void }): Teams {
  async function watched<T>(work: Promise<T>): Promise<T> {
    try {
      const answer = await work;
      watcher.teamsAnswered();
      return answer;
    } catch (error) {
      if (error instanceof TeamsFault && isNoAnswer(error)) watcher.teamsFailed();
      else watcher.teamsAnswered();
      throw error;
    }
  }
  return {
    post: (...parameters) => watched(teams.post(...parameters)),
    send: (...parameters) => watched(teams.send(...parameters)),
    update: (...parameters) => watched(teams.update(...parameters)),
    member: (...parameters) => watched(teams.member(...parameters)),
    members: (...parameters) => watched(teams.members(...parameters)),
    openChat: (...parameters) => watched(teams.openChat(...parameters)),
    channels: (...parameters) => watched(teams.channels(...parameters)),
  };
}

const isNoAnswer = ({ status }: TeamsFault): boolean => status === undefined || status === 429 || status >= 500;
