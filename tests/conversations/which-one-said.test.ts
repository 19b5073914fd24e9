import { beforeAll, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import type { CaseId } from '../../src/base/reference.ts';
import { clock } from '../../src/cards/london.ts';
import { sentReferral } from '../../src/case/standing.ts';
import { textOf } from '../../src/history/events.ts';
import { mashMembers, type Profile, profiles } from '../fakes/people.ts';
import { minute, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';
import { twoReferrals } from './two-referrals.ts';

type TwoReferrals = ReturnType<typeof twoReferrals>;

/** The words in a case that their author has marked. */
async function markedIn({ services }: Pick<TwoReferrals, 'services'>, reference: string) {
  const record = await services.cases.load(reference as CaseId);
  const names = Object.keys((record && sentReferral(record)?.mistakes) ?? {});
  return names.map((name) => record?.facts.texts[name]);
}

async function addedTo({ services }: Pick<TwoReferrals, 'services'>, reference: string) {
  const record = await services.cases.load(reference as CaseId);
  return (record?.events ?? []).flatMap((event) =>
    event.type === 'InformationAdded' ? [record?.facts.texts[textOf.information(event.number)]] : [],
  );
}

describe('“sent by mistake”, typed', () => {
  const world = twoReferrals();
  const { says, types, machine, newest, channel, chat, first, second } = world;

  it('means words without a child, where they came last: they are folded, and wait as before', async () => {
    await says(`${first()} a Beryl coat`, 'a Jasper hat');
    contains(text(await says('sent by mistake')), 'Marked: sent by mistake');
    expect(await markedIn(world, first())).toEqual([]);
    contains(text(channel().at(-1)?.card), 'Sent by mistake, says Jane Okafor');
    const shown = await types('mo', `words ${first()}`);
    contains(text(shown), 'Sent by mistake, says Jane Okafor');
    lacks(text(shown), 'Jasper');
    contains(text(await chat('mo', shown, 'Everything')), 'a Jasper hat');
    await types('mo', `about ${second()}`);
    expect(await markedIn(world, second())).toEqual(['a Jasper hat']);
  });

  it('means what was typed last, and not what somebody filed last', async () => {
    await says('an Opal car');
    await machine.pass(minute);
    await says(`${first()} a Topaz bag`);
    await machine.pass(minute);
    await types('mo', `about ${first()}`);
    await machine.pass(minute);
    await says('sent by mistake');
    expect(await markedIn(world, first())).toEqual(['a Topaz bag']);
  });

  it('Words of danger stay open, and taking them back rings', async () => {
    await says('he has a knife');
    const rings = () => world.kinds('mo').mo?.filter((kind) => kind === 'rings').length;
    expect(rings()).toBe(1);
    await machine.pass(1000);
    await says('sent by mistake');
    expect(rings()).toBe(2);
    contains(text(newest('mo')), 'Sent by mistake', 'may speak of danger');
    contains(text(await types('mo', `words ${first()}`)), 'he has a knife');
    await types('mo', `about ${first()}`);
  });

  it('asks where what was sent last cannot be marked so', async () => {
    await says(`${first()} a dog`);
    await machine.pass(minute);
    await says(`missing ${second()}: not yet`);
    contains(text(await says('sent by mistake')), 'cannot be marked so');
    lacks((await markedIn(world, first())).join(), 'a dog');
  });
});

describe('references in typed words', () => {
  const world = twoReferrals();
  const { says, types, machine, first, second } = world;

  it('Two of them in one line are filed to neither, and the author is asked', async () => {
    const lines = [
      `${second()} is fine but ${first()} is crying`,
      `${first()} ${second()}`,
      `about ${first()} not ${second()}`,
    ];
    for (const each of lines) contains(text(await says(each)), 'Which child?');
    expect([await addedTo(world, first()), await addedTo(world, second())]).toEqual([[], []]);
    contains(text(await types('mo', `words ${first()}`)), ...lines);
    await types('jane', `about ${first()}`);
  });

  it('“about HT-…” with words files what waits, and adds the words', async () => {
    await says('a red car');
    contains(text(await says(`about ${second()} he has a beard`)), 'Sent to the MASH');
    expect(await addedTo(world, second())).toEqual(['a red car', 'he has a beard']);
  });

  it('“about HT-…” with nothing waiting says so, and falls into no box of a check', async () => {
    const sends = async () => text(await says(`about ${first()}`));
    contains(await sends(), 'No words wait');
    let card = await types('jane', 'start');
    if (titles(card).includes('Start a new one')) card = await world.chat('jane', card, 'Start a new one');
    await says('no', 'Girl Onyx', 'skip');
    await sends(); // files what went to the MASH meanwhile
    contains(await sends(), 'No words wait');
    contains(text(await says('about HT-0000-00A')), 'Only the person who wrote it');
    const [check] = await world.services.cases.of(StaffId.parse(profiles.jane.objectId), 1);
    lacks(JSON.stringify(check?.facts.answers.values), 'about HT');
    await machine.pass(1000);
  });
});

describe('numbered words that wait', () => {
  const world = twoReferrals();
  const { says, types, first, second } = world;
  const words = ['a red car', 'a blue hat', 'a green bag', 'a pink shoe'];

  it.each([
    ['about topaz the last two', [2, 3]],
    ['the first two are about {}', [0, 1]],
    ['about {} all but 3', [0, 1, 3]],
    ['about topaz not 3', [0, 1, 3]],
    ['about {} 1 and 4', [0, 3]],
    ['about {} not last', []],
    ['about {} 2 to 4', []],
    ['about {} but not', []],
    ['only one is about {}', []],
    ['about {} all but 7', []],
    ['about {} all but 3 i think, sorry im so tired', []],
  ])('“%s” moves those and no others, and the bot asks of the rest', async (said, moved) => {
    const before = (await addedTo(world, second())).length;
    await says(...words);
    contains(await says(said.replace('{}', second())).then(text), 'Which child?');
    const added = (await addedTo(world, second())).slice(before);
    expect(added.filter((each) => words.includes(each ?? ''))).toEqual(words.filter((_, at) => moved.includes(at)));
    await says(`about ${first()}`);
    contains(text(await types('mo', `words ${first()}`)), 'No words wait');
  });
});

const roster = mashMembers.filter((each: Profile) => each !== profiles.dee);

describe('the escalation contact who is not in the channel', () => {
  const world = twoReferrals({ rosterOf: () => roster });
  const { says, types, machine, inChat, chat, first } = world;
  beforeAll(async () => {
    await says('a red car');
    await machine.pass(16 * minute);
  });

  it('reads by press and by word what rang, which is on record, and may say the child', async () => {
    contains(text(await chat('dee', inChat('dee').at(-1) ?? {}, 'Show the words')), 'a red car');
    contains(text(await types('dee', `words ${first()}`)), 'a red car');
    const reads = await world.services.reads.of(first() as CaseId);
    expect(reads.filter(({ by }) => by === profiles.dee.objectId).length).toBe(1); // of the same words within the hour
    contains(text(await types('dee', `about ${first()}`)), 'It is said which child');
    expect(await addedTo(world, first())).toEqual(['a red car']);
  });
});

describe('“I am on it” of words without a child', () => {
  const world = twoReferrals();
  const { says, types, machine, chat, newest, kinds, inChat, channel } = world;

  it('stands on every card with the name of who pressed it, shows them the words, and nobody is rung again', async () => {
    await says('hes got a knife');
    expect(kinds('mo')).toEqual({ mo: ['rings'] });
    contains(text(await chat('mo', newest('mo'), 'I am on it')), 'hes got a knife');
    await machine.pass(2000);
    for (const card of [newest('mo'), channel().at(-1)?.card]) {
      contains(text(card), /Mo Hussain is on it since \d\d:\d\d/);
      lacks(titles(card), 'I am on it');
    }
    contains(text(inChat('jane').at(-1)), /Mo Hussain is on it since/);
    await machine.pass(20 * minute);
    lacks(JSON.stringify(kinds('mo', 'ana', 'dee')).replace('"mo":["rings"', ''), 'rings');
  });

  it('typed without a reference it means the only words that wait, and who only read them is named as a reader', async () => {
    await says('he is outside with it');
    contains(text(await types('ana', 'i have read it')), 'he is outside with it');
    await machine.pass(2000);
    contains(text(newest('mo')), /Read by Ana Silva at \d\d:\d\d/);
    await types('dee', 'I am on it');
    await machine.pass(2000);
    contains(text(newest('mo')), 'Dee Alvarez is on it since');
  });
});

describe('“dont ring me”, where it is not said which child', () => {
  const world = twoReferrals();
  const { says, caseCard, channel, first, second } = world;

  it('is news without a child, and holds for all of their referrals: it is about their telephone', async () => {
    await says('dont ring me he is next to me');
    contains(text(channel().at(-1)?.card), 'which child');
    for (const reference of [first(), second()]) contains(text(caseCard(reference)), 'MESSAGE ONLY, says the referrer');
  });

  it('“you can ring now” takes it back for all, and a reference or a long text changes nothing of that', async () => {
    await says('you can ring now');
    for (const reference of [first(), second()]) lacks(text(caseCard(reference)), 'MESSAGE ONLY');
    await says(`${first()} please dont ring me`);
    contains(text(caseCard(second())), 'MESSAGE ONLY');
    await says('ring me');
    lacks(text(caseCard(second())), 'MESSAGE ONLY');
    await says(`${'She works at the nail bar until late. '.repeat(5)}Please dont ring me.`);
    for (const reference of [first(), second()]) contains(text(caseCard(reference)), 'MESSAGE ONLY');
  });
});

describe('words without a child, where several people say which', () => {
  const world = twoReferrals();
  const { says, types, chat, machine, newest, first, second } = world;
  const ticks = (card: object) => JSON.stringify(card).match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [];

  it('Who is slower reads what went where, and nothing is said to stand where it does not', async () => {
    await says('a Beryl coat', 'a Jasper hat');
    const shown = await types('mo', `words ${first()}`);
    expect(ticks(shown).length).toBeGreaterThan(1);
    await types('jane', `about ${first()}`);
    contains(text(await chat('mo', shown, second())), 'Somebody was faster', `0 of 2 messages went to ${second()}`);
    expect([(await addedTo(world, first())).length, (await addedTo(world, second())).length]).toEqual([2, 0]);
    await machine.pass(5000);
    contains(text(newest('mo')), `These words stand in ${first()}. Go on there.`);
  });

  it('“Another child” never brings the words back into the case that they came from', async () => {
    const before = (await addedTo(world, first())).length;
    const receipt = await says(`add ${first()}: the Onyx boy is back`);
    await world.presses('jane', receipt, 'Another child');
    await machine.pass(3000);
    contains(text(await types('mo', `about ${first()}`)), 'No words wait');
    expect((await addedTo(world, first())).length).toBe(before + 1);
  });

  it('“Another child” on a receipt of several messages means all of them', async () => {
    await says(`about ${second()}`); // what waits from before
    const before = (await addedTo(world, second())).length;
    await says('a Garnet shoe', 'an Agate ring');
    await chat('jane', await says(`about ${first()}`), 'Another child');
    await says(`about ${second()}`);
    expect((await addedTo(world, second())).slice(before)).toEqual(['a Garnet shoe', 'an Agate ring']);
    contains(text(world.caseCard(first())), `ABOUT ${second()}, says Jane Okafor`);
  });

  it('“not a mistake” takes back what was said of words that wait', async () => {
    await says('a bag of clothes');
    contains(text(await says('sent by mistake')), 'Marked: sent by mistake');
    contains(text(await says('not a mistake')), 'The MASH reads what you typed at');
    lacks(text(await types('mo', `words ${second()}`)), 'Sent by mistake');
  });

  it('Their author is told to ring when nobody has said the child for half an hour', async () => {
    await machine.jump(31 * minute);
    await machine.pass(3000);
    const told = world.told.flatMap(({ to, message }) =>
      to.startsWith('a:') && 'card' in message ? [text(message.card)] : [],
    );
    contains(
      told.filter((each) => each.includes('Nobody has said yet which child')).join(),
      'Please ring now',
      '0300 123 4043',
    );
  });

  it('That a child is missing keeps the moment at which it was typed', async () => {
    await says('missing');
    await machine.jump(20 * minute);
    const typed = world.machine.now();
    await types('mo', `about ${second()}`);
    await machine.pass(3000);
    const record = await world.services.cases.load(second() as CaseId);
    const [report] = (record && sentReferral(record)?.missing) ?? [];
    expect(report && Date.parse(typed) - Date.parse(report.at)).toBeGreaterThan(19 * minute);
    const [, shown] = /Added by the referrer, (\d\d:\d\d)/.exec(text(world.caseCard(second()))) ?? [];
    expect(shown).toBe(clock(report?.at ?? record?.changedAt ?? world.machine.now()));
  });
});

describe('words that stand with the wrong child', () => {
  const world = twoReferrals();
  const { says, types, presses, chat, machine, newest, caseCard, written, first, second } = world;

  it('A member of the MASH moves them: they stand there with the name of who did, and here with a mark', async () => {
    await says('a Beryl coat', 'a Jasper hat', `about ${first()}`, 'sent by mistake');
    await machine.pass(minute);
    const opens = async () =>
      presses('mo', await presses('mo', caseCard(first()) ?? {}, 'More'), 'About another child');
    const form = await opens();
    contains(text(form), 'a Beryl coat', 'a Jasper hat', '“Boy Topaz”');
    contains(text(await presses('mo', form, second())), 'Which messages?'); // nothing is chosen yet
    const moved = await presses('mo', form, second(), { 'Which messages?': ['Message 2'] });
    contains(text(moved), 'It is said which child', second());
    await machine.pass(3000);
    expect(await addedTo(world, second())).toEqual(['a Jasper hat']);
    expect(await markedIn(world, second())).toEqual(['a Jasper hat']); // that it was a mistake goes with it
    contains(written(second()).join(), 'Mo Hussain said at');
    contains(text(caseCard(first())), `ABOUT ${second()}, says Mo Hussain`, 'a Beryl coat');
    expect(world.lines(first())).toContain(`${first()}: Said to be about another child`);
    lacks(text(await opens()), 'Jasper');
  });

  it('Typed in their own chat, “move HT-… 14:04 to HT-…” does the same, once', async () => {
    const record = await world.services.cases.load(first() as CaseId);
    const [added] = (record && sentReferral(record)?.information) ?? [];
    const time = new Date(Date.parse(added?.typedAt ?? '') + 60 * minute).toISOString().slice(11, 16);
    for (const _ of [1, 2]) await types('mo', `move ${first()} ${time} to ${second()}`);
    await machine.pass(3000);
    expect(await addedTo(world, second())).toEqual(['a Jasper hat', 'a Beryl coat']);
    contains(text(await types('ana', `move ${first()}`)), 'no words to move');
    contains(text(await types('tom', `move ${first()} ${time} to ${second()}`)), 'I cannot open that');
  });

  it('“This check” that was pressed wrongly: the MASH, and their author, may still say the right child', async () => {
    const start = await types('jane', 'start');
    if (titles(start).includes('Start a new one')) await chat('jane', start, 'Start a new one');
    await chat('jane', await says('he took my Onyx phone'), 'This check');
    await machine.pass(3000);
    contains(text(newest('mo')), 'About a check that Jane Okafor has not sent yet');
    await chat('mo', await types('mo', `words ${first()}`), second());
    expect((await addedTo(world, second())).at(-1)).toBe('he took my Onyx phone');
    await chat('jane', await says('my Peridot bag is gone'), 'This check');
    await says(`about ${first()}`);
    expect((await addedTo(world, first())).at(-1)).toBe('my Peridot bag is gone');
  });
});
