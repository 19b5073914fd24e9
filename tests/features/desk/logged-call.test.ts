import { expect, it } from '@jest/globals';
import { readLoggedCall } from '../../../src/features/desk/rules.ts';
import { at, pack } from '../../case/a-case.ts';

const NOW = at('2026-11-24T16:00:00.000Z');
const filledForm = {
  name: 'Nina Berg',
  agency: 'police',
  phone: '01632 960 099',
  'phoned-when': '14:20',
  worry: '  A girl.\nLocked in.',
  danger: 'yes',
};
const readForm = (typed: Record<string, string>, isSure = false) =>
  readLoggedCall(typed, { pack, now: NOW, takenBy: 'Pat Lee', isSure });
const problems = (typed: Record<string, string>, isSure = false) => {
  const result = readForm(typed, isSure);
  return result.kind === 'problems' ? result.problems.map(({ field, kind }) => `${field}: ${kind}`) : [];
};

it('A logged call keeps the words as typed, and works out the time of the call from them', () => {
  expect(readForm(filledForm)).toEqual({
    kind: 'read',
    calledAt: '2026-11-24T14:20:00.000Z',
    answers: {
      values: { ...filledForm, phoned: 'yes', 'phoned-who': 'Pat Lee', 'child-name': '' },
      ticks: {},
      readings: { 'phoned-when': { words: '14:20, Tuesday 24 November 2026', at: '2026-11-24T14:20:00.000Z' } },
    },
  });
});

it('A logged call needs every answer except the child’s name', () => {
  expect(problems({})).toEqual([
    'name: required',
    'agency: required',
    'phone: required',
    'phoned-when: required',
    'worry: required',
    'danger: required',
  ]);
});

it('A logged call accepts only the choices that the form offers', () => {
  expect(problems({ ...filledForm, danger: 'perhaps' })).toEqual(['danger: required']);
  expect(problems({ ...filledForm, agency: 'circus' })).toEqual(['agency: not-a-choice']);
});

it.each([
  ['in 2 hours', 'phoned-when: future'],
  ['in the blue hour', 'phoned-when: unclear-time'],
  ['20 October 2026 15:00', 'phoned-when: long-ago'],
])('The form asks again about a call at “%s”', (when, problem) => {
  expect(problems({ ...filledForm, 'phoned-when': when })).toEqual([problem]);
});

it('The form accepts a call from long ago when somebody confirms it', () => {
  expect(problems({ ...filledForm, 'phoned-when': '20 October 2026 15:00' }, true)).toEqual([]);
});

it('The form says that a text is too long, and cuts nothing', () => {
  expect(problems({ ...filledForm, worry: 'x'.repeat(3001) })).toEqual(['worry: too-long']);
});
