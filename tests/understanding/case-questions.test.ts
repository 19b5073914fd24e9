import { expect, it } from '@jest/globals';
import { caseQuestion } from '../../src/understanding/case-questions.ts';
import { hear } from '../../src/understanding/hear.ts';

it.each([
  'did the manager see this or am i talking to a wall',
  'has anyone read it',
  'has any1 read it yet',
  'u got my msg?',
  'who at your end has this',
  'whos got this',
  'whos dealing with it',
  'is anyone on it',
  'is somebody looking at this',
  'did you get that',
  'have you read what i wrote?',
  'did my message go through',
  'did it go to anyone',
  'has the mash seen it',
  'do they have it',
  'does mo know',
  'does priya know about this yet?',
])('Who has it, or has read it: %s', (words) => expect(caseQuestion(words)).toBe('who-has-it'));

it.each([
  'wait is this zoe or still amira you’re on',
  'which child is this',
  'which one are we on',
  'are you on zoe or amira',
])('Which child: %s', (words) => expect(caseQuestion(words)).toBe('which-child'));

it.each([
  'how do i do zoe then',
  'how do i add the next one',
  'how do i refer another child',
  'how can i start the other one',
])('The next child: %s', (words) => expect(caseQuestion(words)).toBe('next-child'));

it.each([
  ['has it gone', 'who-has-it'],
  ['did that send', 'who-has-it'],
  ['did anybody read what i said about the car', 'who-has-it'],
  ['whats my reference number', 'which'],
  ['whats the ref so i can put it on my log', 'which'],
  ['is that two referrals now or one', 'which'],
  ['so is that for all 3 kids or just one', 'which'],
  ['so what did they decide', 'decided'],
  ['is it closed', 'decided'],
  ['can i see what was decided again', 'decided'],
  ['what happens to her now', 'decided'],
  ['did you put my name as lincoln middle??', 'saved'],
  ['what name did you save for her', 'saved'],
  ['is this saving as i go', 'saved'],
  ['how do i do one for his brother', 'next-child'],
  ['does keisha need her own one', 'next-child'],
  ['do i do a new one for him or this one', 'next-child'],
] as const)('“%s” asks of their own referrals: %s', (words, asks) => expect(caseQuestion(words)).toBe(asks));

it.each([
  'has he gone',
  'did he send it to her',
  'whats the police reference',
  'what do you say to the parents',
  'did you save anybody',
  'does he have a new one',
  'did anyone see this man',
  'has anyone seen her',
  'who has her',
  'does her mum know',
  'does he know',
  'has anyone told mum',
  'did they get in the car',
  'how do i do this',
  'how do i send it',
  'how do i report it',
  'is it 999 or 101',
  'is she safe or not',
  'who are you',
  'who reads this',
  'he has got my phone',
  'did the man get it from her',
  'have you seen the bruises on her',
])('None of these: %s', (words) => expect(caseQuestion(words)).toBeUndefined());

it.each([
  ['what do i do if he wakes up and wants to take her now', 'q let-go'],
  ['what should i do if the aunt comes to collect her', 'q let-go'],
  ['what do i do when her dad picks her up', 'q let-go'],
  ['so do i still ring 999 or what? police at 2am for a kid whos in a bed?', 'q police'],
  ['do i call the police', 'q police'],
  ['shall i ring 999', 'q police'],
  ['what do i do if she wont talk', 'q do-now'],
] as const)('The topic of “%s” is %s, at once or among the choices', (words, topic) =>
  expect(hear(words).intents.map(({ means }) => means)).toContain(topic),
);

it.each(['shall i ring jays place', 'i did call the police'])('“%s” asks about no topic for sure', (words) =>
  expect(hear(words).does).not.toBe('act'),
);
