import { type Instant, plus } from '../base/time.ts';
import { readWhen, type When } from './typed-date.ts';
import { readLeaving } from './typed-leaving.ts';
import { numerals, withApostrophes } from './typed-words.ts';

const LEAVING =
  /\b(?:leav(?:e|es|ing)|left|go|goes|going|gone|went|tak(?:e|es|en|ing)|took|collect\w*|fetch\w*|pick\w*|mov(?:e|es|ed|ing)|discharg\w*|home|off|driv(?:e|es|ing)|walk\w*|packing|door|sight)\b/i;
/** It is an adult who goes. Then the words count only if they name the child, too. */
const ADULT =
  /^(?:(?:the|this|that|a|an|her|his|their|my) )?(?:uncle|aunt|mum|dad|mother|father|man|woman|carer|boyfriend|police|social worker|nurse|doctor)(?:[’'](?:s|ve))?(?: (?:has|have|is|was|just|already|now))* (?:left|leaves?|leaving|gone|goes|going|went|off|walk\w*|driv\w*)\b/i;
const CHILD = /\b(?:her|him|them|child|girl|boy|kids?|baby|with)\b/i;
/** What people type around a plain time: “only 10 mins now”, “10 mins till they go”. */
const AROUND =
  /^(?:(?:ok|okay|yes|sorry|only|just|now|we have|we[’']ve got)[,:]? )+| (?:(?:un)?till?|before) [^\n]*$| (?:(?<!from )now|left|only|max|tops|please)$/gi;
const UNTIL = / (?:(?:un)?till?|before) [^\n]*$/i; // here a name may stand
/** Each time that the readers know has one of these. They take long, and most sentences have none. */
const TIME = new RegExp(
  `\\p{N}|\\b(?:(?:now|immediately|straight|noon|midday|half|quarter|h|hrs?|hours?)\\b|min|sec|${numerals.join('|')})`,
  'iu',
);
const LONGEST = 80; // characters that the readers take
const JUST_MISSED = -30 * 60 * 1000;

const sentences = (text: string) =>
  text
    .split(/\n|;|[.!?](?=\s|$)/)
    .flatMap((sentence) => (sentence.length > LONGEST ? sentence.split(/, | and | but | so /) : [sentence]))
    .map((sentence) => sentence.trim());

/**
 * Reads when the child leaves the referrer's sight in what they say after sending: “they leave at 4”, “10 mins now”,
 * “about 3.20”. Each sentence is read by itself, and the earliest time counts. A sentence that is only a time counts,
 * too, unless it answers a question about something else.
 * @param question what the MASH asked, if the words are an answer
 * @returns UTC instant; in the past if the child has left. Undefined if no time is clear
 */
export const leavingTimeIn = (text: string, now: Instant, question?: string): Instant | undefined =>
  leavingSaidIn(text, now, question)?.at;

/** The same. @returns `onlyTime`: the time as it was written, if the sentence says nothing else */
export function leavingSaidIn(
  text: string,
  now: Instant,
  question?: string,
): { at: Instant; onlyTime?: string } | undefined {
  const isAsked = question === undefined || LEAVING.test(question);
  return sentences(withApostrophes(text))
    .flatMap((sentence) => {
      if (!LEAVING.test(sentence) && !TIME.test(sentence)) return [];
      const bare = sentence.replace(AROUND, '').trim();
      const isOnlyTime = instantIn(readWhen(bare, now, 'ahead') ?? readWhen(bare, now, 'past')) !== undefined;
      const isOfAdult = ADULT.test(sentence) && !CHILD.test(sentence);
      const isLeaving = !isOfAdult && LEAVING.test(sentence);
      const whole = isLeaving ? readLeaving(sentence, now) : undefined;
      const at = instantIn(whole ?? ((isLeaving || isAsked) && isOnlyTime ? readLeaving(bare, now) : undefined));
      if (!at || (!isLeaving && at <= plus(now, JUST_MISSED))) return [];
      return [{ at, ...(isOnlyTime && { onlyTime: sentence.replace(UNTIL, '') }) }];
    })
    .sort((one, other) => (one.at < other.at ? -1 : 1))[0];
}

const instantIn = (when: When | undefined) => (when?.kind === 'instant' ? when.at : undefined);
