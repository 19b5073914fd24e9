import type { Condition } from '../protocol/condition.ts';
import type { Contact } from '../protocol/contact.ts';
import type { Pack, Warning, WarningPlace } from '../protocol/pack.ts';
import type { Answers } from './draft.ts';
import { protectionWords } from './typed-police.ts';

/**
 * Whether a condition holds for these answers. An unanswered question counts as not known, unless the condition needs
 * an answer.
 */
export function applies(condition: Condition, answers: Answers): boolean {
  if ('any' in condition) return condition.any.some((each) => applies(each, answers));
  if ('always' in condition) return condition.always;
  if ('agency' in condition) return answers.values.agency === condition.agency;
  if ('situation' in condition) {
    const defaultAnswer = condition.answered ? '' : 'not-known';
    return condition.is.includes(answers.values[condition.situation] || defaultAnswer);
  }
  return 'said' in condition ? protectionWords(answers).length > 0 : isSignalled(answers, condition.ticked);
}

/** Whether the indicator was seen or suspected, or another that says the same. */
export const isTicked = ({ ticks }: Answers, statement: string) =>
  Object.values(ticks).some(({ seen, suspected, covers }) =>
    [...seen, ...suspected, ...Object.keys(covers)].includes(statement),
  );

/** Whether any of these indicators was seen or suspected, or one that says the same. */
export const isSignalled = (answers: Answers, statements: string[]) => statements.some((id) => isTicked(answers, id));

/** The protocol's warnings for this place and these answers. */
export function warningsAt({ warnings }: Pick<Pack, 'warnings'>, place: WarningPlace, answers: Answers): Warning[] {
  return warnings.filter(({ at, shownWhen }) => at.includes(place) && applies(shownWhen, answers));
}

/** A warning in words. Its section of the protocol stands in “Everything”. */
export const warningInWords = ({ strong, text }: Warning): string => `${strong ? `${strong} ` : ''}${text}`;

/** Somebody to ask for advice. `when`: the question they can help with. `isFirst`: these answers put them first. */
interface Adviser {
  contact: Contact;
  when: string;
  isFirst: boolean;
}

/**
 * The people whom a referrer with these answers can ask. Those whom the answers call for come first.
 * @source Protocol 7, 8.1, 10.3, 11
 */
export function advisers({ advice, contacts }: Pack, answers: Answers): Adviser[] {
  const applicable = advice.ring.flatMap(({ contact: id, when, firstWhen }) => {
    const contact = contacts.find((each) => each.id === id);
    if (!contact || !applies(contact.shownWhen, answers)) return [];
    return [{ contact, when, isFirst: firstWhen !== undefined && applies(firstWhen, answers) }];
  });
  return applicable.toSorted((one, other) => Number(other.isFirst) - Number(one.isFirst));
}

/** The contacts whom these answers put first and who have a number that can be dialled. */
export const firstToAsk = (pack: Pack, answers: Answers): Contact[] =>
  advisers(pack, answers).flatMap(({ contact, isFirst }) =>
    isFirst && contact.phone && contact.dialable ? contact : [],
  );
