import type { Condition } from '../protocol/condition.ts';
import type { Pack, Warning, WarningPlace } from '../protocol/pack.ts';
import type { Answers } from './draft.ts';

/** Whether something is shown to a worker with these answers. A situation that was not answered counts as not known, save where it must have been said. */
export function applies(condition: Condition, answers: Answers): boolean {
  if ('any' in condition) return condition.any.some((each) => applies(each, answers));
  if ('always' in condition) return true;
  if ('agency' in condition) return answers.values.agency === condition.agency;
  if ('situation' in condition) {
    const nothingSaid = condition.answered ? '' : 'not-known';
    return condition.is.includes(answers.values[condition.situation] || nothingSaid);
  }
  return isSignalled(answers, condition.ticked);
}

/** Whether a statement was seen or suspected. */
export const isTicked = ({ ticks }: Answers, statement: string): boolean =>
  Object.values(ticks).some(({ seen, suspected }) => [...seen, ...suspected].includes(statement));

/** Whether one of these statements was seen or suspected. */
export const isSignalled = (answers: Answers, statements: string[]): boolean =>
  statements.some((id) => isTicked(answers, id));

/** What the protocol warns of at this place. */
export function warningsAt(pack: Pack, place: WarningPlace, answers: Answers): Warning[] {
  return pack.warnings.filter(({ at, shownWhen }) => at.includes(place) && applies(shownWhen, answers));
}

/** A warning in words, with where it stands in the protocol. */
export function warningInWords({ strong, text, section }: Warning): string {
  return `${strong ? `${strong} ` : ''}${text} (§${section})`;
}
