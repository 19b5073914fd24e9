import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseId } from '../../src/base/reference.ts';
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
    expect(summaries('mo', `URGENT ${reference}`)).toEqual([
      `URGENT ${reference}: act before 15:20 Wed (not confirmed)`,
    ]);
    expect(summaries('mo', reference)).toHaveLength(2); // and, silently, that there is news
    contains(
      text(caseCard(reference)),
      'Leaves sight 15:20, Wed 10 Jun (not confirmed)',
      'Leaves sight 15:20, Wed 10 Jun (said by the referrer at 14:03)\nRead in their words (not confirmed).',
      'They changed it, now they leave at 3.20',
    );
    contains(
      text(receiptOf(reference)),
      'If it is right, the child leaves at 15:20, before the MASH may have decided.',
    );
    expect(world.lines(reference)).toContain(`${reference}: A leaving time from the referrer`);
  });

  it('The author is asked whether the time is right, in a message whose preview says only which case', async () => {
    const card = asked();
    contains(text(card), 'Is the time right?', 'The child leaves your sight:\n15:20, Wed 10 Jun');
    expect([summaryOf(card), titles(card)]).toEqual([`Referral ${reference}`, ['Yes', 'No']]);
    const answer = await world.presses('jane', card ?? {}, 'Yes');
    contains(text(answer), 'You say that it is right. The MASH reads that.');
    await machine.pass(1000);
    contains(text(caseCard(reference)), 'They confirm it.');
    lacks(text(caseCard(reference)), 'not confirmed');
    expect(world.lines(reference)).toContain(`${reference}: The referrer says: the leaving time is right`);
    const before = world.lines(reference).length;
    await world.presses('jane', card ?? {}, 'Yes');
    expect(world.lines(reference)).toHaveLength(before);
  });

  it('A later time is a report: it stands on the card, and the alarm keeps the earlier time', async () => {
    await says('add: mum is late, they leave at 5');
    contains(text(asked()), 'The alarm keeps 15:20 until the MASH uses yours.');
    contains(
      text(caseCard(reference)),
      'Leaves sight 15:20, Wed 10 Jun',
      'Another time: 17:00, Wed 10 Jun (said by the referrer at 14:03). Use it?\nRead in their words (not confirmed).\nA report: the alarm keeps the time before.',
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
    contains(
      text(caseCard(reference)),
      '17:00, Wed 10 Jun, said by the referrer at 14:03: they say that it is NOT RIGHT.',
    );
    contains(text(caseCard(reference)), 'Leaves sight 15:20, Wed 10 Jun');
    lacks(text(await world.types('jane', 'no')), 'You say that');
  });

  it('Words without a time at which the child leaves ask nothing', async () => {
    const before = asked();
    await says('add: A second man came at 15:00');
    expect(asked()).toBe(before);
  });

  it('Whoever has the case hears once of a time that has moved near, and is asked two minutes later', async () => {
    const second = await world.refers(leavesAtSix);
    await world.presses('pat', caseCard(second) ?? {}, 'Take this referral', {}, 'channel');
    await machine.pass(minute);
    await says(`add ${second}: 10 mins now`);
    expect(summaries('pat', second)).toEqual([
      expect.stringMatching(
        `^${second}: MAY LEAVE, OR HAVE LEFT, written \\d\\d:\\d\\d\\. NEW INFORMATION, not read yet$`,
      ),
    ]);
    contains(text(inChat('pat').at(-1)), 'Leaves sight 14:14, Wed 10 Jun (not confirmed)');
    await machine.pass(2 * minute);
    contains(summaries('pat', second).at(-1) ?? '', 'is the child safe? Asked at 14:06');
    contains(text(inChat('pat').at(-1)), 'Leaves sight 14:14, Wed 10 Jun (not confirmed)');
    contains(text(receiptOf(second)), /Pat Lee has it since 14:03\. Not spoken by 14:08\? Ring/);
  });
});

describe('words that ask something at the end', () => {
  const world = aProgram();

  it('ring, and change the time on the card, as they do without the question', async () => {
    const reference = await world.refers(leavesAtSix);
    await world.types('jane', 'theyre at the door now hes got her bag what do i do');
    await world.machine.pass(1000);
    expect(world.summaries('mo', `URGENT ${reference}`).at(-1)).toBe(`URGENT ${reference}: act now, no time known`);
    contains(text(world.caseCard(reference)), 'Leaves sight soon, no time known, said 14:03 (not confirmed)');
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
    expect(summaries('mo', reference).at(-1)).toBe(`URGENT ${reference}: act before 14:30 Wed (not confirmed)`);
  });
});

