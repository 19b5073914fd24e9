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
const titles = (card: Card | undefined) => (card ? actionsIn(card as Json).map(({ title }) => title) : []);

/** The program and its people on a Wednesday at 14:03, unless the test says otherwise. */
function startProgram(start = sentAt) {
  const world = inProcess(start);
  const { machine } = world;
  const cardsTo = (to: string) =>
    world.told.filter((each) => each.to === to).flatMap(({ message }) => ('card' in message ? [message.card] : []));
  const inChat = (who: Who): Card[] =>
    world.told
      .filter(({ to }) => to === `a:${who}` || to === `a:${profiles[who].id}`)
      .flatMap(({ message }) => ('card' in message ? [message.card] : []));
  const summaries = (who: Who, reference: string) =>
    inChat(who)
      .map((card) => String(card.fallbackText))
      .filter((summary) => summary.includes(reference));
  const channel = () => world.told.filter(({ to }) => to.startsWith(referrals.id));
  return {
    ...world,
    inChat,
    summaries,
    cardsTo,
    /** The newest version of the shared card. */
    caseCard: (reference: string) =>
      channel()
        .flatMap(({ message }) => ('card' in message ? [message.card] : []))
        .findLast((card) => headingsIn(card as Json).includes(reference)),
    lines: (reference: string) =>
      channel().flatMap(({ message }) =>
        'card' in message && String(message.card.fallbackText).startsWith(`${reference}: `)
          ? [String(message.card.fallbackText).slice(reference.length + 2)]
          : [],
      ),
    /** Sends a referral. @returns its reference */
    async refers(who: Who, { danger = 'No', child = {} }: { danger?: string; child?: Record<string, string> } = {}) {
      let card = await world.types(who, 'start');
      if (titles(card).includes('Start a new one')) card = await world.presses(who, card, 'Start a new one');
      card = await world.presses(who, card, danger);
      if (danger === 'Yes, now') card = await world.presses(who, card, 'Continue to the written referral');
      if (headingsIn(card as Json).includes('Who is referring?'))
        card = await world.presses(who, card, 'Continue', aboutJane);
      card = await world.presses(who, card, 'Check answers', {
        ...{ 'Child’s name': 'Girl Zircon', 'What worries you': 'Burn Topaz.' },
        ...child,
      });
      card = await world.presses(who, card, 'Yes');
      card = await world.presses(who, card, 'Continue', { Why: 'He may be involved.' });
      card = await world.presses(who, card, 'Submit referral');
      await machine.settle();
      await machine.pass(1000);
      return headingsIn(card as Json).find((heading) => heading.startsWith('HT-')) ?? 'no reference';
    },
  };
}

