import type { StaffId } from '../base/people.ts';
import type { Instant } from '../base/time.ts';
import type { CaseEvent } from '../history/events.ts';
import { standInsFor } from './alarms.ts';
import { lastMarkSinceStart, marksAhead } from './clocks.ts';
import { type Desk, whoGets } from './desk.ts';
import { type Entry, isWaiting, type NoticeMessage, type OutboxMessage, type Outgoing } from './outbox.ts';
import type { Clock, EventAt, Hearing, Mark, NoticeRule, Part, Plain, Telling } from './part.ts';
import type { CaseRecord } from './record.ts';
import { evolve, isSubmitted, referralOf, submittedIn } from './state.ts';

/** What an event is filed under: its type, or for a mark of a clock the clock. */
const keyOf = (event: CaseEvent) => (event.type === 'ClockReached' ? event.clock : event.type);

const named = (all: object | undefined, key: string): unknown => (all as Record<string, unknown> | undefined)?.[key];

/** What its owner says about an event. `features/list.ts` makes sure, by types, that every event has one owner. */
export function tellingOf(parts: readonly Part[], event: CaseEvent): { by: string; telling: Telling<CaseEvent> } {
  const key = keyOf(event);
  for (const { name: by, events, clocks } of parts) {
    const telling = (named(events, key) ?? named(clocks, key)) as Telling<CaseEvent> | undefined;
    if (telling) return { by, telling };
  }
  throw new Error(`no feature owns ${key}`);
}

/** The clock that a mark is about. */
export const clockOfMark = (parts: readonly Part[], event: CaseEvent): Clock | undefined =>
  event.type === 'ClockReached' ? (tellingOf(parts, event).telling as Clock) : undefined;

/** The rule of a notice: its name is the feature's, a slash, and its own. */
export function noticeRule<Rule extends NoticeRule<CaseEvent>>(
  parts: readonly Part[],
  event: CaseEvent,
  as: string,
): Rule {
  const [by, name = ''] = as.split('/');
  const part = parts.find((each) => each.name === by);
  const key = keyOf(event);
  const rule = { ...part?.events, ...part?.clocks, ...part?.hears }[key]?.notices?.[name];
  if (!rule) throw new Error(`no notice ${as} of ${key}`);
  return rule as unknown as Rule;
}

/**
 * The messages to send because of an event. They are stored in the same write as the event, so no event is stored
 * without its messages.
 * @source Protocol 8.2: no one but the author, the MASH and the people it names
 */
export function tell(
  parts: readonly Part[],
  event: CaseEvent,
  context: Omit<EventAt, 'inherited' | 'standIns'>,
): Outgoing[] {
  const { index, record, desk } = context;
  const at: EventAt = {
    ...context,
    inherited: (by) => declared(openNotices(parts, record, by)),
    standIns: (entry) => declared(standInMessages(record, entry, desk)),
  };
  const { by, telling } = tellingOf(parts, event);
  const hearings = parts.flatMap(({ name, hears }) => {
    const hearing = hears?.[keyOf(event)] as Hearing<CaseEvent> | undefined;
    return hearing ? [{ name, hearing }] : [];
  });
  const is = (when: Telling<CaseEvent>['card']) => when === true || when?.(event, at) === true;
  const isSent = isSubmitted(evolve(referralOf(record.events), event)); // before that, there is no thread
  const hasLine = telling.line !== 'none' && isSent && (telling.hasLine?.(event, at) ?? true);
  const isOfTeam = telling.thread !== undefined && desk.hasAssessment;
  const teams = hearings.map(({ hearing }) => hearing.team?.(event, at));
  const inTeam = isOfTeam ? 'line' : (teams.find((each) => each === 'line') ?? teams.find((each) => each));
  return [
    ...(is(telling.card) ? [toMash({ kind: 'case-card' })] : []),
    ...(hasLine && !(isOfTeam && telling.thread === 'team') ? [toMash({ kind: 'line', event: index })] : []),
    ...(inTeam ? [toTeam({ kind: 'assessment-card' })] : []),
    ...(inTeam === 'line' && hasLine ? [toTeam({ kind: 'assessment-line', event: index })] : []),
    // what changes older messages comes before a new one, which it leaves alone
    ...(telling.also?.(event, at) ?? []),
    ...hearings.flatMap(({ hearing: { also } }) => also?.(event, at) ?? []),
    ...(at.referral ? [] : earlierLines(telling.repeats, record)),
    ...noticesOf(by, telling.notices, event, at),
    ...hearings.flatMap(({ name, hearing: { notices } }) => noticesOf(name, notices, event, at)),
    ...(is(telling.receipt) ? [{ to: { person: record.author }, message: { kind: 'receipt' } } as const] : []),
  ];
}

