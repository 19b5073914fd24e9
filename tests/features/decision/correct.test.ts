import { describe, expect, it } from '@jest/globals';
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
  allSent,
  aReferral,
  at,
  caseContext,
  guest,
  jane,
  kindOf,
  meg,
  mo,
  pat,
  waitingMessages,
  withOutcome,
} from '../../case/a-case.ts';
import { aDecisionForm } from './a-decision-form.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const DECIDED = at('2026-11-24T15:00:00.000Z');
const NOW = at('2026-11-24T16:00:00.000Z');
const LATER = at('2026-11-24T17:00:00.000Z');

const form: DecisionForm = { ...aDecisionForm, action: 'Visit today.', protection: 'not-said' };
const passedOn: DecisionForm = { ...form, decision: 'assessment', trafficking: 'yes', action: 'Assess today.' };

function decidedCase(first: DecisionForm = form): CaseRecord {
  const record = aReferral(SENT);
  return withOutcome(record, recordDecision(referralOf(record.events), first, {}, { by: mo, now: DECIDED }));
}
const correct = (record: CaseRecord, next: DecisionForm, corrects: number, by: Person, now = NOW): Outcome =>
  correctDecision(record, next, corrects, { by, now });

describe('a decision', () => {
  it.each(DecisionKind.options)('A decision can be %s, with or without an answer about trafficking', (decision) => {
    for (const trafficking of ['yes', 'no', 'cannot-tell', undefined] as const) {
      const record = decidedCase({ ...form, decision, trafficking });
      expect(referralOf(record.events)).toMatchObject({ status: 'decided', decision });
      expect(decisionEntries(record.events)).toHaveLength(1);
      expect(decisionEntries(record.events)[0]?.trafficking).toBe(trafficking);
    }
  });

  it('A decision whose manager did not say whether they are concerned about trafficking can be read', () => {
    const decision = {
      type: 'DecisionRecorded',
      at: DECIDED,
      by: mo.id,
      decision: 'assessment',
      protection: 'no',
      police: 'not-said',
      late: false,
    };
    expect(CaseEvent.parse(decision)).toEqual(decision);
  });
});