describe('an urgent referral', () => {
  const world = startProgram();
  const { machine, summaries, inChat, caseCard } = world;
  let reference: string;
  beforeAll(async () => {
    await world.starts();
    for (const who of ['mo', 'ana', 'dee'] as const) await world.types(who, 'hi');
    reference = await world.refers('jane', { danger: 'Yes, now' });
  });
  afterAll(() => world.ends());

  it('The card of an urgent referral begins with URGENT, and says who was told and what comes next', () => {
    const card = caseCard(reference);
    expect(String(card?.fallbackText)).toBe(`URGENT: new referral ${reference}, decision due 14:03 Thu`);
    contains(
      text(card),
      /Nobody has answered yet\nTold at 14:03: all managers\.\nAt 14:18, if nobody takes it: all managers and the escalation contact\./,
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
    const receipt = inChat('jane').findLast((card) => headingsIn(card as Json).includes(reference));
    expect(String(receipt?.fallbackText)).toBe(`Referral ${reference}: please ring now`);
    contains(
      text(receipt),
      /Ring Children’s Services now\n0300 123 4043\nBy what you said, the child is in danger, or about to be moved\.\nAsk for the MASH\. .*\nAll managers were told at 14:03\. If nobody has rung you by 14:18, ring again\./,
    );
    lacks(text(receipt), /Zircon|Topaz/);
  });

  it('An urgent referral makes a sound only with its new card in the channel and the managers’ messages', () => {
    const loud = world.told.flatMap(({ to, message }) =>
      'card' in message && message.alert ? [`${to.split(';')[0]}: ${String(message.card.fallbackText)}`] : [],
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
    expect(summaries('mo', reference)).toHaveLength(2);
    expect(summaries('ana', reference)).toHaveLength(2);
    contains(
      text(caseCard(reference)),
      /Told at 14:03: all managers\.\nTold at 14:18: all managers and the escalation contact\.\nAt 14:33, if nobody takes it: the referrer is told to ring\./,
    );
  });

  it('The receipt of an urgent referral says that everybody was told, once the escalation contact was', () => {
    const receipt = inChat('jane').findLast((card) => headingsIn(card as Json).includes(reference));
    contains(text(receipt), 'All managers and the person above them were told at 14:18. If nobody has rung you,');
  });

  it('The referrer of an urgent referral is told after half an hour to ring, and why', async () => {
    const before = inChat('jane').length;
    await machine.pass(15 * minute);
    const card = inChat('jane')
      .slice(before)
      .find((each) => text(each).includes('Nobody at the MASH'));
    contains(
      text(card),
      /Nobody at the MASH has told me they have this\.\nRing Children’s Services:\n0300 123 4043/,
      `Your reference is ${reference}.`,
    );
    lacks(JSON.stringify(card), /Zircon|Topaz/);
    expect(world.lines(reference).filter((line) => line.startsWith('URGENT'))).toEqual([
      'URGENT. Nobody has it. Telling: all managers and the escalation contact',
      'URGENT. Nobody has it. Telling: all managers, the escalation contact and the referrer',
    ]);
  });

  it('An urgent referral alerts nobody again once the referrer was told to ring', async () => {
    const before = summaries('mo', reference).length;
    await machine.pass(60 * minute);
    expect(summaries('mo', reference)).toHaveLength(before);
  });
});

const leaves = (words: string) => ({ child: { 'When will they next': words } });

describe('a child who leaves the referrer’s sight before the decision is due', () => {
  const world = startProgram();
  const { machine, summaries, inChat } = world;
  const receiptOf = (who: Who, reference: string) =>
    inChat(who).findLast((card) => headingsIn(card as Json).includes(reference));
  beforeAll(async () => {
    await world.starts();
    for (const who of ['mo', 'ana', 'dee'] as const) await world.types(who, 'hi');
  });
  afterAll(() => world.ends());

  it.each([['she is leaving now'], ['already left at 11']])(
    '“%s” for when the child leaves alerts the managers at once, and the escalation contact after a minute',
    async (words) => {
      const reference = await world.refers('jane', leaves(words));
      for (const who of ['mo', 'ana'] as const) expect(summaries(who, reference)).toHaveLength(1);
      contains(String(world.caseCard(reference)?.fallbackText), /^URGENT: new referral /);
      expect(summaries('dee', reference)).toEqual([]);
      await machine.pass(minute);
      expect(summaries('dee', reference)).toHaveLength(1);
      const { text: receiptText, receiptCard } = {
        text: text(receiptOf('jane', reference)),
        receiptCard: receiptOf('jane', reference),
      };
      contains(
        receiptText,
        /By what you said, the child left at \d\d:\d\d\./,
        /ring the police first\n999\nThen press “Child is missing”\.\nRing Children’s Services now\n0300 123 4043/,
      );
      expect(String(receiptCard?.fallbackText)).toBe(`Referral ${reference}: please ring now`);
    },
  );

  it('A child who leaves in ten minutes alerts the managers at once, and the escalation contact after five minutes', async () => {
    const reference = await world.refers('jane', leaves('in 10 minutes'));
    expect(summaries('mo', reference)).toEqual([expect.stringMatching(/^URGENT HT-.*: act before \d\d:\d\d Wed$/)]);
    await machine.pass(4 * minute);
    expect(summaries('dee', reference)).toEqual([]);
    await machine.pass(minute);
    expect(summaries('dee', reference)).toHaveLength(1);
    contains(text(receiptOf('jane', reference)), /The child leaves at \d\d:\d\d, before the MASH may have decided\./);
  });

  it('A time among other words for when the child leaves alerts the managers at once', async () => {
    const reference = await world.refers('jane', leaves('in 20 minutes he says'));
    expect(summaries('mo', reference)).toEqual([expect.stringMatching(/^URGENT HT-.*: act before \d\d:\d\d Wed$/)]);
  });

  it('Words without a time for when the child leaves alert nobody, and the receipt says whom to ring', async () => {
    const reference = await world.refers('jane', leaves('not before his mum comes'));
    expect(summaries('mo', reference)).toEqual([]);
    const receipt = receiptOf('jane', reference);
    contains(
      text(receipt),
      /You wrote “not before his mum comes” for .*\nIf that is before the MASH may have decided:\nRing Children’s Services now\n0300 123 4043/,
    );
    lacks(String(receipt?.fallbackText), 'mum');
  });

  it('A child who leaves after the decision is due alerts nobody', async () => {
    const reference = await world.refers('jane', leaves('tomorrow 20:00'));
    expect(summaries('mo', reference)).toEqual([]);
    lacks(text(receiptOf('jane', reference)), 'before the MASH may have decided');
  });
});

describe('a child who leaves at night', () => {
  const world = startProgram('2026-06-10T01:00:00.000Z'); // 02:00 in London
  beforeAll(() => world.starts());
  afterAll(() => world.ends());

  it('The receipt of a child who leaves at night says whom to ring now', async () => {
    const reference = await world.refers('jane', leaves('03:20'));
    const receipt = world.inChat('jane').findLast((card) => headingsIn(card as Json).includes(reference));
    contains(
      text(receipt),
      /Ring Children’s Services now\n0300 123 4043\nThe child leaves at 03:20, before the MASH may have decided\./,
      'Gone already? Ring the police first (999), then press “Child is missing”.',
    );
    expect(String(receipt?.fallbackText)).toBe(`Referral ${reference}: please ring before 03:20 Wed`);
  });
});
