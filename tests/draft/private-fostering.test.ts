import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Arrangement, privateFostering } from '../../src/draft/private-fostering.ts';
import { contains } from '../conversations/expecting.ts';

const TODAY = '2026-11-24';

/** A girl of 14, full time with a family friend since 21 November 2026; day 28 is 18 December. */
const friend: Arrangement = {
  born: '2012-03-04',
  carer: 'not-close-family',
  fullTime: 'yes',
  began: '2026-11-21',
};
const longCare: Arrangement = { ...friend, until: '2027-07-20' };
const without = (left: keyof Arrangement, from = longCare): Arrangement => ({ ...from, [left]: undefined });
const findingOf = (arrangement: Arrangement, today = TODAY) => privateFostering(arrangement, today).finding;
/** The finding, and then its reasons. */
const judged = (arrangement: Arrangement, today = TODAY): string[] => {
  const { finding, because } = privateFostering(arrangement, today);
  return [finding, ...because];
};

// How long the care lasts

it('On day 27 the finding is “cannot tell” if the intended length of care is not known', () =>
  expect(judged(friend, '2026-12-17')).toEqual([
    'cannot-tell',
    'The carer is not close family or a legal guardian.',
    'The care is full time.',
    'Day 28 is 18 December 2026.',
    'It is long enough from that day.',
    'If it is meant to last that long, it is long enough already.',
    'The child is under 16.',
    'The child turns 16 on 4 March 2028.',
  ]));

it('On day 28 the care is long enough', () =>
  expect(judged(friend, '2026-12-18')).toEqual([
    'looks-like',
    'The carer is not close family or a legal guardian.',
    'The care is full time.',
    'More than 27 days, since 21 November 2026.',
    'The child is under 16.',
    'The child turns 16 on 4 March 2028.',
  ]));

it('The reasons say "was" about a day 28 in the past', () => {
  expect(judged({ ...friend, until: '2026-12-17' }, '2026-12-19')).toContain('Day 28 was 18 December 2026.');
});

it('Care meant to last until day 28 is long enough on its fourth day', () => {
  expect(judged({ ...friend, until: '2026-12-18' })).toEqual(
    expect.arrayContaining(['looks-like', 'The care is meant to last until 18 December 2026.']),
  );
});

it('Care meant to end on day 27 is too short, and the reasons say to check again if it lasts longer', () =>
  expect(judged({ ...friend, until: '2026-12-17' })).toEqual([
    'does-not',
    'Day 28 is 18 December 2026.',
    'The care is meant to end before that, on 17 December 2026.',
    'If it lasts longer, check again.',
  ]));

it('The finding is “cannot tell” if the beginning of the care is not known', () => {
  expect(judged(without('began'))).toEqual(
    expect.arrayContaining(['cannot-tell', 'We do not know when the care began.']),
  );
});

it('Day 28 is counted correctly over the end of February, in leap years and others', () => {
  expect(judged({ began: '2028-02-10' })).toContain('Day 28 is 8 March 2028.');
  expect(judged({ began: '2027-02-10' })).toContain('Day 28 is 9 March 2027.');
});

it('A last day before the first day is ignored as a typing error', () => {
  expect(findingOf({ ...friend, until: '2026-01-20' }, '2026-12-17')).toBe('cannot-tell');
  expect(findingOf({ ...friend, until: '2026-01-20' }, '2026-12-18')).toBe('looks-like');
});

it('The reasons do not say that care is long enough from day 28 if the child is 16 by then', () => {
  const { finding, because } = privateFostering({ ...friend, born: '2010-12-18' }, TODAY);
  expect(finding).toBe('cannot-tell');
  expect(because).not.toContain('It is long enough from that day.');
  contains(
    because,
    'If it is meant to last that long, it is long enough already.',
    'The child turns 16 on 18 December 2026.',
  );
});

it('The reasons say that care is long enough from day 28 if the child turns 16 the day after', () => {
  expect(judged({ ...friend, born: '2010-12-19' })).toContain('It is long enough from that day.');
});

it('The reasons say that care is long enough from day 28 for a child of 16, who may be disabled', () => {
  expect(judged({ ...friend, born: '2010-11-01' })).toEqual(
    expect.arrayContaining(['cannot-tell', 'It is long enough from that day.']),
  );
});

// Care that has not begun yet

const ahead: Arrangement = { ...friend, began: '2027-01-05', until: '2027-07-20' };

it('Care that has not begun is counted from its first day', () =>
  expect(judged(ahead)).toEqual([
    'looks-like',
    'The carer is not close family or a legal guardian.',
    'The care is full time.',
    'The care has not begun yet. It begins on 5 January 2027.',
    'Day 28 is 1 February 2027.',
    'The care is meant to last until 20 July 2027.',
    'When the care begins, the child will be under 16.',
    'The child turns 16 on 4 March 2028.',
  ]));

