import { expect, it } from '@jest/globals';
import { newCaseId } from '../../src/base/reference.ts';
import { type Draft, emptyAnswers, newDraft } from '../../src/draft/draft.ts';
import { linkSaid, offered, sameAsOther, sameSaid } from '../../src/draft/next-child.ts';
import { readAnswer } from '../../src/draft/read-answer.ts';
import { fieldOf } from '../../src/protocol/pack.ts';
import { aboutJane, at, NOW, pack, press, pressed } from './a-draft.ts';

// The next child

const told = {
  care: 'no',
  whereabouts: 'School hall',
  with: 'her teacher',
  address: '4 Gneiss Close',
  family: 'Mother abroad',
  consent: 'not-asked',
  'consent-risk': 'yes',
  'consent-why': 'He watches.',
  worry: 'A silver car.\nSaid beside the questions: “hello”',
};

function after(leaves: string, values: Record<string, string> = told): Draft {
  const read = readAnswer(fieldOf(pack, 'leaves-sight'), leaves, NOW);
  if (!('value' in read) || !read.reading) throw new Error(`“${leaves}” has no reading`);
  const readings = { 'leaves-sight': read.reading };
  const answers = offered({ values: { ...values, 'leaves-sight': leaves }, readings }, NOW);
  const draft = newDraft(aboutJane);
  const next = { of: newCaseId('HT'), others: [], answers };
  return { ...draft, progress: { ...draft.progress, next } };
}

const valuesAfter = (draft: Draft, ...choices: string[]) =>
  choices.reduce((each, choice) => pressed(each, { choice }), draft).answers.values;
const { address, family, worry, whereabouts, with: beside, ...same } = told; // each child is asked where it is, and with whom
const known = { ...aboutJane, danger: 'no' };

it('Nothing of the other child is an answer before it is said to be the same', () => {
  expect(after('tomorrow 15:30').answers).toEqual({ ...emptyAnswers, values: aboutJane });
  expect(valuesAfter(after('tomorrow 15:30'), 'no', 'adult', 'no')).toEqual(known);
  expect(valuesAfter(after('tomorrow 15:30'), 'no', 'adult', 'purple')).toEqual(known);
});

it('“All of it” makes answers of what was asked about; the worry, as it was told, has its own. Less is only in care or not', () => {
  const all = { ...known, ...same, 'leaves-sight': 'tomorrow 15:30' };
  expect(valuesAfter(after('tomorrow 15:30'), 'no', 'adult', 'all')).toEqual(all);
  expect(valuesAfter(after('tomorrow 15:30'), 'no', 'adult', 'worry')).toEqual({ ...all, worry: 'A silver car.' });
  expect(valuesAfter(after('tomorrow 15:30'), 'no', 'adult', 'care')).toEqual({ ...known, care: 'no' });
});

it.each([
  ['now', false],
  ['within an hour', true],
  ['he took her at 2', false],
  ['not before tomorrow', true],
  ['I do not know', false],
])('When the other child leaves, “%s”, may be the same: %s', (leaves, isOffered) =>
  expect('leaves-sight' in valuesAfter(after(leaves), 'no', 'adult', 'all')).toBe(isOffered),
);

it('What a home shares is taken over with that link, and what a family shares with the other, but not with whom the child is', () => {
  expect(valuesAfter(after('now'), 'no', 'household', 'no')).toEqual({ ...known, address });
  expect(valuesAfter(after('now'), 'no', 'family', 'no')).toEqual({ ...known, address, family });
});

it('A link that nobody can choose is asked again, and after “all of it” the child’s card leads to check answers', () => {
  const draft = after('tomorrow 15:30');
  expect(at(press(pressed(draft, { choice: 'no' }), { choice: 'purple' }).draft)).toBe('linked');
  const child = ['no', 'adult', 'all'].reduce((each, choice) => pressed(each, { choice }), draft);
  expect([at(child), child.progress.next?.answers.values]).toEqual([
    'child',
    { whereabouts, with: beside, worry: 'A silver car.' },
  ]);
  expect(at(pressed(child, { fields: { 'child-name': 'Girl' } }))).toBe('check-answers');
});

it.each([
  ['they came w the same bloke', 'adult'],
  ['same flat as the others', 'household'],
  ['same house, same man', undefined],
  ['its not the same man', undefined],
  ['she calls her sister', undefined],
])('“%s” says how they are linked: %s', (words, kind) => expect(linkSaid(words)).toBe(kind));

it.each([
  ['yes all the same but kayleigh is in art', { id: 'all', more: true }],
  ['same for all, she is in room 4', { id: 'all', more: true }],
  ['yes and the same worry', { id: 'worry', more: false }],
  ['no change', { id: 'all', more: false }],
  ['not all same, she isnt in care', { id: 'no', more: true }],
  ['yes', { id: 'care', more: false }],
  ['she is the same age', undefined],
])('“%s”, of what is the same: %j', (words, said) => expect(sameSaid(words)).toEqual(said));

it.each([
  ['same place', 'whereabouts', 'School hall'],
  ['the same as her sister', 'with', 'her teacher'],
  ['same car as the man', 'whereabouts', undefined],
  ['same place', 'child-name', undefined],
  ['yes and the same worry', 'worry', 'A silver car.'],
])('“%s”, at %s, is what stands there for the other child: %s', (words, field, value) => {
  const child = ['no', 'adult', 'all'].reduce((each, choice) => pressed(each, { choice }), after('now'));
  expect(sameAsOther(field, words, child)).toBe(value);
});

it.each([
  ['hi is anyone there im in the office', undefined],
  ['hello can someone help, its about one of our girls', undefined],
  ['hi, girl here with a man who paid cash for the room', 'hi, girl here with a man who paid cash for the room'],
  ['hi is anyone there\nSaid beside the questions: “she has burns on her arm”', 'she has burns on her arm'],
])('Of the worry “%s”, the next child is offered: %s', (worry, shared) =>
  expect(offered({ values: { worry }, readings: {} }, NOW).values.worry).toBe(shared),
);
