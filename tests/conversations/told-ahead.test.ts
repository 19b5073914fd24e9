import { describe, expect, it } from '@jest/globals';
import { aTypedCheck } from './a-typed-check.ts';
import { contains, lacks } from './expecting.ts';

// What was told before its question is asked back there, and only a “yes” writes it; what stands already is not asked again

const beside = (words: string) => expect.stringContaining(`Said beside the questions: “${words}”`);

describe('a first message that only says who writes', () => {
  const { says, values } = aTypedCheck('start', 'delete it');

  it('is no worry; agency, name and role are asked back together, and the worry is asked', async () => {
    await says('delete', 'delete it', 'Jane Okafor, school nurse, Health');
    expect((await values()).worry).toMatch(/^Said beside the questions/);
    contains(await says('no'), 'You wrote: Health · Jane Okafor, school nurse. Is it that?');
    contains(await says('yes'), 'Agency saved ✓', 'Your name saved ✓', 'Role saved ✓', 'Phone, for the MASH to ring');
    expect(await values()).toMatchObject({ agency: 'health', name: 'Jane Okafor', role: 'school nurse' });
    contains(await says('01632 960 111'), 'What worries you?');
  });
});

describe('who writes, told at the question of danger', () => {
  const { says, values } = aTypedCheck(
    'a man waits for a girl called thuy nguyen i think, says 15',
    'im Bex Harrow, queen marys hospital, ward 7, 07700 900412',
    'no',
    'health. nurse',
  );

  it('is asked back in one line, and the job is a job', async () => {
    contains(
      await says('staff nurse ward 7 queen marys'),
      'Role saved ✓',
      'You wrote: Bex Harrow, queen marys hospital · 07700 900412. Is it that?',
    );
    contains(await says('yes'), 'Your name saved ✓', 'Phone saved ✓', 'You wrote: Child: t… n… · 15. Is it that?');
    expect(await values()).toMatchObject({
      name: 'Bex Harrow',
      role: 'staff nurse ward 7 queen marys',
      phone: '07700 900412',
    });
  });

  it('A child’s name, told in the story, is asked before care, and shown only by its letters', async () => {
    const asked = await says('what');
    contains(asked, 'You wrote: Child: t… n… · 15. Is it that?');
    lacks(asked, 'thuy', 'nguyen');
    contains(await says('yes'), 'Child saved ✓', 'Age or date of birth saved ✓', 'In care?');
    await says('no');
    contains(await says('change age', '15, 3/4/2011 so he says'), 'Age or date of birth saved ✓');
    expect(await values()).toMatchObject({ 'child-name': 'thuy nguyen', 'child-age': '15, 3/4/2011 so he says' });
  });

  it('Another name and another age are asked back, one after the other', async () => {
    contains(await says('her names not thuy its Lan and shes 14 not 15'), 'You wrote: Child: L…. Is it that?');
    expect((await values())['child-name']).toBe('thuy nguyen');
    contains(await says('yes'), 'You wrote: 14. Is it that?');
    await says('yes');
    expect(await values()).toMatchObject({ 'child-name': 'Lan', 'child-age': '14' });
  });

  it.each(['bex harrow', 'i already gave you my number 07700 900412'])(
    'What stands already is not kept a second time: “%s”',
    async (words) => {
      contains(await says('change abroad', words), 'I have that', 'Did the child come from abroad?');
      expect((await values()).worry).not.toContain(words);
    },
  );
});

describe('a name that was told with an age, typed where none is asked', () => {
  const { says, values } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', 'linh tran 16 works in a nail bar');

  it('is the child’s', async () => {
    contains(await says('linh tran'), 'Child saved ✓', 'Age or date of birth');
    expect(await values()).toMatchObject({ 'child-name': 'linh tran' });
  });
});

describe('their own number, wherever it is typed', () => {
  const { says, values } = aTypedCheck('yes');

  it('is the number alone; what is said of it is kept', async () => {
    const words = '07700 900412 is my mobile text only pls';
    contains(await says(words), 'Phone saved ✓');
    expect(await values()).toMatchObject({ phone: '07700 900412', worry: beside(words) });
  });
});

describe('at the phone', () => {
  const { says, values } = aTypedCheck('no', '2', 'Carol Webb');

  it('“i already gave you my number …” is the number', async () => {
    await says('i already gave you my number 07700 900412');
    expect(await values()).toMatchObject({ phone: '07700 900412' });
  });
});

