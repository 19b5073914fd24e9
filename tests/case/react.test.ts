import { expect, it } from '@jest/globals';
import type { StaffId } from '../../src/base/people.ts';
import type { Notice } from '../../src/cards/meaning.ts';
import type { Desk } from '../../src/case/desk.ts';
import type { Entry } from '../../src/case/outbox.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import type { SubmittedReferral } from '../../src/case/state.ts';
import { noticeRule, tell as tellAll } from '../../src/case/tell.ts';
import { features } from '../../src/features/list.ts';
import { ClockName } from '../../src/history/entry.ts';
import { CaseEvent } from '../../src/history/events.ts';
import { answersOf } from '../cards/sample-answers.ts';
import { textIn } from '../fakes/card.ts';
import type { Json } from '../fakes/wire.ts';
import {
  aDraft,
  aReferral,
  at,
  atTime,
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
import { everyEvent, markOf } from './every-event.ts';

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
const toldOf = (...args: Parameters<typeof tell>) => tell(...args).map(messageInShort);

const both = ['mash: case-card', 'mash: line'];
const managers = ['mo: stage-notice', 'meg: stage-notice'];
const reminders = ['mo: reminder', 'meg: reminder'];
const rings = ['mo: urgent-ring', 'meg: urgent-ring'];
const undelivered = ['jane: not-delivered', 'ada: undelivered-alert'];
const alerts = ['mo: missing-alert', 'meg: missing-alert'];

/** Who is told of each event of `everyEvent`. */
const told: Record<Exclude<CaseEvent['type'], 'ClockReached'>, string[]> = {
  DraftStarted: [],
  PhoneCallRecorded: ['mash: case-card'],
  PhoneCallTakenBack: ['mash: case-card'],
  WaitsUnwritten: [],
  WhoRefersSaid: ['mash: case-card'],
  DangerTakenBack: [...both, 'jane: receipt'],
  NotRungYet: [],
  CaseLinked: both, // by the referrer
  PossibleLinksFound: ['mash: case-card', 'cases: link'],
  LinkRuledOut: [...both, 'cases: link'],
  DraftWithdrawn: [...both, 'jane: clear-draft'], // the MASH has seen it
  ChildMissing: [...both, ...alerts, 'jane: receipt'],
  ChildFound: [...both, ...alerts, 'jane: receipt'],
  InformationAdded: [...both, 'jane: receipt', 'cases: look-for-links'],
  SentByMistake: both,
  SaidOfAnother: both,
  GuessAnswered: [...both, 'jane: receipt'],
  WordsRead: ['mash: case-card', 'jane: receipt'],
  HidingAsked: ['mash: line', 'meg: stage-notice'],
  WordsHidden: [...both, 'jane: stage-notice'],
  LeavingTimeSaid: [...both, 'jane: stage-notice', 'jane: receipt'],
  LeavingTimeChecked: [...both, 'jane: receipt'],
  AddressesHeld: ['mash: case-card', 'jane: stage-notice', 'jane: receipt', 'cases: look-for-links'],
  AddressShown: [...both, 'jane: receipt', 'cases: look-for-links'],
  AddressRemoved: [...both, 'jane: receipt'],
  RingWishSaid: [...both, ...managers, 'jane: receipt'],
  LeavingTimeUsed: [...both, 'jane: receipt'],
  ReferralSubmitted: [
    'mash: case-card',
    'mash: written',
    'jane: clear-draft',
    'jane: receipt',
    'cases: look-for-links',
  ],
  ReferralDelivered: ['jane: delivered-after-all', 'jane: receipt'],
  ReferralTaken: [...both, 'jane: receipt'],
  QuestionAsked: [...both, 'jane: question', 'jane: receipt'],
  QuestionAnswered: [...both, 'jane: receipt'],
  AnswerDenied: [...both, 'jane: stage-notice', 'jane: receipt'],
  CheckAdded: [...both, 'jane: clear-draft', 'jane: receipt'],
  DecisionRecorded: [...both, 'jane: decision-notice', 'jane: receipt'],
  DecisionCorrected: [...both, 'jane: decision-notice', 'jane: receipt'],
  FeedbackGiven: ['mash: line', 'jane: stage-notice'],
  ReferrerToldByPhone: both,
  PoliceInformed: both,
  ProtectionSaid: [...both, 'jane: stage-notice', 'jane: receipt'],
  ProtectionOver: [...both, 'jane: receipt'],
  TaskSet: both,
  TaskDone: both,
  FamilyClaimed: [...both, ...managers],
  ChildSafe: [...both, 'jane: receipt'],
  StillOnIt: both,
  OthersNeeded: [...both, ...managers, 'dee: stage-notice'],
  VisitorSeen: [...both, ...managers],
  MashNewsRecorded: both,
  ReferrerTold: both,
  NotReached: ['mash: line'], // the referrer is a row of `others`
  NobodyReached: ['mash: line', 'jane: nobody-has-it', 'jane: receipt'],
  SomebodyReached: ['jane: receipt'],
  LegalHoldSet: both,
  LegalHoldReleased: both,
  FactsErased: [...both, 'mash: clear-draft', 'jane: clear-draft', 'jane: receipt'],
  ReadsErased: [],
  CallJoined: [...both, 'cases: join', 'jane: receipt'],
  JoinedInto: [...both, 'jane: receipt'],
  PlacementKnown: ['cases: join'],
  JoinUndone: [...both, 'jane: receipt'],
  DisagreementRaised: [...both, ...managers],
  DisagreementWentUp: [...both, 'meg: stage-notice', 'dee: stage-notice'],
  DisagreementDateSet: both,
  DisagreementAgreed: both,
  DisagreementClosed: [...both, ...managers],
  DisagreementSettled: both,
  DisagreementTakenBack: both,
  HandOverOffered: [],
  HandOverAccepted: [...both, 'jane: clear-draft', 'jane: stage-notice', 'tom: receipt'],
  ReferrerMessaged: [...both, 'jane: stage-notice', 'jane: receipt'],
  ReferrerMessageDelivered: ['mash: case-card'],
  ReferrerMessageRead: both,
  PhoneReferralLogged: [...both, 'cases: look-for-links', 'jane: stage-notice'],
  ReferralSeen: [...both, 'jane: receipt'],
  CaseHanded: [...both, 'meg: stage-notice', 'jane: receipt'],
  HolderGone: [...both, 'mo: stage-notice', 'jane: receipt'],
  PhoneReferralConfirmed: [...both, 'jane: receipt'],
  WritingTakenBack: [...both, 'jane: receipt'],
  CallerTakenBack: both,
  CardGone: ['mash: line', 'mash: case-card'], // the thread hears it before there is a new card
  AssessmentPosted: ['mash: case-card'],
  AssessmentNotPosted: both,
  AssessmentAccepted: [...both, 'jane: receipt'],
  FamilyAssessmentStarted: both,
  FamilyAssessmentCompleted: both,
  TraffickingSuspicionRecorded: both,
  TraffickingAssessmentStarted: both,
  ReasonableGroundsRecorded: both,
  ServiceRecorded: both,
  SupportRecorded: both,
  PoliceNoteAdded: ['mash: line'],
  CentralReferralRecorded: both,
  CentralOutcomeRecorded: both,
  NewsRead: [...both, 'jane: receipt'],
  CaseClosed: both,
  CaseOpened: both,
  DecisionReopened: [...both, 'jane: stage-notice', 'jane: receipt'],
};

const others: [string, CaseEvent, string[]][] = [
  [
    'the MASH links two cases',
    { type: 'CaseLinked', ...done, to: OTHER_REFERENCE, kind: 'family' },
    ['cases: link', ...both],
  ],
  ['the referrer cannot be reached', { type: 'NotReached', at: NOW, who: 'referrer', staff: jane.id }, both],
  ['an urgent case rings', markOf('urgent', { remind: true }), [...rings]],
  ['an urgent case escalates', markOf('urgent', { escalate: true }), ['mash: line', ...rings, 'dee: urgent-ring']],
  [
    'nobody answers an urgent case',
    markOf('urgent', { overdue: true }),
    ['mash: line', ...rings, 'dee: urgent-ring', 'jane: nobody-has-it'],
  ],
  ['it is asked whether the child is safe', markOf('childSafe', { remind: true }), ['mash: case-card', ...managers]],
  ['nobody answers whether the child is safe', markOf('childSafe', { escalate: true }), [...both, ...managers]],
  [
    'still nobody answers whether the child is safe',
    markOf('childSafe', { overdue: true }),
    [...both, ...managers, 'dee: stage-notice'],
  ],
  [
    'police protection ends soon',
    markOf('policeProtection', { remind: true }),
    ['mash: case-card', 'mash: line', ...managers],
  ],
  ['a task is due', markOf('tasks', { remind: true }), ['mash: case-card', 'mash: line', ...managers]],
  ['a check says danger and nothing follows', markOf('dangerDraft', { remind: true }), ['jane: reminder']],
  [
    'there is nothing that waits for an answer',
    markOf('question', { remind: true }),
    ['jane: stage-notice', 'mash: line'],
  ],
  ['there is nothing that waits to be read', markOf('message', { escalate: true }), ['mash: line']],
  ['nobody reads news that did not ring, and nobody is on duty', markOf('news', { escalate: true }), []],
  ['a disagreement without people comes to its day', markOf('disagreement', { remind: true }), []],
  ['the central referral is due', markOf('central', { overdue: true }), both],
  ['reasonable grounds are due', markOf('reasonableGrounds', { remind: true }), both],
  ['the Assessment team has not taken the case on', markOf('takingOn', { remind: true }), both],
  [
    'there is no channel to deliver a referral in',
    markOf('delivery', { overdue: true, noChannel: true }),
    [...undelivered, 'mo: no-channel', 'meg: no-channel', 'jane: receipt'],
  ],
  ['a draft is idle', markOf('idleDraft', { remind: true }), ['jane: reminder']],
  ['a call must be put in writing', markOf('writtenConfirmation', { remind: true }), ['jane: reminder']],
  [
    'a call is overdue to be put in writing',
    markOf('writtenConfirmation', { overdue: true }),
    ['jane: reminder', 'mash: case-card'],
  ],
  [
    'the child is about to leave the referrer’s sight',
    markOf('leavesSight', { remind: true }),
    [...reminders, 'mash: line'],
  ],
  ['a referral could not be delivered', markOf('delivery', { overdue: true }), [...undelivered, 'jane: receipt']],
  ['a reminder of the decision is due', markOf('decision', { remind: true }), reminders],
  [
    'a case is escalated and no manager was reminded before',
    markOf('decision', { escalate: true }),
    [...reminders, 'dee: escalation', 'mash: line'],
  ],
  [
    'a reminder and the escalation are due at once',
    markOf('decision', { remind: true, escalate: true }),
    [...reminders, 'dee: escalation', 'mash: line'],
  ],
  [
    'the decision becomes overdue',
    markOf('decision', { overdue: true }),
    [...reminders, 'dee: escalation', 'mash: case-card', 'mash: line', 'jane: decision-overdue', 'jane: receipt'],
  ],
];

const table = [
  ...everyEvent.flatMap((event): typeof others =>
    event.type === 'ClockReached' || (event.type === 'NotReached' && event.who === 'referrer')
      ? []
      : [[`there is the event ${event.type}`, event, told[event.type]]],
  ),
  ...others,
];

const unanswered: CaseEvent[] = [...aReferral(SENT).events, markOf('decision', { remind: true })];
const remindersTo = (...people: StaffId[]): Entry[] =>
  people.map((person, id) => ({
    ...{ id, to: { person }, addedAt: SENT, attempts: 0, notBefore: SENT, state: { kind: 'sent', at: SENT } },
    message: { kind: 'notice', event: unanswered.length - 1, as: 'alarm/reminder', alarm: true },
  }));

/** What each recipient gets, in its order. Across recipients, order means nothing. */
function byConversation(messages: readonly string[]): Record<string, string[]> {
  const told: Record<string, string[]> = {};
  for (const message of messages) {
    const [to = '', kind = ''] = message.split(': ');
    told[to] = [...(told[to] ?? []), kind];
  }
  return told;
}

// Who is told

it.each(table)('The right people are told when %s', (_, event, expected) => {
  expect(byConversation(toldOf(event))).toEqual(byConversation(expected));
});

it('The table of who is told covers every kind of event, and every clock', () => {
  const events = table.map(([, event]) => event);
  expect(new Set(events.map(({ type }) => type))).toEqual(
    new Set(CaseEvent.options.map((option) => option.shape.type.value)),
  );
  const clocks = events.flatMap((event) => (event.type === 'ClockReached' ? [event.clock] : []));
  expect(new Set(clocks)).toEqual(new Set(ClockName.options));
});

it('If no manager is named, the escalation contact is told, and if there is none, the administrators', () => {
  const mark = markOf('leavesSight', { remind: true });
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
  expect(toldOf(markOf('decision', { overdue: true }), overdue)).toEqual([
    'mash: case-card',
    ...reminders,
    'dee: escalation',
  ]);
});

it.each<[string, Parameters<typeof markOf>[1], object, string[]]>([
  ['the manager on duty at first', { remind: true }, {}, ['mo: reminder']],
  ['every manager if nobody acted on the last one', { remind: true }, { events: unanswered }, ['mo', 'meg']],
  [
    'managers who were not reminded before, when it is escalated',
    { escalate: true },
    { events: unanswered, outbox: remindersTo(mo.id) },
    ['meg', 'dee: escalation'],
  ],
  ['nobody twice when it is escalated', { escalate: true, remind: true }, {}, ['mo', 'meg', 'dee: escalation']],
  [
    'no manager again when it is escalated',
    { escalate: true },
    { events: unanswered, outbox: remindersTo(...desk.managers) },
    ['dee: escalation'],
  ],
])('With one manager on duty, a reminder of the decision goes to %s', (_, marks, more, expected) => {
  const caseContext = { desk: { ...desk, onDuty: [mo.id] }, referral, ...more };
  const people = expected.map((each) => (each.includes(':') ? each : `${each}: reminder`));
  expect(react(markOf('decision', marks), 7, caseContext).map(messageInShort).sort()).toEqual(
    [...people, ...(expected.includes('dee: escalation') ? ['mash: line'] : [])].sort(),
  );
});

it('With one manager on duty, every manager is told that the child leaves sight, unless somebody has acted', () => {
  const leaves = markOf('leavesSight', { remind: true });
  const caseContext = { desk: { ...desk, onDuty: [mo.id] }, referral };
  expect(react(leaves, 7, caseContext).map(messageInShort)).toEqual(['mash: line', ...reminders]);
  const taken: CaseEvent[] = [...aReferral(SENT).events, { type: 'ReferralTaken', ...done }];
  expect(react(leaves, 7, { ...caseContext, events: taken }).map(messageInShort)).toEqual([
    'mash: line',
    'mo: reminder',
  ]);
});

it('Only the author, the MASH and the people that the set-up names are ever told anything', () => {
  const named = new Set(table.flatMap(([, event]) => toldOf(event)).map((each) => each.split(':')[0]));
  const colleague = 'tom'; // to whom Jane hands the case over
  expect([...named].sort()).toEqual(['ada', 'cases', 'dee', 'jane', 'mash', 'meg', 'mo', colleague]);
});

// What is told

it('A message carries no word of the case: its words are made when it is sent', () => {
  const fields = table.flatMap(([, event]) => tell(event).map(({ message }) => Object.keys(message)));
  expect([...new Set(fields.flat())].sort()).toEqual(['alarm', 'as', 'event', 'goesUp', 'kind', 'of', 'part', 'to']);
});

it('The whole written referral is posted in as many numbered parts as it needs', () => {
  const facts = { ...aDraft(SENT).facts, answers: answersOf('full') };
  const event: CaseEvent = { type: 'ReferralSubmitted', ...done, clockStart: NOW, decisionDue: NOW, checkDone: true };
  const messages = react(event, 1, { referral: undefined, facts });
  const parts = messages.flatMap(({ message }) => (message.kind === 'written' ? [message] : []));
  const of = parts.length;
  expect(of).toBeGreaterThan(1);
  expect(parts).toEqual(parts.map((_, place) => ({ kind: 'written', part: place + 1, of })));
});

it.each([true, false])('A reminder says whether it is late: %s', (late) => {
  const mark = markOf('decision', { remind: true, late });
  const record = { ...aReferral(SENT), events: [...aReferral(SENT).events, mark] };
  const [message] = tell(mark).flatMap((each) => (each.message.kind === 'notice' ? [each.message] : []));
  const notice = noticeRule<Notice<CaseEvent>>(features, mark, message?.as ?? '');
  const view = { record, pack, now: NOW, link: undefined, to: mo.id };
  expect(textIn(notice.card(mark, view) as Json).includes('Late: this could not be said in time')).toBe(late);
});
