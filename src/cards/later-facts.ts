import type { Texts } from '../base/texts.ts';
import { type Instant, plus } from '../base/time.ts';
import { isGirl } from '../case/child-told.ts';
import { type CaseRecord, ownAnswers, textIn } from '../case/record.ts';
import { calledAt, latestReports, type Phoned, phonedIn } from '../case/referral.ts';
import { ofAnother, type Said, saidIn } from '../case/said.ts';
import { sentReferral } from '../case/standing.ts';
import { referralOf, type SubmittedReferral, submittedIn } from '../case/state.ts';
import { worryAsRead } from '../draft/aside.ts';
import { type Answers, answerTo } from '../draft/draft.ts';
import { wasAsked } from '../draft/fields.ts';
import { namesIn } from '../draft/news-said.ts';
import { mayPutRight, putsAgeRight } from '../draft/numbers-said.ts';
import { agesDoubted } from '../draft/told.ts';
import { mayBeOfPolice } from '../draft/typed-police.ts';
import { bareText, wordsIn } from '../draft/typed-words.ts';
import { choiceLabel, type Pack } from '../protocol/pack.ts';
import { isQuestion } from '../understanding/asking.ts';
import { isKnownWord } from '../understanding/danger.ts';
import { half, sure, whoIsIn } from '../understanding/people.ts';
import { tellingsIn } from '../understanding/sentences.ts';
import { excerptWith, putRight, withRights } from './added.ts';
import { behind, uncut } from './fitted.ts';
import { clock, clockAndDay } from './london.ts';
import { capitalised, excerpt, type Line, type Lines, line, shown, spacedSmallLine } from './parts.ts';
import { reportedFound } from './who-and-when.ts';

/** For some fields, the text to print instead of the answer, because a later report differs. */
export type Later = Texts;

/**
 * Later reports that the child is missing, found or safe. They override the referral's own answer, and the text gives both
 * with their dates. A report that agrees with the answer is left out.
 * @param until ignores later reports, for a text that must stay as it was sent
 * @source Protocol 10.2
 */
export function laterFacts({ events, facts }: CaseRecord, pack: Pack, until?: Instant): Later {
  const { answers } = facts;
  const known = until ? events.filter(({ at }) => at <= until) : events;
  const referral = submittedIn(referralOf(known));
  const first = referral && latestReports({ events: known }, referral.missing)[0];
  if (!referral || !first) return {};
  const { found, safe, submittedAt } = referral;
  const since = safe
    ? `, safe, says the MASH, ${clockAndDay(safe.seenAt ?? safe.at)}`
    : found
      ? `, ${reportedFound({ events: known, facts }, found)}`
      : '';
  const later = (field: string, current: 'yes' | 'no', words: string): Later => {
    const answer = answerTo(answers, field);
    if (answer === current && since === '') return {};
    const before = answer
      ? `. The referral of ${clockAndDay(submittedAt)} says: ${choiceLabel(pack, field, answer)}`
      : '';
    return { [field]: `${words}${before}` };
  };
  const missingWords = `said to be missing ${clockAndDay(first.at)}`;
  return {
    ...later('missing', 'yes', `Yes: ${missingWords}${since}`),
    ...later('missing-now', safe ? 'no' : 'yes', `${safe ? 'No' : 'Yes'}: ${missingWords}${since}`),
  };
}

/** The words for each answer about the situation. “No” to `kin` tells the reader nothing useful, so it has no words. */
const situation: { field: string; yes: string; no?: string }[] = [
  { field: 'abroad', yes: 'from abroad', no: 'from the UK' },
  { field: 'care', yes: 'in care', no: 'not in care' },
  { field: 'kin', yes: 'living with someone who is not close family' },
  { field: 'missing', yes: 'missing, or has been', no: 'not missing' },
  {
    field: 'cse',
    yes: 'sexual exploitation suspected',
    no: 'sexual exploitation not suspected',
  },
];

/**
 * The child's situation in one line, and how many parts of it are not known or were left empty. A later report that the
 * child is missing or found overrides the referral's answer.
 */
