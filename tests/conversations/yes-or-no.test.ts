import { beforeAll, describe, expect, it } from '@jest/globals';
import { profiles, type Who } from '../fakes/people.ts';
import { aProgram, minute, sendsReferral, summaryOf, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';
import { twoReferrals } from './two-referrals.ts';

/** The program, Mo on duty, and the one referral of somebody, which he has. */
function oneReferral() {
  const world = aProgram();
  const { machine, told, types, presses, said, caseCard } = world;
  let from = 0;
  const of: { who: Who; reference: string } = { who: 'jane', reference: '' };
  const begins = async (who: Who = 'jane', child = {}) => {
    of.who = who;
    of.reference = await sendsReferral(world, who, { child });
    await types('mo', `I am on it ${of.reference}`);
    await machine.pass(3 * minute);
  };
  beforeAll(async () => {
    await types('mo', 'on duty');
  });
  const cardsTo = (who: string) =>
    told
      .slice(from)
      .flatMap(({ to, message }) => (to === who && 'card' in message ? [{ rings: false, ...message }] : []));
  return {
    ...world,
    of,
    begins,
    /** @returns all that the bot answers */
    says: async (...lines: string[]) => {
      from = told.length;
      const before = said.length;
      for (const each of lines) {
        await types(of.who, each);
        await machine.pass(3000);
      }
      return said
        .slice(before)
        .map(({ message }) => ('card' in message ? text(message.card) : message.text))
        .join('\n');
    },
    /** What rang at Mo's because of it. */
    rang: () => cardsTo('a:mo').flatMap(({ card, alert }) => (alert ? [summaryOf(card)] : [])),
    tells: async (words: string) => {
      const form = await presses('mo', caseCard(of.reference) ?? {}, 'Tell the referrer');
      await presses('mo', form, 'Send message', { 'Your message': words });
      await machine.pass(minute);
    },
    shared: () => text(caseCard(of.reference)),
  };
}

describe('a time that is corrected', () => {
  const world = oneReferral();
  const { says, rang, shared, of } = world;

  it.each<[Who, string]>([
    ['jane', 'sorry not half 5 its about 3.20'],
    ['tom', 'actually 3.20'],
    ['sid', 'mum just said its 3.20 not 5'],
    ['bea', 'yes he just said 3.20'],
  ])('%s: “%s” rings, and a “yes” confirms this time, and no other', async (who, words) => {
    await world.begins(who);
    await says('uncle is picking her up at half 5 i think');
    await says(words);
    expect(rang()).toContainEqual(
      expect.stringMatching(
        `^${of.reference}: MAY LEAVE, OR HAVE LEFT, (?:PUT RIGHT, )?written \\d\\d:\\d\\d\\. NEW INFORMATION, not read yet$`,
      ),
    );
    contains(shared(), 'Leaves sight 15:20, Wed 10 Jun (not confirmed)');
    contains(await says('yes'), '15:20', 'You say that it is right');
    contains(shared(), /Leaves sight 15:20.*\nThey confirm it\./);
    expect(shared().match(/They confirm it/g)).toHaveLength(1);
  });
});

describe('a time that may have changed', () => {
  const world = oneReferral();
  const { says, rang, shared, of } = world;

  it.each<[Who, string]>([
    ['jane', 'no earlier'],
    ['tom', 'yes but maybe earlier'],
    ['sid', 'it isnt 5'],
  ])(
    '%s: “%s” rings, and the question is asked again, once; then “yes” sets nothing and is news',
    async (who, words) => {
      await world.begins(who);
      await says('she leaves at 5');
      const before = world.inChat(who).length;
      await says(words);
      expect(rang()).toEqual([
        expect.stringMatching(
          `^${of.reference}: MAY LEAVE, OR HAVE LEFT, (?:PUT RIGHT, )?written \\d\\d:\\d\\d\\. NEW INFORMATION, not read yet$`,
        ),
      ]);
      contains(world.inChat(who).slice(before).map(text).join(), 'When does the child leave?');
      contains(await says('yes'), 'Which question?', 'Nothing is set yet. The MASH has your word.', '“time: yes”');
      lacks(shared(), 'They confirm it');
      contains(shared(), words, /\nyes\n/);
    },
  );

  it('A “yes” after other words answers the only question that is open', async () => {
    await world.begins('bea');
    await says('she leaves at 5', 'he has a red car', 'yes');
    contains(shared(), 'They confirm it');
  });

  it('“Not right” is news, 1:1 to who has the case, until it is read', async () => {
    await world.begins('ash');
    await says('she goes at 3');
    const card = world.caseCard(of.reference) ?? {};
    await world.types('mo', `I have read it ${of.reference}`);
    const read = await world.presses('mo', card, 'I have read it');
    lacks(text(read), 'Nobody has read it yet');
    await world.machine.pass(3 * minute);
    contains(await says('no'), 'You say that it is not right');
    expect(rang()).toEqual([`${of.reference}: A TIME IS NOT RIGHT, written 14:21. NEW INFORMATION, not read yet`]);
    contains(shared(), 'NEW INFORMATION', 'The referrer says that a leaving time is NOT RIGHT: ask them');
    lacks(shared(), 'Leaves sight 15:00');
    await world.machine.pass(3 * minute);
    await says('theres a man at the door with a knife'); // the ring of that does not say it again
    const last = text(world.inChat('mo').at(-1));
    contains(last, 'MAY BE IN DANGER');
    lacks(last, 'NOT RIGHT', 'Leaves sight');
    contains(shared(), 'NOT RIGHT: ask them');
  });
});

describe('a time in words that were sent by mistake', () => {
  const world = oneReferral();
  const { says, shared } = world;

  it.each<[Who, string]>([
    ['jane', 'sent by mistake'],
    ['tom', 'sorry sent by mistake'],
    ['sid', 'oops, sent by mistake'],
  ])('%s: “%s”: the card says so beside the time, the alarm runs on, and no “yes” confirms it', async (who, words) => {
    await world.begins(who);
    await says('she leaves at 3');
    const asked = world.inChat(who).findLast((card) => text(card).includes('Is the time right?'));
    contains(await says(words), 'Marked: sent by mistake');
    contains(shared(), /Leaves sight 15:00.*\nSENT BY MISTAKE, they say: ring them\./, 'Leaves sight 15:00');
    await says('yes');
    contains(text(await world.presses(who, asked ?? {}, 'Yes', {}, 'chat')), 'it was sent by mistake');
    await world.machine.pass(1000);
    lacks(shared(), 'They confirm it');
    await says('not a mistake', 'time: yes');
    contains(shared(), 'They confirm it');
  });
});

describe('who has the case, of a leaving time that is called a mistake', () => {
  const world = oneReferral();
  const { says, of, rang } = world;
  const told = () => world.inChat('mo').filter((card) => summaryOf(card).includes('takes words back'));

  it('hears of it with a ring while the child leaves soon', async () => {
    await world.begins();
    await says('she leaves at 3');
    await says('sent by mistake');
    expect(rang()).toContain(`${of.reference}: the referrer takes words back`);
    contains(text(told().at(-1)), 'words that say when the child leaves', 'The clocks keep that time.');
  });

  it('hears of it silently where the child leaves late', async () => {
    await world.begins('tom');
    await says('she leaves tomorrow at 9am');
    await says('sent by mistake');
    expect(rang()).toEqual([]);
    expect(told().map(summaryOf).at(-1)).toBe(`${of.reference}: the referrer takes words back`);
    await says('a red car', 'sent by mistake');
    expect(told()).toHaveLength(2);
  });
});

describe('a message of the MASH', () => {
  const world = oneReferral();
  const { says, shared, tells } = world;

  it('“yes” after it, with a time to confirm as well, sets nothing, is news, and asks which is meant', async () => {
    await world.begins();
    await says('she leaves at 5');
    await tells('Can you keep her until 4?');
    contains(await says('yes'), 'Which question?', '“time: yes”');
    lacks(shared(), 'They confirm it');
    contains(shared(), /Added by the referrer.*\nyes\n/);
    contains(shared(), / · read \d\d:\d\d\nCan you keep her until 4\?/);
    contains(await says('time: yes'), 'You say that it is right');
  });

  it('“no” to it alone is read, and news of its case', async () => {
    await tells('Is anybody else with you?');
    contains(await says('no'), 'Sent to the MASH');
    contains(shared(), / · read \d\d:\d\d\nIs anybody else with you\?/, /\nno\n/);
    lacks(shared(), 'NOT RIGHT');
  });
});

describe('whether the police know of a missing child', () => {
  const world = oneReferral();
  const { says, shared } = world;
  const told = 'The police were told, says the referrer.';

  it.each<[Who, string, string]>([
    ['jane', 'yes', told],
    ['tom', 'not yet', 'The police were not told yet, says the referrer.'],
    ['sid', 'police know now, ref 881', told],
    ['bea', 'police said cad 4412', told],
  ])('%s: “%s” after “Do the police know?” stands in the report', async (who, words, report) => {
    await world.begins(who);
    contains(await says('missing'), 'Do the police know?');
    await says(words);
    contains(shared(), report);
    if (words.length > 8) contains(shared(), `Their words: ${words}`);
  });

  it.each<[Who, string, string]>([
    ['liz', 'police: yes cad 77', told],
    ['ivy', '999 done', told],
    ['sue', 'police no already', 'The referrer wrote “police no already”'],
    ['eve', 'told them 10 mins ago', 'The referrer wrote “told them 10 mins ago”'],
    ['pat', 'police on way', 'The referrer wrote “police on way”'],
  ])('%s: “%s” later is not “has not said”', async (who, words, report) => {
    await world.begins(who);
    await says('missing', 'she has a red coat', words);
    contains(shared(), report, words);
    lacks(shared(), 'has not said whether the police know');
  });

  it('“yes” with a time to confirm as well sets neither; “police: yes” and “time: yes” do', async () => {
    await world.begins('ash');
    await says('she leaves at 5', 'she is missing');
    contains(await says('yes'), 'Which question?', '“time: yes” or “police: yes”');
    contains(shared(), 'has not said whether the police know');
    lacks(shared(), 'They confirm it');
    await says('police: yes');
    contains(shared(), told);
    lacks(shared(), 'They confirm it');
    contains(await says('time: yes'), 'You say that it is right');
  });
});

describe('“yes” and “no” with a reference', () => {
  const { says, types, chat, machine, caseCard, first, second, written } = twoReferrals();
  const card = (reference: string) => text(caseCard(reference));

  it('answer the one question that is open about that child, whatever else is open', async () => {
    await says(`${first()} she leaves at 4`, `${second()} he leaves at 5`);
    contains(text(await says(`${first()} yes`)), 'You say that it is right');
    contains(card(first()), 'They confirm it');
    lacks(card(second()), 'They confirm it');
    contains(text(await says(`no, ${second()}.`)), 'You say that it is not right');
    contains(card(second()), 'NOT RIGHT');
  });

  it('Beside a check they answer that child, and not the check', async () => {
    await says(`${first()} she leaves at 3.30`);
    const start = await types('jane', 'start');
    if (titles(start).includes('Start a new one')) await chat('jane', start, 'Start a new one');
    await machine.pass(2 * minute);
    contains(text(await says(`${first()} no`)), 'You say that it is not right');
    contains(text(await types('jane', 'card')), 'Is the child in immediate danger');
  });

  it('Where several questions are open, it is asked which; where none is, it is news of that child', async () => {
    await says(`${second()} he leaves at 6`, `missing ${second()}: since 1`);
    contains(text(await says(`${second()} yes`)), 'Which question?', '“time: yes” or “police: yes”');
    lacks(card(second()), 'They confirm it');
    contains(text(await says(`${first()} yes`)), 'Sent to the MASH');
    contains(written(first()).join(), /Added by the referrer.*\nyes\n/);
  });
});

describe('a missing child who is said to be found', () => {
  const { begins, says, shared } = oneReferral();

  it('is found by “yes” to that question, and stays missing after other words', async () => {
    await begins();
    await says('missing: the police were told, log 441');
    contains(await says('found him!! hes at the mcdonalds'), 'Type “yes”');
    await says('hes gone again, ran from sue', 'time: no');
    await says('yes');
    lacks(shared(), 'FOUND');
    contains(await says('found him again', 'yes'), 'You said that the child is found');
    contains(shared(), 'The referrer says that the child is found');
  });
});

describe('a false alarm about something else', () => {
  const { begins, says, rang, shared, of } = oneReferral();

  it('asks for no “found”, and a stray “yeah” sets none', async () => {
    await begins('tom', { 'Child’s name': 'Boy Zircon' });
    await says('missing: the police were told, log 441');
    lacks(await says('false alarm it was just a delivery van'), 'Is the child back');
    await says('yeah');
    lacks(await says('false alarm'), 'Type “yes”');
    await says('yeah');
    lacks(shared(), 'said to be found', 'is found');
  });

  it.each(['no i meant the van', 'hes not found hes not found!!', 'wait no thats the other lad'])(
    '“yeah” after “back” is taken back by “%s”, which rings',
    async (words) => {
      await says('police know, log 441');
      contains(await says('hes back but hes in a state'), 'Type “yes”');
      contains(await says('yeah'), 'You said that the child is found');
      const answer = await says(words);
      expect(rang().join()).toContain(`${of.reference}: CHILD MISSING`);
      lacks(answer, 'Did you mean');
      lacks(shared(), 'Said to be found');
    },
  );
});

describe('a missing child of whom words say that they are back', () => {
  const { begins, says, rang, shared } = oneReferral();
  const asks = 'Is the child back with you? Who saw them?';
  const kofi = { 'Child’s name': 'Kofi Mensah', 'What worries you': 'A man called Rico has him carrying bags.' };

  it.each(['he just come in', 'hes back!! just walked in, soaked', 'hes walked in the door', 'kofi has just come in'])(
    'is asked about after “%s”, which goes to the MASH at once and brings no “Ring 999 now”',
    async (words) => {
      if (!shared().includes('HT-')) await begins('tom', kofi);
      await says('missing: the police were told, log 441');
      const answer = await says(words);
      contains(answer, 'Sent to the MASH', asks, 'Type “yes”', 'Somebody else, or danger? Ring 999 now.');
      lacks(answer, 'Can’t speak?', 'Is the child about to leave?', 'When does the child leave?');
      expect(rang()).toHaveLength(1);
      contains(rang().join(), 'MAY BE BACK');
      lacks(shared(), 'Leaves sight', 'REPORTED FOUND');
      contains(await says('yes'), 'You said that the child is found');
      contains(shared(), 'The referrer says that the child is found', 'CHILD MISSING');
    },
  );

  it('Danger beside it keeps the numbers, and so does what is said of a man', async () => {
    await says('missing: the police were told, log 441');
    contains(await says('hes back and hes bleeding from his head'), 'Can’t speak?');
    contains(rang().join(), 'MAY BE IN DANGER, MAY BE BACK');
    for (const words of ['the man just come in', 'rico has just come in']) contains(await says(words), 'Can’t speak?');
  });

  it('A child who has left and is not reported missing is asked about, too; and of a girl “he” is a man', async () => {
    await begins('jane');
    await says('she left with her uncle at 5 past 2', 'yes');
    const answer = await says('he just come in');
    contains(answer, 'Can’t speak?');
    lacks(answer, asks);
    contains(await says('shes walked back in'), asks);
    contains(await says('yes'), 'You said that the child is found');
  });
});

describe('a word after the greeting', () => {
  const { types, machine, said, services } = aProgram();
  /** @returns what the bot answers to the last of these */
  const says = async (who: Who, ...lines: string[]) => {
    let before = 0;
    for (const line of lines) {
      before = said.length;
      await types(who, line);
    }
    return said
      .slice(before)
      .map(({ message }) => ('card' in message ? text(message.card) : message.text))
      .join('\n');
  };
  const answersOf = async (who: Who) => {
    const { openDraft } = await services.people.load(profiles[who].objectId as never);
    return openDraft && (await services.cases.load(openDraft))?.facts.answers.values;
  };

  it.each<[Who, string, string, string]>([
    ['jane', 'no', 'no', 'Agency'],
    ['tom', 'Not known.', 'not-known', 'Agency'],
    ['sid', 'yes now', 'yes', 'Ring 999'],
  ])(
    '%s: “%s” answers whether the child is in danger, and is not kept as the worry',
    async (who, word, danger, next) => {
      contains(await says(who, 'hi', word), next);
      expect(await answersOf(who)).toMatchObject({ danger });
      expect(await answersOf(who)).not.toHaveProperty('worry');
    },
  );

  it('“ok” and “thanks” begin nothing, nor does a “no” that comes later; a late “yes” is asked of what', async () => {
    for (const word of ['ok', 'thanks']) contains(await says('bea', 'hi', word), 'I am here when you need me');
    await machine.pass(6 * minute);
    contains(await says('bea', 'no'), 'I am here when you need me');
    expect(await answersOf('bea')).toBeUndefined();
    contains(await says('bea', 'yes'), 'Is the child in immediate danger');
    expect(await answersOf('bea')).not.toHaveProperty('danger');
    expect(await answersOf('bea')).not.toHaveProperty('worry');
  });
});
