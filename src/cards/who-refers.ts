import { oncePer } from '../base/once-per.ts';
import { phoneCaller } from '../base/people.ts';
import type { Instant } from '../base/time.ts';
import { isGirl } from '../case/child-told.ts';
import { withoutAddresses } from '../case/held.ts';
import { type CaseRecord, textIn } from '../case/record.ts';
import { holderOf, numbersGiven, numbersWritten, wishOf } from '../case/referrer-reach.ts';
import { saidIn } from '../case/said.ts';
import { isSubmitted, isUnwritten, referralOf } from '../case/state.ts';
import { worryParts } from '../draft/aside.ts';
import { type Answers, answerTo, notSaid } from '../draft/draft.ts';
import { isInCare, wasAsked } from '../draft/fields.ts';
import {
  digitsOf,
  numberConfirmed,
  othersNumbers,
  saidOfNumbers,
  saidOfReaching,
  saysHow,
  speaksAgainst,
} from '../draft/numbers-said.ts';
import { canBeDialled, diallableIn } from '../draft/read-answer.ts';
import { type CaseEvent, saidName, textOf } from '../history/events.ts';
import { fieldOf, type Pack } from '../protocol/pack.ts';
import { excerptWith, saidSince, withRight } from './added.ts';
import { saidLater, workSaid } from './later-facts.ts';
import { clockAndDay } from './london.ts';
import { asLines, excerpt, type Line, type Lines, line, titledLines } from './parts.ts';
import { answerInWords } from './referral-text.ts';

/** Where the referrer works: the kind of agency, with their organisation if they named it. */
function workplace(answers: Answers, pack: Pack) {
  const agency = answerInWords(answers, fieldOf(pack, 'agency'), pack);
  const organisation = isInCare(answers) ? undefined : answerTo(answers, 'organisation'); // it may be where the child lives
  return organisation ? `${organisation} (${agency})` : agency === notSaid.words ? agencyNotSaid : agency;
}
const agencyNotSaid = 'Agency not said';

type Fallbacks = Partial<Record<'name' | 'role' | 'phone', string | undefined>>;

/** Their form has none. */
function noNumber(record: CaseRecord, none = 'No number given'): string {
  const all = numbersWritten(record).slice(0, 2).join(' · ');
  return all ? `No number on the form. In their words: ${all}` : none;
}

/**
 * Who refers, where they work, and their numbers. A number that can be dialled from outside comes first; before it, what they
 * wrote of their numbers since.
 */
export function whoRefers(record: CaseRecord, pack: Pack, fallbacks: Fallbacks = {}): Lines {
  const { answers } = record.facts;
  const { name = 'The referrer', role = 'role not given', phone = noNumber(record) } = fallbacks;
  const job = answerTo(answers, 'role') ?? (role && saidLater(record, 'job')) ?? role;
  const place = (wasAsked(answers, 'agency') || wasAsked(answers, 'organisation')) && workplace(answers, pack);
  const inTeams = wasAsked(answers, 'name') ? record.facts.names[record.author] : undefined; // they left it open
  const given = answerTo(answers, 'name') ?? inTeams ?? name;
  const said = ownNameSaid(record, given);
  const isInName = given.toLowerCase().startsWith(`${job.toLowerCase()} `); // “PC oakes, PC”
  const who = [said?.name ?? given, isInName ? '' : job];
  const ofWork = place && !job.includes('said later') ? workSaid(record) : undefined;
  return [
    who.filter((each) => each !== '').join(', '),
    said && line(`Their name, as they wrote it at ${clockAndDay(said.at)}. Before: ${given}`, 'small'),
    place && !(place === agencyNotSaid && job.includes('said later')) && line(place),
    ofWork && line(`Of their work, they wrote at ${ofWork}`, 'small'),
    numbers(record, phone),
  ];
}

