import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allOf, caseCard, inChat, refers, textsOf, wordsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

/** What people type who have no hand free, dictate, or do not look at the card. */
describe('words typed in a hurry', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    await refers(world.jane); // so that the bot knows who refers
  });
  afterAll(() => world.stop());

  /** Types these messages one after the other. @returns the text of the last answer */
  async function types(...messages: string[]): Promise<string> {
    let answer = '';
    for (const text of messages) answer = textsOf(await world.jane.says(text));
    return answer;
  }

  it.each(['yes she is', 'Yeah.', 'I think so'])('“%s” to danger brings the numbers to ring', async (typed) => {
    await world.jane.says('start new');
    expect(await types(typed)).toContain('Ring 999, or Children’s Services on 0300 123 4043.');
  });

  it('“missing” is taken as the answer to a question that takes free text; at the danger question it brings “Ring the police first”', async () => {
    await types('start new');
    expect(allOf(await world.jane.says('Missing'))).toContain('Ring the police first. Now.');
    await types('go on', 'no', 'no');
    expect(allOf(await world.jane.says('missing'))).not.toContain('Ring the police first. Now.');
  });

  it.each(['no', 'No thanks.', 'yes', 'keep it'])(
    '“%s” to “Delete this draft?” deletes nothing, because only “delete it” deletes, and is no answer to the check',
    async (typed) => {
      await types('start new', 'delete');
      expect(await types(typed)).toMatch(/^Nothing was deleted.*Is the child in immediate danger/s);
      expect(await types('not known')).toContain('In care?');
    },
  );

  it('“submit” in the middle of a check is not taken as an answer, sends nothing, and shows what comes first', async () => {
    await types('start new', 'no', 'no', 'Girl, Zephyrine', 'skip all');
    expect(await types('back')).toContain('In care?');
    expect(await types('Submit.')).toMatch(/Not sent yet\. This comes first\..*Could the parent or carer be involved/s);
    expect(await types('yes', 'not sure', 'I could not ask.', 'skip all')).toContain('Type “submit” to send');
    expect(allOf(world.jane.chat())).toContain('Girl, Zephyrine');
    expect(await types('Submit.')).toContain('saved and on its way to the MASH');
  });
});

describe('words typed after sending', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld();
    await world.tom.says('start');
    reference = await refers(world.jane);
    await world.until(() => caseCard(world.mo, reference).sees());
  });
  afterAll(() => world.stop());

  it('Words typed after sending are not kept, and the bot says how to tell the MASH more', async () => {
    const answer = allOf(await world.jane.says('she has a bruise too'));
    expect(answer).toContain('I did not save that');
    expect(answer).toContain('type “add:” and your words');
    expect(answer).not.toContain('bruise');
  });

  it('Words typed while the MASH waits for an answer bring its question again, and answer nothing by themselves', async () => {
    const card = caseCard(world.mo, reference);
    await card.presses('Ask the referrer');
    await card.presses('Send question', { 'Your question': 'How tall is he?' });
    await world.until(() => inChat(world.jane, 'How tall is he?').sees());
    expect(textsOf(await world.jane.says('quite tall'))).toContain('The MASH waits for your answer');
    await world.jane.presses('Send answer', { 'Your answer': 'About 180 cm' });
    await world.until(() => world.mo.thread(reference).map(wordsOf).join().includes('About 180 cm'));
    expect(world.mo.thread(reference).map(wordsOf).join()).not.toContain('quite tall');
    expect(allOf(await world.jane.says('quite tall'))).not.toContain('How tall is he?');
  });

  it('“add:” before the referral is sent adds nothing, and says so', async () => {
    expect(textsOf(await world.tom.says('add: a bruise'))).toContain(
      'Nothing was done: you have sent no referral yet.',
    );
    await world.tom.says('the child is missing');
    const answer = allOf(await world.tom.says('add: a bruise'));
    expect(answer).toContain('That one is not sent yet');
    expect(answer).not.toContain('Only the person who wrote it');
  });
});