const earlierLines = (types: Telling<CaseEvent>['repeats'] = [], { events }: CaseRecord): Outgoing[] =>
  events.flatMap(({ type }, index) => (types.includes(type) ? [toMash({ kind: 'line', event: index })] : []));

type Posted<P> = Extract<Outgoing, { to: { place: P } }>['message'];
const toMash = (message: Posted<'mash'>): Outgoing => ({ to: { place: 'mash' }, message });
const toTeam = (message: Posted<'assessment'>): Outgoing => ({ to: { place: 'assessment' }, message });

/** The mark that a message is about. */
export function markOf({ events }: CaseRecord, { message }: Pick<Entry, 'message'>): Mark | undefined {
  const about = 'event' in message && message.event !== undefined ? events[message.event] : undefined;
  return about?.type === 'ClockReached' ? about : undefined;
}

/**
 * The marks of the clock of another mark that are told by such messages: by those that wait, and those to come until
 * then, as things are now.
 * @param isMeant asked of each message, with the case as it is then
 */
export function marksToTell(
  record: CaseRecord,
  about: Mark,
  isMeant: (record: CaseRecord, message: Pick<Entry, 'to' | 'message'>) => boolean,
  {
    parts,
    pack,
    desk,
    now,
    until,
  }: Pick<EventAt, 'desk' | 'pack'> & { parts: readonly Part[]; now: Instant; until: Instant },
): Mark[] {
  const waiting = record.outbox.filter((entry) => isWaiting(entry) && isMeant(record, entry));
  const clock = clockOfMark(parts, about)?.runs(record, pack);
  const ahead = clock ? marksAhead(clock, lastMarkSinceStart(record, clock, now), now, until) : [];
  const at = { record, referral: submittedIn(referralOf(record.events)), index: record.events.length, desk, pack };
  const foreseen = ahead.filter((mark) => {
    const then = { ...record, events: [...record.events, mark] };
    return tell(parts, mark, at).some((message) => isMeant(then, message));
  });
  return [...waiting.flatMap((entry) => markOf(record, entry) ?? []), ...foreseen];
}

const noticesOf = (
  by: string,
  notices: Telling<CaseEvent>['notices'] = {},
  event: CaseEvent,
  at: EventAt,
): Outgoing[] =>
  Object.entries(notices).flatMap(([name, { to, alarm, goesUp }]) => {
    const { people, instead } = whoGets(to(event, at), at.desk);
    const message: NoticeMessage = {
      kind: 'notice',
      event: at.index,
      as: `${by}/${name}`,
      ...(alarm && { alarm }),
      ...(goesUp && { goesUp }),
      ...(instead && { instead }),
    };
    return [...new Set(people)].map((person): Outgoing => ({ to: { person }, message }));
  });

/** Notices that were declared, and so can be drawn: a feature may queue them again for somebody else. */
const declared = (messages: Outgoing[]) => messages as readonly Outgoing[] as readonly Plain[];

/** Draws again what was posted before, or is just being posted, where it still is: the messages that are meant. */
export const redrawn = ({ outbox }: CaseRecord, isMeant: (message: OutboxMessage, id: number) => boolean): Plain[] =>
  outbox.flatMap(({ id: entry, to, message, state }) =>
    (state.kind === 'sent' || state.kind === 'waiting') && isMeant(message, entry)
      ? [{ to, message: { kind: 'redraw', entry } } as Outgoing as Plain]
      : [],
  );

/** Says to these people, in each of the messages about it that they can still see, that it is over. */
export const reminderOver = (all: Pick<Entry, 'to'>[]): Plain[] =>
  [...new Set(all.flatMap(({ to }) => ('person' in to ? [to.person] : [])))].map((person) => ({
    to: { person },
    message: { kind: 'reminder-over' },
  }));

/** The message for each of those who are told instead, when an alarm could not be delivered. */
export function standInMessages(record: CaseRecord, entry: Entry, desk: Desk): Outgoing[] {
  const next = standInsFor(record, entry, desk);
  if (!next || next === 'nobody') return [];
  return next.people.map((person) => ({ to: { person }, message: next.message }));
}

/** Those that still wait in the outbox are left out, because they will be sent anyway. */
function openNotices(parts: readonly Part[], record: CaseRecord, person: StaffId): Outgoing[] {
  const { events, outbox } = record;
  const isWaitingFor = (event: number, as: string) =>
    outbox.some(
      (each) =>
        isWaiting(each) && each.message.kind === 'notice' && each.message.event === event && each.message.as === as,
    );
  return events.flatMap((event, index) => {
    const { by, telling } = tellingOf(parts, event);
    return Object.entries(telling.notices ?? {}).flatMap(([name, { isInherited, isPast }]): Outgoing[] => {
      const as = `${by}/${name}`;
      if (!isInherited || isPast?.(event, record, index) || isWaitingFor(index, as)) return [];
      return [{ to: { person }, message: { kind: 'notice', event: index, as } }];
    });
  });
}
