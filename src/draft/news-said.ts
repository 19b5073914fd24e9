import { oncePer } from '../base/once-per.ts';
import { type CaseId, referencesIn } from '../base/reference.ts';
import type { Texts } from '../base/texts.ts';
import type { Instant } from '../base/time.ts';
import type { Field, Pack } from '../protocol/pack.ts';
import { isQuestion } from '../understanding/asking.ts';
import { dangerIn, isKnownWord } from '../understanding/danger.ts';
import { isUsualWord } from '../understanding/phrases.ts';
import { givesReason } from './consent.ts';
import type { Answers, Draft } from './draft.ts';
import { takesNoStory } from './fields.ts';
import { isSentence, isTold, reasons } from './fits.ts';
import { leavingIn } from './leaving-said.ts';
import { sameSaid } from './next-child.ts';
import { answersBox, calledAmong, phoneAmong } from './read-answer.ts';
import { rangOthers } from './ring-said.ts';
import {
  beginsWithNewName,
  nameInWorry,
  namesAged,
  noName,
  ofAnyone,
  saysAnother,
  tellsOfSecond,
  withoutNot,
} from './several.ts';
import { fieldNow, stepNow } from './steps.ts';
import { choicesOf } from './typed.ts';
import { nameIn } from './typed-box.ts';
import { type Choice, plainly, readChoice } from './typed-choice.ts';
import { bareText, isUnsure, saysMore, withoutAgain, wordsIn } from './typed-words.ts';

/**
 * What typed words are for, while a check is open. A box would take “theyve just walked out” and “where r the police??” as
 * the child's name. What speaks of danger, or says when the child leaves, always goes to the MASH; into the box as well
 * only if it answers it. So does what says more than the answer that a question takes of it, and is about another child.
 * @param isSameCase whether the MASH waits for this check: then a plain time that it asks for goes there, too
 * @param others the other children of this author whom the MASH knows
 * @param whichChild the bot asks which child earlier words are about, and asked it `last`, or has asked the check's question
 *   since: a short box then takes a plain answer only, and words for a long one go to the MASH as well
 * @returns `more`: for both, and not only about this child
 */
