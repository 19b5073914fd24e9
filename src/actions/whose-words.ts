import { referencesIn } from '../base/reference.ts';
import { Duration, type Instant, plus } from '../base/time.ts';
import { namesOtherTold, sharesName, toldIn, whomFits, whomPointedAt } from '../case/child-told.ts';
import { missingIn } from '../case/missing.ts';
import { deniesAnswer, lastAnswered, type OpenQuestion, openQuestions, putsRight } from '../case/open-questions.ts';
import { type CaseRecord, draftOf, isOwnDraft, ownAnswers } from '../case/record.ts';
import { sentReferral, submitted } from '../case/standing.ts';
import { whetherFoundSaidAt } from '../case/urgent.ts';
import { worryParts } from '../draft/aside.ts';
import { otherTimeIn } from '../draft/leaving-corrected.ts';
import {
  childrenNamed,
  isNameIn,
  namedFirst,
  namesAny,
  namesIn,
  namesOther,
  namesPlainly,
  namesTold,
  tellsOfAnother,
  withoutMentions,
} from '../draft/news-said.ts';
import { isOfRinging } from '../draft/ring-said.ts';
import { says, saysWhetherFound } from '../draft/says.ts';
import { speaksOfSeveral } from '../draft/several.ts';
import { stepNow } from '../draft/steps.ts';
import { wordsIn } from '../draft/typed-words.ts';
import { happened, isA, textOf } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import { type PersonRecord, unsaidIn } from '../store/people.ts';
import { pronounIn } from '../understanding/whom.ts';
import { isBlank, isLive, onlyLive, othersOf } from './which-case.ts';

interface Around {
  own: CaseRecord[]; // the cases of the author of the words
  person: PersonRecord;
  now: Instant;
  pack: Pack;
  isAnswer?: boolean; // the open check takes the words, too
}

/** Whether their check asks about danger: a “yes” may answer that of either child. */
export function isAtDanger(words: string, { own, person, pack }: Around): boolean {
  const asked = own.filter(({ id }) => id === person.openDraft).map(draftOf)[0];
  return (
    asked !== undefined &&
    ['danger', 'danger-phone'].includes(stepNow(asked, pack).kind) &&
    !isNameIn(words, own.map(ownAnswers))
  );
}

/**
 * The one sent case that words are about: its reference stands in them, or the name of its child and of no other; they take its
 * answer or its found child back; a name of its people or its street stands in them; no other child fits their “she” or “he”; it
 * is the only one; or the newest words of their author named its child. With a check open, a name of a child says it where it
 * begins the words, or a part of them.
 */
