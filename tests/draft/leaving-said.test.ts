import { expect, it } from '@jest/globals';
import { Instant } from '../../src/base/time.ts';
import { readLeaving } from '../../src/draft/leaving.ts';
import { otherTimeIn } from '../../src/draft/leaving-corrected.ts';
import { leavingIn, leavingToldIn } from '../../src/draft/leaving-said.ts';
import { toldBeforeAsking } from '../../src/understanding/asking.ts';

const NOW = Instant.parse('2026-06-10T13:03:00.000Z'); // a Wednesday, 14:03 in London
const inLondon = (at: Instant | undefined) => at?.replace('2026-06-10T', '').slice(0, 5);
const KNOWN = Instant.parse('2026-06-10T14:00:00.000Z'); // 3 o’clock
const another = (text: string, isAsked = false) => otherTimeIn(text, NOW, { known: KNOWN, isSoon: true, isAsked });
const read = (text: string, question?: string) => inLondon(leavingToldIn(text, NOW, question)?.at);

it.each([
  ['he just came down for the bill. said leaving 4 not 3', '15:00'],
  ['theyre going half 4 instead of 3', '15:30'],
  ['checking out 4 not 3 now', '15:00'],
  ['hes heading off about 5, not 3', '16:00'],
  ['leaving room 4 not 3', undefined],
  ['leaving 4 bags not 3', undefined],
])('“%s”, where 3 o’clock was known, is %s UTC', (words, at) =>
  expect(inLondon(otherTimeIn(words, NOW, { known: KNOWN })?.at)).toBe(at),
);

it.each([
  'theyre at the door now hes got her bag what do i do',
  'hes putting her in the car what shall i do',
  'shes getting in the van are they coming',
  'theyre leaving now is anyone coming',
  'hes taking her now, should i stop him',
  'theyve gone what do i do',
  'leaving in 5 mins how long will they be',
  'shes packing do i stall him',
  'theyre in the lift when are the police coming',
  'theyre walking out have you sent anyone',
  'hes got her coat on whos coming',
])('“%s” says as much of leaving as without its question', (words) => {
  const before = toldBeforeAsking(words) ?? '';
  expect(before).not.toBe('');
  expect(leavingIn(words, NOW)).toEqual(leavingIn(before, NOW));
  expect(leavingIn(words, NOW)?.at).toBeDefined();
});

it.each([
  'what do i do',
  'she asked me what do i do',
  'i dont know what to do',
  'he said whos coming',
  'do i ask her name',
])('“%s” tells nothing before a question', (words) => expect(toldBeforeAsking(words)).toBeUndefined());

