import { describe, expect, it } from '@jest/globals';
import type { StaffId } from '../../src/base/people.ts';
import type { Desk } from '../../src/case/desk.ts';
import type { Entry } from '../../src/case/outbox.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import type { SubmittedReferral } from '../../src/case/state.ts';
import { tell as tellAll } from '../../src/case/tell.ts';
import { features } from '../../src/features/list.ts';
import type { ClockName } from '../../src/history/entry.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import {
  aDraft,
  aReferral,
  at,
  atTime,
  dee,
  desk,
  jane,
  messageInShort,
  mo,
  OTHER_REFERENCE,
  pack,
  pat,
  REFERENCE,
  submittedOf,
} from './a-case.ts';

const NOW = at('2026-11-24T16:00:00.000Z');
const SENT = at('2026-11-24T14:03:20.000Z');
const done = { at: NOW, by: pat.id };
const referral = submittedOf(aReferral(SENT));
const overdue = submittedOf(atTime(aReferral(SENT), at('2026-11-25T14:04:00.000Z')));

/** What all features tell. @param before the sent referral before the event; undefined for a draft */
function react(
  event: CaseEvent,
  index: number,
  {
    desk: people = desk,
    referral: before,
    ...more
  }: { desk?: Desk; referral: SubmittedReferral | undefined } & Partial<CaseRecord>,
) {
  const record = { ...(before ? aReferral(SENT) : aDraft(SENT)), ...more };
  return tellAll(features, event, { record, referral: before, index, desk: people, pack });
}
const tell = (event: CaseEvent, before: SubmittedReferral | undefined = referral) =>
  react(event, 7, { referral: before });
const told = (...args: Parameters<typeof tell>) => tell(...args).map(messageInShort);

const noMarks = { remind: false, escalate: false, overdue: false, late: false };
const clock = (name: ClockName, more = {}): CaseEvent => ({
  type: 'ClockReached',
  at: NOW,
  clock: name,
  upTo: NOW,
  ...noMarks,
  ...more,
});

const table: [string, CaseEvent, string[]][] = [
  ['a draft is started', { type: 'DraftStarted', ...done }, []],
  ['a call is recorded', { type: 'PhoneCallRecorded', ...done, calledAt: NOW }, ['mash: case-card']],
  [
    'a case that is not in writing starts to wait for a decision',
    { type: 'WaitsUnwritten', ...done, clockStart: NOW, decisionDue: NOW },
    [],
  ],
  ['a case becomes a draft again, because nobody rang', { type: 'WaitsNoLonger', ...done }, []],
  ['the draft says more about who refers', { type: 'WhoRefersSaid', ...done }, ['mash: case-card']],
  ['the author has not rung yet', { type: 'NotRungYet', ...done }, []],
  ['a call is taken back', { type: 'PhoneCallTakenBack', ...done }, ['mash: case-card']],
  [
    'a brother or sister is referred too',
    { type: 'CaseLinked', at: NOW, to: OTHER_REFERENCE, kind: 'family' },
    ['mash: case-card', 'mash: line'],
  ],
  [
    'the MASH links two cases',
    { type: 'CaseLinked', ...done, to: OTHER_REFERENCE, kind: 'family' },
    ['cases: link', 'mash: case-card', 'mash: line'],
  ],
  [
    'the child is missing',
    { type: 'ChildMissing', ...done, number: 1, police: 'no' },
    ['mash: case-card', 'mash: line', 'mo: missing-alert', 'meg: missing-alert', 'jane: receipt'],
  ],
  [
    'the child is found',
    { type: 'ChildFound', ...done, number: 1 },
    ['mash: case-card', 'mash: line', 'mo: missing-alert', 'meg: missing-alert', 'jane: receipt'],
  ],
  [
    'the referrer adds information',
    { type: 'InformationAdded', ...done, number: 1 },
    ['mash: case-card', 'mash: line', 'jane: receipt', 'cases: look-for-links'],
  ],
  [
    'a referral is sent',
    { type: 'ReferralSubmitted', ...done, clockStart: NOW, decisionDue: NOW, checkDone: true },
    ['mash: case-card', 'mash: written', 'jane: clear-draft', 'jane: receipt', 'cases: look-for-links'],
  ],
  [
    'a referral is delivered to the MASH channel',
    { type: 'ReferralDelivered', at: NOW },
    ['jane: receipt', 'jane: delivered-after-all'],
  ],
  ['a referral is taken', { type: 'ReferralTaken', ...done }, ['mash: case-card', 'mash: line', 'jane: receipt']],
  [
    'the MASH asks the referrer',
    { type: 'QuestionAsked', ...done, question: 1 },
    ['mash: case-card', 'mash: line', 'jane: question', 'jane: receipt'],
  ],
  [
    'the referrer answers',
    { type: 'QuestionAnswered', ...done, question: 1, known: true },
    ['mash: case-card', 'mash: line'],
  ],
  [
    'the indicator check is added',
    { type: 'CheckAdded', ...done },
    ['mash: case-card', 'mash: line', 'jane: receipt', 'jane: clear-draft'],
  ],
  [
    'a case is decided',
    { type: 'DecisionRecorded', ...done, decision: 'other', protection: 'no', police: 'no', late: false },
    ['mash: case-card', 'mash: line', 'jane: decision-notice', 'jane: receipt'],
  ],
  [
    'the decision is corrected',
    {
      type: 'DecisionCorrected',
      ...done,
      decision: 'other',
      protection: 'no',
      police: 'no',
      number: 2,
      corrects: 1,
    },
    ['mash: case-card', 'mash: line', 'jane: decision-notice', 'jane: receipt'],
  ],
  // features send their own messages about these: see tests/features
  ['the referrer was told', { type: 'ReferrerTold', at: NOW }, ['mash: case-card', 'mash: line']],
  [
    'the referrer cannot be reached',
    { type: 'NotReached', at: NOW, who: 'referrer', staff: jane.id },
    ['mash: case-card', 'mash: line'],
  ],
  ['a manager cannot be reached', { type: 'NotReached', at: NOW, who: 'manager', staff: mo.id }, ['mash: line']],
  [
    'the escalation contact cannot be reached',
    { type: 'NotReached', at: NOW, who: 'escalation', staff: dee.id },
    ['mash: line'],
  ],
  ['a draft is idle', clock('idleDraft', { remind: true }), ['jane: reminder']],
  ['a call must be put in writing', clock('writtenConfirmation', { remind: true }), ['jane: reminder']],
  [
    'a call is overdue to be put in writing',
    clock('writtenConfirmation', { overdue: true }),
    ['jane: reminder', 'mash: case-card'],
  ],
  [
    'the child is about to leave the referrer’s sight',
    clock('leavesSight', { remind: true }),
    ['mo: reminder', 'meg: reminder', 'mash: line'],
  ],
  [
    'a referral could not be delivered',
    clock('delivery', { overdue: true }),
    ['jane: receipt', 'jane: not-delivered', 'ada: undelivered-alert'],
  ],
  [
    'a reminder of the decision is due',
    clock('decision', { remind: true }),
    ['mo: reminder', 'meg: reminder', 'mash: line'],
  ],
  [
    'a case is escalated and no manager was reminded before',
    clock('decision', { escalate: true }),
    ['mo: reminder', 'meg: reminder', 'dee: escalation', 'mash: line'],
  ],
  [
    'a reminder and the escalation are due at once',
    clock('decision', { remind: true, escalate: true }),
    ['mo: reminder', 'meg: reminder', 'dee: escalation', 'mash: line'],
  ],
  [
    'the decision becomes overdue',
    clock('decision', { overdue: true }),
    [
      'mo: reminder',
      'meg: reminder',
      'dee: escalation',
      'mash: line',
      'mash: case-card',
      'jane: decision-overdue',
      'jane: receipt',
    ],
  ],
];

