import { afterAll, beforeAll } from '@jest/globals';
import type { Card } from '../../src/cards/parts.ts';
import type { Sayable, Teams } from '../../src/connector/teams.ts';
import { inProcess } from '../fakes/in-process.ts';
import { profiles, referrals } from '../fakes/people.ts';
import { sendsReferral } from './a-program.ts';

export const hour = 3_600_000;
const begins = '2026-06-10T16:10:00.000Z'; // 17:10 in London

/** A new message of the bot. What is drawn again in its place is no other message. */
export interface Came {
  at: string;
  to: string;
  card: Card;
  rings: boolean;
}

/** Jane sends many ordinary referrals, one after the other, and nobody at the MASH does anything. */
export function anEvening(many: number, everyMs: number) {
  const came: Came[] = [];
  const world = inProcess(begins, {
    tellsThrough(teams) {
      const note = (to: string, message: Sayable, alert: boolean | undefined) => {
        if ('card' in message) came.push({ at: world.machine.now(), to, card: message.card, rings: alert === true });
      };
      const send: Teams['send'] = (url, to, message) => {
        note(to, message, 'alert' in message ? message.alert : undefined);
        return teams.send(url, to, message);
      };
      const post: Teams['post'] = (url, to, tenant, card, alert) => {
        note(to, { card }, alert);
        return teams.post(url, to, tenant, card, alert);
      };
      return { ...teams, send, post };
    },
  });
  const references: string[] = [];
  const passes = async (ms: number) => {
    for (let left = ms; left > 0; left -= hour) await world.machine.pass(Math.min(left, hour));
  };
  beforeAll(async () => {
    await world.starts();
    for (const who of ['mo', 'ana', 'dee'] as const) await world.types(who, 'hi');
    for (let sent = 0; sent < many; sent += 1) {
      references.push(await sendsReferral(world, 'jane'));
      await passes(everyMs);
    }
  });
  afterAll(() => world.ends());
  return {
    ...world,
    came,
    references,
    passes,
    to: (who: 'mo' | 'ana' | 'dee' | 'channel') =>
      came.filter(({ to }) =>
        who === 'channel' ? to.startsWith(referrals.id) : [`a:${who}`, `a:${profiles[who].id}`].includes(to),
      ),
  };
}

/** The most of these messages that came in any 24 hours. */
export const most24h = (all: Came[]): number =>
  Math.max(
    0,
    ...all.map(
      ({ at }) => all.filter((each) => each.at >= at && Date.parse(each.at) < Date.parse(at) + 24 * hour).length,
    ),
  );
