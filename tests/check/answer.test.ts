import { describe, expect, it } from '@jest/globals';
import { answerTo } from '../../src/check/draft.ts';
import { checkIsDone, gaps, notAsked, notKnown } from '../../src/check/not-known.ts';
import { readAnswer } from '../../src/check/read-answer.ts';
import { fieldOf } from '../../src/protocol/pack.ts';
import { aboutJane, at, draftAt, NOW, pack, press, pressed } from './a-draft.ts';

const x = (length: number) => 'x'.repeat(length);

describe('an answer', () => {
  it('is saved though the one beside it is wrong, and what was wrong changes nothing', () => {
    const draft = draftAt('child', { 'child-name': 'A girl', worry: 'A burn.' });
    const { draft: next, problems } = press(draft, {
      fields: { 'child-name': x(201), with: 'Her uncle', worry: x(4001) },
    });
    expect(problems).toEqual([
      { field: 'child-name', kind: 'too-long', limit: 200 },
      { field: 'worry', kind: 'too-long', limit: 3000 },
    ]);
    expect(next.answers.values).toEqual({ 'child-name': 'A girl', worry: 'A burn.', with: 'Her uncle' });
    expect(at(next)).toBe('child');
  });

  it('is kept as it was written: spaces, line breaks, capitals, other scripts', () => {
    const worry = '  She said:\n\n“help” 🧒🏽 \u202bمساعدة\u202c {{DATE(2020)}} ${name} <b>  ';
    expect(pressed(draftAt('child'), { fields: { worry } }).answers.values.worry).toBe(worry);
  });

  it('loses halves of characters, which no store can hold', () => {
    expect(pressed(draftAt('child'), { fields: { worry: 'a\ud83dz' } }).answers.values.worry).toBe('a\ufffdz');
  });

  it('may be left out: a form with nothing on it goes on', () => {
    for (const form of ['child', 'situation', 'officer', 'personal', 'home', 'family', 'status', 'evidence']) {
      const draft = draftAt(form);
      expect({ form, moved: at(pressed(draft, { fields: {} })) !== form }).toEqual({ form, moved: true });
    }
  });

  it('to a box that is not on the card is not taken', () => {
    expect(pressed(draftAt('child'), { fields: { consent: 'obtained' } }).answers.values).toEqual({});
  });

  it('to a list is taken only with statements of that list', () => {
    const given = { ticks: { seen: ['G01', 'H01', '__proto__'], suspected: [], note: '', looked: false } };
    expect(pressed(draftAt('ticks-carer'), given).answers.ticks.carer?.seen).toEqual(['G01']);
  });

  it('seen and suspected at once counts as seen', () => {
    const given = { ticks: { seen: ['G01'], suspected: ['G01', 'G02'], note: '', looked: true } };
    expect(pressed(draftAt('ticks-carer'), given).answers.ticks.carer).toEqual({
      seen: ['G01'],
      suspected: ['G02'],
      note: '',
      looked: true,
    });
  });

  it('without a tick leaves everything not known, and the check counts as done', () => {
    const next = pressed(draftAt('ticks-carer'), { ticks: { seen: [], suspected: [], note: '', looked: false } });
    expect(at(next)).not.toBe('ticks-carer');
    expect(checkIsDone(next.answers)).toBe(true);
    expect(checkIsDone(draftAt('ticks-carer').answers)).toBe(false);
  });

  it('that is none of the choices changes nothing', () => {
    const draft = draftAt('danger');
    expect(press(draft, { choice: 'perhaps' })).toEqual({ draft, problems: [], read: [] });
    const { problems, draft: next } = press(draftAt('about-you'), { fields: { ...aboutJane, agency: 'circus' } });
    expect(problems).toEqual([{ field: 'agency', kind: 'not-a-choice' }]);
    expect(next.answers.values).toEqual({ name: 'Jane Okafor', phone: '020 7946 0014' });
  });

  it('about a call is not taken back by “Check answers”, which says nothing about it', () => {
    const rang = draftAt('danger-phone', { ...aboutJane, danger: 'yes', phoned: 'yes' });
    const next = pressed(rang, { next: 'check-answers' });
    expect(next.answers.values.phoned).toBe('yes');
    expect(at(next)).toBe('phoned');
  });

  it('at check answers changes nothing', () => {
    const draft = draftAt('check-answers', { worry: 'A burn.' });
    expect(press(draft, { fields: { worry: 'No burn.' } }).draft).toEqual(draft);
  });
});

