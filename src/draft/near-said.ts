import { once, oncePerWords } from '../base/once-per.ts';
import { withoutReferences } from '../base/reference.ts';
import { isQuestion } from '../understanding/asking.ts';
import { dangerIn, isKnownWord } from '../understanding/danger.ts';
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
  /\b(?:ask(?:s|ed|ing|in)?|look(?:s|ed|ing|in)? for|want(?:s|ed|ing|in)? to (?:know|see|speak to|talk to))(?: me| us| reception| the office)?(?: (?:for|after|about))? (?:(?:her|him|them|the (?:child|girl|boy))(?=$|[,.;!]| (?:again|now|today|by|at|and|but|in|from|on|outside|this|cos|he|she|they|says?|said)\b)|(?:where|when|what time|which \w+) (?:s?he|they|her|him)(?:s|re)?\b|(?:if|whether) (?:s?he|they|her|him)(?:s|re| is| are)?(?: still)? (?:in|here|there|at|with|back|home)\b)/;
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

/** What stands beside the name of a child: “baby maisie”, “jack is 4”. */
const OF_CHILD =
  /^(?:\d+|bab(?:y|ies)|toddlers?|girls?|boys?|lads?|kids?|child(?:ren)?|sons?|daughters?|brothers?|sisters?|sibs?|siblings?|twins?|niece|nephew|cousins?|friends?|mates?|pupils?|student|aged?|months?|years?|yrs?|school|nursery|cot)$/;
/**
 * Which names in what was told are of people who plainly are no child: “mum says darren did it”.
 * @param words all that was told: of a long case very much, so it is read only where a name is asked about
 * @param ofChild the names of the child; without one nobody knows
 */
export function adultsTold(words: () => string, ofChild: string[]): (name: string) => boolean {
  const told = once(() =>
    bareText(words())
      .replace(/\d+/g, ' $& ')
      .split(/[^\p{L}\d]+/u),
  );
  const isChild = (name: string) =>
    told().some(
      (one, at, all) =>
        one === name &&
        all.slice(Math.max(0, at - 3), at + 4).some((near) => OF_CHILD.test(near) || ofChild.includes(near)),
    );
  return (name) =>
    ofChild.length > 0 &&
    name.length > 2 &&
    !isKnownWord(name) &&
    !ofChild.includes(name) &&
    told().includes(name) &&
    !isChild(name);
}

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

const kin =
  '(?:a(?:u?n|un)t(?:y|ie|ies|i)?|uncle|mum|mom|mam|mother|dad|father|brother|sister|cousin|parents?|nan|gran|grandma|family|carer|guardian|relatives?|relation)s?';
const someone = `(?:s?he|they|man|men|m[ae]n|lady|wom[ae]n|people|bloke|boss|husband|boyfriend|${kin})`;
const those = `(?:her|him|them|me|us|(?:the |all (?:the |of )?|other |these |those |young )*(?:girls?|boys?|kids?|children|ones)|(?:her|his|my) (?:\\w+ )?(?:sister|brother|friend|mum|face|arms?|legs?|back|hands?|head|feet))`;
const hits =
  '(?:hit|beat|burn|slap|punch|kick|chok|strangl|whip|cane|rap|abus|molest|grop|starv|drug|hurt|touch|lock|threaten|lash|bit|threw|throw|tie|chain|stab|filmed|sold|sell|bought|trafficke)(?:s|es|t|d|ed|ing|ting|ping|en)?';
