import { describe, expect, it } from '@jest/globals';
import { recordDecision, withdraw } from '../../src/case/commands.ts';
import { whyDropped } from '../../src/case/judge.ts';
import type { Entry, OutboxMessage, Recipient } from '../../src/case/outbox.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { referralOf } from '../../src/case/state.ts';
import { parts } from '../../src/features/list.ts';
import { aDraft, aReferral, at, dee, jane, mo, SISTER, sent, then } from './a-case.ts';

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
  ...then(awaiting, recordDecision(referralOf(awaiting.events), form, {}, { by: mo, now: NOW }), mo, NOW),
  outbox: [],
};
const undelivered = sent(aDraft(SENT), SENT);

/** What becomes of the first of these messages, when the others wait behind it. */
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

describe('a message that waited', () => {
  it('is dropped when it reminds of a decision that was made meanwhile', () => {
    expect(judged(decided, [to(mo), reminder()])).toBe('decided');
    expect(judged(decided, [to(dee), reminder({ escalation: true })])).toBe('decided');
    expect(judged(decided, [to(jane), { kind: 'decision-overdue' }])).toBe('decided');
  });

  it('goes when the decision is still awaited', () => {
    expect(judged(awaiting, [to(mo), reminder()])).toBeUndefined();
    expect(judged(awaiting, [to(jane), { kind: 'decision-overdue' }])).toBeUndefined();
  });

  it('is dropped when it reminds of a draft that was sent meanwhile', () => {
    expect(judged(awaiting, [to(jane), reminder({ clock: 'idleDraft' })])).toBe('no-longer-true');
    expect(judged(awaiting, [to(jane), reminder({ clock: 'writtenConfirmation' })])).toBe('no-longer-true');
    expect(judged(aDraft(SENT), [to(jane), reminder({ clock: 'idleDraft' })])).toBeUndefined();
  });

  it('is dropped when it reminds of a draft that was let go meanwhile', () => {
    const gone = then(aDraft(SENT), withdraw(referralOf(aDraft(SENT).events), { by: jane, now: NOW }), jane, NOW);
    for (const clock of ['idleDraft', 'writtenConfirmation'] as const)
      expect(judged(gone, [to(jane), reminder({ clock })])).toBe('no-longer-true');
  });

  it('is dropped when it says that the child leaves sight and the decision was made meanwhile, and goes otherwise', () => {
    const sight = reminder({ clock: 'leavesSight' });
    expect(judged(decided, [to(mo), sight])).toBe('decided');
    expect(judged(awaiting, [to(mo), sight])).toBeUndefined();
  });

  it('goes when it says that the child leaves sight and a reminder of the decision follows: they are two things', () => {
    const sight = reminder({ clock: 'leavesSight' });
    expect(judged(awaiting, [to(mo), sight], [to(mo), reminder()])).toBeUndefined();
    expect(judged(awaiting, [to(mo), reminder()], [to(mo), sight])).toBeUndefined();
  });

  it('is dropped when it says “not delivered” and it is delivered now', () => {
    for (const kind of ['not-delivered', 'undelivered-alert'] as const) {
      expect(judged(awaiting, [to(jane), { kind }])).toBe('no-longer-true');
      expect(judged(undelivered, [to(jane), { kind }])).toBeUndefined();
    }
    expect(judged(awaiting, [to(mo), { kind: 'no-channel', event: 1 }])).toBe('no-longer-true');
    expect(judged(undelivered, [to(mo), { kind: 'no-channel', event: 1 }])).toBeUndefined();
  });

  it('is dropped when a later one in the same chat says the same, newer', () => {
    expect(judged(awaiting, [to(mo), reminder()], [to(mo), reminder({ late: true })])).toBe('superseded');
    expect(judged(awaiting, [to(jane), { kind: 'receipt' }], [to(jane), { kind: 'receipt' }])).toBe('superseded');
  });

  it('goes when the later one is for somebody else', () => {
    expect(judged(awaiting, [to(mo), reminder()], [to(dee), reminder()])).toBeUndefined();
  });

  it('goes when the later one speaks of another clock: a call to be confirmed is not forgotten over an idle draft', () => {
    const call = reminder({ clock: 'writtenConfirmation' });
    expect(judged(aDraft(SENT), [to(jane), call], [to(jane), reminder({ clock: 'idleDraft' })])).toBeUndefined();
  });

  it('goes when it tells somebody that silence went up to them, and a plain reminder follows', () => {
    const up = reminder({ escalation: true });
    expect(judged(awaiting, [to(dee), up], [to(dee), reminder()])).toBeUndefined();
    expect(judged(awaiting, [to(dee), reminder()], [to(dee), up])).toBe('superseded');
  });

  it('lets the first post of a case through, and drops a refresh that a later one repeats', () => {
    const twice: [Recipient, OutboxMessage][] = [
      [mash, { kind: 'case-card' }],
      [mash, { kind: 'case-card' }],
    ];
    expect(judged({ ...awaiting, said: { draft: [], card: '1' } }, ...twice)).toBe('superseded');
    expect(judged({ ...awaiting, said: { draft: [] } }, ...twice)).toBeUndefined();
  });

  it.each<[string, OutboxMessage]>([
    ['a question', { kind: 'question', question: 1 }],
    ['a part of the written referral', { kind: 'written', part: 1, of: 2 }],
    ['what happened', { kind: 'line', event: 3 }],
    ['the decision', { kind: 'decision-notice' }],
    ['clearing the draft', { kind: 'clear-draft' }],
    ['that the child is missing', { kind: 'missing-alert' }],
    ['the link with a brother or sister', { kind: 'link', to: SISTER }],
    ['the search for cases that may be linked', { kind: 'look-for-links' }],
  ])('is never dropped when it is %s', (_, message) => {
    for (const record of [awaiting, decided])
      expect(judged(record, [to(jane), message], [to(jane), message])).toBeUndefined();
  });
});
