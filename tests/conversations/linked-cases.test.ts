import { DatabaseSync } from 'node:sqlite';
import { beforeAll, expect, it } from '@jest/globals';
import { referrals } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import type { CardActions, Person } from './person.ts';
import { hears, seesCase } from './waiting.ts';
import { aChild, allOf, arrives, cardInChannel, receipt, refers, summariesIn, toCheckAnswers } from './walks.ts';
import { startWorld } from './world.ts';

const about = (name: string, phone: string) => ({ Agency: 'Health', 'Your name': name, 'Phone, for': phone });
const ofJane = { about: about('Jane Okafor', '01632 960 014') };
const ofTom = { about: about('Tom Reed', '01632 960 015') };

/** The shared card of a case as this person sees it, or what they have opened in its place. */
function mashCard(person: Person, reference: string): CardActions {
  const { activityId } = person
    .on((card) => card.headings[0]?.startsWith(reference) === true && card.conversationId.startsWith('19:'))
    .sees();
  return person.on((card) => card.activityId === activityId);
}
const world = aWorld();
const { jane, tom, mo, ana, pat, until, teams } = world;
const textOn = (reference: string): string => cardInChannel(ana, reference)?.text ?? '';

async function flagsEachOther(one: string, other: string, why: string): Promise<void> {
  await seesCase(ana, one, `May be linked with ${other} (${why})`);
  await seesCase(ana, other, `May be linked with ${one} (${why})`);
}

let first: string;
let second: string;
let third: string;
const lines = (title: string) => summariesIn(teams.delivered(referrals.id)).filter((each) => each === title);
beforeAll(async () => {
  first = await arrives(world, jane, {
    ...ofJane,
    child: {
      'Child’s name': 'Amina Yusuf Hassan',
      'Age or date': '4 March 2012',
      'Who are they with': 'the man Obsidian, 020 7946 0123',
      'What worries you': 'Burn Beryl.',
      'When will they next': 'not before tomorrow',
    },
  });
  second = await refers(tom, {
    ...ofTom,
    child: {
      'Child’s name': 'HASAN, Aamina',
      'Age or date': '04/03/2012',
      'Who are they with': 'a woman Onyx, +44 20 7946 0123',
      'What worries you': 'Never at school Opal.',
      'When will they next': 'not before tomorrow',
    },
  });
  third = await refers(tom, {
    ...ofTom,
    child: {
      'Child’s name': 'Bilal Hassan',
      'Age or date': '14',
      'What worries you': 'Tired Topaz.',
      'When will they next': 'not before tomorrow',
    },
  });
  await seesCase(ana, third, 'Bilal');
  await toCheckAnswers(tom, { ...ofTom, child: { 'Child’s name': 'Amina Hassan', 'Age or date': '4 March 2012' } });
  await tom.says('delete this draft', 'delete it');
});

it('Two referrals of one child show each other’s reference on the shared cards, and why in words', () =>
  flagsEachOther(first, second, 'name and birth date alike, same phone'));

it('Cases that may be linked show nothing of each other’s child', () => {
  expect(textOn(first)).not.toMatch(/Aamina|Onyx|Opal|Topaz/);
  expect(textOn(second)).not.toMatch(/Yusuf|Obsidian|Beryl|Topaz/);
});

it('That two may be about the same child stands in both threads; a household alone makes no line, and nobody has the first yet', async () => {
  await until(() => lines(`${first}: MAY BE THE SAME CHILD`).length === 1);
  await until(() => lines(`${second}: MAY BE THE SAME CHILD`).length === 1);
  expect(lines(`${third}: MAY BE THE SAME CHILD`)).toEqual([]);
  for (const person of [mo, ana, pat, world.dee, world.ash]) expect(allOf(person.chat())).toBe('[]');
});

it('Who has the first referral hears that a second may be about the same child, without a name', async () => {
  await using other = await startWorld();
  const child = { ...aChild, 'Child’s name': 'Amina Yusuf Hassan', 'Age or date': '4 March 2012' };
  const one = await arrives(other, other.jane, { ...ofJane, child });
  await mashCard(other.mo, one).presses('Take this referral');
  const two = await refers(other.tom, { ...ofTom, child: { ...child, 'Child’s name': 'Aamina Hasan' } });
  const { text } = await hears(other.mo, 'Another referral may be about the same child', two);
  lacks(text, 'mina');
});

it('Both stand side by side for who presses alone, and both are on record as read', async () => {
  const card = mashCard(pat, first);
  await card.presses('More', 'Linked cases', 'Compare');
  shows(card, 'Two cases side by side', 'Only you see this card', 'Alike: name and birth date alike, same phone');
  shows(card, first, second, 'Amina Yusuf Hassan', 'HASAN, Aamina', 'Never at school Opal.');
  lacks(textOn(first), 'Aamina', 'Opal');
  const db = new DatabaseSync(world.sqlitePath, { readOnly: true });
  const reads = db
    .prepare("SELECT body FROM documents WHERE kind = 'read'")
    .all()
    .map(({ body }) => String(body));
  db.close();
  const read = reads.find((each) => each.includes('"compare"'));
  contains(read ?? '', first, second, pat.profile.objectId);
  const open = card.sees();
  await card.presses('Back');
  const forged = JSON.parse(JSON.stringify(card.sees().json).replaceAll(second, third));
  await pat.on({ ...open, json: forged }).presses('Compare');
  shows(card, 'That case is not on this list. Nothing was shown.');
  await card.presses('Back to the card');
});

