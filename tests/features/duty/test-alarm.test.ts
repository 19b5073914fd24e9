import { expect, it } from '@jest/globals';
import { Duration } from '../../../src/base/time.ts';
import type { TestAlarm } from '../../../src/features/duty/duty-state.ts';
import {
  beginDueTest,
  isTestAlarmPending,
  nextAlarm,
  testNotices,
  withTestConfirmed,
} from '../../../src/features/duty/test-alarm.ts';
import { ada, at, dee, meg, mo, pack, pat } from '../../case/a-case.ts';

const rules = pack.duty.testAlarm;
const people = [mo.id, meg.id, dee.id];
const TUESDAY = at('2026-11-03T10:00:00.000Z');
const counted = (since: string): TestAlarm => ({ since: at(since), rounds: [] });
const begunAt = (now: string, record: TestAlarm | undefined, who = people) =>
  beginDueTest(record, { rules, people: who, now: at(now) })?.rounds.at(-1)?.begunAt;
const begun: TestAlarm = {
  ...counted('2026-10-06T09:00:00.000Z'),
  rounds: [{ begunAt: TUESDAY, to: people, got: [] }],
};

// The next test alarm

it.each([
  ['2026-11-03T10:00:05.000Z', '2026-12-01T10:00:00.000Z'], // the same day of the week
  ['2026-10-06T09:00:00.000Z', '2026-11-03T10:00:00.000Z'], // 10:00 in London, summer time or not
  ['2026-03-03T10:00:00.000Z', '2026-03-31T09:00:00.000Z'],
  ['2026-11-07T23:00:00.000Z', '2026-12-07T10:00:00.000Z'], // a Saturday: on Monday
])('After a test alarm on %s, the next is due at %s', (last, next) => {
  expect(nextAlarm(at(last), rules)).toBe(next);
});

it('The first test alarm is counted from the first start of the program, which sends nothing', () => {
  const first = beginDueTest(undefined, { rules, people, now: at('2026-10-06T09:00:00.000Z') });
  expect(first).toEqual(counted('2026-10-06T09:00:00.000Z'));
  expect(begunAt('2026-11-03T09:59:59.999Z', first)).toBeUndefined();
  expect(begunAt('2026-11-03T10:00:00.000Z', first)).toBe(TUESDAY);
});

it('A test alarm that was missed while the program was down begins in the next working hours', () => {
  const record = counted('2026-10-06T09:00:00.000Z');
  expect(begunAt('2026-11-03T17:59:59.999Z', record)).toBe('2026-11-03T17:59:59.999Z');
  for (const away of ['2026-11-03T18:00:00.000Z', '2026-11-04T03:00:00.000Z', '2026-11-07T11:00:00.000Z'])
    expect(begunAt(away, record)).toBeUndefined();
  expect(begunAt('2026-11-09T10:00:00.000Z', record)).toBe('2026-11-09T10:00:00.000Z');
});

it('A test alarm waits while there is nobody to ask, and asks each person once', () => {
  const record = counted('2026-10-06T09:00:00.000Z');
  expect(begunAt('2026-11-03T10:00:00.000Z', record, [])).toBeUndefined();
  const both = beginDueTest(record, { rules, people: [mo.id, mo.id], now: TUESDAY });
  expect(both?.rounds[0]?.to).toEqual([mo.id]);
});

it('A test alarm comes at any hour if the pack says “any”', () => {
  const often = { ...rules, every: Duration.parse('PT5S'), at: 'any' as const };
  expect(nextAlarm(TUESDAY, often)).toBe('2026-11-03T10:00:05.000Z');
});

// Who has confirmed the test alarm

const fivePastTen = at('2026-11-03T10:05:00.000Z');
const got = withTestConfirmed(begun, mo, { round: TUESDAY, at: fivePastTen });
const told = (record: TestAlarm, now: string, who = people) =>
  testNotices(record, rules, { people: who, admins: [ada.id], now: at(now), nameOf: async () => String });

it('A test alarm records who pressed and when, but no second press and nobody who was not asked', () => {
  expect(got.rounds[0]?.got).toEqual([{ staff: mo.id, name: mo.name, at: fivePastTen }]);
  expect(withTestConfirmed(got, mo, { round: undefined, at: at('2026-11-03T11:00:00.000Z') })).toEqual(got);
  expect(withTestConfirmed(got, pat, { round: TUESDAY, at: fivePastTen })).toEqual(got);
  // the button of an old test
  expect(withTestConfirmed(got, meg, { round: at('2026-10-06T10:00:00.000Z'), at: fivePastTen })).toEqual(got);
  expect([isTestAlarmPending(got, mo.id), isTestAlarmPending(got, meg.id), isTestAlarmPending(got, pat.id)]).toEqual([
    false,
    true,
    false,
  ]);
});

it('After a day, the administrators are told once who has not confirmed the test alarm', async () => {
  const last = told(got, '2026-11-04T10:00:00.000Z');
  expect(last.map(({ kind, to }) => `${kind} ${to}`)).toEqual(['test meg', 'test dee']);
  const [missed, ...rest] = told(got, '2026-11-04T10:00:00.001Z');
  expect(missed).toMatchObject({ kind: 'missed', to: ada.id });
  expect(JSON.stringify(await missed?.card())).toMatch(/meg.*dee/);
  expect(rest).toEqual([]);
  expect(told(got, '2026-11-11T10:00:00.001Z')).toEqual([]);
});

it('A former manager is not reported for a test alarm, and nobody is reported if all have pressed', () => {
  expect(told(got, '2026-11-05T10:00:00.000Z', [mo.id])).toEqual([]);
});
