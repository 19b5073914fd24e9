import { expect, it } from '@jest/globals';
import { Instant } from '../../../src/base/time.ts';
import { emptyAnswers } from '../../../src/draft/draft.ts';
import { contactsCard } from '../../../src/features/contacts/cards.ts';
import { loadPack } from '../../../src/protocol/load-pack.ts';
import { unfoldedIn } from '../../fakes/card.ts';
import type { Json } from '../../fakes/wire.ts';

const pack = loadPack();

/** What stands on the card at that moment, before anything is unfolded. */
function at(moment: string, { agency = 'health', own = pack } = {}): string {
  const answers = { ...emptyAnswers, values: { agency } };
  return unfoldedIn(contactsCard(own, { answers, isAdmin: false, now: Instant.parse(moment) }) as Json);
}

const numbersIn = (text: string) => text.split('\n').filter((line) => /^[\d ]{3,}$/.test(line));

it('In office hours the contacts begin with three numbers, and say until when the office is open', () => {
  const card = at('2026-06-10T10:00:00.000Z');
  expect(numbersIn(card)).toEqual(['999', '0300 123 4043', '01438 737511']);
  expect(card).toContain('Monday to Friday, 09:00 to 17:00');
});

it.each([
  ['in the evening', '2026-06-10T21:00:00.000Z'],
  ['at 17:00 in London', '2026-06-10T16:00:00.000Z'],
  ['before 09:00 in London', '2026-06-10T07:59:59.000Z'],
  ['on a Saturday', '2026-06-13T10:00:00.000Z'],
  ['on a bank holiday', '2026-05-04T10:00:00.000Z'],
])('Nobody is sent to a closed office %s', (_, moment) => {
  const card = at(moment);
  expect(numbersIn(card)).toEqual(['999', '0300 123 4043']);
  expect(card).not.toContain('office hours');
});

it('A number of their own agency comes before those for everybody', () => {
  const contacts = pack.contacts.map((each) =>
    each.id === 'consultation-hub' ? { ...each, phone: '01632 960 400', dated: '' } : each,
  );
  const card = at('2026-06-10T10:00:00.000Z', { agency: 'education', own: { ...pack, contacts } });
  expect(numbersIn(card)).toEqual(['999', '0300 123 4043', '01632 960 400']);
});

it('A number for out of hours that is another one is on the card at any hour', () => {
  const own = { ...pack, phones: { ...pack.phones, outOfHours: '01632 960 500' } };
  for (const moment of ['2026-06-10T10:00:00.000Z', '2026-06-10T21:00:00.000Z'])
    expect(numbersIn(at(moment, { own }))).toContain('01632 960 500');
});
