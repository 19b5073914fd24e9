import { describe, expect, it } from '@jest/globals';
import { advance } from '../../../src/case/advance.ts';
import { askReferrer, recordDecision } from '../../../src/case/commands.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referrerReach } from '../../../src/case/referrer-reach.ts';
import { referralOf } from '../../../src/case/state.ts';
import { recordFeedback, recordToldByPhone } from '../../../src/features/decision/rules.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import {
  allSent,
  aReferral,
  at,
  caseContext,
  guest,
  jane,
  messageInShort,
  mo,
  pat,
  sam,
  submittedOf,
  withOutcome,
} from '../../case/a-case.ts';
import { aDecisionForm } from './a-decision-form.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const NOW = at('2026-11-24T16:00:00.000Z');
const LATER = at('2026-11-24T17:00:00.000Z');

const decided = ((): CaseRecord => {
  const record = aReferral(SENT);
  return withOutcome(record, recordDecision(referralOf(record.events), aDecisionForm, {}, { by: mo, now: NOW }));
})();
const afterEvents = (record: CaseRecord, ...events: CaseEvent[]): CaseRecord =>
  advance(record, { events }, caseContext(LATER));
const notReached: CaseEvent = { type: 'NotReached', at: NOW, who: 'referrer', staff: jane.id };

describe('feedback on a referral', () => {
  const giveFeedback = (record: CaseRecord, feedback: { clear?: boolean; text?: string }, by = pat) =>
    recordFeedback(record, { text: '', ...feedback }, { by, now: LATER });

  it('Any member of the MASH can send the referrer feedback, once for each case', () => {
    const record = withOutcome(allSent(decided, NOW), giveFeedback(decided, { clear: true }));
    expect(record.outbox.filter(({ state }) => state.kind === 'waiting').map(messageInShort)).toEqual([
      'mash: line',
      'jane: stage-notice',
    ]);
    expect(giveFeedback(record, { clear: true })).toEqual({ kind: 'nothing-to-do' });
    expect(giveFeedback(record, { clear: false, text: 'Dates.' }, sam)).toEqual({
      kind: 'refused',
      why: { kind: 'feedback-given', by: 'pat' },
    });
  });

  it('Feedback must say what was missing, if something was, in at most 500 characters', () => {
    expect(giveFeedback(decided, {})).toEqual({ kind: 'refused', why: { kind: 'text-missing', fields: ['clear'] } });
    expect(giveFeedback(decided, { clear: false, text: ' ' })).toEqual({
      kind: 'refused',
      why: { kind: 'text-missing', fields: ['feedback'] },
    });
    expect(giveFeedback(decided, { clear: false, text: 'é'.repeat(501) })).toEqual({
      kind: 'refused',
      why: { kind: 'text-too-long', fields: ['feedback'], limit: 500 },
    });
    expect(giveFeedback(decided, { clear: false, text: '😀'.repeat(500) })).toMatchObject({
      kind: 'happened',
      events: [{ type: 'FeedbackGiven', by: 'pat', clear: false }],
    });
  });

  it('Only a MASH member who did not make the referral can give feedback, and only after the decision', () => {
    expect(giveFeedback(aReferral(SENT), { clear: true })).toEqual({ kind: 'refused', why: { kind: 'not-decided' } });
    expect(giveFeedback(decided, { clear: true }, guest)).toEqual({ kind: 'refused', why: { kind: 'only-the-mash' } });
    expect(giveFeedback(decided, { clear: true }, jane)).toEqual({ kind: 'refused', why: { kind: 'only-the-mash' } });
    const own = { ...jane, roles: new Set(['mash-member'] as const) };
    expect(giveFeedback(decided, { clear: true }, own)).toEqual({ kind: 'refused', why: { kind: 'own-referral' } });
  });
});

describe('a referrer whom Teams does not reach', () => {
  const phoned: CaseRecord = {
    ...decided,
    facts: { ...decided.facts, answers: { ...decided.facts.answers, values: { phone: '01632 960 014' } } },
  };

  it('The MASH must ring a referrer whom Teams does not reach, on the number that they gave', () => {
    expect(referrerReach(phoned)).toEqual({});
    expect(referrerReach(afterEvents(phoned, notReached))).toEqual({ ring: { since: NOW, phone: '01632 960 014' } });
    expect(referrerReach(afterEvents(decided, notReached))).toEqual({ ring: { since: NOW, phone: undefined } });
  });

  it('The MASH need not ring the referrer when Teams does not reach somebody else', () => {
    expect(referrerReach(afterEvents(phoned, { ...notReached, who: 'manager', staff: mo.id }))).toEqual({});
  });

  it('A referrer counts as reached once they say something or a message gets through', () => {
    const answered: CaseEvent = { type: 'InformationAdded', at: LATER, by: jane.id, number: 1 };
    expect(referrerReach(afterEvents(phoned, notReached, answered))).toEqual({});
    expect(referrerReach(afterEvents(phoned, notReached, { type: 'ReferrerTold', at: LATER }))).toEqual({});
    expect(referrerReach(allSent(afterEvents(phoned, notReached), LATER))).toEqual({});
  });

  it('A referrer counts as told by phone until there is something new to tell', () => {
    const record = afterEvents(phoned, notReached);
    const rung = withOutcome(record, recordToldByPhone(record, { by: pat, now: LATER }));
    expect(referrerReach(rung)).toEqual({ byPhone: { by: 'pat', at: LATER } });
    expect(recordToldByPhone(rung, { by: sam, now: LATER })).toEqual({ kind: 'nothing-to-do' });
    const state = submittedOf(rung);
    const asked = withOutcome(rung, askReferrer(state, 'Where?', {}, { by: pat, now: LATER }));
    expect(referrerReach(asked).ring).toBeDefined();
  });

  it('A guest cannot record a call to the referrer, and nothing is recorded if Teams reaches the referrer', () => {
    expect(recordToldByPhone(afterEvents(phoned, notReached), { by: guest, now: LATER })).toEqual({
      kind: 'refused',
      why: { kind: 'only-the-mash' },
    });
    expect(recordToldByPhone(phoned, { by: pat, now: LATER })).toEqual({ kind: 'nothing-to-do' });
  });
});
