import { msOf } from '../base/time.ts';
import type { Notice } from '../cards/meaning.ts';
import { isRing } from '../case/alarms.ts';
import type { NoticeMessage } from '../case/outbox.ts';
import type { Part } from '../case/part.ts';
import type { CaseRecord } from '../case/record.ts';
import { noticeRule } from '../case/tell.ts';
import type { CaseEvent } from '../history/events.ts';
import { type DeliverDeps, NotYet } from './delivered.ts';

const cardMayTakeMs = 2000; // after that the alarm is sent without a link to the card

/** The notice that a message brings. @throws when no feature has it */
export function noticeIn({ events }: CaseRecord, { event, as }: NoticeMessage, parts: readonly Part[]) {
  const about = events[event];
  if (!about) throw new Error(`there is no event ${event}`);
  return { about, notice: noticeRule<Notice<CaseEvent>>(parts, about, as) };
}

/**
 * The case card that a ring links to may still be on its way. The ring waits for it only briefly.
 * @throws NotYet while it waits
 */
export function waitForThread(record: CaseRecord, message: NoticeMessage, { now }: Pick<DeliverDeps, 'now'>): void {
  const age = msOf(now()) - msOf(record.changedAt);
  const isNew = !record.said.thread && age >= 0 && age < cardMayTakeMs;
  if (isNew && isRing(record, message)) throw new NotYet();
}