it('The finding is “cannot tell” if care has not begun and its length is not known', () => {
  expect(judged(without('until', ahead))).toEqual(
    expect.arrayContaining(['cannot-tell', 'Day 28 is 1 February 2027.']),
  );
});

it('Care that has not begun is judged on the child’s age on its first day', () => {
  expect(findingOf({ ...ahead, born: '2011-01-06', disabled: 'no' })).toBe('looks-like');
  expect(judged({ ...ahead, born: '2011-01-05', disabled: 'no' })).toEqual([
    'does-not',
    'When the care begins, the child will be 16 or older and not disabled.',
    'The child turns 16 on 5 January 2027.',
  ]);
});

it('The finding cannot tell for a child of 15 who may turn 16 before the care begins', () => {
  const fifteen: Arrangement = { ...without('born', ahead), age: { years: 15, about: false }, disabled: 'no' };
  expect(judged(fifteen)).toEqual(expect.arrayContaining(['cannot-tell', 'It must be under 16.']));
  expect(findingOf({ ...fifteen, age: { years: 14, about: false } })).toBe('looks-like');
});

it('The finding cannot tell for a child of 14 if the care begins in a year and a half', () => {
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

// The age limit

it.each([
  ['the day before the 16th birthday', '2010-11-25', 'no', 'looks-like', 'The child turns 16 on 25 November 2026.'],
  ['on the 16th birthday', '2010-11-24', 'no', 'does-not', 'The child turns 16 on 24 November 2026.'],
  [
    'the day before the 16th, disability unknown',
    '2010-11-25',
    undefined,
    'looks-like',
    'The child turns 16 on 25 November 2026.',
  ],
  [
    'on the 16th birthday of a disabled child',
    '2010-11-24',
    'yes',
    'looks-like',
    'The child turns 18 on 24 November 2028.',
  ],
  [
    'the day before the 18th of a disabled child',
    '2008-11-25',
    'yes',
    'looks-like',
    'The child turns 18 on 25 November 2026.',
  ],
  [
    'on the 18th birthday of a disabled child',
    '2008-11-24',
    'yes',
    'does-not',
    'The child turns 18 on 24 November 2026.',
  ],
  [
    'on the 18th birthday, disability unknown',
    '2008-11-24',
    undefined,
    'does-not',
    'The child turns 18 on 24 November 2026.',
  ],
] as const)('The finding %s (born %s, disabled: %s) is %s', (_, born, disabled, finding, birthday) => {
  expect(judged({ ...longCare, born, disabled })).toEqual(expect.arrayContaining([finding, birthday]));
});

it.each([
  ['on the 16th birthday', '2010-11-24', 'The child turns 16 on 24 November 2026.'],
  ['the day before the 18th', '2008-11-25', 'The child turned 16 on 25 November 2024.'],
] as const)('The finding %s cannot tell until it is known whether the child is disabled', (_, born, birthday) => {
  expect(judged({ ...longCare, born })).toEqual(
    expect.arrayContaining(['cannot-tell', birthday, 'That is young enough only if the child is disabled.']),
  );
});

it('The reasons name the age limit and the birthday', () =>
  expect(judged({ ...longCare, born: '2010-11-23', disabled: 'no' })).toEqual([
    'does-not',
    'The child is 16 or older and not disabled.',
    'The child turned 16 on 23 November 2026.',
  ]));

it('A disabled child born on 29 February turns 18 on 1 March, in a year without a 29th', () => {
  const leap: Arrangement = { ...longCare, born: '2008-02-29', disabled: 'yes', began: '2026-01-01' };
  expect(judged(leap, '2026-02-28')).toEqual(
    expect.arrayContaining(['looks-like', 'The child turns 18 on 1 March 2026.']),
  );
  expect(findingOf(leap, '2026-03-01')).toBe('does-not');
});

it('A child born on 29 February turns 16 on 29 February, in a leap year', () => {
  const leap: Arrangement = { ...longCare, born: '2012-02-29', disabled: 'no', until: '2028-07-20' };
  expect(judged(leap, '2028-02-28')).toEqual(
    expect.arrayContaining(['looks-like', 'The child turns 16 on 29 February 2028.']),
  );
  expect(findingOf(leap, '2028-02-29')).toBe('does-not');
});

it('A child born on 29 February 2084 turns 16 on 1 March 2100, which is no leap year', () => {
  const leap: Arrangement = {
    ...longCare,
    born: '2084-02-29',
    disabled: 'no',
    began: '2100-01-01',
    until: '2100-07-20',
  };
  expect(judged(leap, '2100-02-28')).toEqual(
    expect.arrayContaining(['looks-like', 'The child turns 16 on 1 March 2100.']),
  );
  expect(findingOf(leap, '2100-03-01')).toBe('does-not');
});

// A child whose date of birth is not known

const undated = without('born');

it('The finding cannot tell without a birth date and an age', () => {
  expect(judged(undated)).toEqual(expect.arrayContaining(['cannot-tell', 'We do not know how old the child is.']));
});

it.each([
  [12, false, undefined, 'looks-like', ''],
  [15, false, undefined, 'looks-like', ''],
  [14, true, undefined, 'looks-like', ''],
  [15, true, 'no', 'cannot-tell', 'It must be under 16.'],
  [15, true, undefined, 'cannot-tell', 'It must be under 16, or under 18 if the child is disabled.'],
  [15, true, 'yes', 'looks-like', ''],
  [16, false, 'no', 'does-not', ''],
  [16, false, undefined, 'cannot-tell', 'That is young enough only if the child is disabled.'],
  [16, false, 'yes', 'looks-like', ''],
  [16, true, 'no', 'cannot-tell', 'It must be under 16.'],
  [17, false, undefined, 'cannot-tell', 'That is young enough only if the child is disabled.'],
  [17, false, 'yes', 'looks-like', ''],
  [17, true, 'yes', 'cannot-tell', 'It must be under 18.'],
  [17, true, undefined, 'cannot-tell', 'It must be under 16, or under 18 if the child is disabled.'],
  [17, true, 'no', 'does-not', ''],
  [18, false, 'yes', 'does-not', ''],
  [18, false, undefined, 'does-not', ''],
  [18, true, 'yes', 'cannot-tell', 'It must be under 18.'],
  [19, true, 'yes', 'does-not', ''],
] as const)('The finding for the age %i (about: %s, disabled: %s) is %s', (years, about, disabled, finding, reason) => {
  const result = privateFostering({ ...undated, age: { years, about }, disabled }, TODAY);
  expect(result.finding).toBe(finding);
  expect(result.because.join(' ')).toContain(reason);
});

it('A date of birth overrides an age', () =>
  expect(findingOf({ ...longCare, age: { years: 30, about: false } })).toBe('looks-like'));

it.each([['2026-11-25'], ['2011-02-29'], ['4 March 2012'], [''], ['9999-12-31']])(
  'The date of birth "%s" is ignored, because it lies ahead or is no day',
  (born) => {
    expect(judged({ ...longCare, born })).toEqual(
      expect.arrayContaining(['cannot-tell', 'We do not know how old the child is.']),
    );
  },
);

// Who cares for the child, and how much

it.each([
  ['close family or a legal guardian', 'close-family', 'does-not', 'The carer is close family'],
  ['somebody else', 'not-close-family', 'looks-like', 'The carer is not close family'],
  ['not known', undefined, 'cannot-tell', 'We do not know if the carer is close family'],
] as const)('The finding if the carer is %s (%s) is %s', (_, carer, finding, reason) => {
  const result = privateFostering({ ...longCare, carer }, TODAY);
  expect(result.finding).toBe(finding);
  expect(result.because.join(' ')).toContain(reason);
});

it.each([
  ['full time', 'yes', 'looks-like', 'The care is full time.'],
  ['part time', 'no', 'does-not', 'The care is not full time.'],
  ['not known', undefined, 'cannot-tell', 'We do not know if the care is full time.'],
] as const)('The finding if the care is %s (full time: %s) is %s', (_, fullTime, finding, reason) => {
  expect(judged({ ...longCare, fullTime })).toEqual(expect.arrayContaining([finding, reason]));
});

it('One definite no decides the finding, whatever else is not known', () => {
  const because = ['The care is not full time.'];
  expect(privateFostering({ fullTime: 'no' }, TODAY)).toEqual({ finding: 'does-not', because });
  expect(findingOf({ carer: 'close-family' })).toBe('does-not');
  expect(findingOf({ age: { years: 18, about: false } })).toBe('does-not');
  expect(findingOf({ began: '2026-11-21', until: '2026-12-17' })).toBe('does-not');
});

it('With nothing known, the finding names every fact that would decide it', () =>
  expect(judged({})).toEqual([
    'cannot-tell',
    'We do not know if the carer is close family or a legal guardian.',
    'We do not know if the care is full time.',
    'We do not know when the care began.',
    'We do not know how old the child is.',
  ]));

// Whatever is known

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

it('Any arrangement gets reasons in whole sentences', () => {
  fc.assert(
    fc.property(anything, day, (arrangement, today) => {
      const { because } = privateFostering(arrangement, today);
      expect(because.length).toBeGreaterThan(0);
      for (const sentence of because) expect(sentence).toMatch(/^[A-Z].*\.$/);
    }),
    { numRuns: 1000 },
  );
});

it('Care by close family is never private fostering', () => {
  fc.assert(
    fc.property(anything, day, (arrangement, today) => {
      expect(findingOf({ ...arrangement, carer: 'close-family' }, today)).toBe('does-not');
    }),
    { numRuns: 1000 },
  );
});
