import { expect, it } from '@jest/globals';
import { newDraft } from '../../src/draft/draft.ts';
import { goBack, isReferrerKnown, toChange, toCheckAnswers } from '../../src/draft/move.ts';
import { path, stepNow } from '../../src/draft/steps.ts';
import { aboutJane, at, draftAt, filledIn, NOW, pack, pressed } from './a-draft.ts';

const everythingNeeded = {
  danger: 'no',
  ...aboutJane,
  'consent-risk': 'yes',
  consent: 'refused',
  'consent-why': 'She said no.',
};

// The short path

it('The short path takes five answers from danger to the check-answers card, and one fewer if the referrer is known', () => {
  const start = newDraft({});
  expect(at(start)).toBe('danger');
  const who = pressed(start, { choice: 'no' });
  expect(at(who)).toBe('about-you');
  const child = pressed(who, { fields: aboutJane });
  expect(at(child)).toBe('child');
  const asked = pressed(child, { fields: { worry: 'A burn.' }, next: 'check-answers' });
  expect(at(asked)).toBe('consent-asked');
  const consent = pressed(asked, { choice: 'not-asked', whole: true });
  expect(at(consent)).toBe('consent');
  const fields = { 'consent-risk': 'yes', 'consent-why': 'He may be involved.', basis: 'LB4' };
  expect(at(pressed(consent, { fields }))).toBe('check-answers');

  expect(at(pressed(newDraft(aboutJane), { choice: 'no' }))).toBe('child');
});

it('Going straight to the check-answers card keeps every answer', () => {
  const draft = pressed(draftAt('child', everythingNeeded), { fields: { worry: 'A burn.' }, next: 'check-answers' });
  expect(at(draft)).toBe('check-answers');
  expect(draft.answers.values).toEqual({ ...everythingNeeded, worry: 'A burn.' });
});

// Finish and send

const without = (...fields: string[]) =>
  draftAt('child', Object.fromEntries(Object.entries(everythingNeeded).filter(([field]) => !fields.includes(field))));

it.each<[string, string[], string]>([
  ['danger', ['danger'], 'danger'],
  ['the phone number of the referrer', ['phone'], 'about-you'],
  ['what was done about consent', ['consent'], 'consent-asked'],
  ['whether asking is a risk', ['consent-risk'], 'consent'],
  ['the reason about consent', ['consent-why'], 'consent'],
  ['nothing', [], 'check-answers'],
])('The way to the check-answers card stops at the right step if %s is missing', (_, missing, step) =>
  expect(at(toCheckAnswers(without(...missing), pack))).toBe(step),
);

it('The check-answers card follows as soon as the missing answers are given', () => {
  const draft = toCheckAnswers(without('phone', 'consent-why'), pack);
  const consent = pressed(draft, { fields: aboutJane });
  expect(at(consent)).toBe('consent');
  expect(at(pressed(consent, { fields: { consent: 'refused', 'consent-why': 'No.' } }))).toBe('check-answers');
});

it('The way to the check-answers card asks for a clear time of the call if the referrer rang, and not otherwise', () => {
  const rang = (more: Record<string, string>, reading: object = {}) => {
    const draft = draftAt('child', { ...everythingNeeded, danger: 'yes', ...more });
    return { ...draft, answers: { ...draft.answers, readings: { 'phoned-when': { words: '14:00', ...reading } } } };
  };
  expect(at(toCheckAnswers(draftAt('child', { ...everythingNeeded, danger: 'yes', phoned: 'yes' }), pack))).toBe(
    'phoned',
  );
  expect(at(toCheckAnswers(rang({ phoned: 'yes', 'phoned-when': 'at the bell' }), pack))).toBe('phoned');
  expect(at(toCheckAnswers(rang({ phoned: 'yes', 'phoned-when': '14:00' }, { at: NOW }), pack))).toBe('check-answers');
  expect(at(toCheckAnswers(draftAt('child', { ...everythingNeeded, danger: 'yes', phoned: 'no' }), pack))).toBe(
    'check-answers',
  );
});

it('A referrer is known by agency, name and phone', () => {
  expect(isReferrerKnown(without(), pack)).toBe(true);
  for (const field of ['agency', 'name', 'phone']) expect(isReferrerKnown(without(field), pack)).toBe(false);
  expect(isReferrerKnown(draftAt('child', { ...aboutJane, phone: ' ' }), pack)).toBe(false);
});

it('In a check that is added after sending, the way to the check-answers card leads to the summary', () => {
  const draft = without();
  const adding = { ...draft, progress: { ...draft.progress, mode: 'adding' as const } };
  expect(at(toCheckAnswers(adding, pack))).toBe('summary');
});

// Going back

it('Going back visits every step in reverse and stays at the first', () => {
  let draft = draftAt('check-answers', { ...everythingNeeded, danger: 'yes', phoned: 'yes' });
  const way = path(draft, pack).map(({ id }) => id);
  for (const step of [...way].reverse()) {
    expect(at(draft)).toBe(step);
    draft = goBack(draft, pack);
  }
  expect(at(draft)).toBe('danger');
});

