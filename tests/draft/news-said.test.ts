import { describe, expect, it } from '@jest/globals';
import { newCaseId } from '../../src/base/reference.ts';
import { type Draft, emptyAnswers } from '../../src/draft/draft.ts';
import { meantFor, tellsOfAnother, writtenNameOf } from '../../src/draft/news-said.ts';
import { stepNow } from '../../src/draft/steps.ts';
import { saysMore } from '../../src/draft/typed-words.ts';
import { answerContext, draftAt, pack } from './a-draft.ts';

const reference = newCaseId('HT');
const named = (name: string, id = newCaseId('HT')) => ({
  id,
  answers: { ...emptyAnswers, values: { 'child-name': name } },
});
const others = [named('Kayleigh, girl 14', reference), named('Tuan Tran, boy 16')];
const meant = (draft: Draft, words: string) => meantFor(words, draft, { ...answerContext, isSameCase: false, others });

/** A draft of Mai whose next question is this one. */
function asking(field: string): Draft {
  const draft = draftAt(field === 'last-contact' ? 'status' : 'child', {
    danger: 'no',
    care: 'no',
    'child-name': 'Mai Tran, girl 15',
  });
  const step = stepNow(draft, pack);
  const cursor = step.kind === 'form' ? step.form.fields.indexOf(field) : -1;
  return { ...draft, progress: { ...draft.progress, cursor, again: true } };
}

// While the MASH has other children of the same author

it.each([
  ['child-name', 'kayleigh says she hates mr brown'],
  ['child-name', 'lily says she hates mr brown'],
  ['child-age', 'tuan was sick at school today'],
  ['child-age', 'kayleigh is 14'],
  ['child-age', 'the boy ive told you about, his real name is Linh'],
  ['whereabouts', 'kayleigh is at the bus stop with him'],
  ['whereabouts', 'no she hasnt got any family here'],
  ['with', 'tuan is with her uncle dan'],
  ['with', 'she has a bruise'],
  ['leaves-sight', 'police here now taking the details of the car'],
  ['last-contact', 'yes tuan says so'],
])('The box %s does not take “%s”', (field, words) => {
  expect(meant(asking(field), words)).toBe('mash');
});

it.each([
  ['child-name', 'Mai Tran'],
  ['child-name', 'her name is Mai'],
  ['child-name', 'Vietnamese girl in a red coat'],
  ['child-age', 'mai is about 14'],
  ['child-age', 'she was born in 2010'],
  ['whereabouts', 'mai is at the shop'],
  ['whereabouts', 'shes at home'],
  ['whereabouts', 'i dont know'],
  ['child-name', 'shes called Mai'],
  ['child-name', 'they call her Linh'],
  ['child-name', 'she says Ana'],
  ['with', 'it’s her uncle'],
  ['whereabouts', 'she went to the shop'],
  ['with', 'uncle dan is with her'],
  ['with', 'she is by herself'],
  ['with', 'kayleigh and tuan'],
  ['last-contact', 'she saw him yesterday'],
  ['worry', 'mai works with kayleigh'],
])('The box %s takes “%s”, and nobody else hears it', (field, words) => {
  expect(meant(asking(field), words)).toBe('check');
});

it('The worry takes what is about another child, and the MASH hears it, too', () => {
  for (const words of [
    'kayleigh is crying',
    'because mum hit tuan last night',
    `he has had it since he met ${reference}`,
  ])
    expect(meant(asking('worry'), words)).toBe('more');
});

describe('words for a question with buttons', () => {
  const plain = ['yes', 'Yes, now', 'yes now', 'no she isnt', 'yes she is', 'i think so', 'not sure', '2', 'No.'];
  it.each(plain)('“%s” says no more than its answer', (words) => {
    expect(meant(draftAt('danger'), words)).toBe('check');
  });

  it.each([
    'yes and kayleigh is crying',
    '2 maybe',
    'yes in danger',
    'yes they have the child',
    'no theyve gone',
    'yes 14:20',
  ])('“%s” is for the MASH, too', (words) => {
    expect(meant(draftAt('danger'), words)).toBe('more');
  });

  it('The words of a button say no more than its answer', () => {
    expect([saysMore('leave it out'), saysMore('leave it out', [{ label: 'Leave it out' }])]).toEqual([true, false]);
  });
});

it.each([
  ['him. darren webb. silver astra outside he wants to take her', 'both'],
  ['just them', 'check'],
  ['her uncle just took her', 'mash'],
])('“%s” where it is asked who is with the child: %s', (words, use) => {
  expect(meant(asking('with'), words)).toBe(use);
});

it.each([
  ['plate is LM19 XKP silver merc', 'mash'],
  ['he would move her, his van is LM19 XKP', 'both'],
])('Where it is asked why there is no consent, “%s” is for: %s', (words, use) => {
  const draft = draftAt('consent', { danger: 'no', consent: 'not-asked', 'consent-risk': 'yes' });
  const step = stepNow(draft, pack);
  const cursor = step.kind === 'form' ? step.form.fields.indexOf('consent-why') : -1;
  expect(cursor).toBeGreaterThanOrEqual(0);
  expect(meant({ ...draft, progress: { ...draft.progress, cursor, again: true } }, words)).toBe(use);
});

it.each([
  ['child-name', 'Mai Tran', 'check'],
  ['child-name', 'a girl called Mai', 'check'],
  ['child-name', 'a red car', 'mash'],
  ['child-name', 'kayleigh', 'mash'],
  ['child-age', '15', 'check'],
  ['child-age', 'a red car', 'mash'],
  ['child-age', 'not known', 'check'],
  ['whereabouts', 'at the mosque', 'check'],
  ['whereabouts', 'the mosque', 'more'],
  ['with', 'skip', 'check'],
])('While it is asked which child earlier words are about, the box %s and “%s”: %s', (field, words, use) => {
  const about = { ...answerContext, isSameCase: false, others, whichChild: 'last' } as const;
  expect(meantFor(words, asking(field), about)).toBe(use);
});

it.each([
  ['darnell price 14, got in rays audi 3.38pm, toward stevenage', 'darnell price'],
  ['Said beside the questions: “same stuff as b4”\nSaid beside the questions: “ellie marsh 15”', 'ellie marsh'],
  ['theres another one now!! a girl yr 10 ellie marsh 15 she says ray is her bf', 'ellie marsh'],
  ['darnell price hes 14 and kofi mensah is 13', ''],
  ['flat 12 at the top, about 15 kids', ''],
  ['A girl, 15, with a burn', ''],
])('Where no name is answered, “%s” names “%s”', (worry, name) => {
  expect(writtenNameOf({ values: { worry } })).toBe(name);
});

describe('Whether words are of another child', () => {
  const worry = 'names are Amira Hassan 14, Lilly Dawson 13 and Kezia Boateng its kezia whos missing';
  const kezia = { values: { 'child-name': 'Kezia Boateng', worry } };

  it.each(['what do i do about Lilly and Amira? theyre going back to him', 'lilly dawson 13'])('“%s” is', (words) => {
    expect(tellsOfAnother(words, kezia)).toBe(true);
  });

  it.each([
    ...[
      'cos shes 16 and scared and theyre coming back',
      'hes 40 and shes 13',
      'what do i do? theyre going back to him',
    ],
    ...['is she going with Lilly at 4?', 'are Kezia and Lilly going back to him?', 'do i tell Dee? theyre going at 4'],
  ])('“%s” is not', (words) => expect(tellsOfAnother(words, kezia)).toBe(false));
});