describe('what asks what is saved', () => {
  const { says, values } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', 'A worry.');

  it('is not kept with the worry', async () => {
    contains(await says('what have you got so far'), 'Saved: ');
    expect((await values()).worry).toBe('A worry.');
  });
});

describe('the same question', () => {
  const { says, values } = aTypedCheck();

  it('never comes three times in the same words: after three lines of the worry, danger stays in doubt and is asked before sending', async () => {
    const asked: string[] = [];
    for (const words of ['she has burns', 'two phones too', 'he speaks for her', 'a red car', 'nobody came'])
      asked.push(await says(words));
    expect(asked.filter((each) => each.includes('Is the child in immediate danger'))).toHaveLength(2);
    for (const each of asked.slice(2)) contains(each, 'Agency', 'In danger now? Ring 999');
    contains(asked.at(-1), 'Type only a number');
    expect(await values()).not.toHaveProperty('danger');
    contains(await says('send'), 'Not sent yet', 'Is the child in immediate danger');
    await says('2');
    expect((await values()).danger).toBe('no');
  });
});

describe('a time of leaving that was told before its question', () => {
  const story = 'hes being picked up by a cousin at 3.15 but nobody here has heard of a cousin';
  const { says, values, readings } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', story);

  it('is asked back there, and again after words that tell no time', async () => {
    contains(await says('change leaves sight'), 'You wrote: leaves at 15:15. Is it that?');
    const unread = await says('nobody asked the mum she doesnt pick up');
    contains(unread, 'I kept your words', 'You wrote: leaves at 15:15. Is it that?');
    lacks(unread, 'saved ✓');
    await says('yes');
    expect(await values()).toMatchObject({ 'leaves-sight': 'leaves at 15:15' });
    expect((await readings())['leaves-sight']?.at).toBeDefined();
  });
});

describe('at “When will they next leave your sight?”', () => {
  const before = ['yes', '2', '3', 'Dan Hale', '01632 960 112', 'lad here with a man', 'skip', 'skip', 'skip', 'skip'];
  const { says, values, readings } = aTypedCheck(...before, 'with me');

  it('“when will someone come” is a question to the bot', async () => {
    contains(await says('when will someone come'), 'How long does it take?', 'When will they next leave your sight?');
    expect((await values())['leaves-sight']).toBeUndefined();
  });

  it('“when the unit gets here about 20 mins” is the answer', async () => {
    contains(await says('when the unit gets here about 20 mins'), 'Next leaves sight saved ✓');
    const { at = '', said = '' } = (await readings())['leaves-sight'] ?? {};
    expect(Date.parse(at) - Date.parse(said)).toBe(20 * 60_000);
  });
});

describe('what is told while something else is asked', () => {
  const asked = ['no', '2', 'Carol Webb', '01632 960 111', 'A boy in year 10 has new phones.', 'no'];

  describe('at the age, once the name was passed', () => {
    const { says, values } = aTypedCheck(...asked, 'skip');

    it('A name and an age: the age is saved, the name is asked back, and then comes what was next', async () => {
      contains(await says('its minh, about 15'), 'Age or date of birth saved ✓', 'You wrote: Child: m…. Is it that?');
      expect((await values())['child-name']).toBe('');
      contains(await says('yes'), 'Child saved ✓', 'Where are they now?');
      expect(await values()).toMatchObject({ 'child-name': 'minh', 'child-age': 'about 15' });
    });
  });

  describe.each(['minh tran', 'hes called minh tran i think', 'its minh tran and hes scared', 'Minh Tran'])(
    '“%s” at the age',
    (words) => {
      const { says, values } = aTypedCheck(...asked, 'skip');

      it('is asked back as the name, and the age is asked again', async () => {
        await says(words);
        if ((await values())['child-name'] === '') contains(await says('yes'), 'Child saved ✓', 'Age or date of birth');
        expect((await values())['child-name']?.toLowerCase()).toContain('minh tran');
        expect((await values())['child-age']).toBeUndefined();
      });
    },
  );

  describe('“no” to a name that is none', () => {
    const { says, values } = aTypedCheck(...asked, 'skip', 'zedric');

    it('goes back to the age, and is not asked again', async () => {
      contains(await says('no'), 'Age or date of birth');
      contains(await says('15'), 'Where are they now?');
      expect((await values())['child-name']).toBe('');
    });
  });

  describe('what is no name', () => {
    const { says } = aTypedCheck(...asked, 'skip');

    it.each(['shes crying', 'hes very quiet today', 'i dont like it', 'shes albanian'])(
      '“%s” is not asked back',
      async (words) => lacks(await says(words), 'Is it that?'),
    );
  });

  describe('an age at the name', () => {
    const { says, values } = aTypedCheck(...asked);

    it('is the age, and the name is asked again', async () => {
      contains(await says('14 i think'), 'Age or date of birth saved ✓', 'Child’s name');
      expect(await values()).toMatchObject({ 'child-age': '14 i think' });
    });

    it('Who is with the child, told at the place, is asked back at its question', async () => {
      await says('linh');
      contains(await says('in the lobby with the porter'), 'Who are they with?', 'You wrote: the porter. Is it that?');
      await says('yes');
      expect(await values()).toMatchObject({ whereabouts: 'in the lobby with the porter', with: 'the porter' });
    });
  });
});

