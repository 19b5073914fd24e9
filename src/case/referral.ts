import type { StaffId } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import type { Instant } from '../base/time.ts';
import type { CaseEvent, EventOf } from '../history/events.ts';
import type { DecisionChoices } from './decision-record.ts';

export interface Question {
  number: number;
  askedBy: StaffId;
  askedAt: Instant;
  answer: { kind: 'awaited' } | { kind: 'given' | 'not-known'; at: Instant };
}

/** A report that the child went missing. */
export interface Missing {
  number: number;
  at: Instant;
  police: EventOf<'ChildMissing'>['police']; // whether the person who reported it says that the police know
  byMash: boolean; // the MASH reported it, and not the referrer, who does not read the MASH's words
  isAnswer?: true; // it says whether the police know of a child who was reported before: no report of its own
}

/** The last report that is more than an answer about the police. */
export const lastReport = (reports: Missing[]): Missing | undefined =>
  reports.findLast(({ isAnswer }) => !isAnswer) ?? reports.at(-1);

/**
 * The reports of the latest disappearance: a child who is said to be found may go missing again.
 * @param events the history from which the reports were read
 */
export function latestReports({ events }: { events: readonly CaseEvent[] }, reports: Missing[]): Missing[] {
  let count = 0;
  let isFound = false;
  for (const { type } of events) {
    if (type === 'ChildMissing') count = isFound ? 1 : count + 1;
    if (type === 'ChildMissing') isFound = false;
    if (type === 'ChildFound' || type === 'ChildSafe') isFound = true;
  }
  return reports.slice(reports.length - count);
}

/** The referrer's telephone call to the MASH. `taken-back`: the referrer says that they did not ring after all. */
type Call = { kind: 'none' } | { kind: 'made' | 'taken-back'; at: Instant };

/** A telephone referral that the MASH wrote down. `writtenAt`: when somebody confirmed that it is in writing. */
export type Phoned = {
  loggedBy: StaffId;
  calledAt: Instant;
  writtenDue: Instant;
  toldOverdue: boolean; // the caller was reminded after 48 hours without a written referral
} & ({ kind: 'phoned' } | { kind: 'phoned-and-in-writing'; writtenAt: Instant });

/** A call, or a missing child, on which the MASH acts before the written referral is sent. */
export interface Unwritten {
  kind: 'unwritten';
  draft: { kind: 'goes-on' } | { kind: 'deleted'; at: Instant };
  toldOverdue: boolean; // the author was reminded after 48 hours without a written referral
}

/** How a referral came to the MASH. */
type Route = { kind: 'written' } | Unwritten | Phoned;

/**
 * Who in the MASH has the case. `handed`: a colleague handed it to them before anybody had taken it, and they have not
 * taken it yet. `with-call`: they had the call that was joined into it, so they have the case too.
 */
export type Allocation =
  | { kind: 'nobody' }
  | { kind: 'taken' | 'handed'; by: StaffId; at: Instant }
  | { kind: 'with-call'; by: StaffId; at: Instant; call: CaseId };

/** What a case holds both before and after it is sent. */
export interface CommonState {
  call: Call;
  missing: Missing[];
  found?: { number: number; at: Instant }; // so says the author, after the latest missing report: a report, and no end
  safe?: EventOf<'ChildSafe'>; // somebody at the MASH has confirmed it, after the latest missing report
  links: CaseId[];
}

/** When the decision clock of a case starts, and when the decision is due. */
export interface DecisionWindow {
  clockStart: Instant; // when the referrer rang, if they rang before they sent it
  decisionDue: Instant;
}

/** A call that the MASH wrote down and then joined into this case, because both record the same call. */
export type JoinedCall = Omit<EventOf<'CallJoined'>, 'type' | 'takenBy'>;

export interface Begun extends CommonState {
  startedBy: StaffId;
}

