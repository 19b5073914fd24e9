import { describe, expect, it } from '@jest/globals';
import { answerTo, type Draft } from '../../src/draft/draft.ts';
import { askedGaps, gaps, hasCheckedAnyList, notAsked } from '../../src/draft/fields.ts';
import { readAnswer } from '../../src/draft/read-answer.ts';
import { fieldOf } from '../../src/protocol/pack.ts';
import { lacks } from '../conversations/expecting.ts';
import { aboutJane, at, draftAt, movedTo, NOW, pack, press, pressed } from './a-draft.ts';

const read = (id: string, text: string) => readAnswer(fieldOf(pack, id), text, NOW);
const textOfLength = (length: number) => 'x'.repeat(length);

// An answer

it('A valid answer is saved beside a wrong one, and the wrong one changes nothing', () => {
  const draft = draftAt('child', { 'child-name': 'A girl', worry: 'A burn.' });
  const { draft: next, problems } = press(draft, {
    fields: { 'child-name': textOfLength(201), with: 'Her uncle', worry: textOfLength(4001) },
  });
  expect(problems).toEqual([
    { field: 'worry', kind: 'too-long', limit: 3000 },
    { field: 'child-name', kind: 'too-long', limit: 200 },
  ]);
  expect(next.answers.values).toEqual({ 'child-name': 'A girl', worry: 'A burn.', with: 'Her uncle' });
  expect(at(next)).toBe('child');
});

it('An answer is saved as written, with its spaces, line breaks, capitals and other scripts', () => {
  const worry = '  She said:\n\n“help” 🧒🏽 \u202bمساعدة\u202c {{DATE(2020)}} ${name} <b>  ';
  expect(pressed(draftAt('child'), { fields: { worry } }).answers.values.worry).toBe(worry);
});

it('Half a character in an answer is replaced, because no store can hold it', () =>
  expect(pressed(draftAt('child'), { fields: { worry: 'a\ud83dz' } }).answers.values.worry).toBe('a\ufffdz'));

it('A form of optional fields can be sent empty', () => {
  for (const form of ['child', 'situation', 'officer', 'home', 'status', 'seeing']) {
    const draft = draftAt(form);
    expect({ form, moved: at(pressed(draft, { fields: {} })) !== form }).toEqual({ form, moved: true });
  }
});

it('An answer to a field that is not on the card is ignored', () =>
  expect(pressed(draftAt('child'), { fields: { consent: 'obtained' } }).answers.values).toEqual({}));

it('A list accepts only its own statements', () => {
  const given = { ticks: { seen: ['G01', 'H01', '__proto__'], suspected: [], note: '', looked: false } };
  expect(pressed(draftAt('ticks-carer'), given).answers.ticks.carer?.seen).toEqual(['G01']);
});

it('A statement that is both seen and suspected counts as seen', () => {
  const given = { ticks: { seen: ['G01'], suspected: ['G01', 'G02'], note: '', looked: true } };
  const card = ['G01', 'G02', 'G03', 'G04', 'T05', 'T07'];
  expect(pressed(draftAt('ticks-carer'), given).answers.ticks.carer).toMatchObject({
    seen: ['G01'],
    suspected: ['G02'],
    note: '',
    shown: card,
    looked: card,
  });
});

it('A list sent without a tick counts as done', () => {
  const next = pressed(draftAt('ticks-carer'), { ticks: { seen: [], suspected: [], note: '', looked: false } });
  expect(at(next)).not.toBe('ticks-carer');
  expect(hasCheckedAnyList(next.answers)).toBe(true);
  expect(hasCheckedAnyList(draftAt('ticks-carer').answers)).toBe(false);
});

it('An answer that is none of the choices changes nothing', () => {
  const draft = draftAt('danger');
  expect(press(draft, { choice: 'perhaps' })).toEqual({ draft, problems: [], read: [] });
  const { problems, draft: next } = press(draftAt('about-you'), { fields: { ...aboutJane, agency: 'circus' } });
  expect(problems).toEqual([{ field: 'agency', kind: 'not-a-choice' }]);
  expect(next.answers.values).toEqual({ name: 'Jane Okafor', phone: '020 7946 0014' });
});

it('“Finish and send” does not take back the answer that the referrer rang', () => {
  const rang = draftAt('danger-phone', { ...aboutJane, danger: 'yes', phoned: 'yes' });
  const next = pressed(rang, { next: 'check-answers' });
  expect(next.answers.values.phoned).toBe('yes');
  expect(at(next)).toBe('phoned');
});

