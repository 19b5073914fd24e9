import { referencesIn } from '../base/reference.ts';
import { Duration, type Instant, plus } from '../base/time.ts';
import { isOfOtherSex, toldIn, whomCalled, whomFits, whomPointedAt } from '../case/child-told.ts';
import { correctsTold, deniesAnswer, lastAnswered, openQuestions, putsRight, wrongOf } from '../case/open-questions.ts';
import { type CaseRecord, draftOf, isOwnDraft, ownAnswers } from '../case/record.ts';
import { sentReferral, submitted } from '../case/standing.ts';
import { whetherFoundSaidAt } from '../case/urgent.ts';
import { worryParts } from '../draft/aside.ts';
import { otherTimeIn } from '../draft/leaving-corrected.ts';
import { leavingIn } from '../draft/leaving-said.ts';
import { namesOtherTold } from '../draft/near-said.ts';
import {
  beginsAnother,
  childrenNamed,
  isNameIn,
  namedFirst,
  namesAny,
  namesIn,
  namesOther,
  tellsOfAnother,
  withoutMentions,
} from '../draft/news-said.ts';
import { isOfRinging } from '../draft/ring-said.ts';
import { says } from '../draft/says.ts';
import {
  announcesChild,
  beginsChild,
  bringsChild,
  mentionsOther,
  namesAged,
  saysAnother,
  speaksOfSeveral,
  tellsOfSecond,
  withoutNot,
} from '../draft/several.ts';
import { stepNow } from '../draft/steps.ts';
import { sharesName, wordsIn } from '../draft/typed-words.ts';
import { happened, isA, textOf } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import { type PersonRecord, unsaidIn } from '../store/people.ts';
import { describesCarOf, isBlank, isForBegun, isLive, lastTyped, onlyLive, othersOf } from './which-case.ts';

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

/** `children`: of all cases that are sent, and of checks. `said`: the words without whom they only mention. */
interface Heard extends Around {
  words: string;
  said: string;
  children: CaseRecord[];
  live: CaseRecord[];
  check: CaseRecord | undefined;
  isEither: boolean; // a yes or a no, which may answer the check or be of any child
}

/**
 * What says which child words are about, the strongest first. The first that speaks for one child decides; the first that speaks for
 * two says that it is neither. Where none does, nobody guesses: the child is not yet said.
 */
const certain: ((heard: Heard) => CaseRecord[])[] = [corrected, answering, named, called, ofTheAuthor, only, goesOn];

/** Whose words are, where that is plain: a case that the MASH has, or a check. */
export function whoseAre(words: string, around: Around): CaseRecord | undefined {
  const { own, person } = around;
  const children = own.filter(isOpen);
  if (isOfSeveral(words, own) || (speaksOfSeveral(words) && says('missing', words))) return undefined;
  const [reference] = referencesIn(words);
  if (reference) return children.find(({ id }) => id === reference);
  const check = children.find((each) => each.id === person.openDraft && !isLive(each));
  const isValue = /\d\b.*\bnot (?:\w+ )?\d/i.test(words); // “minh says hes 16 not 15” puts right what was told of Minh
  const said = withoutNot(check && !isValue ? withoutMentions(words, othersOf(check, own)) : words); // “nadia not topaz”
  const isEither = isAtDanger(words, around) && YES_OR_NO.test(words);
  const heard = { ...around, words, said, children, live: children.filter(isLive), check, isEither };
  const [sure, other] = first(certain, heard);
  if (sure && isLive(sure) && beginsAnother(words, children.map(ownAnswers))) return undefined;
  if (sure) return other ? undefined : sure;
  return around.isAnswer && !newestOf(heard, false) ? check : undefined;
}

const first = (ladder: typeof certain, heard: Heard): CaseRecord[] =>
  ladder.reduce((found: CaseRecord[], rung) => (found.length > 0 ? found : rung(heard)), []);
const onlyOne = (found: CaseRecord[]): CaseRecord[] => (found.length === 1 ? found : []);

/** Whether words tell of a child of whom nothing was told before, and so not of this one. */
const isOfNew = (child: CaseRecord, { words, children }: Pick<Heard, 'words' | 'children'>): boolean =>
  !(children.length === 1 && isLive(child) && mentionsOther(words)) &&
  (bringsChild(words, children.length > 1) ||
    (isLive(child) &&
      !childrenNamed(words, [child], ownAnswers)[0] &&
      (announcesChild(words) || isOfOtherSex(words, child))) ||
    tellsOfAnother(words, ownAnswers(child), isLive(child) ? child.facts.texts : {}));

