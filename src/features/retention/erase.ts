import type { StaffId } from '../../base/people.ts';
import { advance, type CaseContext } from '../../case/advance.ts';
import { type Entry, isWaiting } from '../../case/outbox.ts';
import type { CaseRecord } from '../../case/record.ts';
import { emptyAnswers } from '../../check/draft.ts';
import type { RetentionStatus } from './due.ts';

/**
 * The case without its facts: no answer, text or name. The salts go too, so that nobody can guess a fact from its hash
 * in the chain. The history stays, with what happened and when. Messages that still wait in the outbox are dropped.
 */
export function withFactsErased(
  record: CaseRecord,
  { why, period }: Extract<RetentionStatus, { kind: 'due' }>,
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