describe('a call more than a week ago', () => {
  const phoned = () => draftAt('phoned', { danger: 'yes', phoned: 'yes' });
  const when = (typed: string) => ({ fields: { 'phoned-when': typed, 'phoned-who': 'Ann' } });
  const longAgo = [{ field: 'phoned-when', kind: 'long-ago' }];

  it('is questioned once, and taken when the same is written again', () => {
    const asked = press(phoned(), when('10:00 on 10 November 2026'));
    expect(asked.problems).toEqual(longAgo);
    expect(asked.draft.answers.readings).not.toHaveProperty('phoned-when');
    expect(at(asked.draft)).toBe('phoned');
    const sure = press(asked.draft, when(' 10:00 on 10 November 2026 '));
    expect(sure.problems).toEqual([]);
    expect(at(sure.draft)).not.toBe('phoned');
    expect(sure.draft.answers.readings['phoned-when']?.at).toBe('2026-11-10T10:00:00.000Z');
  });

  it('is questioned again where another time so long ago is written', () => {
    const asked = press(phoned(), when('10:00 on 10 November 2026'));
    const other = press(asked.draft, when('10:00 on 9 November 2026'));
    expect(other.problems).toEqual(longAgo);
    expect(press(other.draft, when('10:00 on 9 November 2026')).problems).toEqual([]);
  });

  it('is questioned before it can be passed by “Check answers” too', () => {
    const asked = press(phoned(), { ...when('10:00 on 10 November 2026'), next: 'check-answers' });
    expect(asked.problems).toEqual(longAgo);
    expect(at(asked.draft)).toBe('phoned');
  });

  it('is no way round a time that lies ahead or cannot be read: that is asked for as often as it is written', () => {
    for (const [typed, kind] of [
      ['tomorrow 10:00', 'future'],
      ['at the bell', 'unclear-time'],
    ] as const) {
      const asked = press(phoned(), when(typed));
      expect(press(asked.draft, when(typed)).problems).toEqual([{ field: 'phoned-when', kind }]);
    }
  });
});

describe('the limit of a box', () => {
  it.each(pack.fields.filter(({ choices, reads }) => !choices && !reads))(
    'of $id is $limit characters: one more is refused with the limit named and never cut',
    ({ id, limit }) => {
      const field = fieldOf(pack, id);
      expect(readAnswer(field, x(limit), NOW)).toEqual({ value: x(limit) });
      expect(readAnswer(field, x(limit + 1), NOW)).toEqual({ problem: { field: id, kind: 'too-long', limit } });
    },
  );

  it.each(['child-age', 'leaves-sight', 'officer-date', 'phoned-when'])('of %s is 80 characters', (id) => {
    expect(readAnswer(fieldOf(pack, id), x(81), NOW)).toEqual({ problem: { field: id, kind: 'too-long', limit: 80 } });
  });

  it('counts characters as people do', () => {
    expect(readAnswer(fieldOf(pack, 'child-name'), '🧒'.repeat(200), NOW)).toEqual({ value: '🧒'.repeat(200) });
    expect(readAnswer(fieldOf(pack, 'child-name'), '🧒'.repeat(201), NOW)).toHaveProperty('problem');
  });

  it('of a note is 1,000 characters; the ticks beside it are saved', () => {
    const before = pressed(draftAt('ticks-carer'), {
      ticks: { seen: [], suspected: [], note: 'First note.', looked: false },
    });
    const again = { ...before, progress: { ...before.progress, at: 'ticks-carer' } };
    const long = press(again, { ticks: { seen: ['G01'], suspected: ['G02'], note: x(1001), looked: true } });
    expect(long.problems).toEqual([{ field: 'note', kind: 'too-long', limit: 1000 }]);
    expect(long.draft.answers.ticks.carer).toEqual({
      seen: ['G01'],
      suspected: ['G02'],
      note: 'First note.',
      looked: true,
    });
    expect(at(long.draft)).toBe('ticks-carer');
    expect(press(again, { ticks: { seen: [], suspected: [], note: x(1000), looked: false } }).problems).toEqual([]);
  });
});

