import { type Instant, londonClock } from '../base/time.ts';
import { isKnownWord } from '../understanding/danger.ts';
import { adult, men, women } from '../understanding/words.ts';
import { bareText, numerals, wordsIn } from './typed-words.ts';

export const cars =
  '(?:car|taxi|cab|uber|van|lorry|minibus|transit|motor|moped|audi|bmw|merc(?:edes)?|golf|polo|corsa|astra|fiesta|focus|clio|corolla|prius|jag|tesla|rover)';
const DENIED =
  /(?:\b(?:not|never|no longer|cannot|can[’']?t|nobody|if|(?:do|does|did|is|are|was|were|wo|has|have|had|would|could|should)n[’']?t)\b)/i;
export const isDenying = (words: string): boolean => DENIED.test(words);

const PERSON = `(?:s?he|they|we|i|it|${adult})(?:[’'][a-z]+)?`;
/** Where another clause begins: people write without commas. Not after “I don't think” or “he never said”. */
export const CLAUSES = new RegExp(
  `,? (?:and|but|so|then|cos|because) |, | (?=(?:if|unless) )| (?<!\\b(?:is|was|are|were|be|am|will|would|do|does|did|has|have|had|can|could|should|definitely|just|still|really) )(?=not )| (?<!\\b(?:think|says?|said|know|sure|believe|mean|means|true|that|if|when|how|why|until|till?|before|after|want|like) )(?=${PERSON} )`,
  'i',
);
/** “if he wakes up and wants to take her”: what follows an “if” without a subject of its own belongs to it. */
const IF = /\b(?:if|unless)\b/i;
const SUBJECT = new RegExp(`^${PERSON} `, 'i');
/** The words without the clauses that deny something: “he wants to take her at 2 not wait for the 8 oclock round”. */
export const undenied = (sentence: string): string =>
  sentence
    .split(CLAUSES)
    .filter((part, index, all) => !isDenying(part) && (SUBJECT.test(part) || !IF.test(all[index - 1] ?? '')))
    .join(', ');

/** When somebody is back is no leaving, unless they come to take the child: “on his phone, back in a min”. */
const BACK =
  /(?<!\b(?:her|him|them|go|goes|going|get|gets|getting|head|heads|heading) )\bback (?:in|within|by|at|around|about) (?:(?:about|around|like|an?|half|few|couple|of|\d[\d.:]*|one|two|five|ten|twenty) ?){1,4}(?:(?:sec|min|moment|mo|bit|tick|hour|hr)[a-z]*|[ap]m|oclock)?(?! ?(?:to|for|with)\b)/gi;
const FETCHES = /\b(?:tak|collect|fetch|pick|mov|bring)\w*/i;
export const withoutReturn = (sentence: string): string =>
  FETCHES.test(sentence) ? sentence : sentence.replace(BACK, ' ');

/** All words of a sentence in which somebody says, wants or comes at a time, and nothing else. */
const WISH_WORDS = new Set(
  (
    'he hes hell she shes they theyre them her him it its the his their a uncle uncles aunt auntie mum mums mam mom dad dads mother father stepdad cousin bloke blokes man men ' +
    'guy lady woman boyfriend bf driver someone somebody mate mates friend lift taxi car van again still just now only all very really definitely always ' +
    'says say said saying keeps keep on about going going on wants want wanted wanting insists insisting insist demands demanding told telling tells texted texting reckons ' +
    'needs expects is are be has to will must should gotta coming comes come due arrives arriving booked meeting picking out ready gone away off back there down up outside here round dressed packed for at by ' +
    'before till until around like latest sharp dead no later than and so then but ok yes yeah omg ffs oh god please half quarter past oclock am pm in the morning afternoon ' +
    'evening tonight today one two three four five six seven eight nine ten eleven twelve noon midday midnight ish'
  ).split(' '),
);
const WISHES =
  /\b(?:says?|said|saying|keeps?|want\w*|insist\w*|demand\w*|told|tell\w*|text\w*|reckons|needs|expects|coming|comes|due|arriv\w*|booked|meeting|picking|(?:be|is|has to|must) (?:out|ready|gone|there|down|outside|here|back|round))\b/;
