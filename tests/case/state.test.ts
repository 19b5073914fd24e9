import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evolve, type Referral, referralOf, seenAt, submittedIn } from '../../src/case/state.ts';
import { CaseEvent } from '../../src/history/events.ts';
import { at, jane, meg, mo, OTHER_REFERENCE, pat, submittedOf } from './a-case.ts';
import { everyEvent, markOf } from './every-event.ts';

const T0 = at('2026-11-24T14:00:00.000Z');
const T1 = at('2026-11-24T14:10:00.000Z');
const T2 = at('2026-11-24T14:20:00.000Z');
const DUE = at('2026-11-25T14:10:00.000Z');

const begun: CaseEvent = { type: 'DraftStarted', at: T0, by: jane.id };
const phoned: CaseEvent = { type: 'PhoneCallRecorded', at: T0, by: jane.id, calledAt: T0 };
const takenBack: CaseEvent = { type: 'PhoneCallTakenBack', at: T0, by: jane.id };
const linked: CaseEvent = { type: 'CaseLinked', at: T0, to: OTHER_REFERENCE, kind: 'family' };
const linkedByMash: CaseEvent = { ...linked, at: T2, by: pat.id, mirrored: true };
const likely: CaseEvent = { type: 'PossibleLinksFound', at: T2, found: [{ to: OTHER_REFERENCE, why: ['phone'] }] };
const ruledOut: CaseEvent = { type: 'LinkRuledOut', at: T2, by: mo.id, to: OTHER_REFERENCE };
const missing: CaseEvent = { type: 'ChildMissing', at: T1, by: jane.id, number: 1, police: 'no' };
const reported: CaseEvent = { type: 'ChildMissing', at: T2, by: jane.id, number: 2, police: 'yes' };
const found: CaseEvent = { type: 'ChildFound', at: T2, by: jane.id, number: 1 };
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
const corrected: CaseEvent = {
  type: 'DecisionCorrected',
  at: T2,
  by: meg.id,
  decision: 'child-in-need',
  protection: 'yes',
  police: 'no',
  trafficking: 'cannot-tell',
  number: 2,
  corrects: 1,
};
const nothingYet = { call: { kind: 'none' }, missing: [], links: [] };
const awaiting = {
  status: 'awaiting-decision',
  submittedBy: 'jane',
  submittedAt: T1,
  clockStart: T1,
  decisionDue: DUE,
  checkDone: true,
  toldOverdue: false,
  formerly: [],
  calls: [],
  route: { kind: 'written' },
  allocation: { kind: 'nobody' },
  questions: [],
  ...nothingYet,
  information: [],
  mistakes: {},
};
const wasMissing = { number: 1, at: T1, police: 'no', byMash: false };
const missingAgain = { number: 2, at: T2, police: 'yes', byMash: false };
const drafted = { status: 'draft', startedBy: 'jane', ...nothingYet };

// The history of a case

