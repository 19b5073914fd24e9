import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { Card } from '../../src/cards/parts.ts';
import { actionsIn, headingsIn, textIn } from '../fakes/card.ts';
import { inProcess } from '../fakes/in-process.ts';
import { profiles, referrals, type Who } from '../fakes/people.ts';
import type { Json } from '../fakes/wire.ts';
import { aboutJane } from './walks.ts';

export const minute = 60_000;
const sentAt = '2026-06-10T13:03:00.000Z'; // 14:03 in London

export const text = (card: Card | undefined): string => (card ? textIn(card as Json) : '');
export const summaryOf = (card: Card | undefined): string => String(card?.fallbackText);
export const titles = (card: Card | undefined) => (card ? actionsIn(card as Json).map(({ title }) => title) : []);

interface Said {
  danger?: string;
  child?: Record<string, string>;
}

type World = Pick<ReturnType<typeof inProcess>, 'types' | 'presses' | 'machine' | 'plays'>;

/** Somebody sends a referral by the short path. @returns its reference */
export const sendsReferral = (world: World, who: Who, said: Said = {}): Promise<string> =>
  world.plays(`${who} refers ${JSON.stringify(said)}`, () => checksAndSends(world, who, said));

async function checksAndSends(
  { types, presses: press, machine }: World,
  who: Who,
  { danger = 'No', child = {} }: Said,
): Promise<string> {
  let card = await types(who, 'start');
  const presses = async (title: string, inputs = {}) => {
    card = await press(who, card, title, inputs, 'chat');
  };
  if (titles(card).includes('Start a new one')) await presses('Start a new one');
  await presses(danger);
  if (danger === 'Yes, now') await presses('Continue to the written referral');
  if (headingsIn(card as Json).includes('Who is referring?')) await presses('Continue', aboutJane);
  const calm = { 'When will they next': 'not before tomorrow' };
  await presses('Finish and send', {
    'Child’s name': 'Girl Zircon',
    'What worries you': 'Burn Topaz.',
    ...calm,
    ...child,
  });
  await presses('They were not asked');
  await presses('Continue', { Could: 'Yes', Why: 'He may be involved.' });
  await presses('Submit referral');
  await machine.settle();
  await machine.pass(1000);
  return headingsIn(card as Json).find((heading) => heading.startsWith('HT-')) ?? 'no reference';
}

/**
 * The program and its people on a Wednesday at 14:03. Its clock goes on from test to test.
 * @param eachAlone whether each test finds the store as it was before the first
 */
export function aProgram({
  eachAlone = false,
  ...around
}: Parameters<typeof inProcess>[1] & { eachAlone?: boolean } = {}) {
  const world = inProcess(sentAt, around);
  let begun = () => {};
  beforeAll(async () => {
    await world.plays('each says hi', async () => {
      await world.starts();
      for (const who of ['mo', 'ana', 'pat', 'dee'] as const) await world.types(who, 'hi');
    });
    begun = world.asNow();
  });
  if (eachAlone) beforeEach(() => begun());
  /** From what was done before all of them, each test goes on alone. */
  const alone = () => {
    let putBack = () => {};
    beforeAll(() => {
      putBack = world.asNow();
    });
    beforeEach(() => putBack());
  };
  afterAll(() => world.ends());
  const cardsTo = (isFor: (to: string) => boolean): Card[] =>
    world.told.flatMap(({ to, message }) => (isFor(to) && 'card' in message ? [message.card] : []));
  const inChat = (who: Who) => cardsTo((to) => to === `a:${who}` || to === `a:${profiles[who].id}`);
  const inChannel = () => cardsTo((to) => to.startsWith(referrals.id));
  const newestOf = (cards: Card[], reference: string) =>
    cards.findLast((card) => headingsIn(card as Json).includes(reference));
  const summariesOf = (cards: Card[], words: string) =>
    cards.map(summaryOf).filter((summary) => summary.includes(words));
  return {
    ...world,
    alone,
    inChat,
    summaries: (who: Who, reference: string) => summariesOf(inChat(who), reference),
    caseCard: (reference: string) => newestOf(inChannel(), reference),
    receiptOf: (reference: string) => newestOf(inChat('jane'), reference),
    /** As a step: somebody types this, and time passes. @returns the last answer */
    says: (words: string, who: Who = 'jane', ms = 1000) =>
      world.plays(`${who} types ${words}, and ${ms} ms pass`, async () => {
        const reply = await world.types(who, words);
        await world.machine.pass(ms);
        return reply;
      }),
    /** As a step: time passes. */
    passes: (ms: number) => world.plays(`${ms} ms pass`, () => world.machine.pass(ms)),
    /** All that the bot answers to these words, before anything else happens. */
    async answers(who: Who, words: string): Promise<string> {
      const from = world.said.length;
      await world.types(who, words);
      const answered = world.said
        .slice(from)
        .map(({ message }) => ('card' in message ? text(message.card) : message.text));
      return answered.join('\n');
    },
    lines: (reference: string) => summariesOf(inChannel(), `${reference}: `),
    /** Jane sends a referral. @returns its reference */
    refers: (said: Said = {}) => sendsReferral(world, 'jane', said),
    /** The same, where nothing was done before. */
    refersAnew(said: Said = {}) {
      begun();
      return sendsReferral(world, 'jane', said);
    },
  };
}

/** Types lines as Jane, one after the other. @param ms how long each takes @returns all that she is told meanwhile */
export const whatJaneTypes =
  ({ types, machine, said }: Pick<ReturnType<typeof aProgram>, 'types' | 'machine' | 'said'>, ms = 5000) =>
  async (...lines: string[]): Promise<string> => {
    const from = said.length;
    for (const line of lines) {
      await types('jane', line);
      await machine.pass(ms);
    }
    return said
      .slice(from)
      .map(({ message }) => ('card' in message ? text(message.card) : message.text))
      .join('\n');
  };
