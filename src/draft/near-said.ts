import { oncePerWords } from '../base/once-per.ts';
import { isKnownWord } from '../understanding/danger.ts';
import { classes } from '../understanding/models.ts';
import { men, women } from '../understanding/words.ts';
import { cars } from './leaving-clauses.ts';
import { bareText, wordsIn } from './typed-words.ts';

const NEAR =
  '(?:here|back|outside|parked|circling|turned up|at reception|(?:at|by|in|near|outside|across|opposite|down) (?:the|our) (?:\\w{1,9} )?(?:gates?|door|desk|reception|office|car ?park|road|street|corridor|entrance|school|fence|window))\\b';
/** “corsas back”, “the cousin is outside again” */
export const COMES = new RegExp(
  `(?<!\\b(?:mum|my|our|police|staff|school)s? (?:\\w{1,9} )?)\\b(?:(?<whose>\\p{L}{3,20})s )?(?<who>\\p{L}{3,20}?)(?:s|re| is| are| has| have)?(?: just| now| both| come| came| waiting| sat)* ${NEAR}`,
  'gu',
);
/** “i can see the audi” */
export const SEES =
  /(?<!\b(?:not|never|havent|cant|didnt) )\b(?:see|seen|saw|spotted) (?:(?:the|that|his|her|a) )?(?:\w{1,9} )?(?<who>\p{L}{3,20})\b/gu;
const STRANGE = new RegExp(
  `\\b(?:strange|unknown|random|weird|dodgy|unfamiliar|same) (?:\\w{1,9} )?(?:${cars}|${men}|${women}|lads?|people|person)\\b(?: as \\w+| is| are| just| now| waiting| sat)* ${NEAR}|\\b(?:${cars}|${men}|lads?|some ?one)\\b[^,]{0,40}\\b(?:outside|near|by|opposite|round) (?:her|his|their|the) (?:placement|foster|carers?)\\b`,
);
const OTHERS = new RegExp(`^(?:${men}|cousin|lad|minibus|motorbike|${cars})$`);
const COLOURS = 'silver black white grey gray red blue green gold dark'.split(' ');
/** “her step dad rang asking for her”, “a woman wants to know what time she finishes” */
const ASKS =
  /\b(?:ask(?:s|ed|ing)?|look(?:s|ed|ing)? for|want(?:s|ed|ing)? to (?:know|see|speak to|talk to))(?: me| us| reception| the office)?(?: (?:for|after|about))? (?:(?:her|him|them|the (?:child|girl|boy))(?=$|[,.;!]| (?:again|now|today|by|at|and|but|in|from|on|outside|this|cos|he|she|they|says?|said)\b)|(?:where|when|what time|which \w+) (?:s?he|they|her|him)(?:s|re)?\b|(?:if|whether) (?:s?he|they|her|him)(?:s|re| is| are)?(?: still)? (?:in|here|there|at|with|back|home)\b)/;
const HELPS =
  /\b(?:i|we|police|pcs?|officers?|(?:social|support|key) ?workers?|sw|nurses?|matron|doctors?|dr|gp|paramedics?|teachers?|head|staff|mash|camhs|hospital|ward|mates?|friends?|class)\b/;
const ADULTS = new RegExp(`\\b(?:${men}|${women}|some ?(?:one|body)|caller|cousin|lads?|people|family|they|s?hes?)\\b`);
/** Whether somebody who is no helper asks for the child, or one who is called strange, or a car, comes near. */
export const asksForChild = oncePerWords((words) =>
  bareText(words)
    .split(/[.!;\n]/)
    .some((sentence) => {
      const asks = ASKS.exec(sentence);
      const before = asks && sentence.slice(0, asks.index);
      return STRANGE.test(sentence) || (before !== null && (!HELPS.test(before) || ADULTS.test(before)));
    }),
);

/** “a man called dave”, “her uncle tuan”, “her partner darren”, “a woman called hoa” */
const ADULT = new RegExp(`\\b(?:${men}|partner|cousin|brother|wom[ae]n|lady) (?<named>(?:called|named|is) )?$`);
const mayBeCar = (word: string) => !isKnownWord(word) || classes.get(word) === 'VEHICLE';
/** The cars of which words tell with a colour, and the adults with a name. @param ofChild the names of the child */
const ofOthersIn = (told: string[], ofChild: string[] = []): string[] =>
  told.filter((one, at) => {
    if (COLOURS.includes(told[at - 1] ?? '')) return mayBeCar(one);
    const adult = ADULT.exec(`${told.slice(Math.max(0, at - 3), at).join(' ')} `);
    return adult && !ofChild.includes(one) && (adult.groups?.named !== undefined || !isKnownWord(one));
  });

export function isOneTold(who: string[], words: string, ofChild: string[]): boolean {
  const told = bareText(words).split(/[^\p{L}]+/u);
  const known = ofOthersIn(told, ofChild);
  return who.some((one) => (OTHERS.test(one) ? told : known).includes(one));
}

/** Whether words name a car that stands in what was told with its colour, or an adult who does with a name. */
export function namesOtherTold(words: string, told: string): boolean {
  const known = ofOthersIn(bareText(told).split(/[^\p{L}]+/u));
  return wordsIn(words).some((word) => known.includes(word) || known.includes(word.replace(/s$/, '')));
}