/** Whether nothing in words is of somebody else: a “she” or “he”, a name that waits without a child or of another, a new child. */
const canBe = (child: CaseRecord, heard: Heard): boolean =>
  whomFits(heard.said, heard.children).includes(child) &&
  !unsaidIn(heard.person).some(
    (each) => sharesName(heard.words, each.words) && !sharesName(heard.words, toldIn(child)),
  ) &&
  !isOfNew(child, heard) &&
  !namesOther(heard.words, ownAnswers(child), othersOf(child, heard.own));

/** Those of several children of each of whom words put right the same. */
export function correctedIn(words: string, live: CaseRecord[]): CaseRecord[] {
  const those = referencesIn(words).length > 0 ? [] : live.filter((each) => correctsTold(words, each));
  return those.length > 1 && whomPointedAt(words, live).length !== 1 ? those : [];
}
/** They put right a value, a thing or a time that was told of one child only. */
function corrected({ words, children, now }: Heard): CaseRecord[] {
  const sure = onlyOne(children.filter((each) => correctsTold(words, each) || deniesTime(words, each, now)));
  return sure.length > 0 ? sure : onlyOne(wrongOf(words, children));
}

/** They take back what was last answered, or that a child is found; or say that there is no danger, where a check just begun asks. */
function answering({ words, children, live, check, own, person, now, isEither }: Heard): CaseRecord[] {
  const typedAt = lastTyped(own, person) ?? '';
  const answered = live.find((each) => {
    const { answer } = lastAnswered(submitted(each).questions, now) ?? {};
    return answer && (deniesAnswer(words) || (putsRight(words) && answer.kind !== 'awaited' && answer.at > typedAt));
  });
  if (answered) return [answered];
  const isYesNo = check && isEither && /^\W*(?:y|n)/i.test(words) && isForBegun(words, check, own, now);
  if (isYesNo && !leavingIn(words, now) && whomPointedAt(words, children).every((each) => each === check))
    return [check];
  const isNow = (at: Instant | undefined) => at !== undefined && plus(at, TOPIC_LASTS) > now;
  const isPlain = wordsIn(words).length <= 6 || /\b(?:found|back|here|there|safe|missing|lost)\b/i.test(words); // not “no sorry it wasnt him selling …”
  const isOf = (each: CaseRecord) => isNow(whetherFoundSaidAt(each)) && whomFits(words, children).includes(each);
  return says('notFound', words) && isPlain ? onlyOne(live.filter(isOf)) : [];
}

/** They name one child, or somebody or something of which one child’s story alone tells, and bring nobody new; or begin the story of a check. */
function named({ words, said, children, check, isEither, isAnswer }: Heard): CaseRecord[] {
  const [one, ...more] = whomPointedAt(said, children);
  if (!one)
    return check && isBlank(check) && !isAnswer && !isEither && namesAged(words).length > 0 && !saysAnother(words)
      ? [check]
      : [];
  if (more.length > 0) return isEither && more.length + 1 === children.length ? [] : [one, ...more];
  if (OTHER_ONE.test(words) && children.length > 1) return children; // “driven off with the little one, left dawit here”
  const names = namesIn(ownAnswers(one));
  const rest = said.replace(/^\W*(?:y|yes|yeah|yep|no|nope|nah)\W+/i, '');
  const isSentence =
    wordsIn(rest).length > 3 && !YES_OR_NO.test(rest) && whomPointedAt(wordsIn(rest)[0] ?? '', children)[0] === one;
  if (isEither && (one === check || (namesAny(said, names) && !isSentence))) return []; // “no rhys is ok hes with his nan”
  if (namedFirst(said, [one], ownAnswers)) return [one];
  const isNew = isOfNew(one, { words, children }) || bringsChild(words, true) || tellsOfSecond(words) !== undefined; // “another kid next door to rhys”
  const isBeside = check && one !== check && namesAny(said, names) && OF_ANYONE.test(withoutOwn(said, names)); // “she told amina”
  const isOnly = children.length === 1 && !namesAny(said, names);
  return isNew || isBeside || isOnly ? [] : [one];
}

/** They begin with what one child’s story alone says the child is: “little one is sat here”, “the 7 year old has bruises”. */
function called({ said, children }: Heard): CaseRecord[] {
  const [, whom = ''] = CALLED.exec(said) ?? [];
  return onlyOne(whom ? whomCalled(whom, children) : []).filter((child) => !isOfNew(child, { words: said, children }));
}
const CALLED =
  /^\W*(?:(?:and|now|so|ok|oh|but|also)\W+){0,3}(?:the |our )?((?:little|small|wee|younger|youngest|toddler) one|(?<=the )toddler|\d{1,2} ?(?:yrs?|years?) ?old)(?= |s\b)/i;

/** “dont ring me”: of their own telephone, with one child sent. */
function ofTheAuthor({ words, live }: Heard): CaseRecord[] {
  return isOfRinging(words) && /\b(?:i|im|me|my)\b/i.test(words) ? onlyOne(live) : [];
}

