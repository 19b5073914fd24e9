import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { excerpt, runs } from '../../src/cards/parts.ts';
import { textForm } from '../../src/cards/text-form.ts';
import { newDraft } from '../../src/check/draft.ts';
import { path } from '../../src/check/steps.ts';
import { tickQuestions } from '../../src/check/typed.ts';
import { answersOf, MARK, pack } from './samples.ts';

const marks = fc.oneof(fc.string(), fc.constantFrom('{{', '{{{', '{{DATE(2020-01-01T00:00:00Z)}}', '}}', '${x}', '\n'));
const anyText = fc.array(marks).map((pieces) => pieces.join(''));

describe('what somebody wrote, as it is shown', () => {
  it('is the same letters in the same order, and no piece of it is a date that a client would expand', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const pieces = runs(text).map((run) => run.text);
        expect(pieces.join('')).toBe(text);
        expect(pieces.filter((piece) => piece.includes('{{'))).toEqual([]);
      }),
    );
  });

  it('is at most so many characters, and says with “…” that there is more', () => {
    expect(excerpt('a'.repeat(200))).toBe('a'.repeat(200));
    expect(excerpt('a'.repeat(201))).toBe(`${'a'.repeat(199)}…`);
    expect(excerpt('one two three', 9)).toBe('one two…');
  });

  it('is never cut in the middle of a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, length) => {
        const short = excerpt(text, length);
        expect(short.isWellFormed()).toBe(text.isWellFormed());
        expect([...short].length).toBeLessThanOrEqual(length);
      }),
    );
  });
});

describe('the question as a text message', () => {
  const draft = newDraft({});
  const answers = answersOf('full');
  const steps = path({ ...draft, answers }, pack);
  const asked = steps.flatMap((step) => {
    const questions = step.kind === 'form' ? step.form.fields : step.kind === 'ticks' ? tickQuestions : ['the step'];
    return questions.map((question, cursor) => ({ step: step.id, question, cursor }));
  });
  const said = (step: string, cursor: number) =>
    textForm({ caseId: 'HT-7K3F-92Q', draft: { answers, progress: { ...draft.progress, at: step, cursor } }, pack });

  it.each(asked)('of $step, $question, ends with 999 and repeats nothing that was written', ({ step, cursor }) => {
    const text = said(step, cursor);
    expect(text.endsWith('Immediate danger: call 999')).toBe(true);
    expect(text).not.toContain(MARK);
    expect(text).not.toMatch(/undefined|\[object/);
  });

  it('names every choice by a number that can be typed', () => {
    expect(said('about-you', 0)).toMatch(/1 Health · 2 School or education · .* · 8 Other/);
    expect(said('danger', 0)).toContain('1 Yes, now · 2 No · 3 Not known');
    expect(said('ticks-carer', 0)).toMatch(/1 Cared for .*\n2 .*\n3 .*\n4 /);
  });

  it('shows the warning about consent before it asks', () => {
    const text = said('consent-risk', 0);
    expect(text).toContain(pack.warnings.beforeAsking.strong);
    expect(text.indexOf(pack.warnings.beforeAsking.text)).toBeLessThan(text.indexOf('Could the parent or carer'));
  });

  it('says so when the words fitted no answer', () => {
    const shown = { caseId: 'HT-7K3F-92Q', draft, pack };
    expect(textForm(shown, true)).toContain('I could not match that to an answer');
  });
});
