import { oncePerWordsAt } from '../base/once-per.ts';
import { withoutReferences } from '../base/reference.ts';
import { withoutEnd } from '../base/texts.ts';
import { type Instant, londonClock, londonDay, londonMoment, plus } from '../base/time.ts';
import { onFace, readLeaving } from './leaving.ts';
import { ofToday, TELLS, withNight, withoutAge, withoutReturn } from './leaving-clauses.ts';
import { type LeavingSaid, leavingIn, told } from './leaving-said.ts';
import { momentOf, readWhen } from './typed-date.ts';
import { bareText, isOnlyOfTime, numerals, OF_HELPERS } from './typed-words.ts';

/** The time that is wrong: “not half 5”. */
const NOT_TIME = new RegExp(
  `(?:\\b(?:not|instead of|rather than)|(?<!mea)n[’']?t) (?:at |(?:say|said|mean) )*(?<time>(?:half |quarter (?:to |past )?)?(?:\\d[\\d.:]*|(?:${numerals.join('|')})\\b(?! of\\b))(?: ?(?:[ap]m|oclock))?)`,
  'gi',
);
/** No other number looks like this: “half 5”, “3.15”, “5pm”, “10 mins”. */
const CLOCK =
  /\b(?:half|quarter|noon|midday|midnight|(?:\d{1,2}|five|ten|twenty) (?:to|past) \d|\d{1,2}[.:][0-5]\d|\d{1,2} ?(?:[ap]m|oclock|mins?|minutes?|hours?|hrs?))\b/i;
const BARE_HOUR =
  /(?<![\d.:] ?|\b(?:half|past|to|at) )\b(?=(?:1[0-2]|[1-9])\b(?![.:]\d| ?(?:[ap]m|oclock|min|h(?:ou)?r|past|to)))/gi;
/** An hour that somebody said, or puts in place of another: “he said 4”, “no wait 6 not 5”. */
const SAID_HOUR =
  /(?:\b(?:said|says|meant)(?: (?:its|it is|at|about))?|(?:^make (?:it|that)|(?:^|\b(?:no|nope|wait|sorry|oh|actually|mean),?)(?: (?:its|at|about|around|like|by|more like|they go|theyre off|theyre going))*)) (?=(?:1[0-2]|[1-9])(?:\W*$|, | (?:not (?:1[0-2]|[1-9])|yeah|in the|now|they|she|he|i|sorry|instead)\b))/i;
/** That the time is another now: “hes changed it hes saying 10 mins now”, “he wants to go early, in 10 mins”. */
const CHANGES =
  /\b(?:chang(?:ed|es|ing)|change of plans?|bring(?:s|ing)? (?:it|them|the time) forward|brought (?:it|them|the time)? ?forward|moved (?:it|them|the time)|early|earlier|sooner|not waiting|wont wait|cant wait)\b|\b(?:says?|saying|said|reckons?|wants?)\b[^.;!?\n]{0,30}\bnow\b|\bnow (?:s?hes?|theyre|they|its) (?:says?|saying|said|wants?|going|leaving|off)\b/i;
/** Part of a time: “quarter to i mean”. */
const PART = /\b(half(?: past)?|quarter (?:to|past))(?! (?:to|past|an?|hour|\d)\b)(?=\W*(?:$|[a-z]))/i;
/** Words that may name another time than one that was asked about: a bare “yes” after them does not confirm it. */
export const mayNameTime = (words: string): boolean =>
  /\b(?:half|qu?a?rt\w*|earlier|sooner|later|(?:1[0-2]|[1-9])(?:[:.]\d\d|ish)?)\b/i.test(words);
/** Another time, which they do not name. */
const SHIFTS = /\b(?:earlier|sooner|later|wrong|not right)\b|^no\W+(?:1[0-2]|\d)\W*$/i;
const NO_SURENESS = 2; // by a time alone

