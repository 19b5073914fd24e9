import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { packName } from '../fakes/the-pack.ts';
import { aProgram } from './a-program.ts';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import { linesOf } from './waiting.ts';
import { allOf, arrives, asks, beginsCheck, continuesToChild, decides, inChat, textsOf, wordsOf } from './walks.ts';
import { startWorld } from './world.ts';

/** What people ask, by the heading of its answer, in words that are in no phrase of ours; the first in those of the pack. */
const asked: [string, string[]][] = [
  ['What do I do now?', ['what do i do', 'what do i do now', 'what am i supposed to do']],
  [
    'What is the MASH?',
    ['so who exactly are the mash', 'whats a mash when its at home', 'could you explain what the mash is'],
  ],
  [
    'Must I give my name?',
    ['can i leave my name off this', 'do you need to know who i am', 'is it possible to report without my name'],
  ],
  [
    'Who reads this?',
    ['who is going to read what i put here', 'who does this get sent to', 'which people will see it'],
  ],
  ['Who rings me?', ['whos ringing me', 'who will call me', 'how do i know its really them']],
  [
    'Will the parents know?',
    ['will her mum get told', 'are you going to tell his dad', 'does the family hear i reported them'],
  ],
  [
    'Will I get into trouble?',
    ['could i lose my job for this', 'am i going to get in trouble at work', 'can my manager sack me for reporting'],
  ],
  [
    'What happens next?',
    ['what happens once i send it', 'ok what will happen now', 'what do they do after i send this'],
  ],
  ['How long does it take?', ['how long is this going to take', 'how long before they decide', 'how quick is it']],
  [
    'Is somebody reading now?',
    [
      'is anyone reading what i type',
      'is there a person looking at this right now',
      'is somebody at the mash reading this',
    ],
  ],
  [
    'What if I am wrong?',
    ['what if im wrong about him', 'what happens if she is lying', 'what if it turns out im mistaken'],
  ],
  [
    'May I talk to the child?',
    ['can i speak to the girl about it', 'what should i say to her', 'am i allowed to ask the boy questions'],
  ],
  ['What is trafficking?', ['what counts as trafficking', 'is this even trafficking', 'what does trafficking mean']],
  ['Do I need proof?', ['do i need evidence for this', 'how much proof do you want', 'do i have to have evidence']],
  ['Are you a person?', ['am i talking to a robot', 'are you a real person', 'is this a bot']],
  [
    'Do I need consent?',
    ['do i need consent from her mum', 'must she agree before i send it', 'do i have to have her permission'],
  ],
  ['Is this confidential?', ['is what i type confidential', 'is this chat private', 'will this stay confidential']],
  [
    'Should I let the child go?',
    ['can her uncle take her', 'should i let her go home with him', 'do i let the aunt take her'],
  ],
  [
    'Should I ring the police?',
    ['will the police come here', 'do i need to ring the police too', 'will the police be told'],
  ],
  ['Can I take it back?', ['can i undo what i sent', 'how do i cancel a referral', 'can i take back what i sent']],
  ['Is there another language?', ['can i write in romanian', 'do you speak polish', 'is there an interpreter']],
  ['What counts as danger?', ['what counts as danger', 'how do i know if its danger', 'how do i tell if thats danger']],
  [
    'What do I say?',
    ['what do i say when i ring', 'what should i tell them when i call', 'what do i say if they answer'],
  ],
  ['Can I leave it open?', ['can i skip this one', 'do i have to fill in everything', 'can i leave some blank']],
  [
    'Can I go on later?',
    ['can i come back to this later', 'can i finish it tomorrow', 'can i carry on with it tomorrow'],
  ],
  [
    'May I tell a colleague?',
    ['can i tell my colleague', 'do i need to tell my manager', 'can i tell the ward sister about this'],
  ],
  [
    'Does it go to the Home Office?',
    [
      'does this go to the home office',
      'do they tell the home office about her',
      'does it matter that he has no papers',
    ],
  ],
  ['What do the short words mean?', ['what does nrm mean', 'whats edt', 'what does lado stand for']],
  [
    'Will they be kept together?',
    ['will they be kept together', 'will the brothers be split up', 'can the sisters stay together'],
  ],
  [
    'Do I do the NRM form?',
    ['do i have to fill out the nrm', 'who completes the nrm', 'should i be filling in an nrm form'],
  ],
  ['May they eat, wash or change?', ['can i give her food', 'can he have a shower', 'should i keep her clothes']],
  ['Who is on call?', ['who is on call tonight', 'who is the duty social worker', 'whos on call at the weekend']],
  [
    'Can they keep the child there?',
    ['can they keep her there without proof', 'can the police keep him safe', 'can the hospital keep her'],
  ],
  ['Must I stay?', ['do i have to stay with her', 'can i go home when my shift ends', 'who do i hand over to']],
  [
    'Must I go to court?',
    ['will i have to go to court', 'do i have to be a witness', 'will i need to give a statement'],
  ],
  [
    'What do I do about the adults?',
    ['will they arrest him', 'are they going to arrest the uncle', 'should i confront him'],
  ],
  [
    'May I keep my own record?',
    ['can i write this in her notes', 'do i put it on the system as well', 'does this replace our form'],
  ],
  [
    'What do I say to a parent or carer?',
    [
      'what do i say when his nan rings',
      'what should i tell his dad on the phone',
      'what do we tell her mum if she rings',
    ],
  ],
  ['Can somebody come?', ['can someone please come here', 'could someone come over', 'is anyone coming to us']],
  [
    'What if they hear me ring?',
    ['what if she hears me on the phone', 'can i dial 999 without speaking', 'how do i call 999 if he can hear me'],
  ],
  [
    'He is at the door: what do I do?',
    ['what do i do if he gets in', 'do i lock the classroom door', 'where do we hide'],
  ],
  [
    'Can I type it here first?',
    ['can i type it in here first', 'can i just type it all here', 'is it ok to write it here first'],
  ],
  [
    'Is that still a child?',
    ['is a 17 year old still a child', 'does it count if she is 18', 'do you take 18 year olds'],
  ],
];
const door = 'He is at the door: what do I do?'; // danger is answered first: see after sending
const each = asked
  .filter(([answer]) => answer !== door)
  .flatMap(([answer, words]) => words.map((question) => [question, answer] as const));

