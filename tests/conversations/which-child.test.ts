import { beforeAll, describe, expect, it } from '@jest/globals';
import { referrals } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, lacks, shows } from './expecting.ts';
import { seesCase, seesReceipt } from './waiting.ts';
import {
  aboutJane,
  allOf,
  beginsCheck,
  cardInChannel,
  caseCard,
  continuesToChild,
  currentCard,
  inChat,
  noticesTo,
  receipt,
  referenceInButtons,
  refers,
  wordsOf,
} from './walks.ts';

const child = (name: string) => ({ child: { 'Child’s name': name, 'What worries you': 'Untreated burn.' } });

const world = aWorld();
const { jane, tom, mo, sid, dee, ash, liz, until, teams, rests } = world;

describe('words typed by a referrer with several referrals', () => {
  let first: string;
  let second: string;
  const thread = (id: string): string => mo.thread(id).map(wordsOf).join('\n');
  const expectNobodyTold = async (work: () => Promise<unknown>): Promise<void> => {
    await rests(); // nothing from before is still on its way
    const before = [allOf(teams.delivered(referrals.id)), allOf(mo.chat())];
    await work();
    await rests(); // anything it set off has arrived
    expect([allOf(teams.delivered(referrals.id)), allOf(mo.chat())]).toEqual(before);
  };

  beforeAll(async () => {
    for (const who of [mo, world.ana]) await who.says('hi');
    first = await refers(jane, child('Girl Zircon'));
    second = await refers(jane, child('Boy Topaz'));
    for (const id of [first, second]) await seesReceipt(jane, id, 'Delivered');
  });

  it.each(['add information', 'refer a sibling', 'child is found'])(
    '“%s” does nothing, and lists the referrals to choose from',
    async (words) => {
      await expectNobodyTold(async () => {
        contains(allOf(await jane.says(words)), 'Which one?', first, second);
      });
      await jane.says('my referrals');
      doesNotShow(jane, 'Not sent yet');
    },
  );

  it('Typed words go to the case whose card for a missing child was shown last, even when another was sent later', async () => {
    await jane.says('child is missing');
    await inChat(jane, 'Which child?').presses(first);
    await jane.says('missing: not yet, she took her coat');
    await until(() => thread(first).includes('CHILD MISSING'));
    await until(() => noticesTo(mo, `URGENT ${first}: CHILD MISSING`).length > 0);
    lacks(thread(second), 'CHILD MISSING');
    await jane.says('found: at her aunt’s');
    await until(() => thread(first).includes('The child is found, says the referrer'));
    lacks(thread(second), 'found');
  });

  it('Typed words go to the case whose receipt was opened last', async () => {
    await jane.says(second, 'add: a new phone Peridot');
    await until(() => thread(second).includes('a new phone Peridot'));
    lacks(thread(first), 'Peridot');
  });

  it('Typed words go to the case whose form for more information was opened last', async () => {
    await receipt(jane, first).presses('Add information');
    await jane.says('add: a car Beryl');
    await until(() => thread(first).includes('a car Beryl'));
    lacks(thread(second), 'Beryl');
  });

  it('Typed words go to the case that they name, whatever was shown last', async () => {
    await jane.says(`missing ${second}: told police, log Onyx`);
    await until(() => thread(second).includes('log Onyx'));
    lacks(thread(first), 'Onyx');
    await jane.says(`found ${second}: back at school`);
    await until(() => thread(second).includes('back at school'));
  });

  it('Typed words that name somebody else’s case, or a case that does not exist, tell nobody', async () => {
    await expectNobodyTold(async () => {
      for (const typed of [
        `missing ${first}: no`,
        `found ${first}: yes`,
        `add ${first}: x`,
        'missing HT-0000-000: yes',
      ])
        contains(allOf(await tom.says(typed)), 'Only the person who wrote it');
    });
  });

  it('Typed words go to the only case, where there is only one', async () => {
    const only = await refers(tom, { ...child('Girl Opal'), about: { ...aboutJane, 'Your name': 'Tom Reed' } });
    await tom.says('missing: not yet');
    await until(() => thread(only).includes('CHILD MISSING'));
    contains(allOf(await tom.says('refer a sibling')), 'Is the child in immediate danger');
  });

  it('Typed words go to no draft that was deleted, but to the one case left', async () => {
    const remaining = await refers(sid, { ...child('Boy Jasper'), about: { ...aboutJane, 'Your name': 'Sid Stone' } });
    const card = await beginsCheck(sid);
    const deleted = referenceInButtons(card);
    await card.presses('No');
    await sid.says('menu');
    await sid.presses('Child is missing');
    await inChat(sid, 'A child is missing').presses('Missing: Not sent yet');
    await sid.says('delete this draft', 'delete it', 'missing: not yet');
    await until(() => thread(remaining).includes('CHILD MISSING'));
    expect(cardInChannel(mo, deleted)).toBeUndefined();
  });
});

// Words typed by a referrer with a draft or a practice case

it('“missing: …” that could mean a sent referral or an open draft is told of neither, and the bot asks which child', async () => {
  const sent = await refers(ash, child('Girl Zircon'));
  const card = await beginsCheck(ash);
  await continuesToChild(card);
  contains(allOf(await ash.says('missing: not yet')), 'Ring the police first. Now.', 'Which child?');
  await rests();
  expect(cardInChannel(mo, referenceInButtons(card))).toBeUndefined();
  lacks(cardInChannel(mo, sent)?.text, 'CHILD MISSING');
});

it('Typed words go to a real case rather than to a practice case, even when the card of the practice case was shown last', async () => {
  const real = await refers(dee, { ...child('Girl Opal'), about: { ...aboutJane, 'Your name': 'Tom Reed' } });
  await dee.says('practice', 'card');
  await currentCard(dee).presses('No');
  await dee.says('missing: not yet');
  await seesCase(mo, real, 'CHILD MISSING');
  doesNotShow(caseCard(mo, real), 'PRACTICE');
  lacks(allOf(dee.chat().slice(-1)), 'Practice: nobody was told.');
});

it('Typed words go to a practice case when there is nothing else', async () => {
  await liz.says('practice', 'missing: not yet');
  shows(inChat(liz, 'The child is missing'), 'Practice: nobody was told.');
});
