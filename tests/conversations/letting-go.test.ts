import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { referrals } from '../fakes/people.ts';
import type { CardSeen } from '../fakes/seeing.ts';
import { aWorld } from './a-world.ts';
import { contains, isHeaded, lacks, shows } from './expecting.ts';
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
import type { World } from './world.ts';

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
  const world = aWorld();
  const { jane, until } = world;
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
    card = await fillsIn(world, 'jane');
    reference = referenceInButtons(card);
    stale = card.sees();
    expect(wholeStore()).toMatch(facts);
  });

  it('“Delete this draft” asks once more, and “Keep it” leaves the draft as it is', async () => {
    await card.presses('Delete this draft');
    const question = jane.sees();
    expect(question.headings).toEqual(['Delete this draft?']);
    contains(question.text, 'nobody can bring it back');
    expect(question.buttons).toEqual(['Keep it', 'Delete it']);
    await jane.presses('Keep it');
    isHeaded(jane, 'Check before you send');
    expect(wholeStore()).toMatch(facts);
  });

  it('“Delete it” leaves nothing in the store of what was answered', async () => {
    await jane.presses('Delete this draft');
    await inChat(jane, 'nobody can bring it back').presses('Delete it');
    isHeaded(inChat(jane, 'Nothing was sent, and nothing of it is kept.'), 'The draft is deleted');
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
    await until(() => !facts.test(allOf(jane.chat())));
    const words = jane.chat().map(wordsOf).join('\n');
    lacks(words, `Sent as ${reference}`, 'has gone to the MASH');
  });

  it('The store and the log record that there was a draft, without a word of it', () => {
    const events = stored(reference).events as { type: string }[];
    expect(events.map(({ type }) => type)).toEqual(['DraftStarted', 'DraftWithdrawn']);
    const log = world.log.filter((line) => line.includes('case.DraftWithdrawn'));
    expect(log).toHaveLength(1);
    contains(log[0], reference);
    expect(world.log.join('\n')).not.toMatch(facts);
    expect(world.teams.delivered(referrals.id)).toEqual([]);
  });

  it('A deleted draft is not listed, brings no reminders, and takes no typed words', async () => {
    await jane.says('my referrals');
    shows(jane, 'You have none yet.');
    contains(allOf(await jane.says('Something Sphene')), 'I did not save that');
    await until(() => stored(reference).wakeAt === undefined);
  });

  it.each(['Submit referral', 'Change: Consent', 'Delete this draft', 'Child is missing'])(
    '“%s” on an old card of a deleted draft says that it is deleted',
    async (button) => {
      const before = jane.chat().length;
      const answer = await jane.on(stale).presses(button);
      const replies = allOf([answer, ...jane.chat().slice(before)]);
      contains(replies, 'That draft is deleted');
      expect(stored(reference).status).toBe('withdrawn');
    },
  );

  it('When Teams repeats a press on an old card, the draft is not deleted a second time', async () => {
    await jane.repeats();
    const log = world.log.filter((line) => line.includes('case.DraftWithdrawn'));
    expect(log).toHaveLength(1);
  });
});

describe('deleting a draft by typing and from My referrals', () => {
  const world = aWorld();
  const { jane, tom, mo, ash, sid, until } = world;

  it.each(['delete this draft', 'withdraw'])(
    'A referrer can delete a draft by typing “%s” and then “delete it”',
    async (words) => {
      const card = await fillsIn(world, 'jane');
      const reference = referenceInButtons(card);
      contains(textsOf(await jane.says(words)), 'Type “delete it” to delete the draft for good');
      contains(allOf(await jane.says('delete it')), 'The draft is deleted');
      await jane.says('my referrals');
      shows(jane, 'You have none yet.');
      contains(allOf(await jane.says(reference)), 'That draft is deleted');
    },
  );

  it('“delete it” asks first, and asks again after the draft was kept with “Keep it” or “go on”', async () => {
    const card = await beginsCheck(ash);
    await card.presses('Not known');
    contains(allOf(await ash.says('delete it')), 'Delete this draft?');
    await ash.presses('Keep it');
    contains(allOf(await ash.says('delete it')), 'Delete this draft?');
    await ash.says('go on');
    contains(allOf(await ash.says('delete it')), 'Delete this draft?');
    await ash.says('my referrals');
    shows(ash, 'Not sent yet');
  });

  it('My referrals offers to delete each draft, and “Delete” drops that one only', async () => {
    await fillsIn(world, 'jane');
    const other = await beginsCheck(jane);
    await other.presses('Not known');
    await jane.says('my referrals');
    expect(jane.sees().buttons.filter((title) => title === 'Delete')).toHaveLength(2);
    await jane.presses('Delete', 'Delete it');
    await jane.says('my referrals');
    expect(jane.sees().text.match(/Not sent yet/g)).toHaveLength(1);
  });

  it('A referral that was sent cannot be deleted', async () => {
    const card = await fillsIn(world, 'tom');
    await card.presses('Delete this draft');
    const question = tom.sees();
    await card.presses('Submit referral');
    const reference = referenceInButtons(card);
    await until(() => cardInChannel(mo, reference)?.buttons.includes('Take this referral'));
    const answer = await tom.on(question).presses('Delete it');
    lacks(allOf([answer]), 'The draft is deleted');
    lacks(receipt(tom, reference).sees().buttons.join(), 'Delete');
    contains(allOf(await tom.says('delete this draft')), 'There is nothing to stop');
    await tom.says('my referrals');
    shows(tom, reference);
    lacks(tom.sees().buttons, 'Delete');
    contains(cardInChannel(mo, reference)?.text, 'Tanzanite');
  });

  it('When a draft with a call and a missing child is deleted, the MASH is told so, and its card does not say that the police were not told', async () => {
    await mo.says('hi');
    const card = await beginsCheck(sid);
    await card.presses('Yes, now', 'I have phoned', 'Continue', { Phone: '01632 960 014' }, 'Continue', {
      ...aboutJane,
      'Your name': 'Sid Stone',
    });
    const reference = referenceInButtons(card);
    await sid.says('missing: told police 14:20');
    await until(() => cardInChannel(mo, reference)?.text.includes('Their words: told police 14:20'));
    await sid.says('delete this draft', 'delete it');
    const shared = await until(() =>
      cardSaying(cardInChannel(mo, reference), 'The referrer deleted this draft. Nothing was sent in writing.'),
    );
    lacks(shared.text, 'NOT IN WRITING YET', 'The police were not told yet');
    contains(shared.text, '01632 960 014'); // the MASH must be able to ask about the missing child
    contains(shared.buttons, 'Record decision'); // with a missing child and a call, the case still waits
    const summaries = await until(
      () => summariesIn(mo.thread(reference)).length === 3 && summariesIn(mo.thread(reference)),
    );
    expect(summaries[0]).toMatch(`${reference}: draft deleted by the referrer, decision due`);
    expect(summaries.slice(1)).toEqual([
      `${reference}: CHILD MISSING, says the referrer`,
      `${reference}: The referrer deleted their draft`,
    ]);
  });
});