it('There is an answer to each question, in two lines, and the table has three phrasings of each', () => {
  expect(
    loadPack()
      .answers.map(({ asks }) => asks)
      .sort(),
  ).toEqual(asked.map(([answer]) => answer).sort());
  expect(asked.every(([, words]) => words.length === 3)).toBe(true);
});

it('No answer promises secrecy or protection, and none lets a child go', () => {
  const promises =
    /\b(?:we|i|they) will protect|stays? secret(?!\.)|nobody (?:will|can) (?:know|find)|you are safe|(?:can|may|let) (?:her|him|them|the child) go\b(?!\?)/i;
  for (const { lines } of loadPack().answers)
    for (const line of lines) expect(line.replace(/Do not promise.*/, '')).not.toMatch(promises);
});

describe('each question', () => {
  const { answers, types, refers } = aProgram();
  beforeAll(async () => {
    await refers();
    await types('sid', 'start');
  });
  const plain = each.filter(([, answer]) => answer !== 'Should I let the child go?');

  it.each(plain)('With nothing open, “%s” is answered with “%s”, and says whom to ring', async (question, answer) => {
    const reply = await answers('tom', question);
    contains(reply, answer, '0300 123 4043', 'not confirmed by your council');
    lacks(reply, 'I kept your words as a draft');
  });

  it.each(each)(
    '“%s” at a question with buttons is answered with “%s”, and the question stands below',
    async (question, answer) => {
      const reply = await answers('sid', question);
      contains(reply, answer);
      expect(reply.indexOf(answer)).toBeLessThan(reply.lastIndexOf('Is the child in immediate danger'));
    },
  );

  it.each(each)('“%s” is answered with “%s” after sending', async (question, answer) => {
    contains(await answers('jane', question), answer);
  });
});