it.each<[string, CaseEvent[], Referral | object]>([
  ['without events is “not started”', [], { status: 'not-started' }],
  ['after its start is “draft”', [begun], drafted],
  ['holds the call', [begun, phoned], { ...drafted, call: { kind: 'made', at: T0 } }],
  ['does not hold a call that was taken back', [begun, phoned, takenBack], drafted],
  ['after its draft was deleted is “withdrawn”', [begun, withdrawn], { ...drafted, status: 'withdrawn' }],
  [
    'holds each report that the child is missing, and an answer about the police as such',
    [begun, missing, reported],
    {
      ...drafted,
      missing: [wasMissing, { ...missingAgain, isAnswer: true }],
    },
  ],
  [
    'holds when the child was found after sending',
    [begun, missing, sent, found],
    {
      ...awaiting,
      missing: [wasMissing],
      found: { number: 1, at: T2 },
    },
  ],
  [
    'still holds, once it is sent, that the child was missing and found',
    [begun, missing, found, sent],
    { ...awaiting, missing: [wasMissing], found: { number: 1, at: T2 } },
  ],
  [
    'forgets that the child was found, once they are missing again',
    [begun, missing, found, reported],
    {
      ...drafted,
      missing: [wasMissing, missingAgain],
    },
  ],
  ['holds each linked brother or sister once', [begun, linked, linked], { ...drafted, links: [OTHER_REFERENCE] }],
  ['does not count a link by the MASH as one by the referrer', [begun, sent, likely, linkedByMash, ruledOut], awaiting],
  [
    'keeps links and missing reports when it is sent',
    [begun, linked, missing, sent, reported],
    {
      ...awaiting,
      links: [OTHER_REFERENCE],
      missing: [wasMissing, { ...missingAgain, isAnswer: true }],
    },
  ],
  [
    'holds when the child leaves the referrer’s sight',
    [begun, { ...sent, leavesSight: DUE }],
    { ...awaiting, leavesSight: DUE },
  ],
  ['holds which information was added', [begun, sent, more], { ...awaiting, information: [{ number: 1, at: T2 }] }],
  [
    'holds a brother or sister who was linked after sending',
    [begun, sent, linked],
    { ...awaiting, links: [OTHER_REFERENCE] },
  ],
  ['after sending is “awaiting decision”', [begun, sent], awaiting],
  ['keeps the call when it is sent', [begun, phoned, sent], { ...awaiting, call: { kind: 'made', at: T0 } }],
  [
    'holds when it was delivered and taken',
    [begun, sent, delivered, taken],
    {
      ...awaiting,
      deliveredAt: T1,
      allocation: { kind: 'taken', by: 'pat', at: T2 },
    },
  ],
  [
    'holds its questions and their answers',
    [begun, sent, asked, answered],
    {
      ...awaiting,
      questions: [{ number: 1, askedBy: 'pat', askedAt: T2, answer: { kind: 'not-known', at: T2 } }],
    },
  ],
  ['holds when the indicator check was added', [begun, sent, added], { ...awaiting, checkAddedAt: T2 }],
  [
    'holds that the referrer was told of an overdue decision',
    [begun, sent, markOf('decision', { overdue: true })],
    { ...awaiting, toldOverdue: true },
  ],
  ['is not overdue because of a reminder', [begun, sent, markOf('decision', { remind: true })], awaiting],
  [
    'after the decision is “decided”',
    [begun, sent, taken, decided],
    {
      ...awaiting,
      status: 'decided',
      allocation: { kind: 'taken', by: 'pat', at: T2 },
      decision: 'other',
      decidedBy: 'mo',
      decidedAt: T2,
      late: false,
      protection: 'no',
      police: 'not-said',
    },
  ],
])('The state of a case %s', (_, events, state) => {
  expect(referralOf(events)).toEqual(state);
});

it('The state of a decided case holds when the referrer was told of the decision', () => {
  expect(referralOf([begun, sent, told])).not.toHaveProperty('toldAt');
  expect(referralOf([begun, sent, decided, told])).toMatchObject({ toldAt: T2 });
});

it('A correction replaces the decision but not who decided first, when and whether late, and the referrer must be told again', () => {
  expect(referralOf([begun, sent, decided, told, corrected])).toEqual({
    ...referralOf([begun, sent, decided]),
    decision: 'child-in-need',
    protection: 'yes',
    police: 'no',
    trafficking: 'cannot-tell',
    correction: { number: 2, corrects: 1, by: 'meg', at: T2 },
  });
  expect(referralOf([begun, sent, corrected])).toEqual(referralOf([begun, sent]));
});

it('The state says if the MASH, and not the referrer, reported the child missing', () => {
  expect(referralOf([begun, sent, { ...missing, by: pat.id }])).toMatchObject({ missing: [{ byMash: true }] });
});