it('A member of the MASH links two cases under More, and both cards say so', async () => {
  const card = mashCard(pat, first);
  await card.presses('More', 'Linked cases');
  shows(card, 'Only you see this card', 'Why: name and birth date alike, same phone');
  expect(card.sees().text).not.toMatch(/Aamina|Onyx|Opal/);
  await card.presses('Compare', 'Link');
  shows(card, 'How are they linked?');
  expect(card.sees().buttons.slice(0, 4)).toEqual([
    'Same family',
    'Same home or address',
    'Same adult',
    'In another way',
  ]);
  await card.presses('Same adult');
  shows(card, `Linked with ${second}, same adult.`, 'Linked, same adult: Pat Lee');
  for (const [one, other] of [
    [first, second],
    [second, first],
  ] as const) {
    await seesCase(ana, one, `Linked by the MASH, same adult\n${other}`);
    lacks(textOn(one), 'May be linked', 'brother');
    await until(() => lines(`${one}: Linked with ${other}`).length > 0);
  }
});

it('“Not the same” undoes a link on both cards, with who and when', async () => {
  const card = mashCard(ana, second);
  await card.presses('More', 'Linked cases', 'Compare', 'Not the same');
  expect(card.sees().text).toMatch(/Not the same: Ana Silva, \d\d:\d\d/);
  await until(() => !textOn(first).includes(second));
  await until(() => !textOn(second).includes(first));
  await until(() => lines(`${first}: Not the same: ${second}`).length > 0);
  const other = mashCard(mo, first);
  await other.presses('More', 'Linked cases');
  expect(other.sees().text).toMatch(/Not the same: Ana Silva, \d\d:\d\d/);
  expect(other.sees().buttons).toEqual(['Compare', 'Back to the card']);
});

it('A manager can link the cases after all, and a double press links them once', async () => {
  const card = mashCard(mo, first);
  expect(card.sees().headings[0]).toBe(`${first}: linked cases`); // the test before left it open
  await card.presses('Compare', 'Link');
  await card.doubleClicks('Same family');
  await seesCase(ana, second, `Linked by the MASH, same family\n${first}`);
  const linked = () => lines(`${first}: Linked with ${second}`).length;
  await until(() => linked() > 1);
  expect(linked()).toBe(2); // one for Pat’s press, one for Mo’s
});

it('Nobody can say “Not the same” of a case that is not on the list', async () => {
  const card = mashCard(pat, first);
  await card.presses('More', 'Linked cases', 'Compare');
  const open = card.sees();
  const forged = JSON.parse(JSON.stringify(open.json).replaceAll(second, third));
  await pat.on({ ...open, json: forged }).presses('Not the same');
  contains(textOn(first), `Linked by the MASH, same family\n${second}`);
  lacks(textOn(third), first);
});

it('The referrers hear nothing of a link: not on the receipt, in their copy or in their lists', async () => {
  for (const [person, own, other] of [
    [jane, first, second],
    [tom, second, first],
  ] as const) {
    await person.says('my referrals', `my copy ${own}`, `add information`);
    expect(allOf(person.chat())).not.toMatch(
      new RegExp(`${other}|May be linked|Linked by|birth date alike|same phone`),
    );
    expect(receipt(person, own).sees().text).not.toMatch(/link/i);
  }
  expect(summariesIn(teams.delivered(referrals.id)).join()).not.toMatch(/alike|same phone/);
});

it('The store holds only unreadable keys for the search, and none of a deleted draft; the log holds nothing', () => {
  const db = new DatabaseSync(world.sqlitePath, { readOnly: true });
  const rows = db.prepare("SELECT id, body FROM documents WHERE kind = 'keys'").all();
  const keys = db.prepare('SELECT key FROM case_keys').all();
  db.close();
  expect(rows.map(({ id }) => id).sort()).toEqual([first, second, third].sort());
  expect(keys.length).toBeGreaterThan(5);
  for (const { key } of keys) expect(key).toMatch(/^[\w-]{22}$/);
  expect(JSON.stringify(rows)).not.toMatch(/amina|hassan|7946|2012-/i);
  expect(world.log.join('\n')).not.toMatch(/Hassan|Amina|7946 ?0123/i);
});

it('Brothers and sisters at one address are flagged, although two people referred them', async () => {
  const childAt = (address: string, name: string) => ({
    child: { 'Child’s name': name, 'Where are they': address, 'What worries you': 'Tired.' },
  });
  const one = await refers(jane, { ...ofJane, ...childAt('At home, 14 Beech Road, Watford WD18 0AA', 'Anna Brown') });
  const other = await refers(tom, { ...ofTom, ...childAt('14 Beech Rd, WD180AA', 'Ben Brown') });
  await flagsEachOther(one, other, 'same address');
});
