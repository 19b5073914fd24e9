import { expect, it } from '@jest/globals';
import { homesIn, isInstitution, isSameHome, phonesIn } from '../../../src/features/linking/comparable.ts';

const areSame = (one: string, other: string): boolean =>
  homesIn(one).some((home) => homesIn(other).some((each) => isSameHome(home, each)));

// Addresses in a text

it('The bot reads the postcode, the numbers and the street of an address', () => {
  expect(homesIn('Flat 3, 22 Mill Street, Luton lu1 2ab')).toEqual([
    { numbers: ['3', '22'], postcode: 'LU12AB', street: 'mill' },
  ]);
  expect(homesIn('2 Elm Grove, N9 1AA (2024)\n31 Oak Lane, EN88RR (2025 on)')).toEqual([
    { numbers: ['2'], postcode: 'N91AA', street: 'elm' },
    { numbers: ['31'], postcode: 'EN88RR', street: 'oak' },
  ]);
  expect(homesIn('4 Gneiss Close')).toEqual([{ numbers: ['4'], street: 'gneiss' }]);
});

it.each(['Watford', 'not known', 'WD18 0AA', 'with friends since 2019', ''])(
  'The bot reads no address in “%s”',
  (text) => {
    expect(homesIn(text)).toEqual([]);
  },
);

it.each([
  ['14 Beech Road, Watford, WD18 0AA', '14, Beech Rd wd180aa', true],
  ['Flat 3, 22 Mill Street, LU1 2AB', '22 Mill St, LU1 2AB', true], // one does not name the flat
  ['Flat 3, 22 Mill Street, LU1 2AB', 'Flat 5, 22 Mill Street, LU1 2AB', false],
  ['14 Beech Road, WD18 0AA', '16 Beech Road, WD18 0AA', false],
  ['9 Larch Avenue, SG1 3QT', '9 Larch Avenue, SG1 3TQ', true], // a slip in the postcode
  ['14 Beech Road, WD18 0AA', '14 Beech Road, CB4 1ZZ', false],
  ['4 Gneiss Close', '4 Gneiss Close, AL10 9XY', true],
  ['12 High Street', '12 High Street', false], // there is one in every town
  ['12 High Street, WD3 1AA', '12 High St, WD3 1AA', true],
])('That “%s” and “%s” are the same address is %s', (one, other, expected) => {
  expect([areSame(one, other), areSame(other, one)]).toEqual([expected, expected]);
});

it('The bot knows places where many children come', () => {
  expect(['General Hospital', 'St Mary’s School', 'the police station'].map(isInstitution)).toEqual([true, true, true]);
  expect(['At home, 14 Beech Road', 'in the flat'].map(isInstitution)).toEqual([false, false]);
});

// Telephone numbers in a text

it.each([
  ['Uncle, 020 7946 0123', ['+442079460123']],
  ['rings from +44 (0)20 7946 0123 or 07912 345678', ['+442079460123', '+447912345678']],
  ['00355 69 123 4567', ['+355691234567']],
  ['07700 900123', ['+447700900123']], // a number for fiction, which the library calls invalid
])('The bot reads the telephone numbers in “%s”', (text, expected) => {
  expect(phonesIn(text)).toEqual(expected);
});

it.each(['0800 1111', '0300 123 4043', 'ring 999 or 101', 'born 04.03.2012', 'room 12', '2012 2013 2014'])(
  'The bot reads no telephone number that could link cases in “%s”',
  (text) => {
    expect(phonesIn(text)).toEqual([]);
  },
);
