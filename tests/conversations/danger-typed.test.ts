import { beforeAll, describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, inBoxes, isHeaded, lacks, shows } from './expecting.ts';
import { hears, repliesInText, seesCase } from './waiting.ts';
import { aboutJane, allOf, arrives, asks, beginsCheck, continuesToChild, textsOf } from './walks.ts';

const ringNow = 'Ring 999 now';
const beginsWithNumbers = (text: string): void => expect(text).toMatch(/^Ring 999 now/);
const nobodyCalled = 'I have called nobody.';
const notAnAnswer = 'I did not take this as an answer.';

const world = aWorld();
const { jane, tom, sid, bea, liz, mo, until } = world;

// Danger words, typed

it.each(['999', 'danger', 'emergency!', 'hes here now', 'shes being taken'])(
  'Danger words typed with nothing open bring the numbers at once, and are kept in a check that asks whether it is now: “%s”',
  async (typed) => {
    await jane.says('delete this draft', 'delete it');
    const sent = await jane.says(typed);
    expect(sent).toHaveLength(1); // one message, and no card below it
    beginsWithNumbers(textsOf(sent));
    contains(
      textsOf(sent),
      'press 55 when asked. (national advice, not confirmed)',
      '0300 123 4043',
      `Ring now. Write later. ${nobodyCalled}`,
      'All you wrote is kept.',
      'Type “yes” to mark the child as in danger, or “no” to carry on.',
    );
  },
);

it('More words of danger, while that is not answered, bring the number in one line, and that nobody has read this', async () => {
  const again = textsOf(await jane.says('he has a knife'));
  contains(again, /^In danger now\? Ring 999.*0300 123 4043\.\n+Nobody at the MASH has read this yet\. Type “send”/);
  contains(again, 'Type “yes” to mark');
  lacks(again, 'press 55');
});

it('The notification of a danger message says nothing but to ring', async () => {
  await jane.says('delete this draft', 'delete it');
  const [words] = await jane.says('hes here now');
  expect(words?.summary).toBe('MASH Referrals');
});

it('Danger words in the first message bring the numbers, above the line that they are kept', async () => {
  const sent = allOf(await liz.says('The girl Chrysoprase is in danger'));
  expect(sent).toMatch(/Ring 999 now.*I kept your words as a draft. Nothing is sent/);
  lacks(sent, 'Chrysoprase');
});

it('“Help!” shows the numbers first, and then the help', async () => {
  expect(allOf(await jane.says('Help!'))).toMatch(/Ring 999 now.*I help you check what you have seen/);
  beginsWithNumbers(jane.sees().text);
});

it('In the MASH channel “help” is the help of the desk, and neither it nor “999” brings the numbers', async () => {
  for (const words of ['help', '999']) lacks(allOf(await mo.mentions(words)), ringNow);
});

it('“Police” at the question for the agency is an answer, and brings no numbers; typed alone it does', async () => {
  expect(allOf(await sid.says('police'))).toMatch(/Ring 999 now/);
  await sid.says('delete this draft', 'delete it', 'start', 'no');
  const sent = allOf(await sid.says('police'));
  contains(sent, 'Agency saved ✓');
  lacks(sent, 'Ring 999');
  await sid.says('delete this draft', 'delete it');
});