describe('what may be a leaving time', () => {
  const world = aProgram();
  const { machine, inChat, caseCard, summaries } = world;
  const says = async (words: string) => {
    await world.types('jane', words);
    await machine.pass(1000);
  };
  const asked = () => inChat('jane').findLast((card) => /Is the child about|When does the child/.test(text(card)));

  it('“He has gone to get the car” rings as leaving now, and says that no time is known', async () => {
    const reference = await world.refers(leavesAtSix);
    await says('he has gone to get the car');
    expect(summaries('mo', `URGENT ${reference}`)).toEqual([`URGENT ${reference}: act now, no time known`]);
    contains(text(inChat('mo').at(-1)), 'The child leaves soon, no time known, said 14:03 (not confirmed)');
    contains(text(caseCard(reference)), 'Leaves sight soon, no time known, said 14:03 (not confirmed)');
    contains(text(asked()), 'Is the child about to leave?', 'I know no time.');
    expect(titles(asked())).toEqual(['Yes', 'No']);
  });

  it('A time that cannot be read for sure rings, is shown, and its author is asked', async () => {
    const reference = await world.refers(leavesAtSix);
    await world.presses('mo', caseCard(reference) ?? {}, 'Take this referral');
    await machine.pass(minute);
    const before = summaries('mo', reference).length;
    await says(`${reference} they go later today`);
    expect(summaries('mo', reference).slice(before)).toEqual([
      expect.stringMatching(
        `^${reference}: MAY LEAVE, OR HAVE LEFT, written \\d\\d:\\d\\d\\. NEW INFORMATION, not read yet$`,
      ),
    ]);
    expect(world.told.findLast(({ to }) => to === 'a:mo')?.message).toMatchObject({ alert: true });
    contains(
      text(caseCard(reference)),
      'Leaves sight 18:00, Wed 10 Jun',
      'May leave sight: no time could be read (said by the referrer at 14:04)',
    );
    contains(text(asked()), 'When does the child leave?', 'I could read no time in your words.');
    const answer = await world.presses('jane', asked() ?? {}, 'They do not leave');
    contains(text(answer), 'You say that they do not leave. The MASH reads that.');
    await machine.pass(1000);
    contains(text(caseCard(reference)), 'They say that the child does not leave.', 'Leaves sight 18:00, Wed 10 Jun');
  });

  it('“Took her bp at 3” is news, and no leaving time', async () => {
    const reference = await world.refers(leavesAtSix);
    await says(`${reference} took her bp at 3, she is calmer`);
    contains(text(caseCard(reference)), 'took her bp at 3', 'Leaves sight 18:00, Wed 10 Jun');
    lacks(text(caseCard(reference)), 'said by the referrer');
  });
});

