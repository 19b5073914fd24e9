import { oncePer } from '../../base/once-per.ts';
import { type Instant, msBetween, msIn, plus } from '../../base/time.ts';
import type { ClockContext } from '../../case/advance.ts';
import { hasActed, isAlarming, isMark, leftToNobody } from '../../case/alarms.ts';
import type { RunningClock } from '../../case/clocks.ts';
import type { Entry, OutboxMessage } from '../../case/outbox.ts';
import type { EventAt, Plain } from '../../case/part.ts';
import type { CaseRecord, ClockedCase } from '../../case/record.ts';
import { isTaken, phonedIn } from '../../case/referral.ts';
import { referralOf } from '../../case/state.ts';
import { markOf, reminderOver } from '../../case/tell.ts';
import { missingAgain, type Urgency, urgencies } from '../../case/urgent.ts';
import { type CaseEvent, type EventOf, isA } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import type { Clocks } from '../../protocol/service.ts';
import { isCalm, isOnlyUndecided } from './state.ts';

/**
 * The alarm of an urgent referral. It rings at once. It escalates after 15 minutes, or after half of the time until the
 * child leaves sight, whichever is sooner. After twice that wait, the bot tells the referrer to ring, unless they
 * already rang and spoke to a person. Each reason for urgency counts from the moment it arose. For a call that was
 * joined into the case, that is when the call became urgent.
 * @param counts which reasons count; all, unless it is said
 * @returns undefined once somebody at the MASH has taken the referral or decided since it became urgent. Opening the
 * case, pressing “Seen”, asking, telling the referrer and handing the case on do not end the alarm.
 */
export const alarmClock = oncePer(
  (record: ClockedCase, pack: Pack, counts: (urgency: Urgency) => boolean = () => true): RunningClock | undefined => {
    const referral = referralOf(record.events);
    if (referral.status !== 'awaiting-decision' || isTaken(referral)) return undefined;
    const leftAt = record.events[leftToNobody(record.events)]?.at;
    const openUrgencies = urgencies(record, referral, pack)
      .filter((urgency) => counts(urgency) && !isAnswered(urgency, record.events))
      .map((urgency) => (leftAt && leftAt > urgency.since ? { ...urgency, since: leftAt } : urgency));
    const steps = openUrgencies.map((urgency) => stepsOf(urgency, referral.leavesSight, pack.clocks.urgent));
    const [start] = openUrgencies.map(({ since }) => since).sort();
    const [due] = steps.map(({ escalateAt }) => escalateAt).sort();
    const [overdueFrom] = steps.flatMap(({ tellReferrerAt }) => tellReferrerAt ?? []).sort();
    if (!start || !due) return undefined;
    // The news that a child is missing already goes to every manager, so the alarm need not ring at the same moment.
    const isMissingNews = record.events.some(({ type, at }) => type === 'ChildMissing' && at === start);
    const escalations = [...new Set(steps.map(({ escalateAt }) => escalateAt))];
    return {
      name: 'urgent',
      start,
      due,
      ...(overdueFrom && !phonedIn(referral) && { overdueFrom }),
      marks: [
        { at: start, kind: isMissingNews ? 'turn' : 'remind' },
        ...escalations.map((at) => ({ at, kind: 'escalate' as const })),
      ],
    };
  },
);

/**
 * Whether somebody at the MASH has acted since it became urgent. For a call that was joined into the case, acting on
 * the call's own case counts too.
 */
function isAnswered(urgency: Urgency, events: CaseRecord['events']) {
  const since = urgency.why === 'call' ? urgency.urgentFrom : urgency.since;
  return (urgency.why === 'call' && urgency.acted) || hasActed(events.filter(({ at }) => at >= since));
}

/**
 * When the alarm escalates, and when the referrer is told to ring, if nobody answers. Nobody is told to ring for a call
 * that the MASH wrote down: that caller has already spoken to a person.
 */
function stepsOf(urgency: Urgency, known: Instant | undefined, durations: Clocks['urgent']) {
  const { why, since } = urgency;
  if (why === 'call') {
    // The wait began when the call became urgent. If it was over when the call was joined, this escalates at once.
    const [, escalateAt = since] = [plus(urgency.urgentFrom, durations.answerWithin), since].sort();
    return { escalateAt };
  }
  const { leavesSight = known } = urgency.sight ?? {};
  const fullWait = msIn(durations.answerWithin);
  const isShortened = leavesSight && (leavesSight > since || why === 'leaves-sight');
  const halfWait = isShortened ? Math.floor(msBetween(since, leavesSight) / 2) : fullWait;
  const wait = Math.min(fullWait, Math.max(halfWait, msIn(durations.answerAtLeast)));
  return { escalateAt: plus(since, wait), tellReferrerAt: plus(since, 2 * wait) };
}

