import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CaseId } from '../../src/base/reference.ts';
import { excerpt, runs } from '../../src/cards/parts.ts';
import { newDraft } from '../../src/draft/draft.ts';
import { path } from '../../src/draft/steps.ts';
import { tickQuestions } from '../../src/draft/typed.ts';
import { textForm } from '../../src/features/wizard/text-form.ts';
import { answersOf, MARK, pack } from './samples.ts';

const textPieces = fc.oneof(
  fc.string(),
  fc.constantFrom('{{', '{{{', '{{DATE(2020-01-01T00:00:00Z)}}', '{{ time(', '}}', '${x}', '\n', '\u202e', '\u0007'),
);
const anyText = fc.array(textPieces).map((pieces) => pieces.join(''));

/** Invisible characters: controls other than line break and tab, and marks that change the direction of text. */
const directionMarks = ['\u061c', '\u200e', '\u200f', ...'\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069'];
const isControl = (sign: string) => sign < ' ' || (sign >= '\u007f' && sign < '\u00a0');
const visibleOf = (text: string): string =>
  [...text].filter((sign) => '\n\t'.includes(sign) || !(isControl(sign) || directionMarks.includes(sign))).join('');

// What somebody wrote, on a card

it('Runs keep the visible characters in order, and no run holds a date that a client would expand', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const pieces = runs(text).map((run) => run.text);
      expect(pieces.join('')).toBe(visibleOf(text));
      expect(pieces.filter((piece) => /\{\{\s*(date|time)/i.test(piece))).toEqual([]);
    }),
  );
});

it('Runs keep line breaks, tabs and joined characters, and drop direction marks', () => {
  const shown = runs('one\n\ttwo 👩‍👧‍👦\r\n \u202ethree\u2069\u0000').map((run) => run.text);
  expect(shown).toEqual(['one\n\ttwo 👩‍👧‍👦\n three']);
});

it('An excerpt has at most the given number of characters, and ends with “…” if it was cut', () => {
  expect(excerpt('a'.repeat(200))).toBe('a'.repeat(200));
  expect(excerpt('a'.repeat(201))).toBe(`${'a'.repeat(199)}…`);
  expect(excerpt('one two three', 9)).toBe('one two…');
});

it('An excerpt is never cut inside a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, length) => {
      const short = excerpt(text, length);
      expect(short.isWellFormed()).toBe(text.isWellFormed());
      expect([...short].length).toBeLessThanOrEqual(length);
    }),
  );
});

// The question as a text message

const draft = newDraft({});
const answers = answersOf('full');
const steps = path({ ...draft, answers }, pack);
const asked = steps.flatMap((step) => {
  const questions = step.kind === 'form' ? step.form.fields : step.kind === 'ticks' ? tickQuestions : ['the step'];
  return questions.map((question, cursor) => ({ step: step.id, question, cursor }));
});
const questionText = (step: string, cursor: number) =>
  textForm({
    caseId: 'HT-7K3F-92Q' as CaseId,
    draft: { answers, progress: { ...draft.progress, at: step, cursor, again: true } },
    pack,
  });

/** Long because of their choices, or because they warn. */
const longer = ['ticks', 'agency', 'consent', 'basis', 'later-reasons', 'pf-carer'];

it.each(asked)(
  'The text question $question of $step ends with 999, repeats nothing that was written and has no single line break',
  ({ step, question, cursor }) => {
    const text = questionText(step, cursor);
    if (!longer.includes(question)) expect(text.split(/\s+/).length).toBeLessThanOrEqual(40);
    expect(text.endsWith('Immediate danger: call 999')).toBe(true);
    expect(text).not.toContain(MARK);
    expect(text).not.toMatch(/undefined|\[object|(?<!\n)\n(?!\n)/); // clients show a single line break as a space
  },
);

it('A text question gives every choice a number to type', () => {
  expect(questionText('about-you', 0)).toMatch(/\n\n1 Health\n\n2 School or education\n\n(.*\n\n){5}8 Other\n\n/);
  expect(questionText('danger', 0)).toContain('\n\n1 Yes, now\n\n2 No\n\n3 Not known\n\n');
  expect(questionText('ticks-carer', 0)).toMatch(/\n\n1 Many .*\n\n2 .*\n\n3 .*\n\n4 /);
});

it('A text question says what was wrong before it says how a date was read', () => {
  const progress = { ...draft.progress, at: 'phoned', cursor: 0, again: true as const };
  const problems = [{ field: 'phoned-when', kind: 'future' } as const];
  const text = textForm({
    caseId: 'HT-7K3F-92Q' as CaseId,
    draft: { answers, progress },
    pack,
    problems,
    notes: ['One note.'],
    read: ['I read that as 4 March.'],
  });
  expect(text).toMatch(
    /^Phoned: that lies ahead\. When did you ring\?\n\nOne note\.\n\n“card” shows how I read it\.\n\n/,
  );
});

it('The text question about consent shows the warning first', () => {
  const text = questionText('consent-asked', 0);
  const warning = pack.warnings.find(({ id }) => id === 'W03');
  expect(text).toContain(`${warning?.strong} ${warning?.text}`);
  expect(text.indexOf(warning?.text ?? 'NONE')).toBeLessThan(text.indexOf('Have you asked for consent?'));
});

it('A text question says if the words fitted no answer', () =>
  expect(textForm({ caseId: 'HT-7K3F-92Q' as CaseId, draft, pack }, true)).toContain(
    'I could not match that to an answer',
  ));
