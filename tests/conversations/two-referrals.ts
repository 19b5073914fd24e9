import { beforeAll, beforeEach } from '@jest/globals';
import type { Card } from '../../src/cards/parts.ts';
import { profiles, referrals, type Who } from '../fakes/people.ts';
import { aProgram, minute, sendsReferral, summaryOf, text } from './a-program.ts';

/** The program with two referrals of Jane’s, and what came about her words since the last test began. */
export function twoReferrals(...around: Parameters<typeof aProgram>) {
  const world = aProgram(...around);
  const { machine, types, presses, told } = world;
  const refers = (danger?: string, child?: Record<string, string>) =>
    sendsReferral(world, 'jane', { ...(danger && { danger }), ...(child && { child }) });
  const references: string[] = [];
  let from = 0;
  beforeAll(async () => {
    await types('mo', 'on duty');
    references.push(await refers('No', { 'Child’s name': 'Girl Zircon', 'What worries you': 'A burn.' }));
    references.push(await refers('No', { 'Child’s name': 'Boy Topaz', 'What worries you': 'Always hungry.' }));
    await machine.pass(minute);
  });
  beforeEach(() => {
    from = told.length;
  });
  const toChat = (who: Who) => [`a:${who}`, `a:${profiles[who].id}`];
  const messages = (where: string[]) =>
    told.slice(from).flatMap(({ to, message }) => {
      const isThere = where.some((each) => to.startsWith(each));
      return isThere && 'card' in message && /words for the MASH|which child|words wait/i.test(summaryOf(message.card))
        ? [{ card: message.card, kind: message.alert === undefined ? 'edit' : message.alert ? 'rings' : 'silent' }]
        : [];
    });
  const kinds = (...who: Who[]) =>
    Object.fromEntries(who.map((each) => [each, messages(toChat(each)).map(({ kind }) => kind)]));
  return {
    ...world,
    first: () => references[0] ?? '',
    second: () => references[1] ?? '',
    kinds,
    channel: () => messages([referrals.id]),
    newest: (who: Who) => messages(toChat(who)).at(-1)?.card ?? {},
    chat: (who: Who, card: Card, title: string, inputs = {}) => presses(who, card, title, inputs, 'chat'),
    says: async (...lines: string[]) => {
      let answer = {};
      for (const each of lines) answer = await types('jane', each);
      await machine.pass(3000);
      const last = world.said.at(-1)?.message;
      return 'body' in answer || !last || 'card' in last ? answer : { body: [{ type: 'TextBlock', text: last.text }] };
    },
    /** All that stands in the thread and on the card of a case. */
    written: (reference: string) =>
      told.flatMap(({ to, message }) =>
        to.startsWith(referrals.id) && 'card' in message && JSON.stringify(message.card).includes(reference)
          ? [text(message.card)]
          : [],
      ),
  };
}