export function situationOf(record: CaseRecord, referral: SubmittedReferral, pack: Pack) {
  const { answers } = record.facts;
  const fieldsInPack = situation.filter(({ field }) => pack.fields.some(({ id }) => id === field));
  const later = missingSince(record, referral);
  const known = fieldsInPack.flatMap(({ field, yes, no }) => {
    if (field === 'missing' && later) return [later];
    const answer = answerTo(answers, field);
    return answer === 'yes' ? [yes] : answer === 'no' && no ? [no] : [];
  });
  const open = fieldsInPack.filter(
    ({ field }) => !['yes', 'no'].includes(answerTo(answers, field) ?? '') && !(field === 'missing' && later),
  );
  const unknown = open.filter(({ field }) => answerTo(answers, field) !== undefined).length;
  const leftEmpty = open.filter(
    ({ field }) => answerTo(answers, field) === undefined && wasAsked(answers, field),
  ).length;
  return { words: capitalised(known.join(' · ')), unknown, leftEmpty };
}

function missingSince(record: CaseRecord, { missing, found, safe }: SubmittedReferral) {
  const first = latestReports(record, missing)[0];
  if (!first) return undefined;
  if (safe) return `was missing, safe since ${clockAndDay(safe.seenAt ?? safe.at)}`;
  return `said to be missing ${clockAndDay(first.at)}${found ? `, ${reportedFound(record, found)}` : ''}`;
}

/** The phone call before the referral, and whether the written referral followed in time. @source Protocol 8.2 */
export function phonedFirst(referral: SubmittedReferral, pack: Pack): Lines {
  const { submittedAt } = referral;
  const phoned = phonedIn(referral);
  if (phoned) return byPhone(phoned);
  const called = calledAt(referral);
  if (!called) return [];
  return [
    `Phoned first, ${clockAndDay(called)}`,
    submittedAt > plus(called, pack.clocks.writtenConfirmation.within) &&
      `In writing ${clockAndDay(submittedAt)}: LATE, due within 48 hours of the call`,
  ];
}

/** A telephone referral that the MASH wrote down. The referrer must also send it in writing. */
function byPhone(call: Phoned): Lines {
  const rang = line(`By phone, ${clockAndDay(call.calledAt)}`);
  const due = clockAndDay(call.writtenDue);
  if (call.kind === 'phoned')
    return [rang, line(`NOT IN WRITING YET, ${call.toldOverdue ? 'OVERDUE since' : 'due by'} ${due}`, 'bold')];
  const late = call.writtenAt > call.writtenDue ? ': LATE, due within 48 hours of the call' : '';
  return [rang, `In writing ${clockAndDay(call.writtenAt)}${late}`];
}

const OTHER_NAME =
  /(?<!\bmy )\bnames?(?:['’]s| is)? (?:is ?n[o’']?t|not)\b|\b(?:real|actual|proper) name\b|\b(?:s?he|they)(?:['’]?s|['’]?re| is| are) (?:really|actually|not) called\b/i;
const OTHER_AGE =
  /\b(?:s?he|they|girl|boy|child|kid|lad)(?:['’]?s|['’]?re| is| are)? (?:(?:really|actually|only|just) )?1?\d,? (?:and )?not 1?\d\b/i;

/** “its not tansley its oliver tanner” */
const NOT_NAME =
  /\b(?:not|isnt) ([\p{L}-]{2,30})\b(?=.*\b(?:its|it is|hes|shes|is|called|but)\b)|(?<=\b(?:its|it is|called|hes|shes) (?:[\p{L}-]{2,30} ){1,2})not ([\p{L}-]{2,30})\b/gu;
const PLATE = /\b[A-Z]{1,2}\d\d? ?[A-Z]{3}\b|\b[A-Z]{2,3}\d*\b/g; // “ZDB” is no name