const A_NAME = "(?!(?:is|not|on|in|at|an?|the|there|all|wrong|mud)\\b)[\\p{L}’'-]{2,30}(?: [\\p{L}’'-]{2,30}){0,2}?";
/** “my name is tom reilly not review”, “its tom reilly not review”: a correction of the name that the form has. */
const OWN_NAME = new RegExp(
  `^\\W{0,3}(?:(?:no|sorry|ok|and|wait|hi)\\W{1,3}){0,3}(?:my name(?:['’]?s| is)? (${A_NAME})(?:,? not [\\p{L}’'-]{1,30}.{0,20})?|(?:its|it['’]s|i['’]?m|this is) (${A_NAME}),? not ([\\p{L}’'-]{2,30}).{0,20})$`,
  'iu',
);

/** The name that the author gave last for themselves since, and when, where it is another than the one they gave before. */
function ownNameSaid({ events, facts: { texts } }: CaseRecord, given: string) {
  const known = given.toLowerCase().split(/\W+/);
  const all = saidIn(events).flatMap(({ name: text, at }) => {
    const [, mine, its, wrong = ''] = OWN_NAME.exec(texts[text]?.trim() ?? '') ?? [];
    const name = mine ?? (known.includes(wrong.toLowerCase()) ? its : undefined);
    return name && name.toLowerCase() !== given.toLowerCase() ? [{ name, at }] : [];
  });
  return all.at(-1);
}

/** A bleep works only from inside the building, so the other number comes first. */
function numbers(record: CaseRecord, none: string): Lines {
  const { answers } = record.facts;
  const all = wordsOfNumbers(record, false);
  const right = confirmedNumber(record);
  const left = (id: string) => (answerTo(answers, id) === right?.old ? undefined : answerTo(answers, id));
  const [own, other] = [left('phone'), left('other')];
  const marked = (number: string) => withMark(record, all, number);
  const isInside = own && other && !canBeDialled(own) && canBeDialled(other);
  const newest = right ? confirmedLines(record, all, 'bold') : numberLines(record, all);
  const first = isInside ? marked(other) : own ? marked(own) : none;
  const ofOther = right?.old === answerTo(answers, 'other');
  const lines = [
    !(right && ofOther) && newest,
    right && !ofOther ? own && `Or ring: ${first}` : line(first, 'bold'),
    right && ofOther && newest,
    other && (isInside ? `From inside their building: ${marked(own)}` : `Or ring: ${marked(other)}`),
  ];
  return [lines, othersLines(record)];
}

/** The number that they put right and confirmed, whoever refers now. The one before it stands in the thread. */
const confirmedNumber = oncePer((record: CaseRecord) => {
  const { events, facts } = record;
  const said = saidIn(events).filter(({ index }) => index > events.findLastIndex(isHandedOver));
  const right = numberConfirmed(
    said.map(({ name }) => facts.texts[name] ?? ''),
    numbersGiven(record),
  );
  const since = right && said[right.at]?.at;
  return since && { ...right, since };
});

/** That number, with what they have written of their numbers since, and how to reach them. */
function confirmedLines(record: CaseRecord, all: OfReaching[], size: 'bold' | 'large'): Lines {
  const right = confirmedNumber(record);
  if (!right) return [];
  const since = all.filter(({ at = '' }) => at > right.since);
  const shown = all.filter((each) => since.includes(each) || saysHow(each.words));
  return [
    numberLines(record, since),
    line(withMark(record, since, right.number), size),
    line(`They confirmed this number at ${clockAndDay(right.since)}.`, 'small'),
    numberLines(
      record,
      shown.filter((each) => !since.includes(each)),
    ),
  ];
}

const isHandedOver = ({ type }: CaseEvent) => type === 'HandOverAccepted';

/** Words of theirs on how to reach them. `name`: of their text, if they were said after sending. */
interface OfReaching {
  at?: Instant; // if they were said after sending
  title: string;
  words: string;
  name?: string;
}

