import { describe, expect, it } from '@jest/globals';
import type { CaseId } from '../../src/base/reference.ts';
import { sentReferral } from '../../src/case/standing.ts';
import { shownReminders } from '../../src/features/alarm/clock.ts';
import { saidName } from '../../src/history/events.ts';
import { aProgram, minute, sendsReferral, summaryOf, text } from './a-program.ts';
import { contains, lacks } from './expecting.ts';
import { twoReferrals } from './two-referrals.ts';

/** Two referrals of Jane’s, of Zircon and of Topaz: what was said of them, and what rang. */
function ofTwo() {
  const world = twoReferrals();
  const { services, told } = world;
  const load = (reference: string) => services.cases.load(reference as CaseId);
  return {
    ...world,
    load,
    missing: async (reference: string) => sentReferral((await load(reference)) ?? { events: [] })?.missing.length,
    found: async (reference: string) => sentReferral((await load(reference)) ?? { events: [] })?.found !== undefined,
    wordsIn: async (reference: string) => {
      const record = await load(reference);
      return record?.events.map((event) => record.facts.texts[saidName(event) ?? ''] ?? '').join('\n');
    },
    /** What rang at a manager’s since this place. */
    rang: (who: string, from: number) =>
      told
        .slice(from)
        .flatMap(({ to, message }) =>
          to === `a:${who}` && 'card' in message && message.alert === true ? [summaryOf(message.card)] : [],
        ),
  };
}

describe('words with the reference of a child', () => {
  const world = ofTwo();
  const { says, missing, found, wordsIn, rang, told, machine, first, second } = world;

  it.each(['not missing', 'never missing', 'nobody missing', 'passport missing', 'mum is missing', 'missing her mum'])(
    '“%s” is no report that this child is missing: it is news',
    async (words) => {
      await says(`${second()} ${words}`);
      expect(await missing(second())).toBe(0);
      contains(await wordsIn(second()), words);
    },
  );

  it('“topaz is missing” with the reference of Zircon waits, and rings every manager', async () => {
    const from = told.length;
    contains(text(await says(`${first()} topaz is missing`)), 'Which child?');
    expect(await missing(first())).toBe(0);
    for (const who of ['mo', 'ana']) contains(rang(who, from).join(), 'words for the MASH');
    await says(`about ${second()}`);
    expect(await missing(second())).toBe(1);
  });

  it.each([
    ['her phone is off {} missing since 1 he has a gun', 'he has a gun'],
    ['{} missing he has a gun', 'he has a gun'],
    ['{} zircon has gone missing', 'CHILD'],
    ['{}: missing, last seen with a man', 'last seen with a man'],
  ])('“%s” is a report, and all of it stands in the case', async (words, kept) => {
    const before = (await missing(first())) ?? 0;
    await says(words.replace('{}', first()));
    expect(await missing(first())).toBe(before + 1);
    if (kept !== 'CHILD') contains(await wordsIn(first()), kept);
  });

  it.each([
    '{1} {2} missing since 1',
    '{1}, {2}: missing since 1',
    'missing {1} {2}: since 1',
    '{1} and {2} are missing',
  ])('“%s” waits for its child, and rings every manager', async (words) => {
    await machine.pass(3 * minute);
    const [from, before] = [told.length, await missing(first())];
    contains(text(await says(words.replace('{1}', first()).replace('{2}', second()))), 'Which child?');
    expect(await missing(first())).toBe(before);
    for (const who of ['mo', 'ana']) contains(rang(who, from).join(), 'words for the MASH');
    await says(`about ${second()}`);
  });

  it.each(['{1} missing since 1 sorry i mean {2}', '{1} missing since he hit {2} with a bat'])(
    '“%s” reports nobody by a guess, and no word is cut out',
    async (words) => {
      const said = words.replace('{1}', first()).replace('{2}', second());
      const before = await missing(first());
      contains(text(await says(said)), 'Which child?');
      expect(await missing(first())).toBe(before);
      await says(`about ${second()}`);
      contains(await wordsIn(second()), said);
    },
  );

  it.each(['no', 'not yet', 'dead', 'she is bleeding'])(
    '“found: %s” does not say that the child is found',
    async (words) => {
      await says(`found ${first()}: ${words}`);
      expect(await found(first())).toBe(false);
      contains(await wordsIn(first()), words);
    },
  );

  it('“found dead” brings the numbers, and rings', async () => {
    await machine.pass(3 * minute);
    const from = told.length;
    contains(text(await says(`${first()} found dead`)), '999');
    expect(rang('mo', from)).not.toEqual([]);
  });
});

describe('“found: …” of a child whom nobody said to be missing', () => {
  const { says, found, rang, told, caseCard, first, second } = ofTwo();

  it('is told at once, and stands on the card as not confirmed', async () => {
    const from = told.length;
    contains(text(await says(`found ${first()}: with police, shell garage`)), 'The child is found, you said');
    expect(await found(first())).toBe(true);
    for (const who of ['mo', 'ana']) contains(rang(who, from).join(), `${first()}: said to be found`);
    contains(text(caseCard(first()) ?? {}), 'Said to be found', 'not confirmed', 'with police, shell garage');
    lacks(text(caseCard(first()) ?? {}), 'CHILD MISSING');
  });

  it('of a thing is news', async () => {
    await says(`found ${second()}: her phone in the bin`);
    expect(await found(second())).toBe(false);
  });
});

