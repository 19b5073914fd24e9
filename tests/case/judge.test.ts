import { describe, expect, it } from '@jest/globals';
import { recordDecision, withdraw } from '../../src/case/commands.ts';
import { whyDropped } from '../../src/case/judge.ts';
import type { Entry, OutboxMessage, Recipient } from '../../src/case/outbox.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { referralOf } from '../../src/case/state.ts';
import { features as parts } from '../../src/features/list.ts';
import type { ClockName } from '../../src/history/entry.ts';
import { aDraft, aReferral, at, dee, jane, mo, OTHER_REFERENCE, sent, withOutcome } from './a-case.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const NOW = at('2026-11-25T12:10:00.000Z');
const mash: Recipient = { place: 'mash' };
const to = (person: { id: typeof mo.id }): Recipient => ({ person: person.id });
const reminder = (more: Partial<Extract<OutboxMessage, { kind: 'reminder' }>> = {}): OutboxMessage => ({
  kind: 'reminder',
  clock: 'decision',
  late: false,
  escalation: false,
  ...more,
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
  ...withOutcome(awaiting, recordDecision(referralOf(awaiting.events), form, {}, { by: mo, now: NOW }), mo, NOW),
  outbox: [],
};
const undelivered = sent(aDraft(SENT), SENT);

/** The case after a mark of a clock, and a notice about it. */
function marked(record: CaseRecord, clock: ClockName, as: string): [CaseRecord, OutboxMessage] {
  const mark = {
    type: 'ClockReached' as const,
    at: NOW,
    clock,
    upTo: NOW,
    remind: true,
    escalate: false,
    overdue: false,
    late: false,
  };
  return [
    { ...record, events: [...record.events, mark] },
    { kind: 'notice', event: record.events.length, as },
  ];
}
const judgedAt = (record: CaseRecord, clock: ClockName, as: string) => {
  const [after, notice] = marked(record, clock, as);
  return judged(after, [to(jane), notice]);
};

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

describe('A message that waited', () => {
  it('A reminder is dropped if the case has been decided meanwhile', () => {
    expect(judged(decided, [to(mo), reminder()])).toBe('decided');
    expect(judged(decided, [to(dee), reminder({ escalation: true })])).toBe('decided');
    expect(judgedAt(decided, 'decision', 'referral/overdue')).toBe('decided');
  });

  it('A reminder is sent if the case still waits for its decision', () => {
    expect(judged(awaiting, [to(mo), reminder()])).toBeUndefined();
    expect(judgedAt(awaiting, 'decision', 'referral/overdue')).toBeUndefined();
  });

  it('A reminder of a draft is dropped if the draft has been sent meanwhile', () => {
    expect(judgedAt(awaiting, 'idleDraft', 'wizard/unfinished')).toBe('no-longer-true');
    expect(judgedAt(awaiting, 'writtenConfirmation', 'wizard/unwritten')).toBe('no-longer-true');
    expect(judgedAt(aDraft(SENT), 'idleDraft', 'wizard/unfinished')).toBeUndefined();
  });

  it('A reminder of a draft is dropped if the draft has been deleted meanwhile', () => {
    const gone = withOutcome(
      aDraft(SENT),
      withdraw(referralOf(aDraft(SENT).events), { by: jane, now: NOW }),
      jane,
      NOW,
    );
    expect(judgedAt(gone, 'idleDraft', 'wizard/unfinished')).toBe('no-longer-true');
    expect(judgedAt(gone, 'writtenConfirmation', 'wizard/unwritten')).toBe('no-longer-true');
  });

  it('A message about a sent referral is dropped if the case is a draft again or was deleted, but the update of reminders that were already shown is sent', () => {
    const draft = aDraft(SENT);
    const deleted = withOutcome(draft, withdraw(referralOf(draft.events), { by: jane, now: NOW }), jane, NOW);
    for (const unsent of [draft, deleted]) {
      expect(judged(unsent, [to(jane), { kind: 'receipt' }])).toBe('no-longer-true');
      expect(judgedAt(unsent, 'delivery', 'referral/referrer')).toBe('no-longer-true');
      expect(judgedAt(unsent, 'decision', 'referral/overdue')).toBe('no-longer-true');
      const [after] = marked(unsent, 'decision', '');
      expect(judged(after, [to(mo), reminder({ event: unsent.events.length })])).toBe('no-longer-true');
      expect(judged(unsent, [mash, { kind: 'line', event: 0 }])).toBe('no-longer-true');
      expect(judged(unsent, [to(mo), { kind: 'reminder-over' }])).toBeUndefined();
    }
  });

  it('A reminder that the child is about to leave the referrer’s sight is dropped only if the case has been decided', () => {
    const sight = reminder({ clock: 'leavesSight' });
    expect(judged(decided, [to(mo), sight])).toBe('decided');
    expect(judged(awaiting, [to(mo), sight])).toBeUndefined();
  });

  it('A reminder that the child is about to leave the referrer’s sight and a reminder of the decision do not replace each other', () => {
    const sight = reminder({ clock: 'leavesSight' });
    expect(judged(awaiting, [to(mo), sight], [to(mo), reminder()])).toBeUndefined();
    expect(judged(awaiting, [to(mo), reminder()], [to(mo), sight])).toBeUndefined();
  });

  it('“Not delivered” is dropped if the referral has been delivered meanwhile', () => {
    for (const name of ['referral/referrer', 'referral/admins']) {
      expect(judgedAt(awaiting, 'delivery', name)).toBe('no-longer-true');
      expect(judgedAt(undelivered, 'delivery', name)).toBeUndefined();
    }
    for (const [record, why] of [
      [awaiting, 'no-longer-true'],
      [undelivered, undefined],
    ] as const) {
      const [after] = marked(record, 'delivery', '');
      expect(judged(after, [to(mo), { kind: 'no-channel', event: record.events.length }])).toBe(why);
    }
  });

  it('A message is dropped if a later one in the same chat replaces it', () => {
    expect(judged(awaiting, [to(mo), reminder()], [to(mo), reminder({ late: true })])).toBe('superseded');
    expect(judged(awaiting, [to(jane), { kind: 'receipt' }], [to(jane), { kind: 'receipt' }])).toBe('superseded');
  });

  it('A reminder is sent if the later one is for somebody else', () => {
    expect(judged(awaiting, [to(mo), reminder()], [to(dee), reminder()])).toBeUndefined();
  });

  it('A reminder to confirm a call is sent even if a reminder of the idle draft follows', () => {
    const call = reminder({ clock: 'writtenConfirmation' });
    expect(judged(aDraft(SENT), [to(jane), call], [to(jane), reminder({ clock: 'idleDraft' })])).toBeUndefined();
  });

  it('A plain reminder does not replace an escalation, but an escalation replaces a reminder', () => {
    const up = reminder({ escalation: true });
    expect(judged(awaiting, [to(dee), up], [to(dee), reminder()])).toBeUndefined();
    expect(judged(awaiting, [to(dee), reminder()], [to(dee), up])).toBe('superseded');
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
    ['a question', { kind: 'written', part: 2, of: 2 }],
    ['a part of the written referral', { kind: 'written', part: 1, of: 2 }],
    ['a line in the thread about the decision', { kind: 'line', event: 3 }],
    ['a request to clear the draft', { kind: 'clear-draft' }],
    ['an alert that the child is missing', { kind: 'missing-alert' }],
    ['a link with a brother or sister', { kind: 'link', to: OTHER_REFERENCE }],
    ['a search for cases that may be linked', { kind: 'look-for-links' }],
  ])('The bot does not drop %s, even if the case is decided or the same message follows', (_, message) => {
    for (const record of [awaiting, decided])
      expect(judged(record, [to(jane), message], [to(jane), message])).toBeUndefined();
  });
});
