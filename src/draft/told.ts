import type { Texts } from '../base/texts.ts';
import { type Instant, londonClock } from '../base/time.ts';
import type { Field } from '../protocol/pack.ts';
import { isQuestion } from '../understanding/asking.ts';
import { dangerIn, isKnownWord } from '../understanding/danger.ts';
import { isUsualWord } from '../understanding/phrases.ts';
import { ofFirstChild } from '../understanding/whom.ts';
import { besideLine, namesPlace, RANK, tellerIn, worryParts } from './aside.ts';
import { consentSaid, whoAgreed } from './consent.ts';
import { type Answers, answerTo } from './draft.ts';
import { isInCare } from './fields.ts';
import {
  GREETING,
  isAside,
  isCommand,
  isJob,
  isPhone,
  isRole,
  isSentence,
  isWork,
  nameThenWork,
  tellsOfSomebody,
} from './fits.ts';
import { leavesIn, tellsTime, timeTold } from './leaving.ts';
import { correctionOf, diallableIn, MY_PHONE, reachIn } from './read-answer.ts';
import { ownNumbers } from './ring-said.ts';
import { describedIn, nameInWorry, namesAged, namesSaid, ofAnyone, tellsYears } from './several.ts';
import { readChoice } from './typed-choice.ts';
import { DOUBTED_AGE, GUESSED_AGE } from './typed-day.ts';
import { withoutAgain, wordsIn } from './typed-words.ts';

const FULL_NAME = /^\p{L}[\p{L}’'-]*(?: \p{L}[\p{L}’'-]*){1,2}$/u;
const NAME_FIRST =
  /^((?:(?:pc|pcso|dc|ps|sgt|dr|mrs?|ms|miss) )?\p{L}[\p{L}’'-]*(?: (?!(?:from|at|on|in|here)\b)\p{L}[\p{L}’'-]*)?) (\D+|(?:from|on|at) .+)$/iu;
/** “im Bex Harrow, queen marys hospital”, “im jane dobbs school office …” */
const SAYS_I =
  /^(?:i['’]?m|i am|my name is|this is|it['’]?s) (\p{L}[\p{L}’'-]+(?: \p{L}[\p{L}’'-]+){1,2}?)(?=$| .*(?:\b(?:office|school|housing|hostel|health|hospital|nhs|ward|clinic|college|nursery|reception\w*|nurse|midwife|teacher|clerk|officer|worker|police|ext|bleep)\b|\d{5}))/iu;

/** What was told, in sentences, and each in its parts: “Jane Okafor”, “school nurse”. */
const toldParts = (worry: string): string[][] =>
  worry.split(/[.!?;\n“”]/).map((each) => each.split(/[,():]| [-–] /).map((part) => part.trim().replace(COLLAR, '$1')));
const COLLAR = /^((?:pc|pcso|dc|ps|sgt) )\d{2,6} (?=\p{L})/iu; // “pc 4471 dan oakes”
const NO_PERSON = /^(?:every|each|all|any|some|my|in|at|on|with|by|near)\b|\b(?:num\w*|mob\w*|phone|tel)\b/i;
const OTHER_WORK = // of no agency
  /\b(?:hotel|motel|b&b|airbnb|pub|taxis?|cabs?|minicabs|bus|train|airport|shop|store|bank|salon|landlord|landlady)\b/i;
const withoutNumbers = (part: string) =>
  diallableIn(part)
    .reduce((rest, number) => rest.replace(number, ' '), part)
    .trim();
/** A name and what its owner is, in one go, with or without a number: “jess moore teaching assistant 01438 555 404”. */
function bothIn(part: string) {
  return nameThenWork(
    withoutNumbers(part)
      .replace(/^(\D{3,40}) here (\p{L}+ \p{L}+)$/iu, '$2 $1') // “school nurse here pat doyle”
      .replace(/(?: (?:my|or|and|no|num\w*|tel|mob\w*|phone|(?:ext|bleep|extension) ?\d+)\W*){1,4}$/i, '')
      .trim(),
  );
}

