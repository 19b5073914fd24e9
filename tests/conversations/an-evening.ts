import { afterAll, beforeAll } from '@jest/globals';
import type { StaffId } from '../../src/base/people.ts';
import type { CaseId } from '../../src/base/reference.ts';
import { msOf } from '../../src/base/time.ts';
import type { Card } from '../../src/cards/parts.ts';
import { isWaiting, messagesTo } from '../../src/case/outbox.ts';
import { type Sayable, type Teams, TeamsFault } from '../../src/connector/teams.ts';
import { headingsIn } from '../fakes/card.ts';
import { inProcess } from '../fakes/in-process.ts';
import { profiles, referrals, type Who } from '../fakes/people.ts';
import type { Json } from '../fakes/wire.ts';
import { text } from './a-program.ts';

export const hour = 3_600_000;
const begins = '2026-06-10T16:10:00.000Z'; // 17:10 in London

/** A message of the bot, as it first came. What is drawn again in its place is no other message. */
export interface Came {
  id: string;
  at: string;
  to: string;
  card: Card;
  rings: boolean;
}

/**
 * Managers Mo and Ana and the escalation contact Dee, and all messages that come to them.
 * @param from when it begins; an evening, if nothing is said
 */
export function anEvening(from = begins, env: Record<string, string> = {}) {
  const came: Came[] = [];
  const redrawn = new Map<string, Card>(); // by the id of the message
  const refused = new Set<string>(); // chats that Teams does not reach
  const world = inProcess(from, {
    env,
    tellsThrough(teams) {
      const note = (id: string, to: string, message: Sayable, alert: boolean | undefined) => {
        if ('card' in message)
          came.push({ id, at: world.machine.now(), to, card: message.card, rings: alert === true });
        return id;
      };
      const send: Teams['send'] = async (url, to, message) => {
        if (refused.has(to)) throw new TeamsFault(500);
        return note(await teams.send(url, to, message), to, message, 'alert' in message ? message.alert : undefined);
      };
      const post: Teams['post'] = async (url, to, tenant, card, alert) => {
        const posted = await teams.post(url, to, tenant, card, alert);
        note(posted.activityId, to, { card }, alert);
        return posted;
      };
      const update: Teams['update'] = async (url, to, id, card) => {
        redrawn.set(id, card);
        return teams.update(url, to, id, card);
      };
      return { ...teams, send, post, update };
    },
  });
  beforeAll(async () => {
    await world.starts();
    for (const who of ['mo', 'ana', 'dee', 'jane'] as const) await world.types(who, 'hi');
  });
  afterAll(() => world.ends());

  const isTo = (who: Who) => (to: string) => [`a:${who}`, `a:${profiles[who].id}`].includes(to);
  const to = (who: Who | 'channel') =>
    came.filter((each) => (who === 'channel' ? each.to.startsWith(referrals.id) : isTo(who)(each.to)));

  /** What a message shows now. */
  const now = ({ id, card }: Came): Card => redrawn.get(id) ?? card;

  /** How each mark of the decision of a case came to this person: its time, and the message that told it. */
  async function marksOf(reference: string, who: Who) {
    const record = await world.services.cases.load(reference as CaseId);
    if (!record) throw new Error(`there is no case ${reference}`);
    return messagesTo(record.outbox, profiles[who].objectId as StaffId).flatMap((entry) => {
      const { message, state } = entry;
      const mark = 'event' in message && message.event !== undefined ? record.events[message.event] : undefined;
      if (message.kind !== 'notice' || mark?.type !== 'ClockReached' || mark.clock !== 'decision') return [];
      const id = state.kind === 'sent' ? (state.digest ?? state.activityId) : undefined;
      const told = came.find((each) => each.id === id);
      const early = told && msOf(mark.upTo) - Date.parse(told.at);
      return [{ upTo: mark.upTo, told, early, waits: isWaiting(entry), text: text(told?.card) }];
    });
  }
  return {
    ...world,
    came,
    to,
    refuse: (who: Who) => refused.add(`a:${who}`),
    takesAgain: (who: Who) => refused.delete(`a:${who}`),
    now,
    /** Mo decides a case in the channel. */
    async decides(reference: string) {
      const card = to('channel')
        .map(now)
        .findLast((each) => headingsIn(each as Json).includes(reference));
      const form = await world.presses('mo', card ?? {}, 'Record decision');
      await world.presses('mo', form, 'Confirm decision', decision);
      await world.machine.pass(3000);
    },
    marksOf,
    async passes(ms: number) {
      for (let left = ms; left > 0; left -= hour) await world.machine.pass(Math.min(left, hour));
    },
  };
}

const decision = {
  Decision: 'Child in need',
  'What action': 'Sue Marsh visits by Friday.',
  Reasons: 'Injury.',
  'Concern about trafficking': 'No',
};

/** The most of these messages that came within so long. */
export const mostIn = (ms: number, all: readonly Came[]): number =>
  Math.max(
    0,
    ...all.map(({ at }) => all.filter((each) => each.at >= at && Date.parse(each.at) < Date.parse(at) + ms).length),
  );
