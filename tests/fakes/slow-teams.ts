import { type Sayable, type Teams, TeamsFault } from '../../src/connector/teams.ts';
import { textIn } from './card.ts';
import { inProcess } from './in-process.ts';
import type { Json } from './wire.ts';

export const second = 1000;
export const fine = async (): Promise<void> => {};
export const away = async (): Promise<void> => {
  throw new TeamsFault(503);
};

/** What meets it hangs, until the test says otherwise. */
export function held() {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  return { meet: () => promise, answers: resolve, fails: () => reject(new TeamsFault(undefined)) };
}

const said = (message: Sayable): string =>
  'text' in message ? message.text : 'card' in message ? textIn(message.card as Json) : '';

/** The program in virtual time, and a Teams that is as slow as a test wants it. Jane has written before. */
export async function slowTeams() {
  /** What every call meets before Teams has it; `tell` is the worker's. */
  const meets: {
    send: (message: Sayable) => Promise<void>;
    member: typeof fine;
    update: typeof fine;
    tell: typeof fine;
  } = {
    ...{ send: fine, member: fine, update: fine, tell: fine },
  };
  const asked = { send: 0, member: 0 };
  const through = (teams: Teams): Teams => ({
    ...teams,
    async send(...what) {
      asked.send += 1;
      await meets.send(what[2]);
      return teams.send(...what);
    },
    async member(...who) {
      asked.member += 1;
      await meets.member();
      return teams.member(...who);
    },
    async update(...what) {
      await meets.update();
      return teams.update(...what);
    },
  });
  const tellsThrough = (teams: Teams): Teams => ({
    ...teams,
    async send(...what) {
      await meets.tell();
      return teams.send(...what);
    },
  });
  const world = inProcess('2026-06-10T08:00:00.000Z', { through, tellsThrough });
  await world.starts();
  await world.types('jane', 'hi'); // Teams has said that she is no guest
  world.said.length = 0;

  return {
    world,
    meets,
    asked,
    /** What is in the chat, in words. */
    inChat: () => world.said.map(({ message }) => said(message)),
    /** What the worker has told Jane, in words. */
    told: () => world.told.filter(({ to }) => to === 'a:jane').map(({ message }) => said(message)),
    /** Types, and lets so much time pass. @returns whether the turn is over */
    async types(text: string, ms: number): Promise<boolean> {
      let isOver = false;
      void world.types('jane', text).then(() => {
        isOver = true;
      });
      await world.machine.pass(ms);
      return isOver;
    },
    async ends(): Promise<void> {
      Object.assign(meets, { send: fine, member: fine, update: fine, tell: fine });
      await world.machine.pass(120 * second);
      await world.ends();
    },
  };
}
