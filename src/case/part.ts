import type { StaffId } from '../base/people.ts';
import type { Instant } from '../base/time.ts';
import type { ClockName } from '../history/entry.ts';
import type { CaseEvent, EventOf } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import type { RunningClock } from './clocks.ts';
import type { Desk, ToOrStandIns } from './desk.ts';
import type { Entry, Outgoing } from './outbox.ts';
import type { CaseRecord, ClockedCase } from './record.ts';
import type { SubmittedReferral } from './state.ts';

type EventType = CaseEvent['type'];

/** A clock of the case reached one or more of its marks. */
export type Mark = EventOf<'ClockReached'>;
/** What has an owner: every type of event, and every clock instead of the type that all its marks share. */
export type EventOwned = Exclude<EventType, 'ClockReached'>;
export type Owned = EventOwned | ClockName;
export type EventFor<O extends Owned> = O extends EventType ? EventOf<O> : Mark;

/** An event as it happens. `record` and `referral`: the case before the event; `referral` only if it was sent. */
export interface EventAt {
  record: CaseRecord;
  referral: SubmittedReferral | undefined;
  index: number; // the place that the event gets in the history
  desk: Desk;
  pack: Pack;
  /** The notices that are still open for the author, for a colleague who takes the case over. */
  inherited(by: StaffId): readonly Plain[];
  /** An alarm that could not be delivered, for those who are told instead. */
  standIns(entry: Entry): readonly Plain[];
}

type When<E> = true | ((event: E, at: EventAt) => boolean);

/** Messages that carry no card of a feature's own. A notice or a line is queued in no other way than by declaring it. */
export type Plain = Without<'notice' | 'line' | 'assessment-line'>;
type Without<K, O = Outgoing> = O extends Outgoing
  ? { to: O['to']; message: Exclude<O['message'], { kind: K }> }
  : never;

/** Whether a notice should bring somebody at the MASH to the case now. Only such a notice has stand-ins. */
type Alarm<E> =
  | { to(event: E, at: EventAt): readonly StaffId[]; alarm?: never; goesUp?: never }
  | { to(event: E, at: EventAt): ToOrStandIns; alarm: true; goesUp?: true };

/** One message to each of some people, in their own chats. What it shows stands beside it: see `Notice`. */
export type NoticeRule<E> = Alarm<E> & NoticeDetails<E>;

interface NoticeDetails<E> {
  /** Whether it is out of date: then it is not sent. `index`: the place of its event. */
  isPast?(event: E, record: CaseRecord, index: number): boolean;
  /** The events that follow once Teams has taken it. */
  taken?(event: E, record: CaseRecord, now: Instant): CaseEvent[];
  /** A colleague who takes the case over gets it too, unless it is past. */
  isInherited?: true;
  mayFail?: true; // nothing depends on it, so nobody needs to know when it does not arrive
  replaces?: string; // the notice whose message it takes the place of
}

/** Whom the bot tells of an event. */
export interface Telling<E> {
  card?: When<E>; // the card in the MASH channel is drawn again
  line: unknown; // the line in the thread; 'none' if there is none
  hasLine?(event: E, at: EventAt): boolean; // a line that only some of these events have
  isPast?(event: E, record: CaseRecord): boolean; // the line is out of date: then it is not posted
  thread?: 'team' | 'both'; // the line goes to the Assessment team, if it has a channel
  receipt?: When<E>; // the author's receipt is drawn again
  notices?: Readonly<Record<string, NoticeRule<E>>>;
  also?(event: E, at: EventAt): readonly Plain[];
  repeats?: readonly EventType[]; // the lines of these earlier events come now, because only now there is a thread
}

/** What another feature does because of an event that it does not own. */
export interface Hearing<E> extends Pick<Telling<E>, 'notices' | 'also'> {
  /** The Assessment team's card is drawn again; with `line`, their thread gets the line of the event, if it has one. */
  team?(event: E, at: EventAt): 'card' | 'line' | undefined;
}

/** A clock: when it runs, when it has ended, and what each of its marks means. */
export interface Clock extends Telling<Mark> {
  runs: (record: ClockedCase, pack: Pack) => RunningClock | undefined;
  /** Instead of `runs`: when it runs depends on the messages, too. */
  runsByMessages?: (record: CaseRecord, pack: Pack) => RunningClock | undefined;
  isOver(record: CaseRecord): boolean;
}

/** Where a decided case stands on the board once nothing happens next to the child, and since when. */
export interface Shelf {
  is: 'task' | 'passed-on' | 'taken-on' | 'closed';
  at: Instant;
}

/** What a feature adds to a case. A feature reads its own state from the history of the case. */
export interface Part {
  name: string;
  events?: { readonly [O in Owned]?: Telling<EventFor<O>> };
  clocks?: { readonly [C in ClockName]?: Clock };
  hears?: { readonly [O in Owned]?: Hearing<EventFor<O>> };
  shelf?(events: CaseEvent[]): Shelf | undefined;
  /** The events that follow an event directly, in the same write. `record`: the case before that write, with its texts. */
  follows?(event: CaseEvent, record: CaseRecord): CaseEvent[];
  /** Changes the case after an event, which its history already holds. */
  after?(record: CaseRecord, event: CaseEvent): CaseRecord;
}