const HOUR = '(?:half |quarter (?:to |past ))?(?:1[0-2]|[1-9])(?:[.: ][0-5]\\d\\b)?(?: ?[ap]m)?';
const SAYS = '(?:(?:the )?(?:s?he|they|man|uncle|bloke|driver) (?:now )?(?:says?|said|reckons?))';
/** “5 now he said not 6”, “he says 4 now not 5” */
const SWAP = new RegExp(
  `^(?:(?:ok|no|sorry|wait|actually|oh|update),? )*(?:${SAYS} )?(?:its |theyre |at )?(?<to>${HOUR})(?: now)?(?: ${SAYS})?,? not (?<from>${HOUR})(?: (?:now|any ?more|${SAYS}))*$`,
);
/** “he asked for the bill. said leaving 4 not 6” */
const LEAVES_AT = new RegExp(
  `\\b(?:leav(?:e|es|ing)|go(?:es|ing)?|off|out|head(?:s|ing)|driv(?:es|ing)|(?:tak|collect|fetch)(?:es|ing|s) (?:her|him|them)|pick(?:s|ing) (?:her|him|them) up)(?: (?:now|at|about|around|by|for|its))* (?<to>${HOUR})(?:ish)?(?: now)?,? (?:not|instead of|rather than) (?:at )?(?<from>${HOUR})(?=\\W*$|[,.;!]| (?:now|any ?more|s?hes?|they|cos|because|so|and|but|to)\\b)`,
);
/** “first thing, man said 6 maybe half 6”: the earlier of two. */
const FIRST_THING = new RegExp(
  `\\bfirst thing\\b,?(?: (?:tomorrow|in the morning),?)? (?:${SAYS}|at|about|like) (?:at |about )?(?<to>[4-9])(?:ish)?(?=$|,| (?:or|maybe|half)\\b)`,
);
/** The time that such words give. @param written what was told of the time before sending */
function swapped(text: string, now: Instant, known: Instant | undefined, written: string): Instant | undefined {
  const said = withoutEnd(text.toLowerCase().replace(/[’']/g, ''), ' .!').trim();
  const timeOf = (time = '') => momentOf(readWhen(`at ${time.replace(/(\d) (?=\d)/, '$1.')}`, now, 'ahead'));
  const { to, from } = (SWAP.exec(said) ?? LEAVES_AT.exec(said))?.groups ?? {};
  if (to && from) {
    const denied = timeOf(from);
    const isKnown = known
      ? denied !== undefined && onFace(denied) === onFace(known)
      : ` ${written.toLowerCase()} `.includes(` ${from} `);
    return isKnown ? timeOf(to) : undefined;
  }
  const first = FIRST_THING.exec(said)?.groups?.to;
  return first ? timeOf(`${first}am`) : undefined;
}

/** The same, in words or in one sentence of them: “hes getting the van ready. half 4 not 6”. */
export const swappedIn = (text: string, now: Instant, known?: Instant, written = ''): Instant | undefined => {
  const said = withoutReferences(text);
  return [said, ...said.split(/[!?\n]|\.(?!\d)|, (?!not\b)/)]
    .map((part) => swapped(part.trim(), now, known, written))
    .find(Boolean);
};

/**
 * Another leaving time, in words that do not speak of leaving: “sorry not half 5 its about 3.20”. They count when they deny the known time,
 * when they come soon after one and tell a time, and when they answer “When does the child leave?”. They take no time away.
 * @returns without `at`: no time can be read, so their author is asked
 */
export function otherTimeIn(
  text: string,
  now: Instant,
  {
    known,
    isSoon,
    isAsked,
    written = '',
  }: { known?: Instant | undefined; isSoon?: boolean; isAsked?: boolean | undefined; written?: string | undefined },
): LeavingSaid | undefined {
  const plain = swappedIn(text, now, known, written);
  if (plain) return { at: plain };
  const right = known && dayPutRight(text, now, known);
  if (right) return { at: right };
  const words = withoutReturn(withoutAge(told(ofToday(withNight(text, now))))).trim();
  const isPlain = isOnlyOfTime(words);
  const denied = [...words.matchAll(NOT_TIME)].flatMap(
    ({ groups }) => momentOf(readWhen(`at ${groups?.time}`, now, 'ahead')) ?? [],
  );
  const isDenied = known !== undefined && denied.some((time) => onFace(time) === onFace(known));
  const isTime =
    CLOCK.test(words) && (isPlain || isAsked === true || TELLS.test(words) || /\bmean(?:s|t)\b/i.test(words));
  const isSaid = isSoon === true && SAID_HOUR.test(words);
  const isShifted = isSoon && isPlain && SHIFTS.test(words);
  const changed = known && known > now && !OF_HELPERS.test(words) ? changedTo(words, now) : undefined;
  if (changed && !isDenied) return { at: changed };
  if (OF_HELPERS.test(words) || !(isDenied || isShifted || isSaid || (isSoon && isTime))) return undefined;
  const [hour] = [...words.matchAll(NOT_TIME)].flatMap(({ groups }) => groups?.time ?? []);
  const rest = words
    .replace(SAID_HOUR, ' at ')
    .replace(NOT_TIME, ' ')
    .replace(/\b(?:quarter|half) (?:past|to)(?=\W*$)/i, `at $& ${hour ?? ''}`); // “not 4, quarter past”
  const part = isPlain && !hour && !/\d/.test(words) && PART.exec(words)?.[1];
  if (part) return { at: nextAt(/to$/i.test(part) ? 45 : /^q/i.test(part) ? 15 : 30, now) };
  const { at } = readLeaving(isPlain ? rest.replace(BARE_HOUR, 'at ') : rest, now, NO_SURENESS);
  return at ? { at } : isPlain || isSaid || TELLS.test(words) ? {} : undefined;
}

const OF_TODAY = /\b(?:today|tonight|this (?:morning|afternoon|evening))\b/;
const PUTS_RIGHT =
  /^(?:(?:no|nope|nah|sorry|wait|oh|ok|ffs|actually|oops)\b[ ,.!]*)*(?:(?:i (?:mean|meant|said)|its|it is|thats|that is|he means|they mean|time is)\b ?)?/;
/** The same time on this day: “i mean today”, “thats today not thursday”, “no its this morning at 7 he goes”. */
function dayPutRight(text: string, now: Instant, known: Instant): Instant | undefined {
  const part = bareText(text)
    .replace(NOT_DAY, ' ')
    .trim()
    .split(/[,;!\n]|\.(?!\d)| (?=(?:and|but|so|cos|because|s?hes?|they|theyre|sorry|the) )/)
    .find((each) => OF_TODAY.test(each) && (PUTS_RIGHT.exec(each.trim())?.[0] !== '' || ONLY_DAY.test(each.trim())));
  if (!part || OF_HELPERS.test(text)) return undefined;
  const said = part.trim().replace(PUTS_RIGHT, '').trim();
  const { at } = /\d|\b(?:half|quarter|noon)\b/.test(said) ? readLeaving(said, now, NO_SURENESS) : {};
  const same = ONLY_DAY.test(said) ? londonMoment(londonDay(now), londonClock(known)) : undefined;
  const right = at ?? same;
  return right && right > now ? right : undefined;
}
const NOT_DAY =
  /\bnot (?:on )?(?:tomorrow|tmrw|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)s?)\b(?: morning| night)?/g;
const ONLY_DAY = /^(?:today|tonight|this (?:morning|afternoon|evening))\W*$/;

/** The earliest time in the parts of words by which it is another now. */
function changedTo(words: string, now: Instant): Instant | undefined {
  if (!CHANGES.test(words)) return undefined;
  const ahead = words.split(PARTS).flatMap((part) => {
    const { at } =
      (CLOCK.test(part) || IN_WORDS.test(part)) && !LASTS.test(part) ? readLeaving(part, now, NO_SURENESS) : {};
    return at && at > now ? at : [];
  });
  return ahead.sort()[0];
}
const PARTS = /[,;!?\n]|\.(?!\d)| (?:and|but|so|cos|because) /;
const IN_WORDS = new RegExp(`\\b(?:${numerals.join('|')}|fifteen|twenty|thirty|few) (?:mins?|minutes?)\\b`, 'i');
/** How long something has gone on: “the car has been there 20 mins now”. */
const LASTS = /\b(?:been|late|for|every|ago)\b/i;

/** The next moment at which the minute hand stands there. */
const nextAt = (minute: number, now: Instant): Instant => {
  const ahead = (minute - Number(londonClock(now).slice(3)) + 60) % 60 || 60;
  return plus(now, ahead * 60_000);
};
const SAID_TIME = `(?:(?:today|tomorrow|(?:this |in the )?morning|for|at|by|about|around|like|is|its|the|comes?|booked|ordered|due|early)\\s+)*(?=(?:half|quarter|noon|midday|midnight)\\b|(?:\\d{1,2}|five|ten|twenty)(?: ?min(?:ute)?s?)? (?:to|past) |\\d{1,2}[.:]\\d\\d|\\d{1,2} ?(?:[ap]m|oclock)\\b|(?:1[0-2]|[1-9]) (?:to(?:day|night|morrow)|(?:this|in the) morning)\\b|(?<=\\b(?:for|at|by|about|around|is|its) )(?:1[0-2]|[1-9])(?:$|\\W+(?:$|tomorrow|tonight|today|in the|now|sharp|s?hes?|they|cos|and|so)))`;
/** “theyre checking out at 6”, “taxi booked 5am”, “flight is 6.40 tomorrow”: of them, and of nobody else. */
const DEPARTS = new RegExp(
  `\\bcheck(?:ing|in|s|ed(?=[^.,;\\n]{0,16}\\b(?:today|tomorrow|morning)\\b))?[ -]?out(?: time)?\\s+${SAID_TIME}|(?<!\\b(?:my|our|the next|number|mum['’]?s|dad['’]?s|colleague['’]?s|get|got|getting|catch|catching|miss|missed) (?:the )?)\\b(?:taxi|cab|uber|minibus|coach|bus|train|tube|flight|plane|ferry|boat)s?(?: (?:home|back|has|have|been|will|be|coming|leaving|leaves?|goes|going|departs?|picks? (?:her|him|them) up|picking (?:her|him|them) up|to [a-z]+)){0,3}\\s+${SAID_TIME}`,
  'i',
);
const DAY = '(?:this morning|in the morning|tomorrow(?: morning)?|today|tonight)';
/** “its this morning at 7 he checks out” */
const TIME_FIRST = new RegExp(
  `\\b(?:(?:at|by|about|around) )?(?<!\\d)((?:half )?\\d{1,2}(?:[.:]\\d\\d)?(?: ?(?:[ap]m|oclock))?)(?: (${DAY}))? ((?:is when |thats when )?(?:s?he|they|the \\w+))(?:['’]?(?:s|re)| is| are| will)? check(?:s|ing)?[ -]?out\\b`,
  'i',
);
/** Of the morning and the evening the earlier one: “6.40 tomorrow”. */
const EARLY = /(?<=\bat )(?:1[01]|[4-9])(?:[.:]\d\d)?(?= tomorrow\b(?! (?:evening|night|afternoon)))/i;
/** The time at which they check out, or at which a taxi, a bus or a flight of theirs goes: when the child leaves. */
export const departsIn = oncePerWordsAt((text, now: Instant): Instant | undefined => {
  const said = told(withNight(text, now).replace(TIME_FIRST, '$3 check out at $1 $2')).replace(
    /\bmornin\b/gi,
    'morning',
  );
  if (!DEPARTS.test(said) || OF_HELPERS.test(said)) return undefined;
  const plain = said.replace(DEPARTS, 'they leave at ').replace(EARLY, '$&am');
  const at = leavingIn(plain, now)?.at;
  return at && at > now ? at : undefined;
});

/** “theyll be back for her 7 tomorrow morning”, “van comes again tomorrow 3.10”: not “in a min”, and not for others. */
const COMES_BACK =
  /(?:\b(?:they|he|vans?|cars?|taxi|men|man|blokes?|lads?|driver|uncle)(?:['’]?(?:ll|re|s|d))?(?: will| would| are| is)? (?:be|come|comes|coming) (?:back|again)|\bback(?= for (?:her|him|them|the (?:child|girls?|boys?|kids?))\b))(?: for (?!(?:the )?other)\w+(?: (?:child|girls?|boys?|kids?))?)?(?: (?:at|by|about|around))*(?= (?!in\b|within\b))/i;
const FOR_OTHERS = /\bfor (?:the )?other/i;

/** The time at which somebody comes back who may take the child. */
export const comesBackIn = oncePerWordsAt((text, now: Instant): Instant | undefined => {
  const said = told(text);
  if (!COMES_BACK.test(said) || FOR_OTHERS.test(said) || OF_HELPERS.test(said)) return undefined;
  return leavingIn(said.replace(COMES_BACK, 'they take her at'), now)?.at;
});
