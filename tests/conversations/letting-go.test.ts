import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { referrals } from '../fakes/people.ts';
import type { CardSeen } from '../fakes/seeing.ts';
import type { CardActions } from './person.ts';
import {
  aboutJane,
  allOf,
  beginsCheck,
  cardInChannel,
  cardSaying,
  continuesToChild,
  continuesUntil,
  inChat,
  receipt,
  referenceInButtons,
  summariesIn,
  textsOf,
  wordsOf,
} from './walks.ts';
import { startWorld, type World } from './world.ts';

const facts = /Tanzanite|Kyanite|Lapis|Sphene/;

/** Fills in a check as far as the step “Check answers”, with facts in each kind of answer. */
async function fillsIn(world: World, who: 'jane' | 'tom'): Promise<CardActions> {
  const card = await beginsCheck(world[who]);
  await continuesToChild(card, { about: { ...aboutJane, 'Your name': world[who].profile.name } });
  await card.presses('Continue to the check', {
    'Child’s name': 'Girl Tanzanite',
    'What worries you': 'Burn Kyanite.',
  });
  await continuesUntil(card, 'Consent, your decision', {
    'Carer and household': { Seen: ['2 ·'], Note: 'Said Lapis.' },
  });
  await card.presses('Check answers', { Why: 'The man Sphene.' });
  return card;
}

describe('deleting a draft', () => {
  let world: World;
  let card: CardActions;
  let reference: string;
  let stale: CardSeen;
  const stored = (id: string): Record<string, unknown> => {
    const db = new DatabaseSync(world.sqlitePath, { readOnly: true });
    const row = db.prepare("SELECT body FROM documents WHERE kind = 'case' AND id = ?").get(id);
    db.close();
    return JSON.parse(String(row?.body));
  };
  const wholeStore = (): string => {
    const db = new DatabaseSync(world.sqlitePath, { readOnly: true });
    const rows = db.prepare('SELECT body FROM documents').all();
    db.close();
    return JSON.stringify(rows);
  };

  beforeAll(async () => {
    world = await startWorld();
    card = await fillsIn(world, 'jane');
    reference = referenceInButtons(card);
    stale = card.sees();
    expect(wholeStore()).toMatch(facts);
  });
  afterAll(() => world.stop());

  it('“Delete this draft” asks once more, and “Keep it” leaves the draft as it is', async () => {
    const { jane } = world;
    await card.presses('Delete this draft');
    const question = jane.sees();
    expect(question.headings).toEqual(['Delete this draft?']);
    expect(question.text).toContain('nobody can bring it back');
    expect(question.buttons).toEqual(['Keep it', 'Delete it']);
    await jane.presses('Keep it');
    expect(jane.sees().headings).toEqual(['Check before you send']);
    expect(wholeStore()).toMatch(facts);
  });

  it('Nobody but its author can delete a draft', async () => {
    const { jane, tom } = world;
    await jane.presses('Delete this draft');
    const question = { ...jane.sees(), conversationId: tom.chatId };
    const answer = await tom.on(question).presses('Delete it');
    const asking = await tom.on({ ...stale, conversationId: tom.chatId }).presses('Delete this draft');
    expect(allOf([answer])).toContain('Only the person who wrote it');
    expect(allOf([asking, ...tom.chat()])).not.toContain('Delete this draft?');
    expect(stored(reference).status).toBe('draft');
    expect(wholeStore()).toMatch(facts);
  });

  it('“Delete it” leaves nothing in the store of what was answered', async () => {
    const { jane } = world;
    await inChat(jane, 'nobody can bring it back').presses('Delete it');
    expect(inChat(jane, 'Nothing was sent, and nothing of it is kept.').sees().headings).toEqual([
      'The draft is deleted',
    ]);
    const record = stored(reference);
    expect(record.status).toBe('withdrawn');
    expect(record.facts).toMatchObject({ answers: { values: {}, ticks: {}, readings: {} }, texts: {} });
    expect(wholeStore()).not.toMatch(facts);
  });

  it('A deleted draft is gone from the database file and its journal, not only from the rows', () => {
    const files = ['', '-wal'].map((end) => readFileSync(`${world.sqlitePath}${end}`).toString('latin1'));
    expect(files.some((bytes) => facts.test(bytes))).toBe(false);
  });

  it('A deleted draft is gone from the chat, where no message shows it or says that it was sent', async () => {
    const { jane } = world;
    await world.until(() => !facts.test(allOf(jane.chat())));
    const words = jane.chat().map(wordsOf).join('\n');
    expect(words).not.toContain(`Sent as ${reference}`);
    expect(words).not.toContain('has gone to the MASH');
  });

  it('The store and the log record that there was a draft, without a word of it', () => {
    const events = stored(reference).events as { type: string }[];
    expect(events.map(({ type }) => type)).toEqual(['DraftStarted', 'DraftWithdrawn']);
    const log = world.log.filter((line) => line.includes('case.DraftWithdrawn'));
    expect(log).toHaveLength(1);
    expect(log[0]).toContain(reference);
    expect(world.log.join('\n')).not.toMatch(facts);
    expect(world.teams.delivered(referrals.id)).toEqual([]);
  });

  it('A deleted draft is not listed, brings no reminders, and takes no typed words', async () => {
    const { jane } = world;
    await jane.says('my referrals');
    expect(jane.sees().text).toContain('You have none yet.');
    expect(allOf(await jane.says('Something Sphene'))).toContain('I did not save that');
    await world.until(() => stored(reference).wakeAt === undefined);
  });

  it.each(['Submit referral', 'Change: Consent', 'Delete this draft', 'Child is missing'])(
    '“%s” on an old card of a deleted draft says that it is deleted',
    async (button) => {
      const { jane } = world;
      const before = jane.chat().length;
      const answer = await jane.on(stale).presses(button);
      const replies = allOf([answer, ...jane.chat().slice(before)]);
      expect(replies).toContain('That draft is deleted');
      expect(stored(reference).status).toBe('withdrawn');
    },
  );

  it('When Teams repeats a press on an old card, the draft is not deleted a second time', async () => {
    await world.jane.repeats();
    const log = world.log.filter((line) => line.includes('case.DraftWithdrawn'));
    expect(log).toHaveLength(1);
  });
});

