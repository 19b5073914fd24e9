import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { StaffId } from '../../src/base/people.ts';
import type { CaseId } from '../../src/base/reference.ts';
import { submitReferral } from '../../src/case/commands.ts';
import { referralOf } from '../../src/case/state.ts';
import { applyAnswer, type GivenAnswer } from '../../src/check/answer.ts';
import { Answers, type Draft, newDraft, Progress, type Ticks } from '../../src/check/draft.ts';
import { goBack, toChange, toCheckAnswers, whoIsKnown } from '../../src/check/move.ts';
import { checkIsDone } from '../../src/check/not-known.ts';
import { path, type Step, stepNow } from '../../src/check/steps.ts';
import { choicesOf, typedAnswer } from '../../src/check/typed.ts';
import { isUnsure } from '../../src/check/unsure.ts';
import { questionCard } from '../../src/features/wizard/question.ts';
import { textForm } from '../../src/features/wizard/text-form.ts';
import { fieldOf } from '../../src/protocol/pack.ts';
import { aboutJane, caseContext, filledIn, NOW, pack } from './a-draft.ts';

/** Whatever a worker does, in whatever order: nothing is lost, nothing breaks, and the referral can be sent. */

const jane = { id: StaffId.parse('jane'), name: 'Jane Okafor', roles: new Set<never>() };

const hostile = [
  '',
  '   ',
  'not known',
  'yes',
  'no',
  'skip',
  'continue',
  'back',
  '1',
  '2 4',
  '99',
  'submit',
  'just now',
  '4/3/12',
  '31/02/2020',
  'tomorrow 15:30',
  '{{DATE(2020-01-01T00:00:00Z, SHORT)}}',
  '${name}',
  '[link](https://example.org) **bold** <script>',
  '\u202eright to left\u202c',
  '\ud83d half a character',
  '👩‍👧‍👦'.repeat(30),
  'x'.repeat(201),
  'x'.repeat(4001),
  '__proto__',
  'constructor',
];
const someText = fc.oneof(fc.constantFrom(...hostile), fc.string({ maxLength: 60 }));

type Doing =
  | { does: 'answers'; texts: string[]; numbers: number[]; next: GivenAnswer['next'] }
  | { does: 'types'; text: string }
  | { does: 'goes back' }
  | { does: 'checks answers' }
  | { does: 'changes'; section: string };

const something: fc.Arbitrary<Doing> = fc.oneof(
  fc.record({
    does: fc.constant('answers' as const),
    texts: fc.array(someText, { minLength: 1, maxLength: 6 }),
    numbers: fc.array(fc.nat(12), { maxLength: 6 }),
    next: fc.constantFrom('continue' as const, 'check-answers' as const, 'stay' as const),
  }),
  fc.record({ does: fc.constant('types' as const), text: someText }),
  fc.constant<Doing>({ does: 'goes back' }),
  fc.constant<Doing>({ does: 'checks answers' }),
  fc.record({
    does: fc.constant('changes' as const),
    section: fc.constantFrom('danger', 'about-you', 'child', 'check', 'officer', 'consent', 'details', 'weather'),
  }),
);

/** What the card that is shown would send, filled in with these texts and ticks. */
function given(draft: Draft, doing: Extract<Doing, { does: 'answers' }>): GivenAnswer {
  const step = stepNow(draft, pack);
  const text = (index: number) => doing.texts[index % doing.texts.length] ?? '';
  const { next } = doing;
  if (step.kind === 'form') {
    const fields = step.form.fields.map((id, index): [string, string] => {
      const { choices } = fieldOf(pack, id);
      const choice = choices?.[(doing.numbers[index % 6] ?? 0) % choices.length]?.id;
      return [id, choice ?? text(index)];
    });
    return { fields: Object.fromEntries(fields), next };
  }
  if (step.kind === 'ticks') {
    const ids = doing.numbers.flatMap((number) => step.group.statements[number]?.id ?? 'X99');
    const half = Math.floor(ids.length / 2);
    const ticks = { seen: ids.slice(0, half), suspected: ids.slice(half), note: text(0), looked: half === 1 };
    return { ticks, next };
  }
  if (next === 'check-answers') return { next }; // that button is none of the choices
  const choices = [...choicesOf(step).map(({ id }) => id), 'phoned', 'continue', text(0)];
  return { choice: choices[(doing.numbers[0] ?? 0) % choices.length] ?? 'no', next };
}

/** Where the answer of a step with buttons is kept. */
const keptAs = (step: Step): string =>
  ({ 'danger-phone': 'phoned', 'private-fostering': 'pf-report' })[step.kind as string] ?? step.id;