describe('a later time that the MASH takes over', () => {
  const world = aProgram();
  const { machine, inChat, caseCard } = world;
  let reference: string;
  beforeAll(async () => {
    reference = await world.refers({ child: { 'When will they next': 'at 3 pm' } });
    await world.types('pat', `I am on it ${reference}`);
    await machine.pass(minute);
    await world.types('jane', 'mum is late, they leave at 5.30');
    await machine.pass(1000);
  });

  it('It is offered to who has the case, in their own chat and under More', async () => {
    const news = inChat('pat').at(-1);
    contains(text(news), 'Leaves sight 15:00, Wed 10 Jun', 'Another time: 17:30, Wed 10 Jun (said at 14:04). Use it?');
    expect(titles(news)).toContain('Use 17:30');
    expect(titles(await world.presses('pat', caseCard(reference) ?? {}, 'More', {}, 'channel'))).toContain('Use 17:30');
    contains(text(caseCard(reference)), 'Leaves sight 15:00, Wed 10 Jun');
  });

  it('Only who has it or a manager uses it, and the clocks follow with their name; the earlier time stays in the history', async () => {
    const used = await world.types('pat', `use 17.30 ${reference}`);
    contains(text(used), 'Leaves sight 17:30, Wed 10 Jun', 'Used by Pat Lee, 14:04, Wed 10 Jun. The clocks follow it.');
    await machine.pass(1000);
    contains(text(caseCard(reference)), 'Leaves sight 17:30, Wed 10 Jun', 'Used by Pat Lee, 14:04, Wed 10 Jun.');
    lacks(text(caseCard(reference)), 'not confirmed', 'Use it?');
    expect(world.lines(reference)).toContain(`${reference}: The MASH uses the referrer’s leaving time`);
    const { events } = (await world.services.cases.load(reference as CaseId)) ?? { events: [] };
    expect(events.flatMap((event) => ('leavesSight' in event ? [event.leavesSight] : []))).toEqual([
      ...['2026-06-10T14:00:00.000Z', '2026-06-10T16:30:00.000Z', '2026-06-10T16:30:00.000Z'],
    ]);
    const before = inChat('pat').length;
    await machine.pass(60 * minute);
    expect(inChat('pat').slice(before).map(text).join()).not.toContain('Is the child safe?');
  });

  it('A press on the old card says that the referrer has said another time, and who presses again uses the old one', async () => {
    const old = inChat('pat').findLast((card) => titles(card).includes('Use 17:30'));
    await world.types('jane', 'they leave at 4.30');
    await machine.pass(1000);
    const why = await world.presses('pat', old ?? {}, 'Use 17:30', {}, 'chat');
    contains(text(why), '17:30 was not used: the referrer has said another time since.');
    expect(titles(why)).toEqual(expect.arrayContaining(['Use 16:30', 'Use 17:30 all the same']));
    await machine.pass(1000);
    contains(text(caseCard(reference)), 'Leaves sight 16:30, Wed 10 Jun (not confirmed)');
    lacks(text(await world.types('jane', `use 16:30 ${reference}`)), 'Used by');
    contains(text(await world.presses('pat', why, 'Use 17:30 all the same', {}, 'chat')), 'Used by Pat Lee');
    await machine.pass(1000);
    contains(text(caseCard(reference)), 'Leaves sight 17:30, Wed 10 Jun');
  });
});

describe('a child who has left', () => {
  const world = aProgram({ eachAlone: true });
  const { caseCard } = world;
  let reference: string;
  const says = async (words: string) => {
    await world.says(words);
  };

  it('“gone” after “soon” is recorded: the child may have left, and the time is no later report', async () => {
    reference = await world.refers();
    await says('they are leaving soon');
    await world.passes(2 * minute);
    await says('shes just walked out with him');
    contains(text(caseCard(reference)), 'May have left 14:05');
    lacks(text(caseCard(reference)), 'Another time', 'soon, no time known (not confirmed)');
  });

  it('A time before that is a report: it may be of another child', async () => {
    const latest = await world.refers();
    await says(`${latest} theyve gone`);
    await world.passes(8 * minute);
    await says(`${latest} she was here at 1.30 her phone is off`);
    contains(
      text(caseCard(latest)),
      /May have left 14:\d\d, Wed 10 Jun/,
      /Another time: 13:30, Wed 10 Jun .*Use it\?/,
      'A report: the alarm keeps the time before.',
    );
    lacks(text(caseCard(latest)), 'left 13:30', 'Left sight');
  });

  it.each(['they are about to leave', 'hes leaving now'])(
    '“%s” does not say that the child has left',
    async (words) => {
      const latest = await world.refers();
      await says(`${latest} ${words}`);
      contains(text(caseCard(latest)), 'Leaves sight soon, no time known');
      lacks(text(caseCard(latest)), 'Left sight', 'May have left');
    },
  );

  it.each(['no earlier', 'not right'])(
    '“%s” names no other time: its author is asked, and no clock moves',
    async (words) => {
      const latest = await world.refers();
      await says(`${latest} she leaves at 4.30`);
      await says(`${latest} ${words}`);
      contains(text(caseCard(latest)), 'Leaves sight 16:30', 'May leave sight: no time could be read');
    },
  );

  it.each([
    'its 340 not 400',
    'its a different golf',
    'sorry no that was a different audi',
    'he said 4 men are coming',
  ])('“%s” takes no time away, and makes none', async (words) => {
    const latest = await world.refers();
    await says(`${latest} she leaves at 5`);
    await says(`${latest} ${words}`);
    contains(text(caseCard(latest)), 'Leaves sight 17:00', words);
    lacks(text(caseCard(latest)), 'May leave sight', 'NOT RIGHT', 'Another time');
  });

  it.each([
    ['no she leaves at 3.05', '15:05'],
    ['wrong, its 3.10', '15:10'],
    ['yeah the teacher told me 3.15', '15:15'],
  ])('“%s”, said soon after a time, is the new time', async (words, time) => {
    const latest = await world.refers();
    await says(`${latest} she leaves at 5`);
    await says(`${latest} ${words}`);
    contains(text(caseCard(latest)), `Leaves sight ${time}`);
  });

  it('A time that another has replaced says so, once the other is confirmed', async () => {
    const latest = await world.refers();
    for (const words of ['she leaves at 5', 'actually 4.40', 'yes']) await says(`${latest} ${words}`);
    contains(text(caseCard(latest)), 'Leaves sight 16:40, Wed 10 Jun', 'Said before, replaced since: 17:00');
    lacks(text(caseCard(latest)), 'Leaves sight 17:00');
  });

  it('A time that has passed today is never the coming night’s: its author is asked', async () => {
    const latest = await world.refers();
    await says(`${latest} hes taking her at 12.30`);
    contains(text(caseCard(latest)), 'May leave sight: no time could be read');
    lacks(text(caseCard(latest)), '00:30');
  });

  it.each([
    'wrong child i meant the other 1',
    'no dont ring hes back',
    'cancel that not found',
    'sorry not her',
    'im not',
  ])('“%s”, said soon after a time, says nothing of it', async (words) => {
    const latest = await world.refers();
    await says(`${latest} she leaves at 5`);
    await says(`${latest} ${words}`);
    contains(text(caseCard(latest)), words);
    lacks(text(caseCard(latest)), 'May leave sight');
  });
});

