import { describe, expect, it } from '@jest/globals';
import type { OutboxMessage } from '../../src/case/outbox.ts';
import { activityOf } from '../../src/teams/teams-through.ts';
import { isAlerting } from '../../src/worker/alerts.ts';
import { aReferral, at, OTHER_REFERENCE, pack } from '../case/a-case.ts';
import { withAnswers } from '../features/alarm/an-urgent-case.ts';

const record = aReferral(at('2026-11-24T14:03:20.000Z'));
const reminder = (clock: 'decision' | 'leavesSight' | 'writtenConfirmation' | 'idleDraft'): OutboxMessage => ({
  ...{ kind: 'reminder', clock, late: false, escalation: false },
});

describe('Teams’ notification flag', () => {
  it('The notification flag is in the activity of a card that alerts, and in no other', () => {
    const card = { fallbackText: 'HT-7K3F-92Q undecided' };
    expect(activityOf({ card, alert: true }).channelData).toEqual({ notification: { alert: true } });
    expect(activityOf({ card })).not.toHaveProperty('channelData');
    expect(activityOf({ card, alert: false })).not.toHaveProperty('channelData');
  });

  it.each<[string, OutboxMessage]>([
    ['a reminder of the decision', reminder('decision')],
    ['a reminder that the child is about to leave', reminder('leavesSight')],
    ['an escalation', { kind: 'reminder', clock: 'decision', late: false, escalation: true }],
    ['the alarm of an urgent referral', { kind: 'urgent-ring', event: 0, as: 'on-duty' }],
    ['the news that the child is missing', { kind: 'missing-alert' }],
  ])('The notification flag is set on %s', (_, message) => {
    expect(isAlerting(record, message, pack)).toBe(true);
  });

  it.each<[string, OutboxMessage]>([
    ['the receipt', { kind: 'receipt' }],
    ['a change to earlier reminders that says that they are over', { kind: 'reminder-over' }],
    ['a part of the written referral', { kind: 'written', part: 1, of: 1 }],
    ['a message from one case to a linked one', { kind: 'link', to: OTHER_REFERENCE }],
    ['a thread line that is no alarm', { kind: 'line', event: 3 }],
  ])('The notification flag is not set on %s', (_, message) => {
    expect(isAlerting(record, message, pack)).toBe(false);
  });

  it('The notification flag is set on the case card of an urgent referral only', () => {
    expect(isAlerting(record, { kind: 'case-card' }, pack)).toBe(false);
    expect(isAlerting(withAnswers({ danger: 'yes' }), { kind: 'case-card' }, pack)).toBe(true);
  });
});
