import type { StaffId } from '../base/people.ts';
import type { Instant } from '../base/time.ts';
import type { ClockName } from '../history/entry.ts';
import { type CaseEvent, happened, isA } from '../history/events.ts';
import type { Desk } from './desk.ts';
import { type Alarming, type Entry, isWaiting, type OutboxMessage, stepsAside } from './outbox.ts';
import type { CaseRecord } from './record.ts';
import { missingSince } from './urgent.ts';

/** Whether a message should bring somebody at the MASH to the case now. */
export const isAlarming = (message: OutboxMessage): message is Alarming =>
  message.kind === 'notice' && message.alarm === true;

/** The clock whose mark an alarm is about; undefined for the news that the child is missing, or found. */
export function clockOfAlarm({ events }: CaseRecord, { event }: Alarming): ClockName | undefined {
  const about = events[event];
  return about?.type === 'ClockReached' ? about.clock : undefined;
}

/** Whether a message rings: it is about an urgent case that nobody has, or a missing child. */
export function isRing(record: CaseRecord, message: OutboxMessage) {
  const about = isAlarming(message) ? record.events[message.event] : undefined;
  return about !== undefined && ['urgent', 'ChildMissing'].includes(subjectOf(about));
}

/**
 * Whether `entry` rings and no other entry that rings may still come soon. The receipt can now say who was told.
 */
export const isLastRing = (record: CaseRecord, entry: Entry) =>
  isRing(record, entry.message) &&
  !record.outbox.some((each) => isRing(record, each.message) && isWaiting(each) && !stepsAside(each));

/** The people to whom a reminder of this clock is in the outbox, whether or not it was sent. */
export const remindedPeople = (record: CaseRecord, clock: ClockName): StaffId[] =>
  record.outbox.flatMap(({ to, message }) =>
    'person' in to && isAlarming(message) && clockOfAlarm(record, message) === clock ? [to.person] : [],
  );

/** The events by which somebody at the MASH acts on a case, so that it stops ringing. */
const isActing = isA(
  'ReferralTaken',
  'DecisionRecorded',
  'DecisionCorrected',
  'DecisionReopened',
  'ChildSafe',
  'StillOnIt',
  'OthersNeeded',
);

/** Whether nobody has the case after this event: with a whole shift it waits until the colleague takes it. */
export const leavesToNobody = (event: CaseEvent): boolean =>
  event.type === 'HolderGone' || (event.type === 'CaseHanded' && event.shift !== undefined);

const isActOfMash = (event: CaseEvent) => isActing(event) && !('ofOwn' in event);

/** The place of the first event since which nobody has it, until somebody takes it: what was done before counts no more. */
export function leftToNobody(events: readonly CaseEvent[]): number {
  const acted = events.findLastIndex(isActOfMash);
  return events.findIndex((event, place) => place > acted && leavesToNobody(event));
}

/** Whether one of these events shows that somebody at the MASH acted. Asking, telling, handing and what authors do end no ringing. */
export const hasActed = (events: readonly CaseEvent[]) => events.some(isActOfMash) && leftToNobody(events) < 0;

const isDecision = isA('DecisionRecorded', 'DecisionCorrected', 'DecisionReopened');

/**
 * The place of the event by which somebody at the MASH last answered whether the child is safe. A decision does not say
 * that: it only counts where the police are told, or where it is the first that the MASH did, because who decides a case that nobody has is then on it.
 */
export const lastAnswer = (events: readonly CaseEvent[]): number =>
  events.findLastIndex((event, place) => hasActed([event]) && (isOnIt(event) || !hasActed(events.slice(0, place))));
const isOnIt = (event: CaseEvent) =>
  !isDecision(event) || (event.type !== 'DecisionReopened' && event.police === 'yes');

/** Whether somebody at the MASH acted, asked, told the referrer something or handed the case: it is in their hands. */
export const isWorkedOn = (events: readonly CaseEvent[]) =>
  hasActed(events) || events.some(isA('CaseHanded', 'QuestionAsked', 'ReferrerMessaged'));

/** Whether this clock has reached a mark and nobody at the MASH has worked on the case since. */
export function isUnanswered(events: readonly CaseEvent[], clock: ClockName) {
  const last = events.findLastIndex((event) => event.type === 'ClockReached' && event.clock === clock);
  return last >= 0 && !isWorkedOn(events.slice(last + 1));
}