describe('at an age that was told', () => {
  const before = ['no', '2', 'Carol Webb', '01632 960 111', 'girl about 15 cries in my lessons', 'no', 'skip'];

  describe.each([
    ['yes about 15', 'about 15'],
    ['yeah shes 15', 'shes 15'],
    ['yes', '15'],
  ])('“%s” is a yes', (words, age) => {
    const { says, values } = aTypedCheck(...before);

    it('and what it says of the age stays', async () => {
      contains(await says(words), 'Age or date of birth saved ✓', 'Where are they now?');
      expect(await values()).toMatchObject({ 'child-age': age, worry: 'girl about 15 cries in my lessons' });
    });
  });

  describe('“dont know. shes amina yusuf”', () => {
    const { says, values } = aTypedCheck(...before);

    it('leaves the age open, and asks whether that is the name', async () => {
      contains(
        await says('dont know. shes amina yusuf'),
        'Age or date of birth: not known ✓',
        'You wrote: Child: a… y…. Is it that?',
      );
      contains(await says('yes'), 'Child saved ✓', 'Where are they now?');
      expect(await values()).toMatchObject({ 'child-name': 'amina yusuf', 'child-age': '' });
    });
  });
});

describe.each([
  ['says shes 16 no way. 13 i reckon', '13'],
  ['he says shes 18 but she looks about 14', '14'],
  ['she said 17 but id say 14', '14'],
  ['no. about 13, he says 16', '13'],
  ['man says shes 19, looks 15', '15'],
])('“%s”', (words, age) => {
  const { says } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', `girl cries in my lessons. ${words}`, 'no');

  it('is asked back as the age that the writer thinks', async () => {
    contains(await says('skip'), `You wrote: ${age}`);
  });
});

describe.each(['says shes 16 no way', 'he says 15 but i think younger'])('“%s”', (words) => {
  const { says } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', `girl cries in my lessons. ${words}`, 'no');

  it('is no age to ask back', async () => lacks(await says('skip'), 'You wrote'));
});

describe('a name told at the age of a child in danger', () => {
  const { says } = aTypedCheck('yes', '2', '3', 'Dan Hale', '01632 960 112', 'lad here with a man', 'skip', 'skip');

  it('goes with “send”', async () => {
    contains(await says('its minh tran and hes scared of the man'), 'You wrote: Child: m… t…. Is it that?');
    contains(await says('send'), 'The MASH now reads: Phone, Agency, Your name, Worry, Child.');
  });
});

describe.each([
  [
    'about 13, pink jacket, dont know her name',
    { 'child-name': 'about 13, pink jacket', 'child-age': '13' },
    'Child: a… 13, p… j… · 13.',
  ],
  [
    'joy osagie dob 02.09.12 at reception',
    { 'child-name': 'joy osagie', 'child-age': '02.09.12', whereabouts: 'at reception' },
    'Child: j… o… · 02.09.12 · at reception.',
  ],
  [
    'joy osagie, 12, in my office with the ta',
    { 'child-name': 'joy osagie', 'child-age': '12', with: 'the ta' },
    'Child: j… o… · 12 · in my office with the ta · the ta.',
  ],
])('“%s”, told while the agency is asked', (words, told, offered) => {
  const { says, values } = aTypedCheck('delete', 'delete it', 'girl says she is made to clean houses', 'no', words);

  it('is offered where the name is asked, and no part of it is asked again', async () => {
    await says('2', 'Carol Webb', '01632 960 111');
    contains(await says('2'), `You wrote: ${offered}`);
    lacks(await says('yes'), 'Age or date of birth\n', 'Child’s name');
    expect(await values()).toMatchObject(told);
  });
});

