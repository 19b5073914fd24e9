import { describe, expect, it } from '@jest/globals';
import { readLoggedCall } from '../../../src/features/desk/logged-call.ts';
import { at, pack } from '../../case/a-case.ts';

const NOW = at('2026-11-24T16:00:00.000Z');
const whole = {
  name: 'Nina Berg',
  agency: 'police',
  phone: '01632 960 099',
  'phoned-when': '14:20',
  worry: '  A girl.\nLocked in.',
  danger: 'yes',
};
const read = (typed: Record<string, string>, isSure = false) =>
  readLoggedCall(typed, { pack, now: NOW, takenBy: 'Pat Lee', isSure });
const problems = (typed: Record<string, string>, isSure = false) => {
  const found = read(typed, isSure);
  return found.kind === 'problems' ? found.problems.map(({ field, kind }) => `${field}: ${kind}`) : [];
};

describe('what the MASH writes down of a call', () => {
  it('is kept as it was written, with when they rang read as a time', () => {
    expect(read(whole)).toEqual({
      kind: 'read',
      calledAt: '2026-11-24T14:20:00.000Z',
      answers: {
        values: { ...whole, phoned: 'yes', 'phoned-who': 'Pat Lee', 'child-name': '' },
        ticks: {},
        readings: { 'phoned-when': { words: '14:20, Tuesday 24 November 2026', at: '2026-11-24T14:20:00.000Z' } },
      },
    });
  });

  it('needs all but the child’s name', () => {
    expect(problems({})).toEqual([
      'name: required',
      'agency: required',
      'phone: required',
      'phoned-when: required',
      'worry: required',
      'danger: required',
    ]);
  });

  it('takes no other choice than it offers', () => {
    expect(problems({ ...whole, danger: 'perhaps' })).toEqual(['danger: required']);
    expect(problems({ ...whole, agency: 'circus' })).toEqual(['agency: not-a-choice']);
  });

  it.each([
    ['in 2 hours', 'phoned-when: future'],
    ['in the blue hour', 'phoned-when: unclear-time'],
    ['20 October 2026 15:00', 'phoned-when: long-ago'],
  ])('asks again about a call at “%s”', (when, problem) => {
    expect(problems({ ...whole, 'phoned-when': when })).toEqual([problem]);
  });

  it('takes a call of long ago when it is said a second time', () => {
    expect(problems({ ...whole, 'phoned-when': '20 October 2026 15:00' }, true)).toEqual([]);
  });

  it('cuts nothing: what is too long is said to be', () => {
    expect(problems({ ...whole, worry: 'x'.repeat(3001) })).toEqual(['worry: too-long']);
  });
});
