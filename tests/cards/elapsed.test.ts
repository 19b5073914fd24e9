import { describe, expect, it } from '@jest/globals';
import type { CaseRecord } from '../../src/case/record.ts';
import { referralOf, submittedIn } from '../../src/case/state.ts';
import { acceptCase, beginAssessment, recordAssessment } from '../../src/features/assessment/rules.ts';
import { assessmentCard } from '../../src/views/assessment-case.ts';
import { at, pack, sue, withOutcome } from '../case/a-case.ts';
import { textIn } from '../fakes/card.ts';
import { passedOn } from '../features/assessment/a-passed-case.ts';

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

describe('the days that an assessment takes', () => {
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
  ])('The assessment card counts calendar days %s', (_, begun, now, words) => {
    expect(cardText(begunAt(begun), now)).toContain(words);
  });

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
});