export interface Submitted extends CommonState, DecisionWindow {
  submittedBy: StaffId; // the referrer: who sent it, or who has since taken it over
  formerly: StaffId[]; // earlier referrers, who handed it over or said that the call was not theirs
  submittedAt: Instant;
  calls: JoinedCall[];
  ownWindow?: DecisionWindow; // the window without the joined calls; only there if there are some
  route: Route;
  deliveredAt?: Instant; // when Teams confirmed that the MASH has it
  checkDone: boolean; // whether the indicator check was done before sending
  checkAddedAt?: Instant; // when the referrer added an indicator check
  allocation: Allocation;
  seen?: Instant; // when the MASH saw it: one of several signs, see `seenAt`
  toldOverdue: boolean; // the referrer is told only once that the decision is overdue
  questions: Question[];
  information: { number: number; at: Instant; typedAt?: Instant }[];
  mistakes: Readonly<Record<string, Instant>>; // when the referrer said so of words, by the name of their text
  leavesSight?: Instant | undefined; // when the child next leaves the referrer's sight, if they gave a time
  sightSaid?: SightSaid | undefined; // if they gave it after sending, or by a choice
  sightAnswered?: Instant | undefined; // the leaving time after which the MASH last answered that they are on it
  /** Who opened a decided case again, and when. `after`: the number of its latest decision or correction then. */
  reopening?: { by: StaffId; at: Instant; after: number };
}

/** A leaving time, and how it was said if that was after sending. */
export type Sight = Pick<Submitted, 'sightSaid'> & { leavesSight: Instant };

/**
 * A leaving time that was read in what the referrer wrote after sending, or before it the choice `leaves`. `soon`: the child is about to leave, and no time is
 * known. `right`: whether it is, says the referrer; or the MASH, which uses it. `number`: 0 if it came with a joined call or the referral.
 */
interface SightSaid {
  number: number;
  at: Instant;
  typedAt?: Instant; // earlier, if somebody had to say the child
  soon?: true;
  leaves?: 'now' | 'within-hour';
  right?: 'yes' | 'no';
  leads?: true; // they say plainly that this child has left: no later time counts beside it
  without?: Pick<Submitted, 'leavesSight' | 'sightSaid'>; // what counts if these words were misread
}

export interface Decided extends DecisionChoices {
  decidedBy: StaffId;
  decidedAt: Instant;
  late: boolean;
  toldAt?: Instant; // when Teams accepted the notice of the decision that stands
  /**
   * The latest correction. The fields above hold its decision, but still say who decided first, when, and whether late.
   */
  correction?: { number: number; corrects: number; by: StaffId; at: Instant };
}

/** Whether the child was reported missing, and nobody at the MASH has confirmed since that they are safe. */
export const isChildMissing = ({ missing, safe }: Pick<CommonState, 'missing' | 'safe'>) => missing.length > 0 && !safe;

/** The call that the MASH wrote down, if the referral came by telephone. */
export const phonedIn = ({ route }: Pick<Submitted, 'route'>) =>
  route.kind === 'phoned' || route.kind === 'phoned-and-in-writing' ? route : undefined;

/** When the referrer rang the MASH, according to the referrer. */
export const calledAt = ({ call }: Pick<CommonState, 'call'>) => (call.kind === 'made' ? call.at : undefined);

/** Whether somebody at the MASH said that they have the case. */
export const isTaken = ({ allocation }: Pick<Submitted, 'allocation'>) =>
  allocation.kind !== 'nobody' && allocation.kind !== 'handed';

/** With whom a case is that somebody hands on: who had taken it hands it on taken; with a whole shift it waits. */
export function handedTo(
  referral: Pick<Submitted, 'allocation'>,
  { by, to, at, shift }: EventOf<'CaseHanded'>,
): Allocation {
  const kind = (isTaken(referral) && shift === undefined) || by === to ? 'taken' : 'handed';
  return { kind, by: to, at };
}

/** The person at the MASH who has the case. */
export const allocatedTo = ({ allocation }: Pick<Submitted, 'allocation'>) =>
  allocation.kind === 'nobody' ? undefined : allocation.by;

/** When the referrer said the time at which the child leaves their sight. */
export const sightSaidAt = ({ sightSaid, submittedAt }: Pick<Submitted, 'sightSaid' | 'submittedAt'>) =>
  sightSaid?.typedAt ?? sightSaid?.at ?? submittedAt;

/** When the MASH was told of the time at which the child leaves the referrer's sight. */
export const sightKnownAt = ({ sightSaid, submittedAt }: Pick<Submitted, 'sightSaid' | 'submittedAt'>) =>
  sightSaid?.at ?? submittedAt;