/** What somebody does to a child, or has them do. */
const does =
  '(?:work(?! (?:on|hard|harder|out|experience)\\b)|clean(?! (?:her|his|their|my|the) (?:room|bed|teeth|hands|desk|shoes)|ing (?:her|his) (?:room|teeth))|cook|beg|steal|shoplift|sell|carry|deliver|sleep with|have sex|go with (?:men|him|them)|go back (?:to|and) (?:clean|work|cook|him|them|the (?:man|men|flat|shop|bar|farm|salon))|massage|do (?:nails|massages?|sex|it with|things|stuff|what)|undress|strip|pose|pay (?:it |him|her|them|off|back|the)|earn|marry|hand over|give (?:him|her|them) (?:the |all |her |his )?(?:money|wages)|look after (?:the|his|her|their) (?:bab|kid|plant|child)|run (?:drugs|stuff|county)|lie (?:to|about)|water (?:the|plants)|wash (?:his|their|cars|dishes)|sleep (?:on the floor|in the))';
const body =
  '(?:arms?|legs?|wrists?|necks?|throat|back|face|cheeks?|thighs?|hands?|feet|foot|fingers?|chest|shoulders?|ankles?|ribs?|tummy|stomach|eyes?|ears?|head|lips?|knees?|bum|bottom|shins?)';
const wound =
  '(?:burns?|bruis(?:es?|ing|ed)|cuts?|marks?|wounds?|welts?|scalds?|scars?|bites?|scratch(?:es)?|cigarette burns)';
/** What makes an alarm of its own, whoever tells it. */
const HARM = new RegExp(
  [
    `\\b${someone}s?(?: (?:always|also|still|sometimes|just|has|have|had|been|is|are|was|keeps?|then|all|once|use[ds]? to))* (?:mak(?:es?|ing)|made|forc(?:es?|ed|ing)) ${those} (?:to )?(?:\\w+ and )?${does}`,
    `\\b${someone}s?(?: (?:always|also|still|sometimes|has|have|had|been|is|are|was|keeps?|then|all|once|use[ds]? to))* ${hits} ${those}(?=$|[,.;!]| (?:with|on|in|at|by|and|when|if|for|up|every|all|again|too|a lot|because|cos|so|until|with|last|or|hard|there|over|down|before|after|most)\\b)`,
    `\\b(?:hit|beat|whipp?|lash|burn|cane)\\w* (?:${those} )?(?:with|using) (?:an? |his |her |the |their )?(?:belt|stick|cane|cable|wire|iron|cigarettes?|slipper|hammer|lighter|hot|rope|chain|pipe|broom|spoon|spatula|hanger)`,
    `\\b(?:isnt|arent|aint|wasnt|werent|not)(?: (?:really|actually|even))* (?:her|his|their) (?:(?:real|actual|proper|own|birth) )?${kin}\\b(?! (?:phone|car|coat|number|house|fault|name|turn|day))`,
    '\\b(?:no relation to|not related to) (?:her|him|them)\\b',
    '\\b(?:mak\\w+|made|has|have|having|to) (?:\\w+ )?(?:sleep|slept|sex) with (?:men|him|them|other|old\\w*|strange\\w*|grown|different|people|his|the)\\b',
    '\\b(?:took|takes|taken|keeps?|kept|got|has|have|hid|hides|holding) (?:her|his|their|my) (?:passports?|papers|wages|documents)(?=$|[,.;!]| (?:and|off|away|so|when|in|she|he|they)\\b)',
    '\\block(?:s|ed|ing)? (?:(?:her|him|them|me|us) )?in (?:(?:her|his|their|the|a) )?(?:room|bedroom|house|flat|cupboard|shed|garage|van|cellar|basement|there|at night)',
    `\\b(?:another|other|one more|more|\\d|two|three|four|several|loads of|lots of|some) (?:\\w+ )?(?:kids?|girls?|boys?|child(?:ren)?|babies|baby|teenagers?)(?: (?!(?:with|who|ward|class)\\b)\\w+){0,2} (?:at|in) (?:that|the|this|his|her|their) (?:\\w+ )?(?:house|flat|home|place|address|property|van|hotel|cellar|basement|farm|shop|salon|caravan)\\b`,
    '\\bget the other (?:one|girl|boy|kid|two)s? ready\\b',
    `(?<!\\b(?:no|any|not|without)(?: \\w+)? )\\b${wound}s? (?:\\w+ )?(?:on|all over|all up|round|around|down|across|up|under|behind|over|to) (?:both |her |his |their |the |one )*(?:\\w+ )?${body}\\b`,
    `\\b${body} (?:is|are|was|look\\w*|seems?|all|has)(?: (?!not\\b)\\w+)? (?:brok\\w*|swol\\w*|bleeding|bruised|burnt|burned|black|purple|cut|fractured)\\b`,
    `\\b${body}(?: (?:is|are))?(?: (?!not?\\b|without)\\w+){0,4} ${wound}s?(?=$|[,.;!])`,
  ].join('|'),
);
const TELLS =
  /\b(?:s?he|her|they|child|girl|boy|kid|lad|sister|brother|other one)(?:s|ve|re| has| have| is| was| just| now| also| then| only| finally| keeps?| quietly| even)* (?:told|tells|telling|says?|said|saying|w?h?isp\w*|texts?|texted|wrote|writes|admit\w*|disclos\w*|confid\w*|mouthed|begg\w*|claims?|let slip|opened up|cried)\b(.*)/s;
