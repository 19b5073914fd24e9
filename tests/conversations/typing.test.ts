import { beforeAll, describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import { hour, later, longWords, orAMinuteBefore, shortWords } from './london.ts';
import { replies, seesReceipt } from './waiting.ts';
import { allOf, caseCard, inChat, referenceOn, textsOf, types } from './walks.ts';

const world = aWorld();
const { jane, tom, sid, bea, liz, until } = world;

// A referrer who only types

let reference: string;
let called: Date;

const answers = (text: string, ...more: string[]) => types(tom, text, ...more);

it('“start” begins a check and asks about danger', async () => {
  contains(allOf(await tom.says('start')), 'Is the child in immediate danger, or about to be moved?');
});

it('An unclear answer is kept, and the bot asks again', async () => {
  contains(
    await answers('purple'),
    'I kept your words with this check.',
    'In danger now? Ring 999, or Children’s Services on 0300 123 4043.',
    /Is the child in immediate danger, or about to be moved\?[^?]*1 Yes, now[^?]*2 No[^?]*3 Not known/,
  );
});

it('A typed “yes” to danger brings the numbers, and asks about the call', async () => {
  contains(await answers('yes'), 'Ring 999, or Children’s Services on 0300 123 4043. I have not called anyone');
  await replies(tom.says('I have phoned'), /Your call is recorded: .* Wrong time\? Type “back”\./);
  contains(await answers('back'), 'When did you ring?');
  contains(await answers('in 2 hours'), 'that lies ahead. When did you ring?');
  contains(await answers('1 hour ago'), 'Phoned saved ✓', '“card” shows how I read it.', 'Who took the call?');
  called = later(new Date(), -hour);
  const read = orAMinuteBefore(called, (at) => `I read that as ${longWords(at)}`);
  contains(allOf(await tom.says('card')), read);
  contains(await answers('Ann'), 'Which number can the MASH ring?');
  contains(await answers('01632 960 021'), 'Agency', 'Type a number.');
});

it('A referrer types who they are, one question after the other', async () => {
  contains(await answers('2'), 'Agency saved ✓', 'Your name');
  contains(await answers('skip'), 'Give your name, so that the MASH knows who is referring.'); // it has the number
  contains(await answers('change role'), 'Your role');
  contains(await answers('teacher'), 'Role saved ✓', 'Your name');
  contains(await answers('change phone'), 'I have an answer. “skip” keeps it.');
  contains(await answers('01632 960 020'), 'Phone saved ✓', 'Your name');
  contains(await answers('Tom Reed'), 'What worries you?');
  contains(await answers('Bruises, Tourmaline'), /In care\?[^?]*1 Yes[^?]*2 No[^?]*3 Not known/);
  contains(await answers('no'), 'Child’s name, or a description');
});

it('Dates that are typed are repeated back in words on the card, and not in the text', async () => {
  await answers('Boy, Peridot');
  const birth = allOf(await tom.says('4/3/12'));
  contains(birth, 'Age or date of birth saved ✓', '“card” shows how I read it.');
  lacks(birth, '2012');
  contains(allOf(await tom.says('card')), /I read that as born 4 March 2012, now \d+\./);
  await answers('School hall');
  lacks(allOf(await tom.says('his form teacher')), 'kept as you wrote it');
  await replies(
    tom.says('when his aunt comes'),
    'I could not read when the child leaves. Choose, or write a time. Your words are kept.',
  );
  const day = longWords(later(new Date(), 24 * hour)).slice(7);
  await answers(`${day} 3.15pm`); // not “tomorrow”, which may be today in the small hours
  contains(allOf(await tom.says('card')), `I read that as 15:15, ${day}`);
  // the MASH, which waits for this referral, was told the time, so the bot asks about it, too
  contains(allOf(await tom.says('time: yes')), 'You say that it is right. The MASH reads that.');
  contains(await answers('change last contact'), 'in contact with the people you worry about?');
  contains(await answers('1 hour ago'), 'Did the child come from abroad?');
});

it('A referrer can type “back” and “continue”', async () => {
  contains(await answers('back'), 'What worries you?');
  contains(await answers('continue'), 'Did the child come from abroad?');
});

it('A referrer can answer the situation with words, numbers and “skip”', async () => {
  contains(await answers('no'), 'Living with someone who is not close family?');
  const first = await answers('skip', 'not known', 'n');
  contains(first, 'What your words may describe (1 of ', 'Abuse or neglect, such as injuries');
  lacks(first.slice(0, 200), 'injuries'); // on a lock screen, the list tells of the worry
});

it('A referrer can tick by number, with the statements listed', async () => {
  contains(await answers('skip'), '(2 of ');
  contains(await answers('99'), 'could not match that to an answer');
  contains(await answers('suspect 2, 4'), 'Anything to note');
  const next = await answers('Seen by the caretaker');
  contains(next, '(3 of 4)', /\n1 /);
  contains(await answers('1 and 2', 'skip'), '(4 of 4)');
  contains(await answers('all not seen'), 'It does not decide anything.');
});

it('A referrer can type the answers about the designated officer and consent', async () => {
  contains(await answers('continue'), 'Have you talked to your designated officer?');
  contains(await answers('not yet', 'continue'), 'The person looking after the child may be involved.');
  contains(await answers('skip', 'continue'), 'Choose what fits best. Any answer lets you send.');
  contains(await answers('not asked'), 'Could asking put the child at risk?', '“card” has more boxes.');
  contains(await answers('not sure', 'Asking would warn him.'), 'Does the parent or carer know of this?');
  contains(await answers('1'), /From school or education\W+Were copies of the documents taken\?/);
  contains(await answers('change what lets us share'), 'What lets you share this?');
  contains(await answers('1 2'), /From school or education\W+Were copies of the documents taken\?/);
});

it('“check answers” leads to the check-answers card, and “submit” sends', async () => {
  const check = await tom.says('check answers');
  contains(textsOf(check), 'Type “send” to send it');
  lacks(allOf(check), 'Peridot');
  contains(allOf(await tom.says('card')), 'Boy, Peridot');
  await tom.says('submit');
  reference = referenceOn(tom);
  shows(
    tom,
    orAMinuteBefore(later(called, 24 * hour), (at) => `Decision due by ${shortWords(at)}`),
  );
  await seesReceipt(tom, reference, 'Delivered to the MASH');
});

it('The MASH reads the same from a referrer who typed as from one who pressed buttons', () => {
  shows(
    caseCard(world.mo, reference),
    'URGENT',
    'Boy, Peridot',
    'Tourmaline',
    'School or education',
    '01632 960 020',
    'Asking would warn',
    /(Leaves sight|Next leaves sight:) 15:15/,
    'Signs seen\nHas worked in different locations; Must do chores for their accommodation',
    'Signs suspected\nCarer knows little about the child; No universal services',
    /Last in contact with the people of concern: .*\d\d:\d\d/,
  );
});

// Words that work at any step

it.each([
  ['hi', 'I help you check what you have seen'],
  ['help', 'I help you check what you have seen'],
  ['Good morning', 'I help you check what you have seen'],
  ['phone numbers', '01438 737511'],
  ['contacts', '01438 737511'],
  ['my referrals', 'You have none yet.'],
  ['I only want advice', 'You need no consent to ask for advice'],
])('The bot answers “%s” while no check is open', async (typed, answer) => {
  contains(allOf(await jane.says(typed)), answer);
});

describe('the first message is the story', () => {
  it('It begins a check with these words as the worry. The bot says that nothing is sent, and repeats no word', async () => {
    const sent = allOf(await bea.says('The girl Chrysoprase has burns, and three men wait for her every day'));
    contains(sent, 'I kept your words as a draft. Nothing is sent.', 'Is the child in immediate danger');
    lacks(sent, 'Chrysoprase');
    lacks(world.log.join('\n'), 'Chrysoprase');
  });

  it('What follows before anything is answered belongs to the worry', async () => {
    contains(await types(bea, 'she wont say who they are'), 'I kept your words with this check', 'in immediate danger');
    contains(await types(bea, 'no'), 'Who is referring?');
  });

  it('Words that answer no question of the check are kept, and shown before sending', async () => {
    await bea.says('1', 'Bea Bell', '01632 960 015');
    contains(await types(bea, 'the caretaker saw them too'), 'I kept your words with this check');
    await bea.says('yes'); // it asked back the name that their words tell
    await bea.says('no', 'check answers', 'not asked', '1', 'They may be involved.', 'continue', 'card');
    shows(
      bea,
      'Worry: The girl Chrysoprase has burns, and three men wait for her every day',
      'she wont say who they are',
      'Said beside the questions: “the caretaker saw them too”',
    );
  });

  it('“thanks” with nothing open begins no check', async () => {
    await replies(liz.says('thanks'), 'I am here when you need me');
  });
});

it('“contacts” and “help” are answered in the middle of a check, which stays where it was', async () => {
  await jane.says('start', 'no');
  contains(allOf(await jane.says('contacts')), 'Children’s Services (Customer Service Centre)');
  contains(allOf(await jane.says('help')), 'I help you check what you have seen');
  contains(await types(jane, '1'), 'Your name');
  contains(await types(jane, 'Jane Okafor'), 'Phone, for the MASH to ring');
  contains(await types(jane, 'check answers'), 'Phone, for the MASH to ring');
  contains(await types(jane, 'change danger'), 'Is the child in immediate danger');
  contains(await types(jane, 'no'), 'Phone, for the MASH to ring');
});

it('A typed message that Teams delivers twice counts once', async () => {
  await jane.says('start new', 'no');
  contains(await types(jane, '2'), 'Your name');
  const before = jane.chat().length;
  const { status } = await jane.repeats();
  expect(status).toBe(200);
  await until(() => jane.chat().length > before);
  // the repeated “2” was not taken as the name
  contains(await types(jane, 'Jane O'), 'Phone, for the MASH to ring');
  await jane.repeats();
  contains(await types(jane, 'bleep 4412'), 'What worries you?');
});

describe('a short referral, typed', () => {
  beforeAll(async () => {
    await sid.says('start', 'no', '1', 'Sid Stone', '01632 960 014', 'A burn.', 'no');
    await sid.says('Girl Peridot', '4/3/12', 'check answers', 'the man Tourmaline');
    await sid.says('not asked', 'yes', 'The man Tourmaline may be involved.', 'continue');
    await sid.says('card');
    contains(allOf(sid.chat()), 'Peridot', 'I kept your words with this check');
    await sid.says('submit');
  });

  it('No message of the bot keeps a fact after sending, even where a date was read back or words were not understood', async () => {
    const facts = /Peridot|4\/3\/12|4 March 2012|Tourmaline/;
    await until(() => !facts.test(allOf(sid.chat())));
  });

  it('A “submit” that Teams delivers twice is answered with the receipt, and begins no check', async () => {
    const before = sid.chat().length;
    await sid.repeats();
    const answer = await until(() => sid.chat().length > before && allOf(sid.chat().slice(before)));
    lacks(answer, 'I kept your words');
    contains(referenceOn(inChat(sid, 'Decision due by')), /^HT-/);
  });

  it('A “start new” that Teams delivers twice begins one check', async () => {
    await sid.says('start new');
    await sid.repeats();
    await sid.says('my referrals');
    expect(sid.sees().text.match(/Not sent yet/g)).toHaveLength(1);
  });
});
