import { beforeAll, describe, expect, it } from '@jest/globals';
import { aProgram, minute, summaryOf, text } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// What a referrer asks in the middle of things. It is Wednesday, 14:03.
const world = aProgram();
const { machine, types } = world;
const said = async (words: string) => text(await types('jane', words));
const answers = async (words: string) => {
  const from = world.said.length;
  await types('jane', words);
  return world.said.slice(from).map(({ message }) => ('card' in message ? text(message.card) : message.text));
};
let reference: string;

it('Before anything is sent, a question that nothing answers says so, with the number, and the check goes on', async () => {
  await types('tom', 'got a girl of 15 here, her uncle wont leave her');
  const from = world.said.length;
  await types('tom', 'where will she sleep tonight');
  const all = world.said.slice(from).map(({ message }) => ('text' in message ? message.text : text(message.card)));
  contains(all.join('\n'), 'I cannot answer that. To ask a person, ring 0300 123 4043.', 'immediate danger');
});

describe('with one referral at the MASH', () => {
  beforeAll(async () => {
    reference = await world.refers({ danger: 'Yes, now' });
    await machine.pass(minute);
  });

  it.each(['did the manager see this or am i talking to a wall', 'has anyone read it', 'who at your end has this'])(
    '“%s”: who has it and whether it was read, from the case itself',
    async (words) => {
      const all = (await answers(words)).join('\n');
      contains(all, `${reference}: nobody has taken it yet.`, 'Can it not wait? Ring', '0300 123 4043');
      lacks(all, 'Who reads this?');
    },
  );

  it('Once somebody has it, the answer says who, and when the last words were read', async () => {
    await types('mo', `I am on it ${reference}`);
    await types('jane', 'she has a bruise');
    await machine.pass(5000);
    contains(
      await said('is anyone on it'),
      `${reference}: Mo Hussain has it since 14:0`,
      /sent to the MASH at 14:0\d, not read yet/,
    );
    await types('mo', `I have read it ${reference}`);
    contains(await said('did you read it'), /read at 14:0\d/);
  });

  it.each([
    'has anyone rung the police or do i',
    'are u sending sombody',
    'are the police coming',
    'can u send someone pls',
    'did u tell the police',
  ])('“%s”: what stands on the case, with what the MASH wrote last, and it reaches who has it', async (words) => {
    const form = await world.presses('mo', world.caseCard(reference) ?? {}, 'Tell the referrer');
    await world.presses('mo', form, 'Send message', { 'Your message': `Police are told (${words.length}).` });
    await machine.pass(6 * minute);
    const before = world.told.length;
    const all = (await answers(words)).join('\n');
    contains(all, 'Danger now, or in doubt: ring 999 yourself. I send nobody', 'Mo Hussain has it since 14:0');
    contains(all, /The MASH wrote at .*: “Police are told/);
    await machine.pass(5000);
    expect(world.told.slice(before).map(({ to }) => to)).toContain('a:mo');
    lacks(text(world.receiptOf(reference)), 'Nobody has written to you');
  });

  it.each(['is mum coming', 'can he come out to play'])('“%s” is not asked of the MASH', async (words) =>
    lacks((await answers(words)).join('\n'), 'I send nobody'),
  );

  it.each([
    ['what do i do if he wakes up and wants to take her', 'Should I let the child go?'],
    ['do i still ring 999', 'Ring 999 now'],
    ['so do i still call the police or what', 'yes, ring 999 yourself'],
    ['how do i do zoe then', 'Type “next child”'],
    ['tell the day team?', 'May I tell a colleague?'],
    ['ok thank god. do i tell the day team or you', 'May I tell a colleague?'],
    ['which child is this', 'What you type goes to the MASH, about HT-'],
  ])('“%s” is answered: %s', async (words, answer) => contains((await answers(words)).join('\n'), answer));

  it.each(['can it be 00:30', 'where will he sleep tonight'])(
    '“%s”: its author reads once that nothing answers it, with the number, and no wrong topic; the MASH gets it',
    async (words) => {
      const all = (await answers(words)).join('\n');
      expect(all.match(/I cannot answer that/g)).toHaveLength(1);
      contains(all, 'Sent to the MASH', 'A person at the MASH reads it.', 'To ask now, ring\n0300 123 4043');
      lacks(all, 'Can I take it back?');
      lacks(all, 'Did you mean this?');
    },
  );

  it('The letter of a choice takes it, once; a “yes” takes none of several, because it may answer something else', async () => {
    contains((await answers('do you need my statement')).join('\n'), 'Did you mean this?', 'Do I need proof?');
    const another = /Must I (?:give my name|go to court)\?/;
    lacks((await answers('yes')).join('\n'), another);
    contains((await answers('a')).join('\n'), another);
    lacks((await answers('a')).join('\n'), another);
  });
});

