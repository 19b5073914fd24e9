import { beforeAll, describe, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, lacks } from './expecting.ts';
import { allOf, arrives, caseCard, inChat, refers, textsOf, wordsOf } from './walks.ts';

/** What people type who have no hand free, dictate, or do not look at the card. */
describe('words typed in a hurry', () => {
  const world = aWorld();
  const { jane } = world;
  beforeAll(async () => {
    await refers(jane); // so that the bot knows who refers
  });

  /** Types these messages one after the other. @returns the text of the last answer */
  async function types(...messages: string[]): Promise<string> {
    let answer = '';
    for (const text of messages) answer = textsOf(await jane.says(text));
    return answer;
  }

  it.each(['yes she is', 'Yeah.', 'I think so'])('“%s” to danger brings the numbers to ring', async (typed) => {
    await jane.says('start new');
    contains(await types(typed), 'Ring 999, or Children’s Services on 0300 123 4043.');
  });

  it('“missing” is taken as the answer to a question that takes free text; at the danger question it brings “Ring the police first”', async () => {
    await types('start new');
    contains(allOf(await jane.says('Missing')), 'Ring the police first. Now.');
    await types('go on', 'no', 'no');
    lacks(allOf(await jane.says('missing')), 'Ring the police first. Now.');
  });

  it.each(['no', 'No thanks.', 'yes', 'keep it'])(
    '“%s” to “Delete this draft?” deletes nothing, because only “delete it” deletes, and is no answer to the check',
    async (typed) => {
      await types('start new', 'delete');
      contains(await types(typed), /^Nothing was deleted.*Is the child in immediate danger/s);
      contains(await types('not known'), 'In care?');
    },
  );

  it('“submit” in the middle of a check is not taken as an answer, sends nothing, and shows what comes first', async () => {
    await types('start new', 'no', 'no', 'Girl, Zephyrine', 'skip all');
    contains(await types('back'), 'In care?');
    contains(await types('Submit.'), /Not sent yet\. This comes first\..*Could the parent or carer be involved/s);
    contains(await types('yes', 'not sure', 'I could not ask.', 'skip all'), 'Type “submit” to send');
    contains(allOf(jane.chat()), 'Girl, Zephyrine');
    contains(await types('Submit.'), 'saved and on its way to the MASH');
  });
});

describe('words typed after sending', () => {
  const world = aWorld();
  const { jane, tom, mo, until } = world;
  let reference: string;
  beforeAll(async () => {
    await tom.says('start');
    reference = await arrives(world, jane);
  });

  it('Words typed after sending are not kept, and the bot says how to tell the MASH more', async () => {
    const answer = allOf(await jane.says('she has a bruise too'));
    contains(answer, 'I did not save that', 'type “add:” and your words');
    lacks(answer, 'bruise');
  });

  it('Words typed while the MASH waits for an answer bring its question again, and answer nothing by themselves', async () => {
    const card = caseCard(mo, reference);
    await card.presses('Ask the referrer', 'Send question', { 'Your question': 'How tall is he?' });
    await until(() => inChat(jane, 'How tall is he?').sees());
    contains(textsOf(await jane.says('quite tall')), 'The MASH waits for your answer');
    await jane.presses('Send answer', { 'Your answer': 'About 180 cm' });
    await until(() => mo.thread(reference).map(wordsOf).join().includes('About 180 cm'));
    lacks(mo.thread(reference).map(wordsOf).join(), 'quite tall');
    lacks(allOf(await jane.says('quite tall')), 'How tall is he?');
  });

  it('“add:” before the referral is sent adds nothing, and says so', async () => {
    contains(textsOf(await tom.says('add: a bruise')), 'Nothing was done: you have sent no referral yet.');
    await tom.says('the child is missing');
    const answer = allOf(await tom.says('add: a bruise'));
    contains(answer, 'That one is not sent yet');
    lacks(answer, 'Only the person who wrote it');
  });
});