describe('an age and a place told in the box of the name', () => {
  const { says, values } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', 'A worry.', '2');

  it('are offered for theirs; those of another child are not', async () => {
    contains(await says('joy osagie, 13, f'), 'You wrote: 13. Is it that?');
    await says('yes');
    lacks(await says('theres another girl, mina, about 12, in the sick room'), 'You wrote');
    expect(await values()).not.toHaveProperty('whereabouts');
  });
});

describe('“jane okafor night porter castle lodge 07700 900123”, where the agency is asked', () => {
  const { says, values } = aTypedCheck('no');

  it('is offered for the name, the role and the number', async () => {
    await says('jane okafor night porter castle lodge 07700 900123');
    contains(await says('8'), 'You wrote: jane okafor, night porter, castle lodge · 07700 900123.');
    await says('yes');
    expect(await values()).toMatchObject({ name: 'jane okafor', phone: '07700 900123' });
  });
});

describe('a name in a long line', () => {
  const { says, values } = aTypedCheck('no', '8', 'Jane Hale', '01632 960 111', 'A worry.', '2', 'skip');

  it('is offered, and is no age and no place; so is an age', async () => {
    const line = 'she told the cleaner her name is linh tran and that she came in a lorry';
    contains(
      await says('dont know but the porter thinks 15 maybe, and he only speaks tigrinya so hard to ask'),
      'You wrote: 15.',
    );
    contains(await says('yes', line), 'You wrote: Child: l… t…. Is it that?');
    expect(await values()).not.toHaveProperty('whereabouts');
  });
});

describe('in the box of the name, a name in a long line', () => {
  const { says, values } = aTypedCheck('no', '8', 'Jane Hale', '01632 960 111', 'A worry.', '2');

  it('is the name, and the line is kept', async () => {
    await says('hes called dawit he told the porter, and he comes in every friday with the same bag');
    expect(await values()).toMatchObject({ 'child-name': 'dawit', worry: expect.stringContaining('same bag') });
  });
});

describe.each([
  ['is it 999 even if im in a hospital', 'yes, ring 999 yourself, in a hospital or a school, too'],
  ['what do i do if he wont go do i let them out', 'I cannot tell you that it is safe'],
  ['will he find out it was me', 'I cannot promise that they never find out'],
])('“%s”, where the agency is asked', (words, answer) => {
  const { says, values } = aTypedCheck('no');

  it('is answered, and is no agency', async () => {
    contains(await says(words), answer, 'Agency');
    expect(await values()).not.toHaveProperty('agency');
  });
});

describe('what was told of all the children, before the first was sent', () => {
  const { says, values } = aTypedCheck(
    'no',
    '2',
    'Carol Webb',
    '01632 960 111',
    'Their uncle has two girls clean houses.',
  );

  it('stands with the next one, too, and where they are is asked of each', async () => {
    await says('2', 'Joy Osagie', '13', 'both the girls say they get no sleep', 'all 2 of them are at grans tonight');
    await says('no', 'send', 'send it for both of them', 'not asked', '1', 'He would move her.');
    await says('next child', 'no', 'same family');
    const { worry, whereabouts } = await values();
    expect(worry).toContain('“both the girls say they get no sleep”');
    expect(worry).toContain('“all 2 of them are at grans tonight”');
    lacks(worry ?? '', 'send it for both');
    expect(whereabouts).toBeUndefined();
    contains(await says('the same worry', '2', 'Faith Osagie', '12'), 'You wrote: at grans tonight. Is it that?');
  });
});

describe.each([
  [
    'karen oakes staff nurse st annes ed ext 4471 or 07700 900412',
    'karen oakes, staff nurse, st annes ed · 07700 900412',
  ],
  ['pc 4471 dan oakes herts police', 'pc dan oakes, herts police'],
])('“%s”, typed before the name is asked', (words, offered) => {
  const { says } = aTypedCheck('delete', 'delete it', 'girl of 15 yrs old brought in by a man', 'no', words);

  it('is offered for it', async () => contains(await says('1'), `You wrote: ${offered}`));
});

describe('other lines where something told is offered, or an answer is asked for again', () => {
  const { says, values } = aTypedCheck('no', 'im jess moore, teaching assistant, 01438 555 404');

  it('go on after a while; nothing is a loop', async () => {
    await says('she has new shoes', 'and a phone', 'nobody collects her');
    contains(await says('he was here on friday'), 'Your name');
    await says('yes', '2', 'change agency', '2');
    await says('change agency', 'her coat is torn', 'and her bag');
    lacks(await says('and no socks'), 'I have an answer');
    expect(await values()).toMatchObject({ agency: 'education', name: 'jess moore' });
  });
});
