import { describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import type { CaseId } from '../../src/base/reference.ts';
import { textOf } from '../../src/history/events.ts';
import { unsaidIn } from '../../src/store/people.ts';
import { profiles } from '../fakes/people.ts';
import { minute, text } from './a-program.ts';
import { contains, lacks } from './expecting.ts';
import { twoReferrals } from './two-referrals.ts';

const jane = StaffId.parse(profiles.jane.objectId);

/** Two referrals of Jane’s, Girl Zircon and Boy Topaz, and what stands in each. */
function ofTwo() {
  const world = twoReferrals();
  const { services, said, says } = world;
  return {
    ...world,
    added: async (reference: string) => {
      const record = await services.cases.load(reference as CaseId);
      return (record?.events ?? []).flatMap((event) =>
        event.type === 'InformationAdded' ? [record?.facts.texts[textOf.information(event.number)]] : [],
      );
    },
    /** @returns all that the bot answers */
    hears: async (...lines: string[]) => {
      const from = said.length;
      await says(...lines);
      return said
        .slice(from)
        .map(({ message }) => ('card' in message ? text(message.card) : message.text))
        .join('\n');
    },
  };
}

describe('which of several messages are about a child, typed', () => {
  const { says, hears, added, first, second } = ofTwo();

  it.each(['about {} last', 'only the last one about {}', 'about {} 2', 'message 2 about {}', 'about topaz 2'])(
    '“%s” moves only that message, and the bot asks of the other',
    async (typed) => {
      const [one, two] = [`a coat in the hall, ${typed.length}`, `a hat in the hall, ${typed.length}`];
      contains(await hears(one, two), 'Message 2', 'Add a number, or “last”');
      const answer = await hears(typed.replace('{}', second()));
      expect(await added(second())).toContain(two);
      expect(await added(second())).not.toContain(one);
      contains(answer, 'Sent to the MASH', 'Which child?');
      await says('about zircon');
      expect((await added(first())).at(-1)).toBe(one);
    },
  );

  it('A number that no message has moves nothing, and neither do words that may say which', async () => {
    await says('an Opal car', 'an Agate ring');
    contains(await hears(`about ${second()} 7`, `about ${second()} the last of them i think`), 'Which child?');
    expect(await added(second())).not.toContain('an Opal car');
    expect(await added(second())).toContain('the last of them i think');
  });

  it('“about HT-…” moves all that wait, and says how many and how to take it back', async () => {
    contains(await hears(`about ${second()}`), `2 messages went to ${second()}. Wrong? Type “another child”.`);
    expect((await added(second())).slice(-2)).toEqual(['an Opal car', 'an Agate ring']);
    contains(await hears('another child'), 'Your 2 messages', `They stay with ${second()}, too.`);
    await says(`about ${first()}`);
  });
});

describe('the name of a child, for their reference', () => {
  const { says, hears, added, types, first, second } = ofTwo();

  it('“about zircon …” is news of the only child with that name', async () => {
    await says('about zircon she has a red coat');
    expect(await added(first())).toEqual(['she has a red coat']);
  });

  it('“about the kid” says no child, “about the boy” the only boy, and two names say both', async () => {
    await says('a Garnet shoe', 'about the kid');
    expect([await added(first()), await added(second())]).toEqual([['she has a red coat'], []]);
    await says('about zircon and topaz');
    for (const each of [first(), second()])
      expect((await added(each)).slice(-2)).toEqual(['a Garnet shoe', 'about the kid']);
    await says('a Beryl sock', 'about the boy');
    expect((await added(second())).at(-1)).toBe('a Beryl sock');
  });

  it('Words that name one child are told of that child, wherever the name stands; of two names the bot asks, and “both” says it', async () => {
    const all = [
      'topaz is back',
      'the man who took Topaz was here',
      'whats happening w topaz',
      'does mo know topaz is ok',
    ];
    contains(await hears(...all), second(), 'Sent to the MASH');
    expect((await added(second())).slice(-4)).toEqual(all);
    contains(await hears('topaz and zircon know him'), 'Which child?');
    await says('both');
    for (const each of [first(), second()]) expect((await added(each)).at(-1)).toBe('topaz and zircon know him');
    contains(await hears('topaz says zircon knows him'), 'Which child?');
    await says(`about ${second()}`);
  });

  it('“about zircon” leaves words that name another child, and asks again', async () => {
    contains(await hears('a Jasper ring', 'the man who took topaz and zircon', 'about zircon'), 'Which child?');
    expect((await added(first())).at(-1)).toBe('a Jasper ring');
    await says(`about ${second()}`);
    expect((await added(second())).at(-1)).toBe('the man who took topaz and zircon');
  });

  it('A member of the MASH says the reference', async () => {
    await types('mo', 'about zircon');
    contains((await added(first())).at(-1), 'a Jasper ring');
  });

  it('It may be the child of the check that is open', async () => {
    await says(`about ${first()}`);
    const card = await types('jane', 'start new');
    lacks(text(card), 'Which child?');
    await says('no', 'A bruise.', 'no', 'Girl Onyx', '12');
    contains(await hears('he said he would', 'about onyx'), 'I told them that your words are about this check.');
  });
});

describe('“send” and “submit”, typed while it is asked which child', () => {
  const { says, hears, services, types } = ofTwo();
  const waiting = async () => unsaidIn(await services.people.load(jane)).map(({ words }) => words);

  it('is no message for the MASH: the bot asks again', async () => {
    await says('a Beryl coat');
    contains(await hears('send', 'Submit'), 'Your words, 14:04');
    expect(await waiting()).toEqual(['a Beryl coat']);
  });

  it('is for the check that is open, and no message where the check cannot use it', async () => {
    const card = await types('jane', 'start new');
    lacks(text(card), 'Which child?');
    await says('no', 'hello??', 'send', 'change worry', 'hello??', 'submit');
    expect(await waiting()).toEqual(['a Beryl coat', 'hello??', 'hello??']);
  });
});

describe('“nadia not topaz”', () => {
  const { says, hears, added, second } = ofTwo();

  it('asks which child the words just before are about, and is kept', async () => {
    await says(`${second()} she has a Garnet shoe`);
    contains(await hears('nadia not topaz'), 'Your 2 messages', 'The last one stays with');
    expect(await added(second())).toContain('she has a Garnet shoe');
  });

  it('asks nothing where the last words stand in the case of another', async () => {
    await says(`about ${second()}`, `${second()} a Jade ring`);
    lacks(await hears('nadia not zircon'), 'They stay with');
  });
});

describe('words of danger about a child whom they name, in an open check', () => {
  const { says, hears, services, types } = ofTwo();

  it('never ask to mark the child of the check, nor do those that name none', async () => {
    await types('jane', 'start new');
    await says('no', 'A bruise.', 'no', 'Girl Onyx', '12');
    const waits = async () => unsaidIn(await services.people.load(jane)).map(({ words }) => words);
    const ofOther = 'he is dragging topaz out by her arm';
    const answer = await hears(ofOther);
    contains(answer, '999', 'Which child?');
    lacks(answer, 'to mark the child as in danger', 'Yes, danger now');
    expect(await waits()).toContain(ofOther);
    lacks(await hears('he is dragging her out by her arm', 'yes'), 'to mark the child as in danger');
    await says('he is dragging topaz into a van', 'yes');
    const drafts = (await services.cases.of(jane)).filter(({ progress }) => progress);
    expect(drafts.map(({ facts }) => facts.answers.values.danger)).toEqual(['no']);
  });
});

describe('lines one after another, of two children', () => {
  const { says, hears, added, first, second, machine, told, types } = ofTwo();
  const rings = (from: number) =>
    told.slice(from).filter(({ to, message }) => to === 'a:mo' && 'alert' in message && message.alert === true).length;

  it('What puts words right goes where they stand', async () => {
    await says(`${second()} he just came in, im with him`);
    lacks(await hears('sorry wrong, ive not seen him, the desk told me. hes in the hall'), 'Which child?');
    expect((await added(second())).at(-1)).toContain('ive not seen him');
  });

  it('“both. …” goes to both, with what waits', async () => {
    await machine.pass(11 * minute);
    await says('a Jade ring');
    lacks(await hears('both. i need somebody to ring me about them'), 'Which child?');
    for (const each of [first(), second()])
      expect((await added(each)).slice(-2)).toEqual(['a Jade ring', 'both. i need somebody to ring me about them']);
  });

  it('Words that rang while nobody had said the child do not ring again once it is said', async () => {
    for (const each of [first(), second()]) await types('mo', `I am on it ${each}`);
    await machine.pass(11 * minute);
    let from = told.length;
    await says('theyve grabbed the bag and hes hitting him');
    await machine.pass(minute / 2);
    expect(rings(from)).toBe(1);
    from = told.length;
    await says(`about ${second()}`);
    await machine.pass(minute / 2);
    expect(rings(from)).toBe(0);
    expect((await added(second())).at(-1)).toContain('hitting him');
  });
});
