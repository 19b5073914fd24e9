import { beforeAll, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, isHeaded, lacks, shows } from './expecting.ts';
import { hears, seesCase, seesReceipt } from './waiting.ts';
import { arrives, caseCard, decides, inChat, summariesIn, wordsOf } from './walks.ts';

// A question of the MASH to the referrer

const world = aWorld();
const { jane, mo, pat, until } = world;
let reference: string;
beforeAll(async () => {
  reference = await arrives(world, jane);
});

async function asks(question: string): Promise<void> {
  const card = caseCard(pat, reference);
  await card.presses('Ask the referrer', 'Send question', { 'Your question': question });
  await hears(jane, question);
}

const words = (): string => mo.thread(reference).map(wordsOf).join('\n');
const lines = (): string[] => summariesIn(mo.thread(reference));

it('The form of a question is seen only by the person who pressed, and an empty question is refused', async () => {
  const card = caseCard(pat, reference);
  await card.presses('Ask the referrer');
  isHeaded(card, 'Ask the referrer');
  shows(card, 'Only you see this form.');
  isHeaded(caseCard(mo, reference), reference);
  await card.presses('Send question', { 'Your question': '   ' });
  shows(card, 'Write your question.');
  await card.presses('Cancel');
  isHeaded(card, reference);
  lacks(jane.chat().map(wordsOf).join(), 'The MASH has a question');
});

it('A question comes into the referrer’s own chat with the asker’s name, and into the thread', async () => {
  await asks('Which school does she go to?');
  const { text, buttons, json } = inChat(jane, 'Which school').sees();
  contains(text, /Pat Lee, \d\d:\d\d/);
  expect(buttons).toEqual(['Send answer', 'Not known']);
  expect(json.fallbackText).toBe(`The MASH has a question about ${reference}`);
  await until(() => lines().includes(`${reference}: Question to the referrer`));
  await seesCase(mo, reference, 'No answer yet');
  await seesReceipt(jane, reference, 'Seen by the MASH');
});

it('The referrer answers on the card of the question, and the thread and the shared card show the answer', async () => {
  const card = inChat(jane, 'Which school');
  await card.presses('Send answer');
  shows(card, 'Type an answer, or press “Not known”.');
  await card.presses('Send answer', { 'Your answer': 'Hillside, year 9.' });
  isHeaded(card, 'You have answered the MASH');
  doesNotShow(card, 'Hillside');
  await until(() => words().includes('The referrer answers\nHillside, year 9.'));
  await until(() => caseCard(mo, reference).has(/Answered \d\d:\d\d\nHillside, year 9\./));
});

it('A question is answered once, however often the press is delivered', async () => {
  const before = lines().length;
  expect((await jane.repeats()).status).toBe(200);
  await asks('Does she have a phone?');
  await until(() => lines().length > before);
  expect(lines().filter((line) => line.includes('answers'))).toHaveLength(1);
});

it('The referrer can answer the newest question by typing “answer:”, and a message delivered twice does not answer the next question', async () => {
  await asks('Who is the man?');
  await jane.says('answer: Yes, an old one');
  await jane.repeats();
  await until(() => words().includes('The referrer answers\nYes, an old one'));
  await seesCase(mo, reference, 'Yes, an old one');
  shows(caseCard(mo, reference), 'Does she have a phone?\nNo answer yet');
  expect(words().match(/Yes, an old one/g)).toHaveLength(2); // on the card and in the thread
});

it('The referrer can answer “Not known”', async () => {
  await inChat(jane, 'Does she have a phone?').presses('Not known');
  await until(() => words().includes('The referrer answers\nNot known'));
  await asks('When was that?');
  await jane.says('answer: not known');
  await until(() => words().match(/The referrer answers\nNot known/g)?.length === 2);
});

it('An answer typed while a check is open goes to the MASH and not into the check', async () => {
  await asks('Where does she sleep?');
  await jane.says('start', 'answer: At number 12');
  await until(() => words().includes('The referrer answers\nAt number 12'));
  await jane.says('no', 'check answers');
  doesNotShow(jane, 'At number 12');
});

it('The MASH can still ask after the decision', async () => {
  await decides(mo, reference);
  await seesCase(pat, reference, 'DECIDED');
  await asks('Is she safe now?');
  await inChat(jane, 'Is she safe now?').presses('Send answer', { 'Your answer': 'Yes.' });
  await until(() => words().includes('The referrer answers\nYes.'));
});
