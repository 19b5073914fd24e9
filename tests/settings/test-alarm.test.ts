import { describe, expect, it } from '@jest/globals';
import { Duration } from '../../src/base/time.ts';
import {
  begunNow,
  isTestAlarmPending,
  nextAlarm,
  type TestAlarm,
  testNotices,
  withGot,
} from '../../src/settings/test-alarm.ts';
import { ada, at, dee, meg, mo, pack, pat } from '../case/a-case.ts';

const rules = pack.duty.testAlarm;
const people = [mo.id, meg.id, dee.id];
const TUESDAY = at('2026-11-03T10:00:00.000Z');
const counted = (since: string): TestAlarm => ({ kind: 'settings', id: 'test-alarm', since: at(since), rounds: [] });
const begunAt = (now: string, record: TestAlarm | undefined, who = people) =>
  begunNow(record, { rules, people: who, now: at(now) })?.rounds.at(-1)?.begunAt;
const begun: TestAlarm = {
  ...counted('2026-10-06T09:00:00.000Z'),
  rounds: [{ begunAt: TUESDAY, to: people, got: [] }],
};

describe('the next test alarm', () => {
  it.each([
    ['2026-11-03T10:00:05.000Z', '2026-12-01T10:00:00.000Z'], // the same day of the week
    ['2026-10-06T09:00:00.000Z', '2026-11-03T10:00:00.000Z'], // 10:00 in London, summer time or not
    ['2026-03-03T10:00:00.000Z', '2026-03-31T09:00:00.000Z'],
    ['2026-11-07T23:00:00.000Z', '2026-12-07T10:00:00.000Z'], // a Saturday: on Monday
  ])('after %s is at %s', (last, next) => {
    expect(nextAlarm(at(last), rules)).toBe(next);
  });

  it('is counted from the first start of the program, at which nothing is sent', () => {
    const first = begunNow(undefined, { rules, people, now: at('2026-10-06T09:00:00.000Z') });
    expect(first).toEqual(counted('2026-10-06T09:00:00.000Z'));
    expect(begunAt('2026-11-03T09:59:59.999Z', first)).toBeUndefined();
    expect(begunAt('2026-11-03T10:00:00.000Z', first)).toBe(TUESDAY);
  });

  it('wakes nobody: missed while the program was down, it begins in the next hours of work', () => {
    const record = counted('2026-10-06T09:00:00.000Z');
    expect(begunAt('2026-11-03T17:59:59.999Z', record)).toBe('2026-11-03T17:59:59.999Z');
    for (const away of ['2026-11-03T18:00:00.000Z', '2026-11-04T03:00:00.000Z', '2026-11-07T11:00:00.000Z'])
      expect(begunAt(away, record)).toBeUndefined();
    expect(begunAt('2026-11-09T10:00:00.000Z', record)).toBe('2026-11-09T10:00:00.000Z');
  });

  it('waits while there is nobody to ask, and asks somebody once who is manager and escalation contact', () => {
    const record = counted('2026-10-06T09:00:00.000Z');
    expect(begunAt('2026-11-03T10:00:00.000Z', record, [])).toBeUndefined();
    const both = begunNow(record, { rules, people: [mo.id, mo.id], now: TUESDAY });
    expect(both?.rounds[0]?.to).toEqual([mo.id]);
  });

  it('is at once after its time, where the pack says “any”', () => {
    const often = { ...rules, every: Duration.parse('PT5S'), at: 'any' as const };
    expect(nextAlarm(TUESDAY, often)).toBe('2026-11-03T10:00:05.000Z');
  });
});

describe('who has the test alarm', () => {
  const ten = at('2026-11-03T10:05:00.000Z');
  const got = withGot(begun, mo, { round: TUESDAY, at: ten });
  const told = (record: TestAlarm, now: string, who = people) =>
    testNotices(record, rules, { people: who, admins: [ada.id], now: at(now) });

  it('is who pressed, with the time; the second press and that of somebody who was not asked are no news', () => {
    expect(got.rounds[0]?.got).toEqual([{ staff: mo.id, name: mo.name, at: ten }]);
    expect(withGot(got, mo, { round: undefined, at: at('2026-11-03T11:00:00.000Z') })).toEqual(got);
    expect(withGot(got, pat, { round: TUESDAY, at: ten })).toEqual(got);
    expect(withGot(got, meg, { round: at('2026-10-06T10:00:00.000Z'), at: ten })).toEqual(got); // the button of an old test
    expect([isTestAlarmPending(got, mo.id), isTestAlarmPending(got, meg.id), isTestAlarmPending(got, pat.id)]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('is waited for a day, to the last moment; then who has not pressed is named to the administrators, once', () => {
    const last = told(got, '2026-11-04T10:00:00.000Z');
    expect(last.map(({ kind, to }) => `${kind} ${to}`)).toEqual(['test meg', 'test dee']);
    const [missed, ...rest] = told(got, '2026-11-04T10:00:00.001Z');
    expect(missed).toMatchObject({ kind: 'missed', to: ada.id, missing: [meg.id, dee.id] });
    expect(rest).toEqual([]);
    expect(told(got, '2026-11-11T10:00:00.001Z')).toEqual([]);
  });

  it('is nobody’s concern who is no manager any more, and there is nothing to say where all have pressed', () => {
    expect(told(got, '2026-11-05T10:00:00.000Z', [mo.id])).toEqual([]);
  });
});
