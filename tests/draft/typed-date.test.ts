import { expect, it } from '@jest/globals';
import { Instant } from '../../src/base/time.ts';
import { readWhen, type When, whenInWords } from '../../src/draft/typed-date.ts';
import { type Birth, birthInWords, readBirth } from '../../src/draft/typed-day.ts';

const at = (text: string) => Instant.parse(text);
const NOW = at('2026-11-24T14:03:20.000Z'); // a Tuesday, GMT
const SUMMER = at('2026-06-10T13:03:20.000Z'); // a Wednesday, 14:03 BST
const NIGHT = at('2026-11-24T22:00:00.000Z');

/** What was read: a moment, “about” a moment, or a day. */
const inShort = (when: When | undefined): string | undefined =>
  when?.kind === 'instant' ? `${when.approximate ? 'about ' : ''}${when.at}` : when?.day;
const ahead = (typed: string, now = NOW) => inShort(readWhen(typed, now, 'ahead'));
const past = (typed: string, now = NOW) => inShort(readWhen(typed, now, 'past'));
const birth = (typed: string, now = NOW) => readBirth(typed, now);

// A time without a day

it.each([
  '15:30',
  '15.30',
  '1530',
  '3.30pm',
  '3:30 p.m.',
  'half past three',
  'half three',
  '3:30',
  '  at 15:30 ',
  'by half 3',
])(
  '"%s", typed at 14:03, is this afternoon for a question about the future and yesterday for one about the past',
  (typed) => {
    expect(ahead(typed)).toBe('2026-11-24T15:30:00.000Z');
    expect(past(typed)).toBe('2026-11-23T15:30:00.000Z');
  },
);

it.each([
  ['quarter past four', '2026-11-24T16:15:00.000Z'],
  ['quarter to 5', '2026-11-24T16:45:00.000Z'],
  ['ten to four', '2026-11-24T15:50:00.000Z'],
  ['twenty-five past three', '2026-11-24T15:25:00.000Z'],
  ["3 o'clock", '2026-11-24T15:00:00.000Z'],
  ['at 4', '2026-11-24T16:00:00.000Z'],
  ['8pm', '2026-11-24T20:00:00.000Z'],
  ['9am', '2026-11-25T09:00:00.000Z'],
  ['noon', '2026-11-25T12:00:00.000Z'],
  ['12am', '2026-11-25T00:00:00.000Z'],
  ['midnight', '2026-11-25T00:00:00.000Z'],
  ['half past midnight', '2026-11-25T00:30:00.000Z'],
  ['at 9', '2026-11-24T21:00:00.000Z'],
  ['11:00', '2026-11-24T23:00:00.000Z'],
  ['09:00', '2026-11-25T09:00:00.000Z'],
])('"%s" is read as the next such time, %s', (typed, expected) => expect(ahead(typed)).toBe(expected));

it('A time is read as London time, which is an hour ahead of UTC in summer', () =>
  expect(ahead('15:30', SUMMER)).toBe('2026-06-10T14:30:00.000Z'));

it('Without am or pm, 1 to 6 is read as the afternoon, but somebody who types at night may mean the night', () => {
  expect(ahead('half three')).toBe('2026-11-24T15:30:00.000Z');
  expect(ahead('half three', NIGHT)).toBe('2026-11-25T03:30:00.000Z');
  expect(past('half nine', NIGHT)).toBe('2026-11-24T21:30:00.000Z');
  expect(ahead('tomorrow at 3', NIGHT)).toBe('2026-11-25T15:00:00.000Z');
});

it('7 without am or pm is read as the nearer of morning and evening', () => {
  expect(ahead('at 7')).toBe('2026-11-24T19:00:00.000Z');
  expect(past('at 7')).toBe('2026-11-24T07:00:00.000Z');
});

it('A time with a leading zero is read as on a 24-hour clock', () =>
  expect(ahead('03:30')).toBe('2026-11-25T03:30:00.000Z'));

it('A time that was just missed is unclear, rather than read as on another day', () => {
  for (const typed of ['13:50', '13:10', '1.10', '12.30', 'quarter to one', 'half 1'])
    expect(ahead(typed)).toBeUndefined();
  expect(past('14:10')).toBeUndefined();
  expect(ahead('14:03')).toBe('2026-11-24T14:03:00.000Z');
  expect(past('14:03')).toBe('2026-11-24T14:03:00.000Z');
});