it.each([
  ['they leave at 4', '15:00'],
  ['10 mins now', '13:13'],
  ['about 3.20', '14:20'],
  ['15:20', '14:20'],
  ['only 20 minutes left', '13:23'],
  ['10 mins till they go', '13:13'],
  ['She is leaving now', '13:03'],
  ['she has left', '13:03'],
  ['mum is late, they leave at 5', '16:00'],
  ['the uncle left with her at 1.50', '12:50'],
  ['left 10 minutes ago', '12:53'],
  ['she got in his car at 1.50', '12:50'],
  ['she got in his car 10 minutes ago', '12:53'],
  ['hes been gone 10 minutes', '12:53'],
  ['gone about 10 mins', '12:53'],
  ['shes been away for 10 mins now', '12:53'],
  ['theyve gone. 2 mins ago toward the m1', '13:01'],
  ['he ran off!! about 10 mins ago', '12:53'],
  ['hes gone out, about 10 mins ago', '12:53'],
  ['hes gone again, police dropped him 20 min ago n he went straight out the back', '13:03'],
  ['hes not gone far', '13:03'],
  ['they are leaving, maybe 11 or 12', '22:00'],
  ['shes gone', '13:03'],
  ['darnells gone', '13:03'],
  ['jayden left with ray in his van', '13:03'],
  ['theyve just walked out', '13:03'],
  ['hes just run off', '13:03'],
  ...[
    'they got in the lift going down, he has hold of her arm',
    'he walks out with her',
    'they are in the lift',
    'she ran off towards the road, barefoot',
    'security didnt stop them, hes walking out the main entrance w her',
    'theyre heading for the car park',
    'shes running down the corridor',
    'theyre in the car now',
    'she got in a black car',
    'hes put her in a taxi',
    'she climbed out the window',
    'they drove off',
    'hes dragging her out the building',
    'they are on the stairs',
    'they just went through the doors to the car park',
    'she is with us but hes marching her out',
    'ellie phone just went its ray, shes leaving now to meet him, i cant stop her',
  ].map((words) => [words, '13:03']),
  ['theyre actually leaving now, 3 of them, getting in a black prius taxi', '13:03'],
  ['He is shouting at staff. They will be off at half past three!! Please hurry!', '14:30'],
  ['She is not leaving at 3. She leaves at 4.', '15:00'],
  ['Mum collects her at 4 and then the flight', '15:00'],
  ['They go at 5. Now they say they go at 3.30', '14:30'],
  ['uncle is taking her home at 3.15', '14:15'],
  ['They may go at 3 or 4', '14:00'],
  ['she leaves between 3 and 4', '14:00'],
  ['hes texted her, she showed me, says be ready at 4', '15:00'],
  ['told her to get ready by 4', '15:00'],
  ['hes coming at 4 to get her', '15:00'],
  ['hes coming back for her at 4', '15:00'],
  ['uncle coming to get her in 20 mins', '13:23'],
  ...[
    'he wants to take her home at 3 not wait for the 8 oclock round',
    'he wont wait for the 8 oclock round he wants to take her home at 3',
    'he isnt waiting for the doctor, he is taking her home at 3',
    'i cant stop him hes taking her at 3',
    'she doesnt want to go but hes taking her at 3',
    'mum wants to take her home at 3 because the doctor hasnt been',
    'nobody is here and hes taking her at 3',
    'he doesnt care what the doctor says hes taking her at 3',
    'he will be back at 3 for her',
    'he wants her ready by 3 not at 8',
    'he wants her out by 3 not kept in for the morning round',
  ].map((words) => [words, '14:00']),
  ['hes coming back in 10 mins to take her', '13:13'],
  ['hes taking her back in 10 mins', '13:13'],
  ['she goes back at 4', '15:00'],
  ['hes gone out with her, back in 10 mins they said', '13:03'],
])('“%s”, said after sending, is read as a time at which the child leaves', (text, at) => {
  expect(read(text)).toBe(at);
});

it.each([
  'A second man came at 15:00.',
  'Can you ring me at 3?',
  'the uncle left at 2',
  'he walked out angry and left her here',
  'she ran to me',
  'mum walked out and left her with us',
  'yes leave it out',
  'leave him alone',
  'no hes not gone hes home',
  'shes not left yet',
  'he isnt gone',
  'she calls her bee, maybe 11 or 12, taken in a white van yesterday teatime',
  'somebodys little brother hes about 7 always hungry takes the toast off the other kids plates',
  'a little one about seven goes home with them',
  'shes around 5 and never leaves his side',
  'he drove off without her',
  'he ran off, shes still with me',
  'they walked in together',
  'they came up in the lift',
  'they are in the waiting room',
  'she usually gets in a black car',
  'she climbed out of bed',
  'he pulled out a knife',
  'she is in her car seat',
  'Her aunt has just gone',
  'He was seen at 3.20',
  'she is not leaving at 3',
  'i dont think he is taking her at 3',
  'he never said he would take her at 3',
  'nobody says she leaves at 3',
  'she isnt going home tonight, doctor round is at 8',
  'he wont be taking her home at 3',
  'her leaving at 3 is not true',
  'he is on his phone, back in a min he said',
  'she is in the loo back in 5',
  'the nurse popped out, will be back in 10 mins',
  'She leaves on Tuesday',
  'call me on 01632 960 014',
  'yesterday at 3',
  '',
  'x'.repeat(2000),
  'tariq is taking over from me at 1',
  'im off at 8',
  'my shift ends at 8',
  'i knock off at 5',
  '10pm is when i go',
  'my colleague leaves at 9',
  'im going home at 5',
  'ive got to go at 4',
  'i clock off at 9',
])('“%s” holds no time at which the child leaves', (text) => {
  expect(read(text)).toBeUndefined();
});

it.each([
  'he has gone to get the car',
  'shes putting her coat on',
  'the taxi is outside',
  'they are packing',
  'mum is signing the discharge form',
  'they are leaving soon',
  'going in a bit',
  'uncle is getting her things',
])('“%s” says that the child is about to leave, without a time', (words) => {
  expect(leavingIn(words, NOW)).toEqual({ at: NOW, soon: true });
});

