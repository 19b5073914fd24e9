import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CaseEvent } from '../../src/referral/events.ts';
import { evolve, type Referral, referralOf, seenAt, submittedIn } from '../../src/referral/state.ts';
import { at, jane, meg, mo, pat, SISTER } from './a-case.ts';

const T0 = at('2026-11-24T14:00:00.000Z');
const T1 = at('2026-11-24T14:10:00.000Z');
const T2 = at('2026-11-24T14:20:00.000Z');
const DUE = at('2026-11-25T14:10:00.000Z');

const begun: CaseEvent = { type: 'DraftStarted', at: T0, by: jane.id };
const phoned: CaseEvent = { type: 'PhoneCallRecorded', at: T0, by: jane.id, calledAt: T0 };
const takenBack: CaseEvent = { type: 'PhoneCallTakenBack', at: T0, by: jane.id };
const linked: CaseEvent = { type: 'CaseLinked', at: T0, to: SISTER };
const missing: CaseEvent = { type: 'ChildMissing', at: T1, by: jane.id, number: 1, reported: false };
const reported: CaseEvent = { type: 'ChildMissing', at: T2, by: jane.id, number: 2, reported: true };
const withdrawn: CaseEvent = { type: 'DraftWithdrawn', at: T1, by: jane.id };
const sent: CaseEvent = {
  type: 'ReferralSubmitted',
  at: T1,
  by: jane.id,
  clockStart: T1,
  decisionDue: DUE,
  checkDone: true,
};
const delivered: CaseEvent = { type: 'ReferralDelivered', at: T1 };
const taken: CaseEvent = { type: 'ReferralTaken', at: T2, by: pat.id };
const asked: CaseEvent = { type: 'QuestionAsked', at: T2, by: pat.id, question: 1 };
const answered: CaseEvent = { type: 'QuestionAnswered', at: T2, by: jane.id, question: 1, known: false };
const added: CaseEvent = { type: 'CheckAdded', at: T2, by: jane.id };
const more: CaseEvent = { type: 'InformationAdded', at: T2, by: jane.id, number: 1 };
const told: CaseEvent = { type: 'ReferrerTold', at: T2 };
const decided: CaseEvent = {
  type: 'DecisionRecorded',
  at: T2,
  by: mo.id,
  decision: 'other',
  protection: 'no',
  police: 'not-said',
  late: false,
};
const clock = (name: 'decision' | 'idleDraft', overdue: boolean): CaseEvent => ({
  type: 'ClockReached',
  at: T2,
  clock: name,
  upTo: T2,
  remind: true,
  escalate: false,
  overdue,
  late: false,
});
const notReached: CaseEvent = { type: 'NotReached', at: T2, who: 'referrer', staff: jane.id };
const submitted = {
  submittedBy: 'jane',
  submittedAt: T1,
  clockStart: T1,
  decisionDue: DUE,
  checkDone: true,
  toldOverdue: false,
  questions: [],
  missing: [],
  links: [],
  information: [],
};
const drafted = { status: 'draft', startedBy: 'jane', startedAt: T0, missing: [], links: [] };

