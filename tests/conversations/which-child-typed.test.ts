import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseId } from '../../src/base/reference.ts';
import { sentReferral } from '../../src/case/standing.ts';
import { textOf } from '../../src/history/events.ts';
import { minute, summaryOf, text, titles } from './a-program.ts';
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
      await says(`a Ruby hat ${typed}`.replace(/ \S*\{\}.*/, ''));
      await says(typed.replace('{}', second()));
      expect((await added(second())).at(-1)).toMatch(/^a Ruby hat/);
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