/**
 * What was found about private fostering is no answer: it follows from those of the forms, and so does that there is nothing to report. Nor is it
 * one that an answer was questioned. Without a call there is no time of one. That
 * adults control the child follows from what is ticked.
 */
const follows = (field: string, step: Step): boolean =>
  (/^pf-(finding|report)$|-asked$/.test(field) && step.kind === 'form') ||
  (/^phoned/.test(field) && step.kind === 'danger-phone') ||
  (field === 'control-signs' && step.kind === 'ticks');

interface Done {
  draft: Draft;
  touched: Record<string, string>; // what was given, by field
  list?: { group: string; ticks: Ticks | undefined };
}

function done(draft: Draft, doing: Doing): Done {
  switch (doing.does) {
    case 'goes back':
      return { draft: goBack(draft, pack), touched: {} };
    case 'checks answers':
      return { draft: toCheckAnswers(draft, pack), touched: {} };
    case 'changes':
      return { draft: toChange(draft, doing.section, pack), touched: {} };
    case 'answers': {
      const step = stepNow(draft, pack);
      const what = given(draft, doing);
      const next = applyAnswer(draft, what, caseContext).draft;
      return {
        draft: next,
        touched: what.fields ?? (what.choice === undefined ? {} : { [keptAs(step)]: '' }),
        ...(step.kind === 'ticks' ? { list: { group: step.group.id, ticks: what.ticks } } : {}),
      };
    }
    case 'types': {
      const step = stepNow(draft, pack);
      const outcome = typedAnswer(draft, doing.text, caseContext);
      const field =
        step.kind === 'form'
          ? (step.form.fields[Math.min(draft.progress.cursor, step.form.fields.length - 1)] ?? '')
          : keptAs(step);
      return {
        draft: outcome.kind === 'answered' ? outcome.draft : draft,
        touched: { [field]: '' },
        ...(step.kind === 'ticks' ? { list: { group: step.group.id, ticks: undefined } } : {}),
      };
    }
  }
}

const yesOrNo = fc.constantFrom('yes', 'no', 'not-known', '');

/** Somebody in the middle of it: any agency and situation, some of it ticked, at any card that there is for them. */
const underWay: fc.Arbitrary<Draft> = fc
  .record({
    agency: fc.constantFrom(...(fieldOf(pack, 'agency').choices ?? []).map(({ id }) => id)),
    situation: fc.record({ abroad: yesOrNo, care: yesOrNo, kin: yesOrNo, missing: yesOrNo, cse: yesOrNo }),
    ticked: fc.subarray(['D02', 'F01', 'Y06', 'S03', 'P02', 'C01']),
    fostering: fc.record({
      'pf-carer': fc.constantFrom('', 'close-family', 'not-close-family'),
      'pf-report': fc.constantFrom('', 'yes', 'no'),
    }),
    danger: fc.constantFrom('yes', 'no'),
    place: fc.oneof(fc.nat(60), fc.constantFrom(-2, -3)), // the newest cards are the last
    hurry: fc.boolean(),
  })
  .map(({ agency, situation, ticked, fostering, danger, place, hurry }) => {
    const draft = newDraft({ ...aboutJane, agency }, { ...situation, ...fostering, danger, worry: 'A burn.' });
    const ticks = { work: { seen: ticked, suspected: [], note: 'Told by a friend.', looked: false } };
    const begun: Draft = { ...draft, answers: { ...draft.answers, ticks } };
    const steps = path(begun, pack);
    return { ...begun, progress: { ...begun.progress, hurry, at: steps.at(place % steps.length)?.id ?? 'danger' } };
  });

const anew = fc.constantFrom(newDraft({}), newDraft(aboutJane));
const starts = fc.oneof(anew, { arbitrary: underWay, weight: 3 });
const story = fc.array(something, { maxLength: 25 });

