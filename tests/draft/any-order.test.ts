import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { StaffId } from '../../src/base/people.ts';
import type { CaseId } from '../../src/base/reference.ts';
import { submitReferral } from '../../src/case/commands.ts';
import { referralOf } from '../../src/case/state.ts';
import { applyAnswer, type GivenAnswer } from '../../src/draft/answer.ts';
import { besideIn, worryParts } from '../../src/draft/aside.ts';
import { Answers, type Draft, emptyTicks, newDraft, Progress } from '../../src/draft/draft.ts';
import { hasCheckedAnyList } from '../../src/draft/fields.ts';
import { goBack, isReferrerKnown, toChange, toCheckAnswers } from '../../src/draft/move.ts';
import { placeLeftOut } from '../../src/draft/places.ts';
import { cursorNow, path, type Step, stepNow } from '../../src/draft/steps.ts';
import { choicesOf, typedAnswer } from '../../src/draft/typed.ts';
import { isUnsure } from '../../src/draft/typed-words.ts';
import { questionCard } from '../../src/features/wizard/question.ts';
import { textForm } from '../../src/features/wizard/text-form.ts';
import { fieldOf } from '../../src/protocol/pack.ts';
import { aboutJane, answerContext, filledIn, NOW, pack } from './a-draft.ts';

/** Random actions of a referrer in any order: no answer is lost, nothing breaks, and the referral can be sent. */

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

type ReferrerAction =
  | { does: 'answers'; texts: string[]; numbers: number[]; next: GivenAnswer['next'] }
  | { does: 'types'; text: string }
  | { does: 'goes back' }
  | { does: 'checks answers' }
  | { does: 'changes'; section: string };

const anyAction: fc.Arbitrary<ReferrerAction> = fc.oneof(
  fc.record({
    does: fc.constant('answers' as const),
    texts: fc.array(someText, { minLength: 1, maxLength: 6 }),
    numbers: fc.array(fc.nat(12), { maxLength: 6 }),
    next: fc.constantFrom('continue' as const, 'check-answers' as const, 'stay' as const),
  }),
  fc.record({ does: fc.constant('types' as const), text: someText }),
  fc.constant<ReferrerAction>({ does: 'goes back' }),
  fc.constant<ReferrerAction>({ does: 'checks answers' }),
  fc.record({
    does: fc.constant('changes' as const),
    section: fc.constantFrom('danger', 'about-you', 'child', 'check', 'officer', 'consent', 'details', 'weather'),
  }),
);

/** What the current card sends when it is filled in with these texts and ticks. */
function answerOnCard(draft: Draft, action: Extract<ReferrerAction, { does: 'answers' }>): GivenAnswer {
  const step = stepNow(draft, pack);
  const text = (index: number) => action.texts[index % action.texts.length] ?? '';
  const { next } = action;
  if (step.kind === 'form') {
    const fields = step.form.fields.map((id, index): [string, string] => {
      const { choices } = fieldOf(pack, id);
      const choice = choices?.[(action.numbers[index % 6] ?? 0) % choices.length]?.id;
      return [id, choice ?? text(index)];
    });
    return { fields: Object.fromEntries(fields), next };
  }
  if (step.kind === 'ticks') {
    const ids = action.numbers.flatMap((number) => step.group.statements[number]?.id ?? 'X99');
    const half = Math.floor(ids.length / 2);
    const ticks = { seen: ids.slice(0, half), suspected: ids.slice(half), note: text(0), looked: half === 1 };
    return { ticks, next };
  }
  if (next === 'check-answers') return { next }; // “Finish and send” is none of the step's choices
  const choices = [...choicesOf(step).map(({ id }) => id), 'phoned', 'continue', text(0)];
  return { choice: choices[(action.numbers[0] ?? 0) % choices.length] ?? 'no', next };
}

/** The field that stores the answer of a step with buttons. */
const fieldOfStep = (step: Step): string =>
  ({ 'danger-phone': 'phoned', 'private-fostering': 'pf-report' })[step.kind as string] ?? step.id;

/**
 * Whether the step itself derives this field, so that a change of it loses no answer: the finding on private fostering
 * and its report, the doubtful value that it asked about, the time of a call not made after all, and the mark that
 * adults control the child.
 */
const isDerived = (field: string, step: Step): boolean =>
  (/^pf-(finding|report)$|-asked$/.test(field) && step.kind === 'form') ||
  // who was asked, and the risk, where the answer about consent no longer asks for them
  (/^consent-(from|risk)$|^knowing-risk$/.test(field) && step.kind === 'form') ||
  (/^phoned/.test(field) && step.kind === 'danger-phone') ||
  (field === 'control-signs' && step.kind === 'ticks');