describe('the time of the referral, denied in what its author says after sending', () => {
  const world = aProgram({ eachAlone: true });
  const card = async (words: string, wait = 20 * minute) => {
    const reference = await world.refers(leavesAtSix);
    await world.passes(wait);
    await world.says(`${reference} ${words}`, 'jane', 3000);
    return text(world.caseCard(reference));
  };

  it.each([
    'oh and its 5 not 6, day sister said doors open at 5 on wednesdays',
    '5pm ok? not 6',
    'it isnt 6 its 5',
    'sorry its 5 instead of six',
  ])('“%s” is read as the earlier time, however long ago the first one was said', async (words) => {
    contains(await card(words), 'Leaves sight 17:00, Wed 10 Jun (not confirmed)');
  });

  it('“its not 6 anymore” names no other: its author is asked', async () => {
    contains(await card('its not 6 anymore'), 'Leaves sight 18:00', 'May leave sight: no time could be read');
  });

  it.each(['shes 15 not 16', 'there are 5 of them not 4', 'its flat 5 not 6 king st', 'room 5 not 6'])(
    '“%s” denies no time',
    async (words) => {
      const shown = await card(words);
      contains(shown, 'Leaves sight 18:00', words);
      lacks(shown, 'May leave sight', '(not confirmed)');
    },
  );
});

describe('somebody who comes back for the child', () => {
  const world = aProgram({ eachAlone: true });
  const { refers, caseCard, inChat } = world;

  it.each([
    ['theyll be back for her 7 tomorrow morning', '07:00, Thu 11 Jun'],
    ['van comes again tomorrow 3.10', '15:10, Thu 11 Jun'],
    ['the men said theyd be back at 7', '19:00, Wed 10 Jun'],
  ])('“%s” is a mark on the card, and its day is asked', async (words, when) => {
    const reference = await refers({ child: { 'What worries you': 'She is with two men.' } });
    await world.says(`${reference} ${words}`, 'jane', 3000);
    contains(text(caseCard(reference)), 'They may come back:', words, when);
    const [asked] = inChat('jane').filter((card) => text(card).includes('Is the time right?'));
    contains(text(asked), 'They may come back for the child:');
    contains(text(inChat('jane').findLast((card) => text(card).includes('Is the time right?'))), when);
  });

  it.each(['she will be back at 7', 'van comes again tomorrow 3.10 i bet for the others', 'back in 5 mins'])(
    '“%s” is none',
    async (words) => {
      const reference = await refers();
      await world.says(`${reference} ${words}`, 'jane', 3000);
      lacks(text(caseCard(reference)), 'They may come back', 'Leaves sight');
    },
  );
});

