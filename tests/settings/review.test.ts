import { describe, expect, it } from '@jest/globals';
import {
  newRound,
  peopleToTellNow,
  retryTellingLater,
  reviewDue,
  withPersonClaimed,
  withPersonTold,
} from '../../src/settings/review.ts';
import { ada, at, dee } from '../case/a-case.ts';

const admins = [ada.id, dee.id];
const begun = (now: string, lastReviewed = '2025-11-25') => {
  const record = newRound(undefined, { lastReviewed, admins, now: at(now) });
  if (!record) throw new Error('no round');
  return record;
};

describe('The yearly review', () => {
  it.each([
    ['2025-11-25', '2026-11-25'],
    ['2024-02-29', '2025-02-28'],
    ['2023-02-28', '2024-02-28'],
  ])('After a review on %s, the next is due on %s', (last, due) => {
    expect(reviewDue(last)).toBe(due);
  });

  it('A review is due from the first moment of its day in London', () => {
    const of = (now: string) => newRound(undefined, { lastReviewed: '2025-07-01', admins, now: at(now) });
    expect(of('2026-06-30T22:59:59.999Z')).toBeUndefined();
    expect(of('2026-06-30T23:00:00.000Z')?.waiting.map(({ person }) => person)).toEqual(['ada', 'dee']);
  });

  it('No review round starts if there are no administrators', () => {
    const now = at('2026-11-25T09:00:00.000Z');
    expect(newRound(undefined, { lastReviewed: '2020-01-01', admins: [], now })).toBeUndefined();
  });

  it('A new round of reminders for the review starts once a month, by the calendar', () => {
    const record = begun('2027-01-31T09:00:00.000Z');
    const again = (now: string) =>
      newRound(record, { lastReviewed: '2025-11-25', admins, now: at(now) })?.begunAt ?? 'not yet';
    expect(again('2027-02-27T23:59:59.999Z')).toBe('not yet');
    expect(again('2027-02-28T00:00:00.000Z')).toBe('2027-02-28T00:00:00.000Z');
  });

  it('The reminders end when somebody has reviewed, and start again a year later', () => {
    const record = begun('2026-11-25T09:00:00.000Z');
    const now = at('2026-12-01T09:00:00.000Z');
    expect(peopleToTellNow(record, '2025-11-25', now)).toEqual(['ada', 'dee']);
    expect(peopleToTellNow(record, '2026-11-30', now)).toEqual([]);
    expect(newRound(record, { lastReviewed: '2026-11-30', admins, now })).toBeUndefined();
    const next = at('2027-11-30T09:00:00.000Z');
    expect(newRound(record, { lastReviewed: '2026-11-30', admins, now: next })?.begunAt).toBe(next);
  });
});

describe('An administrator who is told of the review', () => {
  const now = at('2026-11-25T09:00:00.000Z');
  const record = begun('2026-11-25T09:00:00.000Z');

  it('One instance tells an administrator of the review, and no other instance tells them meanwhile', () => {
    const taken = withPersonClaimed(record, ada.id, now);
    expect(peopleToTellNow(taken, '2025-11-25', now)).toEqual(['dee']);
    expect(peopleToTellNow(taken, '2025-11-25', at('2026-11-25T09:01:00.000Z'))).toEqual(['ada', 'dee']);
  });

  it('An administrator who was told of the review is not told again', () => {
    expect(peopleToTellNow(withPersonTold(record, ada.id), '2025-11-25', at('2026-12-24T09:00:00.000Z'))).toEqual([
      'dee',
    ]);
  });

  it('An administrator who cannot be reached about the review is tried again in an hour', () => {
    const later = retryTellingLater(record, ada.id, now);
    expect(peopleToTellNow(later, '2025-11-25', at('2026-11-25T09:59:59.999Z'))).toEqual(['dee']);
    expect(peopleToTellNow(later, '2025-11-25', at('2026-11-25T10:00:00.000Z'))).toEqual(['ada', 'dee']);
  });
});
