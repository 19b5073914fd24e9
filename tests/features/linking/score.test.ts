import { describe, expect, it } from '@jest/globals';
import { advance } from '../../../src/case/advance.ts';
import { comparable } from '../../../src/features/linking/comparable.ts';
import { keysOf } from '../../../src/features/linking/keys.ts';
import { alike } from '../../../src/features/linking/score.ts';
import { textOf } from '../../../src/history/events.ts';
import { hashWithSalt } from '../../../src/store/keys.ts';
import { aDraft, aReferral, at, caseContext, jane } from '../../case/a-case.ts';
import { said } from './said.ts';

const SENT = at('2026-11-24T14:00:00.000Z');

describe('why two cases may be linked', () => {
  it('is said for each reason, the weightiest first', () => {
    const one = said({
      'child-name': 'Amina Hassan',
      'child-age': '04/03/2012',
      address: '14 Beech Road, WD18 0AA',
      carer: 'Tariq Mahmood, 020 7946 0123',
    });
    expect(alike(one, one)).toEqual(['birth-date', 'phone', 'address', 'carer']);
  });

  it('is never a name alone, nor one shared surname', () => {
    expect(alike(said({ 'child-name': 'Emma Wright' }), said({ 'child-name': 'Emma Wright' }))).toEqual([]);
    const brown = ['Anna Brown', 'Ben Brown', 'Baby Brown', 'Brown', 'Chloe Brown'];
    const browns = brown.map((name) => said({ 'child-name': name, 'child-age': '12' }));
    for (const one of browns) {
      for (const other of browns) if (one !== other) expect(alike(one, other)).toEqual([]);
    }
  });

  it('is the day of birth, and not the year, where a baby has no first name yet', () => {
    const born = (day: string) => said({ 'child-name': 'Baby Brown', 'child-age': day });
    expect(alike(born('20/11/2026'), born('20/11/2026'))).toEqual(['birth-date']);
    expect(alike(born('20/11/2026'), born('21/11/2026'))).toEqual([]);
    expect(alike(born('0'), born('0'))).toEqual([]);
  });

  it('is the address, for brothers and sisters', () => {
    const [anna, ben] = ['Anna Brown', 'Ben Brown'].map((name) =>
      said({ 'child-name': name, 'child-age': '12', address: '7a Rowan Way, AL3 5PQ' }),
    );
    expect(anna && ben && alike(anna, ben)).toEqual(['address']);
  });

  it('is not the referrer’s own number, wherever they write it', () => {
    const found = said({
      phone: '01632 960 014',
      other: 'Sam, 01632 960 015',
      people: 'Ring me: 01632960014, Sam 01632960015',
    });
    expect(found.phones).toEqual([]);
  });

  it('is not where a child is seen, or who works there', () => {
    const found = said({ whereabouts: 'Ward 4, General Hospital, WD18 0HB', with: 'Nurse Anna Smith' });
    expect(found).toMatchObject({ homes: [], carers: [] });
  });
});

describe('a case that is compared', () => {
  it('is one that was sent, and was not made up to practise on', () => {
    const record = aReferral(SENT);
    expect(comparable(record)).toBeDefined();
    expect(comparable({ ...record, training: true })).toBeUndefined();
    const draft = aDraft(SENT);
    expect(comparable(draft)).toBeUndefined();
    const gone = advance(draft, { events: [{ type: 'DraftWithdrawn', at: SENT, by: jane.id }] }, caseContext(SENT));
    expect(comparable(gone)).toBeUndefined();
  });

  it('is compared by what was added later too', () => {
    const events = [{ type: 'InformationAdded' as const, at: SENT, by: jane.id, number: 1 }];
    const texts = { [textOf.information(1)]: 'He sleeps at 31 Oak Lane, EN8 8RR. Mother: 07912 345678' };
    const record = advance(aReferral(SENT), { events, texts }, caseContext(SENT));
    expect(comparable(record)).toMatchObject({ homes: [{ postcode: 'EN88RR' }], phones: ['+447912345678'] });
  });
});

describe('the keys of a case', () => {
  const whole = said({
    'child-name': 'Amina Hassan',
    'child-age': '04/03/2012',
    address: '14 Beech Road, WD18 0AA',
    carer: 'Tariq Mahmood',
    people: '020 7946 0123',
  });

  it('are its numbers, homes, names and years, the rarest first', () => {
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

  it('are none where nothing is known, and never more than sixty', () => {
    expect(keysOf(said({ 'child-name': 'Girl', 'child-age': '14' }))).toEqual([]);
    const streets = Array.from({ length: 90 }, (_, index) => `${index + 1} Oak Lane, EN8 8RR`).join('\n');
    expect(keysOf(said({ 'all-addresses': streets }))).toHaveLength(60);
  });

  it('are stored so that nothing can be read from them, and otherwise in each store', () => {
    const [ours, theirs] = [hashWithSalt('a'.repeat(43)), hashWithSalt('b'.repeat(43))];
    for (const key of keysOf(whole)) {
      expect(ours(key)).toMatch(/^[\w-]{22}$/);
      expect(ours(key)).toBe(ours(key));
      expect(ours(key)).not.toBe(theirs(key));
    }
  });
});