it('Answers sent at the check answers step change nothing', () => {
  const draft = draftAt('check-answers', { worry: 'A burn.' });
  expect(press(draft, { fields: { worry: 'No burn.' } }).draft).toEqual(draft);
});

// A call more than a week ago

const phoned = () => draftAt('phoned', { danger: 'yes', phoned: 'yes' });
const when = (typed: string) => ({ fields: { 'phoned-when': typed, 'phoned-who': 'Ann' } });
const longAgo = [{ field: 'phoned-when', kind: 'long-ago' }];

it('A call more than a week ago is questioned once, and accepted when the referrer writes the same time again', () => {
  const questioned = press(phoned(), when('10:00 on 10 November 2026'));
  expect(questioned.problems).toEqual(longAgo);
  expect(questioned.draft.answers.readings).not.toHaveProperty('phoned-when');
  expect(at(questioned.draft)).toBe('phoned');
  const sure = press(questioned.draft, when(' 10:00 on 10 November 2026 '));
  expect(sure.problems).toEqual([]);
  expect(at(sure.draft)).not.toBe('phoned');
  expect(sure.draft.answers.readings['phoned-when']?.at).toBe('2026-11-10T10:00:00.000Z');
});

it('A different time more than a week ago is questioned too', () => {
  const questioned = press(phoned(), when('10:00 on 10 November 2026'));
  const other = press(questioned.draft, when('10:00 on 9 November 2026'));
  expect(other.problems).toEqual(longAgo);
  expect(press(other.draft, when('10:00 on 9 November 2026')).problems).toEqual([]);
});

it('“Finish and send” questions a call more than a week ago too', () => {
  const questioned = press(phoned(), { ...when('10:00 on 10 November 2026'), next: 'check-answers' });
  expect(questioned.problems).toEqual(longAgo);
  expect(at(questioned.draft)).toBe('phoned');
});

it('A time in the future or an unclear time is refused again when written twice', () => {
  for (const [typed, kind] of [
    ['tomorrow 10:00', 'future'],
    ['at the bell', 'unclear-time'],
  ] as const) {
    const questioned = press(phoned(), when(typed));
    expect(press(questioned.draft, when(typed)).problems).toEqual([{ field: 'phoned-when', kind }]);
  }
});

// The limit of a box

it.each(pack.fields.filter(({ choices, reads }) => !choices && !reads))(
  'The field $id takes $limit characters, and a longer text is refused with the limit and never cut',
  ({ id, limit }) => {
    expect(read(id, textOfLength(limit))).toEqual({ value: textOfLength(limit) });
    expect(read(id, textOfLength(limit + 1))).toEqual({
      problem: { field: id, kind: 'too-long', limit },
    });
  },
);

it.each(['child-age', 'leaves-sight', 'officer-date', 'phoned-when'])('The field %s takes 80 characters', (id) =>
  expect(read(id, textOfLength(81))).toEqual({
    problem: { field: id, kind: 'too-long', limit: 80 },
  }),
);

it('The limit of a field counts an emoji as one character', () => {
  expect(read('child-name', '🧒'.repeat(200))).toEqual({ value: '🧒'.repeat(200) });
  expect(read('child-name', '🧒'.repeat(201))).toHaveProperty('problem');
});

it('A note takes 1,000 characters, and a longer one does not stop the ticks beside it from being saved', () => {
  const before = pressed(draftAt('ticks-carer'), {
    ticks: { seen: [], suspected: [], note: 'First note.', looked: false },
  });
  const again = movedTo(before, 'ticks-carer');
  const long = press(again, { ticks: { seen: ['G01'], suspected: ['G02'], note: textOfLength(1001), looked: true } });
  expect(long.problems).toEqual([{ field: 'note', kind: 'too-long', limit: 1000 }]);
  expect(long.draft.answers.ticks.carer).toMatchObject({ seen: ['G01'], suspected: ['G02'], note: 'First note.' });
  expect(at(long.draft)).toBe('ticks-carer');
  expect(
    press(again, { ticks: { seen: [], suspected: [], note: textOfLength(1000), looked: false } }).problems,
  ).toEqual([]);
});

// “not known”

