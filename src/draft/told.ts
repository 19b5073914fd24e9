import type { Texts } from '../base/texts.ts';
import { type Instant, londonClock } from '../base/time.ts';
import type { Field } from '../protocol/pack.ts';
import { dangerIn } from '../understanding/danger.ts';
import { half, type PersonKind } from '../understanding/people.ts';
import { ofFirstChild } from '../understanding/whom.ts';
import { besideLine, namesPlace, worryParts } from './aside.ts';
import { consentSaid, whoAgreed } from './consent.ts';
import { type Answers, answerTo } from './draft.ts';
import { isInCare } from './fields.ts';
import { areWholly, isAside, isWork, tellsOfSomebody } from './fits.ts';
import { leavesIn, tellsTime, timeTold } from './leaving.ts';
import { correctionOf, MY_PHONE, reachIn } from './read-answer.ts';
import { ownNumbers } from './ring-said.ts';
import { childrenTold, describedIn, namesSaid, tellsYears, toldAs, whoIn } from './several.ts';
import { readChoice } from './typed-choice.ts';
import { withoutAgain, wordsIn } from './typed-words.ts';

const FULL_NAME = /^\p{L}[\p{L}’'-]*(?: \p{L}[\p{L}’'-]*){1,2}$/u;
const OTHER_WORK = // of no agency
  /\b(?:hotel|motel|b&b|airbnb|pub|taxis?|cabs?|minicabs|bus|train|airport|shop|store|bank|salon|landlord|landlady)\b/i;

/** Who tells it, in their own words. `organisation`: only one of health, education or the police, for no child is placed there. */
interface Teller {
  name?: string | undefined;
  role?: string | undefined;
  organisation?: string | undefined;
}
export const RANK = /^(?:pcso|w?pc|t?dc|ds|ps|sgt|sergeant|insp(?:ector)?)\b/i;
const COLLAR = /^(\p{L}+) \d{2,6} (?=\p{L})/u; // “pc 4471 dan oakes”
const SAFE_PLACE =
  /\b(?:a&e|a and e|ward|hospital|infirmary|clinic|surgery|health|nhs|school|primary|academy|college|nursery)\b/i;
const MAY_BE_HOME = /\b(?:house|home|lodge|hostel|unit|refuge|placement|shelter|street|road|rd|lane)\b/i;
/** The only one of them: “jane” is no other than “jane dobbs”. */
function onlyOf(all: string[]): string | undefined {
  const told = new Map(all.map((each) => [each.toLowerCase(), each]));
  const isPart = (each: string) => [...told.keys()].some((other) => other.startsWith(`${each} `));
  const [only, another] = [...told].flatMap(([key, each]) => (isPart(key) ? [] : each));
  return another ? undefined : only;
}
const namesOf = (worry: string) => [...new Set(toldAs(worry, 'me').map((name) => name.replace(COLLAR, '$1 ')))];
export function tellerIn(worry: string): Teller {
  const own = worry
    .split('\n')
    .filter((line) => namesOf(line).length > 0)
    .join('\n'); // “im the porter. moira flint, night worker”
  const name = onlyOf(namesOf(worry));
  const [rank] = RANK.exec(name ?? '') ?? [];
  const isSafe = (each: string) => rank || (SAFE_PLACE.test(each) && !MAY_BE_HOME.test(each));
  return {
    name,
    role: onlyOf(toldAs(own, 'role')) ?? onlyOf(toldAs(worry, 'role')) ?? rank,
    organisation: onlyOf(toldAs(worry, 'agency').filter(isSafe)),
  };
}

const NO_PLACE =
  /^(?:health|housing|education|school|police|hospital|hostel|hotel|social care|voluntary|charity|other)$|\d/i; // “ward 7” is on no name
/** The names with which they introduce themselves, and what they are: “jane okafor, school nurse”. */
function introducedIn(worry: string, { role: job, organisation }: Texts = {}): string[] {
  const { name, role } = tellerIn(worry);
  const place = onlyOf(toldAs(worry, 'agency').filter((each) => !NO_PLACE.test(each)));
  return name
    ? [[name, !job && !RANK.test(name) && role, !organisation && place].filter(Boolean).join(', ')]
    : namesOf(worry);
}

