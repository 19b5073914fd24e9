import type { Alarms } from '../actions/feature.ts';
import type { StaffId } from '../base/people.ts';
import { msOf } from '../base/time.ts';
import type { Notice, NoticeView } from '../cards/meaning.ts';
import type { Card } from '../cards/parts.ts';
import type { Alarming, OutboxMessage } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { noticeOf } from '../case/tell.ts';
import { isAlarming } from '../case/unreached.ts';
import { features } from '../features/list.ts';
import type { CaseEvent } from '../history/events.ts';
import { type DeliverDeps, NotYet } from './delivered.ts';

const cardMayTakeMs = 2000; // after that the alarm is sent without a link to the card

type Personal = Extract<OutboxMessage, { kind: 'notice' }> | Alarming;

/** The notice that a message brings. */
export function noticeIn({ events }: CaseRecord, { event, as }: Extract<OutboxMessage, { kind: 'notice' }>) {
  const about = events[event];
  if (!about) throw new Error(`there is no event ${event}`);
  return { about, notice: noticeOf<Notice<CaseEvent>>(features, about, as) };
}

/** The card for one message to one person. A message about an event names its notice; an alarm has its own card. */
export function cardForPerson(
  record: CaseRecord,
  message: Personal,
  to: StaffId,
  { reach, pack, now: time }: DeliverDeps,
): Card {
  const now = time();
  const view = { record, pack, now, link: reach.linkTo(record), to };
  if (!isAlarming(message)) {
    const { about, notice } = noticeIn(record, message);
    return notice.card(about, view);
  }
  // The case card that the alarm links to may still be on its way. The alarm waits for it only briefly.
  const age = msOf(now) - msOf(record.changedAt);
  const isNew = !record.said.thread && age >= 0 && age < cardMayTakeMs;
  if ((message.kind === 'missing-alert' || message.kind === 'urgent-ring') && isNew) throw new NotYet();
  return alarmCard(message, view);
}

function alarmCard<K extends Alarming['kind']>(message: Extract<Alarming, { kind: K }>, view: NoticeView): Card {
  const kind: K = message.kind;
  for (const { draws } of features as readonly { draws?: Partial<Alarms> }[])
    if (draws?.[kind]) return draws[kind](message, view);
  throw new Error(`no feature draws ${kind}`);
}