const unanswered: CaseEvent[] = [...aReferral(SENT).events, clock('decision', { remind: true })];
const remindersTo = (...people: StaffId[]): Entry[] =>
  people.map((person, id) => ({
    ...{ id, to: { person }, addedAt: SENT, attempts: 0, notBefore: SENT, state: { kind: 'sent', at: SENT } },
    message: { kind: 'reminder', clock: 'decision', late: false, escalation: false },
  }));

describe('Who is told', () => {
  it.each(table)('The right people are told when %s', (_, event, expected) => {
    expect(told(event).sort()).toEqual([...expected].sort());
  });

  it('If no manager is named, the escalation contact is told, and if there is none, the administrators', () => {
    const mark = clock('leavesSight', { remind: true });
    const told = (some: Partial<typeof desk>) =>
      react(mark, 3, { desk: { ...desk, ...some }, referral }).map(messageInShort);
    expect(told({ managers: [] })).toEqual(['mash: line', 'dee: reminder']);
    expect(told({ managers: [], escalation: [] })).toEqual(['mash: line', 'ada: reminder']);
  });

  it.each<CaseEvent>([
    { type: 'ChildMissing', ...done, number: 1, police: 'yes' },
    { type: 'ChildFound', ...done, number: 1 },
  ])('Before sending, the MASH card and every manager are told of $type', (gone) => {
    const before = react(gone, 1, { desk, referral: undefined });
    expect(before.map(messageInShort)).toEqual(['mash: case-card', 'mo: missing-alert', 'meg: missing-alert']);
  });

  it('When the MASH begins to wait for a referral, earlier reports of a missing or found child go into the thread', () => {
    const event: CaseEvent = { type: 'WaitsUnwritten', ...done, clockStart: NOW, decisionDue: NOW };
    const [missing, found] = [
      { type: 'ChildMissing', ...done, number: 1, police: 'yes' },
      { type: 'ChildFound', ...done, number: 1 },
    ] as const;
    const [started] = aDraft(SENT).events;
    const withReports = started ? [started, missing, found] : [];
    const told = react(event, 9, { desk, referral: undefined, events: withReports });
    expect(told.flatMap(({ to, message }) => (message.kind === 'line' ? [{ to, message }] : []))).toEqual([
      { to: { place: 'mash' }, message: { kind: 'line', event: 1 } },
      { to: { place: 'mash' }, message: { kind: 'line', event: 2 } },
    ]);
    const mash = told.map(messageInShort).filter((each) => each.startsWith('mash'));
    expect(mash).toEqual(['mash: line', 'mash: line']);
  });

  it('Nobody is told of a linked brother or sister before sending, because there is no thread yet', () => {
    const event: CaseEvent = { type: 'CaseLinked', at: NOW, to: OTHER_REFERENCE, kind: 'family' };
    expect(react(event, 1, { desk, referral: undefined })).toEqual([]);
  });

  it('The MASH is told when a draft is deleted that it has seen', () => {
    const event: CaseEvent = { type: 'DraftWithdrawn', ...done };
    const told = react(event, 2, { desk, referral: undefined, said: { draft: [], card: '1' } });
    expect(told.map(messageInShort)).toEqual(['mash: case-card', 'jane: clear-draft']);
  });

  it('Sending a referral tells the case of each linked brother or sister', () => {
    const event: CaseEvent = { type: 'ReferralSubmitted', ...done, clockStart: NOW, decisionDue: NOW, checkDone: true };
    const told = react(event, 1, {
      referral: undefined,
      events: [
        ...aDraft(SENT).events,
        ...[OTHER_REFERENCE, REFERENCE].map((to): CaseEvent => ({ type: 'CaseLinked', at: SENT, to, kind: 'family' })),
      ],
    });
    expect(told.filter(({ message }) => message.kind === 'link')).toEqual([
      { to: { place: 'cases' }, message: { kind: 'link', to: OTHER_REFERENCE } },
      { to: { place: 'cases' }, message: { kind: 'link', to: REFERENCE } },
    ]);
  });

  it('The referrer is told only once that the decision is overdue', () => {
    expect(told(clock('decision', { overdue: true }), overdue)).toEqual([
      'mash: case-card',
      'mash: line',
      'mo: reminder',
      'meg: reminder',
      'dee: escalation',
    ]);
  });

  it.each<[string, Parameters<typeof clock>[1], object, string[]]>([
    ['the manager on duty at first', { remind: true }, {}, ['mo: reminder']],
    ['every manager if nobody acted on the last one', { remind: true }, { events: unanswered }, ['mo', 'meg']],
    [
      'managers who were not reminded before, when it is escalated',
      { escalate: true },
      { outbox: remindersTo(mo.id) },
      ['meg', 'dee: escalation'],
    ],
    ['nobody twice when it is escalated', { escalate: true, remind: true }, {}, ['mo', 'meg', 'dee: escalation']],
    [
      'no manager again when it is escalated',
      { escalate: true },
      { outbox: remindersTo(...desk.managers) },
      ['dee: escalation'],
    ],
  ])('With one manager on duty, a reminder of the decision goes to %s', (_, marks, more, expected) => {
    const caseContext = { desk: { ...desk, onDuty: [mo.id] }, referral, ...more };
    const people = expected.map((each) => (each.includes(':') ? each : `${each}: reminder`));
    expect(react(clock('decision', marks), 7, caseContext).map(messageInShort).sort()).toEqual(
      [...people, 'mash: line'].sort(),
    );
  });

  it('With one manager on duty, every manager is told that the child leaves sight, unless somebody has acted', () => {
    const leaves = clock('leavesSight', { remind: true });
    const caseContext = { desk: { ...desk, onDuty: [mo.id] }, referral };
    expect(react(leaves, 7, caseContext).map(messageInShort)).toEqual(['mash: line', 'mo: reminder', 'meg: reminder']);
    const taken: CaseEvent[] = [...aReferral(SENT).events, { type: 'ReferralTaken', ...done }];
    expect(react(leaves, 7, { ...caseContext, events: taken }).map(messageInShort)).toEqual([
      'mash: line',
      'mo: reminder',
    ]);
  });

  it('Only the author, the MASH and the people that the set-up names are ever told anything', () => {
    const named = new Set(table.flatMap(([, event]) => told(event)).map((each) => each.split(':')[0]));
    expect([...named].sort()).toEqual(['ada', 'cases', 'dee', 'jane', 'mash', 'meg', 'mo']);
  });
});

describe('What is told', () => {
  it('A message carries no word of the case: its words are made when it is sent', () => {
    const fields = table.flatMap(([, event]) => tell(event).map(({ message }) => Object.keys(message)));
    expect([...new Set(fields.flat())].sort()).toEqual([
      'as',
      'clock',
      'escalation',
      'event',
      'kind',
      'late',
      'of',
      'part',
      'to',
    ]);
  });

  it('A reminder that is late says so', () => {
    const messages = tell(clock('decision', { remind: true, late: true })).map(({ message }) => message);
    expect(messages).toContainEqual(expect.objectContaining({ kind: 'reminder', late: true, escalation: false }));
  });
});
