import { expect, it } from '@jest/globals';
import { Instant } from '../../src/base/time.ts';
import { canBeDialled } from '../../src/draft/read-answer.ts';
import { readLeaving } from '../../src/draft/typed-leaving.ts';
import { namesPolice, policeIn } from '../../src/draft/typed-police.ts';

const NOW = Instant.parse('2026-11-24T14:03:20.000Z'); // 14:03:20 on a Tuesday, in London too
const read = (text: string): string => {
  const when = readLeaving(text, NOW);
  return when?.kind === 'instant' ? when.at : (when?.day ?? 'unclear');
};

// When the child next leaves the referrer’s sight

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
  ...['leaving any minute', 'he is about to leave', 'about to go', 'on her way out', 'they’re going now', 'imminently'],
  ...['child is leaving as we speak', 'the girl is just leaving', 'mum is leaving now', 'leaves now', 'going home now'],
])('“%s” means that the child leaves now', (text) => expect(read(text)).toBe(NOW));

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
])('“%s” means that the child has left, and is read as now', (text) => expect(read(text)).toBe(NOW));

it.each([
  ['already left at 11', '2026-11-24T11:00:00.000Z'],
  ['left at 11', '2026-11-24T11:00:00.000Z'],
  ['she left at 13:40', '2026-11-24T13:40:00.000Z'],
  ['gone 10 minutes ago', '2026-11-24T13:53:20.000Z'],
  ['he left an hour ago', '2026-11-24T13:03:20.000Z'],
  ['13:50', '2026-11-24T13:50:00.000Z'], // less than half an hour ago: the child has just left
  ['13:33', '2026-11-25T13:33:00.000Z'], // longer ago: tomorrow
  ['today 11:00', '2026-11-24T11:00:00.000Z'],
])('“%s” is read as %s', (text, at) => expect(read(text)).toBe(at));

it.each([
  ['15:30', '2026-11-24T15:30:00.000Z'],
  ['leaving at 15:30', '2026-11-24T15:30:00.000Z'],
  ['she leaves at 3pm', '2026-11-24T15:00:00.000Z'],
  ['going home at half 3', '2026-11-24T15:30:00.000Z'],
  ['leaving in 10 minutes', '2026-11-24T14:13:20.000Z'],
  ['tomorrow', '2026-11-25'],
])('“%s” is read as a time ahead, %s', (text, at) => expect(read(text)).toBe(at));

it.each([
  ...[
    'after school',
    'when his mum comes',
    'left in my care until his mum comes',
    'not known yet',
    'she is not leaving now',
  ],
  ...['soon', 'the left door', 'nobody knows', 'now and then', 'gone midnight perhaps or later'],
])('“%s” is not read as a time', (text) => expect(read(text)).toBe('unclear'));

// A short answer that says among other words when the child leaves, typed at 01:03 at night

const night = Instant.parse('2026-11-24T01:03:20.000Z');
const at = (text: string): string => {
  const when = readLeaving(text, night);
  return when?.kind === 'instant' ? when.at.slice(0, 16) : (when?.kind ?? 'unclear');
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
    ...['uncle’s taking her home', 'he is at the door', 'driver is here to collect her now', 'she is being discharged'],
  ].map((text) => [text, '2026-11-24T01:03']),
])('“%s”, typed at 01:03, is read as %s', (text, moment) => expect(at(text)).toBe(moment));

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
])('“%s”, typed at 01:03, is unclear', (text) => expect(at(text)).toBe('unclear'));

// Whether somebody’s words say that the police were told

it.each([
  ['told police 14:20, ref 123', 'yes'],
  ['Yes, log 7', 'yes'],
  ['reported at ten', 'yes'],
  ['police were told', 'yes'],
  ['The police know.', 'yes'],
  ['not yet', 'no'],
  ['No. Ringing now', 'no'],
  ['haven’t told them', 'no'],
  ['have not told the police', 'no'],
  ['nobody told them', 'no'],
  ['she took her coat', 'not-said'],
  ['14:20, log 123', 'not-said'],
  ['', 'not-said'],
  ['she ran off at 01:50, police told 02:10, log 118', 'yes'],
  ['gone since 2. Police told 02:10', 'yes'],
  ['I rang 999 at 02:10', 'yes'],
  ['she left, I called the police', 'yes'],
  ['police aware, ref 12', 'yes'],
  ['reported her missing to the police', 'yes'],
  ['police told 02:10, no log yet', 'yes'],
  ['police told but not her mum', 'yes'],
  ['police were called at 02:10', 'yes'],
  ['police not told', 'no'],
  ['she ran off, police not told yet', 'no'],
  ['have not rung the police yet', 'no'],
  ['I haven’t called the police', 'no'],
  ['police don’t know', 'no'],
  ['police have not been told', 'no'],
  ['nobody has told the police', 'no'],
  ['have not rung 999', 'no'],
  ['told her I would ring the police', 'not-said'],
  ['told mum, police not', 'not-said'],
  ['I will ring the police', 'not-said'],
  ['police told us nothing', 'not-said'],
  ['I have not, as yet, told the police', 'not-said'],
  ['has anyone told the police?', 'not-said'],
  ['mum says she told the police', 'not-said'],
  ['police called at the house', 'not-said'],
  ['shall I ring the police', 'not-said'],
  ['told by her sister that she left', 'not-said'],
  ['Not found yet, police told 02:10', 'not-said'],
  ['not the first time', 'not-said'],
  ['before I rang the police', 'not-said'],
  ['police told last week about her brother', 'not-said'],
  ['police not told. I rang 999 now', 'not-said'],
  ['afraid of the police', 'not-said'],
  ['told her mum', 'not-said'],
  ['police told me to wait', 'not-said'],
  ['police know the family', 'not-said'],
  ['police have told the school', 'not-said'],
  ['the police have been told', 'yes'],
  ['about to tell the police', 'not-said'],
  ['told nobody yet', 'not-said'],
  ['if police are told he will run', 'not-said'],
  ['not told the police', 'no'],
  ["didn't tell police", 'not-said'],
  ['reported to nobody', 'not-said'],
])('“%s” is read as the police being told: %s', (words, police) => expect(policeIn(words)).toBe(police));

it('Words that mention the police or one of their reference numbers are recognised', () => {
  for (const words of ['I think the police know', '14:20, log 123', 'an officer was here'])
    expect(namesPolice(words)).toBe(true);
  for (const words of ['', 'she took her coat', 'he is called Logan']) expect(namesPolice(words)).toBe(false);
});

// A phone that can be dialled from outside

it.each([
  '01632 960 014',
  '+44 1632 960014',
  '(01632) 960-014',
  '07700 900 123',
  '01632 960 014 ext 31',
  'ward 3, 020 7946 0018',
])('“%s” can be dialled from outside', (written) => expect(canBeDialled(written)).toBe(true));

it.each(['bleep 4412', 'ext 31', '4412', '0163', 'ask at the desk', '', '12/03/2012', '0'.repeat(60)])(
  '“%s” cannot be dialled from outside',
  (written) => expect(canBeDialled(written)).toBe(false),
);