describe('whatever is answered, typed, changed and gone back to, in any order', () => {
  it('comes by every card that there is: the tests below would see it', () => {
    const seen = new Set(fc.sample(underWay, { numRuns: 3000, seed: 1 }).map((draft) => stepNow(draft, pack).id));
    const lists = pack.groups.map(({ id }) => `ticks-${id}`);
    const buttons = ['danger', 'danger-phone', 'summary', 'consent-risk', 'private-fostering-finding', 'check-answers'];
    const forms = pack.forms.map(({ id }) => id).filter((id) => !['phoned', 'call-back'].includes(id)); // after “I have phoned”, which is pressed
    expect([...seen].sort()).toEqual([...lists, ...buttons, ...forms].sort());
  });

  it('no earlier answer is lost that was not itself written over', () => {
    fc.assert(
      fc.property(starts, story, (start, doings) => {
        let draft = start;
        for (const doing of doings) {
          const before = draft.answers;
          const step = stepNow(draft, pack);
          const { draft: next, touched, list } = done(draft, doing);
          for (const [field, value] of Object.entries(before.values)) {
            if (!(field in touched || follows(field, step)))
              expect({ field, value: next.answers.values[field] }).toEqual({ field, value });
          }
          for (const [group, ticks] of Object.entries(before.ticks)) {
            if (group !== list?.group) expect({ group, ticks: next.answers.ticks[group] }).toEqual({ group, ticks });
          }
          for (const [field, reading] of Object.entries(before.readings)) {
            if (!(field in touched || follows(field, step))) expect(next.answers.readings[field]).toEqual(reading);
          }
          draft = next;
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('what was given and has no fault is there afterwards, as it was written', () => {
    fc.assert(
      fc.property(starts, story, (start, doings) => {
        let draft = start;
        for (const doing of doings) {
          if (doing.does === 'answers' && stepNow(draft, pack).kind === 'form') {
            const { fields = {} } = given(draft, doing);
            const { draft: next, problems } = applyAnswer(draft, { fields, next: doing.next }, caseContext);
            const faulty = new Set(problems.map(({ field }) => field));
            for (const [field, text] of Object.entries(fields)) {
              const unknown = text.trim() === '' || isUnsure(text.trim());
              if (!faulty.has(field) && !unknown) expect(next.answers.values[field]).toBe(text.toWellFormed());
            }
          }
          draft = done(draft, doing).draft;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('the draft can be stored and comes back as it was', () => {
    fc.assert(
      fc.property(starts, story, (start, doings) => {
        const draft = doings.reduce((before, doing) => done(before, doing).draft, start);
        expect(Answers.parse(JSON.parse(JSON.stringify(draft.answers)))).toEqual(draft.answers);
        expect(Progress.parse(JSON.parse(JSON.stringify(draft.progress)))).toEqual(draft.progress);
        expect(JSON.stringify(draft)).not.toMatch(/\\ud[89a-f]/); // no half of a character
      }),
      { numRuns: 200 },
    );
  });

  it('the same draft is the same card, twice, and has a text form', () => {
    fc.assert(
      fc.property(starts, story, (start, doings) => {
        const draft = doings.reduce((before, doing) => done(before, doing).draft, start);
        const shown = { caseId: 'HT-7K3F-92Q' as CaseId, draft, pack };
        const frozen = JSON.stringify(draft);
        expect(JSON.stringify(questionCard(shown))).toBe(JSON.stringify(questionCard(structuredClone(shown))));
        expect(textForm(shown)).toMatch(/Immediate danger: call 999$/);
        expect(JSON.stringify(draft)).toBe(frozen); // showing changes nothing
      }),
      { numRuns: 150 },
    );
  });

  it('check answers can be reached from there with at most five answers, and the referral sent', () => {
    fc.assert(
      fc.property(starts, story, (start, doings) => {
        let draft = toCheckAnswers(
          doings.reduce((before, doing) => done(before, doing).draft, start),
          pack,
        );
        for (let presses = 0; stepNow(draft, pack).kind !== 'check-answers'; presses += 1) {
          expect(presses).toBeLessThan(5);
          const step = stepNow(draft, pack);
          const filled = filledIn(step);
          draft = applyAnswer(
            draft,
            { ...filled, ...(step.kind === 'danger' ? { choice: 'no' } : {}) },
            caseContext,
          ).draft;
        }
        const known = whoIsKnown(draft, pack);
        const submission = { author: jane.id, answers: draft.answers, known, checkDone: checkIsDone(draft.answers) };
        const outcome = submitReferral(
          referralOf([{ type: 'DraftStarted', at: NOW, by: jane.id }]),
          { ...submission, clocks: pack.clocks },
          { by: jane, now: NOW },
        );
        expect(outcome.kind).toBe('happened');
      }),
      { numRuns: 300 },
    );
  });

  it('“Continue” leads from anywhere to the end: no step leads round in a circle', () => {
    fc.assert(
      fc.property(starts, story, (start, doings) => {
        let draft = doings.reduce((before, doing) => done(before, doing).draft, start);
        for (let presses = 0; stepNow(draft, pack).kind !== 'check-answers'; presses += 1) {
          expect(presses).toBeLessThan(45); // more than there are steps
          draft = applyAnswer(draft, filledIn(stepNow(draft, pack)), caseContext).draft;
        }
      }),
      { numRuns: 150 },
    );
  });
});