describe('“not known”', () => {
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
  const texts = pack.fields.filter(({ id, choices }) => !choices && id !== 'consent-why').map(({ id }) => id);

  it.each(texts)('is an answer to %s, and is printed as it is', (id) => {
    for (const said of words)
      expect({ said, ...readAnswer(fieldOf(pack, id), said, NOW) }).toEqual({ said, ...notKnown });
  });

  it('is a reason where the worker is asked why they did not ask for consent: it is kept as it was written', () => {
    for (const said of words) expect(readAnswer(fieldOf(pack, 'consent-why'), said, NOW)).toEqual({ value: said });
  });

  it('takes back what was written before', () => {
    const draft = draftAt('child', { 'child-age': '14', with: 'Her uncle' });
    const next = pressed(draft, { fields: { 'child-age': 'not known', with: '' } });
    expect(answerTo(next.answers, 'child-age')).toBeUndefined();
    expect(answerTo(next.answers, 'with')).toBeUndefined();
  });

  it('is told apart from a box left empty, in either order, and is not said back', () => {
    const said = press(draftAt('child', { with: '' }), { fields: { with: 'don’t know' } });
    expect(said.read).toEqual([]);
    expect(said.draft.answers).toMatchObject({ values: { with: '' }, readings: { with: { words: 'Not known' } } });
    const back = { ...said.draft, progress: { ...said.draft.progress, at: 'child' } };
    expect(pressed(back, { fields: { with: '' } }).answers.readings).toEqual({});
  });

  it('is what a box says that was emptied on the card, and so are unticked choices', () => {
    const draft = draftAt('consent', { consent: 'refused', 'consent-why': 'No.', basis: 'LB1,LB4', advice: 'Rang.' });
    const fields = { consent: 'refused', 'consent-why': 'No.' }; // clients do not send what is empty
    const next = pressed(draft, { fields, whole: true });
    expect(answerTo(next.answers, 'basis')).toBeUndefined();
    expect(answerTo(next.answers, 'advice')).toBeUndefined();
  });

  it('is not what a typed answer says about the other boxes of the card', () => {
    const draft = draftAt('child', { with: 'Her uncle' });
    expect(pressed(draft, { fields: { worry: 'A burn.' } }).answers.values.with).toBe('Her uncle');
  });

  it('takes the old reading of a date along', () => {
    const born = pressed(draftAt('child'), { fields: { 'child-age': '4/3/2012' } });
    expect(born.answers.readings['child-age']?.day).toBe('2012-03-04');
    const back = { ...born, progress: { ...born.progress, at: 'child' } };
    expect(pressed(back, { fields: { 'child-age': 'not known' } }).answers.readings).toEqual({
      'child-age': { words: 'Not known' },
    });
  });

  it('is not what a sentence with these words in it says', () => {
    expect(readAnswer(fieldOf(pack, 'worry'), 'It is not known where she sleeps', NOW)).toEqual({
      value: 'It is not known where she sleeps',
    });
  });
});

