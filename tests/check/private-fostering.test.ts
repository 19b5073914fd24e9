import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Arrangement, privateFostering } from '../../src/check/private-fostering.ts';

const TODAY = '2026-11-24';

/** A girl of 14, full time with a family friend since 21 November 2026; day 28 is 18 December. */
const friend: Arrangement = {
  born: '2012-03-04',
  carer: 'not-close-family',
  fullTime: 'yes',
  began: '2026-11-21',
};
const lasting: Arrangement = { ...friend, until: '2027-07-20' };
const without = (left: keyof Arrangement, from = lasting): Arrangement => ({ ...from, [left]: undefined });
const findingOf = (arrangement: Arrangement, today = TODAY) => privateFostering(arrangement, today).finding;

describe('how long the care lasts', () => {
  it('cannot be told on day 27, when nobody knows how long it is meant to last', () => {
    expect(privateFostering(friend, '2026-12-17')).toEqual({
      finding: 'cannot-tell',
      day28: '2026-12-18',
      tooOldOn: { day: '2028-03-04', years: 16 },
      missing: [],
      because: [
        'The carer is not close family or a legal guardian.',
        'The care is full time.',
        'Day 28 is 18 December 2026.',
        'It is long enough from that day.',
        'If it is meant to last that long, it is long enough already.',
        'The child is under 16.',
        'The child turns 16 on 4 March 2028.',
      ],
    });
  });

  it('is long enough on day 28', () => {
    expect(privateFostering(friend, '2026-12-18')).toEqual({
      finding: 'looks-like',
      day28: '2026-12-18',
      tooOldOn: { day: '2028-03-04', years: 16 },
      missing: [],
      because: [
        'The carer is not close family or a legal guardian.',
        'The care is full time.',
        'More than 27 days, since 21 November 2026.',
        'The child is under 16.',
        'The child turns 16 on 4 March 2028.',
      ],
    });
  });

  it('says "was" of a day 28 that is over where the care was meant to end before it', () => {
    const { because } = privateFostering({ ...friend, until: '2026-12-17' }, '2026-12-19');
    expect(because).toContain('Day 28 was 18 December 2026.');
  });

  it('is long enough on its third day already, when it is meant to last until day 28', () => {
    const { finding, because } = privateFostering({ ...friend, until: '2026-12-18' }, TODAY);
    expect(finding).toBe('looks-like');
    expect(because).toContain('The care is meant to last until 18 December 2026.');
  });

  it('is too short when it is meant to end on day 27, and should be looked at again if it lasts longer', () => {
    expect(privateFostering({ ...friend, until: '2026-12-17' }, TODAY)).toEqual({
      finding: 'does-not',
      day28: '2026-12-18',
      tooOldOn: { day: '2028-03-04', years: 16 },
      missing: [],
      because: [
        'Day 28 is 18 December 2026.',
        'The care is meant to end before that, on 17 December 2026.',
        'If it lasts longer, check again.',
      ],
    });
  });

  it('cannot be told when nobody knows when it began', () => {
    const found = privateFostering(without('began'), TODAY);
    expect(found).toMatchObject({ finding: 'cannot-tell', missing: ['began'] });
    expect(found).not.toHaveProperty('day28');
    expect(found.because).toContain('We do not know when the care began.');
  });

  it('counts over the end of February in a leap year', () => {
    expect(privateFostering({ began: '2028-02-10' }, TODAY).day28).toBe('2028-03-08');
    expect(privateFostering({ began: '2027-02-10' }, TODAY).day28).toBe('2027-03-09');
  });

  it('leaves out a last day before the first, which is a slip', () => {
    expect(findingOf({ ...friend, until: '2026-01-20' }, '2026-12-17')).toBe('cannot-tell');
    expect(findingOf({ ...friend, until: '2026-01-20' }, '2026-12-18')).toBe('looks-like');
  });

  it('does not promise day 28 to a child who is 16 by then', () => {
    const { finding, because } = privateFostering({ ...friend, born: '2010-12-18' }, TODAY);
    expect(finding).toBe('cannot-tell');
    expect(because).not.toContain('It is long enough from that day.');
    expect(because).toContain('If it is meant to last that long, it is long enough already.');
    expect(because).toContain('The child turns 16 on 18 December 2026.');
  });

  it('promises it to a child who is 16 the day after', () => {
    const { because } = privateFostering({ ...friend, born: '2010-12-19' }, TODAY);
    expect(because).toContain('It is long enough from that day.');
  });

  it('promises it to a child who is 16 already, since the child may be disabled', () => {
    const { finding, because } = privateFostering({ ...friend, born: '2010-11-01' }, TODAY);
    expect(finding).toBe('cannot-tell');
    expect(because).toContain('It is long enough from that day.');
  });
});

