import { describe, expect, it } from '@jest/globals';
import { Instant } from '../../src/base/time.ts';
import { readLeaving } from '../../src/check/typed-leaving.ts';

const NOW = Instant.parse('2026-11-24T14:03:20.000Z'); // 14:03:20 on a Tuesday, in London too
const read = (text: string): string => {
  const when = readLeaving(text, NOW);
  return when.kind === 'instant' ? when.at : when.kind === 'day' ? when.day : 'unclear';
};

describe('when the child next leaves the referrer’s sight', () => {
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
  ])('“%s” means that the child leaves now', (text) => {
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
  ])('“%s” means that the child has left, and is read as now', (text) => {
    expect(read(text)).toBe(NOW);
  });

  it.each([
    ['already left at 11', '2026-11-24T11:00:00.000Z'],
    ['left at 11', '2026-11-24T11:00:00.000Z'],
    ['she left at 13:40', '2026-11-24T13:40:00.000Z'],
    ['gone 10 minutes ago', '2026-11-24T13:53:20.000Z'],
    ['he left an hour ago', '2026-11-24T13:03:20.000Z'],
    ['13:50', '2026-11-24T13:50:00.000Z'], // less than half an hour ago: the child has just left
    ['13:33', '2026-11-25T13:33:00.000Z'], // longer ago: tomorrow
    ['today 11:00', '2026-11-24T11:00:00.000Z'],
  ])('“%s” is read as %s', (text, at) => {
    expect(read(text)).toBe(at);
  });

  it.each([
    ['15:30', '2026-11-24T15:30:00.000Z'],
    ['leaving at 15:30', '2026-11-24T15:30:00.000Z'],
    ['she leaves at 3pm', '2026-11-24T15:00:00.000Z'],
    ['going home at half 3', '2026-11-24T15:30:00.000Z'],
    ['leaving in 10 minutes', '2026-11-24T14:13:20.000Z'],
    ['tomorrow', '2026-11-25'],
  ])('“%s” is read as a time ahead, %s', (text, at) => {
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
    ...['soon', 'the left door', 'nobody knows', 'now and then', 'gone midnight perhaps or later'],
  ])('“%s” is not read as a time', (text) => {
    expect(read(text)).toBe('unclear');
  });
});

describe('a short answer that says among other words when the child leaves, typed at 01:03 at night', () => {
  const night = Instant.parse('2026-11-24T01:03:20.000Z');
  const at = (text: string): string => {
    const when = readLeaving(text, night);
    return when.kind === 'instant' ? when.at.slice(0, 16) : when.kind;
  };

  it.each([
    ['in 20 minutes he says', '2026-11-24T01:23'],
    ['in half an hour, he says', '2026-11-24T01:33'],
    ['uncle comes within the next 10 minutes', '2026-11-24T01:13'],
    ['in an hour and a half with him', '2026-11-24T02:33'],
    ['discharged at 03:20', '2026-11-24T03:20'],
    ['03:20 with the uncle', '2026-11-24T03:20'],
    ['at 0320 he says', '2026-11-24T03:20'],
    ['by 3.20 with mum', '2026-11-24T03:20'],
    ['uncle is coming at 3', '2026-11-24T03:00'],
    ['room 12 at 3', '2026-11-24T03:00'],
    ['3 people come at 4', '2026-11-24T04:00'],
    ['they collect her at half past 3', '2026-11-24T03:30'],
    ['tomorrow at 9 with her aunt', '2026-11-25T09:00'],
    ['mum picks her up at 3pm', '2026-11-24T15:00'],
    ['3pm with uncle, so 15:00', '2026-11-24T15:00'],
    ['my shift ends 07:30', '2026-11-24T07:30'],
    ['before 4', '2026-11-24T04:00'],
    ['no later than 4, mum says', '2026-11-24T04:00'],
    ['won’t leave until 5', '2026-11-24T05:00'],
    ['not until 5', '2026-11-24T05:00'],
    ['she isnt being collected until 4', '2026-11-24T04:00'],
    ['discharged at 00:40, I think', '2026-11-24T00:40'], // less than half an hour ago
    ['discharged at 00:20, I think', '2026-11-25T00:20'], // longer ago: the next such time
    ['left 10 minutes ago with him', '2026-11-24T00:53'],
    ['she left at 00:10 with the uncle', '2026-11-24T00:10'],
    ...[
      ...['leaving with him now', 'he is taking her now', 'hes taking her now', 'he is taking her', 'at the door'],
      ...[
        'uncle’s taking her home',
        'he is at the door',
        'driver is here to collect her now',
        'she is being discharged',
      ],
    ].map((text) => [text, '2026-11-24T01:03']),
  ])('“%s”, typed at 01:03, is read as %s', (text, moment) => {
    expect(at(text)).toBe(moment);
  });

  it.each([
    ...['not before 4', 'not now', 'she is not leaving now', 'he wont take her at 4', 'won’t leave before 4'],
    ...['she is not with me until 5', 'cannot stay until 5', 'nobody is taking her', 'not sure, at 3', 'never at 3'],
    ...['at 3 or 4', '3-4pm, maybe', 'between 3 and 4', 'after 4', 'at 1 and at 3', 'now or at 4'],
    ...['leaving now, or at 03:30', 'in 20 minutes or at 3', 'she came at 01:00, leaves at 03:20'],
    ...['3 people', 'with 3 men', 'now 3 people', 'at 3 oak road', '14 Mill Lane, with uncle', 'she lives at 12'],
    ...['she is safe now', 'staying for now', 'asleep now', 'nurse at the door', 'the doctor is taking her bloods'],
    ...['he is taking her to court next week', 'he might be taking her', 'if he comes at 3', 'back at 3'],
    ...['uncle rang at 02:10', 'arrived 10 minutes ago', 'yesterday at 3 with him', 'left arm x-ray at 3'],
    ...['every day at 3', 'next week at 3 with him', 'tuesday or wednesday at 3', 'police told 02:10, log 118'],
  ])('“%s”, typed at 01:03, is unclear', (text) => {
    expect(at(text)).toBe('unclear');
  });
});
