import { expect, it } from '@jest/globals';
import type { Person } from '../../../src/base/people.ts';
import { recordDecision } from '../../../src/case/commands.ts';
import { type DecisionForm, decisionEntries, decisionWordsOf } from '../../../src/case/decision-record.ts';
import type { Outcome } from '../../../src/case/outcome.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referralOf } from '../../../src/case/state.ts';
import { correctDecision } from '../../../src/features/decision/rules.ts';
import { DecisionKind } from '../../../src/history/decision.ts';
import { CaseEvent } from '../../../src/history/events.ts';
import { followUp } from '../../../src/worker/follow-up.ts';
import {
  aReferral,
  at,
  caseContext,
  guest,
  jane,
  kindOf,
  meg,
  mo,
  pat,
  resultOf,
  withOutcome,
} from '../../case/a-case.ts';
import { afterEvents, decidedAt, resultsOf } from '../outcomes.ts';
import { aDecisionForm } from './a-decision-form.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const DECIDED = at('2026-11-24T15:00:00.000Z');
const NOW = at('2026-11-24T16:00:00.000Z');
const LATER = at('2026-11-24T17:00:00.000Z');

const form: DecisionForm = { ...aDecisionForm, action: 'Visit today.', protection: 'not-said' };
const passedOn: DecisionForm = { ...form, decision: 'assessment', trafficking: 'yes', action: 'Assess today.' };

const decidedCase = (first: DecisionForm = form) => decidedAt(aReferral(SENT), DECIDED, first);
const correct = (record: CaseRecord, next: DecisionForm, corrects: number, by: Person, now = NOW): Outcome =>
  correctDecision(record, next, corrects, { by, now });
/** The case after Meg has corrected its decision. */
const corrected = (record = decidedCase()) => withOutcome(record, correct(record, passedOn, 1, meg));

// A decision

it.each(DecisionKind.options)('A decision can be %s, with or without an answer about trafficking', (decision) => {
  for (const trafficking of ['yes', 'no', 'cannot-tell', undefined] as const) {
    const record = decidedCase({ ...form, decision, trafficking });
    expect(referralOf(record.events)).toMatchObject({ status: 'decided', decision });
    const entries = decisionEntries(record.events);
    expect(entries.map((entry) => entry.trafficking)).toEqual([trafficking]);
  }
});

it('A decision whose manager did not say whether they are concerned about trafficking can be read', () => {
  const decision = {
    ...{ type: 'DecisionRecorded', at: DECIDED, by: mo.id },
    ...{ decision: 'assessment', protection: 'no', police: 'not-said', late: false },
  };
  expect(CaseEvent.parse(decision)).toEqual(decision);
});

// Correcting a decision

it('A correction is a new entry that names the one it corrects, and leaves that one as it was', () => {
  const record = corrected();
  expect(decisionEntries(record.events)).toMatchObject([
    { number: 1, by: 'mo', at: DECIDED, decision: 'other' },
    { number: 2, by: 'meg', at: NOW, decision: 'assessment', corrects: 1, trafficking: 'yes' },
  ]);
  expect(decisionWordsOf(record.facts.texts, 1)).toMatchObject({ action: 'Visit today.', tell: 'Visit today.' });
  expect(decisionWordsOf(record.facts.texts, 2)).toMatchObject({ action: 'Assess today.', tell: 'Assess today.' });
});

it('A correction holds from then on, but the first decision’s author, time and lateness stay', () => {
  const late = at('2026-11-25T14:03:20.001Z');
  for (const [decidedAtTime, isLate] of [
    [DECIDED, false],
    [late, true],
  ] as const)
    expect(referralOf(corrected(decidedAt(aReferral(SENT), decidedAtTime, form)).events)).toMatchObject({
      ...{ status: 'decided', decision: 'assessment', trafficking: 'yes' },
      ...{ decidedBy: 'mo', decidedAt: decidedAtTime, late: isLate },
      correction: { number: 2, corrects: 1, by: 'meg', at: NOW },
    });
});

it('The referrer has to be told again after a correction', () => {
  const told = afterEvents(decidedCase(), { type: 'ReferrerTold', at: DECIDED });
  expect(referralOf(told.events)).toMatchObject({ toldAt: DECIDED });
  expect(referralOf(corrected(told).events)).toMatchObject({ toldAt: undefined });
});

it('A notice that was on its way while the decision was corrected does not count as telling the referrer', () => {
  const record = decidedCase();
  const noticeIn = ({ outbox }: CaseRecord) => outbox.findLast(({ message }) => kindOf(message) === 'decision-notice');
  const told = (after: CaseRecord, entry = noticeIn(record)) =>
    entry && followUp(after, entry, { state: { kind: 'sent', at: LATER } }, caseContext(LATER));
  const next = corrected(record);
  expect([told(record), told(next), told(next, noticeIn(next))]).toEqual([
    [{ type: 'ReferrerTold', at: LATER }],
    [],
    [{ type: 'ReferrerTold', at: LATER }],
  ]);
});

it('A correction can be corrected again, but an entry that was already corrected cannot', () => {
  const second = corrected();
  expect(correct(second, form, 1, mo, LATER)).toMatchObject({ why: { kind: 'corrected-meanwhile', by: 'meg' } });
  const third = withOutcome(second, correct(second, form, 2, mo, LATER));
  expect(decisionEntries(third.events).map(({ number, corrects }) => [number, corrects])).toEqual([
    [1, undefined],
    [2, 1],
    [3, 2],
  ]);
});

it('A correction that says the same as the current entry changes nothing, whoever presses and however often', () => {
  const first = decidedCase(passedOn);
  const other = withOutcome(first, correct(first, form, 1, meg));
  const again = [
    correct(first, passedOn, 1, meg),
    correct(other, form, 1, meg),
    correct(other, { ...form, tell: 'Visit today.' }, 2, meg),
  ];
  expect(resultsOf(...again)).toEqual(Array(3).fill('nothing-to-do'));
});

it('Only a manager can correct a decision', () => {
  const outcomes = [pat, jane, guest].map((by) => correct(decidedCase(), passedOn, 1, by));
  expect(resultsOf(...outcomes)).toEqual(Array(3).fill('only-a-manager-decides'));
});

it('A manager who made the referral cannot correct its decision', () => {
  const own = decidedCase();
  const events = own.events.map((event) => (event.type === 'ReferralSubmitted' ? { ...event, by: meg.id } : event));
  expect(resultOf(correct({ ...own, events }, passedOn, 1, meg))).toBe('own-referral');
});

it('A correction needs an earlier decision, and the same required texts as any decision', () => {
  expect(resultOf(correct(aReferral(SENT), passedOn, 1, mo))).toBe('not-decided');
  expect(correct(decidedCase(), { ...passedOn, action: ' ', reasons: '' }, 1, mo)).toMatchObject({
    why: { kind: 'text-missing', fields: ['action', 'reasons'] },
  });
  expect(correct(decidedCase(), { ...passedOn, tell: 'x'.repeat(2001) }, 1, mo)).toMatchObject({
    why: { kind: 'text-too-long', fields: ['tell'], limit: 2000 },
  });
});

it('An old decision form is refused after a correction, even if it says the same as the correction', () => {
  const { events, facts } = corrected();
  const again = recordDecision(referralOf(events), passedOn, facts.texts, { by: mo, now: LATER });
  expect(resultOf(again)).toBe('already-decided');
});