describe('with nothing open, and in channels', () => {
  const { mo, ash, jane, pat, sid, liz } = aWorld();

  it('With nothing open, what tells something too is answered, and begins a check as a story does', async () => {
    const reply = allOf(await sid.says('can her uncle take her'));
    contains(reply, 'Should I let the child go?', 'I kept your words as a draft');
  });

  it('A manager is answered in their own chat, and whoever asks in the channel there', async () => {
    contains(allOf(await mo.says('whats the mash')), 'What is the MASH?');
    contains(allOf(await mo.mentions('what is trafficking')), 'What is trafficking?', 'advice line');
  });

  it.each([
    ['contcts', 'Contacts'],
    ['my referals', 'My referrals'],
    ['advise', 'Talk it through first'],
  ])('Misspelt words that only show something do so: “%s”', async (words, heading) => {
    contains(allOf(await pat.says(words)), heading);
  });

  it('The right word in the wrong place leads on', async () => {
    contains(allOf(await mo.says('rota')), 'In the MASH channel, write my name and “rota”');
    contains(allOf(await mo.mentions('report 2026')), 'Type “report” to me in our own chat');
    contains(allOf(await mo.mentions('ovredue')), 'MASH desk: Overdue');
    lacks(allOf(await pat.says('rota')), 'In the MASH channel');
  });

  it('“help” lists the words of who asks', async () => {
    contains(allOf(await mo.says('help')), 'Ring 999 now', 'child is safe HT-…', 'To refer a child yourself');
    lacks(allOf(await pat.says('help')), 'child is safe HT-…');
  });

  it.each([
    'dziewczynka sie boi i nie wiem co robic',
    'она боится',
    'ayudeme por favor la nina llora mucho',
    'em be khoc nhieu va khong muon di',
  ])('Another language is met with the numbers and a kind line about interpreters: “%s”', async (words) => {
    const [first] = await liz.says(words);
    contains(textsOf([first ?? {}]), 'Ring 999 now', 'I can only read English', 'interpreter');
  });

  it('What may be one of several questions is asked back, and a press answers it', async () => {
    contains(allOf(await pat.says('do you tell her')), 'Did you mean this?');
    const [title = ''] = pat.sees().buttons;
    await pat.presses(title);
    expect(pat.sees().headings).toContain(title);
  });

  it('A guess never writes, sends or deletes: it names the word to type', async () => {
    const words = 'pls get rid of my draft';
    for (const person of [pat, liz]) contains(allOf(await person.says(words)), 'Type “delete this draft”.');
  });

  it('An administrator confirms an answer as they do a number, and everybody reads it', async () => {
    await ash.says('contacts');
    await ash.presses('Answers to confirm');
    shows(ash, 'What is the MASH?');
    await ash.presses('Confirm');
    shows(ash, 'Answer confirmed by Ash Kaur');
    contains(allOf(await jane.says('what is the mash')), 'Answer confirmed by Ash Kaur');
    await ash.presses('Take back');
    contains(allOf(await jane.says('what is the mash')), 'not confirmed by your council');
    expect(jane.sees().buttons).toEqual([]);
  });
});

describe('in the moment', () => {
  const { answers, types, refers } = aProgram();
  beforeAll(async () => {
    await refers();
    await types('jane', 'hello');
  });

  it.each([
    ['he wants the key do i give him it', 'Should I let the child go?'],
    ['what do i do if he wont go do i let them out at 3.15', 'Should I let the child go?'],
    ['mum has just rung asking where they are what do i say', 'What do I say to a parent or carer?'],
    ['her dads on the phone what shall i tell him', 'What do I say to a parent or carer?'],
  ])('what tells and asks is answered above the receipt: “%s”', async (words, answer) => {
    const reply = await answers('jane', words);
    contains(reply, answer, 'Sent to the MASH');
    expect(reply.indexOf(answer)).toBeLessThan(reply.indexOf('Sent to the MASH'));
  });

  it.each([
    ['do i tell her mum', 'Will the parents know?', 'do not tell them yourself'],
    ['who rings mrs carter the foster carer, you or me', 'Will the parents know?', 'I tell and ring nobody'],
    ['what do i say to him', 'May I talk to the child?', 'To an adult who may harm them, say nothing of it'],
    ['what do i say to the driver', 'What do I do about the adults?', 'Do not question or warn them'],
    ['is it 999 tho … if he hears me on the phone', 'What if they hear me ring?', 'Press 55'],
    ['can i type it here first', 'Can I type it here first?', 'Yes.'],
    ['is anybody getting this', 'Is somebody reading now?', 'not seen yet'],
    ['can someone just come', 'Can somebody come?', 'I can send nobody'],
    ['is anyone coming', 'I can send nobody', 'not seen yet'],
    ['will he find out it was me', 'Must I give my name?', 'I cannot promise that they never find out'],
    ['do i need to stay up for someone', 'Who rings me?', 'may ring the phone that you gave'],
  ])('“%s” is answered', async (words, ...answer) => {
    contains(await answers('jane', words), ...answer);
  });
});

