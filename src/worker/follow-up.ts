import { plus } from '../base/time.ts';
import type { CaseContext } from '../case/advance.ts';
import { isAlarming } from '../case/alarms.ts';
import type { Desk } from '../case/desk.ts';
import type { Entry } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { isNotDelivered } from '../case/shown.ts';
import { referralOf, submittedIn } from '../case/state.ts';
import { isNobodyNamed, standInsFor, unreachedSince } from '../case/unreached.ts';
import type { CaseEvent, EventOf } from '../history/events.ts';
import { noticeIn } from './personal.ts';

// these tries take some seconds; then the MASH is told that the Assessment team has not received the case
const triesBeforeTellingMash = 4;

/** Whether it was just found that a message cannot be made. */
export const isNewlyUndrawn = (entry: Entry, { undrawn }: Partial<Entry>): boolean =>
  undrawn !== undefined && entry.undrawn === undefined;

/**
 * The events that follow from a sent or failed message: the referral is delivered, the referrer was told, somebody
 * cannot be reached.
 */
export function followUp(
  record: CaseRecord,
  entry: Entry,
  change: Partial<Entry>,
  caseContext: CaseContext & { noChannel?: boolean },
): CaseEvent[] {
  const { now, desk, parts, noChannel = false } = caseContext;
  const once = (type: 'AssessmentPosted' | 'AssessmentNotPosted'): CaseEvent[] =>
    record.events.some((event) => event.type === type) ? [] : [{ type, at: now }];
  if (change.state?.kind === 'sent') {
    if (isAlarming(entry.message)) return unreachedSince(record) ? [{ type: 'SomebodyReached', at: now }] : [];
    // A card posted before the referral was sent (for a phone call or a missing child) does not count as its delivery.
    const sent = submittedIn(referralOf(record.events));
    if (entry.message.kind === 'case-card')
      return sent?.delivery.kind === 'sending' && entry.addedAt >= sent.submittedAt
        ? [{ type: 'ReferralDelivered', at: now }]
        : [];
    if (entry.message.kind === 'assessment-card') return once('AssessmentPosted');
    if (entry.message.kind !== 'notice') return [];
    const { about, notice } = noticeIn(record, entry.message, parts);
    return notice.taken?.(about, record, now) ?? [];
  }
  if (noChannel) return withoutChannel(record, caseContext);
  // The MASH is told, because otherwise it would believe that the Assessment team has the case.
  const isUndrawn = isNewlyUndrawn(entry, change);
  if (entry.message.kind === 'assessment-card' && (isUndrawn || (change.attempts ?? 0) >= triesBeforeTellingMash))
    return record.said.assessment ? [] : once('AssessmentNotPosted'); // the team already has a card
  const nobodyLeft = (): CaseEvent[] =>
    standInsFor(record, entry, desk) === 'nobody' ? [{ type: 'NobodyReached', at: now }] : [];
  if (isUndrawn) return nobodyLeft();
  const isNewlyUnreached = change.unreached !== undefined && entry.unreached === undefined;
  const concernsMash = isAlarming(entry.message) || submittedIn(referralOf(record.events));
  if (!isNewlyUnreached || !('person' in entry.to) || !concernsMash) return [];
  const { message } = entry;
  const isQuiet =
    ['receipt', 'reminder-over', 'clear-draft'].includes(message.kind) ||
    (message.kind === 'notice' && noticeIn(record, message, parts).notice.mayFail === true);
  if (isQuiet) return [];
  return [{ type: 'NotReached', at: now, who: whoIs(record, entry, desk), staff: entry.to.person }, ...nobodyLeft()];
}

/**
 * There is no channel to post the referral in, and waiting does not help. So the alarm about its delivery goes off now
 * instead of later.
 */
function withoutChannel(record: CaseRecord, { now, desk, pack }: CaseContext): CaseEvent[] {
  const referral = submittedIn(referralOf(record.events));
  if (referral?.status !== 'awaiting-decision' || referral.delivery.kind === 'delivered') return [];
  if (isNotDelivered(record, referral)) return [];
  const upTo = plus(referral.submittedAt, pack.clocks.delivery.confirmWithin);
  const flags = { remind: false, escalate: false, overdue: true, late: false, noChannel: true } as const;
  return [
    { type: 'ClockReached', at: now, clock: 'delivery', upTo, ...flags },
    ...(isNobodyNamed(desk) ? [{ type: 'NobodyReached' as const, at: now }] : []),
  ];
}

function whoIs(
  record: CaseRecord,
  { to, message }: Entry,
  { managers, escalation, admins }: Desk,
): EventOf<'NotReached'>['who'] {
  if (!('person' in to) || managers.includes(to.person)) return 'manager';
  if (to.person === record.author) return 'referrer';
  if ((isAlarming(message) && message.goesUp) || escalation.includes(to.person)) return 'escalation';
  return admins.includes(to.person) ? 'administrator' : 'manager';
}