it('Going back changes no answer', () => {
  const draft = draftAt('consent', everythingNeeded);
  expect(goBack(draft, pack).answers).toEqual(draft.answers);
});

it('Going back leads to the card last seen, not to what was skipped', () => {
  const child = pressed(newDraft(aboutJane), { choice: 'no' });
  expect(at(child)).toBe('child');
  expect(at(goBack(child, pack))).toBe('danger');
  const consent = pressed(child, { fields: { worry: 'A burn.' }, next: 'check-answers' });
  expect(at(consent)).toBe('consent-asked');
  const decided = pressed(consent, { fields: { consent: 'not-asked' } });
  expect([decided, goBack(decided, pack), goBack(goBack(decided, pack), pack)].map(at)).toEqual([
    'consent',
    'consent-asked',
    'child',
  ]);
});

it('Going back from the check-answers card leads to the card last seen, not to the next one in the path', () => {
  const hurrying = toCheckAnswers(draftAt('summary', { danger: 'no', ...aboutJane, consent: 'not-asked' }), pack);
  const done = pressed(hurrying, { fields: { 'consent-risk': 'yes', 'consent-why': 'He sits here.' } });
  expect([at(done), at(goBack(done, pack))]).toEqual(['check-answers', 'consent']);
});

it('Going back from a section that was changed leads to the check-answers card', () => {
  const atTheEnd = draftAt('check-answers', everythingNeeded);
  const changing = toChange(atTheEnd, 'officer', pack);
  expect([at(changing), at(goBack(changing, pack))]).toEqual(['officer', 'check-answers']);
});

it('Going back passes over a card that is no longer asked', () => {
  const draft = draftAt('seeing', { ...everythingNeeded, missing: 'no' });
  const seen = { ...draft, progress: { ...draft.progress, seen: ['officer', 'missing'] } };
  expect(at(goBack(seen, pack))).toBe('officer');
});

it('Whoever goes back and on and back is never sent in a circle', () => {
  let draft = newDraft(aboutJane);
  for (let round = 0; round < 20; round += 1) {
    draft = pressed(draft, { choice: 'no' });
    expect(at(draft)).toBe('child');
    draft = goBack(draft, pack);
    expect(at(draft)).toBe('danger');
  }
  expect(at(goBack(draft, pack))).toBe('danger');
});

// Changing one section

const atTheEnd = draftAt('check-answers', everythingNeeded);

it.each([
  ['danger', 1],
  ['about-you', 1],
  ['child', 1],
  ['officer', 1],
  ['consent', 2],
  ['details', 4],
])('Changing the section “%s” shows %d cards and ends at the check-answers card', (section, cards) => {
  let draft = toChange(atTheEnd, section, pack);
  const seen: string[] = [];
  while (at(draft) !== 'check-answers') {
    const step = stepNow(draft, pack);
    expect(step.section).toBe(section);
    seen.push(step.id);
    const filled = filledIn(step);
    draft = pressed(draft, step.kind === 'danger' ? { ...filled, choice: 'no' } : filled);
  }
  expect(seen).toHaveLength(cards);
});

it('Changing the details ends with the finding on private fostering if the child is in care, is missing and lives with somebody who is not close family', () => {
  const answers = { ...everythingNeeded, kin: 'yes', care: 'yes', missing: 'yes' };
  let draft = toChange(draftAt('check-answers', answers), 'details', pack);
  const seen: string[] = [];
  while (at(draft) !== 'check-answers') {
    seen.push(at(draft));
    draft = pressed(draft, filledIn(stepNow(draft, pack)));
  }
  expect(seen.slice(-4)).toEqual(['care', 'missing', 'private-fostering', 'private-fostering-finding']);
  expect(seen).toHaveLength(8);
});

it('Changing the check leads through its lists and its summary back to the check-answers card', () => {
  let draft = toChange(atTheEnd, 'check', pack);
  const seen: string[] = [];
  while (at(draft) !== 'check-answers') {
    seen.push(at(draft));
    draft = pressed(draft, filledIn(stepNow(draft, pack)));
  }
  expect(seen[0]).toBe('situation');
  expect(seen.at(-1)).toBe('summary');
  expect(seen.slice(1, -1).every((id) => id.startsWith('ticks-'))).toBe(true);
  expect(seen.length).toBeLessThanOrEqual(9);
});

it('Changing danger to yes shows the numbers before going back to the check-answers card', () => {
  const draft = pressed(toChange(atTheEnd, 'danger', pack), { choice: 'yes' });
  expect(at(draft)).toBe('danger-phone');
  expect(at(pressed(draft, { choice: 'continue' }))).toBe('check-answers');
});

it('Changing an unknown section changes nothing', () => expect(toChange(atTheEnd, 'weather', pack)).toEqual(atTheEnd));

it('Changing one section leaves the other answers alone', () => {
  const draft = pressed(toChange(atTheEnd, 'about-you', pack), {
    fields: { ...aboutJane, phone: '020 7946 0099' },
  });
  expect(draft.answers.values).toEqual({ ...everythingNeeded, phone: '020 7946 0099' });
});