describe('in a check', () => {
  const { jane, tom } = aWorld();

  it('A question falls into no box for a name; what it tells as well is kept with the check', async () => {
    await continuesToChild(await beginsCheck(jane));
    await jane.says('skip', 'skip'); // past an open box about her, and “In care?”, which takes no words
    contains(allOf(await jane.says('is this confidential')), 'Is this confidential?', 'Child’s name, or a');
    await jane.says('card');
    lacks(Object.values(jane.sees().values).join(), 'confidential');
    contains(
      allOf(await jane.says('can her uncle take her')),
      'Should I let the child go?',
      'I kept your words with this check',
    );
    await jane.says('card');
    contains(Object.values(jane.sees().values).join(), 'Said beside the questions: “can her uncle take her”');
  });

  it('In a box for free words a question stays in the box, and its answer is offered', async () => {
    await continuesToChild(await beginsCheck(tom));
    const reply = allOf(await tom.says('do i need proof'));
    contains(reply, 'Did you mean this?', 'Do I need proof?');
    await tom.says('back', 'card');
    contains(Object.values(tom.sees().values).join(), 'do i need proof');
  });
});

it('A council adds phrases of its own, which ring where they mean danger; one that cannot be read refuses no pack', async () => {
  const phrases = {
    h1: { means: 'danger', words: 'The kettle’s boiling, Margaret' },
    h2: { means: 'q mash', words: 'what is the front door' },
    h3: { means: 7 },
  };
  await using own = await startWorld({ pack: { extends: packName, phrases } });
  contains(allOf(await own.tom.says('the kettles boiling margaret!')), 'Ring 999 now');
  contains(allOf(await own.tom.says('What is the front door?')), 'What is the MASH?');
  const reference = await arrives(own, own.jane);
  await own.jane.says('the kettles boiling margaret');
  await own.until(() => allOf(linesOf(own.mo, reference, 'Added by the referrer')).includes('kettles boiling'));
});

describe('after sending', () => {
  const world = aWorld({ clockStands: true });
  const { jane, mo, until } = world;
  let reference: string;
  const added = () => linesOf(mo, reference, 'Added by the referrer');
  beforeAll(async () => {
    reference = await arrives(world, jane);
  });

  it('What only asks is no news; what tells something too is answered and goes to the MASH', async () => {
    await world.rests();
    const before = added().length;
    lacks(allOf(await jane.says('is this confidential')), 'Sent to the MASH');
    contains(allOf(await jane.says('can her uncle take her')), 'Should I let the child go?', 'Sent to the MASH');
    await until(() => added().length === before + 1);
    contains(wordsOf(added().at(-1) ?? {}), 'can her uncle take her');
  });

  it.each(['she begged me not to report it', 'dziewczynka sie boi i nie wiem co robic'])(
    'What is no plain question goes to the MASH, whatever is shown beside it: “%s”',
    async (words) => {
      await world.rests();
      const before = added().length;
      contains(allOf(await jane.says(words)), 'Sent to the MASH');
      await until(() => added().length === before + 1);
      contains(wordsOf(added().at(-1) ?? {}), words);
    },
  );

  it('While the MASH waits for an answer, words that may be one answer it, and are answered, too', async () => {
    await asks(mo, reference, 'How sure are you?');
    await until(() => inChat(jane, 'How sure are you?').sees());
    contains(allOf(await jane.says('i could be mistaken')), 'What if I am wrong?', 'You have answered the MASH');
  });

  it('After a decision a question is answered, too', async () => {
    await decides(mo, reference);
    contains(
      textsOf(jane.chat().slice(-1)) + allOf(await jane.says('will the parents know')),
      'Will the parents know?',
    );
  });
});
