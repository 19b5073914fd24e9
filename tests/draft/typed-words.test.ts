import { expect, it } from '@jest/globals';
import { putsThisRight } from '../../src/draft/numbers-said.ts';
import { canBeDialled } from '../../src/draft/read-answer.ts';
import { namesPolice, policeIn } from '../../src/draft/typed-police.ts';
import { besideSending } from '../../src/draft/typed-words.ts';

// Whether somebody’s words say that the police were told

it.each([
  ['told police 14:20, ref 123', 'yes'],
  ['Yes, log 7', 'yes'],
  ['reported at ten', 'yes'],
  ['police were told', 'yes'],
  ['police: yes cad 77', 'yes'],
  ['999 done', 'yes'],
  ['reported it log 331', 'yes'],
  ['police no, cad 881', 'not-said'],
  ['police no already', 'not-said'],
  ['The police know.', 'yes'],
  ['not yet', 'no'],
  ['No. Ringing now', 'no'],
  ['haven’t told them', 'no'],
  ['have not told the police', 'no'],
  ['nobody told them', 'no'],
  ['she took her coat', 'not-said'],
  ['yes since 5', 'not-said'],
  ['yes, since about six', 'not-said'],
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
  for (const words of ['', 'she took her coat', 'he is called Logan', 'told them'])
    expect(namesPolice(words)).toBe(false);
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

// Asking to send, among other words

it.each([
  ['teachers. can u send it now please', 'teachers.'],
  ['i havent got time for this can i just send', 'i havent got time for this'],
  ['13ish, red top, thats all i know send it', '13ish, red top, thats all i know'],
  ['send it he is here', 'he is here'],
  ['SEND IT. 310 pickup', '310 pickup'],
  ['can u send it now pls im shaking', 'im shaking'],
  ['could you send it now hes coming', 'hes coming'],
  ['please just send it im scared', 'im scared'],
  ['ok just send this now im on my own', 'im on my own'],
  ['can we send it now the manager is coming back', 'the manager is coming back'],
  ['he hasnt noticed me, can you send it now im scared', 'he hasnt noticed me, im scared'],
])('“%s” asks to send, and says “%s” beside', (words, beside) => expect(besideSending(words)).toBe(beside));

it.each([
  'he wants me to send it',
  'shall i send it',
  'i will send it now',
  'send',
  'who do i send it to',
  'send police',
  'can i send it if im not sure',
  'she begged him to send it please im waiting',
  'dont send it im scared',
])('“%s” says nothing beside a wish to send', (words) => expect(besideSending(words)).toBeUndefined());

const stalling = 'mrs patel is stalling him shes got 20 mins tops';
it.each([
  ['no 10 mins', stalling],
  ['not 20 10', stalling],
  ['no 3', 'pick up is at 3.15'],
  ['no 3', stalling],
  ['sorry its only 5 mins now', 'police said 20 minutes'],
  ['wait no, half 4', 'he said hes coming at 5'],
  ['oops i meant 2.45', 'school finishes 3.15'],
  ['not 3.15, 2.45', 'pick up is at 3.15'],
  ['actually 4pm', 'he comes at 3'],
  ['no hes got 10 mins max', 'he can wait for 20 mins'],
  ['sorry LV21', 'black merc LV22 KJO'],
  ['oops its lv22 kjd', 'black merc LV22 KJO'],
  ['ok i got the plate wrong its KN16 VXW', 'grey skoda KN19 VXW'],
  ['the plate wrong its BD66 ABC', 'grey skoda KN19 VXW'],
  ['KN16 not KN19', 'grey skoda KN19 VXW'],
  ['wrong reg sorry its kn16vxw', 'KN19VXW grey skoda'],
  ['sorry liam is 4', 'boy liam about 5, in room 2'],
  ['no hes 7', 'boy, 6'],
  ['sorry liam is 4', '5'],
])('“%s” puts “%s” right', (words, told) => expect(putsThisRight(words, told)).toBe(true));

it.each([
  ['no 10 mins', 'pick up is at 3.15'],
  ['no 20 mins', stalling],
  ['10 mins', stalling],
  ['no', stalling],
  ['no 10 kids', stalling],
  ['no he left 10 mins ago', stalling],
  ['not 30 10', stalling],
  ['no 3', 'she has a bruise on her arm'],
  ['sorry half 4 what', 'he comes at 3'],
  ['sorry 5E', 'black merc LV22 KJO'],
  ['sorry lv22 kjo', 'black merc LV22 KJO'],
  ['sorry AB12 CDE', 'black merc LV22 KJO'],
  ['the plate is KN16 VXW', 'grey skoda KN19 VXW'],
  ['sorry liam is 4', 'boy liam, 4'],
  ['sorry jack is 4', 'boy liam about 5'],
])('“%s” puts nothing of “%s” right', (words, told) => expect(putsThisRight(words, told)).toBe(false));

it('“i got that wrong” of something else puts no name right', () => {
  const words = 'caretaker says leons not been in school at all today actualy, i got that wrong';
  expect(putsThisRight(words, 'caretaker just rung, leons got in the van with rico')).toBe(false);
});