/** What rings if a child tells it. */
const TOLD = new RegExp(
  [
    `\\b(?:has|have|had|got|need|needs|supposed|told|expected|forced|made) (?:me |her |him |us |them )?to (?:go (?:back )?(?:to |and |out and )?)?${does}`,
    `\\b(?:gets?|got|is|was|been|being|were|are|shes|hes|theyre|im)(?: \\w+)? (?:hit|beaten|slapped|punched|whipped|burnt|burned|raped|abused|locked|tied|starved|drugged|sold|bought|threatened|forced|trafficked|filmed|hurt(?! (?:at|in|playing|her|his))|passed (?:around|round|on)|kept)\\b`,
    `\\b${hits} ${those}(?=$|[,.;!]| (?:with|on|in|at|by|and|when|if|for|up|every|again|too|because|cos|so|last|or|hard|there)\\b)`,
    '\\b(?:sex|sexual\\w*|naked|nudes?|rap(?:e|ed|ing)|condoms?|pregnant|clients|customers|punters|brothel|debt|owes?|traffick\\w*|smuggl\\w*|cannabis|weed|nail bar|massage|different men|lots of men|other men|men (?:come|came|visit|pay|paid)|private parts?)\\b',
    `\\b(?:scared|frightened|afraid|terrified|petrified) (?:of|to) (?:him|her|them|the (?:man|men|lady|woman|family)|go(?:ing)? (?:back|home|with)|(?:her|his|the|my) ${kin})\\b`,
    '\\b(?:dont|do not|not to|please) (?:let (?:them|him|her)|send (?:her|him|me|them|us) (?:back|home)|tell (?:them|him|her|any ?one|my|(?:her|his|the) )|make (?:her|me|him) go)',
    '\\b(?:doesnt|does not|dont|didnt|never|not) wants? to go (?:back|with (?:her|him|them|the))\\b(?! to (?:class|school|lesson|bed|sleep))',
    '\\b(?:not|never|isnt|arent|wont|dont|doesnt|cant) (?:be )?(?:let|allow(?:ed)?)(?: (?:her|him|them|me|us))?(?: to)? (?:out|leave|talk to|speak to|see (?:her|his|any)|go (?:out|to school|home))\\b',
    `\\b(?:will|would|gonna|going to|theyll|hell|shell) (?:get |be )?(?:kill|hurt|beat|hit|sell|punish)\\w*`,
    '\\b(?:other|more) (?:girls|boys|kids|children)\\b',
  ].join('|'),
);
/** Of burns, bruises or cuts that were told before: “2 of them look fresh, one is weeping”. */
const FRESH =
  /\b(?:look\w*|seem\w*|(?<!s?he )is|are|ones?|some|two|\d|still) (?:(?:very|quite|of them|still|all|a bit) )*(?:fresh|weeping|infected|blister\w*|oozing|bleeding|raw|septic|new|recent|scabb\w*)\b/;
