import { beforeAll, expect, it } from '@jest/globals';
import { textOf } from '../../src/history/events.ts';
import { aWorld } from './a-world.ts';
import { contains, lacks } from './expecting.ts';
import { hears, linesOf, replies, seesCase } from './waiting.ts';
import { allOf, arrives, asks, caseCard, inChat, summariesIn, wordsOf } from './walks.ts';

const world = aWorld();
const { jane, mo, ana, pat, until } = world;
let reference: string;
const lines = (words: string) => linesOf(mo, reference, words);
const hidden = /Words hidden on \d+ \w+ \d{4} by Mo Hussain and Ana Silva: about another child/;

beforeAll(async () => {
  for (const who of [mo, ana]) await who.says('hi');
  reference = await arrives(world, jane);
  await jane.says(`add ${reference}: Bea Jadeite has lice.`);
  await seesCase(mo, reference, 'Bea Jadeite has lice.');
});

it('Only managers hide words, and one alone hides nothing: the others are asked, without a word of theirs', async () => {
  const refused = await caseCard(pat, reference).presses('More', 'Hide words');
  contains(allOf([refused]), 'Only a MASH manager can do that.');
  await caseCard(mo, reference).presses('More', 'Hide words', 'Hide them', {
    'Which words?': textOf.information(1),
    'Why?': 'About another child',
  });
  await until(() => lines('A manager asks to hide words').length === 1);
  const asked = await hears(ana, 'Mo Hussain asks to hide words of the referrer: about another child.');
  expect(asked.buttons).toEqual(['Hide them', 'Open in channel']);
  lacks(allOf([...ana.chat(), ...lines('A manager asks to hide words')]), 'Jadeite');
  await seesCase(mo, reference, 'Bea Jadeite has lice.');
  lacks(allOf(mo.chat()), 'asks to hide words');
});

it('A second manager agrees: the words are gone from card, thread, Everything and files, and who hid them is said', async () => {
  await inChat(ana, 'asks to hide words').presses('Hide them');
  contains(inChat(ana, 'The words are hidden').sees().text, 'They stay in the record.');
  await until(() => hidden.test(wordsOf(lines('Added by the referrer')[0] ?? {})));
  const { text } = await seesCase(mo, reference, 'Words hidden on');
  expect(text).toMatch(hidden);
  await caseCard(mo, reference).presses('Everything');
  expect(caseCard(mo, reference).sees().text).toMatch(hidden);
  await caseCard(mo, reference).presses('Back to the card');
  lacks(allOf(mo.thread(reference)), 'Jadeite');
  lacks(summariesIn(mo.thread(reference)).join(), 'another child');
});

it('The referrer hears that words of theirs are hidden and why, without the words', async () => {
  const { text } = await hears(jane, 'Words of yours are hidden');
  contains(text, /Two managers hid what you said at \d\d:\d\d, .*: about another child\./);
  lacks(text, 'Jadeite', 'Mo Hussain');
});

it('Typed words do the same, and an answer can be hidden, too', async () => {
  await asks(mo, reference, 'Who is there?');
  await hears(jane, 'Who is there?');
  await jane.says('answer: Her boss drinks, Howlite.');
  const { text } = await seesCase(mo, reference, 'Howlite');
  const [, time = ''] = /Answered (\d\d:\d\d)/.exec(text) ?? [];
  for (const again of [1, 2])
    await replies(mo.says(`hide ${reference} ${time}: gossip${' '.repeat(again)}`), 'Nothing is hidden yet.');
  await hears(ana, 'asks to hide words of the referrer: gossip.');
  await ana.mentions(`hide ${reference} ${time}: gossip`);
  await seesCase(mo, reference, 'by Mo Hussain and Ana Silva: gossip');
  await until(() => !allOf(mo.thread(reference)).includes('Howlite'));
});

it('An address in hidden words is hidden, too, where it was released, and “Another child” does not send them again', async () => {
  await jane.says(`add ${reference}: She is in foster care. Her carer at 9 Kettle Row, Luton drinks.`);
  await jane.says(`${reference} 9 Kettle Row: no`);
  await until(() => lines('The child is not placed there').length === 1);
  contains(allOf(mo.thread(reference)), 'Address 1: 9 Kettle Row');
  await caseCard(mo, reference).presses('More', 'Hide words', 'Hide them', {
    'Which words?': textOf.information(2),
    'Why?': 'Gossip',
  });
  await until(
    () =>
      ana.chat().filter((each) => wordsOf(each).includes('asks to hide words of the referrer: gossip.')).length === 2,
  );
  await inChat(ana, 'asks to hide words of the referrer: gossip.').presses('Hide them');
  await until(() => !allOf(mo.thread(reference)).includes('Kettle'));
  contains(allOf(lines('The child is not placed there')), 'Address 1: hidden');
  await jane.on((card) => card.conversationId === jane.chatId).presses('Another child');
  contains(allOf(jane.chat()), 'Those words are hidden, so nothing was sent again.');
  lacks(allOf(mo.chat()), 'Child not yet said', 'Kettle');
});