describe('deleting a draft by typing and from My referrals', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it.each(['delete this draft', 'withdraw'])(
    'A referrer can delete a draft by typing “%s” and then “delete it”',
    async (words) => {
      const { jane } = world;
      const card = await fillsIn(world, 'jane');
      const reference = referenceInButtons(card);
      expect(textsOf(await jane.says(words))).toContain('Type “delete it” to delete the draft for good');
      expect(allOf(await jane.says('delete it'))).toContain('The draft is deleted');
      await jane.says('my referrals');
      expect(jane.sees().text).toContain('You have none yet.');
      expect(allOf(await jane.says(reference))).toContain('That draft is deleted');
    },
  );

  it('“delete it” asks first, and asks again after the draft was kept with “Keep it” or “go on”', async () => {
    const { ash } = world;
    const card = await beginsCheck(ash);
    await card.presses('Not known');
    expect(allOf(await ash.says('delete it'))).toContain('Delete this draft?');
    await ash.presses('Keep it');
    expect(allOf(await ash.says('delete it'))).toContain('Delete this draft?');
    await ash.says('go on');
    expect(allOf(await ash.says('delete it'))).toContain('Delete this draft?');
    await ash.says('my referrals');
    expect(ash.sees().text).toContain('Not sent yet');
  });

  it('My referrals offers to delete each draft, and “Delete” drops that one only', async () => {
    const { jane } = world;
    await fillsIn(world, 'jane');
    const other = await beginsCheck(jane);
    await other.presses('Not known');
    await jane.says('my referrals');
    expect(jane.sees().buttons.filter((title) => title === 'Delete')).toHaveLength(2);
    await jane.presses('Delete');
    await jane.presses('Delete it');
    await jane.says('my referrals');
    expect(jane.sees().text.match(/Not sent yet/g)).toHaveLength(1);
  });

  it('A referral that was sent cannot be deleted', async () => {
    const { tom, mo } = world;
    const card = await fillsIn(world, 'tom');
    await card.presses('Delete this draft');
    const question = tom.sees();
    await card.presses('Submit referral');
    const reference = referenceInButtons(card);
    await world.until(() => cardInChannel(mo, reference)?.buttons.includes('Take this referral'));
    const answer = await tom.on(question).presses('Delete it');
    expect(allOf([answer])).not.toContain('The draft is deleted');
    expect(receipt(tom, reference).sees().buttons.join()).not.toContain('Delete');
    expect(allOf(await tom.says('delete this draft'))).toContain('There is nothing to stop');
    await tom.says('my referrals');
    expect(tom.sees().text).toContain(reference);
    expect(tom.sees().buttons).not.toContain('Delete');
    expect(cardInChannel(mo, reference)?.text).toContain('Tanzanite');
  });

  it('When a draft with a call and a missing child is deleted, the MASH is told so, and its card does not say that the police were not told', async () => {
    const { sid, mo } = world;
    await mo.says('hi');
    const card = await beginsCheck(sid);
    await card.presses('Yes, now');
    await card.presses('I have phoned');
    await card.presses('Continue', { Phone: '01632 960 014' });
    await card.presses('Continue', { ...aboutJane, 'Your name': 'Sid Stone' });
    const reference = referenceInButtons(card);
    await sid.says('missing: told police 14:20');
    await world.until(() => cardInChannel(mo, reference)?.text.includes('Their words: told police 14:20'));
    await sid.says('delete this draft');
    await sid.says('delete it');
    const shared = await world.until(() =>
      cardSaying(cardInChannel(mo, reference), 'The referrer deleted this draft. Nothing was sent in writing.'),
    );
    expect(shared.text).not.toContain('NOT IN WRITING YET');
    expect(shared.text).not.toContain('The police were not told yet');
    expect(shared.text).toContain('01632 960 014'); // the MASH must be able to ask about the missing child
    expect(shared.buttons).toContain('Record decision'); // with a missing child and a call, the case still waits
    const summaries = await world.until(
      () => summariesIn(mo.thread(reference)).length === 3 && summariesIn(mo.thread(reference)),
    );
    expect(summaries[0]).toMatch(`${reference}: draft deleted by the referrer, decision due`);
    expect(summaries.slice(1)).toEqual([
      `${reference}: CHILD MISSING, says the referrer`,
      `${reference}: The referrer deleted their draft`,
    ]);
  });
});
