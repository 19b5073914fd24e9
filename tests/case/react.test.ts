import { describe, expect, it } from '@jest/globals';
import { react } from '../../src/case/react.ts';
import type { SubmittedReferral } from '../../src/case/state.ts';
import type { ClockName } from '../../src/history/entry.ts';
import { CaseEvent } from '../../src/history/events.ts';
import { sampleAssessmentEvents } from '../features/assessment/assessed.ts';
import { sampleDeskEvents } from '../features/desk/at-the-desk.ts';
import { sampleDisagreementEvents } from '../features/disagreement/disputed.ts';
import { handed } from '../features/hand-over/handed.ts';
import { instructed } from '../features/instruction/instructed.ts';
import { joinings } from '../features/joining/joinings.ts';
import { sampleNewsResponses } from '../features/news/afterwards.ts';
import { keptAndErased } from '../security/kept-and-erased.ts';
import {
  aReferral,
  at,
  atTime,
  dee,
  desk,
  jane,
  messageInShort,
  mo,
  OTHER_REFERENCE,
  pat,
  REFERENCE,
  submittedOf,
} from './a-case.ts';

const NOW = at('2026-11-24T16:00:00.000Z');
const SENT = at('2026-11-24T14:03:20.000Z');
const done = { at: NOW, by: pat.id };
const referral = submittedOf(aReferral(SENT));
const overdue = submittedOf(atTime(aReferral(SENT), at('2026-11-25T14:04:00.000Z')));

const tell = (event: CaseEvent, before: SubmittedReferral | undefined = referral, written = 2) =>
  react(event, 7, { author: jane.id, desk, written, referral: before });
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
    { type: 'CaseLinked', at: NOW, to: OTHER_REFERENCE },
    ['mash: case-card', 'mash: line'],
  ],
  ['the MASH links two cases', { type: 'CaseLinked', ...done, to: OTHER_REFERENCE }, ['mash: case-card', 'mash: line']],
  // the linking feature sends its own messages: see tests/features/linking
  [
    'a case may be linked',
    { type: 'PossibleLinksFound', at: NOW, found: [{ to: OTHER_REFERENCE, why: ['phone'] }] },
    [],
  ],
  ...keptAndErased.map((event): [string, CaseEvent, string[]] => [`retention: ${event.type}`, event, []]),
  ...joinings.map((event): [string, CaseEvent, string[]] => [`joining: ${event.type}`, event, []]),
  ['the MASH rules out a link', { type: 'LinkRuledOut', ...done, to: OTHER_REFERENCE }, []],
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
  ['a draft that the MASH never saw is deleted', { type: 'DraftWithdrawn', ...done }, ['jane: clear-draft']],
  [
    'the referrer adds information',
    { type: 'InformationAdded', ...done, number: 1 },
    ['mash: case-card', 'mash: line', 'jane: receipt'],
  ],
  [
    'a referral is sent',
    { type: 'ReferralSubmitted', ...done, clockStart: NOW, decisionDue: NOW, checkDone: true },
    ['mash: case-card', 'mash: written', 'mash: written', 'jane: clear-draft', 'jane: receipt'],
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
  ['the referral was clear', { type: 'FeedbackGiven', ...done, clear: true }, []],
  ['somebody rang the referrer', { type: 'ReferrerToldByPhone', ...done }, []],
  ['the police were informed', { type: 'PoliceInformed', ...done, number: 1 }, []],
  ['somebody claims to be family', { type: 'FamilyClaimed', ...done, number: 1 }, []],
  ['a stranger was seen', { type: 'VisitorSeen', ...done, number: 1 }, []],
  ['the MASH has news', { type: 'NewsRecorded', ...done, number: 1 }, []],
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
  ['nobody at the MASH can be reached', { type: 'NobodyReached', at: NOW }, []], // the alarm sends its own messages
  ['somebody is reached after all', { type: 'SomebodyReached', at: NOW }, []],
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
  // The disagreement feature sends its own messages.
  ...sampleDisagreementEvents.map((event): [string, CaseEvent, string[]] => [event.type, event, []]),
  // So do handing over and messages to the referrer: see tests/features/instruction.
  ...handed.map((event): [string, CaseEvent, string[]] => [event.type, event, []]),
  ...instructed.map((event): [string, CaseEvent, string[]] => [event.type, event, []]),
  // So does the desk: see tests/features/desk.
  ...sampleDeskEvents.map((event): [string, CaseEvent, string[]] => [event.type, event, []]),
  // So does the Assessment team's feature: see tests/features/assessment.
  ...sampleAssessmentEvents.map((event): [string, CaseEvent, string[]] => [event.type, event, []]),
  // So does news after the decision: see tests/features/news.
  ...sampleNewsResponses.map((event): [string, CaseEvent, string[]] => [event.type, event, []]),
];