export function caseOf(words: string, around: Around): CaseRecord | undefined {
  const { own, person, now, isAnswer } = around;
  if (isOfSeveral(words, own)) return undefined;
  const live = own.filter(isLive);
  const check = own.find((each) => each.id === person.openDraft && isOwnDraft(each) && !isLive(each));
  const [reference] = referencesIn(words);
  if (reference) return live.find(({ id }) => id === reference);
  const [sent, other] = live;
  const ofSent = check && isBlank(check) && sent && !other && says('missing', words) && !saysWhetherFound(words);
  if (ofSent && !tellsOfAnother(words, ownAnswers(sent), sent.facts.texts)) return sent;
  const [corrected, alsoCorrected] = [...live, ...(check ? [check] : [])].filter((each) => correctsTold(words, each));
  if (corrected && !alsoCorrected && corrected !== check) return corrected;
  const typedAt = lastTyped(own, person) ?? '';
  const answered = live.find((each) => {
    const { answer } = lastAnswered(submitted(each).questions, now) ?? {};
    return answer && (deniesAnswer(words) || (putsRight(words) && answer.kind !== 'awaited' && answer.at > typedAt));
  });
  if (answered) return answered;
  const isEither = isAtDanger(words, around) && /\b(?:y|yes|yeah|yep|no|nope|nah)\b/i.test(words);
  const said = withoutNot(check ? withoutMentions(words, othersOf(check, own)) : words); // “nadia not topaz”
  const [named, another] = isEither ? [] : childrenOf(said, own);
  if (another && (check || live.length === 1)) return undefined;
  const isPlain = named && (live.length === 1 || namesPlainly(said, namesIn(ownAnswers(named))));
  if (isPlain && !another && !check) return live.includes(named) ? named : undefined;
  const first = named && namedFirst(said, childrenOf(said, own), ownAnswers); // of several, one that words begin with
  if (first) return live.includes(first) ? first : undefined;
  const plain =
    check &&
    live.filter((each) => (each === named && !another && !OF_ANYONE.test(words)) || deniesTime(words, each, now));
  if (plain?.length === 1) return plain[0];
  const children = own.filter(isOpen);
  const [pointedAt, alsoAt] = isEither || isAnswer ? [] : whomPointedAt(said, children);
  if (pointedAt && children.length > 1)
    return alsoAt || !isLive(pointedAt) || tellsOfAnother(words, ownAnswers(pointedAt)) ? undefined : pointedAt;
  const saidNow = (each: CaseRecord) => {
    const at = whetherFoundSaidAt(each);
    return at !== undefined && plus(at, TOPIC_LASTS) > now;
  };
  const [meantLast, second] = says('notFound', words) ? live.filter(saidNow) : [];
  if (meantLast && !second) return meantLast;
  if (live.length === 1 && isOfRinging(words) && /\b(?:i|im|me|my)\b/i.test(words)) return live[0]; // of their own telephone
  const fits = isAnswer ? children : whomFits(said, children);
  const [fitting, alsoFits] = fits;
  const isOfChild = pronounIn(said) === 'she' || /\b(?:boy|lad)\b/i.test(said); // a “he” may be any man
  const isMore =
    speaksOfSeveral(words) || saysWhetherFound(words) || missingIn(words) || /^\W*(?:about|for)\b/i.test(words);
  if (children[1] && fitting && !alsoFits && isOfChild && !isMore) return isLive(fitting) ? fitting : undefined;
  const mayAnswer = isAtDanger(words, around) && (wordsIn(words).length <= 4 || ANSWERS.test(words));
  const isUnclear = mayAnswer || openQuestions(live).length > 0; // they may answer that
  const only = onlyLive(own, person);
  const meant =
    only && waitsNow(person, now)
      ? undefined
      : (only ?? (isUnclear ? undefined : newestCase(own, person, now, putsRight(words) || says('mistake', words))));
  const isOther =
    meant &&
    (!fits.includes(meant) ||
      unsaidIn(person).some((each) => sharesName(words, each.words) && !sharesName(words, toldIn(meant))) ||
      tellsOfAnother(words, ownAnswers(meant), meant.facts.texts) ||
      namesOther(words, ownAnswers(meant), othersOf(meant, own)));
  return isOther ? undefined : meant;
}

/** “amira is 7 not 8”: what was told of somebody whom this case names, and is put right. */
export function correctsTold(words: string, record: CaseRecord): boolean {
  const [, wrong = ''] = /\bnot (?:an? |the )?([\p{L}\d]+)/iu.exec(words) ?? [];
  const isTold = wrong !== '' && wordsIn(toldIn(record)).includes(wrong.toLowerCase());
  const others = wordsIn(words).filter((word) => word !== wrong.toLowerCase()); // “i mean tuyet not kian” is not of Kian
  return isTold && others.some((word) => namesTold(ownAnswers(record), [word]));
}