const WOUNDED = new RegExp(`\\b${wound}\\b`);
const PLAY = /\b(?:football|netball|rugby|playing|match|pe|joke|joking|film|movie|book|story|game|essay)\b/;

/** Whether words tell what a child says was done, or what was done to them, or an injury. @param before what was told before */
export const tellsHarm = (words: string, before: string): boolean =>
  !isQuestion(words) &&
  bareText(words)
    .split(/[.!;?\n]/)
    .some(
      (sentence) =>
        !PLAY.test(sentence) &&
        (HARM.test(sentence) ||
          TOLD.test(TELLS.exec(sentence)?.[1] ?? '') ||
          (FRESH.test(sentence) && WOUNDED.test(bareText(before)))),
    );

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
export const carer =
  '(?:mum|mom|mam|mother|dad|father|parents?|carers?|family|foster (?:carer|mum|mother|dad|father)|step ?(?:mum|mother|dad|father)|gran|nan|grandma|grandad|aunt(?:ie|y)?|uncle|guardian)';
const workers =
  'let|dont|doesnt|didnt|not|never|nobody|noone|one|who|you|u|i|we|it|police|officers?|teachers?|school|head|manager|colleagues?|nurses?|doctors?|dr|gp|staff|dsl|mash|sw|workers?|team|services|child|girl|boy|kid|lad|every\\w*|any\\w*|some\\w*';
const anybody = `(?:(?:the|her|his|their|that|this) )?(?!(?:the|her|his|their|that|this|${workers})\\b)\\w{2,20}`;
const man = `(?:he|they|${carer}|(?:man|men|bloke|guy|boyfriend|woman|lady|partner|owner|landlord))(?:s|ve| has| have| now| already| just| all| both| must have)*`;
const sayIt =
  '(?:told|call(?:ed|ing)|rang|rung|ringing|phoned|report\\w*|refer\\w*|wrote|written|spoke|spoken|contacted|messaged|texted|grassed)';
const thatISaid = `(?:that )?(?:i|im|ive|we|were|weve)(?: have| had| was| am| just| are)* ${sayIt}\\b`;
const ofThis = 'about (?:me|us|it|this|the (?:referral|report|call))\\b';
/** Somebody has found out who told, or of what is told: “darren knows i told you”, “i told the man we were worried”, “she heard me on the phone”. */
export const foundOut = new RegExp(
  `(?<!\\b(?:if|unless|until|before|hope|case|let|when|once|whether|want|sure)(?: \\w+)? )(?:${[
    `\\b${anybody}(?: (?!(?:${workers})\\b)\\w+)? (?:knows?|knew|realised|worked out|found out|heard)(?: that)? (?:${thatISaid}|(?:its|it is|it was) (?:me|us)\\b)`,
    `\\b${man} (?:knows?|heard) (?:${ofThis}|who (?:told|rang|reported|i am)\\b|where i (?:work|live)\\b|my name\\b)`,
    `\\b(?:she(?:s| has)?|${man}) found out(?=$|,| (?:now|today|just|and|so|from|${ofThis}|${thatISaid}))`,
    `\\b(?:she(?:s| has)?|${man}) (?:heard|overheard|seen|saw|read|caught|found) (?:(?:me|us) (?:on the phone|ringing|calling|typing|writing|telling|talking to (?:you|the police|some\\w+))|my (?:messages?|texts?|screen|chat|notes|emails?))\\b`,
    `\\b(?:told|let slip to|said to) ${anybody} (?:${thatISaid}|about (?:me|us)\\b|(?:that )?(?:i am|im|i was|we are|were|we were) (?:\\w+ )?(?:worried|concerned)\\b)`,
    `\\b(?:i|ive|we|weve)(?: have| just)* told (?:him|her|them) ${thatISaid}`,
  ].join('|')})`,
);