interface Performed {
  draft: Draft;
  touched: Record<string, string>; // the fields that the action may change
  lists?: string[]; // the themes whose ticks it may change; it may change the note of the last one only
}

/** The themes of the statements on this card, and last the one whose note stands on it. */
const themesOn = ({ group }: Extract<Step, { kind: 'ticks' }>): string[] => [
  ...pack.groups.flatMap(({ id, statements }) =>
    statements.some((each) => group.statements.includes(each)) ? id : [],
  ),
  group.id,
];

const notesIn = (ticks: Answers['ticks']) =>
  Object.fromEntries(Object.entries(ticks).map(([theme, { note }]) => [theme, note]));

function performed(draft: Draft, action: ReferrerAction): Performed {
  switch (action.does) {
    case 'goes back':
      return { draft: goBack(draft, pack), touched: {} };
    case 'checks answers':
      return { draft: toCheckAnswers(draft, pack), touched: {} };
    case 'changes':
      return { draft: toChange(draft, action.section, pack), touched: {} };
    case 'answers': {
      const step = stepNow(draft, pack);
      const answer = answerOnCard(draft, action);
      const next = applyAnswer(draft, answer, answerContext).draft;
      return {
        draft: next,
        touched: answer.fields ?? (answer.choice === undefined ? {} : { [fieldOfStep(step)]: '' }),
        ...(step.kind === 'ticks' ? { lists: themesOn(step) } : {}),
      };
    }
    case 'types': {
      const step = stepNow(draft, pack);
      const outcome = typedAnswer(draft, action.text, answerContext);
      const field = step.kind === 'form' ? (step.form.fields[cursorNow(draft, pack)] ?? '') : fieldOfStep(step);
      return {
        draft: outcome.kind === 'answered' ? outcome.draft : draft,
        touched: { [field]: '' },
        ...(step.kind === 'ticks' ? { lists: themesOn(step) } : {}),
      };
    }
  }
}

const yesOrNo = fc.constantFrom('yes', 'no', 'not-known', '');

/** A draft under way, with any agency and situation, some statements ticked, at any of its cards. */
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
    place: fc.oneof(fc.nat(60), fc.constantFrom(-2, -3)), // often one of the two cards before check answers
    hurry: fc.boolean(),
  })
  .map(({ agency, situation, ticked, fostering, danger, place, hurry }) => {
    const draft = newDraft({ ...aboutJane, agency }, { ...situation, ...fostering, danger, worry: 'A burn.' });
    const ticks = { work: { ...emptyTicks, seen: ticked, note: 'Told by a friend.' } };
    const begun: Draft = { ...draft, answers: { ...draft.answers, ticks } };
    const steps = path(begun, pack);
    return { ...begun, progress: { ...begun.progress, hurry, at: steps.at(place % steps.length)?.id ?? 'danger' } };
  });

const freshDraft = fc.constantFrom(newDraft({}), newDraft(aboutJane));
const starts = fc.oneof(freshDraft, { arbitrary: underWay, weight: 3 });
const story = fc.array(anyAction, { maxLength: 25 });
const reached = fc
  .tuple(starts, story)
  .map(([start, actions]) => actions.reduce((before, action) => performed(before, action).draft, start));

/** A worry may have more lines: words beside the questions. */
const withoutBeside = (field: string, value: unknown) =>
  field === 'worry' && typeof value === 'string' ? worryParts(value).told : value;

/** What has another value now, or none. */
const lostOf = (before: object, now: object): [string, unknown][] =>
  Object.entries(before).filter(([key, value]) => {
    const other = withoutBeside(key, Object.getOwnPropertyDescriptor(now, key)?.value);
    return other !== withoutBeside(key, value) && JSON.stringify(other) !== JSON.stringify(value);
  });

// Any actions of a referrer, in any order

it('The random drafts of these tests reach every card', () => {
  const idNow = (draft: Draft) => stepNow(draft, pack).id.replace(/-2$/, ''); // some themes have two cards
  const seen = new Set(fc.sample(underWay, { numRuns: 3000, seed: 1 }).map(idNow));
  const lists = ['described', ...pack.groups.map(({ id }) => id)].map((id) => `ticks-${id}`);
  const buttons = ['danger', 'danger-phone', 'summary', 'private-fostering-finding', 'check-answers'];
  // these two come only after a press of “I have phoned”
  const forms = pack.forms.map(({ id }) => id).filter((id) => !['phoned', 'call-back'].includes(id));
  expect([...seen].sort()).toEqual([...lists, ...buttons, ...forms].sort());
});

