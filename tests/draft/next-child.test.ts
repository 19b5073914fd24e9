import { expect, it } from '@jest/globals';
import { newCaseId } from '../../src/base/reference.ts';
import { type Draft, emptyAnswers, newDraft } from '../../src/draft/draft.ts';
import { linkSaid, offered } from '../../src/draft/next-child.ts';
import { aboutJane, at, press, pressed } from './a-draft.ts';

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

function after(values: Record<string, string> = told): Draft {
  const answers = offered({ ...values, 'leaves-sight': 'tomorrow 15:30' });
  const draft = newDraft(aboutJane);
  const next = { of: newCaseId('HT'), others: [], answers };
  return { ...draft, progress: { ...draft.progress, at: 'linked', next } };
}

const valuesAfter = (draft: Draft, ...choices: string[]) =>
  choices.reduce((each, choice) => pressed(each, { choice }), draft).answers.values;
const { address, family, care } = told;
const known = { ...aboutJane, danger: 'no' };

it('Nothing of the other child is an answer before it is said to be the same', () => {
  expect(after().answers).toEqual({ ...emptyAnswers, values: aboutJane });
  expect(valuesAfter(after(), 'adult', 'no', 'no')).toEqual(known);
  expect(valuesAfter(after(), 'adult', 'no', 'purple')).toEqual(known);
});

it('A “yes” copies neither where the child is, nor with whom, nor when they leave, nor consent. The worry, as it was told, has its own', () => {
  const all = { ...known, care };
  expect(valuesAfter(after(), 'adult', 'no', 'yes')).toEqual(all);
  expect(valuesAfter(after(), 'adult', 'no', 'worry')).toEqual({ ...all, worry: 'A silver car.' });
});

it('What a home shares is taken over with that link, and what a family shares with the other, but not with whom the child is', () => {
  expect(valuesAfter(after(), 'household', 'no', 'no')).toEqual({ ...known, address });
  expect(valuesAfter(after(), 'family', 'no', 'no')).toEqual({ ...known, address, family });
});

it('A link that nobody can choose is asked again, and after “yes” the child’s card leads to check answers', () => {
  const draft = after();
  expect(at(press(draft, { choice: 'purple' }).draft)).toBe('linked');
  const child = ['adult', 'no', 'yes'].reduce((each, choice) => pressed(each, { choice }), draft);
  expect([at(child), child.progress.next]).toEqual(['child', undefined]);
  expect(at(pressed(child, { fields: { 'child-name': 'Girl' } }))).toBe('consent-asked');
});

it.each([
  ['they came w the same bloke', 'adult'],
  ['same flat as the others', 'household'],
  ['same house, same man', undefined],
  ['its not the same man', undefined],
  ['she calls her sister', undefined],
])('“%s” says how they are linked: %s', (words, kind) => expect(linkSaid(words)).toBe(kind));
