import type { Person } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import { advance } from '../case/advance.ts';
import { refuseIfJoined } from '../case/joined.ts';
import type { Outcome, Refusal } from '../case/outcome.ts';
import type { CaseRecord } from '../case/record.ts';
import type { CaseEvent } from '../history/events.ts';
import type { Services } from './context.ts';

/** Whether something new was recorded, nothing new, or why the change was refused. */
export type ChangeResult = 'new' | 'nothing-new' | Refusal;

/**
 * What to do with the current case. `instead`: the answer when no outcome of a rule is written: nothing is, or `saves`,
 * the case as `decide` has changed it. `on`: a copy of the case that `decide` has changed; the events are added to it.
 * `answer`: makes the answer from the case as it is afterwards.
 */
export type PlannedChange<T> =
  | { instead: T; saves?: CaseRecord; refusal?: Refusal['kind'] }
  | { outcome: Outcome; by: Person; on?: CaseRecord; answer(next: CaseRecord, result: ChangeResult): T };

/** Stores a case that begins, and logs its first event. @returns false if there is a case with its reference already */
export async function beginCase(record: CaseRecord, { cases, log }: Pick<Services, 'cases' | 'log'>) {
  const isNew = await cases.create(record);
  if (isNew) log.info({ event: `case.${record.events[0]?.type}`, ref: record.id });
  return isNew;
}

/**
 * Changes a case in one conditional write. Afterwards it logs each new event, or counts the refusal.
 * @param decide runs again when somebody else wrote first, so it must have no side effects
 * @returns undefined when there is no such case
 */
export async function changeCase<T>(
  id: CaseId,
  { cases, caseContext, log, metrics }: Pick<Services, 'cases' | 'caseContext' | 'log' | 'metrics'>,
  decide: (record: CaseRecord) => PlannedChange<T>,
) {
  interface Change {
    answer: T;
    news: CaseEvent[];
    refusal?: Refusal['kind'];
  }
  const change = await cases.change<Change>(id, (record) => {
    const decided = decide(record);
    if ('instead' in decided) {
      const { instead: answer, saves, refusal } = decided;
      const news = saves?.events.slice(record.events.length) ?? [];
      return { record: saves, result: { answer, news, refusal } };
    }
    const { by, on = record, answer } = decided;
    const outcome = refuseIfJoined(record, decided.outcome);
    if (outcome.kind === 'happened') {
      const next = advance(on, { ...outcome, by }, caseContext());
      return { record: next, result: { answer: answer(next, 'new'), news: outcome.events } };
    }
    const why = outcome.kind === 'refused' ? outcome.why : undefined;
    return { result: { answer: answer(record, why ?? 'nothing-new'), news: [], refusal: why?.kind } };
  });
  if (!change) return undefined;
  const { answer, news, refusal } = change;
  if (refusal) metrics.refused(refusal);
  for (const { type } of news) log.info({ event: `case.${type}`, ref: id });
  return { answer, isNew: news.length > 0 };
}
