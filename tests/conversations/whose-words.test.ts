import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import type { CaseId } from '../../src/base/reference.ts';
import { unsaidIn } from '../../src/store/people.ts';
import { profiles } from '../fakes/people.ts';
import { aProgram, minute, sendsReferral, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// Whose words they are: a name decides, the newest words with a name do, and a child whom nobody knows has none

const jane = StaffId.parse(profiles.jane.objectId);
const kayden = { 'Child’s name': 'Kayden Marsh', 'What worries you': 'Two phones and cash.' };

function withKayden(child = kayden) {
  const world = aProgram();
  let reference = '';
  beforeAll(async () => {
    await world.says('on duty', 'mo', 0);
    reference = await sendsReferral(world, 'jane', { danger: 'No', child });
    await world.passes(minute);
  });
  const added = async () => {
    const { texts } = (await world.services.cases.load(reference as CaseId))?.facts ?? { texts: {} };
    return Object.entries(texts).flatMap(([name, words]) => (name.startsWith('information') ? [words] : []));
  };
  const says = async (...lines: string[]) => {
    const from = world.said.length;
    for (const words of lines) {
      await world.types('jane', words);
      await world.machine.pass(2000);
    }
    return world.said
      .slice(from)
      .map(({ message }) => ('card' in message ? text(message.card) : message.text))
      .join('\n');
  };
  return { ...world, added, says, reference: () => reference };
}

describe('one child, of whom many small words are said', () => {
  const { says, added } = withKayden();
  it('“its 14 march” names nobody, so words with “its” are of the only child', async () => {
    for (const words of [
      'kayden marsh 13. his dob? its 14 march 2010',
      'hang on the other lad says its KPL',
      'hes back!!',
    ])
      await says(words);
    expect(await added()).toEqual(expect.arrayContaining(['hang on the other lad says its KPL', 'hes back!!']));
  });
});

describe('a second child', () => {
  const { says, added, machine } = withKayden();

  it.each([
    'theres another girl at the house, mai, 12',
    'she says there is another girl at the hotel',
    'hes got a second girl in the car',
    'found another child in the back room',
    'and another boy too, 13',
  ])('“%s” is no news of the first: the bot asks which child, and offers a check', async (words) => {
    contains(await says(words), 'Which child?');
    expect(await added()).not.toContain(words);
  });

  it('What comes next without a name waits with it, and is not asked line by line', async () => {
    const answer = await says('shes in leicester');
    expect(await added()).not.toContain('shes in leicester');
    lacks(answer, 'I cannot tell which child');
    contains(answer, 'Press above');
  });

  it('A name puts the words where they belong', async () => {
    await says('kayden has a new coat');
    expect(await added()).toContain('kayden has a new coat');
  });

  it.each(['another boy told me he smokes', 'he has another phone', 'other girls laugh at him'])(
    '“%s”, long after, is news of the first',
    async (words) => {
      await machine.pass(30 * minute);
      await says('about kayden');
      await says(words);
      expect(await added()).toContain(words);
    },
  );
});

describe('the story of another child, after a boy was sent and with no check open', () => {
  const boy = { 'Child’s name': 'Kayden Marsh', 'What worries you': 'He is 14. Two phones and cash.' };

  describe.each([
    'new one different child. girl 16 Shanice Boateng shes in foster care',
    'i need to tell you about a girl now shes 16, Shanice, a woman keeps collecting her',
    'now a girl, 16, foster placement, a woman in a red car',
    'girl in yr 11, she sleeps in class',
    'now the sister',
    'and the third one amber leigh',
    'ok different child. has a black eye',
    'i saw a girl at clinic this morning, 17, Mirela, au pair with no pay',
    'girl 17 Mirela au pair with no pay',
    'different family now. Mirela shes 17',
    'theres a 17 year old i met at clinic, no pay no passport',
  ])('“%s”', (story) => {
    const { says, added, services, said: told, presses, reference } = withKayden(boy);

    it('is never filed with the first: the bot asks, and “Another child” begins a check with it as the worry', async () => {
      contains(await says(story), 'Which child?');
      expect(await added()).toEqual([]);
      const [asked] = told.flatMap(({ message }) =>
        'card' in message && titles(message.card).includes('Another child') ? [message.card] : [],
      );
      const said = text(await presses('jane', asked ?? {}, 'Another child', {}, 'chat'));
      contains(said, 'I began a check of the next child');
      const check = (await services.cases.of(jane, 10)).find(({ status }) => status === 'draft');
      expect(check?.progress?.next?.of).toBe(reference());
      expect(check?.facts.answers.values.worry).toBe(story);
      expect(unsaidIn(await services.people.load(jane))).toEqual([]);
    });
  });

  describe.each(['yes he hit kayden again', 'no kayden is ok hes with his nan', 'no kayden was not at school today'])(
    '“%s”, where the check of another asks about danger',
    (words) => {
      const { says, services, added, told: rung, machine } = withKayden(boy);
      it('is no answer there: the MASH has it', async () => {
        for (const line of ['next child']) await says(line);
        const from = rung.length;
        lacks(await says(words), 'Danger or not: saved', 'is that right?');
        await machine.pass(5000);
        const waiting = unsaidIn(await services.people.load(jane)).map((each) => each.words);
        expect([...(await added()), ...waiting]).toContain(words);
        expect(rung.length).toBeGreaterThan(from);
        const check = (await services.cases.of(jane, 10)).find(({ status }) => status === 'draft');
        expect(check?.facts.answers.values).not.toHaveProperty('danger');
      });
    },
  );

  describe.each(['no thats a different child not him', 'about another child', 'another child', 'sorry new one'])(
    '“%s”, after a line that went to the first',
    (words) => {
      const { says, added, services, reference } = withKayden(boy);
      it('takes the line before along into a new check', async () => {
        const line = 'a woman in a red car keeps waiting at the gate';
        await says(line);
        expect(await added()).toEqual([line]);
        contains(await says(words), 'I began a check of the next child');
        const check = (await services.cases.of(jane, 10)).find(({ status }) => status === 'draft');
        expect(check?.facts.answers.values.worry).toBe(line);
        expect(check?.progress?.next?.of).toBe(reference());
        expect(unsaidIn(await services.people.load(jane))).toEqual([]);
      });
    },
  );

  describe('words of the boy himself', () => {
    const { says, added } = withKayden(boy);
    it.each([
      'the second one was a knife',
      'his girlfriend is 15',
      'she rang me, his mum i mean',
      'the girl is back with him',
      'now the sister of his mate is shouting at me',
      'another boy told me he smokes',
    ])('“%s” is news of him', async (words) => {
      await says(words);
      expect(await added()).toContain(words);
    });
  });
});

describe('with a check open for the next child', () => {
  const { says, added } = withKayden();
  beforeAll(async () => {
    for (const line of ['next child', 'no', '3', '4', 'no', 'Mai Tran']) await says(line);
  });

  it.each(['kayden is in the sports hall', 'kaydens nan says 8.30 not 8', 'sorry that was for kayden, 8.30 not 8'])(
    '“%s” goes to the child who is named',
    async (words) => {
      lacks(await says(words), 'Which child?');
      expect(await added()).toContain(words);
    },
  );

  it('What comes after it without a name may be of either: the bot asks which', async () => {
    contains(await says('he has a blue coat on'), 'Which child?');
    expect(await added()).not.toContain('he has a blue coat on');
    await says('about kayden');
    expect(await added()).toContain('he has a blue coat on');
  });

  it('“yes” is of the check, whatever waits', async () => {
    await says('he has a green hat on');
    contains(await says('yes'), 'Child saved');
    expect(await added()).not.toContain('he has a green hat on');
  });

  it('An answer of the check is one', async () => {
    await says('12');
    expect(await added()).not.toContain('12');
  });
});

describe('a girl who is said to be found, and a boy', () => {
  const { says, added, refers, services, machine } = withKayden({
    ...kayden,
    'What worries you': 'He is 14. Two phones and cash.',
  });
  let girl = '';
  beforeAll(async () => {
    girl = await refers({
      child: { 'Child’s name': 'Shanice Boateng', 'What worries you': 'A girl of 16. A woman collects her.' },
    });
    await machine.pass(minute);
    await says('shanice is missing', 'shanice is back, shes crying');
  });
  const ofGirl = async () => Object.values((await services.cases.load(girl as CaseId))?.facts.texts ?? {});

  it.each([
    ['and no check is open', []],
    ['and a check is', ['next child', 'no', '3']],
  ])('“no sorry it wasnt him …” is no answer about her, %s', async (_, lines) => {
    const words = 'no sorry it wasnt him selling it was his mate';
    await says(...lines, words);
    expect(await ofGirl()).not.toContain(words);
    await says('about kayden');
    expect(await added()).toContain(words);
    await machine.pass(20_000);
  });

  it('“shes taken kayden n shanice, blessing still w me” is asked about, and “both” are those whom it names', async () => {
    const words = 'shes taken kayden n shanice, blessing still w me';
    contains(await says(words), 'Which child?');
    await says('both');
    expect(await added()).toContain(words);
    expect(await ofGirl()).toContain(words);
  });

  it('“kayden and shanice i said” says it of each', async () => {
    await says('the gate is green', 'kayden and shanice i said');
    expect(await added()).toContain('the gate is green');
    expect(await ofGirl()).toContain('the gate is green');
  });

  it('a bare “yes” after more words asks which question, though the check asked one before', async () => {
    await says('shanice is back now', 'kayden says hi to his nan');
    contains(await says('yes'), 'Which question?');
  });
});

describe('a question to the bot that tells of somebody', () => {
  const { says, added, machine } = withKayden();
  it.each([
    ['can u tell her mum not to come', /Did you mean this|I cannot answer that/],
    ['must i give my name if he saw me phone', 'Must I give my name?'],
    ['do u need proof ive got cctv of both blokes', 'Do I need proof?'],
    ['do i need her consent to tell you she took 20 tablets', 'Do I need consent?'],
    ['what happens next she has cut her arms', 'Ring 999 now'],
  ])('“%s” is answered, and goes to the MASH', async (words, answer) => {
    contains(await says(words), answer, 'Sent to the MASH');
    expect(await added()).toContain(words);
    await machine.pass(minute);
  });

  it('“do i need consent” only asks', async () => {
    lacks(await says('do i need consent'), 'Sent to the MASH');
  });
});

describe.each([
  ['danger', []],
  ['when the child leaves', ['2', '3', 'no', 'no', 'a van waits', 'no', 'Lilly Dawson', '13', 'skip', 'skip']],
  ['consent', ['2', '3', 'no', 'no', 'a van waits', 'no', 'Lilly Dawson', '13', 'check answers']],
])('a check just begun for the next child, at the question of %s', (_, lines) => {
  const { says, added, machine, services, told } = withKayden();
  const draft = async () => (await services.cases.of(jane, 10)).find(({ status }) => status === 'draft');
  beforeAll(async () => {
    for (const line of ['next child', ...lines]) await says(line);
  });
  afterEach(() => machine.pass(11 * minute));

  it('how to reach somebody is told the MASH, and how to reach the referrer stands in their case', async () => {
    const answer = await says('aunties number is 07700 900888 she said not to ring tho');
    contains(answer, 'Which child?', /now go to the MASH|with the MASH/);
    lacks(answer, 'Nobody at the MASH has read them yet');
    const ofThemselves = 'i finish at 430, ring the head Mrs Patel on 01632 960112 tomorrow not me';
    contains(await says(ofThemselves), 'Sent to the MASH');
    expect(await added()).toContain(ofThemselves);
  });

  it.each([
    'police just came about kayden, they took a report, crime ref 4471',
    'is kayden found? what did u do',
    'sorry i put 13 for kayden hes 14 in sept',
    'kaydens been found, police have him, hes ok',
  ])('“%s” goes to the child whom it names', async (words) => {
    contains(await says(words), 'Sent to the MASH');
    expect(await added()).toContain(words);
  });

  it.each([
    'no not found sorry thats a different lad, i got it wrong',
    'no hes not missing',
    'they are safe now',
    'ok found her',
  ])('of a child who is found, or not, no box takes a word: “%s”', async (words) => {
    const before = (await draft())?.facts.answers.values;
    contains(await says(words), 'Which child?');
    expect((await draft())?.facts.answers.values).toEqual(before);
    await says('about kayden');
    expect(await added()).toContain(words);
  });

  it('danger that names nobody is about a child not yet said', async () => {
    await says('a blue coat'); // nobody has said the child of these either
    const asked = /Which child\?|as about this check/; // at the question of danger it is its answer
    contains(await says('van is back outside NOW its 5 past 4 theyve got Amira'), asked);
    contains(await says('police stopped the van, both in it'), asked);
    await says('this check');
  });

  it('a name anywhere in the words says the child, and two names say none', async () => {
    await says('did they get that kayden is NOT found??');
    expect(await added()).toContain('did they get that kayden is NOT found??');
    const ofBoth = 'about kayden for the head one, the school q is about lilly';
    await says(ofBoth);
    if ((await draft())?.facts.answers.values['child-name']) expect(await added()).not.toContain(ofBoth);
  });

  it('what takes a found child back goes to that child, and rings', async () => {
    await says('kaydens been found, police have him, hes ok');
    await machine.pass(2 * minute);
    const from = told.length;
    const words = 'no not found sorry thats a different lad, police just told head. i got it wrong';
    await says(words);
    expect(await added()).toContain(words);
    const rang = told.slice(from).filter(({ to, message }) => to === 'a:mo' && 'alert' in message && message.alert);
    contains(JSON.stringify(rang), 'MAY BE MISSING');
  });
});

describe('a question about two others whom the worry names', () => {
  const world = aProgram();
  const { types, machine, told } = world;

  it('sets no time of this child: the MASH hears the words at once, and the bot asks which child', async () => {
    await types('mo', 'on duty');
    const worry = 'names are Amira Hassan 14, Lilly Dawson 13 and Kezia Boateng';
    const child = { 'Child’s name': 'Kezia Boateng', 'What worries you': worry };
    const reference = await sendsReferral(world, 'jane', { danger: 'No', child });
    await machine.pass(minute);
    const from = told.length;
    contains(text(await types('jane', 'what do i do about Lilly and Amira? theyre going back to him')), 'Which child?');
    await machine.pass(2000);
    const rang = told.slice(from).filter(({ to, message }) => to === 'a:mo' && 'alert' in message && message.alert);
    contains(JSON.stringify(rang), 'Child not yet said');
    lacks(text(world.caseCard(reference)), 'Leaves sight soon');
  });
});

describe('“no shes not missing” of a child who was not reported missing', () => {
  const world = aProgram();
  const { types, machine, summaries } = world;

  it('is no report that the child is found', async () => {
    await types('mo', 'on duty');
    const reference = await sendsReferral(world, 'jane');
    await machine.pass(minute);
    await types('jane', 'no SHES not missing shes upstairs asleep its the blokes');
    await machine.pass(2000);
    contains(summaries('mo', reference).join(), 'SAID NOT TO BE MISSING');
    lacks(summaries('mo', reference).join(), 'REPORTED FOUND');
  });
});

describe('a manager who is on it', () => {
  const world = aProgram();
  const { types, machine, told } = world;
  let reference = '';
  const rang = async (words: string) => {
    const from = told.length;
    await types('jane', words);
    await machine.pass(2000);
    return told.slice(from).filter(({ to, message }) => to === 'a:mo' && 'alert' in message && message.alert).length;
  };
  beforeAll(async () => {
    await types('mo', 'on duty');
    reference = await sendsReferral(world, 'jane', { danger: 'No', child: kayden });
    await types('jane', `missing ${reference}`);
    await types('mo', `I am on it ${reference}`);
    await machine.pass(minute);
  });

  it('is not rung again of the same while nobody has read it, and is of danger', async () => {
    expect(await rang('still missing, i checked the register')).toBe(0);
    await machine.pass(2 * minute);
    expect(await rang('still missing')).toBe(0);
    expect(await rang('he has a knife')).toBe(1);
    expect(await rang('he is hitting him')).toBe(0);
  });

  it('is rung of the same once it was read', async () => {
    await types('mo', `I have read it ${reference}`);
    expect(await rang('he has a knife to him')).toBe(1);
  });
});

describe('a name of their own that was given wrong', () => {
  const world = aProgram();
  const { types, machine, caseCard } = world;

  it.each(['its tom reilly not Jane Okafor', 'my name is tom reilly not jane ffs', 'sorry, my name tom reilly'])(
    '“%s” stands on the card, beside the one before',
    async (words) => {
      const reference = await sendsReferral(world, 'jane', { danger: 'No', child: kayden });
      await types('jane', `${reference} ${words}`);
      await machine.pass(2000);
      contains(text(caseCard(reference)), /\ntom reilly, /, 'Before: Jane Okafor');
    },
  );

  it.each(['my name is on the list', 'its kyle not dave', 'he says my name is mud'])(
    'is not in “%s”',
    async (words) => {
      const reference = await sendsReferral(world, 'jane', { danger: 'No', child: kayden });
      await types('jane', `${reference} ${words}`);
      await machine.pass(2000);
      lacks(text(caseCard(reference)), 'Their name, as they wrote it');
    },
  );
});

describe('one referral, and words that mention another child', () => {
  const lad = { 'Child’s name': '', 'What worries you': 'A lad at our hostel with a man who wont let him talk.' };
  const other = 'theres a girl next door in room 14 too, 15, called mina';

  describe.each([
    'theres a girl too, his sister, shes in leeds',
    'he says real name is tarik and theres a girl too, sister, in leeds',
    'theres another girl in there with them i think',
    'hes got a brother in the other room',
  ])('“%s”', (words) => {
    const { says, added } = withKayden(lad);
    it('stays with it, and so does what comes next', async () => {
      lacks(await says(words), 'Which child?');
      const next = 'mans back hes angry asking who was on the phone';
      contains(await says(next), '0300 123 4043');
      expect(await added()).toEqual([words, next]);
    });
  });

  describe('a short form is no name', () => {
    const { says, added } = withKayden({ ...lad, 'Child’s name': 'Lila' });
    it.each(['theyve gone. she looked back at me', 'theyr gone', 'its gone bad', 'thier leaving'])(
      '“%s” stays with it',
      async (words) => {
        lacks(await says(words), 'Which child?');
        expect(await added()).toContain(words);
      },
    );

    it('“its lila who else” says which child', async () => {
      contains(await says(other), 'Which child?');
      contains(await says('its lila who else'), 'Sent to the MASH');
      expect(await added()).toContain(other);
    });
  });

  describe('after “Which child?”', () => {
    const { says, added, machine } = withKayden(lad);
    it.each([
      'the boy, same one. theres only one',
      'theres only one',
      'the same one',
      'about the boy',
      'all about the lad at the hostel',
      'him',
      '1',
      'the first',
      'about last',
    ])('“%s” is of the one', async (answer) => {
      const before = (await added()).length;
      contains(await says(other), 'Which child?');
      contains(await says(answer), 'Sent to the MASH');
      expect((await added()).length).toBe(before + 1);
      await machine.pass(11 * minute);
    });
    it.each(['the girl', 'no not him', 'the boy is crying'])('“%s” may be of the new one', async (answer) => {
      const before = await added();
      await says(other);
      await says(answer);
      expect(await added()).toEqual(before);
    });
  });
});
