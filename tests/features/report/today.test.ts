import { expect, it } from '@jest/globals';
import { todayCard, todayOf } from '../../../src/features/report/today.ts';
import { aCase } from '../../board/some-cases.ts';
import { wordsOf } from '../../cards/reader.ts';
import { aDraft, at } from '../../case/a-case.ts';

const NOW = at('2026-07-01T15:30:00.000Z'); // 16:30 in London

const cases = [
  aCase({ sent: '2026-06-30T22:30:00.000Z' }), // 23:30 the day before, and waits 17 hours
  aCase({ sent: '2026-06-30T23:30:00.000Z', decided: [8, 'assessment'] }), // 00:30, decided at 08:30
  aCase({ sent: '2026-07-01T12:10:00.000Z', called: 3 }), // the 24 hours began with the call at 10:10
  aCase({ sent: '2026-06-29T10:00:00.000Z', decided: [50, 'other'] }), // 13:00 today, late
  aCase({ sent: '2026-06-29T10:00:00.000Z', decided: [5, 'other'] }), // the day before
  aDraft(at('2026-07-01T10:00:00.000Z')),
];

it('The figures of a day count what came and was decided since midnight in London, and all that waits', () => {
  const { came, waits, decided } = todayOf(cases, NOW);
  expect(came).toEqual(['2026-06-30T23:30:00.000Z', '2026-07-01T12:10:00.000Z']);
  expect(waits.map(({ hours }) => Math.round(hours))).toEqual([17, 6]);
  expect(decided.map(({ hours, decided }) => [hours, decided.late])).toEqual([
    [8, false],
    [50, true],
  ]);
});

it('The figures of a day say how many waited how long, were decided in time, and came and were decided by hour', () => {
  const words = wordsOf(todayCard({ ...todayOf(cases, NOW), now: NOW, unread: 0, isAll: true }));
  expect(words).toContain('2 came · 2 decided, 1 in time · 2 wait now');
  expect(words).toContain('Working figures, not published');
  for (const line of ['4 to 12 hours: 1 waits now, 1 decided', '12 to 24 hours: 1 waits now, 0 decided'])
    expect(words).toContain(line);
  expect(words).toContain('Over 24 hours: 0 wait now, 1 decided');
  for (const line of ['00:00: 1 came, 0 decided', '08:00: 0 came, 1 decided', '13:00: 1 came, 1 decided'])
    expect(words).toContain(line);
});