describe('a date or time that was typed', () => {
  it('is kept in the worker’s own words, with what it was read as', () => {
    const { draft, read } = press(draftAt('child'), {
      fields: { 'child-age': '4/3/12', 'leaves-sight': '15:30' },
    });
    expect(draft.answers.values).toMatchObject({ 'child-age': '4/3/12', 'leaves-sight': '15:30' });
    expect(draft.answers.readings).toEqual({
      'child-age': { words: 'born 4 March 2012, now 14', day: '2012-03-04' },
      'leaves-sight': { words: '15:30, Tuesday 24 November 2026', at: '2026-11-24T15:30:00.000Z' },
    });
    expect(read.map(({ field }) => field)).toEqual(['child-age', 'leaves-sight']);
  });

  it('is repeated back once, not each time the form is sent', () => {
    const { draft } = press(draftAt('child'), { fields: { 'leaves-sight': '15:30' } });
    const again = { ...draft, progress: { ...draft.progress, at: 'child' } };
    expect(press(again, { fields: { 'leaves-sight': '15:30' } }).read).toEqual([]);
  });

  it('that nobody can read is kept as text and holds nothing up', () => {
    const { draft, problems } = press(draftAt('child'), { fields: { 'leaves-sight': 'when the uncle comes' } });
    expect(problems).toEqual([]);
    expect(draft.answers.values['leaves-sight']).toBe('when the uncle comes');
    expect(draft.answers.readings).toEqual({});
  });
});

describe('when the worker rang', () => {
  const when = (typed: string) => readAnswer(fieldOf(pack, 'phoned-when'), typed, NOW);

  it.each([
    ['just now', '2026-11-24T14:03:20.000Z'],
    ['13:40', '2026-11-24T13:40:00.000Z'],
    ['yesterday 16:00', '2026-11-23T16:00:00.000Z'],
    ['today at 14:05', '2026-11-24T14:05:00.000Z'], // a telephone that is fast by less than two minutes
  ])('“%s” is %s, from which the clocks run', (typed, moment) => {
    expect(when(typed)).toMatchObject({ reading: { at: moment } });
  });

  it.each([
    ['at some point', 'unclear-time'],
    ['yesterday', 'unclear-time'],
    ['tomorrow 10:00', 'future'],
    ['1 November 2026 10:00', 'long-ago'],
  ])('“%s” is asked again: %s', (typed, kind) => {
    expect(when(typed)).toEqual({ problem: { field: 'phoned-when', kind } });
  });

  it('must be said once it was said that there was a call', () => {
    expect(press(draftAt('phoned', { danger: 'yes', phoned: 'yes' }), { fields: {} }).problems).toEqual([
      { field: 'phoned-when', kind: 'required' },
    ]);
  });
});

describe('who is referring', () => {
  it('gives agency, name and phone; role and a colleague are as they like', () => {
    const { problems } = press(draftAt('about-you'), { fields: {} });
    expect(problems).toEqual([
      { field: 'agency', kind: 'required' },
      { field: 'name', kind: 'required' },
      { field: 'phone', kind: 'required' },
    ]);
    expect(press(draftAt('about-you'), { fields: aboutJane }).problems).toEqual([]);
  });

  it('writes their number as they like: nothing that looks wrong is refused', () => {
    for (const phone of ['ext 12', '+44 (0)1992 555 555', 'ask for Jane at reception', '07700 900123 / 124'])
      expect(press(draftAt('about-you'), { fields: { ...aboutJane, phone } }).problems).toEqual([]);
  });
});

describe('what is not known yet', () => {
  it('is said as advice: what the MASH asks first and what the written referral holds', () => {
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

  it('grows shorter with each answer', () => {
    const values = { 'child-name': 'A girl', worry: ' ', carer: 'no carer' };
    const fields = gaps({ values, ticks: {}, readings: {} }, pack).map(({ id }) => id);
    expect(fields).not.toContain('child-name');
    expect(fields).not.toContain('carer');
    expect(fields).toContain('worry'); // spaces are no answer
  });

  it('is told apart: what somebody said is not known, and what nobody asked', () => {
    const answers = { values: { 'child-name': 'A girl', with: '', worry: ' ' }, ticks: {}, readings: {} };
    expect(notKnown(answers, pack).map(({ id }) => id)).toEqual(['with', 'worry']);
    const open = notAsked(answers, pack).map(({ id }) => id);
    expect(open).toContain('languages');
    for (const id of ['child-name', 'with', 'worry']) expect(open).not.toContain(id);
    expect(gaps(answers, pack)).toHaveLength(open.length + 2);
  });
});
