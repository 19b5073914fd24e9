import { once } from '../base/once-per.ts';
import { withoutReferences } from '../base/reference.ts';
import { isQuestion } from '../understanding/asking.ts';
import { dangerIn, isKnownWord } from '../understanding/danger.ts';
import { classes } from '../understanding/models.ts';
import { isUsualWord } from '../understanding/phrases.ts';
import { toldAs } from './several.ts';
import { bareText, wordsIn } from './typed-words.ts';

const COLOURS = 'silver black white grey gray red blue green gold dark'.split(' ');
const mayBeCar = (word: string) => !isKnownWord(word) || classes.get(word) === 'VEHICLE';
/** The names of those who are no child, in lower case. @param ofChild the names of the child */
const adultsIn = (words: string, ofChild: string[] = []): string[] =>
  toldAs(words.replaceAll(' . ', '\n'), 'adult').flatMap((name) =>
    wordsIn(name).filter((word) => word.length > 2 && !ofChild.includes(word) && !isUsualWord(word)),
  );
/**
 * Which names in what was told are of people who plainly are no child: “mum says darren did it”.
 * @param words all that was told: of a long case very much, so it is read only where a name is asked about
 * @param ofChild the names of the child; without one nobody knows
 */
export function adultsTold(words: () => string, ofChild: string[]): (name: string) => boolean {
  const names = once(() => new Set(adultsIn(words(), ofChild)));
  return (name) => ofChild.length > 0 && name.length > 2 && !isUsualWord(name) && names().has(name);
}

/** The cars of which words tell with a colour, and the adults with a name. */
function ofOthersIn(words: string, ofChild?: string[]): string[] {
  const told = bareText(words).split(/[^\p{L}]+/u);
  const cars = told.filter((one, at) => COLOURS.includes(told[at - 1] ?? '') && mayBeCar(one));
  return [...cars, ...adultsIn(words, ofChild)];
}

/** Whether words name a car that stands in what was told with its colour, or an adult who does with a name. */
export function namesOtherTold(words: string, told: string): boolean {
  const known = ofOthersIn(told);
  return wordsIn(words).some((word) => known.includes(word) || known.includes(word.replace(/s$/, '')));
}

const who = '(?:she|he|they|child|girl|boy)';
const hoped = '(?<!\\b(?:if|unless|until|till?|once|when|whether|hope|think|not|dont|never|sure)(?: that)? )';
const comeIn =
  '(?:come|came|walked|wandered|strolled|rolled|rocked|crept|got|run|ran)(?: back)? (?:(?:in )?(?:through )?(?:the|our) (?:front |back )?(?:door|house|home|hostel|unit|flat|building)\\b|in(?=$|,|!| (?:just|now|again|here|to (?:the|us)|with (?:us|me|staff|him|her|them|the \\w+)|on (?:his|her|their) own|soaked|crying|and|but|at \\d|an? (?:min|sec|moment))\\b))';
/** Where the child may be with somebody: “shes in the office with me”. */
const withUs =
  '(?: (?:sat|stood|safe|here|now|just|back|in|inside|the|my|our|head|heads|school|office|room|class|classroom|reception|hall|building|kitchen|staff))* with (?:us|me)\\b';
const PLACE =
  '(?:lobby|reception|lounge|foyer|office|class(?:room)?|lessons?|school|building|canteen|(?:dining |sports |assembly )?hall|kitchen|(?:waiting |common |staff |play)?room(?: \\d+)?|ward|bay|unit|resus|triage|cubicle|playground|library)';
/** Where a child is seen who had left: “shes sat in the lobby now”; not “in his office”. */
export const insideAgain = new RegExp(
  `${hoped}(?<!\\b(?:of|see|seen|saw|find|put|puts|take|took|leave|left|locked|keep|keeps|want|wants) )\\b(?:her|lads?|kids?|girls|boys|children|twins|${who})(?:s|re| is| are)?(?: (?:now|just|both|all|still|safe|right|sat|stood|sitting|standing|waiting|asleep|here))* (?:in|at) (?:(?:the|my|our) (?:\\w{1,9} )?)?${PLACE}\\b(?! (?:of|at|in) (?:his|her|their)\\b)`,
);
export const notInside = {
  test: (sentence: string) =>
    isQuestion(sentence) ||
    /\b(?:not|never|no sign|hope|think|until|before|was|were|(?:have|hav|has|did|does|is|are|do)nt|cant|cannot)\b/.test(
      sentence,
    ),
};
/** “hes back”, “she just walked in”, “we got her”; not “he is back outside”. */
export const cameBack = new RegExp(
  `(?:^just|${hoped}\\b(?:her|lads?|kids?|girls|boys|children|twins|${who})(?:s|re|ve| is| are| has| have)?(?: just| now| all| both)*) ${comeIn}|${hoped}\\b(?:her|lads?|kids?|girls|boys|children|twins|${who})(?:s|re|ve| is| are| has| have)?(?: just| now| all| both)*(?:(?: come| came| got| turned up| walked| brought| been brought)? (?:b(?:ac?)?k|home)\\b(?![.!]? (?:in (?!(?:(?:the|our|my|her|his|their) )?(?:\\w{1,9} )?(?:${PLACE}|bed)\\b|(?:s?hes?|they|man|now|again|cos|and|for)\\b)|out|outside|there|at the (?:\\w+ )?(?:door|gate|window|fence)|on the|with (?!us\\b|me\\b)))| (?:turned|rocked) up\\b|${withUs})|\\b(?:i|we)(?:ve| have)?(?: just| now)* (?:got|have) (?:her|him|them|the child|the girl|the boy)(?: back| here| now| safe| with us| in (?:the|my|our) \\w+)*(?=$|,| (?:and|shes|hes|theyre|she|he|thank) )|^(?:(?:ok|yes|omg|just) )*got (?:her|him|them|the child|the girl|the boy)(?: back| safe| here| now)*$|^(?:(?:omg|oh|ok|and|yes) )*(?:b(?:ac?)?k|here)(?: now| again)* (?:both|all|they|the two|the pair|with (?:him|her|them))\\b|^(?:(?:omg|oh|no|wait|god)[ ,!]{1,3})?there (?:all |both )?back\\b(?! (?:garden|door|gate|yard|room|of|in the day))`,
);
/** The child, or whoever stands before it, goes again; not “the head ran out”. */
export const WENT_AGAIN = new RegExp(
  `\\?|\\bfalse alarm\\b|(?:^|\\b(?:${who}s?|hes|shes|theyve|theyre|her|lad|kid|then|and|but|just|has|have|now|again|already|both|all) )(?:went|gone|left|ran) (?:out|off|away|again)\\b`,
);