it.each([
  'he wants to take her home',
  'her uncle is here to collect her',
  'they leave today',
  'they go later',
  'taking her to theatre',
])('“%s” may say when the child leaves, and no time can be read', (words) => {
  expect(leavingIn(words, NOW)).toEqual({});
});

it.each([
  'took her bp at 3',
  'she took her tablets at 4',
  'we went through the form at 2.30',
  'I am going to ring you at 3',
  'whats going to happen now',
  'she left a message at 3',
  'he picked up the phone at 3',
  'he took a photo of her at 2.45',
  'she has gone to the toilet',
  'moved her appointment to 4',
  'mum goes to work at 5',
  'the police are on their way',
  'he comes back at 4',
  'dinner will be ready at 5',
  'her bed should be ready at 4',
  'shes coming for her scan at 3',
  'mum is coming to get her meds at 4',
  'the police are coming at 4',
  'he is here for her',
  'she is not leaving today',
  'he got the keys to the flat',
  'what do i do if he wakes up and wants to take her',
])('“%s” says nothing of when the child leaves', (words) => {
  expect(leavingIn(words, NOW)).toBeUndefined();
});

it.each([
  ['they leave at 12.30', '00:30'],
  ['leaving at 12:15', '00:15'],
  ['leaving at 12:15 tonight', '00:15'],
  ['leaving at midnight', '00:00'],
  ['they go at half past midnight', '00:30'],
  ['they leave at 1am tonight', '01:00'],
  ['she goes tonight at 3', '03:00'],
  ['leaving at 11:20', '23:20'],
  [
    'The man told her in front of me that they would be leaving for Birmingham at half past midnight and she was to pack',
    '00:30',
  ],
])('“%s”, said at 22:51, is the next moment at which the clock shows it', (text, clock) => {
  const at = leavingIn(text, Instant.parse('2026-01-14T22:51:00.000Z'))?.at;
  expect(at).toBe(`2026-01-1${clock === '23:20' ? 4 : 5}T${clock}:00.000Z`);
});

it.each([
  'flight is at 6am',
  'her flight is tonight',
  'they fly tomorrow',
  'The man told her quietly when I was in the room with them that her flight to Rome is at 6am with the uncle',
  'the bus is early they go at 10 past',
  'they leave at 20 to',
  'she goes at ten past, not half',
])('“%s” may say when the child leaves, and moves no clock', (words) => expect(leavingIn(words, NOW)).toEqual({}));

it('A leaving time is read in the middle, and at the end, of a text of any length', () => {
  const story = 'We had tea, and the ward was full of people. '.repeat(200);
  const long =
    'the man in the grey coat with the two bags told the nurse in front of me that they leave at 4 in the van of his cousin from the market near the old station';
  for (const text of [story + long, `${long}. ${story}`]) expect(read(text)).toBe('15:00');
  expect(leavingIn(story, NOW)).toBeUndefined();
});

it('Ten thousand characters of leaving times take less than 200 ms of processor time, and still say that the child leaves', () => {
  const texts = [
    Array.from({ length: 1600 }, (_, index) => `go ${index}.`).join(' '),
    Array.from({ length: 600 }, (_, index) => `leaving at ${index} `).join(''),
    Array.from({ length: 400 }, (_, index) => `they leave at ${index} with him, `).join(''),
  ];
  for (const text of texts) {
    leavingIn(text.slice(0, 300), NOW); // warms up
    const begun = process.cpuUsage();
    expect(leavingIn(text, NOW)).toBeDefined();
    expect(process.cpuUsage(begun).user / 1000).toBeLessThan(200);
  }
});

it('A time beside a word of leaving in another sense is read by itself', () => {
  expect(read('took her bp at 3, they leave at 4')).toBe('15:00');
  expect(read('taxi is here, they leave at 4')).toBe('15:00');
});

it('“Soon” alone answers a question about leaving, and no other', () => {
  expect(leavingToldIn('very soon', NOW, 'When does she leave?')).toEqual({ at: NOW, soon: true });
  expect(leavingToldIn('very soon', NOW, 'When did you see the man?')).toBeUndefined();
});