describe('care that has not begun yet', () => {
  const ahead: Arrangement = { ...friend, began: '2027-01-05', until: '2027-07-20' };

  it('counts from its first day, when it is meant to last', () => {
    expect(privateFostering(ahead, TODAY)).toEqual({
      finding: 'looks-like',
      day28: '2027-02-01',
      tooOldOn: { day: '2028-03-04', years: 16 },
      missing: [],
      because: [
        'The carer is not close family or a legal guardian.',
        'The care is full time.',
        'The care has not begun yet. It begins on 5 January 2027.',
        'Day 28 is 1 February 2027.',
        'The care is meant to last until 20 July 2027.',
        'When the care begins, the child will be under 16.',
        'The child turns 16 on 4 March 2028.',
      ],
    });
  });

  it('cannot be told when nobody knows for how long', () => {
    expect(privateFostering(without('until', ahead), TODAY)).toMatchObject({
      finding: 'cannot-tell',
      day28: '2027-02-01',
      missing: [],
    });
  });

  it('is judged on the age the child will have when it begins', () => {
    expect(findingOf({ ...ahead, born: '2011-01-06', disabled: 'no' })).toBe('looks-like');
    expect(privateFostering({ ...ahead, born: '2011-01-05', disabled: 'no' }, TODAY)).toMatchObject({
      finding: 'does-not',
      because: [
        'When the care begins, the child will be 16 or older and not disabled.',
        'The child turns 16 on 5 January 2027.',
      ],
    });
  });

  it('cannot be told for a child of 15 whose birthday is not known: it may fall before', () => {
    const fifteen: Arrangement = { ...without('born', ahead), age: { years: 15, about: false }, disabled: 'no' };
    expect(privateFostering(fifteen, TODAY)).toMatchObject({ finding: 'cannot-tell', missing: ['age'] });
    expect(findingOf({ ...fifteen, age: { years: 14, about: false } })).toBe('looks-like');
  });

  it('cannot be told for a child of 14 when it begins a year and a half from now', () => {
    const fourteen: Arrangement = {
      ...without('born', ahead),
      age: { years: 14, about: false },
      disabled: 'no',
      began: '2028-05-24',
      until: '2028-12-24',
    };
    expect(findingOf(fourteen)).toBe('cannot-tell');
    expect(findingOf({ ...fourteen, age: { years: 13, about: false } })).toBe('looks-like');
    expect(findingOf({ ...fourteen, age: { years: 15, about: false } })).toBe('does-not');
  });
});