/**
 * Who is told when an alarm could not be delivered: the other managers, then the escalation contacts, then
 * the administrators. Nobody else is told while one of the earlier recipients has the message or may still get it.
 * Messages are matched by their event and not by time, because a machine's clock may have been wrong.
 * @param entry the message that could not be delivered just now
 * @returns the people and their message; `nobody` if there is nobody left to tell; undefined if nobody else needs to be told
 * @source Protocol 8.2; safety rule SR5
 */
export function standInsFor(record: CaseRecord, entry: Entry, desk: Desk) {
  const { message } = entry;
  if (!isAlarming(message) || !isOfLatest(record, message)) return undefined;
  const wave = waveOf(record, message).filter(({ id }) => id !== entry.id);
  if (wave.some(({ state }) => state.kind === 'sent')) return undefined;
  if (wave.some((each) => isWaiting(each) && !stepsAside(each))) return undefined;
  const recipients = [entry, ...wave].flatMap(({ to }) => ('person' in to ? [to.person] : []));
  const groups = [
    { people: desk.managers, as: 'desk' },
    { people: desk.escalation, as: 'desk' },
    { people: desk.admins, as: 'administrators' },
  ] as const;
  for (const { people, as } of groups) {
    const left = people.filter((person) => !recipients.includes(person));
    if (left.length > 0) return { people: left, message: { ...message, instead: as } };
  }
  return 'nobody';
}

/** Whether a message about the same event has reached somebody who comes before the recipients of this one. */
export const isHeard = (record: CaseRecord, { instead, ...message }: Alarming) =>
  waveOf(record, message).some(
    (each) =>
      each.state.kind === 'sent' &&
      isAlarming(each.message) &&
      (instead === 'administrators' ? each.message.instead !== 'administrators' : !each.message.instead),
  );

/** All alarms about one event, including those to stand-ins. */
const waveOf = ({ outbox }: CaseRecord, { event }: Alarming) =>
  outbox.filter(({ message }) => isAlarming(message) && message.event === event);

/** Whether a message is about the latest event of its kind. */
function isOfLatest({ events }: CaseRecord, { event }: Alarming) {
  const about = events[event];
  return about !== undefined && events.findLastIndex((each) => subjectOf(each) === subjectOf(about)) === event;
}

/** What an alarm about this event is about: a clock, or whether the child is missing. */
function subjectOf(event: CaseEvent) {
  if (event.type === 'ClockReached') return event.clock;
  return event.type === 'ChildFound' ? 'ChildMissing' : event.type;
}

/** Whether the set-up names nobody at all who could be told of a mark. */
export const isNobodyNamed = ({ managers, escalation, admins }: Desk) =>
  [managers, escalation, admins].every(({ length }) => length === 0);

/** Whether an event is a mark that somebody at the MASH must be told about. */
export const isMark = (event: CaseEvent | undefined) =>
  event?.type === 'ClockReached' && ['urgent', 'decision', 'leavesSight', 'childSafe'].includes(event.clock);

/**
 * Since when nobody at the MASH can be reached about this case. It ends when somebody is reached or acts, or when
 * the case awaits no decision and its child is not missing.
 * @returns undefined if somebody can be reached
 */
export function unreachedSince({ events, status }: CaseRecord) {
  const index = events.findLastIndex(isA('NobodyReached', 'SomebodyReached'));
  const last = events[index];
  if (last?.type !== 'NobodyReached') return undefined;
  const since = events.slice(index);
  if (isWorkedOn(since) || happened(since, 'NewsRead')) return undefined;
  return status === 'awaiting-decision' || missingSince(events) ? last.at : undefined;
}

/** The people at the MASH whom a waiting message could not reach, and since when. */
export function unreachedPeople({ outbox }: CaseRecord): { person: StaffId; since: Instant }[] {
  const sinceOf = new Map<StaffId, Instant>();
  for (const { to, message, state, unreached } of outbox) {
    if (!('person' in to) || !isAlarming(message)) continue;
    if (state.kind === 'sent') sinceOf.delete(to.person);
    else if (state.kind === 'waiting' && unreached && !sinceOf.has(to.person)) sinceOf.set(to.person, unreached);
  }
  return [...sinceOf].map(([person, since]) => ({ person, since }));
}

/** Whether a person who could not be reached still cannot be reached. */
export const isStillUnreached = (record: CaseRecord, staff: StaffId) =>
  unreachedPeople(record).some(({ person }) => person === staff);