describe('words without a reference', () => {
  const world = ofTwo();
  const { says, missing, rang, told, machine, first, second } = world;

  it.each(['topaz missing since 1', 'topaz is missing', 'Boy Topaz is missing'])(
    '“%s” reports the only child of that name, and rings every manager at once',
    async (words) => {
      await machine.pass(6 * minute);
      const from = told.length;
      const before = await missing(second());
      contains(text(await says(words)), second(), 'Ring the police first. Now.');
      for (const who of ['mo', 'ana']) contains(rang(who, from).join(), `${second()}: CHILD MISSING`);
      expect([await missing(second()), await missing(first())]).toEqual([(before ?? 0) + 1, 0]);
    },
  );

  it.each(['both missing since 1', 'topaz has run away with a knife'])(
    '“%s” rings every manager at once',
    async (words) => {
      await machine.pass(3 * minute);
      const from = told.length;
      await says(words);
      for (const who of ['mo', 'ana']) contains(rang(who, from).join(), 'MISSING');
      await says(`about ${second()}`);
      if (/missing/.test(words)) expect(await missing(second())).toBeGreaterThan(0);
    },
  );

  it('A name that is not of this child reports nobody, once the child is said', async () => {
    await says('topaz is missing', `about ${first()}`);
    expect(await missing(first())).toBe(0);
    lacks(text(world.caseCard(first())), 'CHILD MISSING');
  });

  it('The alarm of a missing child rings once: the words that it comes of make no second sound', async () => {
    await says(`found ${second()}: at school`);
    await machine.pass(10 * minute);
    const from = told.length;
    await says('shes missing'); // only one of them is a girl
    expect(rang('mo', from)).toEqual([expect.stringContaining('CHILD MISSING')]);
    await says(`about ${first()}`); // what waited before
  });

  it('What goes to all rings nobody who heard the same words less than two minutes ago', async () => {
    await machine.pass(30 * minute);
    await says('he is here now with a knife');
    await machine.pass(4.5 * minute);
    await says('theyve just walked out');
    const from = told.length;
    await machine.pass(minute);
    expect(rang('mo', from).filter((each) => each.includes('words for'))).toEqual([]);
    contains(rang('dee', from).join(), 'words for the MASH');
    await says(`about ${first()}`);
  });

  it.each(['uncle turned up at front desk wants to take her', 'wont let him go'])(
    '“%s” rings at once while other words wait',
    async (words) => {
      await machine.pass(10 * minute);
      await says('he has a Ruby coat', 'lunch was fine');
      const from = told.length;
      await says(words);
      contains(rang('mo', from).join(), 'words for the MASH');
      await says(`about ${first()}`);
    },
  );
});

describe('words with the reference of a check that is not sent', () => {
  const world = ofTwo();
  const { says, types, rang, told, machine } = world;

  it('are about that check, and danger rings', async () => {
    const start = await types('jane', 'start');
    await world.chat('jane', start, 'Start a new one').catch(() => start);
    const [draft] = await world.services.cases.of(
      (await world.services.cases.load(world.first() as CaseId))?.author as never,
      1,
    );
    await machine.pass(3 * minute);
    const from = told.length;
    contains(text(await says(`${draft?.id} she is bleeding`)), 'as about this check');
    expect(rang('mo', from)).not.toEqual([]);
  });
});

describe('a child who is missing again', () => {
  const world = ofTwo();
  const { says, types, told, rang, load, machine, first } = world;
  /** Whether the alarms about the last report are replaced by how the case stands. */
  const isReplaced = async () => {
    const record = await load(first());
    const last = record?.events.findLastIndex(({ type }) => type === 'ChildMissing');
    return record && shownReminders(record).some(({ message }) => 'event' in message && message.event === last);
  };

  it('The alarm stays in every chat until somebody acts on it, also where somebody took the case before', async () => {
    await says(`missing ${first()}: since 1`);
    await types('mo', `I am on it ${first()}`);
    await machine.pass(minute);
    await types('mo', `child is safe ${first()}: seen by PC Ali just now`);
    await machine.pass(3 * minute);
    const from = told.length;
    await says(`${first()} missing again`);
    for (const who of ['mo', 'ana']) contains(rang(who, from).join(), 'CHILD MISSING');
    expect(await isReplaced()).toBe(false);
    await types('mo', `still on it ${first()}: I ring her aunt`);
    await machine.pass(3000);
    expect(await isReplaced()).toBe(true);
  });

  it('The latest “since” is the time, also among other words; one that cannot be read shows no earlier time', async () => {
    await says(`${first()} missing since yesterday 1pm from home, blue coat`);
    contains(text(world.caseCard(first())), 'Missing since 13:00, Tue 9 Jun');
    await says(`${first()} missing since the bell`);
    lacks(text(world.caseCard(first())), 'Missing since');
  });
});

describe('of the only referral of its author', () => {
  const world = aProgram();
  const { types, machine } = world;

  it.each([
    ['jane', 'hes not come back from the shop, missing since 10'],
    ['tom', 'hes missing like i said'],
    ['bea', 'she is still missing and her phone is off, we looked everywhere in the building and she is nowhere'],
  ] as const)('%s: “%s” says so on the card, and rings who is on duty', async (who, words) => {
    const reference = await sendsReferral(world, who);
    await types(who, words);
    await machine.pass(3000);
    contains(text(world.caseCard(reference)), 'CHILD MISSING', words);
    contains(world.summaries('mo', reference).join(), 'CHILD MISSING');
  });

  it('Where the child was missing in the past, nobody is asked', async () => {
    const reference = await sendsReferral(world, 'liz');
    const said = 'she was missing twice last month and her mum says that it is normal for her age, nobody cares';
    lacks(text(await types('liz', said)), 'missing');
    await machine.pass(3000);
    lacks(text(world.caseCard(reference)), 'CHILD MISSING');
  });
});
