import { describe, expect, it } from '@jest/globals';
import { reminded } from '../../src/case/react.ts';
import { noDuty, withDuty } from '../../src/settings/desk.ts';
import { at, desk, meg, mo, pat } from '../case/a-case.ts';

const T1 = at('2026-11-24T08:00:00.000Z');
const T2 = at('2026-11-24T20:00:00.000Z');

describe('who is on duty', () => {
  it('is who said so, since when they said it first; saying it again is no news', () => {
    const on = withDuty(noDuty, true, mo, T1);
    expect(on.on).toEqual([{ staff: mo.id, name: 'Mo Hussain', since: T1 }]);
    expect(withDuty(on, true, mo, T2)).toBe(on);
    expect(withDuty(noDuty, false, mo, T1)).toBe(noDuty);
  });

  it('is nobody else’s business: one person’s going leaves the others, and every change is kept with who and when', () => {
    const both = withDuty(withDuty(noDuty, true, mo, T1), true, meg, T1);
    const left = withDuty(both, false, mo, T2);
    expect(left.on.map(({ staff }) => staff)).toEqual([meg.id]);
    expect(left.changes).toEqual([
      { at: T1, by: mo.id, on: true },
      { at: T1, by: meg.id, on: true },
      { at: T2, by: mo.id, on: false },
    ]);
  });

  it('is remembered for five hundred changes', () => {
    let duty = noDuty;
    for (let change = 0; change < 600; change += 1) duty = withDuty(duty, change % 2 === 0, mo, T1);
    expect(duty.changes).toHaveLength(500);
  });

  it('decides who is reminded; when nobody is, or only somebody who is no manager any more, it is all of them', () => {
    expect(reminded({ ...desk, onDuty: [meg.id] })).toEqual([meg.id]);
    expect(reminded({ ...desk, onDuty: [] })).toEqual([mo.id, meg.id]);
    expect(reminded({ ...desk, onDuty: [pat.id] })).toEqual([mo.id, meg.id]);
  });
});
