import { beforeAll, describe, expect, it } from '@jest/globals';
import { aProgram, minute, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// It is Wednesday, 14:03. What the author says of a child at risk is a report: only the MASH ends danger.

describe('only the MASH ends danger', () => {
  const world = aProgram();
  const { machine, inChat, caseCard, receiptOf, types } = world;
  const says = async (words: string) => {
    const answer = await types('jane', words);
    await machine.pass(1000);
    return text(answer);
  };
  /** Whether the bot goes on asking whoever is on it, half an hour later. */
  const isAsked = async (who: 'mo' | 'ana', reference: string) => {
    const before = inChat(who).length;
    await machine.jump(30 * minute);
    await machine.pass(2000);
    return inChat(who)
      .slice(before)
      .some((card) => String(card.fallbackText).startsWith(`URGENT ${reference}: is the child safe?`));
  };

  describe('of a missing child', () => {
    let reference: string;
    beforeAll(async () => {
      reference = await world.refers();
      await says(`missing ${reference}: not yet`);
      await types('mo', `I am on it ${reference}`);
      await says(`found ${reference}: at her aunt's`);
    });

    it('“found” stands as a report with its time, and the child counts as missing', async () => {
      contains(
        text(caseCard(reference)),
        'URGENT',
        'CHILD MISSING, said 14:03, Wed 10 Jun\nSaid to be found at 14:03, Wed 10 Jun by the referrer, not confirmed.\nTheir words: at her aunt',
      );
      contains(
        text(receiptOf(reference)),
        'You said at 14:03 that the child is found. It stays urgent until the MASH confirms it.',
      );
      const found = inChat('ana').find((card) => text(card).includes('The child is FOUND'));
      contains(text(found), 'URGENT', 'It stays urgent until the MASH confirms it.');
      expect(titles(found)).toContain('The child is safe');
      expect(await isAsked('mo', reference)).toBe(true);
    });

    it.each<[string, string | RegExp, string]>([
      [
        'hes gone again',
        /SAID TO BE MISSING AGAIN, 14:33, Wed 10 Jun\nCHILD MISSING, said 14:03, Wed 10 Jun\nSaid to be found/,
        'not confirmed; SAID TO BE MISSING AGAIN at 14:33',
      ],
      ['nobody can find her, we cant find her', 'CHILD MISSING, said 14:33, Wed 10 Jun', 'CHILD MISSING'], // a report of its own
    ])(
      '“%s” after that stands at the head of each card: said to be missing again, since when',
      async (words, head, inStatus) => {
        const replies = (await world.acts('jane', { type: 'message', text: words })).map(text).join();
        await machine.pass(1000);
        contains(text(caseCard(reference)), head);
        contains(text(receiptOf(reference)), 'ring the police first', 'You said that the child is missing.');
        if (words === 'hes gone again') contains(replies, /found, you said. Missing again\?\nRing 999 first/);
        const status = await types('mo', `still on it ${reference}`);
        contains(text(status), inStatus);
      },
    );

    it.each(['sorry not her', 'no thats not her', 'wrong girl', 'cancel that not found'])(
      '“%s” takes “found” back: at the head of the card, and where “found” stood in the managers’ chats',
      async (words) => {
        const other = await world.refers();
        await says(`missing ${other}: not yet`);
        await says(`found ${other}: by the pond with pc`);
        const before = world.told.length;
        await says(`${other} ${words}`);
        contains(text(caseCard(other)), /SAID TO BE MISSING AGAIN, \d\d:\d\d, Wed 10 Jun\nCHILD MISSING/);
        const toAna = world.told.slice(before).filter(({ to }) => to === 'a:ana');
        contains(JSON.stringify(toAna), 'SAID TO BE MISSING AGAIN');
      },
    );

    it('A member of the MASH who confirms who saw the child ends it', async () => {
      await machine.pass(minute);
      await types('mo', `child is safe ${reference}: PC Ali saw her just now`);
      await machine.pass(1000);
      lacks(text(caseCard(reference)), 'URGENT', 'CHILD MISSING', 'not confirmed');
      expect(await isAsked('mo', reference)).toBe(false);
    });
  });

  describe('of a child in danger', () => {
    let reference: string;
    beforeAll(async () => {
      reference = await world.refers({ danger: 'Yes, now', child: { 'When will they next': 'at 18:00' } });
      await types('mo', `I am on it ${reference}`);
    });

    it.each([
      ['she is safe now', /Said to be safe at \d\d:\d\d, Wed 10 Jun by the referrer, not confirmed\./],
      ['the danger is over', /Said to be safe at \d\d:\d\d, Wed 10 Jun by the referrer, not confirmed\./],
      ['they leave at 7 pm now', /Another time: 19:00, Wed 10 Jun .said by the referrer at/],
      ['sent by mistake', /SENT BY MISTAKE, says the referrer/],
    ])('“%s” is a report with its time, and ends nothing', async (words, shown) => {
      await says(words === 'sent by mistake' ? words : `${reference} ${words}`);
      contains(
        text(caseCard(reference)),
        'URGENT',
        shown,
        /Immediate danger or about to be moved: Yes, said by \d\d:\d\d/,
      );
      contains(text(caseCard(reference)), 'Leaves sight 18:00, Wed 10 Jun');
      expect(await isAsked('mo', reference)).toBe(true);
      await types('mo', `still on it ${reference}`);
    });

    it('A referral that is handed over keeps its danger, and neither referrer can confirm that the child is safe', async () => {
      const [words = ''] = /take over HT-\S+ \d{3} \d{3}/.exec(await says(`hand over ${reference}`)) ?? [];
      const offer = await types('tom', words);
      await world.presses('tom', offer, 'I take it over', { 'Phone, for': '01632 960 077' });
      await machine.pass(1000);
      contains(text(caseCard(reference)), 'URGENT', '01632 960 077');
      for (const who of ['jane', 'tom'] as const) await types(who, `child is safe ${reference}: seen by me at 15:00`);
      await machine.pass(1000);
      contains(text(caseCard(reference)), 'URGENT');
      lacks(text(caseCard(reference)), 'Safe at');
    });
  });

  it('A call whose draft is deleted and begun again stays urgent', async () => {
    let card = await types('jane', 'start');
    const presses = async (title: string, inputs = {}) => {
      card = await world.presses('jane', card, title, inputs);
    };
    if (titles(card).includes('Start a new one')) await presses('Start a new one');
    await presses('Yes, now');
    await presses('I have phoned');
    await machine.pass(1000);
    const [reference = ''] =
      /HT-\w{4}-\w{3}/.exec(world.lines('').findLast((line) => line.includes('phoned')) ?? '') ?? [];
    contains(text(caseCard(reference)), 'URGENT');
    await says('delete this draft');
    await says('delete it');
    await says('start again');
    contains(text(caseCard(reference)), 'URGENT', 'Immediate danger or about to be moved: Yes, said');
  });
});
