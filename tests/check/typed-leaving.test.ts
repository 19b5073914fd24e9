import { describe, expect, it } from '@jest/globals';
import { Instant } from '../../src/base/time.ts';
import { readLeaving } from '../../src/check/typed-leaving.ts';

const NOW = Instant.parse('2026-11-24T14:03:20.000Z'); // 14:03:20 on a Tuesday, in London too
const read = (text: string): string => {
  const when = readLeaving(text, NOW);
  return when.kind === 'instant' ? when.at : when.kind === 'day' ? when.day : 'unclear';
};

describe('when the child next leaves the referrer’s sight, as people type it', () => {
  it.each([
    ...['now', 'Now!', 'right now', 'any minute', 'Any minute now.', 'any moment', 'any second now'],
    ...[
      'she is leaving now',
      'She’s leaving now',
      "he's leaving right now",
      'they are leaving',
      'just leaving',
      'leaving',
    ],
    ...[
      'leaving any minute',
      'he is about to leave',
      'about to go',
      'on her way out',
      'they’re going now',
      'imminently',
    ],
    ...[
      'child is leaving as we speak',
      'the girl is just leaving',
      'mum is leaving now',
      'leaves now',
      'going home now',
    ],
  ])('“%s” is this moment', (text) => {
    expect(read(text)).toBe(NOW);
  });

  it.each([
    ...[
      'already gone',
      'gone',
      'has gone',
      'she has left',
      'He’s gone',
      'left',
      'already left',
      'just left',
      'they left already',
    ],
    ...['she has already left with the uncle', 'already taken away', 'has been taken'],
  ])('“%s” is past, and read as this moment', (text) => {
    expect(read(text)).toBe(NOW);
  });

  it.each([
    ['already left at 11', '2026-11-24T11:00:00.000Z'],
    ['left at 11', '2026-11-24T11:00:00.000Z'],
    ['she left at 13:40', '2026-11-24T13:40:00.000Z'],
    ['gone 10 minutes ago', '2026-11-24T13:53:20.000Z'],
    ['he left an hour ago', '2026-11-24T13:03:20.000Z'],
    ['13:50', '2026-11-24T13:50:00.000Z'], // less than half an hour ago: they have just gone
    ['13:33', '2026-11-25T13:33:00.000Z'], // more than that: tomorrow, as before
    ['today 11:00', '2026-11-24T11:00:00.000Z'],
  ])('“%s” is %s', (text, at) => {
    expect(read(text)).toBe(at);
  });

  it.each([
    ['15:30', '2026-11-24T15:30:00.000Z'],
    ['leaving at 15:30', '2026-11-24T15:30:00.000Z'],
    ['she leaves at 3pm', '2026-11-24T15:00:00.000Z'],
    ['going home at half 3', '2026-11-24T15:30:00.000Z'],
    ['leaving in 10 minutes', '2026-11-24T14:13:20.000Z'],
    ['tomorrow', '2026-11-25'],
  ])('“%s” is ahead: %s', (text, at) => {
    expect(read(text)).toBe(at);
  });

  it.each([
    ...[
      'after school',
      'when his mum comes',
      'left in my care until his mum comes',
      'not known yet',
      'she is not leaving now',
    ],
    ...['soon', 'the left door', 'room 12 at 3', 'nobody knows', 'now and then', 'gone midnight perhaps or later'],
  ])('“%s” is not read as a time', (text) => {
    expect(read(text)).toBe('unclear');
  });
});
