import { describe, expect, it } from '@jest/globals';
import { advance } from '../../../src/case/advance.ts';
import { askReferrer, recordDecision } from '../../../src/case/commands.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referralOf } from '../../../src/case/state.ts';
import { reaching, recordFeedback, recordToldByPhone } from '../../../src/features/decision/rules.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import {
  allSent,
  aReferral,
  at,
  caseContext,
  guest,
  inShort,
  jane,
  mo,
  pat,
  sam,
  submittedOf,
  then,
} from '../../case/a-case.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const NOW = at('2026-11-24T16:00:00.000Z');
const LATER = at('2026-11-24T17:00:00.000Z');
const form = {
  decision: 'other',
  action: 'Visit.',
  reasons: 'Burn.',
  protection: 'no',
  protectionWhat: '',
  police: 'no',
  tell: '',
} as const;

const decided = ((): CaseRecord => {
  const record = aReferral(SENT);
  return then(record, recordDecision(referralOf(record.events), form, {}, { by: mo, now: NOW }), mo, NOW);
})();
const after = (record: CaseRecord, ...events: CaseEvent[]): CaseRecord =>
  advance(record, { events }, caseContext(LATER));
const notReached: CaseEvent = { type: 'NotReached', at: NOW, who: 'referrer', staff: jane.id };

describe('feedback on a referral', () => {
  const give = (record: CaseRecord, said: { clear?: boolean; text?: string }, by = pat) =>
    recordFeedback(record, { text: '', ...said }, { by, now: LATER });

  it('goes from anybody of the MASH to the referrer, once a case', () => {
    const record = then(allSent(decided, NOW), give(decided, { clear: true }), pat, LATER);
    expect(record.outbox.filter(({ state }) => state.kind === 'waiting').map(inShort)).toEqual([
      'mash: line',
      'jane: stage-notice',
    ]);
    expect(give(record, { clear: true })).toEqual({ kind: 'nothing-to-do' });
    expect(give(record, { clear: false, text: 'Dates.' }, sam)).toEqual({
      kind: 'refused',
      why: { kind: 'feedback-given', by: 'pat' },
    });
  });

  it('says what was missing where something was, in at most 500 characters', () => {
    expect(give(decided, {})).toEqual({ kind: 'refused', why: { kind: 'text-missing', fields: ['clear'] } });
    expect(give(decided, { clear: false, text: ' ' })).toEqual({
      kind: 'refused',
      why: { kind: 'text-missing', fields: ['feedback'] },
    });
    expect(give(decided, { clear: false, text: 'é'.repeat(501) })).toEqual({
      kind: 'refused',
      why: { kind: 'text-too-long', fields: ['feedback'], limit: 500 },
    });
    expect(give(decided, { clear: false, text: '😀'.repeat(500) })).toMatchObject({
      kind: 'happened',
      events: [{ type: 'FeedbackGiven', by: 'pat', clear: false }],
    });
  });

  it('comes after the decision, and from nobody else', () => {
    expect(give(aReferral(SENT), { clear: true })).toEqual({ kind: 'refused', why: { kind: 'not-decided' } });
    expect(give(decided, { clear: true }, guest)).toEqual({ kind: 'refused', why: { kind: 'only-the-mash' } });
    expect(give(decided, { clear: true }, jane)).toEqual({ kind: 'refused', why: { kind: 'only-the-mash' } });
    const own = { ...jane, roles: new Set(['mash-member'] as const) };
    expect(give(decided, { clear: true }, own)).toEqual({ kind: 'refused', why: { kind: 'own-referral' } });
  });
});

describe('a referrer whom Teams does not reach', () => {
  const phoned: CaseRecord = {
    ...decided,
    facts: { ...decided.facts, answers: { ...decided.facts.answers, values: { phone: '01632 960 014' } } },
  };

  it('is to be rung, with the number that they gave', () => {
    expect(reaching(phoned)).toEqual({});
    expect(reaching(after(phoned, notReached))).toEqual({ ring: { since: NOW, phone: '01632 960 014' } });
    expect(reaching(after(decided, notReached))).toEqual({ ring: { since: NOW, phone: undefined } });
  });

  it('is not, when somebody else was not reached', () => {
    expect(reaching(after(phoned, { ...notReached, who: 'manager', staff: mo.id }))).toEqual({});
  });

  it('is reached once they say something, or a message gets through', () => {
    const answered: CaseEvent = { type: 'InformationAdded', at: LATER, by: jane.id, number: 1 };
    expect(reaching(after(phoned, notReached, answered))).toEqual({});
    expect(reaching(after(phoned, notReached, { type: 'ReferrerTold', at: LATER }))).toEqual({});
    expect(reaching(allSent(after(phoned, notReached), LATER))).toEqual({});
  });

  it('was told by phone by whoever said so, until there is something new to tell', () => {
    const record = after(phoned, notReached);
    const rung = then(record, recordToldByPhone(record, { by: pat, now: LATER }), pat, LATER);
    expect(reaching(rung)).toEqual({ byPhone: { by: 'pat', at: LATER } });
    expect(recordToldByPhone(rung, { by: sam, now: LATER })).toEqual({ kind: 'nothing-to-do' });
    const state = submittedOf(rung);
    const asked = then(rung, askReferrer(state, 'Where?', {}, { by: pat, now: LATER }), pat, LATER);
    expect(reaching(asked).ring).toBeDefined();
  });

  it('is not said to be told by a guest, nor where Teams reaches them', () => {
    expect(recordToldByPhone(after(phoned, notReached), { by: guest, now: LATER })).toEqual({
      kind: 'refused',
      why: { kind: 'only-the-mash' },
    });
    expect(recordToldByPhone(phoned, { by: pat, now: LATER })).toEqual({ kind: 'nothing-to-do' });
  });
});