const words = [
  'not known',
  'Not known.',
  'NOT KNOWN',
  'unknown',
  'don’t know',
  "don't know",
  'dont know',
  'n/k',
  'not sure',
];
const notKnown = { value: '', reading: { words: 'Not known' } };
const texts = pack.fields
  .filter(({ id, choices }) => !choices && !['consent-why', 'leaves-sight'].includes(id))
  .map(({ id }) => id);

it.each(texts)('“Not known” is an answer to %s and is read as “Not known”', (id) => {
  for (const phrase of words) expect({ phrase, ...read(id, phrase) }).toEqual({ phrase, ...notKnown });
});

it('“Not known” or an emptied field takes back the earlier answer', () => {
  const draft = draftAt('child', { 'child-age': '14', with: 'Her uncle' });
  const next = pressed(draft, { fields: { 'child-age': 'not known', with: '' } });
  expect(answerTo(next.answers, 'child-age')).toBeUndefined();
  expect(answerTo(next.answers, 'with')).toBeUndefined();
});

it('An empty field can become “not known” and the other way round, and “not known” is not repeated back', () => {
  const notKnownOutcome = press(draftAt('child', { with: '' }), { fields: { with: 'don’t know' } });
  expect(notKnownOutcome.read).toEqual([]);
  expect(notKnownOutcome.draft.answers).toMatchObject({
    values: { with: '' },
    readings: { with: { words: 'Not known' } },
  });
  const back = movedTo(notKnownOutcome.draft, 'child');
  expect(pressed(back, { fields: { with: '' } }).answers.readings).toEqual({});
});

it('A field that was emptied on the card has no answer any more, and neither has one whose choices were unticked', () => {
  const draft = draftAt('consent', { consent: 'nobody', 'consent-why': 'No.', basis: 'LB1,LB4', advice: 'Rang.' });
  const fields = { 'consent-why': 'No.' }; // clients do not send what is empty
  const next = pressed(draft, { fields, whole: true });
  expect(answerTo(next.answers, 'basis')).toBeUndefined();
  expect(answerTo(next.answers, 'advice')).toBeUndefined();
});

it('A typed answer leaves the other fields of its card unchanged', () => {
  const draft = draftAt('child', { with: 'Her uncle' });
  expect(pressed(draft, { fields: { worry: 'A burn.' } }).answers.values.with).toBe('Her uncle');
});

it('“Not known” replaces the earlier reading of a date', () => {
  const born = pressed(draftAt('child'), { fields: { 'child-age': '4/3/2012' } });
  expect(born.answers.readings['child-age']?.day).toBe('2012-03-04');
  const back = movedTo(born, 'child');
  expect(pressed(back, { fields: { 'child-age': 'not known' } }).answers.readings).toEqual({
    'child-age': { words: 'Not known' },
  });
});

it('A sentence that contains “not known” is saved as text', () =>
  expect(read('worry', 'It is not known where she sleeps')).toEqual({
    value: 'It is not known where she sleeps',
  }));

// A date or time that was typed

it('A typed date or time is saved in the referrer’s words, together with its reading', () => {
  const { draft, read } = press(draftAt('child'), {
    fields: { 'child-age': '4/3/12', 'leaves-sight': '15:30' },
  });
  expect(draft.answers.values).toMatchObject({ 'child-age': '4/3/12', 'leaves-sight': '15:30' });
  expect(draft.answers.readings).toEqual({
    'child-age': { words: 'born 4 March 2012, now 14', day: '2012-03-04' },
    'leaves-sight': {
      words: '15:30, Tuesday 24 November 2026',
      at: '2026-11-24T15:30:00.000Z',
      leaves: 'ahead',
      said: NOW,
    },
  });
  expect(read.map(({ field }) => field)).toEqual(['child-age', 'leaves-sight']);
});

it('A typed time is repeated back once, not each time the form is sent', () => {
  const { draft } = press(draftAt('child'), { fields: { 'leaves-sight': '15:30' } });
  const again = movedTo(draft, 'child');
  expect(press(again, { fields: { 'leaves-sight': '15:30' } }).read).toEqual([]);
});

