import { beforeAll, describe, expect, it } from '@jest/globals';
import { instantOf, londonDay, longDay } from '../../src/base/time.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { teamsClient } from '../fakes/teams-client.ts';
import type { Json } from '../fakes/wire.ts';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, inOrder, lacks, shows } from './expecting.ts';
import { aboutJane, allOf, beginsCheck, continuesToChild } from './walks.ts';
import { startWorld } from './world.ts';

const world = aWorld();
const { jane, ash, teams } = world;

describe('contacts', () => {
  const lines = () => jane.sees().text.split('\n');
  beforeAll(() => jane.says('contacts'));

  it('The contacts card begins with whom to ring first, and names no service that no longer exists', () => {
    inOrder(jane, '999', '0300 123 4043', '01438 737511', '0800 107 7057', '0870 000 3344');
    contains(lines(), 'NSPCC child trafficking advice');
    doesNotShow(jane, 'Border Agency', 'UKHTC');
    shows(
      jane,
      'No number yet: ask your administrator.\nPrivate fostering social worker',
      'Designated officers',
      'Trafficking co-ordinator',
    );
  });

  it('The contacts card says of each number that nobody has confirmed it', () => {
    shows(jane, '01438 737511\nNot confirmed', '0300 123 4043\nNot confirmed');
  });

  it('The contacts card does not show the incomplete number', () => {
    doesNotShow(jane, '7346');
    expect(allOf(jane.chat())).not.toMatch(/tel:|mailto:|https?:\/\/(www\.)?(refugeecouncil|ceop)/);
    lacks(lines(), '0844 778 2406', '08431160033');
  });

  it('The contacts card offers to confirm numbers to nobody but an administrator', () => {
    const folds = ['All numbers', 'As the protocol has it'];
    expect(jane.sees().buttons).toEqual([...folds, 'Start a check', 'I only want advice']);
  });
});

// Confirming a number

const today = () => longDay(londonDay(instantOf(Date.now())));

it('An administrator can confirm numbers in their own chat', async () => {
  await ash.says('contacts');
  expect(ash.sees().buttons.filter((title) => title === 'Confirm')).toHaveLength(4);
  shows(ash, 'Ring each one, then press Confirm');
});

it('Everybody sees who confirmed a number and when, wherever the number is shown', async () => {
  await ash.presses('Confirm: MASH advice line');
  const confirmation = `Confirmed by Ash Kaur, ${today()}`;
  shows(ash, `01438 737511\n${confirmation}`);
  await jane.says('contacts');
  shows(jane, `01438 737511\n${confirmation}`, '0870 000 3344\nNot confirmed');
  await jane.says('advice');
  shows(jane, `01438 737511\n${confirmation}`);
  const card = await beginsCheck(jane);
  await continuesToChild(card);
  await card.presses('Finish and send', { 'What worries you': 'A burn.' });
  shows(card, `MASH advice line (confirmed by Ash Kaur, ${today()})\n01438 737511`);
});

it('A confirmed number is still confirmed after a restart, and an administrator can take it back', async () => {
  await world.restart();
  await ash.says('contacts');
  await ash.presses('Take back: MASH advice line');
  shows(ash, '01438 737511\nNot confirmed');
  await jane.says('contacts');
  doesNotShow(jane, 'Confirmed by');
});

it('An administrator cannot confirm a number that has changed since their card, nor 999, nor a contact without a number that works', async () => {
  const client = teamsClient(ash.profile, teams);
  const press = (data: Json) => ash.raw(client.execute(ash.chatId, 'f:1', 'confirm-contact', data));
  contains(allOf([await press({ contact: 'nspcc', phone: '0800 000 0000' })]), 'has changed. Please look again.');
  for (const contact of ['refugee-council', 'ukhtc', 'emergency', 'designated-officer', 'nobody', '__proto__'])
    contains(allOf([await press({ contact })]), 'That number cannot be confirmed. Nothing was changed.');
  await ash.says('contacts');
  doesNotShow(ash, 'Confirmed by');
});

// The contacts of another pack

it('A pack can give the Consultation Hub its missing web address, and advice then shows the Hub to referrers from schools', async () => {
  const contacts = loadPack().contacts.map((each) =>
    each.id === 'consultation-hub' ? { ...each, web: 'hub.example.org' } : each,
  );
  await using own = await startWorld({ pack: { extends: 'hertfordshire-2016', contacts } });
  const { tom } = own;
  await tom.says('advice');
  doesNotShow(tom, 'Consultation Hub');
  await continuesToChild(await beginsCheck(tom), { about: { ...aboutJane, Agency: 'School or education' } });
  await tom.says('advice');
  shows(tom, 'You work in a school?\nConsultation Hub for schools\nhub.example.org');
  await tom.says('contacts');
  shows(tom, 'hub.example.org');
});
