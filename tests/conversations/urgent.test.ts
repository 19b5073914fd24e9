import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Card } from '../../src/cards/parts.ts';
import { actionsIn, headingsIn, textIn } from '../fakes/card.ts';
import { inProcess } from '../fakes/in-process.ts';
import { profiles, referrals, type Who } from '../fakes/people.ts';
import type { Json } from '../fakes/wire.ts';
import { contains, lacks } from './expecting.ts';
import { aboutJane } from './walks.ts';

const minute = 60_000;
const sentAt = '2026-06-10T13:03:00.000Z'; // 14:03 in London

const text = (card: Card | undefined): string => (card ? textIn(card as Json) : '');
const summaryOf = (card: Card | undefined): string => String(card?.fallbackText);
const titles = (card: Card | undefined) => (card ? actionsIn(card as Json).map(({ title }) => title) : []);

/** The program and its people on a Wednesday at 14:03. */
function aProgram() {
  const world = inProcess(sentAt);
  const { machine } = world;
  beforeAll(async () => {
    await world.starts();
    for (const who of ['mo', 'ana', 'dee'] as const) await world.types(who, 'hi');
  });
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
    inChat,
    summaries: (who: Who, reference: string) => summariesOf(inChat(who), reference),
    caseCard: (reference: string) => newestOf(inChannel(), reference),
    receiptOf: (reference: string) => newestOf(inChat('jane'), reference),
    lines: (reference: string) => summariesOf(inChannel(), `${reference}: `),
    /** Jane sends a referral. @returns its reference */
    async refers({ danger = 'No', child = {} }: { danger?: string; child?: Record<string, string> } = {}) {
      let card = await world.types('jane', 'start');
      const presses = async (title: string, inputs = {}) => {
        card = await world.presses('jane', card, title, inputs);
      };
      if (titles(card).includes('Start a new one')) await presses('Start a new one');
      await presses(danger);
      if (danger === 'Yes, now') await presses('Continue to the written referral');
      if (headingsIn(card as Json).includes('Who is referring?')) await presses('Continue', aboutJane);
      await presses('Check answers', { 'Child’s name': 'Girl Zircon', 'What worries you': 'Burn Topaz.', ...child });
      await presses('Yes');
      await presses('Continue', { Why: 'He may be involved.' });
      await presses('Submit referral');
      await machine.settle();
      await machine.pass(1000);
      return headingsIn(card as Json).find((heading) => heading.startsWith('HT-')) ?? 'no reference';
    },
  };
}