export function meantFor(
  text: string,
  draft: Draft,
  { pack, now, isSameCase, others, whichChild }: Beside,
): 'check' | 'mash' | 'both' | 'more' {
  const step = stepNow(draft, pack);
  const asksAside = draft.progress.asked === 'danger' && /^\W*(?:y|yes|yeah|yep|n|no|nope)\b/i.test(text);
  const same = step.kind === 'same' && sameSaid(text);
  if (same) return same.more ? 'more' : 'check';
  const isOfDanger = asksAside || step.kind === 'danger' || step.kind === 'danger-phone';
  const isBoth = /^\W*(?:y|yes|yeah|yep|n|no|nope)\W+(?:and|but|also|plus)\b/i.test(text);
  if (isOfDanger && !isBoth && namesOther(withoutMentions(text, others), draft.answers, others)) return 'mash'; // “yes he hit rhys again”
  if (asksAside || takesPart.includes(step.kind)) {
    const isElsewhere = step.kind === 'danger-phone' && rangOthers(text.toLowerCase()); // the answer does not keep whom
    return isElsewhere || tellsMore(plainly(text), choicesOf(step)) ? 'more' : 'check';
  }
  const field = fieldNow(draft, pack);
  const isName = field?.id === 'child-name' || field?.id === 'child-age';
  if (isName && introducesChild(text, draft.answers, others)) return 'check';
  if (field?.choices) return tellsMore(plainly(text, field, draft.answers), field.choices) ? 'more' : 'check';
  const isShort = field !== undefined && field.kind !== 'long';
  const leaves = leavingIn(text, now);
  const mayBeNamed = field?.id === 'with' || field?.id === 'whereabouts'; // “kayleigh and tuan”
  const isAboutThem = whichChild !== undefined || isSentence(text) || (!mayBeNamed && wordsIn(text).length > 2);
  const about = withoutMentions(text, others);
  const all = others.map(({ answers }) => answers);
  const isNew = isBareName(text, all) && !beginsWithOther(text, others);
  if (!isNew && namesOther(about, draft.answers, others, isAboutThem)) return isShort ? 'mash' : 'more';
  // a long box tells of the past, too: there only a time that can be read counts
  const isForNow =
    isCry(text) ||
    dangerIn(text) !== undefined ||
    (isShort ? leaves : leaves?.at) !== undefined ||
    (isShort && takes.test(text));
  if (isShort && others.length > 0 && isOfPolice(text, field)) return 'mash';
  if (isShort && takesNoStory(field) && !mayBeNamed && REGISTRATION.test(text)) return 'mash';
  if (isShort && field.reads && isOnlyRead(text, leaves?.onlyTime)) {
    return isSameCase && isForNow && field.id === 'leaves-sight' ? 'both' : 'check';
  }
  const happens = isCry(text) || leaves?.at !== undefined || (isForNow && /!|\b(?:now|just)\b/i.test(text));
  if (field && reasons.includes(field.id) && (happens || REGISTRATION.test(text)) && !isReason.test(text))
    return 'mash';
  if (!isShort) return isForNow ? 'both' : field && whichChild === 'last' ? 'more' : 'check';
  const isAnswer = answersBox(text, field, now);
  const isOfThis = whichChild === undefined || (isShortSaid(text) && !isSentence(text)); // “in her room asleep”
  if (isForNow) return isAnswer && isOfThis ? 'both' : 'mash';
  if (whichChild && !isAnswer && !isPlain(text, field)) return mayBeNamed && isShortSaid(text) ? 'more' : 'mash';
  const said = field.id === 'name' ? nameIn(text).name : withoutAgain(text);
  const isAmong = // “i just told you. desk 020 …”, “he goes by T”
    (field.kind === 'phone' && phoneAmong(text).length > 0) ||
    (field.id === 'child-name' && calledAmong(text).length > 0);
  const isStory = takesNoStory(field) && isSentence(said) && !isAnswer && !isAmong && !isTold(said);
  return isQuestion(text) || isStory ? 'mash' : 'check';
}

interface Beside {
  pack: Pack;
  now: Instant;
  isSameCase: boolean;
  others: Child[];
  whichChild?: 'last' | 'before' | undefined;
}