it('A plain time is a leaving time as the answer to a question about leaving, and to no other', () => {
  expect(read('about 3.20', 'When does she leave?')).toBe('14:20');
  expect(read('about 3.20', 'When did you see the man?')).toBeUndefined();
  expect(read('they leave at 3.20', 'When did you see the man?')).toBe('14:20');
});

it.each([
  'sorry 2 of them are here not 1',
  'yes 2 of them',
  'meant 14',
  'drops her back at 5am',
  'man who took precious drops her back at 5am with money',
  'will i get in trouble for letting them walk out',
  'no shes safe, police got her in the car',
])('“%s” is no leaving time, said by itself or after one', (words) =>
  expect([leavingIn(words, NOW), another(words)]).toEqual([undefined, undefined]),
);

it.each([
  ['police have got stuck theyre leaving in 10 mins', '13:13'],
  ['police are taking ages hes putting her in the car now', '13:03'],
  ['will i get in trouble theyre leaving now', '13:03'],
  ['he dropped her off this morning and hes taking her again at 4', '15:00'],
  ['he brought her back now hes taking her away in 10 mins', '13:13'],
])('What follows without a comma is read all the same: “%s”', (words, time) =>
  expect(inLondon(leavingIn(words, NOW)?.at)).toBe(time),
);

it.each([
  ['shit sorry not 3, half 4', '15:30'],
  ['its 4 not 3', '15:00'],
  ['no 5', '16:00'],
  ['make it 4.15 not 3', '15:15'],
  ['got it wrong she said 4 not 3', '15:00'],
])('Soon after a leaving time, “%s” is another', (words, at) => expect(inLondon(another(words)?.at)).toBe(at));

it.each(['he said 4 men are coming', 'she said 15', 'her bp he says 4 over 5', 'he said 4 times that he is her uncle'])(
  'Soon after a leaving time, “%s” is no other',
  (words) => expect(another(words)?.at).toBeUndefined(),
);

it.each(['no earlier', 'not 3 any more later'])(
  '“%s” soon after a leaving time names none that can be read: its author is asked',
  (words) => expect(another(words)).toEqual({}),
);

it.each([
  'lien nguyen, 15 she says, chart says 17',
  'and 17 is her age on the chart not a time!!',
  'a girl about 13 called skye',
  'btp let a boy aged 14 go',
  'they said 20 mins for the ambulance',
  'call handler said 40 minutes',
  'police are here 0410, PC Lowe 7721',
  '01:30 is too late can it be 00:30',
  'the ambulance is coming at 3',
  'social worker comes at 4',
  'room 12 at 3',
  'police protection til 2250 saturday',
  'pp until 13:05 sat, shes leaving with police',
  'kid is 16. im on my own here til 7',
])('“%s” is no leaving time, said by itself or soon after one', (words) =>
  expect([leavingIn(words, NOW)?.at, another(words)?.at]).toEqual([undefined, undefined]),
);

it.each([
  ['at 3 Elm Way, they leave at 3.20', '14:20'],
  ['she lives at 4 Kings Court, leaves at 5', '16:00'],
  ['hes at 9 Mill Terrace, they go at half 4', '15:30'],
  ['at 3 they walk out', '14:00'],
  ['at 4 the park bus takes them', '15:00'],
  ['they go about 20 to 5', '15:40'],
  ['he picks her up at 10 to 4', '14:50'],
  ['a girl about 13, they leave at 4', '15:00'],
  ['they said 20 mins for the ambulance and hes taking her at 3.30', '14:30'],
  ['he swung at one, they leave at 4', '15:00'],
])('The time in “%s” is the one of leaving', (words, at) => expect(read(words)).toBe(at));

it('“20 to 12”, said at two minutes to midnight of somebody who was picked up, was 18 minutes ago', () => {
  const at = Instant.parse('2026-06-10T22:58:00.000Z');
  expect(leavingIn('ok jays got picked up by the golf about 20 to 12', at)?.at).toBe('2026-06-10T22:40:00.000Z');
});

it('A clause with a time of its own is no time of leaving', () =>
  expect(leavingIn('he’s been took off by security, he swung at one', NOW)).toEqual({ at: NOW }));

it('Who was asked when the child leaves may answer in other words', () => {
  for (const words of ['school ends at 3.15', 'the lesson ends at 3.15', 'end of my shift, 3.15'])
    expect([another(words)?.at, inLondon(another(words, true)?.at)]).toEqual([undefined, '14:15']);
  expect(another('the ambulance comes at 3.15', true)?.at).toBeUndefined();
});

