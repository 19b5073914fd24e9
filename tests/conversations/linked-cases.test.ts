import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { referrals } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import type { CardActions, Person } from './person.ts';
import { allOf, cardInChannel, receipt, referenceOn, refers, summariesIn, toCheckAnswers } from './walks.ts';
import type { World } from './world.ts';

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
const textOn = (world: World, reference: string): string => cardInChannel(world.ana, reference)?.text ?? '';

describe('two referrals of one child', () => {
  const world = aWorld();
  const { jane, tom, mo, ana, pat, until, teams } = world;
  let first: string;
  let second: string;
  let third: string;
  beforeAll(async () => {
    first = await refers(jane, {
      ...ofJane,
      child: {
        'Child’s name': 'Amina Yusuf Hassan',
        'Age or date': '4 March 2012',
        'Who are they with': 'the man Obsidian, 020 7946 0123',
        'What worries you': 'Burn Beryl.',
      },
    });
    await until(() => receipt(jane, first).has('Delivered'));
    second = await refers(tom, {
      ...ofTom,
      child: {
        'Child’s name': 'HASAN, Aamina',
        'Age or date': '04/03/2012',
        'Who are they with': 'a woman Onyx, +44 20 7946 0123',
        'What worries you': 'Never at school Opal.',
      },
    });
    third = await refers(tom, {
      ...ofTom,
      child: { 'Child’s name': 'Bilal Hassan', 'Age or date': '14', 'What worries you': 'Tired Topaz.' },
    });
    await until(() => textOn(world, third).includes('Bilal'));
    await until(() => textOn(world, first).includes('May be linked'));
    await until(() => textOn(world, second).includes('May be linked'));
  });

  it('Two referrals of one child show each other’s reference on the shared cards, and why in words', () => {
    const why = '(name and birth date alike, same phone)';
    contains(textOn(world, first), `May be linked with ${second} ${why}`);
    contains(textOn(world, second), `May be linked with ${first} ${why}`);
  });

  it('Cases that may be linked show nothing of each other’s child', () => {
    expect(textOn(world, first)).not.toMatch(/Aamina|Onyx|Opal|Topaz/);
    expect(textOn(world, second)).not.toMatch(/Yusuf|Obsidian|Beryl|Topaz/);
  });

  it('A possible link makes no line in the thread and no message in anybody’s chat', () => {
    const summaries = summariesIn(teams.delivered(referrals.id)).join('\n');
    expect(summaries).not.toMatch(/link/i);
    for (const person of [mo, ana, pat, world.dee, world.ash]) expect(allOf(person.chat())).toBe('[]');
  });

  it('A member of the MASH links two cases under More, and both cards say so', async () => {
    const card = mashCard(pat, first);
    await card.presses('More', 'Linked cases');
    shows(card, 'Only you see this card', 'Why: name and birth date alike, same phone');
    expect(card.sees().text).not.toMatch(/Aamina|Onyx|Opal/);
    await card.presses('Link');
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
      await until(() => textOn(world, one).includes(`Linked by the MASH, same adult\n${other}`));
      lacks(textOn(world, one), 'May be linked');
      await until(() => summariesIn(teams.delivered(referrals.id)).includes(`${one}: Linked with ${other}`));
      lacks(textOn(world, one), 'brother');
    }
  });

  it('“Not the same” undoes a link on both cards, with who and when', async () => {
    const card = mashCard(ana, second);
    await card.presses('More', 'Linked cases', 'Not the same');
    expect(card.sees().text).toMatch(/Not the same: Ana Silva, \d\d:\d\d/);
    await until(() => !textOn(world, first).includes(second));
    await until(() => !textOn(world, second).includes(first));
    await until(() => summariesIn(teams.delivered(referrals.id)).includes(`${first}: Not the same: ${second}`));
    const other = mashCard(mo, first);
    await other.presses('More', 'Linked cases');
    expect(other.sees().text).toMatch(/Not the same: Ana Silva, \d\d:\d\d/);
    expect(other.sees().buttons).toEqual(['Link', 'Back to the card']);
  });

  it('A manager can link the cases after all, and a double press links them once', async () => {
    const card = mashCard(mo, first);
    expect(card.sees().headings[0]).toBe(`${first}: linked cases`); // the test before left it open
    await card.presses('Link');
    await card.doubleClicks('Same family');
    await until(() => textOn(world, second).includes(`Linked by the MASH, same family\n${first}`));
    const lines = () =>
      summariesIn(teams.delivered(referrals.id)).filter((summary) => summary === `${first}: Linked with ${second}`);
    await until(() => lines().length > 1);
    expect(lines()).toHaveLength(2); // one for Pat’s press, one for Mo’s
  });

  it('Nobody can say “Not the same” of a case that is not on the list', async () => {
    const card = mashCard(pat, first);
    await card.presses('More', 'Linked cases');
    const open = card.sees();
    const forged = JSON.parse(JSON.stringify(open.json).replaceAll(second, third));
    await pat.on({ ...open, json: forged }).presses('Not the same');
    contains(textOn(world, first), `Linked by the MASH, same family\n${second}`);
    lacks(textOn(world, third), first);
  });

  it('The referrers hear nothing of a link: not on the receipt, in their copy or in their lists', async () => {
    for (const [person, own, other] of [
      [jane, first, second],
      [tom, second, first],
    ] as const) {
      await person.says('my referrals', `my copy ${own}`, `add information`);
      const all = allOf(person.chat());
      lacks(all, other);
      expect(all).not.toMatch(/May be linked|Linked by|birth date alike|same phone/);
      expect(receipt(person, own).sees().text).not.toMatch(/link/i);
    }
    expect(summariesIn(teams.delivered(referrals.id)).join('\n')).not.toMatch(/alike|same phone/);
  });

  it('The store holds only unreadable keys for the search, and the log holds nothing', () => {
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
});

describe('the search for cases that may be linked', () => {
  const world = aWorld({ ownProcess: true });
  const { jane, tom, until } = world;

  const childAt = (address: string, name: string) => ({
    child: { 'Child’s name': name, 'Where are they': address, 'What worries you': 'Tired.' },
  });

  it('Brothers and sisters at one address are flagged, although two people referred them', async () => {
    const one = await refers(jane, { ...ofJane, ...childAt('At home, 14 Beech Road, Watford WD18 0AA', 'Anna Brown') });
    const other = await refers(tom, { ...ofTom, ...childAt('14 Beech Rd, WD180AA', 'Ben Brown') });
    await until(() => textOn(world, one).includes(`May be linked with ${other} (same address)`));
    await until(() => textOn(world, other).includes(`May be linked with ${one} (same address)`));
  });

  it('A deleted draft is not searched', async () => {
    const somewhere = childAt('9 Larch Avenue, Stevenage SG1 3QT', 'Chloe Evans');
    const drafted = await toCheckAnswers(tom, { ...ofTom, ...somewhere });
    contains(drafted.sees().buttons, 'Submit referral');
    await tom.says('delete this draft', 'delete it');
    const sent = await refers(jane, { ...ofJane, ...somewhere });
    await until(() => receipt(jane, sent).has('Delivered'));
    const db = new DatabaseSync(world.sqlitePath, { readOnly: true });
    const keyed = () =>
      db
        .prepare("SELECT id FROM documents WHERE kind = 'keys'")
        .all()
        .map(({ id }) => id);
    await until(() => keyed().includes(sent));
    expect(keyed()).toHaveLength(3);
    db.close();
    lacks(textOn(world, sent), 'May be linked');
  });

  it('The search runs again when the referrer adds something', async () => {
    const one = await refers(jane, { ...ofJane, ...childAt('31 Oak Lane, Waltham EN8 8RR', 'Girl, about 9') });
    const other = await refers(tom, { ...ofTom, ...childAt('not known', 'Boy, about 11') });
    await until(() => receipt(tom, other).has('Delivered'));
    await receipt(tom, other).presses('Add information');
    await tom.presses('Send to the MASH', { 'What is new?': 'He sleeps at 31 Oak Lane, EN8 8RR.' });
    await until(() => textOn(world, one).includes(`May be linked with ${other} (same address)`));
    await until(() => textOn(world, other).includes(`May be linked with ${one} (same address)`));
  });

  it('The search finishes after the program was killed in the middle of it, and flags each case once', async () => {
    const home = '7a Rowan Way, St Albans AL3 5PQ';
    const one = await refers(jane, { ...ofJane, ...childAt(home, 'Girl, about 9') });
    await until(() => textOn(world, one).includes('Rowan'));
    const card = await toCheckAnswers(tom, { ...ofTom, ...childAt(home, 'Boy, about 11') });
    await card.presses('Submit referral');
    const other = referenceOn(card);
    await world.kill();
    await world.restart();
    await until(() => textOn(world, one).includes(`May be linked with ${other}`), 40_000);
    await until(() => textOn(world, other).includes(`May be linked with ${one}`), 40_000);
    expect(textOn(world, one).split(other)).toHaveLength(2);
  });
});