it.each(['about 4', 'around 4pm', '4ish', 'at about 16:00', 'approx. 4pm', '4pm?'])(
  '"%s" is read as approximate',
  (typed) => expect(ahead(typed)).toBe('about 2026-11-24T16:00:00.000Z'),
);

// A time counted from now

it.each([
  ['now', '2026-11-24T14:03:20.000Z'],
  ['just now', 'about 2026-11-24T14:03:20.000Z'],
  ['10 minutes ago', '2026-11-24T13:53:20.000Z'],
  ['about 10 mins ago', 'about 2026-11-24T13:53:20.000Z'],
  ['twenty minutes ago', '2026-11-24T13:43:20.000Z'],
  ['an hour ago', '2026-11-24T13:03:20.000Z'],
  ['an hour and a half ago', '2026-11-24T12:33:20.000Z'],
  ['a couple of hours ago', 'about 2026-11-24T12:03:20.000Z'],
  ['in 20 minutes', '2026-11-24T14:23:20.000Z'],
  ['in half an hour', '2026-11-24T14:33:20.000Z'],
])('"%s" is read as that much time from now', (typed, expected) => expect(past(typed)).toBe(expected));

it.each([
  ['20 minutes', '2026-11-24T14:23:20.000Z'],
  ['5 mins', '2026-11-24T14:08:20.000Z'],
  ['about 20 mins', 'about 2026-11-24T14:23:20.000Z'],
  ['half an hour', '2026-11-24T14:33:20.000Z'],
  ['an hour', '2026-11-24T15:03:20.000Z'],
  ['rush hour', undefined],
  ['any minute', undefined],
  ['visiting hours', undefined],
])('“%s” is read as a span ahead, if it is one, and never as one in the past', (typed, expected) => {
  expect(ahead(typed)).toBe(expected);
  expect(past(typed)).toBeUndefined();
});

it('A span of time is not changed by the hour that the clocks skip', () =>
  expect(ahead('in 2 hours', at('2026-03-29T00:30:00.000Z'))).toBe('2026-03-29T02:30:00.000Z'));

// A time on a day

it.each([
  ['today 15:30', '2026-11-24T15:30:00.000Z'],
  ['15:30 today', '2026-11-24T15:30:00.000Z'],
  ['tomorrow 9am', '2026-11-25T09:00:00.000Z'],
  ['tomorrow morning at 8', '2026-11-25T08:00:00.000Z'],
  ['tonight at 8', '2026-11-24T20:00:00.000Z'],
  ['yesterday 16:00', '2026-11-23T16:00:00.000Z'],
  ['24/11 14:30', '2026-11-24T14:30:00.000Z'],
  ['14:30 on 24/11', '2026-11-24T14:30:00.000Z'],
  ['tuesday 24th November, 14:30', '2026-11-24T14:30:00.000Z'],
  ['4/3/26 14:30', '2026-03-04T14:30:00.000Z'],
  ['4.3.26 14.30', '2026-03-04T14:30:00.000Z'],
  ['4 3 2026 1430', '2026-03-04T14:30:00.000Z'],
  ['4 March 2026 at 2.30pm', '2026-03-04T14:30:00.000Z'],
  ['2026-03-04 14:30', '2026-03-04T14:30:00.000Z'],
  ['10/6/2026 14:30', '2026-06-10T13:30:00.000Z'], // BST
])('"%s" is read as %s, for questions about the future and the past', (typed, expected) => {
  expect(ahead(typed)).toBe(expected);
  expect(past(typed)).toBe(expected);
});

it('A time is read by the London clock of the day it names', () => {
  expect(past('4/3/26 14:30', SUMMER)).toBe('2026-03-04T14:30:00.000Z'); // GMT, typed in BST
});

it('A time on a weekday is read as on the nearest such day in the given direction', () => {
  expect(ahead('tuesday 3pm')).toBe('2026-11-24T15:00:00.000Z');
  expect(past('tuesday 3pm')).toBe('2026-11-17T15:00:00.000Z');
  expect(ahead('9am on thurs')).toBe('2026-11-26T09:00:00.000Z');
  expect(past('thursday at 9')).toBe('2026-11-19T09:00:00.000Z');
});