/** “saying 2”, “ready for 2”, “insisting on 2”: not 14, which may be an age. */
const BEFORE_HOUR =
  /\b(?:says?|said|saying|on|for|about|is|told (?:her|him|them)) (?=(?:half |quarter (?:past |to ))?(?:1[0-2]|[1-9])(?![\d:.]| ?(?:years|yrs|of|past|to|mins?|minutes)\b))/g;
/**
 * The time at which somebody wants the child, or comes, in a sentence that says nothing else, as “at 2”: “he keeps saying 2
 * oclock”. It may be when the child leaves.
 */
export function wishIn(sentence: string): string | undefined {
  const said = sentence.toLowerCase().replace(/[’']/g, '');
  const words = said.split(/[^\w:.]+|\.(?!\d)/).filter(Boolean);
  const isPlain = words.every((word) => WISH_WORDS.has(word) || /^\d{1,2}(?:[:.]\d\d)?(?:[ap]m|ish)?$/.test(word));
  return isPlain && WISHES.test(said) && !isDenying(sentence) ? said.replace(BEFORE_HOUR, 'at ') : undefined;
}

/** “been gone 3 hours”, “gone since 6”: since when, and not in how long or now. */
const GONE_FOR =
  /\b(?:gone|away|out|missing|awol)(?: (?:for|about|around|nearly|over|like|at least)){0,3} ((?:\d{1,2}|an?|half an|one|two|three|four|five|six)? ?(?:hours?|hrs?|minutes?|mins?))\b(?! ago)(?: now)?/gi;
const GONE_SINCE =
  /\b(?:gone|away|out)(?: already| now)? since (?:about |around |like )?(?=(?:half |quarter (?:past |to ))?\d)/gi;
export const sinceWhen = (text: string): string =>
  text.replace(GONE_FOR, 'left $1 ago').replace(GONE_SINCE, 'left at ');
/** “at 3 10” with its point. */
export const withPoint = (text: string): string =>
  text.replace(
    /\b((?:at|by|till?|until|before|about|around) (?:1\d|2[0-3]|\d)) ([0-5]\d)\b(?! ?(?:mins?|minutes?|hours?|hrs?)\b)/gi,
    '$1.$2',
  );

const ON_CLOCK = '([01]\\d|2[0-3])([0-5]\\d)';
const POLICE_CLOCK = new RegExp(
  `(?<![\\d.:£/-])\\b(?:(?:at|eta|by|before|(?:un)?till?|for|from) (?=\\d{4}\\b))?${ON_CLOCK} ?(?:hrs?|hours|h)\\b|\\b(?:at|eta|by|before|(?:un)?till?|(?:go|goes|going|leav(?:e|es|ing)|off|out|picked up|collect(?:ed|ing))(?: now)?) ${ON_CLOCK}\\b(?![.:/-]?\\d| ?(?:quid|pounds|miles|people)\\b)`,
  'gi',
);
const OF_HELP = /\b(?:police|cops|999|ambulance|paramedics?|crew|officers?|units?|backup|social worker)\b/i;
/** “at 1530hrs”, “leaving 1645”, “eta 1510” and “1/4 past 4” as others write them. */
export const withClocks = (text: string): string =>
  text
    .replace(/^(\d{1,2}) (?=(?:to(?:day|night|morrow)|(?:this|in the) (?:morning|afternoon|evening))\b)/i, 'at $1 ')
    .replace(/\b1\/4 (?=to\b|past\b)/gi, 'quarter ')
    .replace(/\b1\/2 (?=past\b)|(?<=\b(?:at|by|about|around|till?|for|off|go|goes) )1\/2 (?=\d)/gi, 'half ')
    .replace(POLICE_CLOCK, (all, ...[h1, m1, h2, m2]: string[]) => {
      const lead = all.slice(0, all.search(/\d{4}/)).trimEnd();
      const word = /^(?:at|by|before|(?:un)?till?|for|from|eta)$/i.test(lead) ? lead : `${lead} at`.trim();
      return `${word} ${h1 ?? h2}:${m1 ?? m2}`;
    })
    .replace(
      /\beta (?:is |now |about |around |at )*(?=\d|half\b|quarter\b|noon\b)/gi,
      OF_HELP.test(text) ? '$&' : 'comes at ',
    );

/** “he's left. the cousin”: of whom they tell stands behind it. */
const WHO_AFTER = [
  ["(?<![\\p{L}’'])he", men, 'cousin|brother|mate|friend|lad in the car'],
  ["(?<![\\p{L}’'])she", women, 'cousin|sister|friend'],
].map(
  ([who, adults, others]) =>
    new RegExp(
      `${who}((?:['’]?s| is| has)?(?: [^\\s.,!?;]+){1,4})[.,!]+ ?((?:the|that|this) (?:${adults}|${others}))(?=\\W*(?:[.,!?;\\n]|$))`,
      'giu',
    ),
);
/** The words with whom they tell of in its place: “the cousin's left”. */
export const withWhoAfter = (text: string): string =>
  WHO_AFTER.reduce((words, pattern) => words.replace(pattern, '$2$1'), text);

const BEFORE_GOING =
  /(?<![\p{L}’'-])(?!(?:min(?:ute)?|hour|hr)s?\b)[\p{L}’'-]{3,}(?=(?: (?:is|has|was|just|now|already))* (?:gone|left|leaving|going(?! to\b)|went|legged|ran|walked|got in)\b)/giu;
/** “darnells gone” with “she” for a name, as the readers know none. @param own names that are words of other texts, too */
export const withShe = (text: string, own: string[] = []): string =>
  text.replace(BEFORE_GOING, (name) => {
    const [word = ''] = wordsIn(name);
    const alone = word.replace(/s$/, '');
    const isKnown = isKnownWord(alone) || isKnownWord(name);
    const isName = own.includes(word) || own.includes(alone) || !isKnown;
    return !isName ? name : word.endsWith('s') && !own.includes(word) ? 'she’s' : 'she';
  });

/** The words with something else for each of some names, as it is given or with its “s”. */
const instead = (text: string, isName: (word: string) => boolean, of: (isLong: boolean) => string): string =>
  text.replace(/[\p{L}’'-]{2,}/gu, (word) => {
    const [said = ''] = wordsIn(word);
    if (isName(said)) return of(false);
    return said.endsWith('s') && isName(said.slice(0, -1)) ? of(true) : word;
  });
/** “darren went out the back” with “the man” for who was told of as an adult, and for the “he” behind it. */
export const withAdults = (text: string, isAdult: (name: string) => boolean): string =>
  instead(text, isAdult, (isLong) => (isLong ? 'the man’s' : 'the man'));
const CHILDREN =
  '(?:(?:the|my|all|both|these|her|his|other|two) )*(?:kids|children|girls?|boys?|child|baby|her|him|them|lads?|little ones?)';
const GOING =
  '(?:leaving|going(?! to (?:tell|ask|see|ring|call|wait|sit|stay|hide|talk|get|have|do|be|try|need|look|check|speak|watch|keep)\\b)|off|heading|driving|walking|on our way|out of)';
/** “were off now me and the kids” */
const WITH_US = new RegExp(
  `(?<=^|[.,;!?] ?|\\b(?:ok|and|so|now|yes|just|only|its) )(?:me (?:and|n|&) ${CHILDREN}(?: are|re)?|(?:we are|we['’]re|were|im|i['’]m|i am)(?=[^.;!?\\n]{0,60}\\b(?:me (?:and|n|&)|with|w) ${CHILDREN}\\b))(?: (?:just|all|now))* ${GOING}\\b`,
  'giu',
);
/** The same with “they”: the author leaves with the child. @param own the names of the child */
export function withUs(text: string, own: string[]): string {
  const they = /\d|\bhalf\b/.test(text) ? 'they are leaving' : 'they are leaving now';
  const said = instead(
    text,
    (word) => own.includes(word),
    () => 'the child',
  );
  const gone = said.replace(WITH_US, they);
  return gone === said ? text : gone;
}

/** How old somebody is, whom the same sentence names or has looked at: “she calls her bee, maybe 11 or 12, taken …”. */
const OLD = /, (?:(?:maybe|about|abt|around|prob(?:ably)?|like|looks|only|aged?) )*1?\d(?: or 1?\d)?(?= ?(?:,|$))/gi;
const OF_SOMEBODY =
  /\b(?:calls (?:her|him)|(?:s?he|they)(?:[’']s| is| are)? called|named|name(?:[’']s| is)|looks|yesterday)\b/i;
/** “hes about 7 always hungry”, “a little one about 7 takes toast”: no hour. */
const AGED =
  /(\b(?:(?:s?he|they|child|boy|girl|lad|kid|brother|sister|baby|toddler)(?:[’']?s|[’']?re| is| are| looks?| was)|(?:an?|another|little|young|one|other|bodys) (?:\w+ )?(?:child|boy|girl|lad|kid|one|brother|sister|baby|toddler)))(?: (?:only|just|like|maybe|prob(?:ably)?|about|abt|around|aged?|roughly|must be|looks))* (?:1[0-8]|[1-9]|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: or (?:1?\d|\w+een))?(?:ish)?\b(?![.:]?\d| ?(?:\d|[ap]m\b|o[’']?clock|min|hour|hr|past|to\b|day|week|mile|metres?|doors?|stops?|feet|ft\b))/gi;
export const withoutAge = (sentence: string) =>
  (OF_SOMEBODY.test(sentence) ? sentence.replace(OLD, ',') : sentence).replace(AGED, '$1');

/** A word of leaving in another sense: somebody takes her blood pressure, leaves a message or goes to the toilet. */
export const OTHER_SENSE = new RegExp(
  `\\b(?:${[
    '(?:tak(?:e|es|en|ing)|took) (?:(?:her|his|their|the|a|an|some|my) )?(?:\\w+ )?(?:bp|bloods?|temp\\w*|pulse|obs|sats|weight|height|history|details|statement|photos?|pictures?|notes?|name|number|tablets?|pills?|drugs|(?:an )?overdose|medicine|medication|meds|swabs?|phone|call|message|ill|unwell|place)',
    '(?:left|leav(?:e|es|ing)) (?:(?:her|his|their|the|a|an|me|us|my) )*(?:message|note|voicemail|letter|phone|number|name|bag)',
    '(?:left|leav(?:e|es|ing)) (?:(?:it|this|that)|(?:her|him|them) (?:alone|be|out of))',
    'pick(?:s|ed|ing)? up (?:the|her|his|a|my) (?:phone|call)',
    '(?:going|go|goes|went|gone) (?:back )?(?:up|down)stairs(?! with)',
    '(?:going|go|goes|went|gone) (?:through(?! the (?:\\w+ )?(?:doors?|gates?|exit))|over|to (?:happen|ring|call|phone|speak|talk|ask|see|check|tell|email|write|bed|sleep|theatre|x-?ray|the (?:toilet|loo|bathroom|shop|canteen)))',
    '(?:going|goes|gone|went) (?:very |really |all |a bit )?(?:quiet|silent|pale|white|blue|grey|red|cold|limp|floppy|still|mad|crazy)',
    'mov(?:e|es|ed|ing) (?:the|her|his|my) (?:appointment|meeting|arm|leg|hand|head)',
  ].join('|')})\\b`,
  'gi',
);

/** “they go at 10 past”: of which hour, its author is asked. It is not at 10. */
export const NO_HOUR =
  /\b(?:at|by|before|about|around) (?:\d{1,2}|five|ten|twenty) (?:past|to)(?=\W*$|[,.;!]| (?:not|now|today|instead|cos|and|but|so|s?he|they|i)\b)/i;

/** “taking her to theatre”: a hospital's, or they go out. Its author is asked. */
export const THEATRE = /\b(?:tak\w+|took|taken|mov\w+|wheel\w+) (?:\S+ ){1,4}theatre\b/i;

const AGO = `(?:${['\\d{1,2}', 'an?', 'half an', 'a few', 'a couple of', ...numerals].join('|')}) (?:mins?|minutes?|hrs?|hours?) ago\\b`;
/** What stands before how long ago it was: “theyve gone. about 2 mins ago” is one sentence. */
const BEFORE_AGO = new RegExp(
  `[.!, ]{1,4}(?:(?:about|abt|around|like|maybe|roughly|only|just|(?:must|might) (?:be|have been|of been)|prob(?:ably)?|(?:it|that) was) )*(?=${AGO})`,
  'gi',
);
export const withAgo = (text: string): string => text.replace(BEFORE_AGO, ' ');

export const BREAKS = /, | and | but | so | then /;
/** “2.45 tomorrow, today its still 3”: each part has its own day. */
export const OF_TWO_DAYS = /\btomorrow\b.*\bto(?:day|night)\b|\bto(?:day|night)\b.*\btomorrow\b/i;
export const ofToday = (text: string): string =>
  OF_TWO_DAYS.test(text)
    ? text
        .split(BREAKS)
        .filter((part) => !/\btomorrow\b/i.test(part))
        .join(', ')
    : text;
/** A correction without “back”, which says when somebody comes: “back at 4 not 3”. */
export const withoutBack = (text: string): string =>
  text.replace(/\b(?:(?:be|comes?|coming) )?back (?=(?:(?:at|about|around|by) )?(?:\d|half\b|quarter\b))/gi, '');

const WAY =
  '(?:out (?=thr))?(?:out|down|through|thru|up) (?:of )?(?:the|our) (?:(?!(?:i|we|to)\\b)[a-z]+ ){0,3}?(?:doors?|exits?|entrance|stairs|stares|stairwell|steps|corridor|car ?park|gates?|bay|lifts?)';
/** “there going down the back stares”, “out the ambulance doors now”: they are on their way. */
const ON_THE_WAY = `(?:they|(?<!i )there|s?he)(?:[’']s|[’']re| is| are)?(?: just| now| all)* (?:going|heading|gone|went|off|running|ran|walking|walked|legging it|marching|racing) ${WAY}\\b|(?<=^(?:(?:and|now|oh|god|omg|ok|quick) ){0,3})(?:(?:heading|going|gone|straight|right|off) )?${WAY}(?=$|,| (?:${AGO}|now|with (?:her|him|them)|(?:s?he|they)(?:[’'](?:s|ve|re))? (?:has|have|got|is|are)\\b))`;
const FURNITURE =
  '(?:bed|chair|sofa|seat|couch|trolley|mattress|bench|bunk|floor|stool|settee|swing|feet|toilet|bike|horse|table|lap)';
/** “he dragged her off the bed”: no leaving, but what follows it may be. */
const OFF_BED = new RegExp(
  `(?<=\\b(?:dragg?|pull|push|yank|haul|knock|tip|lift|shov|kick|threw|throw)[a-z]{0,3} (?:her|him|them) (?:(?:right|straight|up) )?)(?:off|out) (?:of )?(?:(?:the|her|his|a|my|their) )?(?:[a-z]+ )?${FURNITURE}\\b`,
  'gi',
);
/** They have gone, or are on their way: “shes gone”. */
export const LEFT = new RegExp(
  `\\b(?:s?he|they|(?:the )?(?:child|girl|boy|kids?|brothers|sisters|twins))(?:[’']s|[’']ve|[’']re| is| are| has| have)(?: just| now| all| both)* (?:gone|left)\\b(?! (?:to (?:get|fetch|bring)|for|school|college|me|us|him|her|them|it|an?|my|his|their)\\b)|${ON_THE_WAY}`,
  'i',
);
/** The child stays: “he walked out and left her here”. */
export const STAYS =
  /\b(?:left (?:her|him|them) (?:here|behind|with (?:me|us)|on the ward)|without (?:her|him|them)|not with (?:her|him|them)|(?:s?he|they)(?:[’']s|[’']re| is| are)?(?: still| safe| here)* with (?:me|us)(?! but))\b/i;
/** “hes put her in the van and driven off just now” */
export const DROVE = /\b(?:driven|drove|sped|taken|took)(?: \w+)? (?:off|away)\b/i;
/** “got in his car at 14:10”, “10 mins ago” */
export const WENT_AT = new RegExp(`\\b(?:at (?:(?:about|around) )?\\d[\\d.:]*(?: ?[ap]m)?|${AGO})`, 'i');
/** The child is about to leave, without a time. */
export const SOON = new RegExp(
  `\\b(?:${[
    '(?:get|gets|getting|got|fetch|fetching|bring|bringing|call(?:s|ed|ing)?|order(?:ed|ing)|wait(?:s|ing)? for|start(?:s|ed|ing)?) (?:the|a|an|his|her|their) (?:car|taxi|cab|uber|van|pushchair|buggy|pram)',
    "(?:car|taxi|cab|uber|van|minibus)(?:['’]s| is| has)?(?: just| already| now)* (?:here|outside|waiting|arrived|come)",
    'packing(?: up)?|packed (?:up|(?:her|his|their|the) (?:bags?|things|stuff))|get(?:s|ting)? (?:(?:her|him|them) (?:ready|dressed)|(?:her|his|their) (?:things|bags?|coats?|shoes|stuff))',
    'put(?:s|ting)? (?:on )?(?:her|his|their) (?:coats?|jackets?|shoes)(?: on)?|(?:got|has|have) (?:her|his|their) (?:coats?|jackets?|shoes) on',
    "(?:s?he|they)(?:[’']s|[’']re| is| are)(?: actually| just| all| really)* (?:leaving (?:right )?now|going (?:right )?now(?! to))",
    'sign(?:s|ing|ed) (?:the |her |his )?(?:self.)?discharge|discharging (?:herself|himself|her|him|them)',
    '(?:leav(?:es?|ing)|go(?:es|ing)?|off|away|home|(?:her|him|them)) (?:very |really )?(?:soon|shortly|in a (?:bit|minute|moment|mo|sec|second))',
  ].join('|')})\\b`,
  'i',
);
export const SOON_ALONE =
  /^(?:very |really |pretty )?(?:soon|shortly|in a (?:bit|minute|moment|mo|sec|second)|any time)$/i;

const MY_SHIFT =
  /\b(?:(?:my |the )?shift(?:s| is)? (?:over|done|finished|ends?|ended|ending)|end of (?:my |the )?shift|off (?:shift|duty)|(?:clock|knock|sign|logg)\w* off|finish\w* for (?:the day|today|tonight)|home time|i(?:m| am)(?: just| now)* (?:going|heading|off|leaving)(?: off)?(?: home| now| at| in|$|,)|i (?:finish|leave|go home) (?:at|in|now|soon))/;
const OF_ANOTHER = new RegExp(
  `\\b(?:s?hes?|they|theyre|hers?|him|his|them|child|girl|boy|kids?|baby|we|with|${adult})\\b`,
);
/** Whether it plainly is their author who goes home: “going home now, my shift is over”. */
export const goesHome = (text: string): boolean =>
  MY_SHIFT.test(bareText(text)) && !OF_ANOTHER.test(bareText(text)) && !isDenying(text);
/** How they say it. */
const OWN_GOING =
  /(?<=^|[,.;!] ?|\bi(?:[’']?m| am) )(?:(?:ok|right|so|just|now|well) )*(?:i(?:[’']?m| am) )?(?:just |now )*(?:going|leaving|off|heading)(?: (?:off|home|duty|shift|now|soon|(?:at|in|by) \d[\d.:]*(?: ?(?:mins?|[ap]m|hours?))?))*(?=\s*(?:[,.;!]|$|\bmy\b))/gi;
export const withoutOwnGoing = (text: string): string =>
  (LEFT_THEM.test(text) ? text.replace(HE_WENT, ' ') : goesHome(text) ? text.replace(OWN_GOING, ' ') : text)
    .replace(I_LEFT, ' ')
    .replace(LEFT_SIDE, ' ')
    .replace(OFF_BED, ' ');
/** “hes gone. he left without them” */
const LEFT_THEM =
  /\b(?:left|gone|went|drove off|driven off|walked out|went off) without (?:them|any of them|(?:the|these|those|all the) (?:kids|girls|boys|children|lads|sisters|brothers))\b/i;
const HE_WENT =
  /\bhe(?:['’]?s| is| has)?(?: just| now| only)* (?:gone|left|went|off|drove off|driven off)(?: without [^.,;!?\n]{0,60})?/gi;
/** “her left arm” */
const LEFT_SIDE =
  /\bleft(?= (?:arm|hand|leg|foot|eye|ear|wrist|side|cheek|shoulder|knee|ankle|thigh|elbow|breast|hip)s?\b)/gi;
/** “he was still in the house when i left” */
const I_LEFT =
  /\b(?:when|as|before|after|since|until|once) (?:i|we)(?: had|['’]?d)?(?: just)? (?:left|went|drove (?:off|away)|came away|walked (?:out|off|away)|got out)\b/gi;

/** To somebody of the family, whenever: “shes taking her to her nans in hull”. */
export const TO_FAMILY =
  /\b(?:tak|mov|driv|send|pack)(?:e|es|s|ing) (?:her|him|them) (?:\w+ ){0,2}to (?:her|his|their|the|an?|some) (?:\w+ )?(?:nan|gran|grandma|grandparent|aunt\w*|uncle|dad|cousin|family|relative|sister|brother)s?\b|\b(?:s?hes?|they(?:re)?)(?: are| is| just)* off to (?:her|his|their|an?) (?:\w+ )?(?:nan|gran|grandma|aunt\w*|uncle|dad|cousin)s?\b/i;

const TONIGHT = /\b(?:tonite|2nite|2night|tonig?h?t)\b/gi;
const TOMORROW = /\b(?:tomorow|tommorr?ow|tomoz|tmrw|tmoz|2moro|2morrow|tmw)\b/gi;
export const withDays = (text: string): string => text.replace(TONIGHT, 'tonight').replace(TOMORROW, 'tomorrow');

export const isNight = (now: Instant): boolean => Number(londonClock(now).slice(0, 2)) < 5;
/** Between midnight and five, “tomorrow” may be the day that has begun: the earlier one counts until its author says the day. */
export function withNight(given: string, now: Instant): string {
  const text = withDays(given);
  if (!isNight(now) || OF_TWO_DAYS.test(text)) return text;
  return text
    .replace(/\btomorrow night\b/gi, 'tonight')
    .replace(/\b(?:first thing )?tomorrow (?=(?:morning|afternoon|evening)\b)/gi, 'this ')
    .replace(/\btomorrow\b/gi, 'today');
}

/** Until when the police protect: no leaving. */
export const PROTECTED_UNTIL = /\b(?:(?:un)?till?|ends?|expires?) [^,;.\n]*/gi;
/** Somebody tells a time: “mum says”. */
export const TELLS = /\b(?:says?|said|told|reckons?|thinks?|heard|texted)\b/i;