describe('the age at which it ends', () => {
  it.each([
    ['the day before the 16th birthday', '2010-11-25', 'no', 'looks-like', { day: '2026-11-25', years: 16 }],
    ['on the 16th birthday', '2010-11-24', 'no', 'does-not', { day: '2026-11-24', years: 16 }],
    [
      'the day before the 16th, disability unknown',
      '2010-11-25',
      undefined,
      'looks-like',
      { day: '2026-11-25', years: 16 },
    ],
    ['on the 16th birthday of a disabled child', '2010-11-24', 'yes', 'looks-like', { day: '2028-11-24', years: 18 }],
    [
      'the day before the 18th of a disabled child',
      '2008-11-25',
      'yes',
      'looks-like',
      { day: '2026-11-25', years: 18 },
    ],
    ['on the 18th birthday of a disabled child', '2008-11-24', 'yes', 'does-not', { day: '2026-11-24', years: 18 }],
    ['on the 18th birthday, disability unknown', '2008-11-24', undefined, 'does-not', { day: '2024-11-24', years: 16 }],
  ] as const)('%s (born %s, disabled: %s): %s', (_, born, disabled, finding, tooOldOn) => {
    expect(privateFostering({ ...lasting, born, disabled }, TODAY)).toMatchObject({ finding, tooOldOn, missing: [] });
  });

  it.each([
    ['on the 16th birthday', '2010-11-24', { day: '2026-11-24', years: 16 }],
    ['the day before the 18th', '2008-11-25', { day: '2024-11-25', years: 16 }],
  ] as const)('%s, cannot be told until somebody says whether the child is disabled', (_, born, tooOldOn) => {
    const found = privateFostering({ ...lasting, born }, TODAY);
    expect(found).toMatchObject({ finding: 'cannot-tell', tooOldOn, missing: ['disabled'] });
    expect(found.because).toContain('That is young enough only if the child is disabled.');
  });

  it('says why in plain words', () => {
    expect(privateFostering({ ...lasting, born: '2010-11-23', disabled: 'no' }, TODAY).because).toEqual([
      'The child is 16 or older and not disabled.',
      'The child turned 16 on 23 November 2026.',
    ]);
  });

  it('born on 29 February, a disabled child is 18 on 1 March when that year has no 29th', () => {
    const leap: Arrangement = { ...lasting, born: '2008-02-29', disabled: 'yes', began: '2026-01-01' };
    expect(privateFostering(leap, '2026-02-28')).toMatchObject({
      finding: 'looks-like',
      tooOldOn: { day: '2026-03-01', years: 18 },
    });
    expect(findingOf(leap, '2026-03-01')).toBe('does-not');
  });

  it('born on 29 February, a child is 16 on 29 February, since sixteen years on is a leap year', () => {
    const leap: Arrangement = { ...lasting, born: '2012-02-29', disabled: 'no', until: '2028-07-20' };
    expect(privateFostering(leap, '2028-02-28')).toMatchObject({
      finding: 'looks-like',
      tooOldOn: { day: '2028-02-29', years: 16 },
    });
    expect(findingOf(leap, '2028-02-29')).toBe('does-not');
  });

  it('except over the year 2100, which has no 29th: 1 March', () => {
    const leap: Arrangement = {
      ...lasting,
      born: '2084-02-29',
      disabled: 'no',
      began: '2100-01-01',
      until: '2100-07-20',
    };
    expect(privateFostering(leap, '2100-02-28')).toMatchObject({
      finding: 'looks-like',
      tooOldOn: { day: '2100-03-01', years: 16 },
    });
    expect(findingOf(leap, '2100-03-01')).toBe('does-not');
  });
});

describe('a child whose date of birth is not known', () => {
  const undated = without('born');

  it('cannot be judged without an age', () => {
    const found = privateFostering(undated, TODAY);
    expect(found).toMatchObject({ finding: 'cannot-tell', missing: ['age'] });
    expect(found).not.toHaveProperty('tooOldOn');
    expect(found.because).toContain('We do not know how old the child is.');
  });

  it.each([
    ['12', 12, false, undefined, 'looks-like', []],
    ['15', 15, false, undefined, 'looks-like', []],
    ['about 14', 14, true, undefined, 'looks-like', []],
    ['about 15', 15, true, 'no', 'cannot-tell', ['age']],
    ['about 15', 15, true, undefined, 'cannot-tell', ['age', 'disabled']],
    ['about 15', 15, true, 'yes', 'looks-like', []],
    ['16', 16, false, 'no', 'does-not', []],
    ['16', 16, false, undefined, 'cannot-tell', ['disabled']],
    ['16', 16, false, 'yes', 'looks-like', []],
    ['about 16', 16, true, 'no', 'cannot-tell', ['age']],
    ['17', 17, false, undefined, 'cannot-tell', ['disabled']],
    ['17', 17, false, 'yes', 'looks-like', []],
    ['about 17', 17, true, 'yes', 'cannot-tell', ['age']],
    ['about 17', 17, true, undefined, 'cannot-tell', ['age', 'disabled']],
    ['about 17', 17, true, 'no', 'does-not', []],
    ['18', 18, false, 'yes', 'does-not', []],
    ['18', 18, false, undefined, 'does-not', []],
    ['about 18', 18, true, 'yes', 'cannot-tell', ['age']],
    ['about 19', 19, true, 'yes', 'does-not', []],
  ] as const)('%s (%i, about: %s, disabled: %s): %s', (_, years, about, disabled, finding, missing) => {
    expect(privateFostering({ ...undated, age: { years, about }, disabled }, TODAY)).toMatchObject({
      finding,
      missing,
    });
  });

  it('is judged by the date of birth where both were given', () => {
    expect(findingOf({ ...lasting, age: { years: 30, about: false } })).toBe('looks-like');
  });

  it.each([['2026-11-25'], ['2011-02-29'], ['4 March 2012'], [''], ['9999-12-31']])(
    'takes "%s" as no date of birth: it lies ahead or is no day',
    (born) => {
      const found = privateFostering({ ...lasting, born }, TODAY);
      expect(found).toMatchObject({ finding: 'cannot-tell', missing: ['age'] });
      expect(found).not.toHaveProperty('tooOldOn');
    },
  );
});

