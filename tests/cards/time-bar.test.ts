import { describe, expect, it } from '@jest/globals';
import { timeBar } from '../../src/cards/london.ts';
import { at } from '../case/a-case.ts';

const clock = { clockStart: at('2026-11-24T14:00:00.000Z'), decisionDue: at('2026-11-25T14:00:00.000Z') };

describe('the time left as a bar', () => {
  it.each([
    ['at the start', '2026-11-24T14:00:00.000Z', '▰▰▰▰▰ 24 hours left'],
    ['just under four fifths of the time', '2026-11-24T18:48:00.001Z', '▰▰▰▰▱ 19 hours 11 minutes left'],
    ['with nine hours left', '2026-11-25T05:00:00.000Z', '▰▰▱▱▱ 9 hours left'],
    ['in the last second', '2026-11-25T13:59:59.000Z', '▰▱▱▱▱ 1 second left'],
    ['at the deadline, which is in time', '2026-11-25T14:00:00.000Z', '▱▱▱▱▱ 0 seconds left'],
    ['after the deadline', '2026-11-25T16:00:00.000Z', '▱▱▱▱▱ OVERDUE by 2 hours'],
    ['before the clock starts', '2026-11-24T13:00:00.000Z', '▰▰▰▰▰ 25 hours left'],
  ])('The time bar %s shows the time left, also in words', (_, now, bar) => {
    expect(timeBar(clock, at(now))).toBe(bar);
  });
});
