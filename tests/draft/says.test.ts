import { expect, it } from '@jest/globals';

import { asksIfMissing, maybeMissing, missingNowIn, saysGone } from '../../src/draft/missing-words.ts';
import { maySayFound, saidToBe, says, saysFound } from '../../src/draft/says.ts';

it.each([
  ...['she is safe', 'shes safe now', 'They’re safe.', 'all safe', 'home safe', 'she is back home and safe'],
  ...['The danger is over', 'out of danger', 'no longer in danger'],
  ...['shes ok now', 'He’s fine', 'they are both alright', 'found her, shes safe'],
])('“%s” says that the child is safe', (words) => {
  expect(saidToBe(words)).toBe('safe');
});

it.each([
  ...[
    'she is not safe',
    'she isnt safe',
    'is she safe?',
    'I dont think she is safe',
    'keep her safe',
    'I hope she is safe',
  ],
  ...['not sure she is safe', 'she is safe until he comes', 'the man is fine with it', 'ok', 'she is in danger', ''],
])('“%s” does not say that the child is safe', (words) => {
  expect(saidToBe(words)).toBeUndefined();
});

it('A false alarm says of nobody that they are safe; of a missing child the bot asks whether they are found', () => {
  for (const words of [
    'false alarm',
    'sorry no hes just getting his charger. false alarm',
    'false alarm shes in the loo',
  ])
    expect([saidToBe(words), maySayFound(words), saysFound(words)]).toEqual([undefined, true, false]);
});

it.each([
  'false alarm its just the cleaner',
  'false alarm it was just a delivery van',
  'false alarm. that was a van',
  'false alarm it was the pizza man. but the golf is still there',
  'it was a false alarm, hes still out',
  'hes not back',
  'i hope hes back soon',
  'is he back?',
  'hes back outside',
  'she is back with the man',
])('“%s” asks of nobody whether they are found', (words) => expect(maySayFound(words)).toBe(false));

it.each(['hes back but hes in a state', 'shes just come home', 'hes turned up!', 'hes with us now', 'weve got him'])(
  '“%s” asks whether a missing child is found',
  (words) => expect(saysFound(words)).toBe(true),
);

it('Of a girl, “hes back” is about somebody else', () => {
  expect([saysFound('hes back', true), saysFound('shes home', true)]).toEqual([false, true]);
});

it.each([
  'found',
  'found her!!',
  'she is found',
  'shes been found',
  'Found him at the bus stop',
  'the girl was found',
  'found her shes in the toilets',
  'he has turned up',
  'turned up here half hr ago',
  'no hes not missing NOW hes here with me',
  'NOT missing. turn off the missing thing',
  'found yes, hes with me',
  'shes back!!',
])('“%s” says that the child is found', (words) => {
  expect(saidToBe(words)).toBe('found');
});

it.each([
  'not found yet',
  'have they found her?',
  'found her passport in his bag',
  'nobody found her',
  'they havent found her',
  'i am not sure hes missing',
  'is she not missing?',
  'I found out',
  'hes back',
  'she is back with the man',
])('“%s” does not say that the child is found', (words) => {
  expect(saidToBe(words)).toBeUndefined();
});

it.each([
  'cant see her now',
  'i cant see them anymore',
  'lost sight of her',
  'no sign of him',
  'ive lost her in the crowd',
])('“%s” says that nobody knows where the child is', (words) => expect(says('lost', words)).toBe(true));

it.each(['i cant see her notes', 'cant see her face properly', 'we lost her file', 'she lost them'])(
  '“%s” does not say that a child is lost',
  (words) => expect(says('lost', words)).toBe(false),
);

it.each([
  ...[
    'Minh did not return from college',
    'he failed to return',
    'hasnt yet returned to placement',
    'he is AWOL',
    'misper',
  ],
  ...['was not in placement at bedtime check', 'not in his placement tonight', 'did not turn up home'],
])('“%s” says so, too', (words) => expect(says('lost', words)).toBe(true));

it.each(['she did not return my call', 'not in placement', 'misper officer not allocated', 'he returned to placement'])(
  '“%s” does not',
  (words) => expect(says('lost', words)).toBe(false),
);

