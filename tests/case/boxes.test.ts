import { expect, it } from '@jest/globals';
import { type Box, readBoxes } from '../../src/case/boxes.ts';

const TODAY = '2026-11-25';
const boxes = {
  words: { kind: 'text', required: true },
  name: { kind: 'text', limit: 5 },
  choice: { kind: 'choice', of: ['yes', 'no'] },
  past: { kind: 'past' },
  day: { kind: 'day', required: true },
} as const satisfies Record<string, Box>;
const good = { words: ' He waits. ', choice: 'yes', day: '2026-12-24' };
const faults = (typed: object) => {
  const read = readBoxes(boxes, { ...good, ...typed }, TODAY);
  return 'why' in read && read.why.kind === 'boxes-are-wrong' ? read.why.faults : {};
};

it('Typed text stays as it was typed, and an empty box stays empty', () => {
  expect(readBoxes(boxes, good, TODAY)).toEqual({ values: { ...good, name: '', past: '' } });
});

it.each<[string, object, object]>([
  ['a required box with only white space', { words: ' \n' }, { words: 'missing' }],
  ['more characters than the box takes', { name: '123456' }, { name: 'too-long' }],
  ['a choice that nobody made', { choice: '' }, { choice: 'choose' }],
  ['a choice that is not on the form', { choice: 'maybe' }, { choice: 'choose' }],
  ['a required day that was left empty', { day: '' }, { day: 'missing' }],
  ['a day that does not exist', { day: '2026-02-29' }, { day: 'no-day' }],
  ['something that is not a day', { day: 'tomorrow' }, { day: 'no-day' }],
  ['tomorrow for something that has happened', { past: '2026-11-26' }, { past: 'ahead' }],
  ['a year that was mistyped', { past: '2016-11-25' }, { past: 'too-far' }],
  ['a year too far ahead', { day: '2036-11-25' }, { day: 'too-far' }],
  ['several faults at once', { choice: '', day: '' }, { choice: 'choose', day: 'missing' }],
])('A form refuses %s', (_, typed, expected) => {
  expect(faults(typed)).toEqual(expected);
});

it.each([
  ['today', { past: TODAY }],
  ['the last day of a month', { day: '2026-11-30', past: '2026-02-28' }],
  ['a year ago to the day', { past: '2025-11-25' }],
  ['exactly as many characters as fit, counted as people count them', { name: '👧👧👧👧👧' }],
])('A form accepts %s', (_, typed) => {
  expect(faults(typed)).toEqual({});
});
