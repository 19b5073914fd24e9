import { expect, it } from '@jest/globals';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referrerReach } from '../../../src/case/referrer-reach.ts';
import { recordFeedback, recordToldByPhone } from '../../../src/features/decision/rules.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import { allSent, aReferral, at, guest, jane, mo, pat, sam, withOutcome } from '../../case/a-case.ts';
import { afterEvents, askedBy, decidedAt, resultsOf } from '../outcomes.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const NOW = at('2026-11-24T16:00:00.000Z');
const LATER = at('2026-11-24T17:00:00.000Z');

const decided = decidedAt(aReferral(SENT), NOW);
const notReached: CaseEvent = { type: 'NotReached', at: NOW, who: 'referrer', staff: jane.id };

// Feedback on a referral

const giveFeedback = (record: CaseRecord, feedback: { clear?: boolean; text?: string }, by = pat) =>
  recordFeedback(record, { text: '', ...feedback }, { by, now: LATER });

it('Any member of the MASH can send the referrer feedback, once for each case', () => {
  const record = withOutcome(decided, giveFeedback(decided, { clear: true }));
  expect(giveFeedback(record, { clear: true })).toEqual({ kind: 'nothing-to-do' });
  expect(giveFeedback(record, { clear: false, text: 'Dates.' }, sam)).toMatchObject({
    why: { kind: 'feedback-given', by: 'pat' },
  });
});

it.each<[string, { clear?: boolean; text?: string }, object]>([
  ['no choice', {}, { why: { kind: 'text-missing', fields: ['clear'] } }],
  ['no words', { clear: false, text: ' ' }, { why: { kind: 'text-missing', fields: ['feedback'] } }],
  [
    '501 characters',
    { clear: false, text: 'é'.repeat(501) },
    { why: { kind: 'text-too-long', fields: ['feedback'], limit: 500 } },
  ],
  [
    '500 emoji',
    { clear: false, text: '😀'.repeat(500) },
    { events: [{ type: 'FeedbackGiven', by: 'pat', clear: false }] },
  ],
])('Feedback must say what was missing, if something was, in at most 500 characters: %s', (_, feedback, outcome) => {
  expect(giveFeedback(decided, feedback)).toMatchObject(outcome);
});

it('Only a MASH member who did not make the referral can give feedback, and only after the decision', () => {
  const own = { ...jane, roles: new Set(['mash-member'] as const) };
  expect(
    resultsOf(
      giveFeedback(aReferral(SENT), { clear: true }),
      ...[guest, jane, own].map((by) => giveFeedback(decided, { clear: true }, by)),
    ),
  ).toEqual(['not-decided', 'only-the-mash', 'only-the-mash', 'own-referral']);
});

// A referrer whom Teams does not reach

const phoned: CaseRecord = {
  ...decided,
  facts: { ...decided.facts, answers: { ...decided.facts.answers, values: { phone: '01632 960 014' } } },
};

it('The MASH must ring a referrer whom Teams does not reach, on the number that they gave', () => {
  expect(referrerReach(phoned)).toEqual({});
  expect(referrerReach(afterEvents(phoned, notReached))).toEqual({ ring: { phone: '01632 960 014' } });
  expect(referrerReach(afterEvents(decided, notReached))).toEqual({ ring: { phone: undefined } });
});

it('The MASH need not ring the referrer when Teams does not reach somebody else', () => {
  expect(referrerReach(afterEvents(phoned, { ...notReached, who: 'manager', staff: mo.id }))).toEqual({});
});

it('A referrer counts as reached once they say something or a message gets through', () => {
  const answered: CaseEvent = { type: 'InformationAdded', at: LATER, by: jane.id, number: 1 };
  for (const record of [
    afterEvents(phoned, notReached, answered),
    afterEvents(phoned, notReached, { type: 'ReferrerTold', at: LATER }),
    allSent(afterEvents(phoned, notReached), LATER),
  ])
    expect(referrerReach(record)).toEqual({});
});

it('A referrer counts as told by phone until there is something new to tell', () => {
  const record = afterEvents(phoned, notReached);
  const rung = withOutcome(record, recordToldByPhone(record, { by: pat, now: LATER }));
  expect(referrerReach(rung)).toEqual({ byPhone: { by: 'pat', at: LATER } });
  expect(recordToldByPhone(rung, { by: sam, now: LATER })).toEqual({ kind: 'nothing-to-do' });
  expect(referrerReach(askedBy(rung, pat, LATER)).ring).toBeDefined();
});

it('A guest cannot record a call to the referrer, and nothing is recorded if Teams reaches the referrer', () => {
  const byGuest = recordToldByPhone(afterEvents(phoned, notReached), { by: guest, now: LATER });
  expect(resultsOf(byGuest, recordToldByPhone(phoned, { by: pat, now: LATER }))).toEqual([
    ...['only-the-mash', 'nothing-to-do'],
  ]);
});
