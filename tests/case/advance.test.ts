import { expect, it } from '@jest/globals';
import { advance, withCaseCard, withWakeTime } from '../../src/case/advance.ts';
import { askReferrer, takeReferral } from '../../src/case/commands.ts';
import { type Entry, isWaiting } from '../../src/case/outbox.ts';
import { CaseRecord } from '../../src/case/record.ts';
import { referralOf } from '../../src/case/state.ts';
import { features as parts } from '../../src/features/list.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import {
  aDraft,
  allSent,
  aReferral,
  at,
  atTime,
  caseContext,
  jane,
  messageInShort,
  mo,
  OTHER_REFERENCE,
  pack,
  pat,
  sent,
  waitingMessages,
  withOutcome,
} from './a-case.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const NOW = at('2026-11-24T16:00:00.000Z');
const referral = aReferral(SENT);
const after = (record: CaseRecord, ...events: CaseEvent[]) => advance(record, { events }, caseContext(NOW));
const woken = (record: CaseRecord, now = SENT) => withWakeTime(record, { now, pack, parts }).wakeAt;
const linked: CaseEvent = { type: 'CaseLinked', at: NOW, to: OTHER_REFERENCE, kind: 'family' };
const submittedNow: CaseEvent = {
  ...{ type: 'ReferralSubmitted', at: NOW, by: jane.id },
  ...{ clockStart: NOW, decisionDue: NOW, checkDone: true },
};

// Advancing a case by an event

const taken = withOutcome(referral, takeReferral(referralOf(referral.events), { by: pat, now: NOW }));

it('However long the history, an event comes behind all earlier ones, and none is lost', () => {
  const asked: CaseEvent[] = Array.from({ length: 30 }, (_, at) => ({
    type: 'PoliceInformed',
    at: NOW,
    by: pat.id,
    number: at + 1,
  }));
  const long = asked.reduce((record, event) => after(record, event), referral);
  expect(long.events).toEqual([...referral.events, ...asked]);
});

it('The event, the messages to send and the next wake time go into one document', () => {
  expect(taken.events.at(-1)).toEqual({ type: 'ReferralTaken', at: NOW, by: 'pat' });
  expect(waitingMessages(taken)).toEqual(['mash: case-card', 'mash: line', 'jane: receipt']);
  expect(taken.wakeAt).toBe(NOW); // the messages can be sent at once
  expect(taken.revision).toBe(referral.revision + 1);
  expect(taken.changedAt).toBe(NOW);
  expect(taken.status).toBe('awaiting-decision');
});

it('The case remembers the name of the person who acted, and keeps the names it knew', () => {
  expect(taken.facts.names).toEqual({ jane: 'Jane Okafor', pat: 'Pat Lee' });
});

it('The history and the outbox only grow: what they held stays unchanged', () => {
  const before = JSON.stringify(referral);
  const question = askReferrer(referralOf(taken.events), 'Who is the uncle?', {}, { by: mo, now: NOW });
  const asked = withOutcome(taken, question);
  expect(JSON.stringify(referral)).toBe(before);
  expect(asked.events.slice(0, taken.events.length)).toEqual(taken.events);
  expect(asked.outbox.slice(0, taken.outbox.length)).toEqual(taken.outbox);
  expect(asked.outbox.map(({ id }) => id)).toEqual(asked.outbox.map((_, place) => place));
  expect(asked.facts.texts).toEqual({ 'question-1': 'Who is the uncle?' });
});

it('A line in the thread refers to its event', () => {
  const line = taken.outbox.at(-2)?.message;
  expect(line?.kind === 'line' && taken.events[line.event]?.type).toBe('ReferralTaken');
});

it('Sending a referral tells the linked case of a brother or sister', () => {
  const draft = after(aDraft(SENT), linked);
  expect(waitingMessages(draft)).toEqual([]);
  const links = sent(draft, NOW).outbox.filter(({ message }) => message.kind === 'link');
  expect(links.map(({ to, message }) => ({ to, message }))).toEqual([
    { to: { place: 'cases' }, message: { kind: 'link', to: OTHER_REFERENCE } },
  ]);
});