/** The names with which they introduce themselves: “im Bex Harrow”, “jane okafor from st marys”, “Jane Okafor, school nurse”. */
function introducedIn(worry: string): string[] {
  const { name, role, organisation } = tellerIn(worry) ?? {};
  if (name) return [[name, RANK.test(name) ? organisation : role].filter(Boolean).join(', ')];
  const told = toldParts(worry);
  const selves = told
    .flat()
    .flatMap((said) => SAYS_I.exec(said)?.[1] ?? [])
    .filter(mayBeName);
  if (selves.length > 0) return selves;
  return told.flatMap((said) => {
    const parts = said.map((part) => part.replace(GREETING, ''));
    const all = parts.flatMap((part, index) => {
      const both = bothIn(part);
      if (both) return `${both.name}, ${both.work}`;
      const [, name = '', more = ''] = NAME_FIRST.exec(part) ?? [];
      if (isWork(part) || isJob(name) || NO_PERSON.test(name)) return [];
      if (/^(?:here$|from )/.test(more) || isWork(more)) return name.includes(' ') || mayBeName(name) ? name : [];
      const alone = withoutNumbers(part);
      const around = [parts[index - 1], ...parts.slice(index + 1, index + 3)].map((each = '') => each);
      const isBeside = around.slice(0, 2).some((each) => isWork(each) || isRole(each) || isPhone(each));
      const isOwn =
        (FULL_NAME.test(alone) && !NO_PERSON.test(alone) && (isBeside || alone !== part)) ||
        [said[index], `${said[index - 1]} ${part}`].some((each = '') => NAME_IS.test(each)); // “me: denise”
      const works = around.filter((each) => isRole(each) || (isWork(each) && each.includes(' ')));
      return isOwn ? [alone, ...works].join(', ') : [];
    });
    return all.slice(0, 1);
  });
}

/** The number that stands with the name of who tells it, or is plainly theirs. */
const numberIntroduced = (worry: string) =>
  worry
    .split(/[\n“”]|[.!?;](?!\d)/)
    .flatMap((each) => (introducedIn(each).length > 0 || MY_PHONE.test(each) ? reachIn(each) : ownNumbers(each)));

const NAME_IS = /^(?:(?:my )?name(?: is)?|me) (?!(?:is|not|of|on|in|or|and|too)\b)\p{L}+$/iu; // “name jane”
const isOnlyName = (words: string) =>
  words.split(' ').every((word) => /^\p{Lu}/u.test(word) || !isKnownWord(word)) && !isWork(words);
/** “Bex Harrow”, “karen okoro”, not “really worried” */
const mayBeName = (words: string) =>
  /^\p{Lu}\S*(?: \p{Lu}\S*)*$/u.test(words) || wordsIn(words).some((word) => !isKnownWord(word));

const NO_NAME =
  /\b(?:uncle|aunt\w*|m[uo]m|dad|nan|gran\w*|brother|sister|cousin|friend|mate|man|boy|girl|child|the|an?|her|his|my|their|our|no|not|yes)\b/i;
/** Whether words are plainly a name of two or three words and nothing else. */
export const isPlainName = (said: string): boolean =>
  /^\p{L}[\p{L}’'-]+(?: \p{L}[\p{L}’'-]+){1,2}$/u.test(said.replace(GREETING, '')) &&
  !NO_NAME.test(said) &&
  mayBeName(said.replace(GREETING, '')) &&
  !isSentence(said) &&
  !isCommand(said) &&
  !dangerIn(said);
/** Whether words behind a name say whose it is: a job, a number, an age. */
export function isOfName(text: string): boolean {
  const [next = ''] = text.split(/[,;!?\n]|\.(?!\d)/);
  return (
    isWork(next) ||
    isRole(next) ||
    /^\W*(?:\+?\d|(?:s?hes?|they)(?:['’]?s|['’]?re| is| are)? (?:(?:about|only|just|like|nearly|now) )*(?:1?\d\b|in (?:year|my)|my\b|our\b|an?\b|the\b)|born\b|aged?\b|dob\b)/i.test(
      next,
    )
  );
}

/** Whether words only say who their author is: “Jane Okafor, school nurse, Health”, “hi its bex from ward 7”. */
export const isIntroduction = (text: string): boolean => introducedIn(text).length === 1 && !tellsOfSomebody(text);

/** “shes amina yusuf”, “linh”, where the name is not asked. */
const IS_NAME =
  /^(?:(?:oh|ok|and|sorry|well|so) )*(?:(?:(?:its|it['’]s|thats|s?he ?['’]?s|s?he is|(?:(?:her|his|the|child['’]?s) )?name(?:['’]?s| is| might be| may be| could be)?|i think|maybe) )*)(\p{L}[\p{L}’'-]{2,29}(?: \p{L}[\p{L}’'-]{1,29}){0,2})$/iu;
