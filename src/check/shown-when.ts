import type { Condition } from '../protocol/condition.ts';
import type { Pack, Warning, WarningPlace } from '../protocol/pack.ts';
import type { Answers } from './draft.ts';

/**
 * Whether a condition holds for these answers. An unanswered question counts as not known, unless the condition needs
 * an answer.
 */
export function applies(condition: Condition, answers: Answers): boolean {
  if ('any' in condition) return condition.any.some((each) => applies(each, answers));
  if ('always' in condition) return true;
  if ('agency' in condition) return answers.values.agency === condition.agency;
  if ('situation' in condition) {
    const defaultAnswer = condition.answered ? '' : 'not-known';
    return condition.is.includes(answers.values[condition.situation] || defaultAnswer);
  }
  return isSignalled(answers, condition.ticked);
}

/** Whether the indicator was seen or suspected. */
export const isTicked = ({ ticks }: Answers, statement: string): boolean =>
  Object.values(ticks).some(({ seen, suspected }) => [...seen, ...suspected].includes(statement));

/** Whether any of these indicators was seen or suspected. */
export const isSignalled = (answers: Answers, statements: string[]): boolean =>
  statements.some((id) => isTicked(answers, id));

/** The protocol's warnings for this place and these answers. */
export function warningsAt(pack: Pack, place: WarningPlace, answers: Answers): Warning[] {
  return pack.warnings.filter(({ at, shownWhen }) => at.includes(place) && applies(shownWhen, answers));
}

/** A warning in words, with its section of the protocol. */
export function warningInWords({ strong, text, section }: Warning): string {
  return `${strong ? `${strong} ` : ''}${text} (§${section})`;
}
