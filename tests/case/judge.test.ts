import { expect, it } from '@jest/globals';
import { recordDecision, withdraw } from '../../src/case/commands.ts';
import { whyDropped } from '../../src/case/judge.ts';
import type { Entry, OutboxMessage, Recipient } from '../../src/case/outbox.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { referralOf } from '../../src/case/state.ts';
import { noticeRule } from '../../src/case/tell.ts';
import { features as parts } from '../../src/features/list.ts';
import type { ClockName } from '../../src/history/entry.ts';
import type { CaseEvent, EventOf } from '../../src/history/events.ts';
import { joined, loggedCall } from '../features/joining/two-cases.ts';
import { aDraft, aReferral, at, dee, jane, mo, OTHER_REFERENCE, sent, withOutcome } from './a-case.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const NOW = at('2026-11-25T12:10:00.000Z');
const mash: Recipient = { place: 'mash' };
const to = (person: { id: typeof mo.id }): Recipient => ({ person: person.id });
const mark = (clock: ClockName): EventOf<'ClockReached'> => ({
  ...{ type: 'ClockReached', at: NOW, clock, upTo: NOW, late: false },
  ...{ remind: true, escalate: false, overdue: false },
});

const awaiting = aReferral(SENT);
const form = {
  decision: 'other',
  action: 'Visit.',
  reasons: 'Burn.',
  protection: 'no',
  protectionWhat: '',
  police: 'no',
  tell: '',
} as const;
const decided = {
  ...withOutcome(awaiting, recordDecision(referralOf(awaiting.events), form, {}, { by: mo, now: NOW })),
  outbox: [],
};
const draft = aDraft(SENT);
const deleted = withOutcome(draft, withdraw(referralOf(draft.events), { by: jane, now: NOW }));
const undelivered = sent(draft, SENT);
const asked = awaiting.events.length; // the place of the first event after the referral was delivered

type About = [person: { id: typeof mo.id }, clock: ClockName, as: string];
const reminder = (person: { id: typeof mo.id }): About => [person, 'decision', 'alarm/reminder'];
const escalation = (person: { id: typeof mo.id }): About => [person, 'decision', 'alarm/escalation'];
const leavesSight = (person: { id: typeof mo.id }): About => [person, 'leavesSight', 'alarm/leavesSight'];
const unfinished: About = [jane, 'idleDraft', 'wizard/unfinished'];
const unwritten: About = [jane, 'writtenConfirmation', 'wizard/unwritten'];
const overdue: About = [jane, 'decision', 'referral/overdue'];

/** The case after one mark for each of these notices. Why the first of them is dropped; undefined if it is sent. */
function judgedAt(record: CaseRecord, ...about: About[]) {
  const first = record.events.length;
  const messages = about.map(([person, clock, as], index): [Recipient, OutboxMessage] => {
    const { alarm, goesUp } = noticeRule(parts, mark(clock), as);
    return [
      to(person),
      { kind: 'notice', event: first + index, as, ...(alarm && { alarm }), ...(goesUp && { goesUp }) },
    ];
  });
  return judged({ ...record, events: [...record.events, ...about.map(([, clock]) => mark(clock))] }, ...messages);
}

/** Why the first of these messages is dropped while the others wait behind it; undefined if it is sent. */
function judged(record: CaseRecord, ...messages: [Recipient, OutboxMessage][]) {
  const outbox = messages.map(
    ([recipient, message], id): Entry => ({
      id,
      to: recipient,
      message,
      addedAt: NOW,
      attempts: 0,
      notBefore: NOW,
      state: { kind: 'waiting' },
    }),
  );
  const first = outbox[0];
  if (!first) throw new Error('nothing to judge');
  return whyDropped({ ...record, outbox }, first, parts);
}

it('A reminder is dropped if the case has been decided meanwhile, and sent if it still waits', () => {
  for (const about of [reminder(mo), escalation(dee), overdue, leavesSight(mo)]) {
    expect(judgedAt(decided, about)).toBe('decided');
    expect(judgedAt(awaiting, about)).toBeUndefined();
  }
});

it('A reminder of a draft is dropped if the draft has been sent or deleted meanwhile', () => {
  for (const about of [unfinished, unwritten]) {
    for (const record of [awaiting, deleted]) expect(judgedAt(record, about)).toBe('no-longer-true');
    expect(judgedAt(draft, about)).toBeUndefined();
  }
});

it('A mark of a sent referral is dropped in a case that was not sent, but the update of reminders that were already shown is sent', () => {
  for (const unsent of [draft, deleted]) {
    for (const about of [[jane, 'delivery', 'referral/referrer'], overdue, reminder(mo)] satisfies About[])
      expect(judgedAt(unsent, about)).toBe('no-longer-true');
    expect(judged(unsent, [to(mo), { kind: 'reminder-over' }])).toBeUndefined();
  }
});

it('A line that a call is not in writing is dropped if the call was joined into another case meanwhile', () => {
  const { logged } = joined();
  for (const [record, dropped] of [
    [loggedCall(), undefined],
    [logged, 'no-longer-true'],
  ] as const) {
    const line: OutboxMessage = { kind: 'line', event: record.events.length };
    const events = [...record.events, mark('writtenConfirmation')];
    expect(judged({ ...record, events }, [mash, line])).toBe(dropped);
  }
});