describe('Who is told', () => {
  it.each(table)('The right people are told when %s', (_, event, expected) => {
    expect(told(event)).toEqual(expected);
  });

  it('If no manager is named, the escalation contact is told, and if there is none, the administrators', () => {
    const mark = clock('leavesSight', { remind: true });
    const told = (some: Partial<typeof desk>) =>
      react(mark, 3, { author: jane.id, desk: { ...desk, ...some }, written: 0, referral: undefined }).map(
        messageInShort,
      );
    expect(told({ managers: [] })).toEqual(['dee: reminder', 'mash: line']);
    expect(told({ managers: [], escalation: [] })).toEqual(['ada: reminder', 'mash: line']);
  });

  it('The table of who is told covers every kind of event', () => {
    const kinds = new Set(table.map(([, event]) => event.type));
    expect(kinds).toEqual(new Set(CaseEvent.options.map((option) => option.shape.type.value)));
  });

  it.each<CaseEvent>([
    { type: 'ChildMissing', ...done, number: 1, police: 'yes' },
    { type: 'ChildFound', ...done, number: 1 },
  ])('Before sending, the MASH card and every manager are told of $type', (gone) => {
    const before = react(gone, 1, { author: jane.id, desk, written: 0, referral: undefined });
    expect(before.map(messageInShort)).toEqual(['mash: case-card', 'mo: missing-alert', 'meg: missing-alert']);
  });

  it('Sending a referral puts earlier reports of a missing or found child into the thread', () => {
    const event: CaseEvent = { type: 'ReferralSubmitted', ...done, clockStart: NOW, decisionDue: NOW, checkDone: true };
    const told = react(event, 9, { author: jane.id, desk, written: 1, referral: undefined, earlierReports: [2, 5] });
    expect(told.flatMap(({ to, message }) => (message.kind === 'line' ? [{ to, message }] : []))).toEqual([
      { to: { place: 'mash' }, message: { kind: 'line', event: 2 } },
      { to: { place: 'mash' }, message: { kind: 'line', event: 5 } },
    ]);
    expect(told.map(messageInShort).slice(0, 4)).toEqual([
      'mash: case-card',
      'mash: written',
      'mash: line',
      'mash: line',
    ]);
  });

  it('Nobody is told of a linked brother or sister before sending, because there is no thread yet', () => {
    const event: CaseEvent = { type: 'CaseLinked', at: NOW, to: OTHER_REFERENCE };
    expect(react(event, 1, { author: jane.id, desk, written: 0, referral: undefined })).toEqual([]);
  });

  it('The MASH is told when a draft is deleted that it has seen', () => {
    const event: CaseEvent = { type: 'DraftWithdrawn', ...done };
    const told = react(event, 2, { author: jane.id, desk, written: 0, referral: undefined, isShown: true });
    expect(told.map(messageInShort)).toEqual(['mash: case-card', 'jane: clear-draft']);
  });

  it('Sending a referral tells the case of each linked brother or sister', () => {
    const event: CaseEvent = { type: 'ReferralSubmitted', ...done, clockStart: NOW, decisionDue: NOW, checkDone: true };
    const told = react(event, 1, {
      author: jane.id,
      desk,
      written: 1,
      referral: undefined,
      links: [OTHER_REFERENCE, REFERENCE],
    });
    expect(told.filter(({ message }) => message.kind === 'link')).toEqual([
      { to: { place: 'cases' }, message: { kind: 'link', to: OTHER_REFERENCE } },
      { to: { place: 'cases' }, message: { kind: 'link', to: REFERENCE } },
    ]);
    expect(told.map(messageInShort)).toEqual([
      'mash: case-card',
      'mash: written',
      'cases: link',
      'cases: link',
      'jane: clear-draft',
      'jane: receipt',
    ]);
  });

  it('The referrer is told only once that the decision is overdue', () => {
    expect(told(clock('decision', { overdue: true }), overdue)).toEqual([
      'mo: reminder',
      'meg: reminder',
      'dee: escalation',
      'mash: line',
      'mash: case-card',
    ]);
  });

  it.each<[string, Parameters<typeof clock>[1], object, string[]]>([
    ['the manager on duty at first', { remind: true }, {}, ['mo: reminder']],
    ['every manager if nobody acted on the last one', { remind: true }, { isUnanswered: true }, ['mo', 'meg']],
    [
      'managers who were not reminded before, when it is escalated',
      { escalate: true },
      { alreadyReminded: [mo.id] },
      ['meg', 'dee: escalation'],
    ],
    ['nobody twice when it is escalated', { escalate: true, remind: true }, {}, ['mo', 'meg', 'dee: escalation']],
    [
      'no manager again when it is escalated',
      { escalate: true },
      { alreadyReminded: desk.managers },
      ['dee: escalation'],
    ],
  ])('With one manager on duty, a reminder of the decision goes to %s', (_, marks, more, expected) => {
    const caseContext = { author: jane.id, desk: { ...desk, onDuty: [mo.id] }, written: 2, referral, ...more };
    const people = expected.map((each) => (each.includes(':') ? each : `${each}: reminder`));
    expect(react(clock('decision', marks), 7, caseContext).map(messageInShort)).toEqual([...people, 'mash: line']);
  });

  it('With one manager on duty, every manager is told that the child leaves sight, unless somebody has acted', () => {
    const leaves = clock('leavesSight', { remind: true });
    const caseContext = { author: jane.id, desk: { ...desk, onDuty: [mo.id] }, written: 2, referral };
    expect(react(leaves, 7, caseContext).map(messageInShort)).toEqual(['mo: reminder', 'meg: reminder', 'mash: line']);
    expect(react(leaves, 7, { ...caseContext, hasActed: true }).map(messageInShort)).toEqual([
      'mo: reminder',
      'mash: line',
    ]);
  });

  it('Only the author, the MASH and the people that the set-up names are ever told anything', () => {
    const named = new Set(table.flatMap(([, event]) => told(event)).map((each) => each.split(':')[0]));
    expect([...named].sort()).toEqual(['ada', 'dee', 'jane', 'mash', 'meg', 'mo']);
  });
});

describe('What is told', () => {
  it('A message carries no word of the case: its words are made when it is sent', () => {
    const fields = table.flatMap(([, event]) => tell(event).map(({ message }) => Object.keys(message)));
    expect([...new Set(fields.flat())].sort()).toEqual([
      'clock',
      'escalation',
      'event',
      'kind',
      'late',
      'of',
      'part',
      'question',
    ]);
  });

  it('A reminder that is late says so', () => {
    const messages = tell(clock('decision', { remind: true, late: true })).map(({ message }) => message);
    expect(messages[0]).toMatchObject({ kind: 'reminder', clock: 'decision', late: true, escalation: false });
  });

  it('The whole written referral is posted in as many numbered parts as it needs', () => {
    const event: CaseEvent = {
      type: 'ReferralSubmitted',
      ...done,
      clockStart: NOW,
      decisionDue: NOW,
      checkDone: true,
    };
    const parts = tell(event, undefined, 3).flatMap(({ message }) => (message.kind === 'written' ? [message] : []));
    expect(parts).toEqual([
      { kind: 'written', part: 1, of: 3 },
      { kind: 'written', part: 2, of: 3 },
      { kind: 'written', part: 3, of: 3 },
    ]);
  });
});