/** The number that stands with the name of who tells it, or is plainly theirs. */
const numberIntroduced = (worry: string) =>
  worry
    .split(/[\n“”]|[.!?;](?!\d)/)
    .flatMap((each) => (introducedIn(each).length > 0 || MY_PHONE.test(each) ? reachIn(each) : ownNumbers(each)));

/** Whether words are plainly a name of two or three words and nothing else. */
export const isPlainName = (said: string): boolean =>
  said.includes(' ') && areWholly(said, ['me', 'child', 'other', 'adult']) && !dangerIn(said);
/** Whether words behind a name say whose it is: a job, a number, an age. */
export function isOfName(text: string): boolean {
  const [next = ''] = text.split(/[,;!?\n]|\.(?!\d)/);
  return (
    isWork(next) ||
    /^\W*(?:\+?\d|(?:s?hes?|they)(?:['’]?s|['’]?re| is| are)? (?:(?:about|only|just|like|nearly|now) )*(?:1?\d\b|in (?:year|my)|my\b|our\b|an?\b|the\b)|born\b|aged?\b|dob\b)/i.test(
      next,
    )
  );
}

/** Whether words only say who their author is: “Jane Okafor, school nurse, Health”, “hi its bex from ward 7”. */
export const isIntroduction = (text: string): boolean => introducedIn(text).length === 1 && !tellsOfSomebody(text);

const besideOf = (worry: string) =>
  worryParts(worry)
    .beside.filter((line) => !isIntroduction(line)) // “housing, ymca, jane orr” names no child
    .flatMap((line) => line.split(/[.!?;,():“”]| [-–] | (?:and|but|who|from|cos|because) /))
    .map((part) => part.trim().replace(UNSURE_LAST, ''));
const UNSURE_LAST = /(?: (?:i (?:think|believe|guess|reckon)|s?he (?:says|said)|maybe)){1,2}$/i;

export const onlyTellsName = (text: string): boolean => namesSaid(text).length > 0 && !namesPlace(text);
/** The names of the child; of one who has none, what they look like. */
const namesTold = (worry: string): string[] => {
  const names = childrenTold(worry);
  return names.length > 0 ? names : worryParts(worry).beside.flatMap(describedIn);
};
/** Whose name these words are, and no more, where it was told before and its box is empty. */
export function namedAgain(text: string, { values }: Answers): 'my name' | 'child name' | undefined {
  const said = FULL_NAME.test(text.trim()) ? `${wordsIn(text).join(' ')} ` : '';
  const { worry = '' } = values;
  const isOne = (names: string[]) =>
    said !== '' && names.some((name) => said.startsWith(`${wordsIn(name).join(' ')} `));
  if (isOne(namesOf(worry))) return values.name === undefined ? 'my name' : undefined;
  return values['child-name'] === undefined && isOne(namesTold(worry)) ? 'child name' : undefined;
}

/**
 * Whether a name is plainly of somebody in what was told, and not of who tells it: “kofi mensah hes 16”. Typed again, it is
 * taken. Words that only say a name and a job are of who types it.
 */
export function isOfStory(text: string, { values: { worry = '' } }: Answers): boolean {
  const name = wordsIn(withoutAgain(text));
  const [first = ''] = name;
  const isIn = (marks: PersonKind[], whole = [first]) =>
    marks.flatMap((each) => toldAs(worry, each)).some((each) => whole.every((word) => wordsIn(each).includes(word)));
  const isAgain = worryParts(worry).beside.some((each) => wordsIn(each).join(' ') === name.join(' '));
  const isOther = isIn(['child']) || isIn(['other', 'adult'], name);
  return name.length <= 3 && first.length > 2 && isOther && !isIn(['me']) && !isAgain;
}

const found = (worry: string, pattern: RegExp) =>
  [...worry.matchAll(pattern)].flatMap(([, ...all]) => all.find(Boolean) ?? []);
const AGE_IN = /^\D*?(1?\d(?:\/1?\d)?)(?! ?(?:days?|w(?:ee)?ks?|m(?:on)?ths?)|[\d/.-])\D*$/i; // “about 12”
/** The ages that are told of the child, and not those on papers that are doubted. */
const agesTold = (worry: string): string[] =>
  whoIn(worry).flatMap(({ mark, words, behind }) =>
    mark === 'age' && !OF_TIME.test(behind) ? words.replace(AGE_IN, '$1') : [],
  );