describe('a leaving time that is put right soon after', () => {
  const world = aProgram({ eachAlone: true });
  const { inChat, caseCard } = world;
  /** Jane says, soon after 14:04, that the child leaves at 16:30; then these words. */
  async function puts(words: string) {
    const reference = await world.refers();
    await world.says(`I am on it ${reference}`, 'mo');
    await world.passes(5 * minute);
    await world.says(`${reference} theyre off at half 4 she says`, 'jane', 3 * minute);
    const before = world.told.length;
    await world.says(`${reference} ${words}`);
    const rings = world.told
      .slice(before)
      .filter(({ to, message }) => to === 'a:mo' && 'alert' in message && message.alert);
    return { reference, rings: rings.length, card: () => text(caseCard(reference)) };
  }

  it.each([
    ['no quater to 4', '15:45'],
    ['no sorry at 4', '16:00'],
    ['nope 4 she said', '16:00'],
    ['make that 4', '16:00'],
    ['wait 20 to 4', '15:40'],
    ['qtr past 4 sorry', '16:15'],
  ])('“%s” is %s: earlier, so it is believed at once and rings, and its author is asked', async (words, time) => {
    const { rings, card } = await puts(words);
    expect(rings).toBe(1);
    contains(card(), `Leaves sight ${time}, Wed 10 Jun (not confirmed)`);
    contains(text(inChat('jane').findLast((each) => text(each).includes('Is the time right?'))), time);
  });

  it('A later one is a report, and rings', async () => {
    const { rings, card } = await puts('no its at 5');
    expect(rings).toBe(1);
    contains(card(), 'Leaves sight 16:30, Wed 10 Jun', 'Another time: 17:00, Wed 10 Jun');
  });

  it('“quarter to i mean” is the next one, because the earliest is safest', async () => {
    const { rings, card } = await puts('quarter to i mean');
    expect(rings).toBe(1);
    contains(card(), /Leaves sight 1\d:45, Wed 10 Jun \(not confirmed\)/);
  });

  it.each(['no 3 of them', 'sorry ward 3', 'hes 14 not 13', 'half of them have no coats', 'bed 9'])(
    '“%s” is no time',
    async (words) => {
      const { card } = await puts(words);
      contains(card(), 'Leaves sight 16:30, Wed 10 Jun');
      lacks(card(), 'Another time', 'no time could be read');
    },
  );

  it('A bare “yes” does not confirm a time after words that may name another: it asks', async () => {
    const { reference, card } = await puts('its the bus at 12 past i mean 4ish or so they go');
    lacks(text(await world.types('jane', `${reference} yes`)), 'You say that it is right');
    lacks(card(), 'They confirm it.');
  });
});

describe('a taxi, a flight, or when they check out', () => {
  const world = aProgram({ eachAlone: true });
  const { caseCard } = world;
  const says = async (reference: string, words: string) => {
    await world.says(`${reference} ${words}`);
    return text(caseCard(reference));
  };
  const here = { child: { 'When will they next': 'i dont know' } };

  it.each([
    ['he says there checking out at 5am taxi booked', '05:00, Thu'],
    ['checkin out at 6 in the mornin', '06:00, Thu'],
    ['actualy he wants taxi for quater past 5', '17:15, Wed'],
    ['taxi booked 5am', '05:00, Thu'],
    ['flight is 6.40 tomorrow', '06:40, Thu'],
    ['their coach to leeds is 7.15 tomorrow', '07:15, Thu'],
    ['sorry the bus is half 4', '16:30, Wed'],
    ['he says there off at half 3 hes got a train', '15:30, Wed'],
  ])('“%s” stands as a time that is not confirmed: %s', async (words, time) => {
    const reference = await world.refers(here);
    contains(await says(reference, words), `Leaves sight ${time}`, 'not confirmed');
    contains(
      text(world.inChat('jane').findLast((card) => text(card).includes('Is the time right?'))),
      `The child leaves your sight:\n${time}`,
    );
  });

  it.each([
    'taxi for 5 people',
    'the number 5 bus',
    'my bus is at half 4 so i cant stay',
    'police car is at 5 hill road',
  ])('“%s” tells of no time', async (words) => {
    const reference = await world.refers(here);
    lacks(await says(reference, words), 'Leaves sight', 'Another time');
  });

  it('“no he means 20 to 4 soz” is another time, and its author is asked', async () => {
    const reference = await world.refers(here);
    await says(reference, 'he says there off at half 3 hes got a train');
    await world.passes(3 * minute);
    contains(await says(reference, 'no he means 20 to 4 soz'), 'Another time: 15:40, Wed');
  });

  it('“sorry 4am he said not 5” puts it right at once, and rings where the case is urgent', async () => {
    const reference = await world.refers({ ...here, danger: 'Yes, now' });
    await world.presses('mo', caseCard(reference) ?? {}, 'Take this referral');
    await says(reference, 'he says there checking out at 5am taxi booked');
    await world.passes(3 * minute);
    const before = world.told.length;
    contains(await says(reference, 'sorry 4am he said not 5'), 'Leaves sight 04:00, Thu');
    const rings = world.told.slice(before).filter(({ message }) => 'alert' in message && message.alert);
    expect(rings.map(({ to }) => to)).toContain('a:mo');
  });
});