const OF_WORK = ['role', 'agency'];
const NAMED = /\b(?:names?|called)\b/i;
/** The sentence that says who the child is, or what its author is: surely, or perhaps where it speaks of a name. */
function sentenceOf(words: string, what: 'job' | 'child', record: CaseRecord): string {
  const marks = what === 'job' ? OF_WORK : ['child'];
  const one = whoIsIn(words, 'after').find(
    ({ mark, p }) => marks.includes(mark) && p >= (NAMED.test(words) ? half : sure),
  );
  const part = words.split(/[.;!?\n]/).find((each) => one && each.includes(one.words)) ?? '';
  const isOfHim = what === 'child' && /\bhis\b/i.test(part) && isGirl(record);
  return isOfHim ? '' : excerptWith(part.trim(), 70, one?.words);
}
/**
 * What the form lacks and its author told later, in their words: their own job, or the name of the child. It is quoted, and not
 * taken as the answer.
 */
export function saidLater(record: CaseRecord, what: 'job' | 'child'): string | undefined {
  const { 'child-name': given = '' } = what === 'child' ? ownAnswers(record).values : {};
  const rights = given === '' ? [] : rightsOfChild(record).map(({ name }) => name);
  const found = saidIn(record.events).flatMap(({ name, at }) => {
    const words = textIn(record, name);
    const isNamed = given === '' || NAMED.test(words);
    const part = isNamed && !ofAnother(record.events, name) ? sentenceOf(words, what, record) : '';
    const isKnown =
      given !== '' &&
      (rights.includes(name) || OTHER_NAME.test(words) || wordsIn(part).some((word) => wordsIn(given).includes(word)));
    return part === '' || isKnown ? [] : { part, at };
  });
  const last = found.at(-1);
  return last && `said later, ${clock(last.at)}: “${last.part}”`;
}

