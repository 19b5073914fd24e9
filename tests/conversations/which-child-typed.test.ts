import { beforeAll, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import type { CaseId } from '../../src/base/reference.ts';
import { sentReferral } from '../../src/case/standing.ts';
import { textOf } from '../../src/history/events.ts';
import { unsaidIn } from '../../src/store/people.ts';
import { profiles } from '../fakes/people.ts';
import { aProgram, minute, sendsReferral, summaryOf, text, titles, whatJaneTypes } from './a-program.ts';
import { contains, lacks } from './expecting.ts';
import { twoReferrals } from './two-referrals.ts';

function ofTwo() {
  const world = twoReferrals();
  const load = (reference: string) => world.services.cases.load(reference as CaseId);
  return {
    ...world,
    load,
    added: async (reference: string) => {
      const record = await load(reference);
      return (record?.events ?? []).flatMap((event) =>
        event.type === 'InformationAdded' ? [record?.facts.texts[textOf.information(event.number)]] : [],
      );
    },
    rang: (who: string, from: number) =>
      world.told
        .slice(from)
        .flatMap(({ to, message }) =>
          to === `a:${who}` && 'card' in message && message.alert === true ? [summaryOf(message.card)] : [],
        ),
  };
}

describe('which child words are about, typed', () => {
  const world = ofTwo();
  const { says, types, added, load, machine, presses, caseCard, first, second } = world;

  it.each(['{}', 'for {}', 'its {}', 'i meant {} sorry', 'about {}'])(
    '“%s” says it of the words that wait',
    async (typed) => {
      await says(`a red hat ${typed}`.replace(/ \S*\{\}.*/, ''));
      await says(typed.replace('{}', second()));
      expect((await added(second())).at(-1)).toMatch(/^a red hat/);
      contains(text(await types('mo', `words ${first()}`)), 'No words wait');
    },
  );

  it.each(['about both', 'about {1} and {2}'])('“%s” puts the words into both cases', async (typed) => {
    const words = `an Onyx van, ${typed.length}`;
    await says(words, typed.replace('{1}', first()).replace('{2}', second()));
    for (const each of [first(), second()]) expect((await added(each)).at(-1)).toBe(words);
  });

  it('Mo says both with two references', async () => {
    await says('a Beryl coat');
    contains(text(await types('mo', `about ${first()} and ${second()}`)), first(), second());
    await machine.pass(3000);
    for (const each of [first(), second()]) expect((await added(each)).at(-1)).toBe('a Beryl coat');
  });

  it('“HT-… sent by mistake” marks what was said last of that child', async () => {
    await says(`${first()} a Jasper hat`);
    contains(text(await says(`${first()} sent by mistake`)), 'Marked: sent by mistake');
    expect(await added(first())).not.toContain('sent by mistake');
  });

  it.each(['{} wrong child', 'another child'])('“%s” does what the button of the receipt does', async (typed) => {
    await machine.pass(minute);
    await says(`${first()} a Garnet shoe ${typed.length}`);
    contains(text(await says(typed.replace('{}', first()))), 'Which child?', `They stay with ${first()}, too.`);
    await says(second());
    contains((await added(second())).at(-1), 'a Garnet shoe');
  });

  it('“another child”, long after the last words, begins a check', async () => {
    await machine.jump(16 * minute);
    lacks(text(await says('another child')), 'Which child?');
  });

  it('“move HT-… 14:04 to HT-…” with two messages of that minute asks which', async () => {
    await machine.pass(2 * minute - (Date.parse(machine.now()) % minute));
    await says(`${first()} an Agate ring`);
    await says(`${first()} an Opal bag`);
    const record = await load(first());
    const { typedAt = '' } = (record && sentReferral(record)?.information.at(-1)) ?? {};
    const time = new Date(Date.parse(typedAt) + 60 * minute).toISOString().slice(11, 16);
    contains(text(await types('mo', `move ${first()} ${time} to ${second()}`)), 'an Agate ring', 'an Opal bag');
    lacks((await added(second())).join(), 'an Agate ring', 'an Opal bag');
    contains(
      text(await types('mo', `hide ${first()} ${time}: gossip`)),
      'Which words?',
      'an Agate ring',
      'an Opal bag',
    );
  });

  it('What is hidden as of another child can still be moved to that child', async () => {
    await machine.pass(2 * minute);
    await says(`${first()} topaz smokes`);
    const record = await load(first());
    const { typedAt = '' } = (record && sentReferral(record)?.information.at(-1)) ?? {};
    const time = new Date(Date.parse(typedAt) + 60 * minute).toISOString().slice(11, 16);
    for (const who of ['mo', 'ana'] as const) await types(who, `hide ${first()} ${time}: another child`);
    const form = await presses('mo', await presses('mo', caseCard(first()) ?? {}, 'More'), 'About another child');
    contains(text(form), 'Hidden here');
    lacks(text(form), 'topaz smokes');
    await types('mo', `move ${first()} ${time} to ${second()}`);
    expect((await added(second())).at(-1)).toBe('topaz smokes');
    contains(text(await types('mo', `hide ${first()} ${time}: another child`)), `moved to ${second()}`);
  });
});

describe('what speaks of another child', () => {
  const world = ofTwo();
  const { says, types, added, rang, told, machine, presses, caseCard, first, second } = world;
  beforeAll(async () => {
    for (const each of [first(), second()]) {
      const form = await presses('mo', caseCard(each) ?? {}, 'Ask the referrer');
      await presses('mo', form, 'Send question', { 'Your question': 'A phone?' });
    }
    await machine.pass(minute);
  });

  it('“the other one …” is no answer about this child', async () => {
    contains(text(await says('the other one got in a car')), 'Which child?');
  });

  it('“answer: yes” with several questions open sets nothing, and is news', async () => {
    await says('answer: yes');
    contains(text(await types('mo', `words ${first()}`)), 'answer: yes');
  });

  it('with a check open, “yes and …” waits for its child', async () => {
    const start = await types('jane', 'start');
    if (titles(start).includes('Start a new one')) await world.chat('jane', start, 'Start a new one');
    const before = (await added(first())).length;
    await says('yes and topaz is scared of her');
    expect((await added(first())).length).toBe(before);
  });

  it.each(['no topaz isnt, zircon is', 'no but zircon is', 'topaz yes', 'mai no, topaz yes'])(
    'where a check asks about danger, “%s” rings as words that may speak of it',
    async (words) => {
      await says(`about ${first()} and ${second()}`);
      await machine.pass(21 * minute); // more of a kind joins what rang
      const from = told.length;
      await says(words);
      contains(rang('mo', from).join(), 'URGENT');
      contains(text(world.newest('mo')), 'They may speak of danger');
    },
  );
});

describe('a child whom only the worry names', () => {
  const world = ofTwo();
  const { says, added, rang, told, refers, machine } = world;
  let third = '';
  beforeAll(async () => {
    third = await refers({
      child: {
        'Child’s name': '',
        'What worries you': 'darnell price 14, got in rays audi 3.38pm, toward stevenage',
      },
    });
    await machine.pass(3 * minute);
  });

  it('“darnell got in the audi tho!!” goes to that child, and rings as a leaving', async () => {
    const from = told.length;
    await says('darnell got in the audi tho!!');
    contains((await added(third)).join(), 'darnell got in the audi tho!!');
    contains(rang('mo', from).join(), /URGENT|MAY LEAVE/);
    contains(text(world.caseCard(third)), 'May have left');
  });

  it('“about darnell” says it of the words that wait, and the bot asks with that name', async () => {
    await machine.pass(11 * minute);
    contains(text(await says('a red car')), 'darnell price');
    await says('about darnell');
    expect((await added(third)).at(-1)).toBe('a red car');
  });
});

describe('a child of whom the MASH knows nothing', () => {
  const world = ofTwo();
  const { says, rang, told, machine } = world;
  it.each(['darnells gone', 'darnell got in the audi tho!!'])(
    '“%s” rings as a leaving under “child not yet said”, too',
    async (words) => {
      await machine.pass(21 * minute); // more of a kind joins what rang
      const from = told.length;
      await says(words);
      contains(rang('mo', from).join(), 'MAY LEAVE, OR HAVE LEFT');
    },
  );
});

describe('three children of whom their author typed all they know in one go', () => {
  const world = aProgram();
  const { types, machine, services } = world;
  const references: string[] = [];
  const hears = whatJaneTypes(world, 3000);
  const person = () => services.people.load(StaffId.parse(profiles.jane.objectId));
  const waiting = async () => unsaidIn(await person()).map(({ words }) => words);
  const added = async (at: number) => {
    const { texts } = (await services.cases.load(references[at] as CaseId))?.facts ?? { texts: {} };
    return Object.entries(texts).flatMap(([name, words]) => (name.startsWith('information') ? [words] : []));
  };
  const check = async () => {
    const { openDraft } = await person();
    return openDraft ? services.cases.load(openDraft) : undefined;
  };
  beforeAll(async () => {
    await types('mo', 'on duty');
    for (const worry of [
      'worried about ruby fenn, 9, 31 carling court. her uncle gaz gets in her bed at night and mum sam dont believe her',
      '22 tanner house, shazia rahmans flat, her baby noor is 5 months, no heating and no milk in',
    ]) {
      references.push(await sendsReferral(world, 'jane', { child: { 'Child’s name': '', 'What worries you': worry } }));
      await machine.pass(minute);
    }
  });

  it.each([
    ['2', 1],
    ['1', 0],
    ['noor', 1],
    ['about noor', 1],
    ['baby noor', 1],
    ['about the baby', 1],
    ['ruby', 0],
    ['its gaz', 0],
    ['2 its noor', 1],
    ['1 its ruby!!', 0],
  ] as const)('“%s” says which child, though no box has a name', async (answer, at) => {
    const words = `the door was open, ${answer}${at}`.replace(/ruby|gaz|noor|baby/g, 'x');
    contains(await hears(words), 'Which child?', '1. HT-', '2. HT-');
    await hears(answer);
    expect(await added(at)).toContain(words);
    expect(await added(1 - at)).not.toContain(words);
    expect(await waiting()).toEqual([]);
  });

  it('A number that stands for no child asks again, and adds nothing to what waits', async () => {
    contains(await hears('the window was open', '7'), 'Which child?');
    expect(await waiting()).toEqual(['the window was open']);
    await hears('both');
    expect([await added(0), await added(1)]).toEqual([0, 1].map(() => expect.arrayContaining(['the window was open'])));
  });

  it('Thanks to somebody by name are no words of a child', async () => {
    lacks(await hears('thanks mo you lot are stars'), 'Which child?');
  });

  it('“did you get what i said about gaz?” is answered with the child’s name, and of that child only', async () => {
    const answer = await hears('gaz is outside the school gates', 'did you get what i said about gaz?');
    contains(answer, `${references[0]}, “ruby fenn`);
    lacks(answer, `${references[1]}, `);
  });

  it('With a check open, danger of nobody named asks nothing of its child, and marks nobody', async () => {
    await hears('next child', 'maisie pope, 4, 88 kestrel walk, gran supposed to be minding her');
    lacks(await hears('hes done another cut in my toilet'), 'mark the child', 'Is the child in immediate danger');
    contains(await hears('yes'), 'Is the child in immediate danger');
    expect((await check())?.facts.answers.values.danger).toBeUndefined();
    lacks(await hears('gran smells of drink and her names pat'), 'I kept your words');
  });

  it('What names a child of theirs goes there, whatever is open; what names three is asked about', async () => {
    await hears('school have got ruby in the heads office, door locked');
    expect((await added(0)).at(-1)).toBe('school have got ruby in the heads office, door locked');
    contains(await hears('ruby and noor and maisie all had no tea'), 'Which child?');
  });

  it('One line that says of each message whose it is moves each, and nothing else', async () => {
    await hears('cut is noor, gran is maisie, shes the one im writing');
    expect(await added(1)).toEqual(expect.arrayContaining(['hes done another cut in my toilet', 'cut is noor']));
    expect(await waiting()).toEqual(['ruby and noor and maisie all had no tea']);
    contains((await check())?.facts.answers.values.worry ?? '', 'gran smells of drink');
    expect((await check())?.facts.answers.values['child-name']).not.toBe('pat');
    await hears('pats gone to sleep'); // told of this child alone
    expect(await waiting()).toEqual(['ruby and noor and maisie all had no tea']);
  });
});
