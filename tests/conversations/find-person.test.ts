import { DatabaseSync } from 'node:sqlite';
import { beforeAll, expect, it } from '@jest/globals';
import { ReadRecord } from '../../src/store/reads.ts';
import { aWorld } from './a-world.ts';
import { contains, isHeaded, lacks, shows } from './expecting.ts';
import type { CardActions } from './person.ts';
import { seesCase } from './waiting.ts';
import { aboutJane, aChild, allOf, arrives, asksAtDesk, inChat, textsOf } from './walks.ts';

const world = aWorld();
const { jane, tom, mo, ana, gus, until } = world;
let linh: string;
let other: string;
beforeAll(async () => {
  const linhs = { ...aChild, 'Child’s name': 'Nguyen Thi Linh' };
  linh = await arrives(world, jane, { child: linhs });
  other = await arrives(world, tom, { child: { ...aChild, 'Child’s name': 'Boy Topaz' } });
  await seesCase(mo, other);
});

async function form(): Promise<CardActions> {
  const card = await asksAtDesk(mo, 'find');
  await card.presses('Find a person');
  return card;
}

function readsOf(what: string): ReadRecord[] {
  const db = new DatabaseSync(world.sqlitePath, { timeout: 5000 });
  const rows = db.prepare("SELECT body FROM documents WHERE kind = 'read' ORDER BY id").all();
  db.close();
  return rows.map(({ body }) => ReadRecord.parse(JSON.parse(String(body)))).filter((read) => read.case === what);
}

it('A name that is written after “find” finds nothing in the channel, and the form stands behind a press', async () => {
  const sent = await mo.mentions('find linh nguyen');
  lacks(allOf(sent), linh);
  contains(allOf(sent), 'Do not write a name in this channel');
});

it('Whoever searches must say by what and why', async () => {
  const card = await form();
  await card.presses('Find');
  shows(card, 'Write a name, an address or a phone number.', 'Choose why you search.');
  await card.presses('Find', { Phone: '12', 'Why do': 'Somebody rang' });
  shows(card, 'Write the whole number.');
  expect(readsOf('search')).toEqual([]);
});

it('A child is found by a name as it sounds; the card says how, warns of the carer, and shows no name', async () => {
  const card = await form();
  await card.presses('Find', { Name: 'lin ngyen', 'Why do': 'Somebody rang' });
  isHeaded(card, 'I found 1 referral');
  shows(card, linh, 'SOUNDS LIKE the child’s name', 'NOT KNOWN IF THE CARER KNOWS', 'Tell a caller nothing');
  lacks(card.sees().text, 'Linh', 'Nguyen', other);
  await card.presses(`Open: ${linh}`);
  shows(card, 'Nguyen Thi Linh');
});

it('The search is on record with its reason, without a name, and the case that was shown as well', async () => {
  const [search] = readsOf('search');
  expect(search).toMatchObject({ by: mo.profile.objectId, how: 'caller', terms: expect.any(Array) });
  expect(JSON.stringify(search)).not.toMatch(/lin ngyen|nguyen/i);
  await until(() => readsOf(linh).some(({ how }) => how === 'find-person'));
});

it('Who is not there is not found, and nobody outside the MASH may look', async () => {
  const card = await form();
  await card.presses('Find', { Name: 'Zebedee Quartz', 'Why do': 'The police' });
  isHeaded(card, 'I found nobody');
  shows(card, 'Tell a caller nothing');
  expect(textsOf(await gus.mentions('find'))).toBe('Only members of the MASH team can do that. Guests cannot.');
  lacks(allOf(ana.chat()), linh);
});

it('A case is found by a part of its reference, by the day and by who refers; of a child in care not by the organisation', async () => {
  const inCare = await arrives(world, world.sid, {
    about: { ...aboutJane, 'Your organisation': 'Beryl Youth' },
    child: { ...aChild, 'Child’s name': 'Boy Onyx', 'What worries you': 'He is in care. Tired.' },
  });
  const flint = await arrives(world, world.bea, {
    about: { ...aboutJane, 'Your organisation': 'Flint Primary School' },
    child: { ...aChild, 'Child’s name': 'Girl Jasper' },
  });
  const finds = async (filled: Record<string, string>) => {
    const card = await form();
    await card.presses('Find', { ...filled, 'Why do': 'The police' });
    return card;
  };
  await until(async () => (await finds({ 'Organisation that': 'flint school' })).sees().text.includes(flint));
  shows(await finds({ 'Organisation that': 'flint' }), flint, 'a word of the organisation that refers');
  isHeaded(await finds({ 'Organisation that': 'Beryl Youth' }), 'I found nobody');
  shows(await finds({ 'Part of': linh.split('-')[1] ?? '' }), linh, 'part of its reference');
  shows(await finds({ 'Day sent': 'today' }), inCare, flint, 'sent on that day');
  shows(await finds({ 'Organisation that': 'school' }), 'Write its own name, not only what it is.');
  shows(await finds({ 'Day sent': 'when it rained' }), 'Write one day');
});

it('In a manager’s own chat “find” brings the form, and a result leads to the channel; whoever has left it finds nobody', async () => {
  await mo.says('find');
  await until(() => inChat(mo, 'Why do you search?').sees());
  const { activityId } = inChat(mo, 'Why do you search?').sees();
  const card = mo.on((each) => each.activityId === activityId);
  await card.presses('Find', { Name: 'lin ngyen', 'Why do': 'Somebody rang' });
  shows(card, linh, 'Tell a caller nothing');
  await until(() => readsOf('search').length > 1);
  await tom.says('find');
  lacks(allOf(tom.chat()), 'Find a person');
});
