import { beforeAll, describe, expect, it } from '@jest/globals';
import { isNoAnswer } from '../../src/case/open-questions.ts';
import type { Who } from '../fakes/people.ts';
import { aProgram, minute, sendsReferral, summaryOf, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// What the referrer types after a question or a message of the MASH. The case is calm, and Mo has it.
const world = aProgram();
const { machine, caseCard, presses } = world;
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
const tells = async (words: string) => {
  const form = await presses('mo', caseCard(reference) ?? {}, 'Tell the referrer');
  await presses('mo', form, 'Send message', { 'Your message': words });
  await machine.pass(minute);
};
const shared = () => text(caseCard(reference));
const rang = (from: number) =>
  world.told
    .slice(from)
    .flatMap(({ to, message }) => ('card' in message && message.alert ? [`${to} ${summaryOf(message.card)}`] : []));
const news = (title: string) => [
  expect.stringMatching(`^a:mo ${reference}: ${title}, written .*NEW INFORMATION, not read yet$`),
];
beforeAll(async () => {
  await world.types('mo', 'on duty');
  await world.types('ana', 'on duty');
});

describe('an answer', () => {
  it.each<[Who, string]>([
    ['jane', 'nope'],
    ['tom', 'no shes not'],
    ['sid', 'dunno'],
    ['bea', 'red coat'],
  ])('%s: “%s” rings who asked, and nobody else', async (author, words) => {
    await begins(author);
    await says('she likes maths');
    await asks('What is going on?');
    const from = world.told.length;
    await says(words);
    expect(rang(from)).toEqual(news('ANSWER TO YOU'));
    contains(shared(), /Answered \d\d:\d\d/);
  });

  it.each<[Who, string, string]>([
    ['sue', 'Is she still with you?', 'nope'],
    ['eve', 'Can you see her now?', 'no i cant'],
  ])('%s: to “%s”, “%s” makes the case urgent', async (author, question, words) => {
    await begins(author);
    await asks(question);
    await says(words);
    contains(shared(), 'URGENT');
  });

  it('goes to the newest question, and then to the one before it', async () => {
    await begins('ash');
    await asks('Is she still with you?');
    await asks('What is she wearing?');
    await says('answer: red coat');
    contains(shared(), /What is she wearing\?\nAnswered.*\nred coat/, /Is she still with you\?\nNo answer yet/);
    await says('no she isnt');
    contains(shared(), /Is she still with you\?\nAnswered.*\nno she isnt/);
  });
});

it('A bare “no” answers the newest of several questions; where it may answer something else, its button has the words', async () => {
  await says('she leaves at 5');
  await asks('Is she still with you?');
  await asks('Is she hurt?');
  await says('answer: no');
  contains(shared(), /Is she hurt\?\nAnswered.*\nno/, /Is she still with you\?\nNo answer yet/);
  const card = await says('no');
  expect(titles(card)).toContain('“Is she still with you?”: no');
  expect(summaryOf(card)).not.toContain('with you');
});

describe('words that answer nothing', () => {
  it.each(['hang on', 'wait', 'what?', '?', 'whos asking', '1 min', 'ok ill check', 'one sec pls', 'let me ask'])(
    '“%s” is none',
    (words) => expect(isNoAnswer(words)).toBe(true),
  );
  it.each(['no', 'dunno', '12', 'wait room', 'he said hang on', 'at 3', 'the red one'])('“%s” is one', (words) =>
    expect(isNoAnswer(words)).toBe(false),
  );
  it('leave the question open, and ring who asked', async () => {
    await begins('liz');
    await asks('What is she wearing?');
    const from = world.told.length;
    await says('hang on');
    expect(rang(from)).toEqual(news('MAY ANSWER YOU'));
    contains(shared(), /What is she wearing\?\nNo answer yet/, 'hang on');
  });
});

describe('after a message of the MASH', () => {
  beforeAll(() => begins('ivy'));
  it.each(['k', 'cant', 'she wont stay', 'which door', 'head of yr sent her home allready'])(
    '“%s” is news, rings who wrote it, and the message is read',
    async (words) => {
      await tells(`Please keep her with you until 2 (${words})`);
      contains(shared(), 'not read yet');
      const from = world.told.length;
      await says(words);
      expect(rang(from).join()).toMatch(/a:mo HT-\S+ (?:[A-Z, ]+written 14:\d\d\. )?NEW INFORMATION, not read yet/);
      contains(shared(), words);
      lacks(shared(), 'not read yet');
    },
  );

  it('A “thanks” that follows the “ok” stays here', async () => {
    contains(text(await says('thanks')), 'Greetings and thanks stay here');
    lacks(shared(), 'thanks');
  });
});