const readByFeatures: CaseEvent['type'][] = [
  'FeedbackGiven',
  'ReferrerToldByPhone',
  'PoliceInformed',
  'FamilyClaimed',
  'VisitorSeen',
  'MashNewsRecorded',
  'NotReached',
];
it.each(readByFeatures)('The event %s, which only features read, does not change the state', (type) => {
  const events = everyEvent.filter((event) => event.type === type);
  expect(referralOf([begun, sent, decided, ...events])).toEqual(referralOf([begun, sent, decided]));
});

it('The first decision holds, whatever decision is read after it', () => {
  const second: CaseEvent = { ...decided, by: meg.id, decision: 'assessment' };
  expect(referralOf([begun, sent, decided, second])).toEqual(referralOf([begun, sent, decided]));
});

it('A decided case cannot be sent again, nor a sent one started again', () => {
  expect(referralOf([begun, sent, decided, sent])).toEqual(referralOf([begun, sent, decided]));
  expect(referralOf([begun, sent, begun])).toEqual(referralOf([begun, sent]));
});

it('A deleted draft cannot be sent, and a sent referral cannot be deleted', () => {
  expect(referralOf([begun, withdrawn, sent])).toEqual(referralOf([begun, withdrawn]));
  expect(referralOf([begun, sent, withdrawn])).toEqual(referralOf([begun, sent]));
  expect(referralOf([begun, sent, decided, withdrawn])).toEqual(referralOf([begun, sent, decided]));
});

it('Only a referral that was sent counts as submitted', () => {
  for (const events of [[], [begun, missing], [begun, withdrawn]])
    expect(submittedIn(referralOf(events))).toBeUndefined();
  expect(submittedIn(referralOf([begun, sent]))).toMatchObject({ submittedBy: 'jane' });
  expect(submittedIn(referralOf([begun, sent, decided]))).toMatchObject({ status: 'decided' });
});

it('Events can be read in any order without a fault, and the state goes back only when a case is opened again or a join is undone', () => {
  const order = { 'not-started': 0, draft: 1, withdrawn: 2, 'awaiting-decision': 2, joined: 3, decided: 3 };
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...everyEvent)), (events) => {
      let before = referralOf([]);
      for (const event of events) {
        const after = evolve(before, event);
        if (!['DecisionReopened', 'JoinUndone'].includes(event.type))
          expect(order[after.status]).toBeGreaterThanOrEqual(order[before.status]);
        else if (event.type === 'DecisionReopened' && before.status !== 'decided') expect(after).toEqual(before);
        before = after;
      }
    }),
  );
});

it('No event holds text of the case, only times, people’s ids and choices', () => {
  const kinds = CaseEvent.options.map((option) => option.shape.type.value);
  expect(new Set(kinds)).toEqual(new Set(everyEvent.map(({ type }) => type)));
  for (const event of everyEvent) {
    const strings = Object.values(CaseEvent.parse({ ...event, note: 'the uncle' })).map(String);
    expect(strings).not.toContain('the uncle');
  }
});

// “Seen by the MASH”

const early: CaseEvent = { ...taken, at: T1 };
const own: CaseEvent = { ...taken, by: jane.id, at: T1 };
it.each<[string, string | undefined, CaseEvent[]]>([
  ['the time of the first thing that anybody there did', T1, [taken, { ...asked, at: T1 }]],
  ['the time of the decision', T2, [decided]],
  ['earlier than the decision if somebody took the case first', T1, [early, decided]],
  ['unknown after the delivery alone', undefined, [delivered]],
  ['unknown if only the author took it', undefined, [own]],
  ['unknown if only the author looked', undefined, [{ type: 'ReferralSeen', by: jane.id, at: T2 }]],
  ['unknown if only the author asked', undefined, [{ ...asked, by: jane.id }]],
  ['not changed by the author afterwards', T1, [early, own]],
  ['not changed by the author before', T2, [own, taken]],
])('“Seen by the MASH” is %s', (_, seen, events) => {
  expect(seenAt(submittedOf({ events: [begun, sent, ...events] }))).toBe(seen);
});