it('"about" in the middle of a time makes it approximate', () =>
  expect(past('yesterday at about 4')).toBe('about 2026-11-23T16:00:00.000Z'));

it('A time in the hour that the clocks skip is unclear', () => {
  expect(past('29/3/2026 01:30')).toBeUndefined();
  expect(past('1.30am', at('2026-03-29T08:00:00.000Z'))).toBeUndefined();
  expect(past('29/3/2026 02:00')).toBe('2026-03-29T01:00:00.000Z');
});

it('A time in the hour that the clocks show twice is read as the earlier one, so that no deadline set by it is too late', () =>
  expect(past('25/10/2026 01:30')).toBe('2026-10-25T00:30:00.000Z'));

// A day without a time

it.each([
  ['today', '2026-11-24'],
  ['yesterday', '2026-11-23'],
  ['4 March 2026', '2026-03-04'],
  ['on 4th of march 2026', '2026-03-04'],
  ['04032026', '2026-03-04'],
  ['2 days ago', '2026-11-22'],
  ['a fortnight ago', '2026-11-10'],
  ['friday', '2026-11-20'],
  ['last friday', '2026-11-20'],
  ['20/11', '2026-11-20'],
  ['this morning', '2026-11-24'],
])('"%s" is read as the day %s for a question about the past', (typed, day) => expect(past(typed)).toBe(day));

it('A day is read as the next such day for a question about the future', () => {
  expect(ahead('friday')).toBe('2026-11-27');
  expect(ahead('4 March')).toBe('2027-03-04');
  expect(ahead('next monday')).toBe('2026-11-30');
});

it('"today" is the London day, which begins before the UTC day in summer', () =>
  expect(past('today', at('2026-06-10T23:30:00.000Z'))).toBe('2026-06-11'));

// An unclear time

it.each([
  'end of the school day',
  'not known',
  'soon',
  'room 12 at 3',
  'twenty-five minutes ago', // not five minutes ago
  'day after tomorrow', // not tomorrow
  'Mrs Hall said 4 March 2026',
  'tuesday', // typed on a Tuesday
  'last monday', // on a Tuesday: yesterday to some, last week to others
  'next friday', // likewise
  'last week',
  'last night',
  'wednesday 24 november', // it is a Tuesday
  '31/02/2026 9am',
  '12/31 9am',
  '25:00',
  '15:30am',
  '3-4pm',
  '14:30 to 15:30',
  '3',
  '',
  '   ',
  `today${' '.repeat(90)}15:30`,
  'in 99999999 hours',
])('"%s" is unclear as a time', (typed) => {
  expect(ahead(typed)).toBeUndefined();
  expect(past(typed)).toBeUndefined();
});

it('A day without a year that is more than half a year away is unclear', () => {
  expect(past('25/11')).toBeUndefined();
  expect(ahead('23/11 9am')).toBeUndefined();
});

// A birth

it.each([
  '4/3/12',
  '4.3.12',
  '4 3 12',
  '4-3-2012',
  '4 March 2012',
  '4th of march 12',
  '2012-03-04',
  '040312',
  'dob 4/3/12',
])('"%s" is read as born on 4 March 2012, so that the child is 14', (typed) =>
  expect(birth(typed)).toEqual({ kind: 'born', day: '2012-03-04', age: 14 }),
);

it('The age counts full years on the London day: 17 until the birthday, 18 on it', () => {
  expect(birth('25/11/2008')).toEqual({ kind: 'born', day: '2008-11-25', age: 17 });
  expect(birth('24/11/2008')).toEqual({ kind: 'born', day: '2008-11-24', age: 18 });
  expect(readBirth('11/6/2008', at('2026-06-10T23:30:00.000Z'))).toEqual({
    kind: 'born',
    day: '2008-06-11',
    age: 18,
  });
});

