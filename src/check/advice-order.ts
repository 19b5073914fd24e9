import type { Contact } from '../protocol/contact.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Answers } from './draft.ts';
import { applies } from './shown-when.ts';

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
