import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Instant } from '../../src/base/time.ts';
import { leavingInWords, readLeaving, withLeavingChoice } from '../../src/draft/leaving.ts';
import { phrasesIn } from '../../src/understanding/phrases.ts';

const NOW = Instant.parse('2026-11-24T14:03:20.000Z'); // 14:03:20 on a Tuesday, in London too
const NIGHT = Instant.parse('2026-11-24T01:03:20.000Z');
const read = (words: string, now = NOW): string => {
  const { is, at, day } = readLeaving(words, now);
  return [is, at === now ? [] : (at?.slice(0, 16) ?? day ?? [])].flat().join(' ');
};

describe('when the child leaves, read by class', () => {
  it.each([
    ...['now', 'Now!', 'right now', 'any minute', 'Any minute now.', 'any moment', 'she is leaving now'],
    ...['She’s leaving now', 'they are leaving', 'just leaving', 'he is about to leave', 'on her way out'],
    ...['child is leaving as we speak', 'going home now', 'getting her coat', 'taxi is outside'],
  ])('“%s” is now', (words) => expect(read(words)).toBe('now'));

  it.each([
    ...['gone', 'already gone', 'she has left', 'He’s gone', 'just left', 'he took her', 'no longer here'],
    ...['she has already left with the uncle', 'they went before i could stop them'],
  ])('“%s” is gone', (words) => expect(read(words)).toBe('gone'));

  it.each([
    ['already left at 11', 'gone 2026-11-24T11:00'],
    ['she left at 13:40', 'gone 2026-11-24T13:40'],
    ['gone 10 minutes ago', 'gone 2026-11-24T13:53'],
    ['13:50', 'gone 2026-11-24T13:50'], // less than half an hour ago
    ['13:33', 'unread'], // it has passed, and is not tomorrow’s
    ['mum is picking her up at 12.30', 'unread'],
    ['he takes her at 12.30', 'gone 2026-11-24T12:30'],
    ['15:30', 'ahead 2026-11-24T15:30'],
    ['4', 'ahead 2026-11-24T16:00'],
    ['maybe 40 mins', 'ahead 2026-11-24T14:43'],
    ['she leaves at 3pm', 'ahead 2026-11-24T15:00'],
    ['going home at half 3', 'ahead 2026-11-24T15:30'],
    ['at 3 or 4', 'ahead 2026-11-24T15:00'], // the earliest
    ['not before 4', 'ahead 2026-11-24T16:00'],
    ['she isnt being collected until 4', 'ahead 2026-11-24T16:00'],
    ['she came at 13:00, leaves at 15:20', 'ahead 2026-11-24T15:20'],
    ['tomorrow at 9 with her aunt', 'ahead 2026-11-25T09:00'],
    ['tomorrow', 'not-before-tomorrow 2026-11-25'],
  ])('“%s” is %s', (words, is) => expect(read(words)).toBe(is));

  it.each([
    ['in half an hour, he says', '01:33'],
    ['uncle comes within the next 10 minutes', '01:13'],
    ['in an hour and a half with him', '02:33'],
    ['at 0320 he says', '03:20'],
    ['by 3.20 with mum', '03:20'],
    ['room 12 at 3', '03:00'],
    ['they collect her at half past 3', '03:30'],
    ['no later than 4, mum says', '04:00'],
    ['discharged at 00:40, I think', '00:40'],
  ])('“%s”, typed at 01:03 at night, is %s', (words, time) => expect(read(words, NIGHT)).toMatch(`T${time}`));

  it.each([...['not till tomorrow', 'shes staying over', 'not going anywhere today', 'she lives with us']])(
    '“%s” is not before tomorrow',
    (words) => expect(read(words)).toBe('not-before-tomorrow'),
  );

  it.each(['not with me', 'shes not with me', 'im not with her'])('“%s”: the child is not there', (words) =>
    expect(read(words)).toBe('not-with-me'),
  );

  it.each(['dunno', 'not known', 'I do not know', 'no idea', 'not sure'])('“%s” is not known', (words) =>
    expect(read(words)).toBe('unknown'),
  );

  it.each([
    ...['soon', 'as soon as hes been seen', 'when his mum comes', 'after school', 'today', '?', '', '3 people'],
    ...['she is not leaving now', 'at 3 oak road', 'uncle rang at 02:10', 'x'.repeat(80)],
  ])('“%s” is unread, and never calm', (words) => expect(read(words)).toMatch(/^unread/));
});