describe('a time that is another now, though it speaks of no leaving', () => {
  const world = aProgram({ eachAlone: true });

  it.each([
    ['hes changed it hes saying 10 mins now, hes got the boys coat', '14:13'],
    ['change of plan he says 10 minutes', '14:13'],
    ['earlier now he said ten mins', '14:13'],
    ['hes brought it forward, half 3 now', '15:30'],
    ['uncle moved it to quarter past 3, hes cross', '15:15'],
  ])('“%s” is %s: it leads the card at once, rings, and the safe check moves', async (words, time) => {
    const reference = await world.refers(leavesAtSix);
    const before = world.told.length;
    await world.says(`${reference} ${words}`);
    contains(text(world.caseCard(reference)), `Leaves sight ${time}, Wed 10 Jun (not confirmed)`);
    expect(summaryOf(world.caseCard(reference))).toContain(`act before ${time} Wed (not confirmed)`);
    expect(
      world.told.slice(before).some(({ to, message }) => to === 'a:mo' && 'alert' in message && message.alert),
    ).toBe(true);
  });

  it.each(['hes been on the phone 20 mins now', 'police say 10 mins now', 'she changed her top 10 mins ago'])(
    '“%s” is no such time',
    async (words) => {
      const reference = await world.refers(leavesAtSix);
      await world.says(`${reference} ${words}`);
      contains(text(world.caseCard(reference)), 'Leaves sight 18:00');
    },
  );
});

describe('at one in the night', () => {
  const world = aProgram();
  beforeAll(() => world.passes(11 * 60 * minute));
  world.alone();
  const says = async (reference: string, words: string) => {
    await world.says(`${reference} ${words}`);
    return text(world.caseCard(reference));
  };

  it.each([
    ['hes checked out at 7 tomorrow he told the day staff', '07:00'],
    ['theyre off at 7 tomorrow', '07:00'],
    ['they check out tomorrow at 11', '11:00'],
    ['hes taking her tomorrow at 6', '06:00'],
    ['they leave in the morning about 7', '07:00'],
    ['coach to leeds is at 7am tomoz', '07:00'],
  ])('“%s” may be this morning: the earliest counts, and is asked back with its day', async (words, time) => {
    const reference = await world.refers({ child: { 'When will they next': 'i dont know' } });
    contains(await says(reference, words), `Leaves sight ${time}, Thu 11 Jun (not confirmed)`);
    contains(
      text(world.inChat('jane').findLast((card) => text(card).includes('Is the time right?'))),
      `${time}, Thu 11 Jun`,
      'It is past midnight: is it today, Thu 11 Jun?',
    );
  });
});

describe('a day that is put right', () => {
  const world = aProgram({ eachAlone: true });

  it.each([
    'i mean today',
    'thats today not thursday',
    'not thursday its today',
    'no its this afternoon at 4 they go sorry been a long shift',
    'sorry today not tomorrow!!',
    '4 oclock TODAY',
    'no at 4 today he checks out, hes trying to take her with him',
  ])('“%s” moves the clock to today at once', async (words) => {
    const reference = await world.refers({ child: { 'When will they next': 'tomorrow at 4pm' } });
    await world.says(`${reference} ${words}`);
    contains(text(world.caseCard(reference)), 'Leaves sight 16:00, Wed 10 Jun (not confirmed)');
  });

  it.each(['shes fine today', 'no shes not in school today', 'its her birthday today shes 14'])(
    '“%s” moves nothing',
    async (words) => {
      const reference = await world.refers({ child: { 'When will they next': 'tomorrow at 4pm' } });
      await world.says(`${reference} ${words}`);
      lacks(text(world.caseCard(reference)), '16:00, Wed 10 Jun');
    },
  );
});

