import type { StaffId } from '../../base/people.ts';
import { type Duration, type Instant, plus } from '../../base/time.ts';
import { advance, type CaseContext, type ClockContext, type ClockRules, hasRunningClock } from '../../case/advance.ts';
import { refuseFaultyTexts } from '../../case/commands.ts';
import { type Entry, isWaiting } from '../../case/outbox.ts';
import { nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { erasedIn } from '../../case/standing.ts';
import { emptyAnswers } from '../../draft/draft.ts';
import { type CaseEvent, nextNumber } from '../../history/events.ts';
import { holdText, type WhyErased } from '../../history/retention.ts';
import { disagreementsOf, isOpen } from '../disagreement/state.ts';
import { holdOn, lastActivity } from './state.ts';

/** Why a case is kept although its period is over. */
export type WhyKept = 'held' | 'undecided' | 'disagreement' | 'clock';

/**
 * `due`: its facts are to be erased now. `kept`: its period is over, but it is kept. `since`: when somebody last worked
 * on the case.
 */
export type RetentionStatus =
  | { kind: 'due'; why: WhyErased; since: Instant; period: Duration }
  | { kind: 'kept'; because: WhyKept; since: Instant }
  | { kind: 'in-time' }
  | { kind: 'erased' };

export type DueCase = Extract<RetentionStatus, { kind: 'due' }>;

/**
 * Whether the facts of a case are due to be erased.
 * @param into for a joined call, the case in which it goes on: while that one is held or undecided, the call is kept
 * too
 */
export function retentionStatus(
  record: CaseRecord,
  { now, pack, parts }: ClockContext,
  into?: CaseRecord,
): RetentionStatus {
  if (!hasFacts(record)) return { kind: 'erased' };
  const { status, events } = record;
  const why = whyErasedByStatus[status];
  const period = status === 'draft' || status === 'withdrawn' ? pack.retention.drafts : pack.retention.decided;
  const lastEventAt = lastActivity(events) ?? record.startedAt;
  const since = status === 'draft' && record.answeredAt > lastEventAt ? record.answeredAt : lastEventAt;
  if (plus(since, period) > now) return { kind: 'in-time' };
  const because = whyKept(record, { pack, parts }) ?? (into && whyKeptFor(into));
  return because ? { kind: 'kept', because, since } : { kind: 'due', why, since, period };
}

const whyErasedByStatus: Record<CaseRecord['status'], WhyErased> = {
  draft: 'idle-draft',
  withdrawn: 'deleted-draft',
  'awaiting-decision': 'decided', // an undecided case is always kept, so this is never used
  joined: 'joined',
  decided: 'decided',
};

/** Why a joined call is kept because of the case in which it goes on. */
function whyKeptFor({ status, events }: CaseRecord): WhyKept | undefined {
  if (holdOn(events)) return 'held';
  return status === 'awaiting-decision' ? 'undecided' : undefined;
}

/**
 * A case that is not finished is not erased, however old it is. Silence about a child is no reason to forget the child.
 */
function whyKept(record: CaseRecord, caseContext: ClockRules): WhyKept | undefined {
  const { status, events } = record;
  if (holdOn(events)) return 'held';
  if (status === 'awaiting-decision') return 'undecided';
  if (disagreementsOf(events).some(isOpen)) return 'disagreement';
  return hasRunningClock(record, caseContext) ? 'clock' : undefined;
}

export function hasFacts({ facts }: CaseRecord) {
  const { answers, adding, texts, names } = facts;
  const all = [answers.values, answers.ticks, answers.readings, texts, names];
  return adding !== undefined || all.some((each) => Object.keys(each).length > 0);
}

/**
 * The case without its facts: no answer, text or name. The salts go too, so that nobody can guess a fact from its hash
 * in the chain. The history stays, with what happened and when. Messages that still wait in the outbox are dropped.
 */
export function withFactsErased(
  record: CaseRecord,
  { why, period }: DueCase,
  by: StaffId,
  caseContext: CaseContext,
  confirmedBy?: StaffId,
): CaseRecord {
  const { progress: _, textsRolled: __, ...rest } = record; // without textsRolled, loading adds no texts kept elsewhere
  const dropped = (entry: Entry): Entry =>
    isWaiting(entry) ? { ...entry, state: { kind: 'dropped', at: caseContext.now, why: 'no-longer-true' } } : entry;
  const empty: CaseRecord = {
    ...rest,
    facts: { answers: emptyAnswers, texts: {}, names: {} },
    heard: [],
    outbox: record.outbox.map(dropped),
  };
  const event = { type: 'FactsErased' as const, at: caseContext.now, by, why, period };
  const events = [confirmedBy ? { ...event, confirmedBy } : event];
  return advance(empty, { events }, caseContext);
}

/** Whether a hold is set or released, why, by whom and when. */
interface HoldInput {
  isSet: boolean;
  why: string;
  by: StaffId;
  now: Instant;
}

/** Protects a case from erasing until the hold is released. An erased case cannot be held. */
export function changeHold(events: CaseEvent[], { isSet, why, by, now: at }: HoldInput): Outcome {
  const fault = refuseFaultyTexts({ why });
  if (fault) return fault;
  const hold = holdOn(events);
  if (!isSet)
    return hold
      ? withEvents([{ type: 'LegalHoldReleased', at, by, number: hold.number }], {
          [holdText.released(hold.number)]: why,
        })
      : nothingToDo;
  if (erasedIn(events)) return refuseWith('erased');
  if (hold) return nothingToDo;
  const number = nextNumber(events, 'LegalHoldSet');
  return withEvents([{ type: 'LegalHoldSet', at, by, number }], { [holdText.set(number)]: why });
}
