import type { StaffId } from '../base/people.ts';
import { msOf } from '../base/time.ts';
import type { Card } from '../cards/parts.ts';
import type { OutboxMessage } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { features } from '../features/list.ts';
import { decisionOverdueCard, deliveredAfterAllCard, notDeliveredCard } from '../views/notices.ts';
import { leavesSightCard, noChannelCard, reminderCard, undeliveredAlertCard } from '../views/reminder.ts';
import { type DeliverDeps, NotYet, submitted } from './delivered.ts';

const cardMayTakeMs = 2000; // after that the alarm is sent without a link to the card

/** The card for one message to one person, made by a feature or here. */
export function cardForPerson(record: CaseRecord, message: OutboxMessage, to: StaffId, deps: DeliverDeps): Card {
  const { reach, pack } = deps;
  const now = deps.now();
  // The case card that the alarm links to may still be on its way. The alarm waits for it only briefly.
  const age = msOf(now) - msOf(record.changedAt);
  const isNew = !record.said.thread && age >= 0 && age < cardMayTakeMs;
  if ((message.kind === 'missing-alert' || message.kind === 'urgent-ring') && isNew) throw new NotYet();
  const link = reach.linkTo(record);
  for (const feature of features) {
    const card = feature.tells?.({ record, message, to, pack, now, link });
    if (card) return card;
  }
  switch (message.kind) {
    case 'stage-notice': {
      const event = record.events[message.event];
      const notice =
        event && features.map(({ face }) => face?.notice?.(record, event, pack, link, to)).find((card) => card);
      if (!notice) throw new Error(`case ${record.id} has no notice for event ${message.event}`);
      return notice;
    }
    case 'not-delivered':
      return notDeliveredCard(record, pack);
    case 'delivered-after-all':
      return deliveredAfterAllCard(record, submitted(record), pack);
    case 'decision-overdue':
      return decisionOverdueCard(record, submitted(record), pack);
    case 'reminder': {
      const referral = submitted(record);
      if (message.clock === 'leavesSight') return leavesSightCard(record, referral, { ...message, link });
      return reminderCard(record, referral, { ...message, now, link });
    }
    case 'no-channel':
      return noChannelCard(record, submitted(record), message.instead, deps);
    case 'undelivered-alert':
      return undeliveredAlertCard(record, submitted(record));
    default:
      throw new Error(`a message of kind ${message.kind} cannot be sent to a 1:1 chat`);
  }
}
