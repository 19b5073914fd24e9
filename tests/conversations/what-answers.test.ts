import { afterEach, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { profiles, referrals } from '../fakes/people.ts';
import { minute, sendsReferral, text } from './a-program.ts';
import { aTypedCheck } from './a-typed-check.ts';
import { contains, lacks } from './expecting.ts';
import { twoReferrals } from './two-referrals.ts';

// What words answer in a check, and what they do not

const aboutYou = ['2', 'Carol Webb', '01632 960 111'];
const beside = (words: string) => expect.stringContaining(`Said beside the questions: “${words}”`);

describe('“No – is that right?”', () => {
  const { says, values } = aTypedCheck();

  it('stays open when the check is shown again, and its “yes” means that no', async () => {
    await says('no hes in pp');
    contains(await says('go on'), 'No – is that right?');
    await says('yes');
    expect((await values()).danger).toBe('no');
  });
});

describe('a denial of danger, in a check that says danger', () => {
  const { says, values } = aTypedCheck('yes');

  it('is asked about, plain or not, and the words are kept', async () => {
    await says('2', ...aboutYou);
    contains(await says('no hes not in danger hes with me. sat in custody'), 'No – is that right?');
    await says('yes');
    expect(await values()).toMatchObject({
      danger: 'no',
      worry: beside('no hes not in danger hes with me. sat in custody'),
    });
  });

  it('is asked about where somebody else says it', async () => {
    await says('change danger', 'yes', '2');
    contains(await says('she says shes not in danger'), 'No – is that right?');
    expect((await values()).danger).toBe('yes');
    await says('yes');
    expect((await values()).danger).toBe('no');
  });

  it('“change that to no” changes what was answered last', async () => {
    await says('change danger', 'yes');
    await says('change that to no', 'yes');
    expect((await values()).danger).toBe('no');
  });
});

describe('a “yes” to another matter where the bot asks about care', () => {
  const { says, values } = aTypedCheck('no', ...aboutYou, 'A worry.');

  it('is kept, and asked again: nobody said that the child is in care', async () => {
    contains(await says('yes linh knows and shes ok with it. minh is crying a bit'), 'care');
    expect(await values()).not.toHaveProperty('care');
    contains(await says('yes foster care'), 'In care saved ✓');
    expect(await values()).toMatchObject({
      care: 'yes',
      worry: beside('yes linh knows and shes ok with it. minh is crying a bit'),
    });
  });
});

describe('words that may mean danger, which nobody has answered', () => {
  const { says, values, machine, told } = aTypedCheck('no', ...aboutYou, 'A worry.', 'no', 'Mai');
  const asks = 'Ring 999 now';

  it('“carry on” and a “no” at consent do not end the doubt, and answer nothing else', async () => {
    contains(await says('help hes got a knife'), asks);
    contains(await says('carry on'), 'In danger now?', 'Age or date of birth');
    await says('check answers');
    contains(await says('no'), 'In danger now?', 'Type “yes” to mark the child as in danger');
    expect(await values()).not.toHaveProperty('consent');
  });

  it('The MASH reads of the doubt, and it rings', async () => {
    await says('change phone', '01632 960 111', '1', '1', 'He would move her.');
    contains(await says('send'), 'By what you wrote, the child may be in danger');
    await machine.pass(3000);
    const cards = told.flatMap(({ to, message }) =>
      'card' in message && to.startsWith(referrals.id) ? [text(message.card)] : [],
    );
    contains(cards.join(), 'No, but IN DOUBT: they wrote words that may mean danger', 'URGENT');
    expect(told.some(({ to, message }) => to === 'a:mo' && 'alert' in message && message.alert === true)).toBe(true);
  });
});

describe('first words of danger, and “not known” where the check asks about it', () => {
  const { says, values, types, machine, told, said } = aTypedCheck('delete', 'delete it');
  const words = 'boy 14 sells stuff for two men, he came in with a cut lip and they said theyll kill him';

  it('stay in doubt: the MASH is rung at sending, and its list says that they only wrote it', async () => {
    contains(await says(words), 'Ring 999 now');
    await says('not known');
    expect((await values())['danger-doubt']).toBe('yes');
    contains(await says('send'), 'By what you wrote, the child may be in danger');
    await machine.pass(3000);
    expect(told.some(({ to, message }) => to === 'a:mo' && 'alert' in message && message.alert === true)).toBe(true);
    await types('mo', 'due');
    contains(
      said.map(({ message }) => ('card' in message ? text(message.card) : '')).join(),
      'May be in danger, written',
    );
  });
});

describe('“not known” of danger, without words of danger', () => {
  const { values } = aTypedCheck('not known', ...aboutYou, 'A worry.');

  it('is no doubt', async () => {
    expect(await values()).toMatchObject({ danger: 'not-known', worry: 'A worry.' });
    expect(await values()).not.toHaveProperty('danger-doubt');
  });
});

describe('words that fit no question', () => {
  const { says, values } = aTypedCheck('no', '2', 'Carol Webb');

  it('Too long for a number, the only number in them is saved, and they stand at how else to reach the worker', async () => {
    const words = 'school number is 01923 555 014 but dont ring me ring the head please';
    await says(words);
    expect(await values()).toMatchObject({ phone: '01923 555 014', other: words });
  });

  it('A number that is no choice is kept', async () => {
    await says('A worry.', '16');
    expect(await values()).toMatchObject({ worry: beside('16') });
    expect(await values()).not.toHaveProperty('care');
  });

  it('A date is no name, and the name can be put right in the words in which people do', async () => {
    await says('no', '14/03/2011', 'Min Tran', 'the childs name is Minh Tran not Min Tran');
    expect(await values()).toMatchObject({ 'child-age': '14/03/2011', 'child-name': 'Minh Tran' });
  });

  it('What is said to the bot is no name, and a name that is said to be wrong is asked for again', async () => {
    await says('change child name', 'just tell me what u need', 'a red coat');
    expect(await values()).toMatchObject({ 'child-name': 'a red coat', worry: beside('just tell me what u need') });
    const words = 'no thats not her name lol. kayleigh barnes';
    contains(await says(words), 'Child’s name');
    await says('kayleigh barnes');
    expect(await values()).toMatchObject({ 'child-name': 'kayleigh barnes', worry: beside(words) });
  });

  it('What keeps happening is not where the child is now', async () => {
    const words = 'shes been getting in his car after school with 2 others';
    await says(words);
    expect(await values()).toMatchObject({ worry: beside(words) });
    await says('yes');
    expect(await values()).not.toHaveProperty('whereabouts');
  });
});

describe('beside referrals that the MASH has', () => {
  const world = twoReferrals();
  const { says, kinds, services, newest, machine } = world;
  afterEach(() => machine.pass(11 * minute));
  const draft = async () =>
    (await services.cases.of(StaffId.parse(profiles.jane.objectId), 10)).find(({ status }) => status === 'draft');

  it('a name that their words have is kept with the next child', async () => {
    await sendsReferral(world, 'jane', { child: { 'What worries you': 'She came with her friend Mai Tran.' } });
    await says('next child');
    lacks(text(await says('mai tran')), 'Which child?');
    expect(kinds('mo')).toEqual({ mo: [] });
    expect((await draft())?.facts.answers.values.worry).toBe('Said beside the questions: “mai tran”');
  });

  it('the name of another is no danger', async () => {
    contains(text(await says('Topaz')), 'Sent to the MASH');
    lacks(text(newest('mo')), 'URGENT');
    await machine.pass(11 * minute); // then the words that follow are not of Topaz
  });

  it('“no ask me” is no danger, and “shes not in care” is no news', async () => {
    await says('no ask me pls');
    lacks(text(await says('yes', '3', '3', 'a worry', 'shes not in care!!')), 'Which child?');
    expect((await draft())?.facts.answers.values).toMatchObject({ danger: 'no', care: 'no' });
    expect(kinds('mo')).toEqual({ mo: [] });
  });

  it('a name alone says which child the words are about that wait, where no box takes a name', async () => {
    contains(
      text(await says('Opal', '13', 'skip', 'skip', 'skip', 'change care', 'he keeps her passport in his car')),
      'Which child?',
    );
    contains(text(await says('topaz')), 'Sent to the MASH');
  });

  it('“this one” is the check', async () => {
    contains(text(await says('he keeps her passport in his car')), 'Which child?');
    contains(text(await says('this one ffs')), 'your words are about this check');
  });

  it.each([
    'its the next girl, this check',
    'all of it is this girl ffs',
    'sorry its this kid',
    'the new girl',
    'the one im writing now',
    'no its the next one',
  ])('“%s”, asked which child, is the check', async (words) => {
    contains(text(await says('he keeps her passport in his car')), 'Which child?');
    contains(text(await says(words)), 'your words are about this check');
  });

  it.each(['its jaz. this check', 'this check all of them', 'all of them this check'])(
    '“%s” is the check, too',
    async (words) => {
      contains(text(await says('he keeps her passport in his car')), 'Which child?');
      contains(text(await says(words)), 'your words are about this check');
    },
  );

  it.each(['this girl is not safe', 'the new girl has bruises', 'not this girl', 'next child'])(
    '“%s” says more than which child, or another',
    async (words) => {
      contains(text(await says('he keeps her passport in his car')), 'Which child?');
      lacks(text(await says(words)), 'your words are about this check');
    },
  );
});

describe('“yes” after more words', () => {
  const { types, presses, says, machine, caseCard, first } = twoReferrals();

  it('answers the only question that is open', async () => {
    const form = await presses('mo', caseCard(first()) ?? {}, 'Ask the referrer');
    await presses('mo', form, 'Send question', { 'Your question': 'Has she a phone?' });
    await machine.pass(3000);
    await types('jane', `${first()}: i am still here`);
    contains(text(await says('yes')), 'You have answered the MASH');
  });

  it('“submit” after sending shows what was sent', async () => {
    const shown = text(await says('submit'));
    contains(shown, 'My referrals');
    lacks(shown, 'Did you mean');
  });
});

describe('what begins the story of the next child', () => {
  const { says, kinds, services } = twoReferrals();

  it('is kept with the check, and of danger it goes to the MASH', async () => {
    await says('next child');
    lacks(text(await says('jaz patel 13 beaumont too, lives w nan')), 'Which child?');
    expect(kinds('mo')).toEqual({ mo: [] });
    const [draft] = (await services.cases.of(StaffId.parse(profiles.jane.objectId), 10)).filter(
      ({ status }) => status === 'draft',
    );
    expect(draft?.facts.answers.values.worry).toContain('jaz patel 13 beaumont too');
    lacks(text(await says('jaz patel 13 he has a knife')), 'Which child?');
    expect(kinds('mo')).toEqual({ mo: ['rings'] });
  });
});

describe('a check just begun for the next child', () => {
  const { types, said, machine, kinds, newest, services } = twoReferrals();
  const draft = async () =>
    (await services.cases.of(StaffId.parse(profiles.jane.objectId), 10)).find(({ status }) => status === 'draft');
  const worry = async () => (await draft())?.facts.answers.values.worry;
  /** @returns all that she sees after one line */
  async function says(words: string) {
    const from = said.length;
    await types('jane', words);
    await machine.pass(3000);
    return said
      .slice(from)
      .map(({ message }) => ('card' in message ? text(message.card) : message.text))
      .join('\n');
  }

  it.each([
    'dont know how im meant to do this again',
    'the littlest one, she has a blue coat',
    'she came in the car with topaz',
  ])(
    'keeps “%s”, which answers nothing in it, asks again, and tells the MASH at once without a sound, child not yet said',
    async (words) => {
      const answer = await says((await draft()) ? 'go on' : 'next child').then(() => says(words));
      contains(answer, 'Which child?', /Sent to the MASH|go to the MASH|with the MASH/);
      lacks(answer, 'I kept your words');
      expect(await worry()).toEqual(beside(words));
      expect(kinds('mo').mo).not.toContain('rings');
      contains(text(newest('mo')), 'Child not yet said');
    },
  );

  it('“this check” says so of all of them, and they stay there', async () => {
    contains(await says('this check'), 'your words are about this check', 'immediate danger');
    expect(await worry()).toEqual(beside('the littlest one, she has a blue coat'));
    contains(text(newest('mo')), 'not sent yet');
    contains(await says('this check'), 'immediate danger'); // no words wait
  });

  it('words that begin with another go to that one', async () => {
    contains(await says('topaz has been sick'), 'Sent to the MASH');
    await machine.pass(11 * minute);
  });

  it('Words of danger that name nobody are with the MASH at once, as of a child not yet said, and stay in the check', async () => {
    contains(await says('he has got a knife'), 'Ring 999 now', 'Which child?');
    expect(kinds('mo')).toEqual({ mo: ['rings'] });
    expect(await worry()).toEqual(beside('he has got a knife'));
    await says('this check');
  });

  it('A “no” with more words is asked about, and “yes no is right” says so', async () => {
    const answer = await says('no danger, the police are here');
    contains(answer, 'No – is that right?');
    lacks(answer, 'Which child?');
    await says('yes no is right');
    expect((await draft())?.facts.answers.values.danger).toBe('no');
  });

  it('“same bloke” is the same adult', async () => {
    contains(await says('they came w the same bloke, they say theyre not sisters'), 'the same as in HT-');
    expect((await draft())?.progress?.next?.as).toBe('adult');
    expect(await worry()).toEqual(beside('they came w the same bloke, they say theyre not sisters'));
  });

  it('“1 yes all of it” is the first answer', async () => {
    contains(await says('1 yes all of it'), 'What worries you?');
    expect((await draft())?.facts.answers.values.consent).toBe('not-asked');
  });
});

describe('a check begun for the next child, left for half an hour', () => {
  const { says, types, machine, kinds, newest, services } = twoReferrals();
  const lines = ['we got to the placement at 5.35, both in with sarah now', 'false alarm it was a delivery driver'];

  it.each(lines)(
    '“%s”, which answers nothing in it, goes to the MASH, child not yet said, and is asked about',
    async (words) => {
      if (words === lines[0]) await says('next child');
      await machine.pass(31 * minute);
      contains(text(await says(words)), 'Sent to the MASH. Which child?');
      expect(kinds('mo').mo?.length).toBeGreaterThan(0);
      contains(text(newest('mo')), 'Child not yet said');
      const own = await services.cases.of(StaffId.parse(profiles.jane.objectId), 10);
      const draft = own.find(({ status }) => status === 'draft');
      expect(draft?.facts.answers.values).toMatchObject({ worry: beside(words) });
    },
  );

  it('An answer to its question stays an answer', async () => {
    await types('jane', 'this check');
    await machine.pass(31 * minute);
    lacks(text(await says('3')), 'Which child?');
  });
});

describe('a check that the MASH waits for', () => {
  const story = 'marcus adeyemi hes 14 nearly 15, im his sw';
  const { says, values } = aTypedCheck(
    'a lad im worried about has 2 new phones',
    'yes',
    story,
    'i have phoned',
    '01632 960 111',
    '7',
    'Tanya Obi',
  );

  it('asks again after a few words that answer nothing', async () => {
    contains(await says('purple'), 'In care?', 'Sent to the MASH');
  });

  it('takes the age that is typed at another question, and passes a name on', async () => {
    contains(await says('14, 15 in august'), 'Age or date of birth saved ✓', 'In care?');
    contains(await says('marcus adeyemi'), 'Sent to the MASH', 'In care?');
    expect(await values()).toMatchObject({ 'child-age': '14, 15 in august' });
  });

  it('takes the answer behind the name of the question, and the MASH has the words, too', async () => {
    contains(await says('in care yes foster care'), 'In care saved ✓', 'Sent to the MASH');
    expect(await values()).toMatchObject({ care: 'yes' });
  });

  it('takes name and age of one line', async () => {
    await says('name marcus k adeyemi, age 14');
    expect(await values()).toMatchObject({ 'child-name': 'marcus k adeyemi, age 14' });
  });

  it('takes an answer before a comma, and the MASH has the rest', async () => {
    await says('change consent');
    contains(await says('not asked, mum isnt in contact'), 'Consent saved ✓', 'Sent to the MASH');
    expect(await values()).toMatchObject({ consent: 'not-asked' });
    await says('change consent', '5', 'change consent');
    contains(await says('not asked mum has no contact'), 'Consent saved ✓');
  });
});

describe('the name of whoever refers', () => {
  const { says, values } = aTypedCheck('no', '2');

  it('is not “office clerk. anyway the girls”', async () => {
    const words = 'office clerk. anyway the girls';
    contains(await says(words), 'Your name');
    expect(await values()).toMatchObject({ worry: beside(words) });
    expect(await values()).not.toHaveProperty('name');
  });

  it('is not “office clerk”, which is what they are', async () => {
    contains(await says('office clerk'), 'Role saved ✓', 'Your name');
    expect(await values()).toMatchObject({ role: 'office clerk' });
    expect(await values()).not.toHaveProperty('name');
  });

  it('is what they say that it is, wherever they say it, and the words are kept', async () => {
    await says('Jane', '01632 960 111');
    const words = 'what do you mean no names?? my name is dawn kelly, not jane, im on janes laptop';
    contains(await says(words), 'Your name saved ✓');
    expect(await values()).toMatchObject({ name: 'dawn kelly', worry: beside(words) });
    await says('what about my name, i said im dawn m kelly');
    expect(await values()).toMatchObject({ name: 'dawn m kelly' });
  });

  it.each(['my name is on the list', 'he says my name is mud'])('is not in “%s”', async (words) => {
    await says(words);
    expect(await values()).toMatchObject({ name: 'dawn m kelly' });
  });
});

describe('nobody is asked the same a third time', () => {
  describe('at “Your name”', () => {
    const { says, values } = aTypedCheck('yes', '2', 'herts const, pcso dave ruiz', '5');

    it('a plain name is one after its rank was told, and so is one with rank and number', async () => {
      contains(await says('dave ruiz'), 'Your name saved ✓');
      await says('change name');
      contains(await says('dave ruiz pcso 7714'), 'Role saved ✓');
      expect(await values()).toMatchObject({ name: 'dave ruiz', role: 'pcso 7714' });
    });
  });

  describe('at “Your name”, which two lines have not answered', () => {
    const { says, values } = aTypedCheck('no', '5', 'flat 3, 2 adult m present', 'lien, viet f, 15ish');

    it('the third is taken as it stands', async () => {
      contains(await says('dave r 7714'), 'Your name saved ✓', 'Phone');
      expect(await values()).toMatchObject({ name: 'dave r 7714' });
    });
  });

  describe('at “Your name”, when their number comes instead', () => {
    const { says, values } = aTypedCheck('yes', 'dave ruiz is with a girl', '2', '5');

    it('the number is saved', async () => {
      contains(await says('07700 900456'), 'Phone saved ✓', 'Your name');
      expect(await values()).toMatchObject({ phone: '07700 900456' });
    });

    it('“continue” leads to the name, and to no other word', async () => {
      const answer = await says('continue');
      contains(answer, 'Your name');
      lacks(answer, 'All of this is answered');
    });

    it('“nk” is an answer to it', async () => {
      contains(await says('nk'), 'Your name: not known ✓');
    });
  });

  describe('at “In care?”', () => {
    const { says, values } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', 'A worry.', 'purple', 'green');

    it('the third line is kept, and the next question comes', async () => {
      lacks(await says('purple green'), 'In care?');
      expect(await values()).toMatchObject({ care: '', worry: beside('purple green') });
    });
  });
});

describe('a time in the worry is asked back at the question of leaving', () => {
  describe.each([
    ['lessons til 3.15 then he comes', 'You wrote: leaves at 15:15. Is it that?', 'leaves at 15:15', 'ahead'],
    ['she got in rays audi 1.45pm', 'You wrote: gone at 13:45. Is it that?', 'gone at 13:45', 'gone'],
  ])('“%s”', (words, question, answer, leaves) => {
    const { says, values, readings } = aTypedCheck('no', ...aboutYou, words, 'no', 'Mai', '14');

    it('“done” leads to it, and “yes” is that time', async () => {
      contains(await says('done'), 'When will they next leave your sight?', question);
      lacks(await says('yes'), question);
      expect(await values()).toMatchObject({ 'leaves-sight': answer });
      expect((await readings())['leaves-sight']).toMatchObject({ leaves });
    });
  });
});

describe('what was told before is asked back at its question', () => {
  const { says, values } = aTypedCheck(
    'no',
    '1',
    'Jane Okafor',
    '01632 960 111',
    'A girl got into a van. shes 14',
    'no',
    'Mai',
  );

  it('an age, which a “yes” writes', async () => {
    contains(await says('go on'), 'You wrote: 14. Is it that? Type “yes”.');
    expect(await values()).not.toHaveProperty('child-age');
    await says('yes');
    expect(await values()).toMatchObject({ 'child-age': '14' });
  });
});

describe.each([
  ['im a school clerk', 'School or education', 'education'],
  ['childrens services here', 'Children’s Services', 'childrens-services'],
])('an agency that was told before: “%s”', (words, label, agency) => {
  const { says, values } = aTypedCheck(words, 'no');

  it('is asked back, and a “yes” writes it', async () => {
    contains(await says('go on'), `You wrote: ${label}. Is it that?`);
    await says('yes');
    expect(await values()).toMatchObject({ agency });
  });
});

describe('a call whose time cannot be read', () => {
  const { says, values, told, machine } = aTypedCheck('yes');

  it('is recorded all the same, and the MASH is told', async () => {
    contains(await says('i rang at 7, spoke to karen'), 'Your call is recorded', 'Which number can the MASH ring?');
    await machine.pass(3000);
    expect(told.filter(({ to }) => to.startsWith(referrals.id))).not.toHaveLength(0);
  });

  it('Where its time is asked again, a story is no time, and goes to the MASH', async () => {
    await says('01632 960 111', '7', 'im Tanya Obi', 'change phoned');
    contains(await says('shes rung me! shes at the station with kane'), 'Sent to the MASH');
    expect(await values()).toMatchObject({ name: 'Tanya Obi' });
  });
});

describe('what is no name of a child', () => {
  const { says, values } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', 'A worry.');

  it('“in care: yes” and “no name” are read as they are meant', async () => {
    await says('no name, red shoes');
    expect(await values()).toMatchObject({ worry: beside('no name, red shoes') });
    contains(await says('in care: yes'), 'In care saved ✓');
  });

  it.each(['in the sick room with mrs bell', 'not before tomorrow', 'kin yes shes with her gran'])(
    '“%s” is none',
    async (words) => {
      contains(await says('change child name', words), 'Child’s name');
      expect(await values()).toMatchObject({ worry: beside(words) });
      expect(await values()).not.toHaveProperty('child-name');
    },
  );

  it('A number alone is not with whom the child is', async () => {
    await says('Ana', '14', 'at school', '14');
    expect(await values()).not.toHaveProperty('with');
  });

  it('“care no …” is of care, wherever it is typed', async () => {
    contains(await says('care no, adopted'), 'In care saved ✓', 'Who are they with?');
    expect(await values()).toMatchObject({ care: 'no', worry: beside('care no, adopted') });
  });
});

describe('a child is missing, of two who are sent and a next of whom nothing is told', () => {
  const { says, said, written, services, kinds } = twoReferrals();

  it('The bot asks which, says whom to ring, and the MASH is told once that is said', async () => {
    await says('next child');
    const from = said.length;
    await says('shes gone missing');
    const shown = said.slice(from).map(({ message }) => ('card' in message ? text(message.card) : message.text));
    contains(shown.join(), 'Which child?', 'Ring the police first');
    expect(kinds('mo', 'ana')).toEqual({ mo: ['rings'], ana: ['rings'] });
    await says('this check');
    const [draft] = (await services.cases.of(StaffId.parse(profiles.jane.objectId), 10)).filter(
      ({ progress }) => progress,
    );
    contains(written(draft?.id ?? '').join(), 'CHILD MISSING');
  });
});

describe('at the question whether they rang', () => {
  const { says, values } = aTypedCheck('yes');

  it('what is typed again and answers nothing goes on in writing, and all of it is kept', async () => {
    lacks(await says('my boss is in the room'), 'Who is referring?', 'Ring 999 now');
    contains(await says('she is with me in the office'), 'Who is referring?');
    const { worry, phoned } = await values();
    contains(worry ?? '', 'my boss is in the room', 'she is with me in the office');
    expect(phoned).toBeUndefined();
  });
});

describe('at the child’s name', () => {
  const { says, values } = aTypedCheck('no', ...aboutYou, 'A worry.', 'no');

  it('“dunno maybe 14” is the age, and the name is asked again', async () => {
    contains(await says('dunno maybe 14'), 'Child’s name');
    expect(await values()).toMatchObject({ 'child-age': 'maybe 14' });
    expect((await values())['child-name']).toBeUndefined();
  });
});

describe('what is wrong is put right from everywhere', () => {
  const { says, values } = aTypedCheck('no', ...aboutYou, 'A worry.', 'no', 'Mai');

  it.each(['in care is wrong i dont know if shes in care', 'change in care, i dont know'])('“%s”', async (words) => {
    await says('change in care to no');
    expect((await values()).care).toBe('no');
    await says(words);
    expect((await values()).care).toBe('not-known');
  });

  it('A friend of whom an age is told is a second child: the bot says so, and the words are kept apart', async () => {
    const before = (await values())['child-age'];
    contains(await says('her friend mai is there too, shes 12'), 'One referral each');
    expect((await values())['child-age']).toBe(before);
  });
});

describe('what a tired person asks in a check', () => {
  const { says, values } = aTypedCheck('no', ...aboutYou, 'A worry.');
  const worry = async () => (await values()).worry ?? '';

  it.each(['is it one form each', 'do i do them seperate', 'do i have to do leyla and sara again'])(
    '“%s”: one referral for each child, and what is the same is taken over',
    async (words) => contains(await says(words), 'One referral each', 'I take over what is the same', 'In care?'),
  );

  it('Names in such a question are kept; a question alone is no part of the worry', async () => {
    contains(await worry(), 'leyla and sara');
    lacks(await worry(), 'one form each', 'seperate');
  });

  it.each(['do i need to do an nrm form', 'should i fill in the nrm', 'who completes the nrm'])(
    '“%s”: a first responder organisation does that, and the MASH says who',
    async (words) => contains(await says(words), 'Not now', 'first responder', '01438 737511', 'In care?'),
  );

  it.each(['thanks', 'thank u so much x', 'thanks for that'])(
    '“%s” is answered kindly, and kept nowhere',
    async (words) => {
      const answer = await says(words);
      contains(answer, 'You are welcome', 'In care?');
      lacks(answer, 'could not match', 'I kept');
      lacks(await worry(), words);
    },
  );
});