const OF_TIME = /^\d? ?(?:mins?|minutes?|hours?|hrs?|am|pm|o['’]?clock|times|past|ish)\b/i; // “if shes 5 min late”
/** What stands last, from the last comma or full stop on. */
const clauseOf = (text: string): string =>
  text
    .split(/[,.;!?\n]/)
    .at(-1)
    ?.trim() ?? '';
/** What papers, or the child, say of an age that the author doubts, with the words before it: “papers say 19”. */
export const agesDoubted = (worry: string): string[] =>
  whoIn(worry, half).flatMap(({ mark, words, before }) =>
    mark === 'paperage' ? [...clauseOf(before).split(' ').slice(-4), words].join(' ').trim() : [],
  );
/** Whom a child is with, said where something else is asked: “hes with the porter in the lobby”. */
const WITH =
  /\b(?:with|w) (?!(?:him|her|them|it|that|this|what|care|consent)\b(?! \p{L}))(\p{L}[\p{L}’'-]{0,29}(?: (?!(?:in|at|on|near|by|outside|inside|upstairs|downstairs|and|but|now|right|since|until|till|for|who|from|waiting|behind|she|he|they|i)\b)\p{L}[\p{L}’'-]{0,29}){0,3})/giu;
/** Where a child is, said so: “shes in the sick room”. */
const WHERE =
  /^(?:(?:s?he ?['’]?s|s?he is|they ?(?:['’]?re| are)|(?:all|both)(?: (?:of them|the girls|the boys|the kids|[2-5]|two|three|four))* are|still|now|just|sat|sitting|waiting|asleep|hiding|safe|here) )*((?:in|at|outside|inside|upstairs|downstairs|near) (?!(?:year|yr|care|danger|trouble|pain|tears|labour|love|\d{1,2}(?:[:.]\d\d| ?[ap]m)?$)\b).{2,45})$/iu;
const tellers: Partial<Record<string, (worry: string, values: Answers['values']) => string | string[]>> = {
  name: introducedIn,
  role: (worry) => tellerIn(worry).role ?? [],
  organisation: (worry) => tellerIn(worry).organisation ?? [],
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
  if (['child-name', 'child-age'].includes(id) && (tellsYears(worry) || childrenTold(worry).length > 1))
    return undefined;
  const said = choices
    ? (id === 'agency' ? worksTold(worry) : []).flatMap((each) => label(agencyOf(each, choices)) ?? [])
    : [tellers[id]?.(worry, answers.values) ?? []].flat();
  return onlyOf(said.filter((each) => !YES_OR_NO.test(each) && (!isByPattern.test(id) || !isAside(each, field))));
}
const isByPattern = /^(?:child-age|with|whereabouts)$/;
const YES_OR_NO = /^(?:y|yes|yeah|yep|yup|yh|n|no|nope|nah)(?:\W|$)/i; // it would answer itself
/** What they are, and of what: “nurse”, “herts police”. */
const worksTold = (worry: string) => [
  ...namesOf(worry).flatMap((name) => (RANK.test(name) ? 'police' : [])),
  ...['role' as const, 'agency' as const].flatMap((mark) => toldAs(worry, mark, half)),
];
const agencyOf = (work: string, choices: NonNullable<Field['choices']>) =>
  [work, ...work.replace(/ \d+$/, '').split(' ').slice(-1)].flatMap((each) => readChoice(each, choices)?.id ?? [])[0] ??
  (OTHER_WORK.test(work) ? 'other' : undefined);

/** Whether there is something to ask back, whatever the hour is. */
export const mayBeTold = (field: Field, answers: Answers): boolean =>
  field.id === 'leaves-sight'
    ? answers.values.danger !== 'yes' && tellsTime(answers)
    : !isOfPlace.includes(field.id) && toldOf(field, answers, '' as Instant) !== undefined;
const isOfPlace = ['with', 'whereabouts', 'role', 'organisation']; // a check that is to be sent is not held up for them