it('A child born on 29 February is a year older on 1 March, in years without that day', () => {
  expect(readBirth('29/2/2008', at('2026-02-28T12:00:00.000Z'))).toEqual({
    kind: 'born',
    day: '2008-02-29',
    age: 17,
  });
  expect(readBirth('29/2/2008', at('2026-03-01T12:00:00.000Z'))).toEqual({
    kind: 'born',
    day: '2008-02-29',
    age: 18,
  });
});

it('A child born today is 0 years old', () =>
  expect(birth('24/11/26')).toEqual({ kind: 'born', day: '2026-11-24', age: 0 }));

it.each([
  '25/11/26', // tomorrow
  '4/3/49',
  '4/3/99',
  '4/3/2000', // 26
  '31/02/2012',
  '12/31/2012',
  '29/2/2011',
  '4 March', // no year
  '24/11',
  'tuesday 24/11',
  'march 2012',
  '2012',
  'not known',
  'x'.repeat(81),
  '',
])('"%s" is unclear as a birth', (typed) => expect(birth(typed)).toBeUndefined());

// An age

it.each(['14', '14 years', '14 years old', 'aged 14', '14yo', '14-year-old', '14 and a half', 'just turned 14'])(
  '"%s" is read as the age 14',
  (typed) => expect(birth(typed)).toEqual({ kind: 'age', years: 14, about: false }),
);

it.each(['about 14', '14ish', 'around 14 years old', '14?', '14 or 15', 'nearly 15'])(
  '"%s" is read as about 14',
  (typed) => expect(birth(typed)).toEqual({ kind: 'age', years: 14, about: true }),
);

it.each([
  ['born 2012', 13],
  ['she was born in 2009', 16],
  ['dob 2010 she says', 15],
])('“%s” is an age, the lower of two: %i', (typed, years) => {
  expect(birth(typed)).toEqual({ kind: 'age', years, about: true });
});

it('An age that may be under 18 is read as under 18', () => {
  expect(birth('14, 15 in august')).toEqual({ kind: 'age', years: 14, about: false });
  expect(birth('14 nearly 15')).toEqual({ kind: 'age', years: 14, about: false });
  expect(birth('14, 16 in august')).toBeUndefined();
  expect(birth('9 maybe')).toEqual({ kind: 'age', years: 9, about: true });
  expect(birth('nearly 18')).toEqual({ kind: 'age', years: 17, about: true });
  expect(birth('17 or 18')).toEqual({ kind: 'age', years: 17, about: true });
  expect(birth('14 or 15 year 10')).toEqual({ kind: 'age', years: 14, about: true });
});

it.each(['26', '99', 'nearly 0', '4/3', '14 or 17', '14+', 'teenager'])('"%s" is unclear as an age', (typed) =>
  expect(birth(typed)).toBeUndefined(),
);

it('The age 25 is accepted', () => expect(birth('25')).toEqual({ kind: 'age', years: 25, about: false }));

// Repeating back a reading

const inWords = (when: When | undefined) => when && whenInWords(when);
const bornInWords = (birth: Birth | undefined) => birth && birthInWords(birth);

it('A time is repeated back with its weekday and its year', () => {
  expect(inWords(readWhen('15:30', NOW, 'ahead'))).toBe('15:30, Tuesday 24 November 2026');
  expect(inWords(readWhen('15:30', SUMMER, 'ahead'))).toBe('15:30, Wednesday 10 June 2026');
  expect(inWords(readWhen('25/10/2026 01:30', NOW, 'past'))).toBe('01:30 BST, Sunday 25 October 2026');
  expect(inWords(readWhen('about 4', NOW, 'ahead'))).toBe('about 16:00, Tuesday 24 November 2026');
  expect(inWords(readWhen('4/3/26', NOW, 'past'))).toBe('4 March 2026');
});

it('A birth is repeated back with the age, and an age as it was given', () => {
  expect(bornInWords(readBirth('4/3/12', NOW))).toBe('born 4 March 2012, now 14');
  expect(bornInWords(readBirth('14ish', NOW))).toBe('about 14');
  expect(bornInWords(readBirth('14', NOW))).toBe('14');
});

it('An unclear text is not repeated back', () => {
  expect(inWords(readWhen('not known', NOW, 'past'))).toBeUndefined();
  expect(bornInWords(readBirth('not known', NOW))).toBeUndefined();
});
