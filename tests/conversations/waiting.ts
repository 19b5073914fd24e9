import type { CardSeen } from '../fakes/seeing.ts';
import type { Delivered } from '../fakes/wire.ts';
import { contains } from './expecting.ts';
import type { CardActions, Person } from './person.ts';
import { allOf, assessmentCard, caseCard, inChat, receipt, textsOf } from './walks.ts';

/** Waiting for what a person will see soon. On failure the error has the card as it was. */
function comesToSay(person: Person, find: () => CardActions, words: readonly string[]): Promise<CardSeen> {
  return person.until(() => {
    const card = find().sees();
    const missing = words.filter((each) => !card.text.includes(each));
    if (missing.length > 0) throw new Error(`no “${missing.join('”, “')}” on the card:\n${card.text}`);
    return card;
  });
}

/** Waits until the shared card of a case shows these words to this member of the MASH. @returns what they see on it */
export const seesCase = (person: Person, reference: string, ...words: string[]): Promise<CardSeen> =>
  comesToSay(person, () => caseCard(person, reference), words);

/** The same for the card in the Assessment team’s channel. */
export const seesAssessment = (person: Person, reference: string, ...words: string[]): Promise<CardSeen> =>
  comesToSay(person, () => assessmentCard(person, reference), words);

/** Waits until the receipt in its author’s chat shows these words. @returns what they see on it */
export const seesReceipt = (person: Person, reference: string, ...words: string[]): Promise<CardSeen> =>
  comesToSay(person, () => receipt(person, reference), words);

/** Waits until a card with these words is in this person’s own chat. @returns what they see on the newest */
export const hears = (person: Person, words: string, ...more: string[]): Promise<CardSeen> =>
  comesToSay(person, () => inChat(person, words), more);

/** The lines in the thread of a case that have this title after the reference. */
export const linesOf = (person: Person, reference: string, title: string): Delivered[] =>
  person.thread(reference).filter(({ summary }) => summary === `${reference}: ${title}`);

/** Waits until the thread of a case has a line with this title. @returns the lines that have it */
export const seesLine = (person: Person, reference: string, title: string): Promise<Delivered[]> =>
  person.until(() => {
    const lines = linesOf(person, reference, title);
    return lines.length > 0 && lines;
  });

/** The bot replies with these words in its plain text: a phone without cards shows no more. */
export const repliesInText = async (sent: Promise<readonly Delivered[]>, ...words: unknown[]): Promise<void> =>
  contains(textsOf(await sent), ...words);

/** The bot replies with these words, in its text or anywhere on its cards. */
export const replies = async (sent: Promise<readonly unknown[]>, ...words: unknown[]): Promise<void> =>
  contains(allOf(await sent), ...words);