/** There is no other child of whom they can be, and no words wait that began just before to tell of one. */
function only(heard: Heard): CaseRecord[] {
  const child = onlyLive(heard.own, heard.person);
  const waits = unsaidIn(heard.person).some(
    ({ at, words, from }) => (from || beginsChild(words)) && plus(at, TOPIC_LASTS) > heard.now,
  );
  return child && !waits && canBe(child, heard) ? [child] : [];
}

/** They put right what was typed just before, or describe its car. */
function goesOn(heard: Heard): CaseRecord[] {
  const { words, live, isAnswer } = heard;
  const last = newestOf(heard, true);
  const isCar = last !== undefined && describesCarOf(last, words, heard.now);
  const isUnclear = isAnswer || openQuestions(live).length > 0 || isAtDanger(words, heard);
  return last && (isCar || putsRight(words) || says('mistake', words)) && !isUnclear && canBe(last, heard)
    ? [last]
    : [];
}

const OTHER_ONE =
  /\b(?:the|his|her|their) (?:other|little|younger|older|small|big) (?:one|boy|girl|lad|kid|child|brother|sister)\b/i;
/** The words without a “she” or “he” who is the child named before: “amiras gone shes got in with kaz”, not “amina told her”. */
const withoutOwn = (words: string, names: string[]): string => {
  const all = wordsIn(words);
  const at = all.findIndex((word) => namesAny(word, names));
  const isTelling = TELLS.test(all[at + 1] ?? '');
  return all.filter((word, place) => place < at || isTelling || !/^(?:s?he|s?hes)$/.test(word)).join(' ');
};
const TELLS = /^(?:told|tells?|sa(?:id|ys?)|thinks?|reckons|texted|rang|saw|knows?|with)$/;
/** Who of two children is meant by these is not said: “she told amina”. */
const OF_ANYONE =
  /\b(?:s?he|(?:s?he|they)['’]?(?:s|ll|re|ve|d)|hers?|him|his|the[ym]|their|girl|boy|lad|kid|child|baby|friend|mate|sister|brother|cousin|twin|same|like|too|also|both|other|another|next)\b/i;

/** Whether words put another time in the place of the one that the MASH knows of this child: “half 3 now not 4”. */
const deniesTime = (words: string, { events }: CaseRecord, now: Instant): boolean => {
  const known = sentReferral({ events })?.leavesSight;
  return known !== undefined && otherTimeIn(words, now, { known }) !== undefined;
};

const isOpen = (each: CaseRecord) => isLive(each) || (isOwnDraft(each) && each.status === 'draft' && !each.practice);
/** The children of this author whom words name, sent or not: by their own name, or by somebody or a street of whom alone was told. */
export const whoseNames = (words: string, own: CaseRecord[]): CaseRecord[] => whomPointedAt(words, own.filter(isOpen));
/** The same by their own names. */
export const childrenOf = (words: string, own: CaseRecord[]): CaseRecord[] =>
  childrenNamed(words, own.filter(isOpen), ownAnswers);

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
  const isPointed = whomPointedAt(words, [...own.filter(isLive), check]).some((each) => each !== check);
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
const YES_OR_NO = /\b(?:y|yes|yeah|yep|no|nope|nah)\b/i;

/**
 * With a check open: the other case in which the newest words of this person stand, if they named its child a little before, or said
 * that earlier words are about it, and have answered nothing in the check since. Words that put those right go where they stand.
 */
function newestOf({ own, person, now, check }: Heard, putsItRight: boolean) {
  const lately = own.flatMap((record) =>
    record.events.filter(isA('InformationAdded')).flatMap((event) => {
      const words = record.facts.texts[textOf.information(event.number)] ?? '';
      const isTyped = event.by === person.id && event.typedAt && plus(event.at, TOPIC_LASTS) > now;
      const isSaid = event.typedAt !== event.at && (event.filedBy ?? person.id) === person.id;
      const isNamed = isSaid || namesAny(words, namesIn(ownAnswers(record)));
      return isTyped ? [{ record, event, words, isNamed }] : [];
    }),
  );
  // a number that went to each of them is of no one child
  const typed = lately.filter(
    ({ record, words }) => !lately.some((each) => each.record !== record && each.words === words),
  );
  const last = typed.toSorted((one, other) => (one.event.at < other.event.at ? 1 : -1))[0];
  if (!last || last.record === check || last.event.at < (check?.answeredAt ?? '')) return undefined;
  const isNamed = putsItRight || typed.some((each) => each.record === last.record && each.isNamed);
  return isNamed && !unsaidIn(person).some(({ at }) => at > last.event.at) ? last.record : undefined;
}
