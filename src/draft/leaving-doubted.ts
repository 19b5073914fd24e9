import { type Instant, londonClock } from '../base/time.ts';
import { NOT_YET } from './leaving-said.ts';
import { withApostrophes } from './typed-words.ts';

const AGE = /\b(\d{1,2}) ?(?:years?|yrs?|yo)\b/i;
/** Whether the words say that the number which was read as this time is an age: “i meant 13 years old”. */
export const saysAge = (words: string, time: Instant): boolean =>
  Number(AGE.exec(words)?.[1]) === Number(londonClock(time).slice(0, 2));

const OF_ANOTHER =
  /\bnot (?:her|him|them|the (?:child|girl|boy|baby|kids?))(?= ?(?:[.,!?;\n]|$))|\bi? ?(?:meant|mean) (?:the |her |his |that )?(?:man|woman|bloke|guy|uncle|aunt|mum|dad|driver|boyfriend)\b|\b(?:she|(?:the )?(?:child|girl|boy|baby))(?:[’']s| is)? still (?:here|in|with|at|there)\b/i;

/** Whether the words say that somebody else leaves: “thats the man not her”, “shes still here”. */
export const saysOfAnother = (words: string): boolean => OF_ANOTHER.test(withApostrophes(words));

const STILL =
  /\b(?:s?he|they|(?:the )?(?:child|girl|boy|kids?))(?:[’']s|[’']re| is| are)? still (?:here|in|at|on|with|outside)\b/i;

/** Whether the words take back that the child has left: “no hes not gone hes home”, “wait no theyre still in the car park”. */
export const takesBackLeft = (words: string): boolean =>
  /^\W*(?:no|nope|wait|sorry|actually|mistake)\b/i.test(words) &&
  [NOT_YET, STILL].some((each) => each.test(withApostrophes(words)));
