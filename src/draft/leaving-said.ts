import { oncePerWordsAt } from '../base/once-per.ts';
import { withoutReferences } from '../base/reference.ts';
import { withoutEnd } from '../base/texts.ts';
import { type Instant, londonDay, plus } from '../base/time.ts';
import { toldOfChild } from '../understanding/asking.ts';
import { type Whereabouts, whereaboutsIn } from '../understanding/sentences.ts';
import { adult, men } from '../understanding/words.ts';
import { readLeaving, takenOn } from './leaving.ts';
import {
  BREAKS,
  CLAUSES,
  DROVE,
  isDenying,
  LEFT,
  NO_HOUR,
  OF_TWO_DAYS,
  OTHER_SENSE,
  PROTECTED_UNTIL,
  SOON,
  SOON_ALONE,
  STAYS,
  sinceWhen,
  TELLS,
  THEATRE,
  TO_FAMILY,
  undenied,
  WENT_AT,
  wishIn,
  withAgo,
  withClocks,
  withDays,
  withNight,
  withoutAge,
  withoutOwnGoing,
  withoutReturn,
  withPoint,
  withShe,
  withWhoAfter,
} from './leaving-clauses.ts';
import { momentOf, readWhen } from './typed-date.ts';
import { namesProtection } from './typed-police.ts';
import { isOnlyOfTime, numerals, OF_HELPERS, withApostrophes } from './typed-words.ts';

const LEAVING =
  /\b(?:(?<!\b(?:will|should|would|might) )(?:be|get) (?:ready|packed|dressed)|(?:com(?:e|es|ing)|back) (?:[\w.:]+ ){0,4}?(?:for|to get) (?:her|him|them)(?= (?:at|in|around|about|by|before|tonight|tomorrow|later)\b|\W*$)|(?:her|him|them) (?:out|ready) (?=(?:of here )?(?:at|by|before)\b)|leav(?:e|es|ing)|left|go|goes|going|gone|went|tak(?:e|es|en|ing)|took|collect\w*|fetch\w*|pick\w*|mov(?:e|es|ed|ing)|discharg\w*|home|off|driv(?:e|es|ing)|walk\w*|packing|door|sight)\b/i;
