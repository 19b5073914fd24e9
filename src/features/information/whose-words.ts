import { isLive, onlyLive, othersOf } from '../../actions/which-case.ts';
import { referencesIn } from '../../base/reference.ts';
import { type Instant, plus } from '../../base/time.ts';
import { deniesAnswer, lastAnswered, openQuestions } from '../../case/open-questions.ts';
import { type CaseRecord, isOwnDraft, ownAnswers } from '../../case/record.ts';
import { submitted } from '../../case/standing.ts';
import { whetherFoundSaidAt } from '../../case/urgent.ts';
import { worryParts } from '../../draft/aside.ts';
import { childrenNamed, namedFirst, namesOther, tellsOfAnother } from '../../draft/news-said.ts';
import { isOfRinging } from '../../draft/ring-said.ts';
import { says } from '../../draft/says.ts';
import type { PersonRecord } from '../../store/people.ts';
import { newestCase, TOPIC_LASTS, waitsNow } from './state.ts';

/**
 * The one sent case that words are about: its reference stands in them, or the name of its child and of no other; they take its
 * answer or its found child back; it is the only one; or the newest words of their author named its child.
 * @param own the cases of their author
 * @param isAtDanger a check asks about danger: a “yes” may answer that of either child
 */
export function caseOf(
  words: string,
  { own, person, now, isAtDanger }: { own: CaseRecord[]; person: PersonRecord; now: Instant; isAtDanger: boolean },
): CaseRecord | undefined {
  if (isOfSeveral(words, own)) return undefined;
  const live = own.filter(isLive);
  const [reference] = referencesIn(words);
  if (reference) return live.find(({ id }) => id === reference);
  const denied = deniesAnswer(words) && live.find((each) => lastAnswered(submitted(each).questions, now));
  if (denied) return denied;
  const isEither = isAtDanger && /\b(?:y|yes|yeah|yep|no|nope|nah)\b/i.test(words);
  const [named, another] = isEither ? [] : childrenOf(words, own);
  if (live.length === 1 && named) return live.includes(named) && !another ? named : undefined;
  const first = named && namedFirst(words, childrenOf(words, own), ownAnswers); // of several, one that words begin with
  if (first) return live.includes(first) ? first : undefined;
  const saidNow = (each: CaseRecord) => {
    const at = whetherFoundSaidAt(each);
    return at !== undefined && plus(at, TOPIC_LASTS) > now;
  };
  const [meantLast, second] = says('notFound', words) ? live.filter(saidNow) : [];
  if (meantLast && !second) return meantLast;
  if (live.length === 1 && isOfRinging(words) && /\b(?:i|im|me|my)\b/i.test(words)) return live[0]; // of their own telephone
  const isUnclear = isAtDanger || openQuestions(live).length > 0; // they may answer that
  const only = onlyLive(own, person);
  const meant =
    only && waitsNow(person, now) ? undefined : (only ?? (isUnclear ? undefined : newestCase(own, person, now)));
  const isOther =
    meant &&
    (tellsOfAnother(words, ownAnswers(meant), meant.facts.texts) ||
      namesOther(words, ownAnswers(meant), othersOf(meant, own)));
  return isOther ? undefined : meant;
}

/** The children of this author whom words name, sent or not. */
export const childrenOf = (words: string, own: CaseRecord[]): CaseRecord[] =>
  childrenNamed(
    words,
    own.filter((each) => isLive(each) || (isOwnDraft(each) && each.status === 'draft')),
    ownAnswers,
  );

/** Whether the words stand as an answer in this check, and name no other child. */
export function isAnswerOf(draft: CaseRecord, words: string, own: CaseRecord[]): boolean {
  if (!isOwnDraft(draft) || draft.practice || isLive(draft)) return false;
  const answers = ownAnswers(draft);
  const isSaved = Object.values(answers.values).some((value) => value && worryParts(value).told === words.trim());
  return isSaved && !namesOther(words, answers, othersOf(draft, own));
}

/** Whether words with a reference say no one child: with two, or with another name than of the child who is missing. */
export function isOfSeveral(words: string, own: CaseRecord[]): boolean {
  const [named, another] = referencesIn(words);
  const record = own.find(({ id }) => id === named);
  return (
    another !== undefined ||
    (record !== undefined && says('missing', words) && namesOther(words, ownAnswers(record), othersOf(record, own)))
  );
}