/** “theyre going!!” is no reason; “she could be moved if he knew” is one. */
const isReason =
  /\b(?:because|cos|if|would|could|might|may|can|afraid|scared|frightened|risk\w*|think|thinks|know|knows|find out|tell|tells)\b|['’]d\b/i;

/** Questions that take “yes” or “I have phoned” out of more words. */
const takesPart = ['linked', 'same', 'danger', 'danger-phone', 'places'];

const tellsMore = (text: string, choices: Choice[]) => {
  const isUnsure = /\b(?:maybe|perhaps|prob\w*|might)\b/i.test(text); // the note keeps it: “2 maybe”
  const { id, more = true } = readChoice(text, choices) ?? {};
  return more && (!givesReason(text, id) || dangerIn(text) !== undefined) && (isUnsure || saysMore(text, choices));
};
const aCry =
  /^\W*(?:(?:help(?:p| us| me)?|hlep|hurry|quick(?:ly)?|please|pls|plz|come|asap|omg|oh|my|god|now|some ?(?:one|body))\b\W*)+$/i;
const cries = /\b(?:h[el]{2}pp?|hurry|quick(?:ly)?|please|pls|plz|come|asap|omg|god)\b/i;

/** A bare cry for help, as “help”, “pls hurry” and “hes here”. It answers nothing, and rings. */
export const isCry = (text: string): boolean => (aCry.test(text) && cries.test(text)) || dangerIn(text)?.alone === true;

interface Child {
  id: CaseId;
  answers: Answers;
}

/** A second child as the words of one tell it: “theres another girl, mai, 12”. */
const SECOND =
  /(?:,|\b(?:called|named|girl|boy|child|is)) ([\p{L}’'-]{2,30}),? (?:(?:shes?|hes?|is|about|aged?) )*1?\d\b/giu;
/** What was kept in a check as of another child. */
const ofAnotherIn = ({ values: { worry = '' } }: Pick<Answers, 'values'>) =>
  worry.split('Of another child:').slice(1).join(' ');

/** What has a number that is no age. */
const OF_A_NUMBER =
  /^(?:ward|room|bed|bay|flat|floor|unit|road|rd|street|st|bus|platform|ref|reference|log|cad|number|no|pc|pcso|police|taxi|train|code)$/;

/** “what do i do about Lilly and Amira? theyre going back”, where the worry has a name with an age, and the child another. */
function asksOfAnother(text: string, { values: { worry = '', 'child-name': name } }: Pick<Answers, 'values'>) {
  const aged = worry.match(/(?<!\p{L})\p{Lu}[\p{L}’'-]{1,30}(?: \p{Lu}[\p{L}’'-]{1,30})?(?=,? 1?\d\b)/gu) ?? [];
  const others = wordsIn(aged.join(' '));
  const isAsked = name !== undefined && isQuestion(text) && !/\b(?:shes?|her|hes?)\b/i.test(text);
  const names = (all: string[]) => wordsIn(text).some((word) => all.includes(word));
  return isAsked && names(others) && !names(wordsIn(name));
}

/** Whether words are about another child than this one, whose name is known: a second, or a name with an age, or a new name. @param texts told after sending */
export function tellsOfAnother(text: string, answers: Pick<Answers, 'values'>, texts: Texts = {}): boolean {
  const own = namesIn(answers);
  const names = own.length > 0 && !/\bnot\b/i.test(text) ? wordsIn(namesAged(text.split(/[.!;\n]/)[0]).join(' ')) : [];
  const seconds = [...ofAnotherIn(answers).matchAll(SECOND)].flatMap(([, name = '']) => wordsIn(name));
  const first = wordsIn(text.replace(FIRST, ''))[0] ?? '';
  return (
    tellsOfSecond(text) !== undefined ||
    (seconds.includes(first) && !own.includes(first)) ||
    (own.length > 0 && !namesAny(text, own) && beginsWithNewName(text, [answers.values, texts])) ||
    asksOfAnother(text, answers) ||
    (names.length > 0 && !names.some((word) => own.includes(word) || OF_A_NUMBER.test(word)))
  );
}

/** The name of a child, as it stands in its box, or in the worry where that is empty. */
export const writtenNameOf = ({ values }: Pick<Answers, 'values'>): string =>
  values['child-name']?.trim() || nameInWorry(values.worry);

/** The names of a child: what stands for their name, but words for any child. */
export const namesIn = oncePer((answers: Pick<Answers, 'values'>): string[] => {
  const name = writtenNameOf(answers);
  const all = wordsIn(name).filter((word) => !ofAnyone.test(word));
  if (all.length <= 6) return all;
  const called = name.match(
    /^\p{Lu}[\p{L}’'-]+(?= \p{Lu}\p{Ll}|[,.;(])|(?<=\b(?:called|named|calls (?:her|him)self|name is) )[\p{L}’'-]+|(?<=[\p{Ll}\d,] )\p{Lu}[\p{L}’'-]+/gu,
  );
  return wordsIn(called?.join(' ') ?? '').filter((word) => !ofAnyone.test(word)); // “Mai, as i said. …”
});

const RELATIVE = /^(?:uncle|aunt\w*|mrs?|miss|ms|mum|mom|dad|the|an?|her|his|my|with|and|not|is|its)$/;
/** “minh tran”: a name of the family of these children, or that stands word for word in what was told of them. */
export function isBareName(text: string, children: Answers[]): boolean {
  const words = wordsIn(text);
  const [first = '', last = ''] = [words[0], words.at(-1)];
  const told = children.map(({ values }) => ` ${wordsIn(values.worry ?? '').join(' ')} `);
  const isOfFamily = children.some((each) => namesIn(each).at(-1) === last && !namesAny(first, namesIn(each)));
  const isName = (isOfFamily && !RELATIVE.test(first)) || told.some((each) => each.includes(` ${words.join(' ')} `));
  return (words.length === 2 || words.length === 3) && isName;
}

/** “joy osagie dob 02.09.12”, “joy adams 13, lives w her aunt”: words begin with a new name and an age, and nobody is named in the check. */
export function introducesChild(text: string, own: Answers, others: Child[]): boolean {
  const [name = ''] = namesAged(text);
  const [first = ''] = wordsIn(name);
  const isFirst = first !== '' && wordsIn(text.replace(FIRST, ''))[0] === first;
  const isNew =
    isFirst && !noName.test(first) && !RELATIVE.test(first) && !OF_A_NUMBER.test(first) && writtenNameOf(own) === '';
  const isName = (!wordsIn(name).every(isKnownWord) || BORN.test(text)) && !/\bnot\W+\d/i.test(text); // “7 not 8” puts right
  return isNew && isName && !others.some(({ answers }) => namesAny(first, namesIn(answers)));
}
const BORN = /\b(?:dob|born|female|male)\b/i;

/** Whether words are only a name that was written of these children: “destiny”, “Arben Hoxha”. */
export function isNameIn(text: string, children: Answers[]): boolean {
  const told = children.map(({ values }) => `${values.worry} a ${values['child-name']}`).join(' . ');
  const names = (told.match(/(?<=[\p{Ll}\d,] )\p{Lu}[\p{Ll}’'-]+/gu) ?? []).map((name) => wordsIn(name).join());
  const words = wordsIn(text);
  const isName = (word: string) => names.includes(word) && !ofAnyone.test(word);
  return words.length > 0 && words.length <= 3 && words.every(isName) && !dangerIn(text);
}

const DOES = /^ (?:back|here|gone|home|safe|in|out|with|at|on|just|now|not|still|been|left|\w+ing)\b/i; // “kaceys back”
/** The words with “her” for the names of children, as the examples say it: “wants to take minh”; “shes back” for “kaceys back”. */
export function withHer(text: string, children: Answers[]): string {
  const names = children.flatMap(namesIn);
  const bare = bareText(text);
  if (!names.some((name) => bare.includes(name))) return text; // most texts
  return text.replace(/[\p{L}’'-]+/gu, (word, at: number) =>
    !namesAny(word, names) ? word : /s$/i.test(word) && DOES.test(text.slice(at + word.length)) ? 'shes' : 'her',
  );
}

/** “his dob is 4/9/2012 linh told me”, “same as linh but …”: a child who tells something, or is only likened to. */
const MENTIONED =
  /\b(?:same(?: \w{1,20})? as|as with|like) ([\p{L}’'-]{1,30})|(?<![\p{L}’'-])([\p{L}’'-]{1,30}) (?:has |just |also |only )?(?:told|tells|says?|said|reckons|thinks)\b(?! so\b)/giu;
/** The words without these children where they only tell something, or are likened to: with a check open, the words are not of them. */
export const withoutMentions = (text: string, children: Child[]): string =>
  text.replace(MENTIONED, (all, like = '', who = '') =>
    children.some(({ answers }) => namesAny(`${like} ${who}`, namesIn(answers))) ? '' : all,
  );

/** Whether words name one of these other children, by reference or name, and not the child that they would be taken for. */
export function namesOther(text: string, own: Answers, others: Child[], isSentence = true): boolean {
  const named = referencesIn(text);
  const isIn = (answers: Answers) => namesAny(text, namesIn(answers));
  const isOther = /\bthe other (?:one|child|kid|two)\b/i.test(text);
  return others.some(({ id, answers }) => isOther || named.includes(id) || (isSentence && isIn(answers) && !isIn(own)));
}

export const namesAny = (text: string, names: string[]) =>
  wordsIn(text).some((word) => names.includes(word) || names.includes(word.replace(/s$/, '')));

/** Whether words have one of these names and mean nobody else by it: not “i hope so” of Hope. */
export const namesPlainly = (text: string, names: string[]): boolean =>
  (text.match(/[\p{L}’'-]+/gu) ?? []).some(
    (word) => namesAny(word, names) && (/^\p{Lu}\p{Ll}/u.test(word) || !isUsualWord(word)),
  );

/** Those children whom words name. */
export const childrenNamed = <C>(text: string, children: C[], answersOf: (child: C) => Answers): C[] =>
  children.filter((child) => namesAny(text, namesIn(answersOf(child))));

/** What may stand before the name of the child that words are about. */
const FIRST =
  /^(?:(?:now|and|but|so|ok|oh|god|omg|no|yes|please|help|well|update|thats|its|girl|boy|just|is|has|did|was|sorry|(?:going )?back to|what[’']?s happening|how[’']?s|where[’']?s|re|for|w|with|does \w+ know)\W+)*/i;

/** The one child whose name begins the words or a part of them, if they name no other: “hanh is back”, “that was for hanh”. */
export function namedFirst<C>(text: string, children: C[], answersOf: (child: C) => Answers): C | undefined {
  const [only, another] = childrenNamed(text, children, answersOf);
  if (!only || another) return undefined;
  return firstsOf(text).some((first) => namesAny(first, namesIn(answersOf(only)))) ? only : undefined;
}
/** Whether words say that they are of another child than these, whomever they name beside it: not “different kid now, tyrell”, back to him. */
export const beginsAnother = (words: string, children: Answers[]): boolean =>
  saysAnother(words) && !firstsOf(withoutNot(words)).some((first) => children.flatMap(namesIn).includes(first)); // “tyrells mate” is new
const firstsOf = (text: string) => text.split(PARTS).map((part) => wordsIn(part.replace(FIRST, ''))[0] ?? '');
const PARTS = /[.,;:!?\n]| (?:and|but|cos|because|for|about|that|if) /i;

/** Whether words begin with one of these other children, or have the reference of one. */
export function beginsWithOther(text: string, others: Child[]): boolean {
  const [first = ''] = wordsIn(text.replace(FIRST, ''));
  const isOther = /\bthe other (?:one|child|kid|two)\b/i.test(text.slice(0, 60));
  const named = referencesIn(text);
  return others.some(({ id, answers }) => isOther || named.includes(id) || namesAny(first, namesIn(answers)));
}

/** “he took her”: for the box of a check, not a story of the past. */
const takes =
  /\b(?:took|tak(?:en|ing|es)|grab\w*|dragg\w*|snatch\w*) (?:her|him|them|the (?:child|girl|boy|baby|kids?))\b/i;

/** What the police do is no time, no age and no place of this child. */
const isOfPolice = (text: string, { id, reads }: Field) =>
  reads
    ? /\b(?:police|officers?|cops)\b/i.test(text)
    : id === 'whereabouts' && /^\W*(?:the )?(?:police|officers?|cops)\b/i.test(text) && wordsIn(text).length > 3;

/** The words are nothing but a time, a day or an age. */
const isOnlyRead = (text: string, onlyTime: string | undefined) => onlyTime !== undefined || /^[\d\W]*$/.test(text);

/** “van reg KX19 ABC” names nobody. */
const REGISTRATION = /\b[a-z]{2}\d\d ?[a-z]{3}\b/i;
const isShortSaid = (text: string) => wordsIn(text).length <= 4;

/** Whether this may be a name, a role or a place, or passes the question over, and no more of a story: “a red car” may be. */
const isPlain = (text: string, { kind, reads }: Field): boolean =>
  !saysMore(text) ||
  isUnsure(text) ||
  (kind === 'phone'
    ? /\d{5}/.test(text.replace(/\D/g, ''))
    : !reads && isShortSaid(text) && !/^(?:an?|the|some|two|three) (?!\w* ?(?:girl|boy|child|baby)\b)/i.test(text));