it.each([
  'ellie went off w rico last nite and hasnt come in, carers frantic',
  ...['shes still not home', 'still not home', 'not home yet', 'she never came in last night', 'he aint come home'],
  ...[
    'never came back from school',
    'nobody has seen her since',
    'no ones seen her since 4',
    'not been seen since lunch',
  ],
  ...['bed not slept in', 'her bed hasnt been slept in', 'her bed is empty', 'stayed out all night, not back'],
  ...['no one knows where she is', 'still no sign of ellie', 'still out, phone off', 'we havent seen ellie since 9'],
])('“%s”: the child may be missing', (words) => expect(maybeMissing(words)).toBe(true));

it.each([
  ...[
    'hasnt come in to class yet',
    'the report hasnt come in',
    'the results havent come in yet',
    'her money is not in yet',
  ],
  ...['still not happy', 'still not in a good way', 'mum is still not home', 'her social worker hasnt come in yet'],
  ...['nobody has seen her notes', 'we havent seen her mum since', 'make sure nobody knows where she is'],
  ...[
    'no one knows where shes placed',
    'the dr has not been in yet',
    'is she home yet',
    'her bed was slept in',
    'the rash is still out there',
  ],
])('“%s”: no child is missing by these words', (words) => expect(maybeMissing(words)).toBe(false));

it('In a long text, a child who had not come back on another day is the past', () => {
  expect(missingNowIn('Carer rang. He failed to return from college. No answer.')).toBe(
    'He failed to return from college',
  );
  expect(missingNowIn('She did not return on Friday. She did not come home until 2am.')).toBeUndefined();
});

it.each([
  ...['its kezia whos missing', 'Amira 14 and Kezia Boateng its kezia whos missing shes 13 i think. who reads this??'],
  ...[
    'last seen tues 9 june about 8.50 by the gate',
    'last seen yesterday',
    'was last seen on Monday',
    'last seen 2 days ago',
  ],
])('“%s” makes a check ask whether the child is missing', (words) => expect(asksIfMissing(words)).toBeDefined());

it.each([
  ...['whos missing', 'i dont know whos missing', 'its mum who is missing', 'the girl whos missing her mum'],
  ...['last seen by the GP on tues', 'last seen tues by the GP', 'last seen online'],
])('“%s” makes no check ask that', (words) => expect(asksIfMissing(words)).toBeUndefined());

it.each(['bruises, docs missing, thin', 'she has missing teeth', 'front teeth missing', 'her id is missing'])(
  'A thing is missing in “%s”, and no child',
  (words) => expect([missingNowIn(words), saysGone(words, false)]).toEqual([undefined, false]),
);

it('A child is missing beside a thing', () => {
  expect(missingNowIn('docs missing and shes missing since 3')).toBe('shes missing since 3');
  expect(missingNowIn('she has gone missing from class')).toBe('she has gone missing from class');
});

it('Who was last seen on another day is not reported missing by that', () => {
  expect(missingNowIn('last seen tues 9 june about 8.50 by the gate')).toBeUndefined();
});

it.each([
  'police saying they cant find them they drove off',
  'no police went they left after the blokes went',
  'ambulance on its way, eta 10. ignore the missing thing ok',
])('“%s” says of no child that they are missing', (words) => expect(says('missing', words)).toBe(false));

it.each([
  ...['police cant find them', 'cant find them they ran out'],
  ...['forget the van, shes missing', 'ignore that. missing now'],
])('“%s” may say so', (words) => expect(says('missing', words)).toBe(true));

it.each(['hes not back', 'hes not here yet', 'shes not here yet'])(
  '“%s” alone says of nobody that they are missing',
  (words) => {
    expect(says('missing', words)).toBe(false);
  },
);

it.each([
  'shes back omg the head ran out and got her off him at the lights shes in the office with me',
  'shes back the teacher went out and brought her in',
  'she came back, the caretaker left again',
  'we have her',
  'weve got her in the office',
  'we got her now',
  'ok got her back',
  'shes sat in reception with me',
  'shes safe in the classroom with us',
  'her back in the office',
])('“%s” asks whether the girl who was taken is found', (words) => expect(saysFound(words, true)).toBe(true));

it.each([
  'shes back then ran off again',
  'she came back but left again',
  'they have her',
  'we have her number',
  'we have her on camera',
  'he has got her in the car',
  'shes back in the car',
  'hes in the office with me',
  'the head went out again',
  'got her mums number',
])('“%s” does not', (words) => expect(saysFound(words, true)).toBe(false));
