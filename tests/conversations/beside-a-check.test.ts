import { beforeAll, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { unsaidIn } from '../../src/store/people.ts';
import { profiles } from '../fakes/people.ts';
import { aProgram, minute, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';
import { twoReferrals } from './two-referrals.ts';

const jane = StaffId.parse(profiles.jane.objectId);

/** Two referrals of Jane’s, Girl Zircon and Boy Topaz, and a check of Mai beside them, at one of its questions. */
function aCheckBeside(at: 'danger' | 'child' | 'consent') {
  const world = twoReferrals();
  const { types, presses, services, said, machine } = world;
  beforeAll(async () => {
    let card = await types('jane', 'start');
    if (titles(card).includes('Start a new one')) card = await presses('jane', card, 'Start a new one', {}, 'chat');
    if (at !== 'danger') card = await presses('jane', card, 'No', {}, 'chat');
    const mai = { 'Child’s name': 'Mai', 'What worries you': 'A nail bar.' };
    if (at === 'child') await types('jane', 'A nail bar.'); // the worry; then it asks about care
    if (at === 'consent') await presses('jane', card, 'Finish and send', mai, 'chat');
  });
  return {
    ...world,
    waiting: async () => unsaidIn(await services.people.load(jane)).map(({ words }) => words),
    values: async () => {
      const own = await services.cases.of(jane, 10);
      return own.find(({ progress }) => progress?.mode === 'draft')?.facts.answers.values ?? {};
    },
    /** @returns all that the bot answers */
    hears: async (...lines: string[]) => {
      const from = said.length;
      for (const each of lines) await types('jane', each);
      await machine.pass(3000);
      return said
        .slice(from)
        .map(({ message }) => ('card' in message ? text(message.card) : message.text))
        .join('\n');
    },
  };
}

describe('“yes” with more words, typed at a question of a check with buttons', () => {
  const { hears, waiting, values, first, second, kinds, written } = aCheckBeside('danger');

  it('answers it, and the MASH gets all of the words, child not yet said', async () => {
    const words = 'yes and zircon is crying';
    contains(await hears(words), 'Ring 999', 'Which child?');
    expect([(await values()).danger, await waiting()]).toEqual(['yes', [words]]);
    expect(kinds('mo')).toEqual({ mo: ['rings'] });
  });

  it('goes to the referral whose reference stands in it', async () => {
    const words = `yes ${second()} is bleeding`;
    contains(await hears('back', words), 'Sent to the MASH');
    contains(written(second()).join(), words);
    lacks(written(first()).join(), 'is bleeding');
    expect(await waiting()).not.toContain(words);
  });

  it('tells nobody where it is only an answer', async () => {
    const before = await waiting();
    lacks(
      await hears('back', 'yes now', 'back', 'yes she is', 'back', 'no dont think so'),
      'Sent to the',
      'Which child?',
    );
    expect(await waiting()).toEqual(before);
  });
});

describe('“Did you ring?” of a check beside two referrals', () => {
  const { hears, waiting, values, machine } = aCheckBeside('danger');

  it('takes its answer out of more words, and the MASH gets all of them', async () => {
    await hears('yes');
    await machine.pass(11 * minute);
    const words = 'yes i rang. they say topaz is in hospital';
    contains(await hears(words), 'Your call is recorded', `About “Boy Topaz”`);
    expect([(await values()).phoned, await waiting()]).toEqual(['yes', []]);
  });
});

describe('words about another child, typed in the card of a child', () => {
  const { hears, waiting, values, first } = aCheckBeside('child');

  it('fall into no box of it, and go to the MASH', async () => {
    await hears('no');
    contains(await hears('topaz says he hates mr brown'), 'Sent to the MASH');
    contains(await hears('the other one, his real name is Linh'), 'Which child?');
    await hears(`about ${first()}`);
    await hears('Mai', '15', 'at a shop');
    await hears('the other one is with her uncle dan', 'this check');
    await hears('with uncle dan');
    expect(await values()).toMatchObject({ 'child-name': 'Mai', 'child-age': '15', with: 'with uncle dan' });
    expect(await waiting()).toEqual([]);
  });

  it('“skip” is not said to be saved, and “check: yes” is no name', async () => {
    lacks(await hears('skip'), 'I saved that');
    const before = await values();
    await hears('change name', 'check: yes');
    expect(await values()).toEqual(before);
  });
});

describe('while the bot asks which child earlier words are about', () => {
  const { hears, waiting, values } = aCheckBeside('child');

  it('A plain answer of the check goes into the check and nowhere else, and any other words to the MASH', async () => {
    contains(await hears('he said he would'), 'Which child?');
    const before = await waiting();
    lacks(await hears('no', 'Mai Tran', '15', 'at school', 'her aunt', 'skip', 'dont know'), 'Which child?');
    expect([await values(), await waiting()]).toEqual([
      expect.objectContaining({
        ...{ care: 'no', 'child-name': 'Mai Tran', 'child-age': '15', whereabouts: 'at school', with: 'her aunt' },
      }),
      before,
    ]);
    await hears('back', 'back', 'back', 'back', 'back', 'back', 'a red car', 'he hates mr brown');
    expect(await waiting()).toEqual([...before, 'a red car', 'he hates mr brown']);
    expect(await values()).toMatchObject({ 'child-name': 'Mai Tran' });
  });

  it('What is said of the worry just after it asked goes to both; later, into the check only', async () => {
    await hears('change worry', 'change name', 'change worry', 'she gets no pay');
    expect([await values(), await waiting()]).toEqual([
      expect.objectContaining({ worry: expect.stringMatching(/^she gets no pay\n.*“Worry, before: A nail bar\.”$/s) }),
      expect.not.arrayContaining(['she gets no pay']),
    ]);
    contains(await hears('change worry', 'hello??', 'she paints nails'), 'too, as about this check');
    expect([await values(), await waiting()]).toEqual([
      expect.objectContaining({ worry: expect.stringMatching(/^she paints nails\n/) }),
      expect.not.arrayContaining(['she paints nails']), // an answer of the check waits for no child
    ]);
  });
});

describe('danger of another child, typed at a box that it would answer', () => {
  const { hears, values, waiting, written, second } = aCheckBeside('child');

  it('goes into no box: the MASH has it, and the bot asks which child', async () => {
    await hears('no', 'Mai', '15', 'topaz has gone down to him');
    const words = ['hes got her in the car white bmw', 'police here now looking at the car'];
    lacks(await hears(words[0] ?? ''), 'mark the child', `About ${second()}?`);
    await hears(words[1] ?? '');
    expect([(await values()).whereabouts, await waiting()]).toEqual([undefined, words]);
    await hears('about topaz');
    contains(written(second()).join(), ...words);
  });
});

describe('a story of two children, and a call', () => {
  const { types, services, machine, said } = aProgram();

  it('words that name the second child stand whole in the case whose story tells of both', async () => {
    for (const words of ['Precious 16 is with a man outside, and Hanh 15 went out at 4', 'yes', 'rang them'])
      await types('jane', words);
    const from = said.length;
    await types('jane', 'and hanhs phone is off');
    await machine.pass(3000);
    contains(JSON.stringify(said.slice(from)), 'Sent to the MASH');
    expect(unsaidIn(await services.people.load(jane))).toEqual([]);
  });
});

describe('danger that is about the check', () => {
  const { hears, values, chat, types } = aCheckBeside('consent');

  it('“This check” asks its last question again; a “no” may be of danger, so that is asked first', async () => {
    contains(text(await chat('jane', await types('jane', 'danger'), 'This check')), 'Have you asked for consent?');
    contains(await hears('no'), 'In danger now? Ring 999');
    expect(await values()).not.toHaveProperty('consent');
    await hears('no', 'no');
    expect(await values()).toMatchObject({ danger: 'no', consent: 'not-asked' });
  });
});

describe('danger that is about another child than the check’s', () => {
  const { hears, values, second } = aCheckBeside('consent');

  it('The check asks its question again once the child is said; a “no” may be of danger, so that is asked first', async () => {
    contains(await hears('hes here with a knife'), 'Which child?');
    contains(await hears(`about ${second()}`), 'Sent to the MASH', 'Have you asked for consent?');
    await hears('no', 'no', 'no');
    expect(await values()).toMatchObject({ danger: 'no', consent: 'not-asked' });
  });
});

describe('a check of somebody who has no referral with the MASH', () => {
  const { types, services, machine, said } = aProgram();
  const worry = async () => (await services.cases.of(jane, 10))[0]?.facts.answers.values.worry;

  it('keeps with the worry what its answer leaves over, and says so', async () => {
    await types('jane', 'start');
    await types('jane', 'yes the aunt is shouting');
    expect(await worry()).toBe('Said beside the questions: “yes the aunt is shouting”');
    contains(JSON.stringify(said.at(-1)?.message), 'I kept your words with this check');
    await machine.pass(11 * minute); // “Did you ring?”
    await types('jane', 'not yet, a second girl is here');
    expect(await worry()).toBe(
      'Said beside the questions: “yes the aunt is shouting”\nSaid beside the questions: “not yet, a second girl is here”',
    );
  });

  it('keeps what is too long for the box of when the child leaves, and asks again', async () => {
    const words = '6 when they open the doors, he said hes taking her with her discharge papers or without them';
    const lines = [
      'yes',
      '2',
      'health',
      'Jane Okafor',
      '01632 960 014',
      'bruises',
      'no',
      'Lily',
      '15',
      'ward 7',
      'a nurse',
    ];
    for (const line of ['delete this draft', 'delete it', 'start', ...lines, words]) await types('jane', line);
    const own = await services.cases.of(jane, 10); // the deleted ones, too
    expect(own.map(({ facts }) => facts.answers.values.worry).join()).toContain(words);
    contains(JSON.stringify(said.at(-1)?.message), 'I kept your words with this check', 'next leave your sight');
  });

  it('becomes a referral with the words, where the answer is “yes I rang”', async () => {
    await types('jane', 'delete this draft');
    await types('jane', 'delete it');
    await types('jane', 'start');
    await types('jane', 'yes');
    await machine.pass(11 * minute);
    await types('jane', 'yes i rang. they say a boy is in hospital');
    await machine.pass(3000);
    const own = (await services.cases.of(jane, 10)).filter(({ events }) => events.length > 0);
    contains(JSON.stringify(own.map(({ facts }) => facts.texts)), 'yes i rang. they say a boy is in hospital');
  });
});

describe('with several referrals and no check open', () => {
  const { types, presses, says, machine, services, first, second, caseCard, newest, chat, written, said } =
    twoReferrals();
  const waiting = async () => unsaidIn(await services.people.load(jane)).map(({ words }) => words);
  const asks = async (question: string) => {
    const form = await presses('mo', caseCard(first()) ?? {}, 'Ask the referrer');
    await presses('mo', form, 'Send question', { 'Your question': question });
    await machine.pass(3000);
  };

  it('words that name the other child are no answer to the MASH about this one', async () => {
    await asks('Has she a phone?');
    contains(text(await says('topaz just got in a black car with 2 men')), 'Sent to the MASH', second());
    expect(await waiting()).toEqual([]);
    await says(`he did it again ${second()}`);
    contains(written(second()).join(), 'he did it again');
  });

  it('an answer may be about another child', async () => {
    const answered = await says('yes. he has a knife and her phone');
    contains(text(answered), 'You have answered the MASH');
    await chat('jane', answered, 'Another child');
    await machine.pass(3000);
    expect(await waiting()).toEqual(['yes. he has a knife and her phone']);
    contains(text(newest('mo')), 'They may speak of danger');
    contains(text(await types('mo', `words ${first()}`)), `They came to ${first()} first.`);
    await says(`words ${first()}`);
    contains(JSON.stringify(said.at(-1)?.message), 'I show those words to the MASH only');
    await says(`about ${second()}`);
  });

  it('“I disagree: …” before a decision is news', async () => {
    contains(text(await says(`i disagree ${first()}: she isnt safe`)), 'Sent to the MASH');
    contains(written(first()).join(), 'she isnt safe');
    expect(titles(await says('i disagree: zircon isnt safe'))).toContain('Another child');
    expect(await waiting()).toEqual([]);
    contains(written(first()).join(), 'zircon isnt safe');
  });
});

describe('“yes” with more words, while a question about another child is open beside the check', () => {
  const { hears, values, says, first, written } = aCheckBeside('consent');

  it.each(['yes he is', 'yes and hurry', 'no not yet', 'yes 5'])(
    '“%s” sets nothing in the check, goes to the MASH, and is asked which question it answers',
    async (words) => {
      await says(`${first()} she leaves at 5`);
      contains(await hears(words), 'Which question?');
      expect((await values())['consent-risk']).toBeUndefined();
      contains(written(first()).join(), words);
    },
  );

  it.each(['no adult here to ask', 'no one else here', 'no english at all', 'no family that i know of'])(
    '“%s” is no “no”: it answers no question beside the check',
    async (words) => {
      await says(`${first()} she leaves at 5`);
      lacks(await hears(words), 'Which question?');
    },
  );

  it('Words behind a reference are read as words of a child', async () => {
    contains(await hears(`${first()} is unconscious`), 'Ring 999');
  });
});

describe('news beside a check that waits only for “send”', () => {
  const { hears } = aCheckBeside('consent');
  const notSent = /Your check HT-\S+ is not sent\. Type “send” to send it\./;

  it('says once that the check is not sent and how it is', async () => {
    contains(await hears('4', 'He would know.', 'no'), 'This is not sent yet');
    const answer = await hears('zircon has two phones now');
    contains(answer, notSent, 'Sent to the MASH');
    expect(answer.indexOf('is not sent')).toBe(answer.lastIndexOf('is not sent'));
    expect(await hears('zircon has a new coat, too')).not.toMatch(notSent);
  });
});

describe('one referral and a check beside it that is not linked with it', () => {
  const { types, machine, refers, caseCard, services, said } = aProgram();
  const waiting = async () => unsaidIn(await services.people.load(jane)).map(({ words }) => words);
  let reference: string;
  const hears = async (words: string) => {
    const from = said.length;
    await types('jane', words);
    await machine.pass(3000);
    return said
      .slice(from)
      .map(({ message }) => ('card' in message ? text(message.card) : message.text))
      .join('\n');
  };
  beforeAll(async () => {
    const ofAmina = {
      'Child’s name': 'Amina Khan',
      'What worries you': 'A man called Kyle in a red corsa waits for her.',
    };
    reference = await refers({ child: ofAmina });
    await hears('they pick amina up at 4');
    await machine.pass(20 * minute);
    await hears('start');
    await hears('no');
  });

  it('The car that was told of the sent child, typed as the worry, is asked about; the next words of the worry are not', async () => {
    contains(await hears('the red corsa drives past again'), 'Worry saved', 'Which child?');
    expect(await waiting()).toEqual(['the red corsa drives past again']);
    lacks(await hears(`about ${reference}`), 'Which child?');
    contains(text(caseCard(reference)), 'the red corsa drives past again');
  });

  it('An adult of whom the sent child alone was told by name is of that child, and words that begin with “for” and a child go there', async () => {
    await machine.pass(11 * minute);
    await hears('change worry');
    contains(await hears('kyles at the nail bar again'), reference, 'Sent to the MASH');
    lacks(await hears('for amina: he took her phone'), 'Which child?');
    contains(text(caseCard(reference)), 'kyles at the nail bar', 'for amina: he took her phone');
  });

  it.each(['pickup is half 3 now not 4', 'told amina to stay in the office'])(
    'Another time in the place of the sent child’s, and words that name this child alone, go to that child: “%s”',
    async (words) => {
      await machine.pass(11 * minute);
      await hears('card');
      lacks(await hears(words), 'Which child?');
      contains(text(caseCard(reference)), words);
      expect(await waiting()).toEqual([]);
    },
  );

  it.each(['she is in aminas class', 'amina told her to come'])(
    'Words that may be of either are asked about: “%s”',
    async (words) => {
      await machine.pass(11 * minute);
      await hears('no');
      contains(await hears(words), 'Which child?');
      lacks(text(caseCard(reference)), words);
    },
  );
});

describe('two referrals, of a girl and a boy', () => {
  const { says, first, second, written, waiting } = aCheckBeside('consent');

  it('Words of a girl alone do not follow those of the boy into his case', async () => {
    await says(`about ${second()} the boy has a new phone`, 'topaz is in the gym');
    await says('shes out now shes ok');
    lacks(written(second()).join(), 'shes out now');
    expect(await waiting()).toContain('shes out now shes ok');
    expect(first()).not.toBe('');
  });
});
