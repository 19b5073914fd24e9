import { type Duration, type Instant, plus } from '../../base/time.ts';
import { type CaseContext, hasRunningClock } from '../../case/advance.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isShown } from '../../case/shown.ts';
import type { WhyErased } from '../../history/retention.ts';
import { disagreementsOf, isOpen } from '../disagreement/state.ts';
import { holdOn, lastActivity } from './state.ts';

export type WhyKept = 'held' | 'undecided' | 'mash-was-told' | 'disagreement' | 'clock';

/** `since`: when somebody last did something to it. `kept`: its period is over, and it is kept all the same. */
export type RetentionStatus =
  | { kind: 'due'; why: WhyErased; since: Instant; period: Duration }
  | { kind: 'kept'; because: WhyKept; since: Instant }
  | { kind: 'in-time' }
  | { kind: 'erased' };

/**
 * Whether the facts of a case are to be erased by now.
 * @param into the case in which a joined call goes on: while that is held or undecided, the call is kept with it
 */
export function retentionStatus(
  record: CaseRecord,
  { now, pack, parts }: Pick<CaseContext, 'now' | 'pack' | 'parts'>,
  into?: CaseRecord,
): RetentionStatus {
  if (!hasFacts(record)) return { kind: 'erased' };
  const { status, events } = record;
  const why = whyOf[status];
  const period = status === 'draft' || status === 'withdrawn' ? pack.retention.drafts : pack.retention.decided;
  const done = lastActivity(events) ?? record.startedAt;
  const since = status === 'draft' && record.answeredAt > done ? record.answeredAt : done;
  if (plus(since, period) > now) return { kind: 'in-time' };
  const because = whyKept(record, { pack, parts }) ?? (into && whyKeptWith(into));
  return because ? { kind: 'kept', because, since } : { kind: 'due', why, since, period };
}

const whyOf: Record<CaseRecord['status'], WhyErased> = {
  draft: 'idle-draft',
  withdrawn: 'deleted-draft',
  'awaiting-decision': 'decided', // never due as such
  joined: 'joined',
  decided: 'decided',
};

function whyKeptWith({ status, events }: CaseRecord): WhyKept | undefined {
  if (holdOn(events)) return 'held';
  return status === 'awaiting-decision' ? 'undecided' : undefined;
}

/** What is not over is not erased, however old it is: silence about a child is no reason to forget them. */
function whyKept(record: CaseRecord, caseContext: Pick<CaseContext, 'pack' | 'parts'>): WhyKept | undefined {
  const { status, events } = record;
  if (holdOn(events)) return 'held';
  if (status === 'awaiting-decision') return 'undecided';
  if (status === 'draft' && !record.training && isShown(record)) return 'mash-was-told';
  if (disagreementsOf(events).some(isOpen)) return 'disagreement';
  return hasRunningClock(record, caseContext) ? 'clock' : undefined;
}

export function hasFacts({ facts }: CaseRecord): boolean {
  const { answers, adding, texts, names } = facts;
  const kept = [answers.values, answers.ticks, answers.readings, texts, names];
  return adding !== undefined || kept.some((each) => Object.keys(each).length > 0);
}