describe('an urgent referral', () => {
  const world = aProgram();
  const { machine, summaries, inChat, caseCard, receiptOf } = world;
  let reference: string;
  beforeAll(async () => {
    reference = await world.refers({ danger: 'Yes, now' });
  });

  it('The card of an urgent referral begins with URGENT, and says who was told and what comes next', () => {
    const card = caseCard(reference);
    expect(summaryOf(card)).toBe(`URGENT: new referral ${reference}, decision due 14:03 Thu`);
    contains(
      text(card),
      /Nobody has answered yet\nAlarm sent at 14:03: all managers\.\nAt 14:18, if nobody takes it: all managers and the escalation contact\./,
    );
  });

  it('An urgent referral alerts every manager where nobody is on duty, without a fact of the child', () => {
    for (const who of ['mo', 'ana'] as const) {
      expect(summaries(who, reference)).toEqual([`URGENT ${reference}: sent 14:03 Wed, nobody has it`]);
      const ring = inChat(who).at(-1);
      contains(
        text(ring),
        'URGENT',
        'Sent 14:03. Nobody has taken it.',
        'If nobody is on it at 14:18, I tell all managers and the escalation contact.',
        'Nobody is on duty, so every manager gets this.',
      );
      expect(titles(ring)).toEqual(['I am on it', 'Open in channel']);
      lacks(JSON.stringify(ring), /Zircon|Topaz|Jane|01632|burn/i);
    }
    expect(summaries('dee', reference)).toEqual([]);
  });

  it('The receipt of an urgent referral says to ring now, why, and who was really told when', () => {
    const receipt = receiptOf(reference);
    expect(summaryOf(receipt)).toBe(`Referral ${reference}: please ring now`);
    contains(
      text(receipt),
      /Ring Children’s Services now\n0300 123 4043\nBy what you said, the child is in danger, or about to be moved\.\nAsk for the MASH\. .*\nI sent it to all managers at 14:03\. If nobody has rung you by 14:18, ring again\./,
    );
    lacks(text(receipt), /Zircon|Topaz/);
  });

  it('An urgent referral makes a sound only with its new card in the channel and the managers’ messages', () => {
    const loud = world.told.flatMap(({ to, message }) =>
      'card' in message && message.alert ? [`${to.split(';')[0]}: ${summaryOf(message.card)}`] : [],
    );
    expect(loud.sort()).toEqual(
      [
        `${referrals.id}: URGENT: new referral ${reference}, decision due 14:03 Thu`,
        `a:ana: URGENT ${reference}: sent 14:03 Wed, nobody has it`,
        `a:mo: URGENT ${reference}: sent 14:03 Wed, nobody has it`,
      ].sort(),
    );
  });

  it('An urgent referral goes to the escalation contact although somebody opened it and pressed “Seen”', async () => {
    const card = caseCard(reference) ?? {};
    const more = await world.presses('mo', card, 'More');
    await world.presses('mo', more, 'Seen');
    await world.presses('mo', card, 'Everything');
    await machine.pass(14 * minute - 1000);
    expect(summaries('dee', reference)).toEqual([]);
    await machine.pass(minute);
    expect(summaries('dee', reference)).toEqual([`URGENT ${reference}: sent 14:03 Wed, nobody has it`]);
    contains(text(inChat('dee').at(-1)), 'You get this because nobody has answered. You are the escalation contact.');
    for (const who of ['mo', 'ana'] as const) expect(summaries(who, reference)).toHaveLength(2);
    contains(
      text(caseCard(reference)),
      /Alarm sent at 14:03: all managers\.\nAlarm sent at 14:18: all managers and the escalation contact\.\nAt 14:33, if nobody takes it: the referrer is told to ring\./,
    );
  });

  it('The receipt of an urgent referral says that everybody was told, once the escalation contact was', () => {
    contains(
      text(receiptOf(reference)),
      'I sent it to all managers and the person above them at 14:18. If nobody has rung you,',
    );
  });

  it('The referrer of an urgent referral is told after half an hour to ring, and why', async () => {
    const before = inChat('jane').length;
    await machine.pass(15 * minute);
    contains(
      inChat('jane').slice(before).map(text).join('\n'),
      /Nobody at the MASH has told me they have this\.\nRing Children’s Services:\n0300 123 4043/,
      `Your reference is ${reference}.`,
    );
    expect(world.lines(reference).filter((line) => line.includes(': URGENT'))).toEqual([
      `${reference}: URGENT. Nobody has it. Telling: all managers and the escalation contact`,
      `${reference}: URGENT. Nobody has it. Telling: all managers, the escalation contact and the referrer`,
    ]);
  });

  it('An urgent referral alerts nobody again once the referrer was told to ring', async () => {
    const before = summaries('mo', reference).length;
    await machine.pass(60 * minute);
    expect(summaries('mo', reference)).toHaveLength(before);
  });
});

describe('a child who leaves the referrer’s sight before the decision is due', () => {
  const { machine, summaries, refers, caseCard, receiptOf } = aProgram();
  const leaves = (words: string) => refers({ child: { 'When will they next': words } });

  it('A child who has left alerts the managers at once, and the escalation contact after a minute', async () => {
    const reference = await leaves('already left at 11');
    for (const who of ['mo', 'ana'] as const) expect(summaries(who, reference)).toHaveLength(1);
    contains(summaryOf(caseCard(reference)), /^URGENT: new referral /);
    expect(summaries('dee', reference)).toEqual([]);
    await machine.pass(minute);
    expect(summaries('dee', reference)).toHaveLength(1);
    contains(
      text(receiptOf(reference)),
      /By what you said, the child left at \d\d:\d\d\./,
      /ring the police first\n999\nThen press “Child is missing”\.\nRing Children’s Services now\n0300 123 4043/,
    );
    expect(summaryOf(receiptOf(reference))).toBe(`Referral ${reference}: please ring now`);
  });

  it('A child who leaves in ten minutes alerts the managers at once, and the escalation contact after five minutes', async () => {
    const reference = await leaves('in 10 minutes');
    expect(summaries('mo', reference)).toEqual([expect.stringMatching(/^URGENT HT-.*: act before \d\d:\d\d Wed$/)]);
    contains(summaryOf(receiptOf(reference)), /: please ring$/);
    await machine.pass(4 * minute);
    expect(summaries('dee', reference)).toEqual([]);
    await machine.pass(minute);
    expect(summaries('dee', reference)).toHaveLength(1);
    contains(text(receiptOf(reference)), 'Gone already? Ring the police first (999), then press “Child is missing”.');
  });

  it('Words without a time for when the child leaves alert nobody, and the receipt says whom to ring', async () => {
    const reference = await leaves('not before his mum comes');
    expect(summaries('mo', reference)).toEqual([]);
    contains(text(receiptOf(reference)), 'You wrote “not before his mum comes” for ');
    lacks(summaryOf(receiptOf(reference)), 'mum');
  });
});
