import type { Person } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import { advance } from '../case/advance.ts';
import { refuseIfJoined } from '../case/joined.ts';
import type { Outcome, Refusal } from '../case/outcome.ts';
import type { CaseRecord } from '../case/record.ts';
import type { CaseEvent } from '../history/events.ts';
import type { Services } from './context.ts';

/** What came of it: something new, nothing new, or why not. */
type How = 'new' | 'nothing-new' | Refusal;

/**
 * What is decided about a case as it is now. `instead`: the answer when nothing is to be written. `on`: the case to go on from, where
 * it was changed first. `answer`: what is said to it, with the case as it is afterwards.
 */
export type Decided<T> =
  | { instead: T; refusal?: Refusal['kind'] }
  | { outcome: Outcome; by: Person; on?: CaseRecord; answer(next: CaseRecord, how: How): T };

/**
 * Changes a case in one conditional write, and counts and logs it once that is done.
 * @param decide runs again when somebody was faster, and must do nothing but decide
 * @returns undefined when there is no such case
 */
export async function changeCase<T>(
  id: CaseId,
  { cases, caseContext, log, metrics }: Pick<Services, 'cases' | 'caseContext' | 'log' | 'metrics'>,
  decide: (record: CaseRecord) => Decided<T>,
): Promise<{ answer: T; isNew: boolean } | undefined> {
  interface Done {
    answer: T;
    events: CaseEvent['type'][];
    refusal?: Refusal['kind'] | undefined;
  }
  const done = await cases.change<Done>(id, (record) => {
    const decided = decide(record);
    if ('instead' in decided) return { result: { answer: decided.instead, events: [], refusal: decided.refusal } };
    const { by, on = record, answer } = decided;
    const outcome = refuseIfJoined(record, decided.outcome);
    if (outcome.kind === 'refused') {
      const { why } = outcome;
      return { result: { answer: answer(record, why), events: [], refusal: why.kind } };
    }
    if (outcome.kind === 'nothing-to-do') return { result: { answer: answer(record, 'nothing-new'), events: [] } };
    const next = advance(on, { events: outcome.events, texts: outcome.texts, by }, caseContext());
    return {
      record: next,
      result: { answer: answer(next, 'new'), events: outcome.events.map(({ type }) => type) },
    };
  });
  if (!done) return undefined;
  if (done.refusal) metrics.refused(done.refusal);
  for (const type of done.events) log.info({ event: `case.${type}`, ref: id });
  return { answer: done.answer, isNew: done.events.length > 0 };
}