describe('times as the police and others in a hurry write them', () => {
  const world = aProgram({ eachAlone: true });

  it.each([
    ['theyre leaving 1645', '16:45'],
    ['uncle picking her up at 1530hrs', '15:30'],
    ['van eta 1510', '15:10'],
    ['taking her half four', '16:30'],
    ['leaves at 1/4 past 4', '16:15'],
    ['1/2 past 4 they leave', '16:30'],
    ['mum collecting at 1545h', '15:45'],
  ])('“%s” is %s', async (words, time) => {
    const reference = await world.refers(leavesAtSix);
    await world.says(`${reference} ${words}`);
    contains(text(world.caseCard(reference)), `Leaves sight ${time}, Wed 10 Jun`);
  });

  it.each(['police eta 1510', 'log is 1640', 'pc 1645 oakes is going there'])('“%s” is no leaving', async (words) => {
    const reference = await world.refers(leavesAtSix);
    await world.says(`${reference} ${words}`);
    contains(text(world.caseCard(reference)), 'Leaves sight 18:00');
  });

  it.each([
    ['theyve gone. out thru the ambulance doors 2 mins ago, security couldnt hold her', '14:01'],
    ['shes gone!! must be 5 mins ago', '13:58'],
    ['theyve left, about 5 mins ago', '13:58'],
    ['they left. 4 minutes ago', '13:59'],
  ])('“%s”, typed at 14:03, was at %s', async (words, time) => {
    const reference = await world.refers(leavesAtSix);
    await world.says(`${reference} ${words}`);
    contains(text(world.caseCard(reference)), `May have left ${time}, Wed 10 Jun (not confirmed)`);
  });
});

describe('a time of a man alone', () => {
  const world = aProgram({ eachAlone: true });
  const girl = { child: { 'Child’s name': 'Lien, girl', 'When will they next': 'i dont know' } };
  const says = async (words: string) => {
    const reference = await world.refers(girl);
    await world.says(`${reference} ${words}`);
    return {
      card: text(world.caseCard(reference)),
      asked: text(world.inChat('jane').findLast((card) => text(card).includes('Is the time right?'))),
    };
  };

  it.each([
    ['hes checking out at 7', '19:00'],
    ['the uncle checks out at half 5', '17:30'],
    ['boyfriend is checking out at 6pm', '18:00'],
    ['the man checks out 7 tomorrow', '07:00'],
    ['he checks out at 4', '16:00'],
  ])('“%s” is told as his, and whether the child goes then is asked', async (words, time) => {
    const { card, asked } = await says(words);
    contains(card, `The man leaves or checks out: “`, `”. Does the child go then? ${time}`, 'not confirmed');
    contains(asked, 'The man leaves or checks out:', time, 'Does the child go then?');
    lacks(asked, 'The child leaves your sight');
  });

  it.each(['theyre checking out at 7', 'hes taking her at 7', 'they both check out at 7'])(
    '“%s” is of the child',
    async (words) => lacks((await says(words)).card, 'The man leaves'),
  );
});

describe('a time that is put in the place of what was written before sending', () => {
  const world = aProgram({ eachAlone: true });

  it.each([
    'boss on fone, sounds like hes getting van ready early. half 4 not 6',
    'half 4 not 6',
    'he says half 4 not 6 now. hes got the keys',
    'packing up early. leaving half 4 not 6',
    'update. half 4 now not 6',
  ])('“%s” stands in its place everywhere', async (words) => {
    const reference = await world.refers({ child: { 'When will they next': 'van takes them all away at 6 though' } });
    await world.says(`${reference} ${words}`);
    contains(text(world.caseCard(reference)), 'Leaves sight 16:30, Wed 10 Jun (not confirmed)');
    lacks(text(world.caseCard(reference)), 'They wrote a time', 'soon, no time known');
    await world.says(`${reference} left: no`);
    lacks(text(world.caseCard(reference)), 'They wrote a time');
  });
});