const who = '(?:she|he|they|child|girl|boy)';
const hoped = '(?<!\\b(?:if|unless|until|till?|once|when|whether|hope|think|not|dont|never|sure)(?: that)? )';
const comeIn =
  '(?:come|came|walked|wandered|strolled|rolled|rocked|crept|got|run|ran)(?: back)? (?:(?:in )?(?:through )?(?:the|our) (?:front |back )?(?:door|house|home|hostel|unit|flat|building)\\b|in(?=$|,|!| (?:just|now|again|here|to (?:the|us)|with (?:us|me|staff)|on (?:his|her|their) own|soaked|crying|and|but|at \\d|an? (?:min|sec|moment))\\b))';
/** Where the child may be with somebody: “shes in the office with me”. */
const withUs =
  '(?: (?:sat|stood|safe|here|now|just|back|in|inside|the|my|our|head|heads|school|office|room|class|classroom|reception|hall|building|kitchen|staff))* with (?:us|me)\\b';
/** “hes back”, “she just walked in”, “we got her”; not “he is back outside”. */
export const cameBack = new RegExp(
  `(?:^just|${hoped}\\b(?:her|lad|kid|${who})(?:s|re| is| are| has| have)?(?: just| now| all)*) ${comeIn}|${hoped}\\b(?:her|lad|kid|${who})(?:s|re| is| are| has| have)?(?: just| now| all)*(?:(?: come| came| got| turned up| walked| brought| been brought)? (?:back|home)\\b(?![.!]? (?:in (?!(?:the|our|my) (?:office|school|building|room))|out|outside|there|at the (?:\\w+ )?(?:door|gate|window|fence)|on the|with (?!us\\b|me\\b)))| (?:turned|rocked) up\\b|${withUs})|\\b(?:i|we)(?:ve| have)?(?: just| now)* (?:got|have) (?:her|him|them|the child|the girl|the boy)(?: back| here| now| safe| with us| in (?:the|my|our) \\w+)*(?=$|,| (?:and|shes|hes|theyre|she|he|thank) )|^(?:(?:ok|yes|omg|just) )*got (?:her|him|them|the child|the girl|the boy)(?: back| safe| here| now)*$`,
);
/** The child, or whoever stands before it, goes again; not “the head ran out”. */
export const WENT_AGAIN = new RegExp(
  `\\?|(?:^|\\b(?:${who}s?|hes|shes|theyve|theyre|her|lad|kid|then|and|but|just|has|have|now|again|already|both|all) )(?:went|gone|left|ran) (?:out|off|away|again)\\b`,
);

/** Somebody shouts, hits a door or wants a child: whoever is back may be no child. */
export const BY_FORCE =
  /\b(?:bang|kick|smash|punch|bash|batter|thump|hammer|shout|scream|yell|threat)\w*|\b(?:knife|machete|bat|gun|axe|crowbar|swearing)\b|\b(?:for|after|wants?|get|getting|took|taken|taking|grab\w*|pick\w*|snatch\w*|drag\w*) (?:him|her|them)\b|\btrying (?:to get|the)\b|\b(?:locked|lock|hiding|hide)(?: (?:us|ourselves|me))? in\b|\b(?:police|plise|polise)(?: \w+)? (?:not|arnt|arent|isnt|aint)\b/;

const colour = '(?:silver|black|white|grey|gray|red|blue|green|gold|dark|yellow|orange|brown|cream|navy)';
const makes =
  '(?:ford|vw|vauxhall|nissan|toyota|honda|kia|skoda|seat|renault|peugeot|citroen|mini|volvo|mazda|hyundai|qashqai|passat|insignia|zafira|mondeo|yaris|micra|sprinter|berlingo|people carrier|estate|hatchback|saloon|4x4|jeep|pick ?up|motorbike|scooter|moped)';
const road =
  '(?:roads?|rd|street|lane|avenue|roundabout|lights|station|town|motorway|bypass|junction|dual carriageway|coop|co-op|tesco|asda|aldi|lidl|petrol station|garage|park|estate|bridge|[am]\\d{1,3})';
/** What the police need to find somebody: a number plate, which car, what way, what somebody wears. */
export const TRACE = new RegExp(
  [
    '\\b[a-z]{2}\\d\\d ?[a-z]{3}\\b',
    '\\b(?:reg(?:istration)?(?: number)?|(?:number ?)?plate) (?:is|was|starts?|begins|ends|ended|has|had|maybe)\\b',
    `\\b${colour}(?: \\w+){0,2} (?:${cars}|${makes})\\b`,
    `\\b(?:its|it was|it is|in|drives|driving|got) an? (?:\\w+ ){0,2}(?:${cars}|${makes})\\b`,
    `\\b(?:towards?|headed|heading|turned|direction of|past|along|onto|up|down) (?:\\w+ ){0,3}${road}\\b`,
    '\\b(?:turned|went|gone|going|headed|heading) (?:left|right|north|south|east|west|towards?)\\b',
    `\\b(?:wearing|had on|has on|in an?|in his|in her) (?:\\w+ ){0,3}(?:hoodie|jacket|coat|trainers|tracksuit|top|jumper|hat|cap|jeans|dress|uniform|shirt|trousers)\\b`,
    `\\b${colour} (?:\\w+ )?(?:hoodie|jacket|coat|trainers|tracksuit|jumper|hat|cap)\\b`,
  ].join('|'),
);
/** A message that stops in the middle: “i seen her lip was”. */
export const STOPS =
  /(?:\b(?:was|is|are|were|has|have|had|got|hes|shes|theyre|theyve|her|his|their|the|an?|my|and|but|so|cos|because|with|to|in|on|at|of|for|from|by|he|she|they|been|being|then|that|like|just|into|looks|look|still|really|very|all)|,|\.\.|…)$/i;
