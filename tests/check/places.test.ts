import { describe, expect, it } from '@jest/globals';
import { newDraft, type Ticks } from '../../src/check/draft.ts';
import { placesIn, placesToAsk, withoutPlacement, withoutPlaces, withPlacesAsked } from '../../src/check/places.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';

const pack = loadPack();
const draft = (values: Record<string, string>, note = '') => {
  const begun = newDraft({});
  const ticks: Record<string, Ticks> = note ? { care: { seen: [], suspected: [], note, looked: false } } : {};
  return { ...begun, answers: { values, ticks, readings: {} } };
};

describe('what looks like an address', () => {
  it.each([
    ['12 Oak Road', ['12 Oak Road']],
    ['she stays at 4b, St. Mary', []],
    ['she stays at 4b Saint Mary’s Close now', ['4b Saint Mary’s Close']],
    ['12 The Avenue', ['12 The Avenue']],
    ['SG1 1AA', ['SG1 1AA']],
    ['sg11aa is the postcode', ['sg11aa']],
    ['12 Oak Road, Stevenage, SG1 1AA. The uncle called.', ['12 Oak Road, Stevenage, SG1 1AA']],
    ['3 Elm Way and 5 Elm Way', ['3 Elm Way', '5 Elm Way']],
    ['3 Elm Way, then 3 Elm Way', ['3 Elm Way']],
  ])('%s', (text, places) => expect(placesIn(text)).toEqual(places));

  it.each([
    'School hall',
    'She is 14 and lives in a court',
    'about 14',
    '2 girls on the road',
    'Oak Road',
    'since 3 pm in the park',
    'HT-7K3F-92Q',
    'I rang 01632 960 014',
    'seen on 4/3/2012',
    '',
  ])('is not: %s', (text) => expect(placesIn(text)).toEqual([]));

  it('is found in a time that grows with the length alone', () => {
    for (const piece of ['1 a', '1 a a ', 'a1 ', '12 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ', '1 oak road, ']) {
      const began = performance.now();
      placesIn(piece.repeat(20_000));
      expect(performance.now() - began).toBeLessThan(3_000);
    }
  });

  it('is left out, and the words around it stay', () => {
    expect(withoutPlaces('Taken from 12 Oak Road at night. SG1 1AA')).toBe(
      'Taken from [place left out] at night. [place left out]',
    );
    expect(withoutPlaces('Nothing here')).toBe('Nothing here');
  });
});

describe('an address in the case of a child in care', () => {
  const values = { care: 'yes', whereabouts: 'Safe, at 12 Oak Road', worry: 'He waits at 3 Elm Way.' };

  it('is asked about wherever it was written, also in a note, but not in what the worker says about themselves', () => {
    const all = draft({ ...values, other: 'Head, 9 Work Street', premises: 'SG1 1AA' }, 'Seen at 7 Ash Lane');
    expect(placesToAsk(all.answers, pack).sort()).toEqual(['12 Oak Road', '3 Elm Way', '7 Ash Lane', 'SG1 1AA']);
  });

  it('is not asked about where the child is not in care, or it is not known', () => {
    for (const care of ['no', 'not-known', ''])
      expect(placesToAsk({ ...draft(values).answers, values: { ...values, care } }, pack)).toEqual([]);
  });

  it('is asked about once; another one later is asked about then, and leaves the first as it is', () => {
    const asked = withPlacesAsked(draft(values), pack);
    expect(placesToAsk(asked.answers, pack)).toEqual([]);
    const more = {
      ...asked,
      answers: { ...asked.answers, values: { ...asked.answers.values, people: 'At 8 Fir Row' } },
    };
    expect(placesToAsk(more.answers, pack)).toEqual(['8 Fir Row']);
    const without = withoutPlacement(more, pack).answers.values;
    expect(without.people).toBe('At [place left out]');
    expect(without.worry).toBe('He waits at 3 Elm Way.');
  });

  it('is gone from every answer and note when it is left out', () => {
    const left = withoutPlacement(draft(values, 'Near 12 Oak Road'), pack);
    expect(JSON.stringify(left)).not.toMatch(/Oak Road|Elm Way/);
    expect(left.answers.values).toMatchObject({ whereabouts: 'Safe, at [place left out]', care: 'yes' });
  });
});
