import { isLive } from '../../actions/which-case.ts';
import { type CaseId, referencesIn, withoutReferences } from '../../base/reference.ts';
import { type CaseRecord, ownAnswers } from '../../case/record.ts';
import { namesIn } from '../../draft/news-said.ts';
import { wordsIn } from '../../draft/typed-words.ts';
import type { UnfiledWords } from '../../store/people.ts';

const saysOf = new Set(
  'about and both for its it is that this those these was were they theyre are i im mean meant talking all of the them child girl boy one sorry ok yes please'.split(
    ' ',
  ),
);
const ofMessage = /^(?:only|just|last|messages?|number|\d{1,2})$/;
const asks = /\b(?:about|for|meant?)\b/i;

/**
 * “about HT-…”, “for HT-… and HT-…”, “i meant nadia”, “6 about HT-…”, or a bare reference: which children are meant, if the
 * words say no more.
 * @param own the children of an author: their names, and “both”, count as references; a member of the MASH says the reference
 */
export function childrenSaid(text: string, own: CaseRecord[] = []): CaseId[] {
  const words = wordsIn(withoutReferences(text));
  const isOfMessage = (word: string) => own.length > 0 && asks.test(text) && ofMessage.test(word);
  const names = words.filter((word) => !saysOf.has(word) && !isOfMessage(word));
  const named = referencesIn(text);
  if (names.length > 0) {
    const ofName = own.filter((each) => names.every((word) => namesIn(ownAnswers(each)).includes(word)));
    return ofName.length === 1 && named.length === 0 && asks.test(text) ? ofName.map(({ id }) => id) : [];
  }
  const live = own.filter(isLive);
  if (words.includes('both') && live.length === 2) return live.map(({ id }) => id);
  return named.length === 1 || words.includes('and') ? named : [];
}

/** “about HT-… last”, “6 about HT-…”: which of the numbered words that wait; none if one is not there, undefined for all. */
export function messagesSaid(text: string, waiting: UnfiledWords[]): UnfiledWords[] | undefined {
  const words = wordsIn(withoutReferences(text));
  const numbers = words.filter((word) => /^\d+$/.test(word)).map(Number);
  if (words.includes('last')) return numbers.length > 0 ? [] : waiting.slice(-1);
  const isThere = numbers.every((number) => waiting[number - 1]);
  return numbers.length > 0 ? waiting.filter((_, index) => isThere && numbers.includes(index + 1)) : undefined;
}

/** Words that may say which messages are meant, in a way that the bot does not read: “the first two”. */
export const maySayMessages = (text: string): boolean => /\b(?:only|last|first|latest|messages?|except)\b/i.test(text);
