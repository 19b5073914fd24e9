import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { referrals } from '../fakes/people.ts';
import type { Person } from './person.ts';
import {
  aboutJane,
  allOf,
  beginsCheck,
  cardInChannel,
  cardSaying,
  continuesToChild,
  currentCard,
  inChat,
  receipt,
  referenceInButtons,
  refers,
  wordsOf,
} from './walks.ts';
import { startWorld, type World } from './world.ts';

const child = (name: string) => ({ child: { 'Child’s name': name, 'What worries you': 'Untreated burn.' } });

describe('words typed by a referrer with several referrals', () => {
  let world: World;
  let first: string;
  let second: string;
  const thread = (id: string): string =>
    world.teams
      .delivered(referrals.id)
      .filter(({ summary }) => summary?.startsWith(id))
      .map(wordsOf)
      .join('\n');
  const alerts = (who: 'mo' | 'ana' = 'mo') => world[who].chat().map(({ summary }) => summary);
  const expectNobodyTold = async (work: () => Promise<unknown>): Promise<void> => {
    await world.rests(); // nothing from before is still on its way
    const before = [allOf(world.teams.delivered(referrals.id)), allOf(world.mo.chat())];
    await work();
    await world.rests(); // anything it set off has arrived
    expect([allOf(world.teams.delivered(referrals.id)), allOf(world.mo.chat())]).toEqual(before);
  };

  beforeAll(async () => {
    world = await startWorld();
    for (const who of [world.mo, world.ana]) await who.says('hi');
    first = await refers(world.jane, child('Girl Zircon'));
    second = await refers(world.jane, child('Boy Topaz'));
    for (const id of [first, second])
      await world.until(() => receipt(world.jane, id).sees().text.includes('Delivered'));
  });
  afterAll(() => world.stop());

  it.each(['missing: not yet', 'missing: told police 14:20', 'found: she is back'])(
    '“%s” tells nobody, and asks which child',
    async (words) => {
      await expectNobodyTold(async () => {
        const reply = await world.jane.says(words);
        expect(allOf(reply)).toContain('Nothing was told yet.');
        expect(allOf(reply)).toContain('Which child?');
        for (const id of [first, second]) expect(allOf(reply)).toContain(id);
      });
    },
  );

  it.each(['add: a new phone', 'add information', 'refer a sibling', 'child is found'])(
    '“%s” does nothing, and lists the referrals to choose from',
    async (words) => {
      await expectNobodyTold(async () => {
        const reply = await world.jane.says(words);
        expect(allOf(reply)).toContain('Which one?');
        for (const id of [first, second]) expect(allOf(reply)).toContain(id);
      });
      await world.jane.says('my referrals');
      expect(world.jane.sees().text).not.toContain('Not sent yet');
    },
  );

  it('Typed words go to the case whose card for a missing child was shown last, even when another was sent later', async () => {
    const { jane } = world;
    await jane.says('child is missing');
    await jane.presses(`Missing: ${first}`);
    await jane.says('missing: not yet, she took her coat');
    await world.until(() => thread(first).includes('CHILD MISSING'));
    await world.until(() => alerts().some((each) => each?.startsWith(`URGENT ${first}: CHILD MISSING`)));
    expect(thread(second)).not.toContain('CHILD MISSING');
    await jane.says('found: at her aunt’s');
    await world.until(() => thread(first).includes('The child is found, says the referrer'));
    expect(thread(second)).not.toContain('found');
  });

  it('Typed words go to the case whose receipt was opened last', async () => {
    const { jane } = world;
    await jane.says(second);
    await jane.says('add: a new phone Peridot');
    await world.until(() => thread(second).includes('a new phone Peridot'));
    expect(thread(first)).not.toContain('Peridot');
  });

  it('Typed words go to the case whose form for more information was opened last', async () => {
    const { jane } = world;
    await receipt(jane, first).presses('Add information');
    await jane.says('add: a car Beryl');
    await world.until(() => thread(first).includes('a car Beryl'));
    expect(thread(second)).not.toContain('Beryl');
  });

  it('Typed words go to the case that they name, whatever was shown last', async () => {
    const { jane } = world;
    await jane.says(`missing ${second}: told police, log Onyx`);
    await world.until(() => thread(second).includes('log Onyx'));
    expect(thread(first)).not.toContain('Onyx');
    await jane.says(`found ${second}: back at school`);
    await world.until(() => thread(second).includes('back at school'));
  });

  it('Typed words that name somebody else’s case, or a case that does not exist, tell nobody', async () => {
    await expectNobodyTold(async () => {
      for (const typed of [
        `missing ${first}: no`,
        `found ${first}: yes`,
        `add ${first}: x`,
        'missing HT-0000-000: yes',
      ])
        expect(allOf(await world.tom.says(typed))).toContain('Only the person who wrote it');
    });
  });

  it('Typed words go to the only case, where there is only one', async () => {
    const { tom } = world;
    const only = await refers(tom, { ...child('Girl Opal'), about: { ...aboutJane, 'Your name': 'Tom Reed' } });
    await tom.says('missing: not yet');
    await world.until(() => thread(only).includes('CHILD MISSING'));
    expect(allOf(await tom.says('refer a sibling'))).toContain('Is the child in immediate danger');
  });

  it('Typed words go to no draft that was deleted, but to the one case left', async () => {
    const { sid } = world;
    const remaining = await refers(sid, { ...child('Boy Jasper'), about: { ...aboutJane, 'Your name': 'Sid Stone' } });
    const card = await beginsCheck(sid);
    const deleted = referenceInButtons(card);
    await card.presses('No');
    await sid.says('child is missing');
    await sid.presses('Missing: Not sent yet');
    await sid.says('delete this draft');
    await sid.says('delete it');
    await sid.says('missing: not yet');
    await world.until(() => thread(remaining).includes('CHILD MISSING'));
    expect(thread(deleted)).not.toContain('CHILD MISSING');
  });
});

describe('words typed by a referrer with a draft or a practice case', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    await world.mo.says('hi');
  });
  afterAll(() => world.stop());

  async function draftOf(person: Person): Promise<string> {
    const card = await beginsCheck(person);
    await continuesToChild(card);
    return referenceInButtons(card);
  }

  it('Typed words that could mean a sent referral or an open draft tell nobody, and the bot asks which child', async () => {
    const { jane, mo } = world;
    const sent = await refers(jane, child('Girl Zircon'));
    const draft = await draftOf(jane);
    const reply = await jane.says('missing: not yet');
    expect(allOf(reply)).toContain('Nothing was told yet.');
    await world.rests();
    expect(cardInChannel(mo, draft)).toBeUndefined();
    expect(cardInChannel(mo, sent)?.text).not.toContain('CHILD MISSING');
  });

  it('Typed words go to a real case rather than to a practice case, even when the card of the practice case was shown last', async () => {
    const { tom, mo } = world;
    const real = await refers(tom, { ...child('Girl Opal'), about: { ...aboutJane, 'Your name': 'Tom Reed' } });
    await tom.says('practice');
    await currentCard(tom).presses('No');
    await tom.says('missing: not yet');
    const { text } = await world.until(() => cardSaying(cardInChannel(mo, real), 'CHILD MISSING'));
    expect(text).not.toContain('TRAINING');
    expect(allOf(tom.chat().slice(-1))).not.toContain('Training: nobody was told.');
  });

  it('Typed words go to a practice case when there is nothing else', async () => {
    const { sid } = world;
    await sid.says('practice');
    await sid.says('missing: not yet');
    expect(inChat(sid, 'The child is missing').sees().text).toContain('Training: nobody was told.');
  });
});