it('“Please ring now” is sent once, whether nobody answered or nobody could be reached', () => {
  const nobody: CaseEvent = { type: 'NobodyReached', at: NOW };
  const ringNow = (event: number): [Recipient, OutboxMessage] => [
    to(jane),
    { kind: 'notice', event, as: 'alarm/ringNow' },
  ];
  const first = awaiting.events.length;
  for (const [one, other] of [
    [nobody, mark('urgent')],
    [mark('urgent'), nobody],
    [nobody, nobody],
  ] as const) {
    const record = { ...awaiting, events: [...awaiting.events, one, other] };
    expect(judged(record, ringNow(first), ringNow(first + 1))).toBe('superseded');
    expect(judged(record, ringNow(first + 1))).toBeUndefined();
  }
});

it('A reminder that the child is about to leave the referrer’s sight and a reminder of the decision do not replace each other', () => {
  expect(judgedAt(awaiting, leavesSight(mo), reminder(mo))).toBeUndefined();
  expect(judgedAt(awaiting, reminder(mo), leavesSight(mo))).toBeUndefined();
});

it('“Not delivered” is dropped if the referral has been delivered meanwhile', () => {
  for (const about of [
    [jane, 'delivery', 'referral/referrer'],
    [jane, 'delivery', 'referral/admins'],
    [mo, 'delivery', 'alarm/noChannel'],
  ] satisfies About[]) {
    expect(judgedAt(awaiting, about)).toBe('no-longer-true');
    expect(judgedAt(undelivered, about)).toBeUndefined();
  }
});

it('A message is dropped if a later one in the same chat replaces it, and sent if that is for somebody else', () => {
  expect(judgedAt(awaiting, reminder(mo), reminder(mo))).toBe('superseded');
  expect(judgedAt(awaiting, reminder(mo), reminder(dee))).toBeUndefined();
  expect(judged(awaiting, [to(jane), { kind: 'receipt' }], [to(jane), { kind: 'receipt' }])).toBe('superseded');
});

it('A receipt that waited while the case was handed over goes to the first referrer no more', () => {
  expect(judged(awaiting, [to(jane), { kind: 'receipt' }])).toBeUndefined();
  expect(judged({ ...awaiting, author: mo.id }, [to(jane), { kind: 'receipt' }])).toBe('no-longer-true');
});

it('A reminder to confirm a call is sent even if a reminder of the idle draft follows', () => {
  expect(judgedAt(draft, unwritten, unfinished)).toBeUndefined();
  expect(judgedAt(draft, unwritten, unwritten)).toBe('superseded');
});

it('A plain reminder does not replace an escalation, but an escalation replaces a reminder', () => {
  expect(judgedAt(awaiting, escalation(dee), reminder(dee))).toBeUndefined();
  expect(judgedAt(awaiting, reminder(dee), escalation(dee))).toBe('superseded');
});

it('Any later ring replaces a ring, whoever else it goes to', () => {
  const ring = (as: string): About => [dee, 'urgent', `alarm/${as}`];
  expect(judgedAt(awaiting, ring('ringEscalation'), ring('ringEverybody'))).toBe('superseded');
  expect(judgedAt(awaiting, ring('ringOnDuty'), ring('ringEscalation'))).toBe('superseded');
  expect(judgedAt(awaiting, ring('ringOnDuty'), reminder(dee))).toBeUndefined();
});

it('The first post of a case is sent, and a refresh that a later one repeats is dropped', () => {
  const twice: [Recipient, OutboxMessage][] = [
    [mash, { kind: 'case-card' }],
    [mash, { kind: 'case-card' }],
  ];
  expect(judged({ ...awaiting, said: { draft: [], card: '1' } }, ...twice)).toBe('superseded');
  expect(judged({ ...awaiting, said: { draft: [] } }, ...twice)).toBeUndefined();
});

it.each<[string, OutboxMessage]>([
  ['a part of the written referral', { kind: 'written', part: 1, of: 2 }],
  ['a line in the thread about the decision', { kind: 'line', event: 3 }],
  ['a request to clear the draft', { kind: 'clear-draft' }],
  ['a link with a brother or sister', { kind: 'link', to: OTHER_REFERENCE }],
  ['a search for cases that may be linked', { kind: 'look-for-links' }],
  ['a question', { kind: 'notice', event: asked, as: 'question/asked' }],
  ['an alert that the child is missing', { kind: 'notice', event: asked + 1, as: 'missing/alert' }],
])('The bot does not drop %s, even if the case is decided or the same message follows', (_, message) => {
  const news: CaseEvent[] = [
    { type: 'QuestionAsked', at: SENT, by: mo.id, question: 1 },
    { type: 'ChildMissing', at: SENT, by: jane.id, number: 1, police: 'no' },
  ];
  for (const record of [awaiting, decided]) {
    const events = [...record.events.slice(0, asked), ...news, ...record.events.slice(asked)];
    expect(judged({ ...record, events }, [to(jane), message], [to(jane), message])).toBeUndefined();
  }
});

it('The notice of a first decision is sent, even if the same message follows', () => {
  const event = decided.events.findIndex(({ type }) => type === 'DecisionRecorded');
  const notice: OutboxMessage = { kind: 'notice', event, as: 'decision/decided' };
  expect(judged(decided, [to(jane), notice], [to(jane), notice])).toBeUndefined();
});