/**
 * What the referrer wrote on how to reach them, the newest first: after sending, and beside the questions of their check. @param
 * isNow of whoever refers now; else of who sent it, before it was handed over
 */
const wordsOfNumbers = oncePer((record: CaseRecord, isNow: boolean): OfReaching[] => {
  const { events, facts } = record;
  const handed = events.findLastIndex(isHandedOver);
  const known = numbersGiven(record);
  const isOfReaching = ({ words }: OfReaching) => saidOfReaching(words, known, others(record)).length > 0;
  const said = saidIn(events)
    .filter(({ index }) => handed < 0 || index > handed === isNow)
    .map(({ name, at }) => ({ at, title: clockAndDay(at), words: facts.texts[name] ?? '', name }));
  // nobody has asked yet whether an address in them is where the child is placed; the rest is a story, which stands with the worry
  const shown = besideQuestions(record).map((words) => ({
    title: 'before sending',
    words: saidOfReaching((facts.adding ? withoutAddresses(words) : words).replace(/[“”]/g, ''), known, others(record))
      .map((each) => `“${each.trim()}”`)
      .join(' … '),
  }));
  const earlier = handed >= 0 && isNow ? [] : shown;
  const wish = wishOf(events);
  const { [textOf.wish(wish?.number ?? 0)]: words = '' } = facts.texts; // they may say whom to ring instead
  const wished =
    wish && !said.some((each) => each.words === words) ? [{ at: wish.at, title: clockAndDay(wish.at), words }] : [];
  return [...earlier, ...said, ...wished].filter(isOfReaching).reverse();
});

/** What they wrote beside the questions of their check. */
const besideQuestions = ({ facts }: CaseRecord): string[] =>
  worryParts((facts.adding ?? facts.answers).values.worry ?? '').beside;

/** The numbers that are somebody else's, by all that they wrote since. */
const others = oncePer((record: CaseRecord) =>
  othersNumbers(
    [...besideQuestions(record), ...saidIn(record.events).map(({ name }) => record.facts.texts[name] ?? '')],
    numbersGiven(record),
  ),
);

/** The last words that hold such a number, below those on which the referrer is rung. */
function othersLines(record: CaseRecord): Lines {
  const numbers = others(record);
  const last = saidIn(record.events).findLast(({ name }) =>
    diallableIn(record.facts.texts[name] ?? '').some((each) => numbers.has(digitsOf(each))),
  );
  if (!last) return [];
  const title = `NOT the referrer’s number. Their words, ${clockAndDay(last.at)}${saidSince(record, last.name)}`;
  return titledLines(title, excerpt(textIn(record, last.name)));
}

const withMark = (record: CaseRecord, said: OfReaching[], number: string): string =>
  said.some(({ words }) => speaksAgainst(words, number, numbersGiven(record), others(record)))
    ? `${number} · MAY BE WRONG OR NOT SAFE: read their words first`
    : number;

/** Whether they are of a number, and not only of ringing: “text only pls, shes sat right next to me”. */
const isOfNumber = (record: CaseRecord, words: string) =>
  saidOfNumbers(words, numbersGiven(record), others(record)).length > 0;

function numberLines(record: CaseRecord, said: OfReaching[]): Lines {
  const more = said.length - 3;
  return [
    said
      .slice(0, 3)
      .map(({ title, words, name }) => [
        line(
          `Their words of ${isOfNumber(record, words) ? 'a number' : 'how to reach them'}, ${title}${name ? saidSince(record, name) : ''}`,
          'small',
          'Small',
        ),
        withRight(
          record,
          name ?? '',
          excerptWith(
            name ? textIn(record, name) : words,
            200,
            saidOfReaching(words, numbersGiven(record), others(record))[0],
          ),
          'bold',
        ),
      ]),
    more > 0 && `${more} earlier in the thread.`,
  ];
}

