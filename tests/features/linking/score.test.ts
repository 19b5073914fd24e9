import { expect, it } from '@jest/globals';
import { advance } from '../../../src/case/advance.ts';
import { comparable } from '../../../src/features/linking/comparable.ts';
import { keysOf } from '../../../src/features/linking/search.ts';
import { likenessesBetween } from '../../../src/features/linking/telling.ts';
import { textOf } from '../../../src/history/events.ts';
import { hashWithSalt } from '../../../src/store/keys.ts';
import { aDraft, aReferral, at, caseContext, jane } from '../../case/a-case.ts';
import { afterEvents } from '../outcomes.ts';
import { comparableFrom } from './comparable-from.ts';

const SENT = at('2026-11-24T14:00:00.000Z');

// Why two cases may be linked

it('The bot names every reason why two cases may be linked, the strongest first', () => {
  const one = comparableFrom({
    'child-name': 'Amina Hassan',
    'child-age': '04/03/2012',
    address: '14 Beech Road, WD18 0AA',
    carer: 'Tariq Mahmood, 020 7946 0123',
  });
  expect(likenessesBetween(one, one)).toEqual(['birth-date', 'phone', 'address', 'carer']);
});

it('A name alone, or a shared surname, never links two cases', () => {
  expect(
    likenessesBetween(comparableFrom({ 'child-name': 'Emma Wright' }), comparableFrom({ 'child-name': 'Emma Wright' })),
  ).toEqual([]);
  const brown = ['Anna Brown', 'Ben Brown', 'Baby Brown', 'Brown', 'Chloe Brown'];
  const browns = brown.map((name) => comparableFrom({ 'child-name': name, 'child-age': '12' }));
  for (const one of browns) {
    for (const other of browns) if (one !== other) expect(likenessesBetween(one, other)).toEqual([]);
  }
});

it('The day of birth links two babies without a first name, and the year does not', () => {
  const born = (day: string) => comparableFrom({ 'child-name': 'Baby Brown', 'child-age': day });
  expect(likenessesBetween(born('20/11/2026'), born('20/11/2026'))).toEqual(['birth-date']);
  expect(likenessesBetween(born('20/11/2026'), born('21/11/2026'))).toEqual([]);
  expect(likenessesBetween(born('0'), born('0'))).toEqual([]);
});

it('The referrer’s own number links no cases, wherever they write it', () => {
  const compared = comparableFrom({
    phone: '01632 960 014',
    other: 'Sam, 01632 960 015',
    people: 'Ring me: 01632960014, Sam 01632960015',
  });
  expect(compared.phones).toEqual([]);
});

// A case that is compared

it('Only a case that was sent, and is not for practice, is compared', () => {
  const record = aReferral(SENT);
  expect(comparable(record)).toBeDefined();
  expect(comparable({ ...record, practice: true })).toBeUndefined();
  const draft = aDraft(SENT);
  expect(comparable(draft)).toBeUndefined();
  const deleted = afterEvents(draft, { type: 'DraftWithdrawn', at: SENT, by: jane.id });
  expect(comparable(deleted)).toBeUndefined();
});

it('A case is compared with its added information too', () => {
  const events = [{ type: 'InformationAdded' as const, at: SENT, by: jane.id, number: 1 }];
  const texts = { [textOf.information(1)]: 'He sleeps at 31 Oak Lane, EN8 8RR. Mother: 07912 345678' };
  const record = advance(aReferral(SENT), { events, texts }, caseContext(SENT));
  expect(comparable(record)).toMatchObject({ homes: [{ postcode: 'EN88RR' }], phones: ['+447912345678'] });
});

// The keys of a case

const whole = comparableFrom({
  'child-name': 'Amina Hassan',
  'child-age': '04/03/2012',
  address: '14 Beech Road, WD18 0AA',
  carer: 'Tariq Mahmood',
  people: '020 7946 0123',
});

it('The keys of a case are its numbers, homes, names and years, the rarest first', () => {
  expect(keysOf(whole)).toEqual([
    'phone +442079460123',
    'home WD180AA 14',
    'street beech 14',
    'child AMN SN',
    'carer MMT TRK',
    'name AMN 2012',
    'name SN 2012',
  ]);
});

it('A case has no keys when nothing is known, and never more than sixty', () => {
  expect(keysOf(comparableFrom({ 'child-name': 'Girl', 'child-age': '14' }))).toEqual([]);
  const streets = Array.from({ length: 90 }, (_, index) => `${index + 1} Oak Lane, EN8 8RR`).join('\n');
  expect(keysOf(comparableFrom({ 'all-addresses': streets }))).toHaveLength(60);
});

it('Stored keys reveal nothing, and differ from store to store', () => {
  const [ours, theirs] = [hashWithSalt('a'.repeat(43)), hashWithSalt('b'.repeat(43))];
  for (const key of keysOf(whole)) {
    expect(ours(key)).toMatch(/^[\w-]{22}$/);
    expect(ours(key)).toBe(ours(key));
    expect(ours(key)).not.toBe(theirs(key));
  }
});