it('A number alone may be an age: it is a time only as an answer', () => {
  for (const words of ['about 13', '13', 'she is 13', 'aged about 4']) expect(leavingIn(words, NOW)).toBeUndefined();
  expect(read('about 4', 'When does she leave?')).toBe('15:00');
});

it('“shes gone” says that the child has left, whatever stands beside it', () => {
  for (const words of ['yes hes outside now and shes gone', 'the taxi is outside now and shes gone'])
    expect(leavingIn(words, NOW)).toEqual({ at: NOW });
});

it.each([
  ['he keeps saying 4 oclock', '15:00'],
  ['he wants out by 4', '15:00'],
  ['wants her ready for 4', '15:00'],
  ['uncle says 4 oclock', '15:00'],
  ['hes insisting on 4pm', '15:00'],
  ['mums due at 4', '15:00'],
  ['he will be here at 4', '15:00'],
  ['they want him outside by 9', '20:00'],
  ['her boyfriend says half 4', '15:30'],
  ['someone is coming for him at 6', '17:00'],
  ['driver is booked for 4.30', '15:30'],
  ['the bloke keeps on about 4 oclock', '15:00'],
  ['uncle comes at 3.45', '14:45'],
])('Somebody wants the child, or comes, at a time, which may be when the child leaves: “%s”', (words, time) =>
  expect(inLondon(leavingIn(words, NOW)?.at)).toBe(time),
);

it.each([
  'he says 14',
  'uncle says shes 15',
  'he says 10 past',
  'he wants his tea at 5',
  'mum says she was born at 2',
  'the doctor says bloods at 4',
  'nurse coming at 4',
  'police coming at 4',
  'he said he got here at 2',
  'she said it started at 9',
  'i said 4 oclock',
  'he never said 4',
  'he says he is 2 years older',
  'they come in at 9 for lessons',
])('A time of something else is no time at which somebody wants the child: “%s”', (words) =>
  expect(leavingIn(words, NOW)).toBeUndefined(),
);

it.each([
  ['hes been gone since 11', '10:00'],
  ['been out since 12', '11:00'],
  ['hes gone already since 1', '12:00'],
  ['hes been gone 2 hours', '11:03'],
  ['the bell goes at 3 10 and hes usually there by 3', '14:10'],
])('“%s” says %s', (text, at) => {
  expect(read(text)).toBe(at);
});

it.each([
  'tell them not to ring the ward phone he was listening earlier, use my mobile',
  'he was here earlier not now',
])('After a leaving time, “%s” changes none', (text) => expect(another(text, true)).toBeUndefined());

it('The form reads since when the child has been gone, too', () => {
  const at = (text: string) => inLondon(readLeaving(text, NOW).at);
  expect([at('hes been gone since 11'), at('hes been gone 2 hours')]).toEqual(['10:00', '11:03']);
});

it.each([
  'taking her to her nans in hull tonite',
  'mum knows. she rang the office screaming she said he told her shes a liar and shes taking her to her nans in hull tonite',
  'shes taking her to her nans in hull',
  'hes moving her to leeds 2nite',
  'they are off to her aunties in bradford tomoz',
  'mum says shes going to her nans tonight',
  'hes gonna drive her to birmingham later',
  'shes sending him to his dads',
  'hes putting her on the coach to london tonight',
])('“%s” says that the child leaves, and no time: its author is asked', (words) =>
  expect(leavingIn(words, NOW)).toEqual({}),
);

it.each([
  'her uncle is in leeds',
  'we sent her to her dads class',
  'i took her to her nans last week',
  'she has a coach on saturdays',
  'hes not taking her to her nans',
  'we are going to drive this forward',
  'im off to her class now',
  'she used to go to her nans every weekend',
  'her nan lives in hull',
  'sending her work home',
])('“%s” does not', (words) => expect(leavingIn(words, NOW)).toBeUndefined());

it.each(['yes he was still in the house when i left', 'he was asleep when we left', 'she was there as i drove off'])(
  '“%s”: only its author went',
  (words) => expect(leavingIn(words, '2026-06-10T12:00:00.000Z' as Instant)).toBeUndefined(),
);
