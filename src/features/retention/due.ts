import { type Duration, type Instant, plus } from '../../base/time.ts';
import { type Around, hasRunningClock } from '../../case/advance.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isShown } from '../../case/shown.ts';
import type { WhyErased } from '../../history/retention.ts';
import { disagreementsOf, isOpen } from '../disagreement/state.ts';
import { holdOn, lastDone } from './state.ts';

export type WhyKept = 'held' | 'undecided' | 'mash-was-told' | 'disagreement' | 'clock';

/** `since`: when somebody last did something to it. `kept`: its period is over, and it is kept all the same. */
export type Retained =
  | { kind: 'due'; why: WhyErased; since: Instant; period: Duration }
  | { kind: 'kept'; because: WhyKept; since: Instant }
  | { kind: 'in-time' }
  | { kind: 'erased' };

/** Whether the facts of a case are to be erased by now. */
export function retained(record: CaseRecord, { now, pack, parts }: Pick<Around, 'now' | 'pack' | 'parts'>): Retained {
  if (!hasFacts(record)) return { kind: 'erased' };
  const { status, events } = record;
  const why = status === 'draft' ? 'idle-draft' : status === 'withdrawn' ? 'deleted-draft' : 'decided';
  const period = why === 'decided' ? pack.retention.decided : pack.retention.drafts;
  const done = lastDone(events) ?? record.startedAt;
  const since = status === 'draft' && record.answeredAt > done ? record.answeredAt : done;
  if (plus(since, period) > now) return { kind: 'in-time' };
  const because = whyKept(record, { pack, parts });
  return because ? { kind: 'kept', because, since } : { kind: 'due', why, since, period };
}

/** What is not over is not erased, however old it is: silence about a child is no reason to forget them. */
function whyKept(record: CaseRecord, around: Pick<Around, 'pack' | 'parts'>): WhyKept | undefined {
  const { status, events } = record;
  if (holdOn(events)) return 'held';
  if (status === 'awaiting-decision') return 'undecided';
  if (status === 'draft' && !record.training && isShown(record)) return 'mash-was-told';
  if (disagreementsOf(events).some(isOpen)) return 'disagreement';
  return hasRunningClock(record, around) ? 'clock' : undefined;
}

export function hasFacts({ facts }: CaseRecord): boolean {
  const { answers, adding, texts, names } = facts;
  const kept = [answers.values, answers.ticks, answers.readings, texts, names];
  return adding !== undefined || kept.some((each) => Object.keys(each).length > 0);
}
