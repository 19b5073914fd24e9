import { type Instant, msBetween } from '../base/time.ts';
import { readWhen, type When } from './typed-date.ts';
import { tidy } from './typed-words.ts';

const WHO =
  /^(?:(?:she|he|they|(?:the |this )?(?:child|girl|boy|baby|family|kids|mum|dad|mother|father|uncle|aunt))(?=['’ ])(?:['’](?:s|re|ve|ll))? ?)?(?:(?:is|are|was|were|has|have|had|will|be) )*/;
const PLACE = '(?: (?:home|out|away|off))?';
const ANY_MOMENT = 'any (?:minute|moment|second|time)(?: now)?';
// `tidy` has already turned “about” into “at”
const AT_ONCE = new RegExp(
  `^(?:${ANY_MOMENT}|imminent(?:ly)?|(?:just |now )*(?:at|going) to (?:leave|go)${PLACE}|(?:just |now )*on (?:her|his|their|the) way${PLACE}` +
    `|(?:just |already |now )*(?:leaving|leaves?|going|goes|off)${PLACE}(?: (?:(?:right )?now|immediately|straight away|already|as we speak|(?:at )?${ANY_MOMENT})))$`,
);
const LEAVING_NOW = new RegExp(`^(?:just |already |now )*(?:leaving|going|off)${PLACE}$`);
const LEAVING = new RegExp(`^(?:leaving|leaves?|going|goes|go)${PLACE} (?<when>.+)$`);
const GONE = new RegExp(
  `^(?<surely>(?:just |already |all |now )*)(?:left|gone|went|(?:been )?taken|moved|(?:walked|run|ran|driven) (?:off|out|away))${PLACE}(?: already)?(?: (?<when>.+))?$`,
);
const HAS = /\b(?:has|have)\b|['’](?:s|ve)\b/;

/**
 * Reads when the child leaves the referrer's sight: a time ahead, now, or in the past if the child has left. “Any
 * minute” and “she is leaving now” mean this moment. “Already left at 11” is past. A clock time of the last half hour
 * counts as past, not as unclear, so it alerts managers. If the whole text is not a time, a time among its words
 * counts.
 */
export function readLeaving(text: string, now: Instant): When | undefined {
  return readWhole(text, now) ?? timeAmong(text, now);
}

function readWhole(text: string, now: Instant) {
  const ahead = readWhen(text, now, 'ahead');
  const words = tidy(text)?.words;
  if (ahead || words === undefined) return ahead;
  const atOnce = instant(now);
  const withoutSubject = words.replace(WHO, '');
  if (AT_ONCE.test(withoutSubject) || LEAVING_NOW.test(withoutSubject)) return atOnce;
  const gone = GONE.exec(withoutSubject)?.groups;
  if (gone) {
    if (gone.when === undefined) return atOnce;
    const when =
      nearer(readWhen(gone.when, now, 'past'), readWhen(gone.when, now, 'ahead'), now) ?? timeAmong(text, now);
    return when ?? (gone.surely !== '' || HAS.test(words) ? atOnce : undefined);
  }
  const leaving = LEAVING.exec(withoutSubject)?.groups?.when;
  if (leaving) return readWhen(leaving, now, 'ahead');
  return nextOrJustMissed(text, now);
}

/** “taken at half 3”, said at 14:33: the time that is nearer, for the child may still be there. */
function nearer(past: When | undefined, ahead: When | undefined, now: Instant) {
  if (past?.kind !== 'instant' || ahead?.kind !== 'instant') return past;
  return msBetween(now, ahead.at) < msBetween(past.at, now) ? ahead : past;
}

const JUST_MISSED = 30 * 60 * 1000;
const SAME_MOMENT = 5 * 60 * 1000;

const HOUR = '(?:\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
const AM_PM = '(?: ?[ap]m)';
const TO = '(?:at|by|before|until|till?)';
// What can follow “at 3” if 3 is a time. Before any other word, the number counts people, or belongs to a house or a
// room.
const GOES_ON =
  '(?= (?:with|w|when|today|tomorrow|tonight|this|in the|on|to(?! (?:\\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\\b)|for|he|she|they|i|we|her|his|their|and|then|latest|sharp|maybe|perhaps|probably|says?|said|uncle|mum|dad)\\b|[;:)!?-]|$)';
const CLOCK = new RegExp(
  `(?<![\\d.:£/])\\b(?:${[
    `(?:half|(?:a )?(?:quarter|twenty[ -]five|five|ten|twenty|\\d{1,2})(?: ?min(?:ute)?s?)?) (?:past|to) ${HOUR}(?: oclock)?${AM_PM}?`,
    `half ${HOUR}${AM_PM}?(?! h)`,
    '(?:noon|midday)',
    `(?:[01]?\\d|2[0-3]):[0-5]\\d(?:${AM_PM}| ?(?:hrs?|hours|h))?`,
    `(?:[01]?\\d|2[0-3])\\.[0-5]\\d${AM_PM}`,
    `${TO} (?:[01]?\\d|2[0-3])\\.[0-5]\\d`,
    `${TO} (?:[01]\\d|2[0-3])[0-5]\\d(?: ?(?:hrs?|hours|h))?`,
    `(?:[01]\\d|2[0-3])[0-5]\\d ?(?:hrs?|hours|h)`,
    `${HOUR} ?(?:am|pm|oclock)`,
    `${TO} ${HOUR}${GOES_ON}`,
  ].join('|')})(?![\\d.:/]\\d|\\w)`,
  'g',
);
const SPAN =
  /\b(?:in|within) (?:the )?(?:next )?(?:at )?(?:an hour and a half|(?:\d{1,3}|an?|one|two|three|four|five|six|ten|fifteen|twenty|thirty|forty) ?(?:hours?|hrs?|minutes?|mins?)|half an hour|a few minutes)\b/g;
const AGO =
  /\b(?:left|gone|went|taken) (?:at )?(?:home )?((?:\d{1,3}|an?|one|two|three|four|five|ten|fifteen|twenty|thirty|forty) ?(?:hours?|hrs?|minutes?|mins?) ago|half an hour ago)\b/g;
const WENT =
  /(?:^|\b(?:she|he|they|child|girl|boy|has|have|already|just) )(?:left|gone|went|(?:been )?taken) (?:(?:away|home) )?(?:with (?:him|her|them|(?:the |an? |his |her )?(?:uncle|aunt|man|woman|mum|dad|mother|father)) )?$/;
const DAY =
  /\b(?:today|tomorrow(?: morning| afternoon| evening)?|tonight|(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: morning| afternoon| evening)?|this (?:morning|afternoon|evening)|in the (?:morning|afternoon|evening))\b/g;

// A range of times: “3 or 4”, “3-4pm”, “between 3 and 4”, “after 3”, “10 to 11”.
const RANGE = new RegExp(
  `\\b(?:between|after|from|since|now or|gone 12am)\\b|(?:\\d|[ap]m|oclock|${TO} ${HOUR}) ?(?:or|and|to|-|–|/) ?${TO}? ?${HOUR}(?:${AM_PM}|(?!\\w| ?(?:people|men|women|others)))`,
);
const MINUTES_TO = /\b(?:half|quarter|five|ten|twenty|\d{2}) ?(?:min(?:ute)?s? )?to \w+/g;
const NEGATIVE =
  /\b(?:not|never|no|nobody|none|nothing|cannot|without|unlikely|(?:do|does|did|is|are|was|wo|ca|has|have|had|would|could|should|must|sha|ai)n['’]?t)\b/g;
const NOT_UNTIL =
  /^(?:(?: (?:leav(?:e|es|ing)|go|goes|going|be|being|home|out|away|off|coming|collected|fetched|taken|moved|discharged|picked|up|due|allowed|expected|to))* )(?:until|till?)\b/;
// The time of another event, or of the past: it does not say when the child leaves.
const OTHER =
  /\b(?:if|unless|whether|depends?|ago|yesterday|last|came|arrived?|admitted|brought|born|back|returns?|returning|every|usually|normally|always|weekends?|weeks?|days?|months?|fortnight|open|police|mash|log|lives?|lived|slept|asleep|bed|woke|starte?d?|began|seen|saw|mon|tues?|wed|thurs?|thu|fri|sat|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december|\d+(?:st|nd|rd|th))\b|\d\/\d/;
const SPOKEN =
  /\b(?:said|told|asked|rang|rung|phoned|called|spoke|texted|it is|its|it['’]s|time is)(?: (?:me|us|her|him|them|it))?(?: (?:at|by))? ?$/;
const LEFT_SIDE = /\bleft (?:arm|leg|hand|foot|eye|ear|side|wrist|ankle|knee|shoulder|hip)\b/;

/**
 * Finds in a short answer when the child leaves: one plain time, “in 20 minutes”, “left 10 minutes ago”, or words that
 * say they are leaving now. It never guesses: a text that denies it, holds two times, or is about something else is
 * unclear.
 */
export function timeAmong(text: string, now: Instant): When | undefined {
  const typed = tidy(text);
  if (!typed) return undefined;
  const words = typed.words.replace(/\b(?:no|not) later than\b/g, 'by').replace(/\bat the latest\b/g, 'latest');
  if (!mayBeRead(words)) return undefined;
  const readings = [...clocks(words, now), ...spans(words, now), ...(isNow(words) ? [instant(now)] : [])];
  const when = combined(readings.length > 0 ? readings : isGoing(words) ? [instant(now)] : []);
  const approximate = typed.approximate || /\b(?:maybe|perhaps|probably|possibly|before)\b/.test(words);
  return when?.kind === 'instant' && approximate ? { ...when, approximate } : when;
}

const instant = (at: Instant): When => ({ kind: 'instant', at, approximate: true });

function mayBeRead(words: string) {
  const withoutAgo = words.replace(AGO, 'left').replace(WENT, '');
  const negatives = [...words.matchAll(NEGATIVE)];
  const allSayNotUntil = negatives.every(({ 0: no, index }) => NOT_UNTIL.test(words.slice(index + no.length)));
  const tooWide = RANGE.test(words.replace(MINUTES_TO, ' '));
  return allSayNotUntil && !tooWide && !OTHER.test(withoutAgo) && !LEFT_SIDE.test(words);
}

/** Combines several readings of the same words. The result is unclear if they differ or if one of them is unclear. */
function combined(readings: (When | undefined)[]) {
  const moments = readings.filter((when) => when?.kind === 'instant').sort((a, b) => msBetween(b.at, a.at));
  const [first] = moments;
  const last = moments.at(-1);
  if (!first || !last || moments.length < readings.length) return undefined;
  return msBetween(first.at, last.at) <= SAME_MOMENT ? first : undefined;
}

function clocks(words: string, now: Instant): (When | undefined)[] {
  const days = [...words.matchAll(DAY)].map(([day]) => day);
  return [...words.matchAll(CLOCK)].map(({ 0: clock, index }) => {
    const before = words.slice(0, index).replace(/\b(?:at|by) $/, '');
    if (SPOKEN.test(before) || days.length > 1) return undefined;
    const time = ['at', clock.replace(new RegExp(`^${TO} `), ''), ...days].join(' ');
    if (WENT.test(before)) return readWhen(time, now, 'past');
    return nextOrJustMissed(time, now);
  });
}

/** The next moment with this clock time, or the last one if that is less than half an hour ago. */
function nextOrJustMissed(text: string, now: Instant) {
  const ahead = readWhen(text, now, 'ahead');
  if (ahead) return ahead;
  const past = readWhen(text, now, 'past');
  return past?.kind === 'instant' && msBetween(past.at, now) < JUST_MISSED ? past : undefined;
}

function spans(words: string, now: Instant): (When | undefined)[] {
  const ahead = [...words.matchAll(SPAN)].map(([span]) =>
    readWhen(span.replace(/\b(?:the |next )/g, '').replace(/^within/, 'in'), now, 'ahead'),
  );
  const past = [...words.matchAll(AGO)].map(([, span = '']) => readWhen(span, now, 'past'));
  return [...ahead, ...past];
}

const GOING =
  'leav(?:ing|es)|going|goes|collect(?:ing|ed|s)|fetching|fetched|fetches|pick(?:ing|ed|s)|moving|moved|taking|taken|takes|driving|walking|discharg(?:ed|ing)|coming|comes|here to (?:take|collect|get)|putting (?:her|him|them) in|at the door|on (?:her|his|their|the) way|about to|packing';
const NOW_AND_GOING = new RegExp(`\\b(?:${GOING})\\b.* (?:right )?now\\b|\\bnow\\b.* (?:${GOING})\\b`);
const STAYS = /\b(?:for now|until now|till now|by now|from now|now and then|stay(?:s|ing)?|safe|later|soon)\b/;
const isNow = (words: string) => NOW_AND_GOING.test(words) && !STAYS.test(words);

const DOOR = /\bat (?:the|my|our) (?:front )?door\b/;
const NOT_WHO_TAKES = /\b(?:i|i['’]?m|we|guard|security|porter|staff|nurse|officer|colleague|lock(?:s|ed)?)\b/;
const IS_TAKING =
  /(?:\b(?:is|are)|['’](?:s|re)) (?:just |already )*(?:taking|collecting|fetching|picking) (?:up )?(?:her|him|them|the (?:child|girl|boy|baby)|my \w+)(?: up)?(?= (?:home|away|out|with|from|off|and|against)\b|$)|(?:\b(?:is|are)|['’](?:s|re)) (?:just |already )*being (?:taken|collected|fetched|picked up|moved|discharged)\b(?! (?:care|to))/;
const NOT_YET =
  /\b(?:later|soon|when|once|next|tomorrow|tonight|today|morning|afternoon|evening|might|may|will|school|court|\w+day)\b/;

/** Whether somebody is at the door to take the child, or is taking them, and the words give no later time. */
const isGoing = (words: string) =>
  ((DOOR.test(words) && !NOT_WHO_TAKES.test(words)) || IS_TAKING.test(words)) &&
  !NOT_YET.test(words) &&
  !STAYS.test(words);
