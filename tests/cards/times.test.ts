import { expect, it } from '@jest/globals';
import { longDay } from '../../src/base/time.ts';
import { clock, clockAndDay, clockAndLongDay, shortDue, timeBar, timeLeft } from '../../src/cards/london.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { referralOf, submittedIn } from '../../src/case/state.ts';
import { acceptCase, beginAssessment, recordAssessment } from '../../src/features/assessment/rules.ts';
import { assessmentCard } from '../../src/views/assessment-case.ts';
import { at, pack, sue, withOutcome } from '../case/a-case.ts';
import { textIn } from '../fakes/card.ts';
import { passedOn } from '../features/assessment/a-passed-case.ts';

const TUESDAY = at('2026-11-24T14:03:20.000Z');
const WEDNESDAY = at('2026-11-25T14:03:20.000Z');

// Showing a time

it('A time is shown by the London clock, which in summer is an hour ahead of UTC', () => {
  expect(clock(TUESDAY)).toBe('14:03');
  expect(clock(at('2026-06-10T13:30:00.000Z'))).toBe('14:30');
});

it('Midnight is shown as 00:00', () => {
  expect(clock(at('2026-11-24T00:00:00.000Z'))).toBe('00:00');
  expect(clockAndLongDay(at('2026-06-10T23:00:00.000Z'))).toBe('00:00, Thursday 11 June');
});

it('A deadline is shown with its day', () => {
  expect(clockAndDay(WEDNESDAY)).toBe('14:03, Wed 25 Nov');
  expect(clockAndLongDay(TUESDAY)).toBe('14:03, Tuesday 24 November');
  expect(shortDue(WEDNESDAY)).toBe('14:03 Wed');
});

it('Every month is shortened to three letters, September too', () =>
  expect(clockAndDay(at('2026-09-01T08:05:00.000Z'))).toBe('09:05, Tue 1 Sep'));

it('A time is marked BST or GMT in the hour that comes twice, and there is no 01:30 when the clocks go forward', () => {
  expect(clock(at('2026-10-24T23:59:59.999Z'))).toBe('00:59');
  expect(clock(at('2026-10-25T00:00:00.000Z'))).toBe('01:00 BST');
  expect(clock(at('2026-10-25T00:30:00.000Z'))).toBe('01:30 BST');
  expect(clock(at('2026-10-25T01:30:00.000Z'))).toBe('01:30 GMT');
  expect(clockAndDay(at('2026-10-25T01:59:59.999Z'))).toBe('01:59 GMT, Sun 25 Oct');
  expect(clock(at('2026-10-25T02:00:00.000Z'))).toBe('02:00');
  expect(clock(at('2026-10-26T01:30:00.000Z'))).toBe('01:30');
  expect(clock(at('2026-06-10T00:30:00.000Z'))).toBe('01:30');
  expect(clock(at('2026-03-29T00:59:00.000Z'))).toBe('00:59');
  expect(clock(at('2026-03-29T01:00:00.000Z'))).toBe('02:00');
});

it('A day of birth is shown with its year', () => expect(longDay('2012-03-04')).toBe('4 March 2012'));

// The time left

it.each([
  ['2026-11-24T18:03:20.000Z', '4 hours'],
  ['2026-11-24T15:03:20.000Z', '1 hour'],
  ['2026-11-24T15:23:20.000Z', '1 hour 20 minutes'],
  ['2026-11-24T15:04:20.000Z', '1 hour 1 minute'],
  ['2026-11-25T12:48:20.000Z', '22 hours 45 minutes'],
  ['2026-11-24T14:48:20.000Z', '45 minutes'],
  ['2026-11-24T14:03:40.000Z', '20 seconds'],
  ['2026-11-26T17:03:20.000Z', '2 days 3 hours'],
  ['2026-11-26T14:03:20.000Z', '2 days'],
  ['2026-11-26T15:13:20.000Z', '2 days 1 hour'],
])('The time left until %s is "%s"', (to, words) => expect(timeLeft(TUESDAY, at(to))).toBe(words));

it('The time left is in hours below two days, because the protocol’s limit is "24 hours"', () => {
  expect(timeLeft(TUESDAY, WEDNESDAY)).toBe('24 hours');
  expect(timeLeft(TUESDAY, at('2026-11-26T14:03:19.000Z'))).toBe('47 hours 59 minutes');
});

it('The time left is rounded down', () => {
  expect(timeLeft(TUESDAY, at('2026-11-24T15:03:19.999Z'))).toBe('59 minutes');
  expect(timeLeft(TUESDAY, at('2026-11-24T14:04:19.999Z'))).toBe('59 seconds');
  expect(timeLeft(TUESDAY, at('2026-11-24T14:03:20.999Z'))).toBe('0 seconds');
});