/** The number on which the referrer is to be rung, after what they wrote of it. @param none if there is none */
export function numberToRing(record: CaseRecord, number: string | undefined, none: string): Lines {
  const said = wordsOfNumbers(record, holderOf(record) !== undefined);
  return [
    confirmedNumber(record)
      ? confirmedLines(record, said, 'large')
      : [numberLines(record, said), line(number ? withMark(record, said, number) : noNumber(record, none), 'large')],
    othersLines(record),
  ];
}

/** Says so where a number is not shown. */
export function numberWarning(record: CaseRecord): Lines {
  const said = wordsOfNumbers(record, record.events.some(isHandedOver));
  const what = said.some(({ words }) => isOfNumber(record, words)) ? 'of their numbers' : 'how to reach them';
  return [said.length > 0 && line(`They wrote ${what}: press the button and read that before you ring.`, 'bold')];
}

/** Tells the people who work on the case who has the referral now, and which number to ring. */
export function holderLines(record: CaseRecord): Lines {
  const holder = holderOf(record);
  if (!holder) return [];
  const { name, phone, since, from } = holder;
  const said = wordsOfNumbers(record, true);
  return [
    ...titledLines(`Handed over by ${from.name}, ${clockAndDay(since)}. It is with`, name, 'bold'),
    ...(confirmedNumber(record)
      ? asLines(confirmedLines(record, said, 'bold'))
      : [...asLines(numberLines(record, said)), line(withMark(record, said, phone), 'bold')]),
  ];
}

const HEARD =
  /\b(?:(?:over)?hear\w*|listen\w*|silent|quiet\w*|sounds?|noise|he|hes|him|his|they|theyre|them|everyone|every ?body|people|parents?|m[ua]m|dad|uncle|aunt\w*|boss|man|men|woman|carer\w*|family)\b/i;
const SHE = /\b(?:she|shes|her)\b/i; // of a girl it may be the child
/** Whether who wants a message only wrote with it of somebody who may hear a sound. */
export function mayBeHeard(record: CaseRecord): boolean {
  const { events, facts } = record;
  const wish = wishOf(events);
  const said = [textOf.wish(wish?.number ?? 0), ...events.filter(({ at }) => at === wish?.at).map(saidName)];
  const words = said.map((name) => facts.texts[name ?? ''] ?? '').join('\n');
  return wish?.wish === 'message' && (HEARD.test(words) || (SHE.test(words) && !isGirl(record)));
}

/** The same, for the MASH. Nobody could be asked before the written referral, or who rang. */
export function wishLine({ events }: CaseRecord): Line {
  const said = wishOf(events);
  const how = said?.wish === 'ring' ? 'Ring me' : 'MESSAGE ONLY';
  if (said?.of) return line(`${how}, said of ${said.of}, at ${clockAndDay(said.saidAt ?? said.at)}`, 'bold');
  if (said) return line(`${how}, says the referrer, ${clockAndDay(said.at)}`, 'bold');
  const referral = referralOf(events);
  const isAsked = isSubmitted(referral) && !isUnwritten(referral) && referral.submittedBy !== phoneCaller;
  return line(`Ring me or message only? ${isAsked ? 'No answer yet' : 'Not asked'}`);
}

/** The title of the button that shows the number. It shows it whatever they wish. */
export const numberTitle = ({ events }: CaseRecord): string =>
  wishOf(events)?.wish === 'message' ? 'Number (message only)' : 'Show the number';

/** Says to a referrer who goes home how the MASH reaches them, or somebody else. */
export function reachedOn(record: CaseRecord): string {
  const number = confirmedNumber(record)?.number ?? numbersGiven(record)[0] ?? numbersWritten(record)[0];
  const by = wishOf(record.events)?.wish === 'message' ? 'messages you here. Your number is' : 'rings you on';
  return `${number ? `The MASH ${by} ${number}.` : 'The MASH has no number of yours.'} Type another number, or “hand over” for a colleague.`;
}
