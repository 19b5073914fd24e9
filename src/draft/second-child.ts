import { shippedReader } from '../understanding/danger.ts';
import { wordsOf } from '../understanding/words.ts';
import type { Answers } from './draft.ts';
import { FIRST, namesAny, namesIn, ofAnyone } from './news-said.ts';
import { tellsOfSecond } from './several.ts';
import { bareText, wordsIn } from './typed-words.ts';

/** A name with an age, as a story of several children tells them: “Precious 16 … and Hanh 15”, “amira khan yr 10, zoe yr 9”. */
const WITH_AGE =
  /(?<!\p{L})(?:\p{Lu}[\p{L}’'-]{1,30}[ ,(]{1,2}(?:aged? )?|\p{Ll}[\p{L}’'-]{1,30}(?: [\p{L}’'-]{1,30})? (?:yr|year|aged) )1?\d\b/gu;
/** “now zoe bell, 13”: the words before the name of a next child, and between it and the age. */
const nextLead = new Set(
  'now next and then also ok right second third another the other one girl boy child lad for is its theres'.split(' '),
);
const beforeAge = new Set('is aged age about bout abt yr year shes hes she he who'.split(' '));
const afterAge = new Set('yr year years yo old and too she he shes hes ish is'.split(' '));
const noName =
  /^(?:i|he|she|they|it|is|in|at|on|was|about|bout|the|to|from|an?|yr|year|room|bed|ward|police|m[uo]m|dad|uncle|aunt\w*|miss|mrs|mister|cousin|brother|sister|man|bloke|(?:mon|tues|wednes|thurs|fri|satur|sun)day|s?hes|theyre|until|till?|after|before|only|just|with|told|said|says|saw|thinks?)$/;

/** Whether words begin with another child than the one of these answers, whose name is known. */
export function beginsNext(text: string, answers: Answers): boolean {
  const words = wordsIn(text.slice(0, 100));
  const start = words.findIndex((word) => !nextLead.has(word));
  const age = words.findIndex((word) => /^1?\d$/.test(word));
  const names = words.slice(start, age).filter((word) => !beforeAge.has(word));
  const own = namesIn(answers);
  const isAge = start > 0 && age > start && (age + 1 === words.length || afterAge.has(words[age + 1] ?? ''));
  const isName =
    names.length <= 3 && names.some((word) => !ofAnyone.test(word)) && !names.some((word) => noName.test(word));
  return isAge && isName && own.length > 0 && !names.some((word) => own.includes(word));
}

/** Also a short form: “its” is “it is”. */
const isWord = (word: string): boolean => wordsOf(word).every((each) => shippedReader().words.has(each));
/** A name that no phrase has, of a child or of somebody else. */
const isNewName = (word = ''): boolean =>
  word.length > 2 && !/\d/.test(word) && !noName.test(word) && !ofAnyone.test(word) && !isWord(word);
/** “another girl as well chloe”, “chloe price, 14” */
const ANOTHER =
  /\b(?:another|second|other|next|new) (?:girl|boy|child|kid|lad|one)(?: as well| too| called| named|,)* ([\p{L}’'-]{3,30})/giu;
const AGED =
  /(?<![\p{L}’'-])([\p{L}’'-]{3,30})(?: (?!(?:flat|room|ward|bed|road|street|house|bus|platform|number|at|on|in|by|since|for)\b)[\p{L}’'-]{1,30})?,? 1?\d\b(?! ?(?:am|pm|oclock|min|hour|hr|day|week|month|time|quid|or|of)|[:.]\d)/giu;
const namesOf = (story: string, pattern: RegExp) =>
  [...story.matchAll(pattern)].map(([, name = '']) => wordsIn(name).join('')).filter(isNewName);

/** What befalls somebody who goes, or is in danger: said of an adult, it says whom they take. */
const BEFALLS =
  /\b(?:being|getting|been|be|was|were) (?:moved|taken|sent|driven|locked|hurt|beaten|attacked|sold|held|kept|dumped)\b|^(?:is |s |has |are )?(?:now |just |about to |still )*(?:missing|gone|left|leaving|leaves|going|moving|ran|run|went|awol|vanished|disappeared|hurt|bleeding|unconscious|crying|stuck|trapped|in danger|in trouble|not safe|not breathing|not come|hasnt|didnt come|off to)\b/;

const OF_AGE = /^(?:is |s |aged )*1?\d\b(?! (?:am|pm|mins?|minutes?|hours?|hrs?|days?))/;
/** No report, as “tanya says shes gone”, and nobody else is taken. */
const isOfThem = (said: string) => BEFALLS.test(said) && !REPORTS.test(said) && !/\b(?:her|him|them)\b/.test(said);

/** The new name that words begin with, also as “chloes”, and what they say of it. */
function newNameIn(text: string): { names: string[]; more: string } | undefined {
  const [first = '', ...rest] = wordsIn(
    bareText(text)
      .replace(FIRST, '')
      .replace(/^about /, ''),
  );
  const more = rest.join(' ').replace(/^(?!(?:is|has|was)\b)\p{L}+ (?=(?:is|has|was)\b)/u, '');
  return isNewName(first) ? { names: [first, first.replace(/s$/, '')], more } : undefined;
}

/** What words say of somebody whose name stands nowhere in what was told. */
function saidOfNew(text: string, told: string[]): string | undefined {
  const { names, more } = newNameIn(text) ?? {};
  return told.some((each) => wordsIn(each).some((word) => names?.includes(word))) ? undefined : more;
}

const REPORTS = /^(?:just )?(?:sa[iy]\w*|told|rang|texted|thinks?|saw|reckons?|messaged)\b/;
/** “chloe says shes at the station”: it may be Chloe who is. */
export const newReport = (text: string, told: string[]): boolean => REPORTS.test(saidOfNew(text, told) ?? '');

/** “mai has bruises”, not “she knows mai” */
const beforePronoun = (text: string) => bareText(text).split(/\b(?:s?hes?|her|him|hers|his)\b/)[0] ?? '';
const noChild = /^(?:number|room|flat|house|ward|least|who|which|too|also|maybe|theyre|their)$/;
const CALLED = /(?:,|\b(?:called|named|name is|s?hes(?! (?:called|named|just|only|about|like)\b))) ([\p{L}-]{3,30})/giu;

/** Whether words tell of a second child, as “theres another girl, mai, 12”, or name one whom this story told of so. */
export function namesKnownSecond(text: string, answers: Answers, stories: string[]): boolean {
  const own = namesIn(answers);
  const said = stories.flatMap((story) => tellsOfSecond(story) ?? []);
  const names = said.flatMap((after) =>
    [AGED, CALLED].flatMap((each) => [...after.matchAll(each)].map(([, name = '']) => name)),
  );
  const seconds = names.filter(
    (name) => ![noName, ofAnyone, noChild].some((each) => each.test(name)) && !own.includes(name),
  );
  const isNamed = namesAny(beforePronoun(text), seconds) && !namesAny(text, own);
  return tellsOfSecond(text) !== undefined || beginsNext(text, answers) || isNamed;
}

/**
 * Whether words are about a child of the same story who is not the child of these answers, or whom nobody has named yet: one of
 * whom they say that they go, are missing or in danger.
 * @param told all that stands in the case of that child
 * @param apart words of the same author that stand in none
 */
export function namesSecond(text: string, answers: Answers, told: string[], apart: string[]): boolean {
  if (namesKnownSecond(text, answers, [...told, ...apart])) return true;
  const own = namesIn(answers);
  const stories = [...told, ...apart];
  const all = [...new Set(stories.flatMap((each) => namesOf(each, AGED)))];
  const others = [
    ...stories.flatMap((each) => namesOf(each, ANOTHER)),
    ...(all.length > 1 ? all : []), // one may be another name of this child
    ...apart.flatMap((each) => newNameIn(each)?.names ?? []),
  ].filter((name) => !own.includes(name));
  if (own.length > 0 && !namesAny(text, own)) {
    const more = saidOfNew(text, told);
    const isNew = more !== undefined && (/^\W*about /i.test(text) || OF_AGE.test(more) || isOfThem(more));
    if (isNew || namesAny(beforePronoun(text), others)) return true;
  }
  const inStory = (answers.values.worry?.match(WITH_AGE) ?? []).flatMap((each) => wordsIn(each).slice(0, 1));
  const seconds = inStory.filter(
    (name) => !namesIn(answers).includes(name) && !noName.test(name) && !ofAnyone.test(name),
  );
  return inStory.length > 1 && namesAny(text, seconds);
}