/** Who of two children is meant by these is not said: “she told amina”. */
const OF_ANYONE =
  /\b(?:s?he|(?:s?he|they)['’]?(?:s|ll|re|ve|d)|hers?|him|his|the[ym]|their|girl|boy|lad|kid|child|baby|friend|mate|sister|brother|cousin|twin|same|like|too|also|both|other|another|next)\b/i;

/** Whether words put another time in the place of the one that the MASH knows of this child: “half 3 now not 4”. */
const deniesTime = (words: string, { events }: CaseRecord, now: Instant): boolean => {
  const known = sentReferral({ events })?.leavesSight;
  return known !== undefined && otherTimeIn(words, now, { known }) !== undefined;
};

const isOpen = (each: CaseRecord) => isLive(each) || (isOwnDraft(each) && each.status === 'draft');
/** The children of this author whom words name, sent or not. */
export const childrenOf = (words: string, own: CaseRecord[]): CaseRecord[] =>
  childrenNamed(words, own.filter(isOpen), ownAnswers);
/** The same, or of whom alone a name of their people or their street was told. */
export function whoseNames(words: string, own: CaseRecord[]): CaseRecord[] {
  const named = childrenOf(words, own);
  return named.length > 0 ? named : whomPointedAt(words, own.filter(isOpen));
}
/** The words without whom they are not about. */
const withoutNot = (words: string) => words.replace(/\bnot (?:for |about |with |the )*[\p{L}’'-]{2,30}/giu, ' ');

/** Whether the words stand as an answer in this check, and name no other child. */
export function isAnswerOf(draft: CaseRecord, words: string, own: CaseRecord[]): boolean {
  if (!isOwnDraft(draft) || draft.practice || isLive(draft)) return false;
  const answers = ownAnswers(draft);
  const isSaved = Object.values(answers.values).some((value) => value && worryParts(value).told === words.trim());
  const others = othersOf(draft, own);
  const isOther = namesOther(withoutMentions(words, others), answers, others) || namesOfSent(words, draft, own);
  return isSaved && !isOther;
}

/** Whether words name a car, or somebody or a street, of a sent child, and not of that of this check: either may be meant, if the two are not linked. */
export function namesOfSent(words: string, check: CaseRecord, own: CaseRecord[]): boolean {
  if (!isOwnDraft(check) || isLive(check) || check.progress?.next || happened(check.events, 'CaseLinked')) return false;
  const isOfSent = own.some((each) => each.id !== check.id && isLive(each) && namesOtherTold(words, toldIn(each)));
  const [pointedAt, alsoAt] = whomPointedAt(words, [...own.filter(isLive), check]);
  const isPointed = pointedAt !== undefined && alsoAt === undefined && pointedAt !== check;
  return isPointed || (isOfSent && !namesOtherTold(words, toldIn(check).replaceAll(words.trim(), ' ')));
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

const TOPIC_LASTS = Duration.parse('PT10M');

/** Whether words of this person wait that they typed just now: what follows them may be about the same child. */
const waitsNow = (person: PersonRecord, now: Instant): boolean =>
  unsaidIn(person).some(({ at }) => plus(at, TOPIC_LASTS) > now);

const ANSWERS = /^\W*[1-3]\b|\b(?:y|yes|yeah|yep|no|nope|nah|not|safe|danger)\b/i;

/**
 * With a check open: the other case in which the newest words of this person stand, if they named its child a little before, or said
 * that earlier words are about it, and have answered nothing in the check since. Words that put those right go where they stand.
 */
export function newestCase(
  own: CaseRecord[],
  person: PersonRecord,
  now: Instant,
  putsItRight = false,
): CaseRecord | undefined {
  const check = own.find(({ id }) => id === person.openDraft);
  if (!check && !putsItRight) return undefined;
  const lately = own.flatMap((record) =>
    record.events.filter(isA('InformationAdded')).flatMap((event) => {
      const words = record.facts.texts[textOf.information(event.number)] ?? '';
      const isTyped = event.by === person.id && event.typedAt && plus(event.at, TOPIC_LASTS) > now;
      return isTyped ? [{ record, event, words }] : [];
    }),
  );
  // a number that went to each of them is of no one child
  const typed = lately.filter(
    ({ record, words }) => !lately.some((each) => each.record !== record && each.words === words),
  );
  const newest = typed.reduce(
    (last: (typeof typed)[number] | undefined, each) => (last && last.event.at > each.event.at ? last : each),
    undefined,
  );
  const record = newest?.record;
  const isNamed = typed.some(({ record: of, event, words }) => {
    const isSaid = event.typedAt !== event.at && (event.filedBy ?? person.id) === person.id;
    return of === record && (isSaid || namesAny(words, namesIn(ownAnswers(of))));
  });
  const isNewer = newest !== undefined && record !== check && newest.event.at >= (check?.answeredAt ?? '');
  const isWaiting = unsaidIn(person).some(({ at }) => newest && at > newest.event.at);
  return isNewer && (isNamed || putsItRight) && !isWaiting ? record : undefined;
}

/** When this person last typed something that the MASH has, in these cases or without a child. */
const lastTyped = (own: CaseRecord[], person: PersonRecord): Instant | undefined =>
  [
    ...unsaidIn(person).map(({ at }) => at),
    ...own.flatMap(({ events }) => events.filter(isA('InformationAdded')).flatMap(({ typedAt }) => typedAt ?? [])),
  ]
    .sort()
    .at(-1);

/** The only question that is open in these cases, if their author has typed nothing since it was asked: what they type next answers it. */
export function asksNow(own: CaseRecord[], person: PersonRecord): OpenQuestion | undefined {
  const [open, another] = openQuestions(own);
  return another || (open && (lastTyped(own, person) ?? '') > open.question.askedAt) ? undefined : open;
}