describe('the history of a case', () => {
  it.each<[string, CaseEvent[], Referral | object]>([
    ['of nothing is no case', [], { status: 'not-started' }],
    ['begins with a draft', [begun], drafted],
    ['remembers the call', [begun, phoned], { ...drafted, calledAt: T0 }],
    ['forgets a call that was taken back', [begun, phoned, takenBack], drafted],
    ['ends with a draft that was let go', [begun, withdrawn], { ...drafted, status: 'withdrawn' }],
    [
      'knows each time that the child was said to be missing',
      [begun, missing, reported],
      {
        ...drafted,
        missing: [
          { number: 1, at: T1, reported: false },
          { number: 2, at: T2, reported: true },
        ],
      },
    ],
    ['knows a brother or sister once', [begun, linked, linked], { ...drafted, links: [SISTER] }],
    [
      'keeps both when it is sent',
      [begun, linked, missing, sent, reported],
      {
        status: 'awaiting-decision',
        ...submitted,
        links: [SISTER],
        missing: [
          { number: 1, at: T1, reported: false },
          { number: 2, at: T2, reported: true },
        ],
      },
    ],
    [
      'knows when the child leaves the referrer’s sight',
      [begun, { ...sent, leavesSight: DUE }],
      { status: 'awaiting-decision', ...submitted, leavesSight: DUE },
    ],
    [
      'knows what was added',
      [begun, sent, more],
      { status: 'awaiting-decision', ...submitted, information: [{ number: 1, at: T2 }] },
    ],
    [
      'of a brother or sister comes after sending too',
      [begun, sent, linked],
      { status: 'awaiting-decision', ...submitted, links: [SISTER] },
    ],
    ['awaits a decision once sent', [begun, sent], { status: 'awaiting-decision', ...submitted }],
    [
      'keeps the call when it is sent',
      [begun, phoned, sent],
      { status: 'awaiting-decision', calledAt: T0, ...submitted },
    ],
    [
      'knows when it was delivered and taken',
      [begun, sent, delivered, taken],
      { status: 'awaiting-decision', ...submitted, deliveredAt: T1, taken: { by: 'pat', at: T2 } },
    ],
    [
      'knows its questions and their answers',
      [begun, sent, asked, answered],
      {
        status: 'awaiting-decision',
        ...submitted,
        questions: [{ number: 1, askedBy: 'pat', askedAt: T2, answered: { at: T2, known: false } }],
      },
    ],
    [
      'knows that the check was added',
      [begun, sent, added],
      { status: 'awaiting-decision', ...submitted, checkAddedAt: T2 },
    ],
    [
      'knows that the referrer was told of an overdue decision',
      [begun, sent, clock('decision', true)],
      { status: 'awaiting-decision', ...submitted, toldOverdue: true },
    ],
    [
      'is not overdue because of a reminder',
      [begun, sent, clock('decision', false)],
      { status: 'awaiting-decision', ...submitted },
    ],
    [
      'ends with the decision',
      [begun, sent, taken, decided],
      {
        status: 'decided',
        ...submitted,
        taken: { by: 'pat', at: T2 },
        decision: 'other',
        decidedBy: 'mo',
        decidedAt: T2,
        late: false,
        protection: 'no',
        police: 'not-said',
      },
    ],
  ])('%s', (_, events, state) => {
    expect(referralOf(events)).toEqual(state);
  });

  it('knows when the referrer was told of the decision, and only then', () => {
    expect(referralOf([begun, sent, told])).not.toHaveProperty('referrerToldAt');
    expect(referralOf([begun, sent, decided, told])).toMatchObject({ referrerToldAt: T2 });
  });

  it('changes nothing when somebody could not be reached', () => {
    expect(referralOf([begun, sent, notReached])).toEqual(referralOf([begun, sent]));
  });

  it('keeps the first decision, whatever is read after it', () => {
    const second: CaseEvent = { ...decided, by: meg.id, decision: 'assessment' };
    expect(referralOf([begun, sent, decided, second])).toEqual(referralOf([begun, sent, decided]));
  });

  it('does not fall back: a decided case is not sent again, nor a sent one begun again', () => {
    expect(referralOf([begun, sent, decided, sent])).toEqual(referralOf([begun, sent, decided]));
    expect(referralOf([begun, sent, begun])).toEqual(referralOf([begun, sent]));
  });

  it('ends with letting go: what was let go is not sent, and what was sent is not let go', () => {
    expect(referralOf([begun, withdrawn, sent])).toEqual(referralOf([begun, withdrawn]));
    expect(referralOf([begun, sent, withdrawn])).toEqual(referralOf([begun, sent]));
    expect(referralOf([begun, sent, decided, withdrawn])).toEqual(referralOf([begun, sent, decided]));
  });

  it('knows whether it was sent', () => {
    expect(submittedIn(referralOf([begun, missing]))).toBeUndefined();
    expect(submittedIn(referralOf([begun, withdrawn]))).toBeUndefined();
    expect(submittedIn(referralOf([]))).toBeUndefined();
    expect(submittedIn(referralOf([begun, sent]))).toMatchObject({ submittedBy: 'jane' });
    expect(submittedIn(referralOf([begun, sent, decided]))).toMatchObject({ status: 'decided' });
  });

  const drafting = [begun, phoned, takenBack, linked, missing, withdrawn];
  const every = [...drafting, sent, delivered, taken, asked, answered, added, more, told, decided, notReached];

  it('can be read in any order without a fault, and goes only forward', () => {
    const order = { 'not-started': 0, draft: 1, withdrawn: 2, 'awaiting-decision': 2, decided: 3 };
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...every, clock('decision', true), clock('idleDraft', false))), (events) => {
        let before = referralOf([]);
        for (const event of events) {
          const after = evolve(before, event);
          expect(order[after.status]).toBeGreaterThanOrEqual(order[before.status]);
          before = after;
        }
      }),
    );
  });

  it('holds no text of the case: every event is made of times, people’s ids and choices', () => {
    const kinds = CaseEvent.options.map((option) => option.shape.type.value);
    expect(new Set(kinds)).toEqual(new Set([...every.map(({ type }) => type), 'ClockReached']));
    for (const event of every) {
      const strings = Object.values(CaseEvent.parse({ ...event, note: 'the uncle' })).map(String);
      expect(strings).not.toContain('the uncle');
    }
  });
});

describe('“Seen by the MASH”', () => {
  const seen = (events: CaseEvent[]) => seenAt(referralOf(events) as Parameters<typeof seenAt>[0]);

  it('is the first thing that anybody there did', () => {
    expect(seen([begun, sent, delivered])).toBeUndefined();
    expect(seen([begun, sent, { ...taken, at: T2 }, { ...asked, at: T1 }])).toBe(T1);
    expect(seen([begun, sent, { ...decided, at: T2 }])).toBe(T2);
    expect(seen([begun, sent, { ...taken, at: T1 }, { ...decided, at: T2 }])).toBe(T1);
  });
});