const isNewName = (said: string) =>
  !said.split(' ').some(isUsualWord) &&
  !isWork(said) &&
  !/(?:ish|ese|[a-z]{4}[ie]an|ic|ing|ed|less|ful|ous|wn)$/i.test(said);
const besideOf = (worry: string) =>
  toldParts(
    worryParts(worry)
      .beside.filter((line) => !isIntroduction(line)) // “housing, ymca, jane orr” names no child
      .join('\n'),
  )
    .flatMap((parts) => parts.flatMap((part) => part.split(/ (?:and|but|who|from|cos|because) /)))
    .map((part) => part.replace(UNSURE_LAST, ''));
const UNSURE_LAST = /(?: (?:i (?:think|believe|guess|reckon)|s?he (?:says|said)|maybe)){1,2}$/i;
const OF_ANY = // “same man”, “other girl”
  /^(?:same|this|that|these|those|other|another|next|last|both|all|one|two|three|just|still|new|any|some|no|not|yes)\b|\b(?:man|men|boys?|girls?|child|kids?|flat|house|car|van|school|snt|valeting|wash|nails|salon|cafe|shop|takeaway|barbers?|garage|farm|restaurant|kebabs?|market|hotel|park|street|road|lane)$/i;

export const onlyTellsName = (text: string): boolean => namesSaid(text).length > 0 && !namesPlace(text);
const THANKS =
  /^\W*(?:(?:ok|okay|oh|aw|so|and|yes|many|you|youre|u|ur|youve|all|been|are|really|very)\W+)*(?:thanks?|thankyou|thanx|thx|cheers|ta|ok|okay|great|brilliant|amazing|lovely|awesome|fab|good|nice|well done|much appreciated|appreciate\w*|helpful)\b/i;

const namesTold = (worry: string): string[] => {
  const called = namesSaid(worry);
  const all = [...called, ...namesAged(worry)];
  if (called.length > 0) return isOfTwo(all) ? all : called;
  const own = introducedIn(worry).map((name) => name.split(',')[0]);
  const { beside } = worryParts(worry);
  const bare = toldParts(worry) // “minh tran”, before the question
    .flat()
    .map((part) => part.replace(UNSURE_LAST, ''))
    .filter((part) => isOnlyName(part) || beside.includes(`“${part}”`))
    .filter(
      (part) =>
        FULL_NAME.test(part) && !OF_ANY.test(part) && !tellsOfSomebody(part) && !own.includes(part) && !isWork(part),
    )
    .filter((part) => !THANKS.test(part) && !/^names?\b/i.test(part) && !isQuestion(part));
  const aged = nameInWorry(worry);
  const said = bare.length > 0 || aged !== '' ? [] : besideOf(worry).flatMap((part) => IS_NAME.exec(part)?.[1] ?? []);
  const described = aged === '' && said.every((name) => !isNewName(name)) ? beside.flatMap(describedIn) : [];
  if (bare.length === 0 && described.length > 0) return described;
  return [
    ...bare,
    ...(bare.length > 0
      ? []
      : [aged, ...said.filter((name) => isNewName(name) && !own.includes(name) && !THANKS.test(name))]),
  ].filter((name) => name !== '');
};
/** Whose name these words are, and no more, where it was told before and its box is empty. */
export function namedAgain(text: string, { values }: Answers): 'my name' | 'child name' | undefined {
  const said = FULL_NAME.test(text.trim()) ? `${wordsIn(text).join(' ')} ` : '';
  const { worry = '' } = values;
  const isOne = (names: string[]) =>
    said !== '' && names.some((name) => said.startsWith(`${wordsIn(name).join(' ')} `));
  if (isOne(introducedIn(worry))) return values.name === undefined ? 'my name' : undefined;
  return values['child-name'] === undefined && isOne([...namesTold(worry), ...namesAged(worry)])
    ? 'child name'
    : undefined;
}

/**
 * Whether a name is plainly of somebody in what was told, and not of who tells it: “kofi mensah hes 16”. Typed again, it is
 * taken. Words that only say a name and a job are of who types it.
 */