/** The fields of this answer that are not stored as they were written, though they have no fault. */
function notAsWritten(draft: Draft, action: ReferrerAction): string[] {
  if (action.does !== 'answers' || stepNow(draft, pack).kind !== 'form') return [];
  const { fields = {} } = answerOnCard(draft, action);
  const { draft: next, problems } = applyAnswer(draft, { fields, next: action.next }, answerContext);
  const faulty = new Set(problems.map(({ field }) => field));
  return Object.entries(fields).flatMap(([field, text]) => {
    const isUnknown = /^[?\s]*$/.test(text) || isUnsure(text.trim());
    return faulty.has(field) ||
      isUnknown ||
      (field === 'child-age' && besideIn(next.answers.values.worry).length > 0) ||
      withoutBeside(field, next.answers.values[field]) === withoutBeside(field, text.toWellFormed())
      ? []
      : [field];
  });
}

it('No action loses an answer that it does not overwrite, and every answer without a fault is saved as written', () => {
  fc.assert(
    fc.property(starts, story, (start, actions) => {
      let draft = start;
      for (const action of actions) {
        const before = draft.answers;
        const step = stepNow(draft, pack);
        const { draft: next, touched, lists = [] } = performed(draft, action);
        const isLeftOut = (field: string) =>
          step.kind === 'places' && next.answers.values[field]?.includes(placeLeftOut) === true; // they said that the child is placed there
        const mayChange = (field: string) => field in touched || isDerived(field, step) || isLeftOut(field);
        const lost = [
          ...lostOf(before.values, next.answers.values).filter(([field]) => !mayChange(field)),
          ...lostOf(before.ticks, next.answers.ticks).filter(([theme]) => !lists.includes(theme)),
          ...lostOf(notesIn(before.ticks), notesIn(next.answers.ticks)).filter(([theme]) => theme !== lists.at(-1)),
          ...lostOf(before.readings, next.answers.readings).filter(([field]) => !mayChange(field)),
          ...notAsWritten(draft, action),
        ];
        if (lost.length > 0) expect(lost).toEqual([]); // an assertion for each action would take minutes
        draft = next;
      }
    }),
    { numRuns: 500 },
  );
});

it('A draft can be stored and loaded unchanged, and always gives the same card, which has a text form', () => {
  fc.assert(
    fc.property(reached, (draft) => {
      expect(Answers.parse(JSON.parse(JSON.stringify(draft.answers)))).toEqual(draft.answers);
      expect(Progress.parse(JSON.parse(JSON.stringify(draft.progress)))).toEqual(draft.progress);
      const frozen = JSON.stringify(draft);
      expect(frozen).not.toMatch(/\\ud[89a-f]/); // no half of a character
      const view = { caseId: 'HT-7K3F-92Q' as CaseId, draft, pack };
      const copied = { ...view, draft: structuredClone(draft) };
      expect(JSON.stringify(questionCard(view))).toBe(JSON.stringify(questionCard(copied)));
      expect(textForm(view)).toMatch(/Immediate danger: call 999$/);
      expect(JSON.stringify(draft)).toBe(frozen); // showing changes nothing
    }),
    { numRuns: 150 },
  );
});

it('From any draft, at most five answers lead to the check-answers card, and the referral can be sent', () => {
  fc.assert(
    fc.property(reached, (before) => {
      let draft = toCheckAnswers(before, pack);
      for (let presses = 0; stepNow(draft, pack).kind !== 'check-answers'; presses += 1) {
        expect(presses).toBeLessThan(5);
        const step = stepNow(draft, pack);
        const filled = filledIn(step);
        draft = applyAnswer(
          draft,
          { ...filled, ...(step.kind === 'danger' ? { choice: 'no' } : {}) },
          answerContext,
        ).draft;
      }
      const referrerKnown = isReferrerKnown(draft, pack);
      const submission = {
        author: jane.id,
        answers: draft.answers,
        referrerKnown,
        checkDone: hasCheckedAnyList(draft.answers),
      };
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

it('“Continue” leads from any step to the check-answers card, without a circle', () => {
  fc.assert(
    fc.property(reached, (before) => {
      let draft = before;
      for (let presses = 0; stepNow(draft, pack).kind !== 'check-answers'; presses += 1) {
        expect(presses).toBeLessThan(45); // more than the number of steps
        draft = applyAnswer(draft, filledIn(stepNow(draft, pack)), answerContext).draft;
      }
    }),
    { numRuns: 150 },
  );
});