it('A case is the same after it is written as JSON and read again', () => {
  expect(CaseRecord.parse(JSON.parse(JSON.stringify(taken)))).toEqual(JSON.parse(JSON.stringify(taken)));
});

// A draft

const called: CaseEvent = { type: 'PhoneCallRecorded', at: SENT, by: jane.id, calledAt: SENT };
const gone: CaseEvent = { type: 'DraftWithdrawn', at: NOW, by: jane.id };
const missing: CaseEvent = { type: 'ChildMissing', at: SENT, by: jane.id, number: 1, police: 'no' };
const found: CaseEvent = { type: 'ChildFound', at: SENT, by: jane.id, number: 1 };
const draft = aDraft(SENT);

it('A draft that is deleted before the MASH saw anything of it concerns only its author', () => {
  const record = after(draft, gone);
  expect(record.status).toBe('withdrawn');
  expect(waitingMessages(record)).toEqual(['jane: clear-draft']);
});

it('A draft that is deleted after a reminder to its author still concerns only its author', () => {
  const then = at('2026-11-24T16:03:20.000Z');
  const reminded = allSent(atTime(aDraft(SENT), then), then);
  expect(reminded.outbox.map(messageInShort)).toEqual(['jane: reminder']);
  expect(waitingMessages(after(reminded, gone))).toEqual(['jane: clear-draft']);
});

it.each<[string, CaseEvent]>([
  ['a call', called],
  ['a missing child', missing],
])(
  'The MASH is told that a draft is deleted if it knows of %s, even if that news still waits to be posted',
  (_, event) => {
    const seen = after(draft, event);
    const told = ['mash: case-card', 'mash: line', 'jane: clear-draft'];
    expect(waitingMessages(after(allSent(seen, SENT), gone))).toEqual(told);
    expect(waitingMessages(after(seen, gone)).slice(-3)).toEqual(told);
  },
);

it('A missing child alerts every manager and the MASH, even before the draft is sent', () => {
  const alerts = ['mo: missing-alert', 'meg: missing-alert'];
  expect(waitingMessages(after(draft, missing))).toEqual(['mash: case-card', ...alerts, 'mash: line']);
});

it('Reports of a missing child go into the thread once, in their order', () => {
  const said = allSent(after(draft, called, missing, found, { ...missing, number: 2 }), NOW);
  const lines = sent(said, NOW).outbox.flatMap(({ to, message }) =>
    message.kind === 'line' && 'place' in to ? [said.events[message.event]?.type] : [],
  );
  expect(lines).toEqual(['ChildMissing', 'ChildFound', 'ChildMissing']);
});

it('A draft with a recorded call keeps its thread and its card when it is sent', () => {
  const posted = { ...allSent(after(draft, called), NOW), said: { draft: [], thread: '19:x', card: '1' } };
  expect(sent(posted, NOW).said).toEqual(posted.said);
  expect(waitingMessages(sent(posted, NOW))[0]).toBe('mash: case-card');
});

// A practice case

const practice = { ...aDraft(SENT), practice: true };

it('A practice case tells nobody anything and only clears the chat of its author', () => {
  const call: CaseEvent = { type: 'PhoneCallRecorded', at: NOW, by: jane.id, calledAt: SENT };
  const child: CaseEvent = { type: 'ChildMissing', at: NOW, by: jane.id, number: 1, police: 'yes' };
  const more: CaseEvent = { type: 'InformationAdded', at: NOW, by: jane.id, number: 1 };
  const record = after(practice, call, child, submittedNow, more);
  expect(record.outbox.map(messageInShort)).toEqual(['jane: clear-draft']);
  expect(allSent(record, NOW).wakeAt).toBeUndefined();
  const deleted = after(practice, { type: 'DraftWithdrawn', at: NOW, by: jane.id });
  expect(deleted.outbox.map(messageInShort)).toEqual(['jane: clear-draft']);
  expect(withCaseCard(practice, { now: NOW, pack, parts }).outbox).toEqual([]);
});