describe('who cares for the child, and how much', () => {
  it.each([
    ['close family or a legal guardian', 'close-family', 'does-not', []],
    ['somebody else', 'not-close-family', 'looks-like', []],
    ['nobody knows who', undefined, 'cannot-tell', ['carer']],
  ] as const)('%s (%s): %s', (_, carer, finding, missing) => {
    expect(privateFostering({ ...lasting, carer }, TODAY)).toMatchObject({ finding, missing });
  });

  it.each([
    ['full time', 'yes', 'looks-like', []],
    ['part time', 'no', 'does-not', []],
    ['nobody knows', undefined, 'cannot-tell', ['full-time']],
  ] as const)('%s (full time: %s): %s', (_, fullTime, finding, missing) => {
    expect(privateFostering({ ...lasting, fullTime }, TODAY)).toMatchObject({ finding, missing });
  });

  it('one definite no decides, whatever else is not known', () => {
    const because = ['The care is not full time.'];
    expect(privateFostering({ fullTime: 'no' }, TODAY)).toEqual({ finding: 'does-not', missing: [], because });
    expect(findingOf({ carer: 'close-family' })).toBe('does-not');
    expect(findingOf({ age: { years: 18, about: false } })).toBe('does-not');
    expect(findingOf({ began: '2026-11-21', until: '2026-12-17' })).toBe('does-not');
  });

  it('with nothing known, names everything that would tell', () => {
    expect(privateFostering({}, TODAY)).toMatchObject({
      finding: 'cannot-tell',
      missing: ['carer', 'full-time', 'began', 'age'],
    });
  });
});

describe('whatever is known', () => {
  const day = fc
    .date({ min: new Date('1990-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const typed = fc.oneof(
    { weight: 5, arbitrary: day },
    fc.constantFrom('', '9999-12-31', '0001-01-01', '2011-02-29', '2012-02-29', '2199-12-31'),
    fc.string({ maxLength: 12 }),
  );
  const anything: fc.Arbitrary<Arrangement> = fc.record(
    {
      born: typed,
      age: fc.record({ years: fc.integer({ min: 0, max: 25 }), about: fc.boolean() }),
      disabled: fc.constantFrom('yes', 'no'),
      carer: fc.constantFrom('close-family', 'not-close-family'),
      fullTime: fc.constantFrom('yes', 'no'),
      began: typed,
      until: typed,
    },
    { requiredKeys: [] },
  );

  it('it never breaks, gives reasons in whole sentences, and names what is missing only where it cannot tell', () => {
    fc.assert(
      fc.property(anything, day, (arrangement, today) => {
        const { finding, missing, because } = privateFostering(arrangement, today);
        expect(because.length).toBeGreaterThan(0);
        for (const sentence of because) expect(sentence).toMatch(/^[A-Z].*\.$/);
        if (finding !== 'cannot-tell') expect(missing).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('close family is never private fostering', () => {
    fc.assert(
      fc.property(anything, day, (arrangement, today) => {
        expect(findingOf({ ...arrangement, carer: 'close-family' }, today)).toBe('does-not');
      }),
      { numRuns: 1000 },
    );
  });
});
