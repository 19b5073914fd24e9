import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { type Instant, msOf } from '../base/time.ts';
import type { Field } from '../protocol/pack.ts';
import { isQuestion } from '../understanding/asking.ts';
import type { Answers, Problem, Reading } from './draft.ts';
import { leavingInWords, readLeaving, splitLeaving } from './leaving.ts';
import { namesSaid } from './several.ts';
import { readWhen, whenInWords } from './typed-date.ts';
import { birthInWords, readBirth } from './typed-day.ts';
import { bareText, isUnsure, withApostrophes, wordsIn } from './typed-words.ts';

const weekMs = 7 * 24 * 60 * 60 * 1000;
const clockSlackMs = 2 * 60 * 1000; // the referrer's telephone may be a minute ahead of our clock

/**
 * Reads the text of one field. Text stays as written, except that lone surrogates, which no store can hold, are
 * replaced. Of when the child leaves, each answer has a reading. Elsewhere "Not known" becomes an empty value with the reading "Not known", which tells it from a box left empty.
 * @param isSure the referrer wrote the same before and was asked about it: a call over a week ago is then accepted
 */
export function readAnswer(
  field: Field,
  typed: string,
  now: Instant,
  isSure = false,
): { value: string; reading?: Reading } | { problem: Problem } {
  const problem = (kind: Exclude<Problem['kind'], 'too-long'>) => ({ problem: { field: field.id, kind } });
  const text = typed.toWellFormed();
  const trimmed = text.trim();
  const isLeaving = field.id === 'leaves-sight';
  if (trimmed === '')
    return { value: '', ...(isLeaving && { reading: { words: 'No time known', leaves: 'unknown', said: now } }) };
  const isNotKnown = !isLeaving && (isUnsure(trimmed) || /^[?\s]+$/.test(trimmed));
  if (field.choices) {
    const chosen = readChoices(field, trimmed);
    return 'problem' in chosen && isNotKnown ? notKnown : chosen;
  }
  if (isNotKnown) return notKnown;
  const written = isLeaving ? splitLeaving(text).words : text;
  if ([...written].length > field.limit) return { problem: { field: field.id, kind: 'too-long', limit: field.limit } };
  if (isLeaving) return { value: text, reading: leavingReading(trimmed, now) };
  if (field.reads === undefined) return { value: text };
  const reading = readDate(field.reads, trimmed, now);
  if (field.id !== 'phoned-when') return reading ? { value: text, reading } : { value: text };
  if (!reading?.at) return problem('unclear-time');
  if (msOf(reading.at) > msOf(now) + clockSlackMs) return problem('future');
  if (!isSure && msOf(reading.at) < msOf(now) - weekMs) return problem('long-ago');
  return { value: text, reading };
}

const notKnown = { value: '', reading: { words: 'Not known' } };

function readChoices(field: Field, trimmed: string): { value: string } | { problem: Problem } {
  const known = new Set(field.choices?.map((choice) => choice.id));
  const chosen = field.kind === 'many' ? trimmed.split(',').map((id) => id.trim()) : [trimmed];
  if (chosen.some((id) => !known.has(id))) return { problem: { field: field.id, kind: 'not-a-choice' } };
  return { value: [...known].filter((id) => chosen.includes(id)).join(',') };
}

function leavingReading(answer: string, said: Instant): Reading {
  const read = readLeaving(answer, said);
  const { is: leaves, at, day } = read;
  return { words: leavingInWords(read), leaves, said, ...(at && { at }), ...(day && { day }) };
}

function readDate(kind: NonNullable<Field['reads']>, trimmed: string, now: Instant): Reading | undefined {
  if (kind === 'birth') {
    const birth = readBirth(trimmed, now);
    return birth && { words: birthInWords(birth), ...(birth.kind === 'born' && { day: birth.day }) };
  }
  const when = readWhen(trimmed, now, kind);
  if (!when) return undefined;
  return { words: whenInWords(when), ...(when.kind === 'instant' ? { at: when.at } : { day: when.day }) };
}

