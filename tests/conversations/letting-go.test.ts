import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { referrals } from '../fakes/people.ts';
import type { CardSeen } from '../fakes/seeing.ts';
import { aWorld } from './a-world.ts';
import { contains, isHeaded, lacks, shows } from './expecting.ts';
import type { CardActions } from './person.ts';
import { replies, repliesInText, seesCase } from './waiting.ts';
import {
  aboutJane,
  allOf,
  beginsCheck,
  cardInChannel,
  continuesToChild,
  continuesUntil,
  inChat,
  receipt,
  referenceInButtons,
  summariesIn,
} from './walks.ts';
import type { World } from './world.ts';

const facts = /Tanzanite|Kyanite|Lapis|Sphene/;

/** Fills in a check as far as the step “Finish and send”, with facts in each kind of answer. */
async function fillsIn(world: World, who: 'jane' | 'tom'): Promise<CardActions> {
  const card = await beginsCheck(world[who]);
  await continuesToChild(card, { about: { ...aboutJane, 'Your name': world[who].profile.name } });
  await card.presses('Go through more signs', {
    'Child’s name': 'Girl Tanzanite',
    'What worries you': 'Burn Kyanite.',
  });
  await continuesUntil(card, 'Consent, your decision', {
    'Carer and household': { Seen: ['T05'], Note: 'Said Lapis.' },
  });
  await card.presses('Finish and send', { Could: 'Yes', Why: 'The man Sphene.' });
  return card;
}

describe('deleting a draft', () => {
  const world = aWorld();
  const { jane, until } = world;
  let card: CardActions;
  let reference: string;
  let stale: CardSeen;
  const wholeStore = (): string[] => {
    const db = new DatabaseSync(world.sqlitePath, { readOnly: true });
    const rows = db.prepare('SELECT body FROM documents').all();
    db.close();
    return rows.map(({ body }) => String(body));
  };
  /** The draft as the store has it. */
  const stored = () => JSON.parse(wholeStore().find((body) => body.includes(`"id":"${reference}"`)) ?? '{}');

  const deletions = () => world.log.filter((line) => line.includes('case.DraftWithdrawn'));

  beforeAll(async () => {
    card = await fillsIn(world, 'jane');
    reference = referenceInButtons(card);
    stale = card.sees();
  });

  it('“Delete this draft” asks once more, and “Keep it” leaves the draft as it is', async () => {
    await card.presses('Delete this draft');
    isHeaded(jane, 'Delete this draft?');
    shows(jane, 'nobody can bring it back');
    expect(jane.sees().buttons).toEqual(['Keep it', 'Delete it']);
    await jane.presses('Keep it');
    isHeaded(jane, 'Check before you send');
    expect(wholeStore().join()).toMatch(facts);
  });

  it('“Delete it” leaves nothing in the store of what was answered', async () => {
    await jane.presses('Delete this draft');
    await inChat(jane, 'nobody can bring it back').presses('Delete it');
    isHeaded(inChat(jane, 'Nothing was sent, and nothing of it is kept.'), 'The draft is deleted');
    expect(stored()).toMatchObject({
      status: 'withdrawn',
      facts: { answers: { values: {}, ticks: {}, readings: {} }, texts: {} },
    });
    expect(wholeStore().join()).not.toMatch(facts);
  });

  it('A deleted draft is gone from the database file and its journal, not only from the rows', () => {
    for (const end of ['', '-wal']) expect(readFileSync(`${world.sqlitePath}${end}`, 'latin1')).not.toMatch(facts);
  });

  it('A deleted draft is gone from the chat, where no message shows it or says that it was sent', async () => {
    await until(() => !facts.test(allOf(jane.chat())));
    lacks(allOf(jane.chat()), `Sent as ${reference}`, 'has gone to the MASH');
  });

  it('The store and the log record that there was a draft, without a word of it', () => {
    expect(stored().events).toMatchObject([{ type: 'DraftStarted' }, { type: 'DraftWithdrawn' }]);
    expect(deletions()).toEqual([expect.stringContaining(reference)]);
    expect(world.log.join('\n')).not.toMatch(facts);
    expect(world.teams.delivered(referrals.id)).toEqual([]);
  });

  it('A deleted draft is not listed, brings no reminders, and takes no typed words', async () => {
    await jane.says('my referrals');
    shows(jane, 'You have none yet.');
    await replies(jane.says('thanks'), 'I am here when you need me');
    await until(() => stored().wakeAt === undefined);
  });

  it.each(['Submit referral', 'Change: Consent', 'Delete this draft', 'Child is missing'])(
    '“%s” on an old card of a deleted draft says that it is deleted',
    async (button) => {
      const before = jane.chat().length;
      const answer = await jane.on(stale).presses(button);
      contains(allOf([answer, ...jane.chat().slice(before)]), 'That draft is deleted');
      expect(deletions()).toHaveLength(1);
    },
  );
});

describe('deleting a draft by typing and from My referrals', () => {
  const world = aWorld();
  const { jane, tom, mo, ash, sid, until } = world;

  it.each(['delete this draft', 'withdraw'])(
    'A referrer can delete a draft by typing “%s” and then “delete it”',
    async (words) => {
      const card = await fillsIn(world, 'jane');
      const reference = referenceInButtons(card);
      await repliesInText(jane.says(words), 'Type “delete it” to delete the draft for good');
      await replies(jane.says('delete it'), 'The draft is deleted');
      await jane.says('my referrals');
      shows(jane, 'You have none yet.');
      await replies(jane.says(reference), 'That draft is deleted');
    },
  );

  it('“delete it” asks first, and asks again after the draft was kept with “Keep it” or “go on”', async () => {
    await (await beginsCheck(ash)).presses('Not known');
    await replies(ash.says('delete it'), 'Delete this draft?');
    await ash.presses('Keep it');
    await replies(ash.says('delete it'), 'Delete this draft?');
    await ash.says('go on');
    await replies(ash.says('delete it'), 'Delete this draft?');
    await ash.says('my referrals');
    shows(ash, 'Not sent yet');
  });

  it('My referrals offers to delete each draft, and “Delete” drops that one only', async () => {
    await fillsIn(world, 'jane');
    await (await beginsCheck(jane)).presses('Not known');
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
    await replies(tom.says('delete this draft'), 'There is nothing to stop');
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
    await seesCase(mo, reference, 'Their words: told police 14:20');
    await sid.says('delete this draft', 'delete it');
    const shared = await seesCase(mo, reference, 'The referrer deleted this draft. Nothing was sent in writing.');
    lacks(shared.text, 'NOT IN WRITING YET', 'The police were not told yet');
    contains(shared.text, '01632 960 014'); // the MASH must be able to ask about the missing child
    contains(shared.buttons, 'Record decision'); // with a missing child and a call, the case still waits
    await until(() => allOf(sid.chat()).includes('What the MASH was told before stays with it.'));
    lacks(allOf(sid.chat()), 'Your answers were not sent, and are not kept.');
    await until(() => mo.thread(reference).length === 3);
    expect(summariesIn(mo.thread(reference))).toEqual([
      expect.stringContaining(`${reference}: draft deleted by the referrer, decision due`),
      `${reference}: CHILD MISSING, says the referrer`,
      `${reference}: The referrer deleted their draft`,
    ]);
  });
});