describe('what the case itself answers', () => {
  it('Before sending, what is saved is said by the names of the boxes, and that nobody has it', async () => {
    await types('sid', 'start');
    for (const words of ['no', 'education', 'Sid Marsh']) await types('sid', words);
    const all = async (words: string) => {
      const from = world.said.length;
      await types('sid', words);
      return world.said
        .slice(from)
        .map(({ message }) => ('text' in message ? message.text : text(message.card)))
        .join('\n');
    };
    const saved = await all('did that save');
    contains(saved, 'Saved: Agency, Your name.');
    lacks(saved, 'Marsh');
    contains(await all('has it gone'), 'This check is not sent');
    contains(await all('did anyone read it. her teacher is mrs patel'), 'This check is not sent', 'I kept your words');
    contains(await all('is anyone on this or not'), 'This check is not sent');
    contains(await all('do i do a new one for his brother'), 'One referral each');
  });

  it('After sending: the reference, how many there are, and their own copy; once decided, the decision', async () => {
    for (const words of ['whats my reference', 'is that two referrals now or one'])
      contains((await answers(words)).join('\n'), 'You have sent one referral.', reference);
    contains((await answers('did you put my name right')).join('\n'), `Your own copy of ${reference}`);
    contains((await answers('what happens to her now')).join('\n'), 'What happens next?');
    const form = await world.presses('mo', world.caseCard(reference) ?? {}, 'Record decision');
    const decision = { Decision: 'Child in need', 'What action': 'A visit.', Reasons: 'Burns.' };
    await world.presses('mo', form, 'Confirm decision', { ...decision, 'Concern about trafficking': 'No' });
    await machine.pass(minute);
    contains((await answers('what happens to her now')).join('\n'), reference, 'What will be done');
  });

  it('The likeliest is answered; “b” takes the second of the others, once: a number would answer the check', async () => {
    contains((await answers('do you want my statement')).join('\n'), 'Do I need proof?', 'No.', 'type a, b');
    contains((await answers('b')).join('\n'), 'My referrals');
    expect(await answers('b')).toEqual(await answers('a'));
  });
});

it('With a second check open, “is this … or …” says what goes where, and no preview has a name', async () => {
  await types('jane', 'next child');
  const from = world.said.length;
  const all = (await answers('wait is this zoe or still amira')).join('\n');
  contains(all, 'What answers my question goes into your check HT-', 'Anything else goes to the MASH', reference);
  for (const { message } of world.said.slice(from)) if ('card' in message) lacks(summaryOf(message.card), /zoe|amira/i);
});

describe('which reference is whose', () => {
  const { refers, answers, inChat } = aProgram();

  it.each(['whats the ref for the boy', 'what is the reference for Zara'])(
    '“%s”: each stands on the card with what its author knows the child by, and in no preview',
    async (words) => {
      const boy = await refers({ child: { 'Child’s name': 'Idris, boy' } });
      const girl = await refers({ child: { 'Child’s name': 'Zara Quill' } });
      contains((await answers('jane', words)).toString(), `${boy}: “Idris, boy`, `${girl}: “Zara Quill`);
      lacks(inChat('jane').map(summaryOf).join(), 'Zara', 'Idris');
    },
  );
});
