import { expect, it } from '@jest/globals';
import type { OutboxMessage } from '../../src/case/outbox.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { noticeRule } from '../../src/case/tell.ts';
import { features as parts } from '../../src/features/list.ts';
import type { ClockName } from '../../src/history/entry.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { activityOf } from '../../src/teams/teams-through.ts';
import { isAlerting } from '../../src/worker/delivered.ts';
import { aReferral, at, OTHER_REFERENCE, pack } from '../case/a-case.ts';
import { withAnswers } from '../features/alarm/an-urgent-case.ts';

const sent = aReferral(at('2026-11-24T14:03:20.000Z'));
const isAlertingIn = (record: CaseRecord, message: OutboxMessage) => isAlerting(record, message, { pack, parts });
const mark = (clock: ClockName): CaseEvent => ({
  ...{ type: 'ClockReached', at: sent.changedAt, clock, upTo: sent.changedAt, late: false },
  ...{ remind: true, escalate: false, overdue: false },
});
const missing: CaseEvent = { type: 'ChildMissing', at: sent.changedAt, by: sent.author, number: 1, police: 'no' };
const found: CaseEvent = { type: 'ChildFound', at: sent.changedAt, by: sent.author, number: 1 };
const after = (event: CaseEvent) => ({ ...sent, events: [...sent.events, event] });

it('The notification flag is in the activity of a card that alerts, and in no other', () => {
  const card = { fallbackText: 'HT-7K3F-92Q undecided' };
  expect(activityOf({ card, alert: true }).channelData).toEqual({ notification: { alert: true } });
  expect(activityOf({ card })).not.toHaveProperty('channelData');
  expect(activityOf({ card, alert: false })).not.toHaveProperty('channelData');
});

it.each<[string, CaseEvent, string, boolean]>([
  ['is set on a reminder of the decision', mark('decision'), 'alarm/reminder', true],
  ['is set on a reminder that the child is about to leave', mark('leavesSight'), 'alarm/leavesSight', true],
  ['is set on a reminder that a call must be put in writing', mark('writtenConfirmation'), 'wizard/unwritten', true],
  ['is set on an escalation', mark('decision'), 'alarm/escalation', true],
  ['is set on the alarm of an urgent referral', mark('urgent'), 'alarm/ringOnDuty', true],
  ['is set on the news that nobody has the case', mark('urgent'), 'alarm/ringNow', true],
  ['is set on the news that the child is missing', missing, 'missing/alert', true],
  ['is set on the alarm that the referral is not delivered', mark('delivery'), 'referral/referrer', true],
  [
    'is not set on a reminder of a draft, because a bystander may see the referrer’s screen',
    mark('idleDraft'),
    'wizard/unfinished',
    false,
  ],
])('The notification flag %s', (_, event, as, isSet) => {
  const { alarm } = noticeRule(parts, event, as);
  const message: OutboxMessage = { kind: 'notice', event: sent.events.length, as, ...(alarm && { alarm }) };
  expect(isAlertingIn(after(event), message)).toBe(isSet);
});

it.each<[string, OutboxMessage]>([
  ['the receipt', { kind: 'receipt' }],
  ['a change to earlier reminders that says that they are over', { kind: 'reminder-over' }],
  ['a part of the written referral', { kind: 'written', part: 1, of: 1 }],
  ['a message from one case to a linked one', { kind: 'link', to: OTHER_REFERENCE }],
  ['a line of an event that has none', { kind: 'line', event: 0 }],
])('The notification flag is not set on %s', (_, message) => {
  expect(isAlertingIn(sent, message)).toBe(false);
});

it('The notification flag is set on the line that a child is missing, and not on the line that a child is found', () => {
  const line: OutboxMessage = { kind: 'line', event: sent.events.length };
  expect([missing, found].map((event) => isAlertingIn(after(event), line))).toEqual([true, false]);
});

it('The notification flag is set on the case card of an urgent referral only', () => {
  expect(isAlertingIn(sent, { kind: 'case-card' })).toBe(false);
  expect(isAlertingIn(withAnswers({ danger: 'yes' }), { kind: 'case-card' })).toBe(true);
});