// A refresh of the card without an event

it('A refresh of the card without an event adds one message and wakes the case for it', () => {
  const record = withCaseCard(aDraft(SENT), { now: NOW, pack, parts });
  expect(waitingMessages(record)).toEqual(['mash: case-card']);
  expect(record.wakeAt).toBe(NOW);
  expect(record.events).toEqual(aDraft(SENT).events);
});

// The wake time of a case

const withEntry = (record: CaseRecord, change: Partial<Entry>): CaseRecord => ({
  ...record,
  outbox: record.outbox.map((entry) => (isWaiting(entry) ? { ...entry, ...change } : entry)),
});

it('The clocks are worked out anew when what they read changes: a message only those that read messages', () => {
  let read: string[] = [];
  const noted = (what: string) => () => {
    read.push(what);
    return undefined;
  };
  const clock = { line: 'none', isOver: () => false, runs: noted('case') };
  const parts = [{ name: 'any', clocks: { urgent: clock, news: { ...clock, runsByMessages: noted('messages') } } }];
  const readFor = (record: CaseRecord) => {
    read = [];
    withWakeTime(record, { now: NOW, pack, parts });
    return read;
  };
  const changed = { ...referral, outbox: [...referral.outbox], said: { draft: [] }, heldBy: mo.id };
  expect(readFor(referral)).toEqual(['case', 'messages']);
  expect(readFor({ ...referral, dueAt: NOW })).toEqual([]);
  expect(readFor(changed)).toEqual(['messages']);
  expect(readFor({ ...changed, facts: { ...changed.facts } })).toEqual(['case', 'messages']);
});

it('The wake time is the next mark of a clock if no message waits', () => {
  expect(referral.wakeAt).toBe('2026-11-25T02:03:20.000Z');
});

it.each([
  ['the next try of a message if that comes first', 6, '2026-11-24T14:04:00.000Z', '2026-11-24T14:04:00.000Z'],
  [
    'the next mark, of delivery, if the message waits for longer',
    10,
    '2026-11-24T14:08:00.000Z',
    '2026-11-24T14:04:20.000Z',
  ],
  ['now if no retry may be put off for so long: the clock was wrong', 0, '2026-11-24T15:04:00.000Z', SENT],
])('The wake time is %s', (_, attempts, notBefore, wakes) => {
  expect(woken(withEntry(sent(aDraft(SENT), SENT), { attempts, notBefore: at(notBefore) }))).toBe(wakes);
});

it('The wake time ignores a message that waits behind a stuck one of the same conversation', () => {
  const [card, ...rest] = sent(aDraft(SENT), SENT).outbox;
  const stuck = card && { ...card, attempts: 5, notBefore: at('2026-11-24T14:03:50.000Z') };
  const behind = rest.filter(({ to }) => 'place' in to && to.place === 'mash');
  const record = { ...referral, outbox: stuck ? [stuck, ...behind] : [] };
  expect(behind.length).toBeGreaterThan(0);
  expect(woken(record)).toBe('2026-11-24T14:03:50.000Z');
});

it('The wake time does not depend on the lease, so a case is found after its holder died', () => {
  const until = at('2026-11-24T16:01:00.000Z');
  const held = { ...referral, lease: { by: 'worker-1', until } };
  expect(woken(held, NOW)).toBe('2026-11-25T02:03:20.000Z');
});

it('A case with nothing left to tell has no wake time', () => {
  const decided = after(referral, {
    ...{ type: 'DecisionRecorded', at: NOW, by: mo.id, late: false },
    ...{ decision: 'other', protection: 'no', police: 'no' },
  });
  expect(decided.wakeAt).toBe(NOW);
  expect(allSent(decided, NOW)).not.toHaveProperty('wakeAt', expect.anything());
});