/** The next step after `toldAt`, when people were last alarmed: `up` escalates, `ring` tells the referrer to ring. */
export function nextStep({ marks, overdueFrom }: RunningClock, toldAt: Instant) {
  const escalations = marks.filter(({ kind }) => kind === 'escalate').map(({ at }) => ({ what: 'up', at }) as const);
  return [...escalations, ...(overdueFrom ? [{ what: 'ring', at: overdueFrom } as const] : [])]
    .filter(({ at }) => at > toldAt)
    .sort((one, other) => (one.at < other.at ? -1 : 1))[0];
}

/**
 * The alarms and reminders that people can still see in their chats. The alert of a missing child is one, because it
 * must say who is on it; after a decision it is news, and stays. So is “found” once the referrer takes it back.
 */
export function shownReminders(record: CaseRecord): Entry[] {
  const { events, outbox } = record;
  const isAgain = missingAgain(record) !== undefined;
  const decided = events.findIndex(isA('DecisionRecorded'));
  const safe = events.findLastIndex(isA('ChildSafe'));
  // of a child who was safe, the news stays until somebody has acted on it: who has the case took it before
  const isOpen = (index: number) => safe >= 0 && index > safe && !hasActed(events.slice(index));
  const isShown = (index: number) =>
    isMark(events[index]) ||
    (isAgain && events[index]?.type === 'ChildFound') ||
    (events[index]?.type === 'ChildMissing' && (decided < 0 || index < decided) && !isOpen(index));
  return outbox.filter(
    ({ message, state }) =>
      isAlarming(message) && isShown(message.event) && state.kind === 'sent' && state.activityId !== undefined,
  );
}

/** Replaces them, in each chat, by how the case stands. */
export const replaceReminders = (_: unknown, { record }: EventAt): Plain[] => reminderOver(shownReminders(record));

export const toOnDuty = 'alarm/ringOnDuty'; // the ring that the managers on duty get

export const isAlarm = (event: CaseEvent): event is EventOf<'ClockReached'> =>
  event.type === 'ClockReached' && event.clock === 'urgent';

export function whoWasTold({ outbox, events }: CaseRecord, event: EventOf<'ClockReached'>): string {
  if (event.overdue) return 'all managers, the escalation contact and the referrer';
  if (event.escalate) return 'all managers and the escalation contact';
  const index = events.indexOf(event);
  const isOnDuty = outbox.some(
    ({ message }) => message.kind === 'notice' && message.event === index && message.as === toOnDuty,
  );
  return isOnDuty ? 'managers on duty' : 'all managers';
}

/**
 * How far ahead to look for what else a person would be reminded of, so that it can stand in one message: decisions of
 * ordinary cases. It stands alone whatever rings, and what goes to somebody because others were not reached.
 * @param record the case with the mark that the message is about
 * @returns undefined if the message stands alone
 */
export function looksAhead(record: CaseRecord, message: OutboxMessage, { pack, now }: ClockContext) {
  if (markOf(record, { message })?.clock !== 'decision' || !isOnlyUndecided(record, pack, now)) return undefined;
  if (message.kind === 'notice' && (message.instead || !isAlarming(message))) return undefined;
  const { digest, decision } = pack.clocks;
  const isUp = message.kind === 'notice' && message.goesUp === true;
  return Math.min(msIn(isUp ? digest.escalation : digest.managers), msIn(decision.within) / 6);
}

const ordinary: (string | undefined)[] = ['tasks', 'takingOn', 'disagreement', 'writtenConfirmation'];

/**
 * Whether a reminder may stand in one message with others, once many come: no danger, nobody missing or leaving, and it goes
 * to nobody because others did not act or were not reached.
 */
export function mayStandWithOthers(record: CaseRecord, message: OutboxMessage, { pack, now }: ClockContext): boolean {
  if (message.kind !== 'notice' || message.instead || message.goesUp) return false;
  return ordinary.includes(markOf(record, { message })?.clock) && isCalm(record, pack, now);
}