// around a plain time: “only 10 mins now”, “10 mins till they go”
const AROUND =
  /^(?:(?:ok|okay|yes|sorry|only|just|now|we have|we[’']ve got|(?:s?he|they|mum|dad) says?)[,:]? )+| (?:(?:un)?till?|before) [^\n]*$| (?:(?<!from )now|left|only|max|tops|please)$/gi;
const UNTIL = / (?:(?:un)?till?|before) [^\n]*$/i; // here a name may stand
// each time that the readers know has one of these; they take long, and most sentences have none
const OF_TIME = '(?:now|immediately|straight|noon|midday|midnight|half|quarter|h|hrs?|hours?)\\b|min|sec';
const TIME = new RegExp(`\\p{N}|\\b(?:${OF_TIME}|${numerals.join('|')})`, 'iu');
/** The rest of what is said, as far as somebody else does something: people write without commas. */
const REST =
  "(?: (?!(?:and|but|so|then|now|cos|because|(?:the )?(?:i|we|s?he|they|it|man|woman|uncle|aunt(?:ie|y)?|mum|dad|mother|father|boyfriend))(?:[’'](?:s|m|re|ve))?\\b)[^\\s,.;]+){0,7}";
/** No leaving: how many or how old they are, what the police do, when somebody brings her back, who comes up the stairs, or whose fault it is. */
const NO_LEAVING = new RegExp(
  [
    `\\bi(?:['’]?m| am)(?: just| now)* (?:leaving|going|heading|off)(?: home| off)?(?: now| soon)?(?=\\s*(?:[.!,;]|$))|\\b(?:do|can|could|should|must|shall|may|am|are) (?:i|we)\\b(?: (?:have|need|got|be|allowed|meant|supposed|to|just|really|actually|legally)\\b)*(?: (?:let(?:ting)?|allow|make|give|hand|release|send)\\b(?: [\\w’'-]+){1,4}?)? (?:go|leave|back|over|out|home|off|away)\\b(?: (?:with|to) (?!me\\b|us\\b)[\\w’'-]+)?`,
    `\\b(?:is|are|be|gets?|arrives?|s?he['’]?s) home (?=(?:at|by|about|around) )${REST}`,
    `(?:^|[,.;!] ?)(?:(?:ok|kk|thanks|right|now|just) )*(?:off|going|heading)? ?(?:in|into|to) (?:an? |my |the )?(?:meeting|training|supervision|handover|clinic|conference|ward round)\\b${REST}`,
    "\\b(?:s?he|they|(?:the )?(?:man|driver|uncle|dad|boyfriend))(?:[’']?s|[’']?re| is| are)?(?: just| now)* (?:going|coming|go|came|come|went|walking|running|ran) (?:upstairs|inside|up (?:the |our |her |his |their )?(?:\\w+ )?(?:stairs|steps|stairwell|path|drive)|in(?:to)? the (?:flat|house|building|block))\\b(?! to )",
    `\\b(?:${men})(?: in (?:the|an?|his) \\w+(?: \\w+)?)?(?: just| has| is| now| then)* (?:got|gets?|getting|jump(?:s|ed)|climb(?:s|ed)|hop(?:s|ped)) (?:back )?in(?:to)?\\b(?![^.;!?\\n]{0,200}\\b(?:hers?|him|them|they|child|girl|boy|lad|kids?|both)\\b)${REST}`,
    `\\bit(?:['’]?s| is| has)?(?: just| only| already| now)* gone (?=\\d|half|quarter|${numerals.join('|')})${REST}`,
    '\\bleft ?: ?no\\b|\\bdid (?:it|that|this|everything|(?:all|both)(?: of (?:it|them)| [2-5]| two| three| four)?|(?:my|the) (?:form|referral|check|message|word)s?) go\\b(?! (?:home|with|off|out|away|back|in|to (?!you\\b|u\\b|the mash)))',
    `\\b(?:drops?|dropped|dropping|brings?|brought|bringing) (?:her|him|them|[a-z-]+) (?:back|off|home)\\b${REST}`,
    // what the clock shows, to whom the words come back, when they are home, and what the worker does
    `\\b(?:tak|hand)(?:ing|es|s) (?:it |this |things )?over\\b${REST}|\\bi(?:['’]?(?:m|ve|ll)| am| have)? (?:off|finish\\w*|done|(?:knock|clock)\\w* off|(?:go|going) home|(?:got|have|need) to (?:go|leave)) (?:at|in|by|(?:un)?till?)\\b${REST}|\\bmy (?:shift\\b|(?:colleague|manager|boss)s? (?:leaves?|goes|finish\\w*|is off)\\b)${REST}|(?:\\b\\d{1,2}(?:[:.]\\d\\d)? ?(?:[ap]m )?)?\\b(?:is|thats) when i (?:go|leave|start)\\b`,
  ].join('|'),
  'gi',
);
/** The part has somebody who does something. */
const DOES = new RegExp(`^(?:(?:and|but|so|then|now) )?(?:i|we|s?he|they|it|there|${adult})(?:[’']\\w+)? \\w`, 'i');
const NUMBERED = new RegExp(
  `\\p{N}|\\b(?:half|quarter|noon|midday|midnight|minutes?|mins?|hours?|${numerals.join('|')})\\b`,
  'iu',
);
/** Whether the time in this part of a sentence is of something else: “he swung at one”. */
const isOfOther = (part: string) =>
  NUMBERED.test(part) &&
  !goes(part) &&
  !SOON.test(part) &&
  (OF_HELPERS.test(part) || (DOES.test(part) && !TELLS.test(part) && !isOnlyOfTime(part)));
/** What a sentence says of leaving, without the times of other things. In doubt they are no times, and words that may tell. */
function ofLeaving(sentence: string, now: Instant): LeavingSaid | undefined {
  const said = momentIn(sentence, now);
  const parts = sentence.split(BREAKS);
  const rest = parts.filter((part) => !isOfOther(part));
  if (!said || said.at === now || rest.length === parts.length || !rest.some(goes)) return said;
  return momentIn(rest.join(', '), now) ?? {};
}
export const told = (given: string) => {
  const text = toldOfChild(given) ?? given;
  const said = withoutReferences(namesProtection(text) ? text.replace(PROTECTED_UNTIL, ' ') : text);
  const read = sinceWhen(withPoint(withApostrophes(withShe(withWhoAfter(withDays(withClocks(said))))))).replace(
    / n /gi,
    ' and ',
  );
  return withAgo(withoutOwnGoing(read).replace(NO_LEAVING, ' '));
};
/** Somebody may take the child, or the words may hold a time that the readers are not sure of. */
const TAKES =
  /\b(?:want|wants|wanting|try|tries|trying|tried|insists? on|demand\w*|threaten\w*|here|come|came|coming) (?:to )?(?:tak|collect|fetch|get|pick)\w* (?:up )?(?:her|him|them|the (?:child|girl|boy|baby|kids))\b|\b(?:uncle|aunt(?:ie|y)?|mum|dad|man|woman|bloke|boyfriend|driver|some(?:one|body))\b.{0,40}\b(?:wants?|trying|here|come|came|up) to (?:take|collect|fetch) (?!part|action|advice|time|care|over)[a-z-]{2,20}(?: (?:home|away|out|back|now)){0,2}[.!]?$/i;
/** A number alone: it may be an age. It is a time only where somebody asks for one. */
const BARE_NUMBER = /^(?:(?:about|around|roughly|maybe|abt|is|age|aged|s?he(?:[’']s)?) )*\d{1,2}(?:ish)?$/i;
/** The child travels then, and leaves before. */
const TRAVEL =
  /\b(?:flights?|fly(?:ing)?|flies|flown|planes?|boarding|airport|train|ferry|eurostar|coach(?= (?:to|at|tonight|tomorrow|back)\b))\b/i;
const GOES =
  /\b(?:leav(?:e|es|ing)|go(?:es|ing)?|gone|tak(?:e|es|ing) (?:her|him|them|the)|collect\w*|fetch\w*|pick\w*|discharg\w*|mov(?:e|es|ing) (?:her|him|them|out|on)|driv(?:e|es|ing) (?:her|him|them))\b/i;
const LEAVINGS = new RegExp(`${LEAVING.source}|${TRAVEL.source}`, 'gi');
const TIME_LIKE =
  /\b(?:\d{1,2}(?:[ap]m)?|half|quarter|noon|midday|midnight|tomorrow|minutes?|mins?|hours?|hrs?|today|tonight|soon|later|morning|afternoon|evening|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/i;
const GATE = [LEAVING, SOON, TIME, TRAVEL, LEFT, TO_FAMILY];
const [MOST, LONGEST] = [30, 80]; // sentences that are read, those with a time first: each takes a millisecond; characters of each
const [JUST_MISSED, DAY] = [-30 * 60_000, 24 * 60 * 60_000];
/** Over, or far off. */
const PAST =
  /\b(?:yesterday|last|(?<!\b(?:mins?|minutes?|hrs?|hours?) )ago|usually|normally|always|often|sometimes|every|if|weeks?|months?|years?)\b/i;

const sentences = (text: string) =>
  text
    .replace(/\bhalf (?:an? )?h(?:ou)?rs?\b/gi, 'half an hour')
    .replace(/\b(?:in )?(\d+|an?|few) more (?=min|hour|hr)/gi, 'in $1 ')
    .split(/\n|;|[.!?](?=\s|$)/)
    .flatMap((sentence) =>
      sentence.length > LONGEST || OF_TWO_DAYS.test(sentence) ? sentence.split(BREAKS) : [sentence],
    )
    .flatMap((part) => (part.length > LONGEST ? [...part.matchAll(LEAVINGS)].flatMap(around) : [part]))
    .map((sentence) => sentence.trim());

/** What stands around a word of leaving in a long sentence: each with as many characters as the readers take. */
const around = ({ index, input }: RegExpExecArray) =>
  [30, 60].map((before) => {
    const [from, to] = [Math.max(0, index - before), index - before + LONGEST];
    const words = input.slice(from, to);
    return words.slice(from && words.indexOf(' '), to < input.length ? words.lastIndexOf(' ') : undefined);
  });

/**
 * What somebody's words say of when the child leaves. `at`: the time; in the past if the child has left. `soon`: the child
 * is about to leave, and no time is known; `at` is then the moment of the words. Without `at`, they may hold a time that
 * cannot be read. `onlyTime`: the time as it was written, if its sentence says nothing else.
 */
export interface LeavingSaid {
  at?: Instant;
  soon?: true;
  onlyTime?: string;
  ofMan?: true; // it is plainly somebody else who has left: that rings, and no clock runs
}

/**
 * Reads when the child leaves the referrer's sight in what they say after sending: “they leave at 4”, “10 mins now”, “he
 * has gone to get the car”. Each sentence is read by itself, and the earliest time counts. Of a text with very many, the
 * rest only counts as words that may hold a time. A sentence that is only a time counts, unless it answers another question.
 * @param question what the MASH asked, if the words are an answer
 * @returns undefined if the words say nothing of it
 */
export function leavingToldIn(text: string, now: Instant, question?: string): LeavingSaid | undefined {
  const isAsked = question === undefined || LEAVING.test(question);
  const parts = [...new Set(sentences(told(withNight(text, now))).map((each) => withoutReturn(withoutAge(each))))];
  const stays = parts.length > 1 && parts.some((each) => whereaboutsIn(each) === 'here');
  const mayTell = parts.filter(
    (each) => GATE.some((gate) => gate.test(each)) && !(question === undefined && BARE_NUMBER.test(each)),
  );
  const byHope = [true, false].flatMap((is) => mayTell.filter((each) => is === (goes(each) && TIME.test(each))));
  const all = byHope.slice(0, MOST).flatMap((sentence) => {
    const said = inSentence(sentence, now, isAsked);
    return said ? (unlessHere(said, sentence, now, stays) ?? []) : [];
  });
  if (byHope.slice(MOST).some(mayGo)) all.push({});
  if (!stays && all.length === 0) all.push(...parts.slice(0, MOST).flatMap((each) => byExamples(each, now) ?? []));
  if (question !== undefined && isAsked && SOON_ALONE.test(withoutEnd(text.trim(), '.!')))
    return { at: now, soon: true };
  const [first] = all.filter(({ at }) => at).sort((one, other) => ((one.at ?? '') < (other.at ?? '') ? -1 : 1));
  return first ?? all.find(({ ofMan }) => !ofMan) ?? all[0];
}

/** The same, of words that answer no question, each read once. What is kept of them is a time. */
export const leavingIn = oncePerWordsAt((text, now: Instant) => {
  const said = leavingToldIn(text, now);
  return said?.ofMan ? undefined : said;
});
const LEAVES = new Set<Whereabouts | undefined>(['left', 'going']);
/** By the examples nobody whose leaving counts has left or leaves. */
const STAY = new Set<Whereabouts | undefined>(['back', 'here', 'other-left', 'other-comes']);
const CALM = new Set<Whereabouts | undefined>(['back', 'here']);
const SOMEBODY = new RegExp(`\\b${adult}\\b`, 'i');
const clausesRead = (sentence: string) => sentence.split(CLAUSES).map(whereaboutsIn);
/** Where the child is by a sentence, or if a clause of it says that they leave, by that. */
function whereIn(sentence: string): Whereabouts | undefined {
  const all = whereaboutsIn(sentence);
  return (CALM.has(all) || all === 'none' ? all : clausesRead(sentence).find((part) => LEAVES.has(part))) ?? all;
}

/**
 * Whether somebody has left, or leaves now, the examples know better than the words, where they are sure.
 * @param stays whether another sentence says that the child is here
 */
function unlessHere(said: LeavingSaid, sentence: string, now: Instant, stays: boolean): LeavingSaid | undefined {
  const where = whereIn(sentence);
  if (said.at !== undefined && said.at > now)
    return where === 'other-left' && SOMEBODY.test(sentence) ? undefined : said;
  const isOther =
    where === 'other-left' || (CALM.has(where) && clausesRead(sentence).some((part) => part === 'other-left'));
  if (said.at && isOther) return { ofMan: true };
  if (!said.at && where === 'left' && !stays && !PAST.test(sentence)) return { at: wentAt(sentence, now) };
  const isCalm = (said.at ? STAY : CALM).has(where) || (stays && !LEAVES.has(where));
  return isCalm ? undefined : stays ? {} : said;
}
/** “the other lad got in the audi”: it rings, whoever that is. */
const OTHER_CHILD = /\bother (?:lad|girl|boy|kid|child|one|two|2|brother|sister)s?\b/i;
const LOST = /\b(?:find|missing|awol|vanish\w*|disap+ear\w*)\b/i;
/** What only the examples say. */
function byExamples(sentence: string, now: Instant): LeavingSaid | undefined {
  const where = PAST.test(sentence) || LOST.test(sentence) ? undefined : whereIn(sentence);
  if (where === 'left') return { at: wentAt(sentence, now) };
  if (OTHER_CHILD.test(sentence) && [where, ...clausesRead(sentence)].includes('other-left')) return { ofMan: true };
  return where === 'going' && !TIME.test(sentence) && !takenOn(sentence, now) ? { at: now, soon: true } : undefined;
}

function inSentence(sentence: string, now: Instant, isAsked: boolean): LeavingSaid | undefined {
  if (THEATRE.test(sentence) || (NO_HOUR.test(sentence) && goes(sentence))) return {};
  const rest = sentence.replace(OTHER_SENSE, ' ');
  if (rest !== sentence) {
    const [first, ...others] = sentence.split(BREAKS);
    if (first === undefined || others.length === 0) return LEAVING.test(rest) ? unclearIn(rest, now) : undefined;
    return [first, ...others].map((part) => inSentence(part.trim(), now, isAsked)).find((said) => said !== undefined);
  }
  const bare = sentence.replace(AROUND, '').trim();
  const isOnlyTime = momentOf(readWhen(bare, now, 'ahead') ?? readWhen(bare, now, 'past')) !== undefined;
  const onlyTime = isOnlyTime ? { onlyTime: sentence.replace(UNTIL, '') } : {};
  if (LEAVING.test(sentence) || SOON.test(sentence)) {
    const affirmed = undenied(sentence);
    const isMore = affirmed !== sentence && goes(affirmed);
    const said = ofLeaving(sentence, now) ?? ofLeaving(bare, now) ?? (isMore ? ofLeaving(affirmed, now) : undefined);
    if (SOON.test(affirmed))
      return said?.at !== undefined && said.at > now ? said : { at: now, ...(!hasLeft(sentence) && { soon: true }) };
    if ((!said || (said.soon && hasLeft(sentence))) && hasGone(sentence)) return { at: now };
    return said ? { ...said, ...onlyTime } : (wishedIn(sentence, now) ?? unclearIn(affirmed, now));
  }
  const wished = wishedIn(sentence, now);
  if (wished) return wished;
  if (hasGone(sentence)) return { at: wentAt(sentence, now) };
  if (TRAVEL.test(sentence) || TO_FAMILY.test(sentence)) return unclearIn(sentence, now);
  const at = isAsked && isOnlyTime ? momentIn(bare, now)?.at : undefined;
  return at !== undefined && at > plus(now, JUST_MISSED) ? { at, ...onlyTime } : undefined;
}

/** A time ahead at which somebody wants the child or comes. */
function wishedIn(sentence: string, now: Instant): LeavingSaid | undefined {
  const said = momentIn(wishIn(sentence) ?? '', now);
  return said?.at && said.at > now ? said : undefined;
}
const hasLeft = (sentence: string) => [LEFT, DROVE].some((each) => each.test(sentence)) && hasGone(sentence);
const hasGone = (sentence: string) =>
  !PAST.test(sentence) &&
  !STAYS.test(sentence) &&
  sentence.split(BREAKS).some((part) => LEFT.test(part) && !isDenying(part));

function wentAt(sentence: string, now: Instant): Instant {
  const at = momentOf(readWhen(WENT_AT.exec(sentence)?.[0] ?? '', now, 'past'));
  return at && at < now && plus(at, DAY / 8) > now ? at : now;
}
/** Words that may say when the child leaves, today or tomorrow: the author is asked. */
function unclearIn(sentence: string, now: Instant): LeavingSaid | undefined {
  const away = takenOn(sentence, now);
  const day = away ?? readLeaving(sentence, now).day;
  const isFar = day !== undefined && day > londonDay(plus(now, DAY));
  return (away || mayGo(sentence)) && !isFar ? {} : undefined;
}
const goes = (sentence: string) => [LEAVING, TRAVEL].some((each) => each.test(sentence));
const mayGo = (sentence: string) =>
  (TAKES.test(sentence) ||
    TO_FAMILY.test(sentence) ||
    ([GOES, TRAVEL].some((each) => each.test(sentence)) && TIME_LIKE.test(sentence))) &&
  !isDenying(sentence) &&
  !PAST.test(sentence);
/** The words tell of the child, or only of leaving; not of what somebody is going to do. */
const MOVES =
  /^(?:(?:just|already|now|being|been|has|have|about to) )*(?:leav(?:e|ing)|left|going?|gone|taken|walked|ran|run|discharged)\b|\b(?:s?he|they|(?:the |my )?(?:child|girl|boy|kid)s?|her|him|them)\b.*\b(?:leav(?:e|ing)|left|going|gone|went|collected|discharged|driven|walked|walking|run|ran|away)\b|\b(?:he|they|uncle|aunt|mum|dad|man|driver|boyfriend)\b.{0,9} at (?:the|my|our) (?:front )?door\b|\b(?:taking|taken|took|collecting|fetching|discharging|moving) (?:her|him|them|the (?:child|girl|boy|baby|kid)s?)(?! (?!early|away|home|out|off|back|again|already|now)\w+$)\b/i;
const OTHER_PLAN =
  /^(?:can|will|do|does|may|am|should)\b|\b(?:before|thought|nobody|no one)\b|\bgo(?:ing)? to (?!leave|go|take (?:her|him|them)|collect|fetch|pick|be )/i;
const NOT_YET =
  /(?:\b(?:has|have|had|is|are|ai)n[’']?t|\bnot)(?: (?:yet|actually|really))? (?:gone(?! (?:far|long))|left|been taken|walked)\b/i;
const SURE = 0.72;
/** When the child leaves, as these words say it by a time, or that they leave now or have gone. */
function momentIn(words: string, now: Instant): LeavingSaid | undefined {
  const { is, at } = readLeaving(words, now, SURE);
  const isByTime = at !== now || readWhen(words, now, 'ahead') !== undefined;
  const says =
    MOVES.test(words) &&
    !STAYS.test(words) &&
    !NOT_YET.test(words) &&
    !PAST.test(words) &&
    !OTHER_PLAN.test(words) &&
    words.split(' ').length <= 10;
  return isByTime || (says && !takenOn(words, now)) ? at && { at, ...(is === 'now' && { soon: true }) } : undefined;
}