export function isOfStory(text: string, { values: { worry = '' } }: Answers): boolean {
  const name = wordsIn(withoutAgain(text));
  const story = wordsIn(worry).join(' ');
  const [first = ''] = name;
  const isOwn =
    introducedIn(worry).some((each) => wordsIn(each)[0] === first) ||
    ['i m', 'i am', 'im', 'my name is', 'this is', 'me', 'pc', 'pcso', 'dc', 'ps', 'sgt'].some((each) =>
      ` ${story} `.includes(` ${each} ${first} `),
    );
  const isTold = toldParts(worry)
    .map((parts) => parts.map((part) => part.replace(GREETING, '')).join(' , '))
    .some((each) => wordsIn(each).includes(first) && tellsOfSomebody(each));
  const isWhole = name.length === 1 || ` ${story} `.includes(` ${name.join(' ')} `);
  const isOfChild = [...namesTold(worry), ...namesAged(worry)].some((each) => wordsIn(each).includes(first));
  const isAgain = worryParts(worry).beside.some((each) => wordsIn(each).join(' ') === name.join(' '));
  return name.length <= 3 && first.length > 2 && isTold && (isWhole || isOfChild) && !isOwn && !isAgain;
}

/** “shes only 14”; “Keira Dolan, 15, shes been …”, “16 he says” */
const AGES =
  /(?:\b(?:s?he(?: ?['’]?s)?|they(?:['’]?re)?|says|thinks|reckons|is|are|girl|boy|child|lad|kid|maybe|about|around)|\baged?)(?: (?:is|here|of|about|abt|around|only|just|like|maybe))* (1?\d)(?:ish)?\b(?! ?(?:[ap]m|oclock|min|hour|hr|day|week|month|of|to|past|kids?\b|child|girls|boys|lads|pupils|others|men\b|people)|[:.]\d)|(?<=\p{L}, )(1?\d)(?:ish)?(?=[,.\n”]|$)|\b(1?\d) s?he says\b|\b(1?\d)[ -]?(?:yrs?|years?)[ -](?:olds?|girl|boy)\b/giu;
const BORN =
  /\b(?:dob|date of birth)(?: is|:)? (\d{1,2}[/. -](?:\d{1,2}|[a-z]{3,9})[/. -]\d{2,4})|\b(born (?:in )?20\d\d)\b/gi;
const found = (worry: string, pattern: RegExp) =>
  [...worry.matchAll(pattern)].flatMap(([, ...all]) => all.find(Boolean) ?? []);
/** A date or year of birth, or else what the writer thinks, or else the ages that are told of somebody. */
const agesTold = (worry: string) =>
  [found(worry, BORN), found(worry, GUESSED_AGE)].find((each) => each.length > 0) ??
  found(worry.replace(DOUBTED_AGE, ' '), AGES);
/** Whom a child is with, said where something else is asked: “hes with the porter in the lobby”. */
const WITH =
  /\b(?:with|w) (?!(?:him|her|them|it|that|this|what|care|consent)\b(?! \p{L}))(\p{L}[\p{L}’'-]{0,29}(?: (?!(?:in|at|on|near|by|outside|inside|upstairs|downstairs|and|but|now|right|since|until|till|for|who|from|waiting|behind|she|he|they|i)\b)\p{L}[\p{L}’'-]{0,29}){0,3})/giu;
/** Where a child is, said so: “shes in the sick room”. */
const WHERE =
  /^(?:(?:s?he ?['’]?s|s?he is|they ?(?:['’]?re| are)|(?:all|both)(?: (?:of them|the girls|the boys|the kids|[2-5]|two|three|four))* are|still|now|just|sat|sitting|waiting|asleep|hiding|safe|here) )*((?:in|at|outside|inside|upstairs|downstairs|near) (?!(?:year|yr|care|danger|trouble|pain|tears|labour|love|\d{1,2}(?:[:.]\d\d| ?[ap]m)?$)\b).{2,45})$/iu;
