import type { StaffId } from '../base/people.ts';
import type { Instant } from '../base/time.ts';
import type { ClockName } from '../history/entry.ts';
import type { CaseEvent, EventOf } from '../history/events.ts';
import { hasActed } from './acted.ts';
import { type Alarming, type Entry, isWaiting, type OutboxMessage } from './outbox.ts';
import type { Desk } from './react.ts';
import type { CaseRecord } from './record.ts';

/** Who is told in the place of those who could not be reached, and as what. */
interface StandIns {
  people: StaffId[];
  message: Alarming;
}

const ofDesk = ['decision', 'leavesSight'];

/** Whether a message is meant to bring somebody of the MASH to the case now. */
export const isAlarming = (message: OutboxMessage): message is Alarming =>
  message.kind === 'urgent-ring' ||
  message.kind === 'missing-alert' ||
  message.kind === 'no-channel' ||
  (message.kind === 'reminder' && ofDesk.includes(message.clock));

/**
 * Who hears of a mark in the place of whom it could not reach: the other managers, then the escalation contacts, then the
 * administrators. Nobody, while somebody of those told has it, or may still get it. No time is compared: a clock may have been wrong.
 * @param entry could not be delivered just now
 * @returns `nobody` once there is nobody left to tell
 * @source Protocol 8.2; safety rule: no absence keeps an alarm quiet
 */
export function insteadOf(record: CaseRecord, entry: Entry, desk: Desk): StandIns | 'nobody' | undefined {
  const { message } = entry;
  if (!isAlarming(message) || !isOfLatest(record, message)) return undefined;
  const wave = waveOf(record, message).filter(({ id }) => id !== entry.id);
  if (wave.some(({ state }) => state.kind === 'sent')) return undefined;
  if (wave.some((each) => isWaiting(each) && !each.unreached)) return undefined;
  const told = [entry, ...wave].flatMap(({ to }) => ('person' in to ? [to.person] : []));
  const groups = [
    { people: desk.managers, as: 'desk' },
    { people: desk.escalation, as: 'desk' },
    { people: desk.admins, as: 'administrators' },
  ] as const;
  for (const { people, as } of groups) {
    const left = people.filter((person) => !told.includes(person));
    if (left.length > 0) return { people: left, message: { ...message, instead: as } };
  }
  return 'nobody';
}

/** Whether somebody has what a mark says who comes before whom this message goes to. */
export const isHeard = (record: CaseRecord, { instead, ...message }: Alarming): boolean =>
  waveOf(record, message).some(
    (each) =>
      each.state.kind === 'sent' &&
      isAlarming(each.message) &&
      (instead === 'administrators' ? each.message.instead !== 'administrators' : !each.message.instead),
  );

/** The messages of one mark: those of it, and those to whoever stands in. */
const waveOf = ({ outbox }: CaseRecord, { kind, event }: Alarming): Entry[] =>
  outbox.filter(({ message }) => isAlarming(message) && message.kind === kind && message.event === event);

/** Whether nothing later has been said of the same matter. */
function isOfLatest({ events }: CaseRecord, message: Alarming): boolean {
  const is = (event: CaseEvent): boolean => {
    if (message.kind === 'missing-alert') return event.type === 'ChildMissing' || event.type === 'ChildFound';
    return event.type === 'ClockReached' && event.clock === clockOf(message);
  };
  return message.event !== undefined && events.findLastIndex(is) === message.event;
}

function clockOf(message: Exclude<Alarming, { kind: 'missing-alert' }>): ClockName {
  if (message.kind === 'no-channel') return 'delivery';
  return message.kind === 'urgent-ring' ? 'urgent' : message.clock;
}

/** Whether nobody at all is named who could hear of a mark. */
export const isNobodyNamed = ({ managers, escalation, admins }: Desk): boolean =>
  [managers, escalation, admins].every(({ length }) => length === 0);

/** Whether an event is a mark that somebody of the MASH must hear of. */
export const isMark = (event: CaseEvent): boolean =>
  event.type === 'ClockReached' && ['urgent', ...ofDesk].includes(event.clock);

/**
 * Since when nobody at the MASH can be reached. It ends when somebody is reached, acts, or nothing waits any more.
 * @returns undefined while somebody can be
 */
export function unreachedSince({ events, status }: Pick<CaseRecord, 'events' | 'status'>): Instant | undefined {
  const index = events.findLastIndex(({ type }) => type === 'NobodyReached' || type === 'SomebodyReached');
  const last = events[index];
  if (last?.type !== 'NobodyReached') return undefined;
  const since = events.slice(index);
  if (hasActed(since) || since.some(({ type }) => type === 'NewsRead')) return undefined;
  return status === 'awaiting-decision' || isMissing(events) ? last.at : undefined;
}

const isMissing = (events: CaseEvent[]): boolean =>
  events.findLast(({ type }) => type === 'ChildMissing' || type === 'ChildFound')?.type === 'ChildMissing';

/** Whom of the MASH a message that still stands could not reach, and since when. */
export function unreachedPeople({ outbox }: Pick<CaseRecord, 'outbox'>): { person: StaffId; since: Instant }[] {
  const found = new Map<StaffId, Instant>();
  for (const { to, message, state, unreached } of outbox) {
    if (!('person' in to) || !isAlarming(message)) continue;
    if (state.kind === 'sent') found.delete(to.person);
    else if (state.kind === 'waiting' && unreached && !found.has(to.person)) found.set(to.person, unreached);
  }
  return [...found].map(([person, since]) => ({ person, since }));
}

/** Whether somebody who could not be reached is reached by now. */
export const isThereAgain = (record: Pick<CaseRecord, 'outbox'>, { staff, who }: EventOf<'NotReached'>): boolean =>
  who !== 'referrer' && !unreachedPeople(record).some(({ person }) => person === staff);
