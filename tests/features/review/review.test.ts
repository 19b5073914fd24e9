import { expect, it } from '@jest/globals';
import { review } from '../../../src/features/review/index.ts';
import { isReviewDue, reviewDue, roundNow } from '../../../src/features/review/review-state.ts';
import { featureTask } from '../../../src/worker/worker.ts';
import { ada, at, dee } from '../../case/a-case.ts';
import { aWorker } from '../../worker/a-worker.ts';

it.each([
  ['2025-11-25', '2026-11-25'],
  ['2024-02-29', '2025-02-28'],
  ['2023-02-28', '2024-02-28'],
])('After a review on %s, the next is due on %s', (last, due) => {
  expect(reviewDue(last)).toBe(due);
});

it('A review is due from the first moment of its day in London', () => {
  expect(isReviewDue('2025-07-01', at('2026-06-30T22:59:59.999Z'))).toBe(false);
  expect(isReviewDue('2025-07-01', at('2026-06-30T23:00:00.000Z'))).toBe(true);
});

it('A new round of reminders for the review starts once a month, by the calendar', () => {
  const first = roundNow(undefined, '2025-11-25', at('2027-01-31T09:00:00.000Z'));
  expect(first.begunAt).toBe('2027-01-31T09:00:00.000Z');
  const again = (now: string) => roundNow(first, '2025-11-25', at(now)).begunAt;
  expect(again('2027-02-27T23:59:59.999Z')).toBe(first.begunAt);
  expect(again('2027-02-28T00:00:00.000Z')).toBe('2027-02-28T00:00:00.000Z');
});

it('The reminders end when somebody has reviewed, and start again a year later', () => {
  const last = roundNow(undefined, '2025-11-25', at('2027-11-20T09:00:00.000Z'));
  expect(isReviewDue('2026-11-30', at('2026-12-01T09:00:00.000Z'))).toBe(false);
  const next = at('2027-11-30T09:00:00.000Z');
  expect(isReviewDue('2026-11-30', next)).toBe(true);
  expect(roundNow(last, '2026-11-30', next)).toMatchObject({ lastReviewed: '2026-11-30', begunAt: next });
});

it('The review reminder goes to each administrator once in a round, even after a restart, and to a new one as well', async () => {
  const { deps, machine, said, end } = aWorker();
  const admins = [ada.id];
  const caseContext = () => ({ ...deps.caseContext(), desk: { ...deps.caseContext().desk, admins } });
  const pack = { ...deps.pack, lastReviewed: '2025-11-25' };
  const start = () => featureTask(review, { ...deps, pack, caseContext, isStopping: () => false });
  const toldAfter = async (days: number, [task] = start()) => {
    await machine.pass(days * 24 * 60 * 60_000);
    await task?.does();
    await task?.does();
    return said.splice(0).map(({ to }) => to);
  };
  expect(await toldAfter(0)).toEqual([]); // the day before
  expect(await toldAfter(1)).toEqual([ada.id]);
  admins.push(dee.id);
  expect(await toldAfter(1)).toEqual([dee.id]);
  expect(await toldAfter(28)).toEqual([]);
  expect(await toldAfter(1)).toEqual([ada.id, dee.id]);
  await end();
});