const OWN_WORK = /\b(?:i['’]?m|i am|i work|we are|(?:my|our) (?:job|role|office|work))\b[^.;!?\n]{0,40}$/i;
/** What its author wrote of their own work after sending, which the form does not have: “im not a school, im riverside leisure centre”. */
export function workSaid(record: CaseRecord): string | undefined {
  const { role = '', organisation = '' } = ownAnswers(record).values;
  const given = bareText(`${role} ${organisation}`);
  const isOther = (words: string) =>
    whoIsIn(words, 'after').some(
      (each) =>
        OF_WORK.includes(each.mark) &&
        each.p >= sure &&
        OWN_WORK.test(words.slice(0, each.at)) &&
        !given.includes(bareText(each.words)),
    );
  const last = saidIn(record.events).findLast(
    ({ name }) => !ofAnother(record.events, name) && isOther(textIn(record, name)),
  );
  return last && `${clock(last.at)}: “${excerpt(textIn(record, last.name), 120)}”`;
}

const REFERENCE = /\b(?:ref(?:erence)?|log|cad|crime)\b\D{0,12}\d/i;
/** The question whether the police know, with what was written of it after sending, if anything was. @param who wrote it */
export function policeAsked(record: CaseRecord, who: 'you' | 'they'): string {
  const last = saidIn(record.events).findLast(({ name }) => {
    const words = ofAnother(record.events, name) ? '' : textIn(record, name);
    return (mayBeOfPolice(words) || REFERENCE.test(words)) && !isQuestion(words);
  });
  const wrote = last && ` At ${clock(last.at)} ${who} wrote: “${excerpt(textIn(record, last.name), 100)}”`;
  return `Do the police know?${wrote ?? ''}`;
}

/** What papers, or the child, say of the age, where the age is what the author thinks: “papers say 19”. */
export const papersSay = ({ values: { 'child-age': age = '', worry = '' } }: Answers): string | undefined =>
  age === '' ? undefined : agesDoubted(worry).find((said) => !wordsIn(age).includes(wordsIn(said).at(-1) ?? ''));

const mostRights = 3;
/** What puts words right that stand on a card: the newest stand in one line with them, but where guests read. */
const rightsBeside = (record: CaseRecord, told: string): Said[] =>
  record.readBy ? [] : putRight(record, told).slice(-mostRights);

/** The same of the child’s name and age. “room 12 not 14” is of neither. */
export function rightsOfChild(record: CaseRecord): Said[] {
  const answers = ownAnswers(record);
  const { 'child-name': name = '', 'child-age': age = '' } = answers.values;
  const ofAge = rightsBeside(record, `${name}, ${age}, ${papersSay(answers) ?? ''}`).filter((each) => {
    const { [each.name]: words = '' } = record.facts.texts;
    return OTHER_AGE.test(words) || putsAgeRight(words, age) || putsAgeRight(words, `${name}, ${age}`);
  });
  return [...new Set([...rightsBeside(record, name), ...ofAge])];
}

/** All that stands so on the card: with the child, and with the worry. */
export function rightsShown(record: CaseRecord): Said[] {
  const { told, beside } = worryAsRead(answerTo(record.facts.answers, 'worry') ?? '');
  return [...rightsOfChild(record), ...[told, ...beside].flatMap((each) => rightsBeside(record, each))];
}

/**
 * That they wrote another name or age of the child since, or put right what they told before, the newest first: nothing changes
 * what they gave. None pushes another off the card. @param beside what stands with the words that it puts right
 */
export function otherwiseSaid(record: CaseRecord, beside: Said[] = []): Line[] {
  const { mistakes } = sentReferral(record) ?? { mistakes: {} };
  const { values } = ownAnswers(record);
  const told = Object.values(values).join(' . ');
  const named = namesIn({ values });
  const names = named.length > 0 ? named : wordsIn(told.replace(PLATE, ' ')).filter((word) => !isKnownWord(word));
  const isOtherName = (words: string) =>
    OTHER_NAME.test(words) ||
    [...bareText(words).matchAll(NOT_NAME)].some(([, before, after = before]) => names.includes(after ?? ''));
  const rights = putRight(record, told);
  const lines = saidIn(record.events).flatMap((each) => {
    const { [each.name]: words = '' } = record.facts.texts;
    const isOfThis = !(each.name in mistakes) && !ofAnother(record.events, each.name);
    const what = isOfThis && shown([isOtherName(words) && 'name', OTHER_AGE.test(words) && 'age']).join(' and ');
    const isCorrection = mayPutRight(words) && tellingsIn(words).includes('mistake');
    const mayBe = isOfThis && !what && !rights.includes(each) && isCorrection;
    if (beside.includes(each) || !(what || mayBe || rights.includes(each))) return [];
    const part = (OTHER_NAME.exec(words) ?? OTHER_AGE.exec(words))?.[0];
    const quoted = excerptWith(textIn(record, each.name), 120, part);
    return line(
      `${what ? `Another ${what}` : `${mayBe ? 'MAY BE ' : ''}PUT RIGHT`}, they wrote ${clockAndDay(each.at)}: “${quoted}”`,
      'bold',
    );
  });
  return [lines.slice(-2).toReversed(), behind(1, lines.slice(0, -2).toReversed())].flat();
}

const worryShown = 600;
const besideShown = 250; // of it, where something was said beside the questions
const mostBeside = 20; // lines

/** The worry, and what was said beside the questions, the newest first: the last words always, earlier ones as far as they fit. */
export function worryLines(record: CaseRecord, worry: string): Lines {
  const { told, beside } = worryAsRead(worry);
  const newest = beside.toReversed();
  const sizes = newest.map((_, at) => newest.slice(0, at + 1).join('').length);
  const whole = newest.filter((_, at) => at === 0 || (sizes[at] ?? 0) <= besideShown);
  const room = worryShown - Math.min(besideShown, sizes[whole.length - 1] ?? 0);
  const more = newest.length - mostBeside;
  const isLong = told.length > room;
  const ofChild = rightsOfChild(record);
  const withThese = (each: string, most: number) => {
    const rights = rightsBeside(record, each).filter((right) => !ofChild.includes(right));
    return withRights(record, excerpt(each, most), rights);
  };
  return [
    (told !== '' || newest.length === 0) &&
      uncut([spacedSmallLine(isLong ? 'Worry · whole text in the thread' : 'Worry'), withThese(told, room)]),
    newest.length > 0 && uncut([spacedSmallLine('Said beside the questions, the newest first')]),
    uncut(whole.map((each) => withThese(each, besideShown))),
    behind(
      1,
      newest.slice(whole.length, mostBeside).map((each) => withThese(each, besideShown)),
    ),
    more > 0 && line(`${more} more: press “Everything”.`, 'small'),
  ];
}
