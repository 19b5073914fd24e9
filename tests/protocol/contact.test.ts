import { expect, it } from '@jest/globals';
import { Instant } from '../../src/base/time.ts';
import { canBeConfirmed, isDialable, withConfirmations } from '../../src/protocol/contact.ts';
import shipped from '../../src/protocol/hertfordshire-2016.json' with { type: 'json' };
import { loadPack } from '../../src/protocol/load-pack.ts';
import { Pack } from '../../src/protocol/pack.ts';
import { is2026, packName } from '../fakes/the-pack.ts';

const pack = loadPack(packName);
const at = Instant.parse('2026-11-25T10:00:00.000Z');
const named = (id: string) => {
  const contact = pack.contacts.find((each) => each.id === id);
  if (!contact) throw new Error(`no contact ${id}`);
  return contact;
};

// A number

it.each(['999', '101', '116 000', '0300 123 4043', '01438 737511', '+44 1632 960 001'])(
  'The number %s can be dialled',
  (phone) => expect(isDialable(phone)).toBe(true),
);

it.each(['020 7346 67', '', '12', '0300-123', 'ask Dee', '0300 123 4043 day', '7346 6700'])(
  'The number %j cannot be dialled',
  (phone) => expect(isDialable(phone)).toBe(false),
);

it('Every number of the shipped pack can be dialled or is marked as one that cannot', () => {
  const marked = pack.contacts.filter(({ dialable }) => !dialable).map(({ id }) => id);
  expect(marked).toEqual(['refugee-council', 'ukhtc', 'uk-border-agency']);
});

// The contacts for advice

it('Every contact for advice can be dialled, has a web address or is left for the council to fill in, and no other organisation replaced it', () => {
  for (const { contact: id } of pack.advice.ring) {
    const { phone, dialable, web, when } = named(id);
    expect({ id, ok: when !== 'replaced' && ((phone && dialable) || web || !phone) }).toMatchObject({
      id,
      ok: expect.anything(),
    });
  }
  expect(pack.advice.ring.map(({ contact }) => contact)).toEqual([
    'advice-line',
    'consultation-hub',
    'nspcc',
    ...(is2026 ? ['modern-slavery-helpline'] : []),
    'ceop',
    ...(is2026 ? [] : ['paladin']),
    'refugee-council',
    'csc',
  ]);
});

// A confirmation

const confirmed = { name: 'Ash Kaur', at, phone: '01438 737511' };
const of = (thisPack: typeof pack) => withConfirmations(thisPack, { 'advice-line': confirmed }).contacts[2]?.confirmed;

it('A confirmation is valid while the number stays the same', () => expect(of(pack)).toEqual(confirmed));

it('A confirmation ends when the number in the pack changes', () => {
  const contacts = pack.contacts.map((each) =>
    each.id === 'advice-line' ? { ...each, phone: '01632 960 001' } : each,
  );
  expect(of({ ...pack, contacts })).toBeUndefined();
});

it('A contact is no longer confirmed once the record of the confirmation is gone', () => {
  const before = withConfirmations(pack, { 'advice-line': confirmed });
  expect(withConfirmations(before, {})).toEqual(pack);
});

it('Only a number that can be dialled, of a contact that no other organisation replaced, can be confirmed, and 999 needs no confirmation', () => {
  const can = pack.contacts.filter(canBeConfirmed).map(({ id }) => id);
  const later = is2026 ? ['modern-slavery-helpline', 'competent-authority'] : [];
  expect(can).toEqual(['csc', 'advice-line', 'nspcc', 'ceop', ...later]);
  const forged = { 'refugee-council': { name: 'Ash', at, phone: '020 7346 67' } };
  expect(withConfirmations(pack, forged)).toEqual(pack);
});

// Contacts with faults

const contacts = (change: object, at = 2) =>
  shipped.contacts.map((each, index) => (index === at ? { ...each, ...change } : each));
const ring = (contact: string) => ({ ...shipped.advice, ring: [...shipped.advice.ring, { contact, when: 'X?' }] });

it.each<[string, object, string]>([
  ['a number that nobody can dial', { contacts: contacts({ phone: '020 7346 67' }) }, 'contacts.2.phone'],
  ['two contacts with the same id', { contacts: contacts({ id: 'csc' }) }, 'contacts.2.id'],
  ['an unknown kind', { contacts: contacts({ when: 'sometimes' }) }, 'contacts.2.when'],
  ['a misspelt part', { contacts: contacts({ fone: '999' }) }, 'contacts.2'],
  ['a confirmation in the file, which only a person can give', { contacts: contacts({ confirmed: {} }) }, 'contacts.2'],
  ['an urgent number that is no number', { phones: { urgent: 'soon', outOfHours: '999' } }, 'phones.urgent'],
  ['advice from nobody', { advice: ring('nobody') }, 'advice.ring.7.contact'],
  ['advice from a contact that is replaced', { advice: ring('ukhtc') }, 'advice.ring.7.contact'],
  ['no words for advice', { advice: { ...shipped.advice, lines: [] } }, 'advice.lines'],
  [
    'advice at a number that is cut short',
    { advice: ring('refugee-council'), contacts: contacts({ web: undefined }, 6) },
    'advice.ring.5.contact',
  ],
])('A pack with %s is refused, and the fault names the path', (_, changes, path) => {
  const read = Pack.safeParse({ ...shipped, ...changes });
  expect(read.error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
});
