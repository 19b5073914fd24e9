import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseId } from '../../src/base/reference.ts';
import type { Card } from '../../src/cards/parts.ts';
import { profiles, referrals, type Who } from '../fakes/people.ts';
import { aProgram, minute, summaryOf, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

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
      expect(titles(ring)).toEqual(['I am on it', 'Show the number', 'Open in channel']);
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
    expect(titles(inChat('dee').at(-1))).toEqual(['I am on it', 'Open in channel']);
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

  it('While nobody is on it, the managers are asked whether the child is safe, after the alarm has said its last', async () => {
    const before = summaries('mo', reference).length;
    await machine.pass(60 * minute);
    expect(summaries('mo', reference).slice(before)).toEqual([
      `URGENT ${reference}: is the child safe? Asked at 15:03`,
      `URGENT ${reference}: is the child safe? Asked at 15:13`,
    ]);
    contains(text(inChat('mo').at(-1)), 'Nobody is on it.', 'Nobody has answered.');
    expect(titles(inChat('mo').at(-1))).toContain('I am on it');
    expect(summaries('dee', reference).at(-1)).toContain('Asked at 15:13');
  });
});

describe('a referrer who was told to ring', () => {
  const world = aProgram();

  it('“Please ring now” becomes “The MASH has it” in its place, once somebody takes the case', async () => {
    await world.refers({ danger: 'Yes, now' });
    await world.machine.pass(30 * minute);
    contains(world.inChat('jane').map(text).join('\n'), 'Nobody at the MASH has told me they have this.');
    const before = world.told.length;
    await world.presses('mo', world.inChat('mo').at(-1) ?? {}, 'I am on it', {}, 'chat');
    await world.machine.pass(1000);
    const since = world.told.slice(before).filter(({ to }) => to === `a:${profiles.jane.id}` || to === 'a:jane');
    const notice = since.find(({ message }) => 'card' in message && text(message.card).includes('The MASH has it'));
    expect(notice && Object.keys(notice.message)).toEqual(['card']); // an update; a new message says whether it sounds
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

  it('That nobody knows when the child leaves rings once, and the receipt says whom to ring', async () => {
    const reference = await leaves('not known');
    for (const who of ['mo', 'ana'] as const)
      expect(summaries(who, reference)).toEqual([`${reference}: no leaving time is known`]);
    contains(text(receiptOf(reference)), 'You wrote “not known” for ');
    lacks(summaryOf(receiptOf(reference)), 'not known');
  });
});

describe('an urgent referral that somebody at the MASH has', () => {
  const world = aProgram();
  const { machine, inChat, receiptOf } = world;
  const showsNumber = (who: Who, on: Card | undefined) => world.presses(who, on ?? {}, 'Show the number', {}, 'chat');
  let reference: string;
  let alert: Card | undefined;
  beforeAll(async () => {
    reference = await world.refers({ danger: 'Yes, now' });
    alert = inChat('mo').at(-1);
  });
  const reads = async () => (await world.services.reads.of(reference as CaseId)).map(({ by, how }) => [by, how]);

  it('“Show the number” on the alert shows a manager whom to ring, records the read, and stores no number in the chat', async () => {
    const stored = world.said.length + world.told.length;
    const card = await showsNumber('mo', alert);
    contains(text(card), 'Ring the referrer', 'Jane Okafor', '01632 960 014');
    lacks(text(card), /Zircon|Topaz/);
    expect([summaryOf(card), titles(card)]).toEqual([reference, ['I am on it', 'Open in channel']]);
    expect(await reads()).toEqual([[profiles.mo.objectId, 'show-number']]);
    expect(world.said.length + world.told.length).toBe(stored);
  });

  it('Whoever is not in the MASH channel now sees no number, not even an administrator or the escalation contact', async () => {
    for (const who of ['ash', 'dee', 'tom', 'jane'] as const)
      lacks(text(await showsNumber(who, alert)), '01632 960 014');
    expect(await reads()).toHaveLength(1);
  });

  it('The referrer reads who has it, since when, and when to ring if nobody has spoken to them', async () => {
    const before = inChat('jane').length;
    await world.presses('mo', alert ?? {}, 'I am on it', {}, 'chat');
    await machine.pass(1000);
    const words =
      /Mo Hussain has it since 14:03\. Not spoken by 14:08\? Ring\n0300 123 4043[\s\S]*Ask for the MASH\. Your reference is /;
    const notice = inChat('jane')
      .slice(before)
      .find((card) => text(card).includes('The MASH has it'));
    contains(text(notice), words);
    expect(summaryOf(notice)).toBe(`Referral ${reference}: the MASH has it`);
    contains(text(receiptOf(reference)), words, '✓  Seen by the MASH at 14:03. Mo Hussain has it since 14:03.');
    expect(summaryOf(receiptOf(reference))).toBe(`Referral ${reference}, decision due 14:03 Thu`);
  });

  it('The number can be shown until the case is decided, and then the alert is over', async () => {
    const mine = await world.presses('mo', alert ?? {}, 'I am on it', {}, 'chat');
    expect(titles(mine)).toEqual(['Show the number', 'Open in channel']);
    contains(text(await showsNumber('mo', mine)), '01632 960 014');
    const form = await world.presses('mo', world.caseCard(reference) ?? {}, 'Record decision');
    await world.presses('mo', form, 'Confirm decision', {
      ...{
        Decision: 'Other action',
        'What action': 'A social worker visits today.',
        Reasons: 'The burn.',
        'Concern about': 'No',
      },
    });
    await machine.pass(1000);
    expect(titles(inChat('mo').at(-1))).toEqual(['Open in channel']);
    const count = (await reads()).length;
    const over = text(await showsNumber('mo', mine));
    contains(over, 'Decided at', 'I ask whether the child is safe at');
    lacks(over, '01632');
    expect(await reads()).toHaveLength(count);
  });
});