it('When the child leaves is asked once more if no time can be read; then the words go as they are', () => {
  const asks = (from: Draft, words: string) => press(movedTo(from, 'child'), { fields: { 'leaves-sight': words } });
  const { draft, problems } = asks(draftAt('child'), 'when the uncle comes');
  expect([at(draft), problems]).toEqual(['child', [{ field: 'leaves-sight', kind: 'no-time' }]]);
  expect(draft.answers.values['leaves-sight']).toBe('when the uncle comes');
  expect(draft.answers.readings['leaves-sight']).toEqual({ words: 'No time known', leaves: 'unread', said: NOW });
  for (const words of ['when the uncle comes', 'whenever']) expect(asks(draft, words).problems).toEqual([]);
});

it('A child who is not with the referrer: where they are believed to be is asked once, unless that is known', () => {
  const away = { 'leaves-sight': 'The child is not with me' };
  const asked = press(draftAt('child'), { fields: away });
  expect(asked.problems).toEqual([{ field: 'whereabouts', kind: 'believed' }]);
  expect(press(asked.draft, { fields: away }).problems).toEqual([]);
  expect(press(draftAt('child', { whereabouts: 'at home' }), { fields: away }).problems).toEqual([]);
});

describe('when the referrer rang', () => {
  const when = (typed: string) => read('phoned-when', typed);

  it.each([
    ['just now', '2026-11-24T14:03:20.000Z'],
    ['13:40', '2026-11-24T13:40:00.000Z'],
    ['yesterday 16:00', '2026-11-23T16:00:00.000Z'],
    ['today at 14:05', '2026-11-24T14:05:00.000Z'], // the referrer's telephone is less than two minutes fast
  ])('A call at “%s” is read as %s', (typed, moment) => expect(when(typed)).toMatchObject({ reading: { at: moment } }));

  it.each([
    ['at some point', 'unclear-time'],
    ['yesterday', 'unclear-time'],
    ['tomorrow 10:00', 'future'],
    ['1 November 2026 10:00', 'long-ago'],
  ])('A call at “%s” is refused as %s', (typed, kind) =>
    expect(when(typed)).toEqual({ problem: { field: 'phoned-when', kind } }),
  );

  it('The time of the call is required once the referrer said that they rang', () =>
    expect(press(draftAt('phoned', { danger: 'yes', phoned: 'yes' }), { fields: {} }).problems).toEqual([
      { field: 'phoned-when', kind: 'required' },
    ]));
});

// Who is referring

it('A referrer must give agency, name and phone, and nothing else', () => {
  const { problems } = press(draftAt('about-you'), { fields: {} });
  expect(problems).toEqual([
    { field: 'agency', kind: 'required' },
    { field: 'name', kind: 'required' },
    { field: 'phone', kind: 'required' },
  ]);
  expect(press(draftAt('about-you'), { fields: aboutJane }).problems).toEqual([]);
});

it('A referrer’s phone number is accepted in any form', () => {
  for (const phone of ['ext 12', '+44 (0)1992 555 555', 'ask for Jane at reception', '07700 900123 / 124'])
    expect(press(draftAt('about-you'), { fields: { ...aboutJane, phone } }).problems).toEqual([]);
});

// What is not known yet

it('An empty draft has gaps in what the MASH asks first and what the written referral holds', () => {
  const fields = gaps({ values: {}, ticks: {}, readings: {} }, pack).map(({ id }) => id);
  expect(fields).toEqual([
    'child-name',
    'child-age',
    'whereabouts',
    'with',
    'leaves-sight',
    'worry',
    'languages',
    'address',
    'carer',
    'relationship',
    'family',
    'siblings',
    'family-whereabouts',
    'immigration',
    'agencies',
    'exploitation',
  ]);
});

it('Each answer closes its gap', () => {
  const values = { 'child-name': 'A girl', worry: ' ', carer: 'no carer' };
  const fields = gaps({ values, ticks: {}, readings: {} }, pack).map(({ id }) => id);
  lacks(fields, 'child-name', 'carer');
  expect(fields).toContain('worry'); // spaces are no answer
});

it('Gaps that the referrer could not answer are kept apart from those that nobody asked about', () => {
  const answers = { values: { 'child-name': 'A girl', with: '', worry: ' ' }, ticks: {}, readings: {} };
  expect(askedGaps(answers, pack).map(({ id }) => id)).toEqual(['with', 'worry']);
  const open = notAsked(answers, pack).map(({ id }) => id);
  expect(open).toContain('languages');
  for (const id of ['child-name', 'with', 'worry']) expect(open).not.toContain(id);
  expect(gaps(answers, pack)).toHaveLength(open.length + 2);
});