const candidate = /(?:\+|\(?0)[\d\s().-]{7,22}\d/g;

/** The numbers in the text that can be dialled from outside. */
export const diallableIn = (written: string): string[] =>
  [...written.matchAll(candidate)]
    .map(([number]) => number)
    .filter((number) => parsePhoneNumberFromString(number, 'GB')?.isPossible() === true);

/** What looks like one, dialled or not: somebody may have typed a digit too many. “log 0412 …” is none. */
export const numbersIn = (written: string): string[] =>
  written
    .replace(/\b(?:log|cad|crime|incident|ref(?:erence)?|urn)\b\D{0,12}\d[\d /-]*/gi, '')
    .match(candidate)
    ?.map((each) => each.trim()) ?? [];

/** “ext 15”: a number inside a house. */
export const EXTENSION = /\b(?:ext(?:ension|n)?|bleep)\.? ?\d{1,6}\b/i;
/** The numbers to dial in words of who writes, or the one inside their house. */
export const reachIn = (written: string): string[] => {
  const all = diallableIn(written);
  return all.length > 0 ? all : (EXTENSION.exec(written) ?? []).slice(0, 1);
};

/** Whether the text holds one. "Bleep 4412" and "ext 31" hold none, although they are real. */
export const canBeDialled = (written: string): boolean => diallableIn(written).length > 0;

/** Whether words hold no time of leaving that can be read. */
export function isUnread(field: Field, text: string, now: Instant): boolean {
  const read = readAnswer(field, text, now);
  return 'value' in read && read.reading?.leaves === 'unread';
}

/** The key of a doubtful value that the referrer was asked about. The same value written again is accepted. */
export const confirmationKey = (field: string) => `${field}-asked`;

/**
 * A doubt to mention about an answer that is saved as written. A doubtful phone number is mentioned once, not when it
 * is written again.
 */
export function doubtedIn({ id, kind }: Field, value: string, values: Answers['values'], now: Instant) {
  const wasMentioned = values[confirmationKey(id)] === value;
  if (kind === 'phone' && value.trim() !== '' && !canBeDialled(value) && !wasMentioned) return 'not-dialable' as const;
  const birth = id === 'child-age' ? readBirth(value, now) : undefined;
  return birth?.kind === 'age' && birth.years >= adult ? ('may-be-a-child' as const) : undefined;
}

const adult = 18; // years

/** What is repeated back of a date or time. */
export function repeated({ id, reads }: Field, reading?: Reading): { field: string; words?: string }[] {
  if (reading && !['unread', 'unknown'].includes(reading.leaves ?? '')) return [{ field: id, words: reading.words }];
  return reads && id !== 'leaves-sight' ? [{ field: id }] : [];
}

/** Words by which danger, or leaving, also answers a short box. Any other box is asked again. */
const answeredWith: Record<string, RegExp> = {
  'phoned-who': /\b(?:999|112|police|ambulance)\b/i,
  'missing-reported': /\b(?:999|112|police)\b/i,
  whereabouts:
    /\b(?:at|in|inside|outside|on|near|behind|home|upstairs|downstairs|reception|(?:gone|went|taken|back) to)\b|(?:^|(?:[’']s|[’']re|\b(?:is|are|right|still|over|sat|all|both|back|just)) )here\b/i,
  with: /^(?:me|us)\b|^(?:(?:just|only|still) )?(?:him|them|her)(?: \w+)?(?:[.,;!]|$)|\bwith (?!a\b|an\b|the (?:knife|gun))|\b(?:is|are|['’]s|['’]re) (?:here|outside|inside|at the door|alone)\b|\b(?:her|him)self\b|\bnobody\b/i,
};

/** “shes been getting in his car”: not where the child is now. */
const isHabit = /\bbeen \w+ing\b|\bkeeps? \w+ing\b|\bused to\b|\balways\b|\bevery (?:day|week|night|time)\b/i;

/** Whether words of danger, or of leaving, answer a short box, too. */
export function answersBox(text: string, field: Field, now: Instant) {
  const said = withApostrophes(text);
  if (field.id === 'whereabouts' && isHabit.test(said)) return false;
  if (field.reads === undefined) return answeredWith[field.id]?.test(said) ?? false;
  const read = readAnswer(field, said, now);
  return 'value' in read && read.reading !== undefined && read.reading.leaves !== 'unread';
}

const SAID_NOT =
  /(?<![\p{L}\d])((?:[\p{L}\d’'-]{1,30} )?[\p{L}\d’'-]{1,30}),? (?:not|isn['’]?t) ([\p{L}\d’'-]{1,30})(?:[,;]? (?:its|it['’]s|it is|s?hes|s?he['’]s|s?he is|but|called) (?:called |really |actually )?([\p{L}\d’'-]{1,30}(?: (?!and\b|but\b|s?hes\b|not\b)[\p{L}’'-]{1,30})?))?/giu;
const BEFORE_RIGHT =
  /^(?:(?:her|his|their|the|child['’]?s|names?|its|it['’]s|it|is|s?hes?|called|and|age|aged|sorry|no|am|i)\b ?)*/i;
/** What words say instead of this answer: “not thuy its Lan”, “shes 14 not 15”. */
function correctedIn(text: string, before: string, isNumber: boolean): string | undefined {
  const all = [...text.matchAll(SAID_NOT)].filter(([, , wrong = '']) => wordsIn(before).includes(wrong.toLowerCase()));
  const rights = all.map(([, first = '', , after = first.replace(BEFORE_RIGHT, '')]) => after);
  return rights.flatMap((right) => (isNumber ? /^1?\d\b/ : /^\p{L}.*/u).exec(right)?.[0] ?? [])[0];
}

/** What words say of the child’s name or age instead of what stands there. */
export function correctionOf(field: string, { values }: Answers, text: string): string | undefined {
  const before = values[field] ?? '';
  const isOfChild = field === 'child-name' || field === 'child-age';
  return isOfChild && before !== '' ? correctedIn(text, before, field === 'child-age') : undefined;
}

/** Their own number, among other words: “my number is 07700 900412 text only”, “07700 900412 is my mobile”. */
export const MY_PHONE =
  /\bmy (?:number|mobile|mob|phone)(?: number)?\b(?:['’]?s| is|:)? ?[+(]?\d|\d(?: is|['’]s|,)? my (?:number|mobile|mob|phone)\b/i;

export const OF_NUMBER = new Set(
  'i ive im already just have all of up there gave given give you u told said put my me the is its it s this that number numbers mobile mob phone tel telephone no contact on call ring again before above ffs sorry ok yes please pls like as wrote typed'.split(
    ' ',
  ),
);
/** The one number in words that say nothing else: “i already gave you my number 07700 900412”. */
export function onlyNumberIn(text: string): string | undefined {
  const [only, another] = diallableIn(text);
  return only && !another && isOnlyNumber(text) ? only : undefined;
}
export const isOnlyNumber = (text: string) =>
  wordsIn(diallableIn(text).reduce((rest, number) => rest.replace(number, ' '), text)).every((word) =>
    OF_NUMBER.has(word),
  );

const OF_SOMEBODY =
  /\b(?:s?hes?|her|his|him|they|theyre|them|m[uo]ms?|dads?|m[ae]ns?|blokes?|girls?|boys?|lads?|uncles?|ext|extension|bleep|ref|cad|log|dob|reg|plate|flat)\b/;
/** Their own number among more words, or the first of two: “07700 900431 but im asleep after 9, ring the desk 020 7946 0112”, and all the words. */
export function phoneAmong(text: string): [string, string] | [] {
  const [first] = diallableIn(text);
  return first && !isOnlyNumber(text) && !OF_SOMEBODY.test(bareText(text)) && !isQuestion(text) ? [first, text] : [];
}
/** The words around their number, and whom else to ring: they stand in the box for that. */
export function wordsOfRinging(text: string): string | undefined {
  const [first] = phoneAmong(text);
  return (
    first &&
    (text.trim().startsWith(first)
      ? text
          .trim()
          .slice(first.length)
          .replace(/^[\s,.;:-]+/, '')
      : text)
  );
}

/** “he wont say his name. he goes by T” */
const GOES_BY =
  /\b(?:s?he|they) (?:just |only )?(?:goes by|go by|is known as|calls? (?:him|her|them)sel(?:f|ves)|gets called) (?:the name )?(?:of )?(?!(?:the|an?|his|her|no|bus|train|car|what|on|in)\b)(\p{L}[\p{L}’'-]{0,30})(?=[.,;!]|$| (?:he|she|they|and|but|i|to|which|that|not)\b)/iu;
/** The name in a long line, and the line, which is kept. */
export function calledAmong(text: string): [string, string] | [] {
  const [, by] = GOES_BY.exec(text) ?? [];
  if (by) return [by, text];
  const [only, another] = wordsIn(text).length > 8 ? namesSaid(text) : [];
  return only && !another ? [only, text] : [];
}
