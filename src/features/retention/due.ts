import { type Duration, type Instant, plus } from '../../base/time.ts';
import { type ClockContext, type ClockRules, hasRunningClock } from '../../case/advance.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isShown } from '../../case/shown.ts';
import type { WhyErased } from '../../history/retention.ts';
import { disagreementsOf, isOpen } from '../disagreement/state.ts';
import { holdOn, lastActivity } from './state.ts';

/** Why a case is kept although its period is over. */
export type WhyKept = 'held' | 'undecided' | 'mash-was-told' | 'disagreement' | 'clock';

/**
 * `due`: its facts are to be erased now. `kept`: its period is over, but it is kept. `since`: when somebody last worked
 * on the case.
 */
export type RetentionStatus =
  | { kind: 'due'; why: WhyErased; since: Instant; period: Duration }
  | { kind: 'kept'; because: WhyKept; since: Instant }
  | { kind: 'in-time' }
  | { kind: 'erased' };

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
  if (status === 'draft' && !record.training && isShown(record)) return 'mash-was-told';
  if (disagreementsOf(events).some(isOpen)) return 'disagreement';
  return hasRunningClock(record, caseContext) ? 'clock' : undefined;
}

export function hasFacts({ facts }: CaseRecord): boolean {
  const { answers, adding, texts, names } = facts;
  const all = [answers.values, answers.ticks, answers.readings, texts, names];
  return adding !== undefined || all.some((each) => Object.keys(each).length > 0);
}