/** Somebody shouts, hits a door or wants a child: whoever is back may be no child. */
export const BY_FORCE =
  /\b(?:bang|kick|smash|punch|bash|batter|thump|hammer|shout|scream|yell|threat)\w*|\b(?:knife|machete|bat|gun|axe|crowbar|swearing)\b|\b(?:for|after|wants?|get|getting|took|taken|taking|grab\w*|pick\w*|snatch\w*|drag\w*) (?:him|her|them)\b|\btrying (?:to get|the)\b|\b(?:locked|lock|hiding|hide)(?: (?:us|ourselves|me))? in\b|\b(?:police|plise|polise)(?: \w+)? (?:not|arnt|arent|isnt|aint)\b/;

/** A message that stops in the middle: “i seen her lip was”. */
export const STOPS =
  /(?:\b(?:was|is|are|were|has|have|had|got|hes|shes|theyre|theyve|her|his|their|the|an?|my|and|but|so|cos|because|with|to|in|on|at|of|for|from|by|he|she|they|been|being|then|that|like|just|into|looks|look|still|really|very|all)|,|\.\.|…)$/i;

const RUN_ON =
  /(?<!\b(?:if|whether|when|not|think|says?|said|that|until|before|was|dont|like|where|how|why|what|who)) (?=(?:s?hes|theyre|s?he is|they are|asking|cos|and|but)\b)/i;
/** Whether words that run on without a stop speak of danger: “mans back hes angry asking who was on the phone”. */
export const dangerRunOn = (text: string): boolean =>
  text.split(RUN_ON).some((each, _, all) => all.length > 1 && dangerIn(each) !== undefined);

/** “ok thanks”, “thank you so much will do”: they tell nothing. */
export const onlyThanks = (text: string): boolean =>
  /^\W*(?:(?:ok(?:ay)?|thanks?|thank (?:you|u)|thankyou|thx|ta|cheers|great|brilliant|perfect|so|very|much|loads|a lot|for (?:that|this|everything|letting me know|your help)|will do|i will|got it|understood|bye|night|all|you too)\b\W*)+$/i.test(
    withoutReferences(text),
  );
/** “hes taken my phone charger lol”: a thing of the author's, and nothing else of this. */
const OWN_THINGS =
  /^(?:(?!\b(?:her|him|them|child|girl|boy)\b)[^.;!?\n]){0,40}\bmy (?:\w+ )?(?:charger|coffee|tea|lunch|pen|chair|mug|break|stapler)\b[^.;!?\n]{0,3}(?:(?:lol|haha\w*|sorry|ffs|again|now|typical)\W*)*$/i;
/** Whether nobody need be rung for such words, unless somebody asked. */
export const isIdle = (text: string): boolean => onlyThanks(text) || OWN_THINGS.test(withoutReferences(text));
const SOMEBODY = '(?:(?:any|some) ?(?:one|body)|sombod[yi]|sum(?:one|body)|police|help|officers?)';
/** “has anyone rung the police or do i”, “are u sending sombody”: they ask for people, and the case answers. */
const FOR_HELP = new RegExp(
  [
    `\\b(?:are|r|is|will|can|could) (?:you|u|they|mash|the mash)(?: (?:actually|all|still|please|pls))* (?:send(?:ing)?|com(?:e|ing)|get(?:ting)?)(?= (?:${SOMEBODY}|out|here|now|round|over|to)\\b|\\W*$)`,
    `\\b(?:is|are)(?: the)? ${SOMEBODY}(?: (?:actually|even|still))* (?:coming|on (?:the|their|its) way|out there|being sent)\\b`,
    `\\b(?:has|have|did|is|are) (?:you|u|they|${SOMEBODY})(?: (?:actually|even|already))* (?:rung|rang|called|phoned|told|tell|sent|ring|ringing|call|contacted)(?: (?:for|to))?(?: the)? (?:police|999|${SOMEBODY})\\b`,
  ].join('|'),
);
export const asksForHelp = (text: string): boolean =>
  FOR_HELP.test(bareText(text)) && !/\bto (?:call|ring|phone|text) (?:me|us)\b/i.test(text);
