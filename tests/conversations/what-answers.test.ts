import { describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { profiles, referrals } from '../fakes/people.ts';
import { sendsReferral, text } from './a-program.ts';
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

  it('changes the answer where it is plain, and the words are kept', async () => {
    await says('2', ...aboutYou);
    contains(await says('no hes not in danger hes with me. sat in custody'), 'Immediate danger: no ✓');
    expect(await values()).toMatchObject({
      danger: 'no',
      worry: beside('no hes not in danger hes with me. sat in custody'),
    });
  });

  it('is asked about where it is not plain', async () => {
    await says('change danger', 'yes', '2');
    contains(await says('she says shes not in danger'), 'No – is that right?');
    expect((await values()).danger).toBe('yes');
    await says('yes');
    expect((await values()).danger).toBe('no');
  });

  it('“change that to no” changes what was answered last', async () => {
    await says('change danger', 'yes');
    await says('change that to no');
    expect((await values()).danger).toBe('no');
  });
});

describe('words that may mean danger, which nobody has answered', () => {
  const { says, values, machine, told } = aTypedCheck('no', ...aboutYou, 'A worry.', 'no', 'Mai');
  const asks = 'Ring 999 now';

  it('“carry on” and a “no” at consent do not end the doubt, and answer nothing else', async () => {
    contains(await says('help hes got a knife'), asks);
    contains(await says('carry on'), 'In danger now?', 'Age or date of birth');
    await says('check answers');
    contains(await says('no'), asks);
    expect(await values()).not.toHaveProperty('consent');
  });

  it('The MASH reads of the doubt', async () => {
    await says('change phone', '01632 960 111', '1', '1', 'He would move her.', 'send', 'send');
    await machine.pass(3000);
    const cards = told.flatMap(({ to, message }) =>
      'card' in message && to.startsWith(referrals.id) ? [text(message.card)] : [],
    );
    contains(cards.join(), 'No, but IN DOUBT: they wrote words that may mean danger');
  });
});

describe('words that fit no question', () => {
  const { says, values } = aTypedCheck('no', '2', 'Carol Webb');

  it('Too long for a number, they are kept, and the only number in them is saved', async () => {
    const words = 'school number is 01923 555 014 but dont ring me ring the head please';
    await says(words);
    expect(await values()).toMatchObject({ phone: '01923 555 014', worry: beside(words) });
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
  const { says, kinds, services, newest, second } = world;
  const draft = async () =>
    (await services.cases.of(StaffId.parse(profiles.jane.objectId), 10)).find(({ status }) => status === 'draft');

  it('a name that their words have is kept with the next child', async () => {
    await sendsReferral(world, 'jane', { child: { 'What worries you': 'She came with her friend Mai Tran.' } });
    await says('next child', '3');
    lacks(text(await says('mai tran')), 'Which child?');
    expect(kinds('mo')).toEqual({ mo: [] });
    expect((await draft())?.facts.answers.values.worry).toBe('Said beside the questions: “mai tran”');
  });

  it('the name of another is no danger', async () => {
    contains(text(await says('Topaz')), 'Which child?');
    lacks(text(newest('mo')), 'URGENT');
    await says(`about ${second()}`);
  });

  it('“no ask me” is no danger, and “shes not in care” is no news', async () => {
    await says('no ask me pls');
    lacks(text(await says('yes', '3', 'a worry', 'shes not in care!!')), 'Which child?');
    expect((await draft())?.facts.answers.values).toMatchObject({ danger: 'no', care: 'no' });
    expect(kinds('mo')).toEqual({ mo: [] });
  });

  it('a name alone says which child the words are about that wait, where no box takes a name', async () => {
    contains(text(await says('change care', 'he keeps her passport in his car')), 'Which child?');
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

  it.each(['this girl is not safe', 'the new girl has bruises', 'not this girl', 'next child'])(
    '“%s” says more than which child, or another',
    async (words) => {
      contains(text(await says('he keeps her passport in his car')), 'Which child?');
      lacks(text(await says(words)), 'your words are about this check');
    },
  );

  it.each(['its jaz. this check', 'this check all of them', 'all of them this check'])(
    '“%s” is the check, too',
    async (words) => {
      contains(text(await says('he keeps her passport in his car')), 'Which child?');
      contains(text(await says(words)), 'your words are about this check');
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
    contains(text(await says('jaz patel 13 he has a knife')), 'Which child?');
  });
});
