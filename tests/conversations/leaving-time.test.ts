import { beforeAll, describe, expect, it } from '@jest/globals';
import { aProgram, minute, summaryOf, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// It is Wednesday, 14:03. Each child was to leave the referrer's sight at 18:00.
const leavesAtSix = { child: { 'When will they next': 'at 6 pm' } };

describe('a time in what the referrer says after sending', () => {
  const world = aProgram();
  const { machine, inChat, caseCard, receiptOf, summaries } = world;
  let reference: string;
  beforeAll(async () => {
    reference = await world.refers(leavesAtSix);
  });
  const asked = () => inChat('jane').findLast((card) => /Is the time right\?|Thank you/.test(text(card)));
  const says = async (words: string) => {
    await world.types('jane', words);
    await machine.pass(1000);
  };

  it('An earlier time is believed at once: the managers are alarmed, before its author has confirmed it', async () => {
    expect(summaries('mo', reference)).toEqual([]);
    await says('add: They changed it, now they leave at 3.20');
    expect(summaries('mo', `URGENT ${reference}`)).toEqual([`URGENT ${reference}: act before 15:20 Wed`]);
    expect(summaries('mo', reference)).toHaveLength(2); // and, silently, that there is news
    contains(
      text(caseCard(reference)),
      'Leaves sight 15:20, Wed 10 Jun',
      'Leaves sight: 15:20, Wed 10 Jun\nRead in their words of 14:03; not confirmed yet.',
      'They changed it, now they leave at 3.20',
    );
    contains(text(receiptOf(reference)), 'The child leaves at 15:20, before the MASH may have decided.');
    expect(world.lines(reference)).toContain(`${reference}: A leaving time from the referrer`);
  });

  it('The author is asked whether the time is right, in a message whose preview says only which case', async () => {
    const card = asked();
    contains(text(card), 'Is the time right?', 'The child leaves your sight:\n15:20, Wed 10 Jun');
    expect([summaryOf(card), titles(card)]).toEqual([`Referral ${reference}`, ['Yes', 'No']]);
    const answer = await world.presses('jane', card ?? {}, 'Yes');
    contains(text(answer), 'You say that it is right. The MASH reads that.');
    await machine.pass(1000);
    contains(text(caseCard(reference)), 'Read in their words of 14:03; they confirm it.');
    expect(world.lines(reference)).toContain(`${reference}: The referrer says: the leaving time is right`);
    const before = world.lines(reference).length;
    await world.presses('jane', card ?? {}, 'Yes');
    expect(world.lines(reference)).toHaveLength(before);
  });

  it('A later time is a report: it stands on the card, and the alarm keeps the earlier time', async () => {
    await says('add: mum is late, they leave at 5');
    contains(text(asked()), 'It is later than 15:20. The alarm keeps the earlier time until they have spoken to you.');
    contains(
      text(caseCard(reference)),
      'Leaves sight 15:20, Wed 10 Jun',
      'A later time: 17:00, Wed 10 Jun\nRead in their words of 14:03; not confirmed yet.\nA report: the alarm keeps the earlier time.',
    );
    contains(text(receiptOf(reference)), 'The child leaves at 15:20');
  });

  it('“no” typed says that the time is not right: the MASH reads it, and no clock moves', async () => {
    contains(
      text(await world.types('jane', 'no')),
      'You say that it is not right.',
      'Or type “add:” and when they leave.',
    );
    await machine.pass(1000);
    contains(text(caseCard(reference)), 'they say that it is NOT RIGHT: ring them', 'Leaves sight 15:20, Wed 10 Jun');
    lacks(text(await world.types('jane', 'no')), 'You say that');
  });

  it('Words without a time at which the child leaves ask nothing', async () => {
    const before = asked();
    await says('add: A second man came at 15:00');
    expect(asked()).toBe(before);
  });

  it('Whoever has the case hears of a time that has moved near', async () => {
    const second = await world.refers(leavesAtSix);
    await world.presses('pat', caseCard(second) ?? {}, 'Take this referral', {}, 'channel');
    await machine.pass(minute);
    await says(`add ${second}: 10 mins now`);
    contains(
      summaries('pat', second).join(),
      /undecided, child leaves sight 14:14/,
      /is the child safe\? Asked at 14:04/,
    );
    contains(text(receiptOf(second)), /Pat Lee has it since 14:03\. Not spoken by 14:08\? Ring/);
  });
});

describe('a time in an answer to the MASH', () => {
  const world = aProgram();
  const { machine, caseCard, summaries } = world;

  it('A plain time that answers a question about leaving moves the alarm; the answer to another question does not', async () => {
    const reference = await world.refers(leavesAtSix);
    const asks = async (question: string) => {
      const form = await world.presses('mo', caseCard(reference) ?? {}, 'Ask the referrer');
      await world.presses('mo', form, 'Send question', { 'Your question': question });
      await machine.pass(1000);
    };
    await asks('When did the man come?');
    await world.types('jane', 'answer: about 2.30');
    await machine.pass(1000);
    contains(text(caseCard(reference)), 'Leaves sight 18:00');
    await asks('When does she leave?');
    await world.types('jane', 'answer: about 2.30');
    await machine.pass(1000);
    contains(text(caseCard(reference)), 'Leaves sight 14:30', 'about 2.30');
    expect(summaries('mo', reference).at(-1)).toBe(`URGENT ${reference}: act before 14:30 Wed`);
  });
});