describe('a choice with words beside it', () => {
  const chosen = (leaves: string, words = '') => withLeavingChoice({ leaves, 'leaves-sight': words })['leaves-sight'];

  it.each([
    ['now', '', 'Now', 'now'],
    ['within-hour', '', 'Within an hour', 'within-hour 2026-11-24T15:03'],
    ['ahead', '15:30', '15:30', 'ahead 2026-11-24T15:30'],
    ['ahead', '', 'Later today, at …', 'unread'],
    ['unknown', 'when dad comes', 'I do not know: when dad comes', 'unknown'],
    ['not-before-tomorrow', 'with her carer', 'Not before tomorrow: with her carer', 'not-before-tomorrow'],
    ['not-before-tomorrow', 'he is here to take her now', 'Not before tomorrow: he is here to take her now', 'now'],
    ['not-with-me', 'back at 4', 'The child is not with me: back at 4', 'ahead 2026-11-24T16:00'],
    ['now', 'at 4', 'Now: at 4', 'now'],
  ])('%s with “%s” is kept as “%s” and counts as %s', (leaves, words, kept, is) => {
    expect(chosen(leaves, words)).toBe(kept);
    expect(read(kept)).toBe(is);
  });

  it('Without a choice the words stay as they are, and a choice that there is not is none', () => {
    expect(withLeavingChoice({ 'leaves-sight': '15:30', worry: 'w' })).toEqual({ 'leaves-sight': '15:30', worry: 'w' });
    expect(chosen('other', '15:30')).toBe('15:30');
  });

  it('Each class has words', () => {
    const words = ['Now', 'gone', '15:30', 'tomorrow', 'not with me', 'dunno', 'soon'].map((each) =>
      leavingInWords(readLeaving(each, NOW)),
    );
    expect(words).toEqual([
      ...['Now', 'They have gone', '15:30, Tuesday 24 November 2026', 'Not before tomorrow, 25 November 2026'],
      ...['The child is not with the referrer', 'No time known', 'No time known'],
    ]);
  });
});

it.each([
  ['7 tomorrow', 'ahead 2026-11-24T07:00'],
  ['tomorrow at 6', 'ahead 2026-11-24T06:00'],
  ['they go tomorrow morning at 8', 'ahead 2026-11-24T08:00'],
  ['in the morning about 7', 'ahead 2026-11-24T07:00'],
  ['tomorrow', 'unread 2026-11-24'],
  ['not till tomorrow', 'unread'],
])('“%s”, typed at one in the night, may be the day that has begun', (words, is) =>
  expect(read(words, NIGHT).slice(0, is.length)).toBe(is),
);

it.each([
  ['van eta 1510', 'ahead 2026-11-24T15:10'],
  ['leaves at 1/4 past 4', 'ahead 2026-11-24T16:15'],
  ['going 1645', 'ahead 2026-11-24T16:45'],
  ['at 1530hrs', 'ahead 2026-11-24T15:30'],
])('“%s” is a time, before sending, too', (words, is) => expect(read(words)).toBe(is));

it('Of phrases that no model has seen, none of a child who leaves, has left or may leave is read as calm', () => {
  const folder = new URL('../understanding/unseen/', import.meta.url);
  const phrases = readdirSync(folder).flatMap((name) => phrasesIn(new URL(name, folder)));
  const open = phrases.filter(({ means }) => /^leaving (?:now|gone|ahead|unknown)$/.test(means));
  expect(open.length).toBeGreaterThan(50);
  const calm = open.filter(({ words }) => /^not-/.test(readLeaving(words, NOW).is));
  expect(calm.map(({ words }) => words)).toEqual([]);
});