it('The time left is never negative', () => expect(timeLeft(WEDNESDAY, TUESDAY)).toBe('0 seconds'));

it('The time left does not count the hour that the clocks skip', () => {
  // 00:30 GMT to 02:30 BST is one hour
  expect(timeLeft(at('2026-03-29T00:30:00.000Z'), at('2026-03-29T01:30:00.000Z'))).toBe('1 hour');
});

const lasts = { clockStart: at('2026-11-24T14:00:00.000Z'), decisionDue: at('2026-11-25T14:00:00.000Z') };

// The time left as a bar

it.each([
  ['at the start', '2026-11-24T14:00:00.000Z', '▰▰▰▰▰ 24 hours left'],
  ['just under four fifths of the time', '2026-11-24T18:48:00.001Z', '▰▰▰▰▱ 19 hours 11 minutes left'],
  ['with nine hours left', '2026-11-25T05:00:00.000Z', '▰▰▱▱▱ 9 hours left'],
  ['in the last second', '2026-11-25T13:59:59.000Z', '▰▱▱▱▱ 1 second left'],
  ['at the deadline, which is in time', '2026-11-25T14:00:00.000Z', '▱▱▱▱▱ 0 seconds left'],
  ['after the deadline', '2026-11-25T16:00:00.000Z', '▱▱▱▱▱ OVERDUE by 2 hours'],
  ['before the clock starts', '2026-11-24T13:00:00.000Z', '▰▰▰▰▰ 25 hours left'],
])('The time bar %s shows the time left, also in words', (_, now, bar) => expect(timeBar(lasts, at(now))).toBe(bar));

const need = { need: 'High.', services: 'A school place.', arrival: 'no', plan: '' };

function begunAt(begun: string): CaseRecord {
  const now = at(begun);
  const by = { by: sue, now };
  const taken = withOutcome(passedOn(), acceptCase(passedOn(), by));
  return withOutcome(taken, beginAssessment(taken, 'family', by));
}

function cardText(record: CaseRecord, now: string): string {
  const referral = submittedIn(referralOf(record.events));
  if (!referral) throw new Error('the case has no sent referral');
  return textIn(assessmentCard(record, referral, pack, at(now)));
}

// The days that an assessment takes

it.each([
  ['on its first day', '2026-11-26T10:00:00.000Z', '2026-11-26T23:59:59.999Z', '0 days so far (on 26 November 2026)'],
  [
    'after the first midnight',
    '2026-11-26T10:00:00.000Z',
    '2026-11-27T00:00:00.000Z',
    '1 day so far (on 27 November 2026)',
  ],
  ['over New Year', '2026-12-30T10:00:00.000Z', '2027-01-04T09:00:00.000Z', '5 days so far (on 4 January 2027)'],
  ['over a leap day', '2028-02-28T10:00:00.000Z', '2028-03-01T09:00:00.000Z', '2 days so far (on 1 March 2028)'],
  [
    'over the night when the clocks go forward',
    '2027-03-27T10:00:00.000Z',
    '2027-03-28T09:00:00.000Z',
    '1 day so far (on 28 March 2027)',
  ],
  [
    'by midnight in London, an hour before it is midnight by UTC',
    '2027-07-01T10:00:00.000Z',
    '2027-07-01T23:00:00.000Z',
    '1 day so far (on 2 July 2027)',
  ],
])('The assessment card counts calendar days %s', (_, begun, now, words) =>
  expect(cardText(begunAt(begun), now)).toContain(words),
);

it.each([
  ['2026-11-26T22:00:00.000Z', 'took less than a day'],
  ['2026-11-27T09:00:00.000Z', 'took 1 day'],
  ['2027-01-10T09:00:00.000Z', 'took 45 days'],
])('An assessment done at %s %s, and the days then stop counting', (done, words) => {
  const by = { by: sue, now: at(done) };
  const record = withOutcome(
    begunAt('2026-11-26T10:00:00.000Z'),
    recordAssessment(begunAt('2026-11-26T10:00:00.000Z'), 'family', need, by),
  );
  for (const now of [done, '2027-06-01T09:00:00.000Z']) expect(cardText(record, now)).toContain(words);
});

it('The assessment card never says late or overdue, even after a year', () => {
  const text = cardText(begunAt('2026-11-26T10:00:00.000Z'), '2027-11-26T10:00:00.000Z');
  expect(text).toContain('365 days so far (on 26 November 2027)');
  expect(text).not.toMatch(/overdue|late\b|due by/i);
});
