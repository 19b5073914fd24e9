import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseCard, decides, inChat, receipt, refers, summariesIn, wordsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

describe('a question of the MASH to the referrer', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld();
    reference = await refers(world.jane);
    await world.until(() => caseCard(world.pat, reference).sees());
  });
  afterAll(() => world.stop());

  async function asks(question: string): Promise<void> {
    const card = caseCard(world.pat, reference);
    await card.presses('Ask the referrer');
    await card.presses('Send question', { 'Your question': question });
    await world.until(() => inChat(world.jane, question).sees());
  }

  const words = (): string => world.mo.thread(reference).map(wordsOf).join('\n');

  it('The form of a question is seen only by the person who pressed, and an empty question is refused', async () => {
    const card = caseCard(world.pat, reference);
    await card.presses('Ask the referrer');
    expect(card.sees().headings).toEqual(['Ask the referrer']);
    expect(card.sees().text).toContain('Only you see this form.');
    expect(caseCard(world.mo, reference).sees().headings).toEqual([reference]);
    await card.presses('Send question', { 'Your question': '   ' });
    expect(card.sees().text).toContain('Write your question.');
    await card.presses('Cancel');
    expect(card.sees().headings).toEqual([reference]);
    expect(world.jane.chat().map(wordsOf).join()).not.toContain('The MASH has a question');
  });

  it('A question comes into the referrer’s own chat with the asker’s name, and into the thread', async () => {
    await asks('Which school does she go to?');
    const { text, buttons } = inChat(world.jane, 'Which school').sees();
    expect(text).toMatch(/Pat Lee, \d\d:\d\d/);
    expect(buttons).toEqual(['Send answer', 'Not known']);
    expect(inChat(world.jane, 'Which school').sees().json.fallbackText).toBe(
      `The MASH has a question about ${reference}`,
    );
    await world.until(() => summariesIn(world.mo.thread(reference)).includes(`${reference}: Question to the referrer`));
    await world.until(() => caseCard(world.mo, reference).sees().text.includes('No answer yet'));
    await world.until(() => receipt(world.jane, reference).sees().text.includes('Seen by the MASH'));
  });

  it('The referrer answers on the card of the question, and the thread and the shared card show the answer', async () => {
    const card = inChat(world.jane, 'Which school');
    await card.presses('Send answer');
    expect(card.sees().text).toContain('Type an answer, or press “Not known”.');
    await card.presses('Send answer', { 'Your answer': 'Hillside, year 9.' });
    expect(card.sees().headings).toEqual(['You have answered the MASH']);
    expect(card.sees().text).not.toContain('Hillside');
    await world.until(() => words().includes('The referrer answers\nHillside, year 9.'));
    await world.until(() => /Answered \d\d:\d\d\nHillside, year 9\./.test(caseCard(world.mo, reference).sees().text));
  });

  it('A question is answered once, however often the press is delivered', async () => {
    const before = summariesIn(world.mo.thread(reference)).length;
    const { status } = await world.jane.repeats();
    expect(status).toBe(200);
    await asks('Does she have a phone?');
    await world.until(() => summariesIn(world.mo.thread(reference)).length > before);
    expect(summariesIn(world.mo.thread(reference)).filter((line) => line.includes('answers'))).toHaveLength(1);
  });

  it('The referrer can answer by typing “answer:”, and a message delivered twice does not answer the next question', async () => {
    await asks('Who is the man?');
    await world.jane.says('answer: Yes, an old one');
    await world.jane.repeats();
    await world.until(() => words().includes('The referrer answers\nYes, an old one'));
    await world.until(() => caseCard(world.mo, reference).sees().text.includes('Yes, an old one'));
    expect(caseCard(world.mo, reference).sees().text).toContain('Who is the man?\nNo answer yet');
    expect(words().match(/Yes, an old one/g)).toHaveLength(2); // on the card and in the thread
  });

  it('The referrer can answer “Not known”', async () => {
    await inChat(world.jane, 'Who is the man?').presses('Not known');
    await world.until(() => words().includes('The referrer answers\nNot known'));
    await asks('When was that?');
    await world.jane.says('answer: not known');
    await world.until(() => words().match(/The referrer answers\nNot known/g)?.length === 2);
  });

  it('An answer typed while a check is open goes to the MASH and not into the check', async () => {
    await asks('Where does she sleep?');
    await world.jane.says('start');
    await world.jane.says('answer: At number 12');
    await world.until(() => words().includes('The referrer answers\nAt number 12'));
    await world.jane.says('no');
    await world.jane.says('check answers');
    expect(world.jane.sees().text).not.toContain('At number 12');
  });

  it('The MASH can still ask after the decision', async () => {
    await decides(world.mo, reference);
    await world.until(() => caseCard(world.pat, reference).sees().text.includes('DECIDED'));
    await asks('Is she safe now?');
    await inChat(world.jane, 'Is she safe now?').presses('Send answer', { 'Your answer': 'Yes.' });
    await world.until(() => words().includes('The referrer answers\nYes.'));
  });

  it('Another referrer who knows the reference of the case cannot see or answer a question', async () => {
    const { json } = inChat(world.jane, 'Is she safe now?').sees();
    expect(JSON.stringify(json)).toContain(reference);
    await world.tom.says('hi');
    const ownCard = world.tom.sees();
    const answer = await world.tom.on({ ...ownCard, json: forgedAnswerCard(reference) }).presses('Send answer', {});
    expect(JSON.stringify(answer.card)).toContain('Only the person who wrote it can open it here.');
    expect(JSON.stringify(answer.card)).not.toContain('school');
  });
});

/** A forged card that answers the first question of this case. */
const forgedAnswerCard = (reference: string) => ({
  type: 'AdaptiveCard',
  body: [],
  actions: [
    {
      type: 'Action.Execute',
      title: 'Send answer',
      verb: 'answer-question',
      data: { case: reference, question: 1, answer__0: 'forged' },
    },
  ],
});