describe('correcting a decision', () => {
  it('A correction is a new entry that names the one it corrects, and leaves that one as it was', () => {
    const before = decidedCase();
    const record = withOutcome(before, correct(before, passedOn, 1, meg));
    expect(decisionEntries(record.events)).toMatchObject([
      { number: 1, by: 'mo', at: DECIDED, decision: 'other' },
      { number: 2, by: 'meg', at: NOW, decision: 'assessment', corrects: 1, trafficking: 'yes' },
    ]);
    expect(decisionWordsOf(record.facts.texts, 1)).toMatchObject({ action: 'Visit today.', tell: 'Visit today.' });
    expect(decisionWordsOf(record.facts.texts, 2)).toMatchObject({ action: 'Assess today.', tell: 'Assess today.' });
    expect(record.events.slice(0, before.events.length)).toEqual(before.events);
  });

  it('A correction holds from then on, but the first decision’s author, time and lateness stay', () => {
    const before = decidedCase();
    const record = withOutcome(before, correct(before, passedOn, 1, meg));
    expect(referralOf(record.events)).toMatchObject({
      status: 'decided',
      decision: 'assessment',
      trafficking: 'yes',
      decidedBy: 'mo',
      decidedAt: DECIDED,
      late: false,
      correction: { number: 2, corrects: 1, by: 'meg', at: NOW },
    });
  });

  it('The MASH and the referrer are told about a correction, the referrer in a new notice', () => {
    const told = allSent(decidedCase(), DECIDED);
    const record = withOutcome(told, correct(told, passedOn, 1, mo));
    expect(waitingMessages(record)).toEqual([
      'mash: case-card',
      'mash: line',
      'jane: decision-notice',
      'jane: receipt',
    ]);
    expect(referralOf(record.events)).not.toHaveProperty('referrerToldAt');
  });

  it('A notice that was on its way while the decision was corrected does not count as telling the referrer', () => {
    const record = decidedCase();
    const noticeIn = ({ outbox }: CaseRecord) =>
      outbox.findLast(({ message }) => kindOf(message) === 'decision-notice');
    const told = (after: CaseRecord, entry = noticeIn(record)) =>
      entry && followUp(after, entry, { state: { kind: 'sent', at: LATER } }, caseContext(LATER));
    const corrected = withOutcome(record, correct(record, passedOn, 1, mo));
    expect(told(record)).toEqual([{ type: 'ReferrerTold', at: LATER }]);
    expect(told(corrected)).toEqual([]);
    expect(told(corrected, noticeIn(corrected))).toEqual([{ type: 'ReferrerTold', at: LATER }]);
  });

  it('A correction can be corrected again, but an entry that was already corrected cannot', () => {
    const first = decidedCase();
    const second = withOutcome(first, correct(first, passedOn, 1, meg));
    expect(correct(second, form, 1, mo, LATER)).toEqual({
      kind: 'refused',
      why: { kind: 'corrected-meanwhile', by: 'meg' },
    });
    const third = withOutcome(second, correct(second, form, 2, mo, LATER));
    expect(decisionEntries(third.events).map(({ number, corrects }) => [number, corrects])).toEqual([
      [1, undefined],
      [2, 1],
      [3, 2],
    ]);
  });

  it('A correction that says the same as the current entry changes nothing, whoever presses and however often', () => {
    const first = decidedCase(passedOn);
    expect(correct(first, passedOn, 1, meg)).toEqual({ kind: 'nothing-to-do' });
    const other = withOutcome(first, correct(first, form, 1, meg));
    expect(correct(other, form, 1, meg)).toEqual({ kind: 'nothing-to-do' });
    expect(correct(other, { ...form, tell: 'Visit today.' }, 2, meg)).toEqual({ kind: 'nothing-to-do' });
  });

  it.each([
    ['a practitioner', pat],
    ['the referrer', jane],
    ['a guest', guest],
  ])('The correction rule refuses %s', (_, person) => {
    expect(correct(decidedCase(), passedOn, 1, person)).toEqual({
      kind: 'refused',
      why: { kind: 'only-a-manager-decides' },
    });
  });

  it('A manager who made the referral cannot correct its decision', () => {
    const own = decidedCase();
    const events = own.events.map((event) => (event.type === 'ReferralSubmitted' ? { ...event, by: meg.id } : event));
    expect(correct({ ...own, events }, passedOn, 1, meg)).toEqual({ kind: 'refused', why: { kind: 'own-referral' } });
  });

  it('A correction needs an earlier decision, and the same required texts as any decision', () => {
    expect(correct(aReferral(SENT), passedOn, 1, mo)).toEqual({ kind: 'refused', why: { kind: 'not-decided' } });
    expect(correct(decidedCase(), { ...passedOn, action: ' ', reasons: '' }, 1, mo)).toEqual({
      kind: 'refused',
      why: { kind: 'text-missing', fields: ['action', 'reasons'] },
    });
    expect(correct(decidedCase(), { ...passedOn, tell: 'x'.repeat(2001) }, 1, mo)).toEqual({
      kind: 'refused',
      why: { kind: 'text-too-long', fields: ['tell'], limit: 2000 },
    });
  });

  it('A correction does not make a late decision count as in time', () => {
    const record = aReferral(SENT);
    const late = at('2026-11-25T14:03:20.001Z');
    const decided = withOutcome(record, recordDecision(referralOf(record.events), form, {}, { by: mo, now: late }));
    const next = withOutcome(decided, correct(decided, passedOn, 1, mo, late));
    expect(referralOf(next.events)).toMatchObject({ late: true, correction: { at: late } });
  });

  it('An old decision form is refused after a correction, even if it says the same as the correction', () => {
    const first = decidedCase();
    const second = withOutcome(first, correct(first, passedOn, 1, meg));
    const again = recordDecision(referralOf(second.events), passedOn, second.facts.texts, { by: mo, now: LATER });
    expect(again).toEqual({ kind: 'refused', why: { kind: 'already-decided' } });
  });
});
