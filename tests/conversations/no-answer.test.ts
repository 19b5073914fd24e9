import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Who } from '../fakes/people.ts';
import { aProgram, minute, sendsReferral, summaryOf, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// What the referrer of one child types that is no answer to a question of the MASH, or about another child. Mo has the case.
const world = aProgram();
const { machine, caseCard, presses, told } = world;
let reference: string;
let who: Who;
const begins = async (author: Who) => {
  who = author;
  reference = await sendsReferral(world, who);
  await world.types('mo', `I am on it ${reference}`);
  await machine.pass(3 * minute);
};
const says = async (words: string) => {
  const answer = await world.types(who, words);
  await machine.pass(3000);
  return answer;
};
const asks = async (question: string) => {
  const form = await presses('mo', caseCard(reference) ?? {}, 'Ask the referrer');
  await presses('mo', form, 'Send question', { 'Your question': question });
  await machine.pass(minute);
};
const shared = () => text(caseCard(reference));
const rang = (from: number) =>
  told
    .slice(from)
    .flatMap(({ to, message }) =>
      to === 'a:mo' && 'card' in message && message.alert ? [summaryOf(message.card)] : [],
    )
    .join('\n');
beforeAll(async () => {
  await world.types('mo', 'on duty');
});

describe('while the MASH waits for an answer', () => {
  it.each<[Who, string, string, string]>([
    ['jane', 'wait the bloke is coming up the drive', 'What was he wearing and has he any money?', 'black hoodie'],
    ['tom', 'hes asking me for her discharge papers', 'Has he any papers or ID?', 'yes a passport'],
  ])('%s: “%s” is news, and leaves the question open for the next line', async (author, cry, question, answer) => {
    await begins(author);
    await asks(question);
    const from = told.length;
    contains(text(await says(cry)), 'Is that your answer to', 'Type “yes”');
    expect(rang(from)).toMatch(/NEW INFORMATION, not read yet/);
    contains(shared(), 'No answer yet', cry);
    lacks(text(await says('oh god theres banging on the side door')), 'Is that your answer to');
    await says('false alarm that was the pizza man');
    contains(shared(), 'No answer yet');
    await says(answer);
    contains(shared(), new RegExp(`Answered.*\\n${answer}`));
  });

  it('“yes” makes them the answer; “no” is news, as is “no thats not the answer”', async () => {
    await begins('bea');
    await asks('Which way does he go?');
    await says('omg someone is shouting');
    contains(text(await says('yes')), 'You have answered the MASH');
    contains(shared(), /Answered.*\nomg someone is shouting/);
    await asks('Which car?');
    await says('wait theres banging on the door');
    await says('no');
    await says('no thats not the answer');
    contains(shared(), /Which car\?\nNo answer yet/);
  });

  it('What fits the question answers it, of danger too', async () => {
    await asks('What is he shouting?');
    await says('oh god hes shouting that he will kill her');
    contains(shared(), /he shouting\?\nAnswered/);
    await asks('When does he take her?');
    await says('hes taking her at 4');
    contains(shared(), /When does he take her\?\nAnswered/);
  });
});

describe('about another child, while the MASH has one', () => {
  beforeAll(() => begins('sue'));

  it.each([
    'chloe is being moved tonight to birmingham',
    'oh god chloe is missing',
    'chloe rang and hung up',
    'about chloe its a new one',
  ])('“%s” goes without a child, and the bot asks which', async (words) => {
    await machine.pass(11 * minute);
    const from = told.length;
    const answer = await says(words);
    contains(text(answer), 'Which child?', reference, 'I cannot tell which child');
    expect(titles(answer)).toContain('Another child');
    lacks(shared(), words);
    if (/moved|missing/.test(words)) expect(rang(from)).not.toBe('');
  });

  it('“another child” begins a check, and is no message', async () => {
    const from = told.length;
    lacks(text(await says('Another child')), 'Which child?');
    expect(rang(from)).toBe('');
    await says('stop');
  });

  it.each([
    'birmingham is where hes taking her',
    'miss patel has gone home',
    'shes with chloe now',
    'friday is going to be bad',
  ])('“%s” is about the child whom the MASH has', async (words) => {
    if (who !== 'eve') await begins('eve');
    contains(text(await says(words)), 'Sent to the MASH');
  });
});

describe('to “Which hospital are you near, and does she need an interpreter? What language?”', () => {
  const question = 'Which hospital are you near, and does she need an interpreter? What language?';
  it.each<[Who, string]>([
    ['ivy', 'she says name is not lien its linh nguyen, dob 04/08/08'],
    ['liz', 'she is a bit calmer eating toast'],
  ])('%s: “%s” is news, and the author is asked whether it answers', async (author, words) => {
    await begins(author);
    await asks(question);
    const from = told.length;
    contains(text(await says(words)), 'Is that your answer to');
    contains(shared(), 'No answer yet', words);
    expect(rang(from)).toMatch('MAY ANSWER YOU');
  });

  it('a true answer is one, though it asks back at its end', async () => {
    await begins('ash');
    await asks(question);
    const words = 'lister nearest. vietnamese, lang line booked 30 min. whos paying for that??';
    contains(text(await says(words)), 'You have answered the MASH');
    contains(shared(), /Answered.*\nlister nearest/);
  });
});