const tellers: Partial<Record<string, (worry: string) => string | string[]>> = {
  name: introducedIn,
  role: (worry) => tellerIn(worry)?.role ?? [],
  organisation: (worry) => tellerIn(worry)?.organisation ?? [],
  phone: numberIntroduced,
  'child-name': namesTold,
  'child-age': agesTold,
  with: (worry) => found(besideOf(worry).join('\n'), WITH),
  whereabouts: (worry) =>
    besideOf(worry)
      .flatMap(
        (part) =>
          WHERE.exec(part.replace(/^.*\d(?:ish)? (?=(?:in|at|outside|inside|upstairs|downstairs|near) )/i, ''))?.[1] ??
          [],
      )
      .filter(namesPlace),
};
const isOfTwo = (names: string[]) =>
  new Set(names.map((name) => wordsIn(name).find((word) => !ofAnyone.test(word)))).size > 1;
const isOfChild = /^(?:child-name|child-age|with|whereabouts)$/;
/** The boxes whose answer may tell it, too. */
const fromBoxes: Texts = {
  ...{ 'child-name': 'child-age', 'child-age': 'child-name', whereabouts: 'child-name', with: 'whereabouts' },
};
/**
 * What was told beside other questions and may answer this one: it is asked back, and written on a “yes”. A time is “leaves at
 * 15:10”.
 */
export function toldOf(field: Field, answers: Answers, now: Instant): string | undefined {
  const { id, choices } = field;
  const { [fromBoxes[id] ?? '']: other = '', worry: story = '' } = answers.values;
  const all = `${story.replace(/^.*“Of another child: .*$/gm, '')}${other && `\n${besideLine(other)}`}`;
  const worry = isOfChild.test(id) ? ofFirstChild(all) : all;
  const isUnread = id === 'leaves-sight' && leavesIn(answers) === 'unread';
  if (answerTo(answers, id) !== undefined && !isUnread)
    return worry
      .split('\n')
      .flatMap((each) => correctionOf(id, answers, each) ?? [])
      .at(-1);
  const time = id === 'leaves-sight' ? timeTold(answers, now) : undefined;
  if (time) return `${time.isGone ? 'gone' : 'leaves'} at ${londonClock(time.at)}`;
  const label = (choice?: string) => choices?.find((each) => each.id === choice)?.label;
  if (id === 'consent') return label(consentSaid(worry));
  if (id === 'consent-from') return label(isInCare(answers) ? undefined : whoAgreed(worry));
  const { role = '' } = id === 'agency' ? (tellerIn(worry) ?? {}) : {};
  const own = RANK.test(role) ? 'police' : role;
  const parts = id === 'agency' ? [own, ...worry.split(/[.,;!?\n“”]/)] : [];
  const agencies = parts.flatMap((part) => {
    const { name = '', work = '' } = bothIn(part) ?? {};
    const [job = ''] = work.split(/ (?:at|in|on|for|from|of) /);
    const bare = isRole(part) ? part.replace(/ \d+$/, '').trim() : part.trim();
    const whole = /^\D{3,60}$/.test(bare) ? [bare, ...(isWork(bare) ? [bare.split(' ').at(-1) ?? ''] : [])] : [];
    const all = work ? [work, job, work.split(' ').at(-1) ?? '', name.split(' ')[0] ?? ''] : whole;
    const read = all.flatMap((said) => label(readChoice(said, choices ?? [])?.id) ?? []);
    return [...read, OTHER_WORK.test(isWork(bare) ? bare : work) ? (label('other') ?? []) : []].flat().slice(0, 1);
  });
  if (['child-name', 'child-age'].includes(id) && (tellsYears(worry) || isOfTwo(namesTold(worry)))) return undefined;
  const said = [tellers[id]?.(worry) ?? agencies]
    .flat()
    .filter((each) => id === 'child-age' || !(isOfChild.test(id) || id === 'name') || !isAside(each, field));
  const told = new Map(said.map((each) => [each.toLowerCase(), each]));
  const isPart = (each: string) => [...told.keys()].some((other) => other.startsWith(`${each} `)); // “jane” of “jane dobbs”
  const [only, another] = [...told].flatMap(([key, each]) => (isPart(key) ? [] : each));
  return another ? undefined : only;
}

/** Whether there is something to ask back, whatever the hour is. */
export const mayBeTold = (field: Field, answers: Answers): boolean =>
  field.id === 'leaves-sight'
    ? answers.values.danger !== 'yes' && tellsTime(answers)
    : !isOfPlace.includes(field.id) && toldOf(field, answers, '' as Instant) !== undefined;
const isOfPlace = ['with', 'whereabouts', 'role', 'organisation']; // a check that is to be sent is not held up for them