describe('danger words, typed into a check', () => {
  beforeAll(async () => {
    await tom.says('start', 'no', '1', 'Jane Okafor', '01632 960 014', 'A burn.', 'no');
  });

  it('Danger words alone are not saved as the child’s name: after “no” the question comes again, and nothing was kept', async () => {
    await repliesInText(tom.says('hes here now'), notAnAnswer);
    lacks(allOf(tom.chat()), 'hes here now');
    await repliesInText(tom.says('no'), 'Child’s name, or a description');
    await tom.says('card');
    expect(tom.sees().values['Child’s name, or a description']).toBe('');
    await repliesInText(tom.says('Girl Peridot'), 'Age or date of birth');
  });

  it('“yes” marks the child as in danger, shows whom to ring, and leads back to the same question', async () => {
    await tom.says('danger!!');
    await repliesInText(tom.says('yes'), 'I have not called anyone for you.');
    await repliesInText(tom.says('2'), 'Age or date of birth');
    await repliesInText(tom.says('about 14'), 'Where are they now?'); // the check had asked for the age
  });

  it('“He is here now” is kept as an answer about the place, and the numbers are above the next question', async () => {
    await repliesInText(tom.says('He is here now'), `${ringNow}.`, 'Who are they with?');
    await tom.says('card');
    expect(tom.sees().values['Where are they now?']).toBe('He is here now');
  });

  it('Danger words among other words are kept as typed, with the numbers above the next question', async () => {
    await tom.says('her uncle', 'skip', 'change worry');
    const worry = 'Burn on her arm. The uncle says he is here now, at the desk';
    expect(textsOf(await tom.says(worry))).toMatch(/Ring 999 now[\s\S]*Did the child come from abroad\?/);
    await tom.says('change worry', 'card');
    expect(inBoxes(tom).some((each) => each.startsWith(worry))).toBe(true);
  });

  it('Danger words are never matched to one of the choices of a question', async () => {
    await tom.says('continue');
    const sent = textsOf(await tom.says('the girl in bay 2 is in danger'));
    lacks(sent, 'Sorry');
    contains(sent, ringNow, 'I kept your words', 'Did the child come from abroad?'); // the danger is said already
    await repliesInText(tom.says('999'), 'Type “yes” to mark the child as in danger');
    await repliesInText(
      tom.says('Yes'),
      'Type 1 if you have phoned Children’s Services and they answered, 2 to write.',
    );
  });

  it('Danger words at the check-answers card bring the numbers, and no line that all is saved', async () => {
    await tom.says('2', 'check answers', 'not asked', '1', 'He may be involved.', 'continue', 'card');
    shows(tom, 'Yes, or about to be moved');
    const sent = allOf(await tom.says('emergency'));
    contains(sent, ringNow);
    expect(sent).not.toMatch(/Sorry|This is not sent yet/);
  });
});

it('“rang 999” is no call to the MASH: the bot says whom else to ring, and keeps the words', async () => {
  await bea.says('start', 'yes');
  const elsewhere = allOf(await bea.says('rang 999 5 mins ago'));
  contains(elsewhere, '999 is not the MASH. Ring Children’s Services, too', 'I kept your words');
  lacks(elsewhere, 'Your call is recorded');
  await bea.says('delete this draft', 'delete it', 'start', 'yes');
  contains(allOf(await bea.says('rang childrens services')), 'Your call is recorded');
});

describe('danger words after a referral was sent', () => {
  let reference: string;
  beforeAll(async () => {
    reference = await arrives(world, sid);
    await asks(mo, reference, 'Who is with her?');
    await hears(sid, 'Who is with her?');
  });

  it.each([
    ['add: ', 'He is here now, asking for her'],
    ['answer: ', 'her uncle has a knife'],
  ])('Danger words after “%s” reach the MASH as typed, with the numbers above the reply', async (command, words) => {
    beginsWithNumbers(textsOf(await sid.says(command + words)));
    await until(() => allOf(mo.thread(reference)).includes(words));
  });

  it('Once they wrote that the police know, or that 999 was rung, no answer says to ring as if nothing were known', async () => {
    for (const words of ['missing: they are taking her now, police know', 'he has a knife', 'hes killing her']) {
      const said = textsOf(await sid.says(words));
      contains(
        said,
        /^999 or the police were rung, you wrote at \d\d:\d\d\. Ring 999 again if it gets worse\./,
        '0300 123 4043',
      );
      lacks(said, 'Ring 999 now', 'Ring now. Write later.');
    }
    await sid.says('i rang 999 again, they are nearly here');
    await seesCase(mo, reference, '999 or the police were rung, they wrote');
  });
});

// Danger words in a form

it('Danger words in a form that is pressed are kept, and the numbers are above the next card', async () => {
  const card = await beginsCheck(bea);
  await continuesToChild(card, { about: aboutJane });
  await card.presses('Go through more signs', {
    'Child’s name': 'Girl',
    'What worries you': 'The uncle is here now',
  });
  beginsWithNumbers(card.sees().text);
  isHeaded(card, 'About the situation');
  await card.presses('Finish and send');
  doesNotShow(card, ringNow);
  await card.presses('They were not asked', 'Continue', { Could: 'Yes', Why: 'He may be involved.' });
  // the danger words change no answer
  shows(card, 'Worry: The uncle is here now', 'Immediate danger: No');
});
