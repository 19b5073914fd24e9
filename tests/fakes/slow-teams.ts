import { type Sayable, type Teams, TeamsFault } from '../../src/connector/teams.ts';
import { textIn } from './card.ts';
import { inProcess } from './in-process.ts';
import type { Json } from './wire.ts';

export const second = 1000;
export const answersAtOnce = async (): Promise<void> => {};
/** A response with this status. @param waitMs how long Teams asks to wait */
export const failing = (status: number, waitMs?: number) => async (): Promise<void> => {
  throw new TeamsFault(status, waitMs);
};
export const unreachable = failing(503);

/** A response that holds every call, until the test lets the calls answer or fail. */
export function heldCalls() {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  return { held: () => promise, letAnswer: resolve, fails: () => reject(new TeamsFault(undefined)) };
}

const wordsOf = (message: Sayable): string =>
  'text' in message ? message.text : 'card' in message ? textIn(message.card as Json) : '';

/** The program in virtual time, with a Teams as slow as a test wants it. Jane has written to the bot before. */
export async function slowTeams() {
  /** How Teams responds to each kind of call. `tell` is for the worker's messages. */
  const responses: {
    send: (message: Sayable) => Promise<void>;
    member: typeof answersAtOnce;
    update: typeof answersAtOnce;
    tell: typeof answersAtOnce;
  } = {
    ...{ send: answersAtOnce, member: answersAtOnce, update: answersAtOnce, tell: answersAtOnce },
  };
  const callCounts = { send: 0, member: 0 };
  const through = (teams: Teams): Teams => ({
    ...teams,
    async send(...what) {
      callCounts.send += 1;
      await responses.send(what[2]);
      return teams.send(...what);
    },
    async member(...who) {
      callCounts.member += 1;
      await responses.member();
      return teams.member(...who);
    },
    async update(...what) {
      await responses.update();
      return teams.update(...what);
    },
  });
  const tellsThrough = (teams: Teams): Teams => ({
    ...teams,
    async send(...what) {
      await responses.tell();
      return teams.send(...what);
    },
  });
  const world = inProcess('2026-06-10T08:00:00.000Z', { through, tellsThrough });
  await world.starts();
  await world.types('jane', 'hi'); // so the bot has already asked Teams whether she is a guest
  world.said.length = 0;

  return {
    world,
    responses,
    asked: callCounts,
    /** The words of the messages in Jane's chat. */
    inChat: () => world.said.map(({ message }) => wordsOf(message)),
    /** The words of the worker's messages to Jane. */
    told: () => world.told.filter(({ to }) => to === 'a:jane').map(({ message }) => wordsOf(message)),
    /** Types as Jane, and lets time pass. @returns whether the turn is over by then */
    async types(text: string, ms: number): Promise<boolean> {
      let isOver = false;
      void world.types('jane', text).then(() => {
        isOver = true;
      });
      await world.machine.pass(ms);
      return isOver;
    },
    async ends(): Promise<void> {
      Object.assign(responses, {
        send: answersAtOnce,
        member: answersAtOnce,
        update: answersAtOnce,
        tell: answersAtOnce,
      });
      await world.machine.pass(120 * second);
      await world.ends();
    },
  };
}
