import { oncePerWords } from '../base/once-per.ts';
import { isKnownWord } from '../understanding/danger.ts';
import type { Answers } from './draft.ts';
import { isInCare } from './fields.ts';
import { says } from './says.ts';
import { bareText } from './typed-words.ts';

const space = '[\\s-]'; // where a space stands below, people type several, a line’s end or a hyphen
const placedWords = new RegExp(
  `\\b(?:${[
    ...[
      "(?<!\\b(?:not|never|isnt|isn[’']t|wasnt|wasn[’']t|day) )in(?:to)? (?:(?:la|l\\.a\\.|local authority|council|state|public) )?care",
      'care of (?:the )?(?:council|local authority|la|state)',
      'lac|cla|care home',
      'looked after',
      'refuges?',
      'safe ?house',
    ],
    ...[
      'fostered|accommodated',
      'foster (?:care|carers?|home|mum|dad|parents?|placement|family)',
      'placements?',
      'placed (?:with|at|in)(?! (?:risk|danger|immediate|harm))',
      'placed (?:her|him|them)(?! (?:(?:in|at) )?(?:risk|danger|immediate|harm|hands?))',
      '(?:services|workers?|council|authority) (?:(?:have|has|had) )?(?:placed|moved)',
      'emergency (?:accommodation|bed|carers?)',
    ],
    ...["child(?:ren)?[’']?s[’']? home", "kids[’']? home", 'residential (?:home|unit|care)', 'secure unit'],
    ...[
      '(?:police|their) protection',
      'protection of the police',
      'ppo|epo',
      "(?<![’'])s(?:ec(?:t(?:ion)?)?)?\\.? ?(?:20|46)",
    ],
    ...[
      'emergency protection',
      'care order',
      'supported (?:accommodation|lodgings?|living|housing)',
      'semi independent',
    ],
  ]
    .join('|')
    .replaceAll(' ?', `${space}{0,5}`)
    .replaceAll(' ', `${space}{1,5}`)})\\b`,
  'i',
);

const YES = '(?:y|yes|yeah|yep|yup)';
const isPlacement = new RegExp(
  `^(?:address\\W+)?(?:${YES}\\W+(?:please |pls )?leave (?:it|that|this) out|(?:${YES}\\W+)?(?:(?:that|it)(?:s| is) (?:(?:his|her|their|the|a) (?:(?:foster|current|new) )?(?:placement|foster home)|where (?:(?:s?he|they)(?:s| is|re| are)? (?:placed|living|staying)|(?:s?he|they) lives?))|(?:s?he|they)(?:s| is|re| are) (?:placed|living|staying) t?here|(?:s?he|they) lives? t?here))(?: so)?(?: ${YES})?(?: please| pls)?$`,
);
const isElsewhere =
  /^(?:address\W+)?(?:n|no|nope|nah)\W+(?:the mash (?:may|can) read it|(?:s?he|they)(?:s|re| is| are)? ?(?:not|isnt|arent) placed there|not (?:the|his|her|a|their) placement|(?:its |thats )?(?:just |only )?where (?:we|i) (?:are|work)(?: the \w+)?)$/;

/** Whether words say of an address that the child is placed there, as its buttons do: “yes leave it out”. */
export function placedIn(said: string): 'yes' | 'no' | undefined {
  const words = bareText(said)
    .replace(/[\s,.!?:]+/g, ' ')
    .trim();
  return isPlacement.test(words) ? 'yes' : isElsewhere.test(words) ? 'no' : undefined;
}

const it =
  '(?:it|this|that|them|those|all|both|everything|please|pls|(?:(?:the|her|his|their|my) )?(?:address(?:es)?|placement|postcode|place))';
const saysLeaveOut = new RegExp(
  [
    `(?:leave|leaving|keep|take|cut|miss) (?:${it} ){1,4}out\\b(?! of)`,
    `leave out ${it}`,
    '(?:do not|dont|never|must not|mustnt|cant|cannot|not to|shouldnt|please not)(?: \\w{1,10})?? (?:share|tell|show|give|pass|send|post|publish|disclose|release|write|say|put|let)(?= (?:it|this|that|them|any ?one|any ?body|no ?one|where|the address|(?:her|his|their) address|on|with|the mash)\\b|$)',
    `keep ${it} (?:secret|private|confidential|hidden|quiet|safe|to yourselves|to yourself|between us)`,
    `(?:hide|remove|delete|withhold|redact) ${it}`,
    'no(?: ?one|body) (?:can|may|must|should|is to) (?:know|see|read|have|get)',
  ]
    .map((each) => `\\b${each}`)
    .join('|'),
);
const takesBack =
  /\b(?:dont|do not|not|never|no need to|cant|did|is|was|has) (?:\w{1,10} )?(?:leave|leaving|keep|take|cut|hide|remove|delete|redact|withhold|left)\b|\b(?:can|may|must|should|needs? to|have to) (?:read|see|know|have) (?:it|that)\b|\b(?:not|isnt|arent|doesnt|never) (?:placed|liv\w+|stay\w*)\b/;
const theMash = '(?:the mash|u|you|they|the police|police|everyone)';
const elsewhere = `(?:${[
  `${theMash} (?:(?:really )?needs? to|can|may|must|should|have to) (?:read|see|know|have) (?:it|that|this)`,
  '(?:it|that|this)(?: address)? (?:may|can|must|should) be (?:read|seen|shown|told)',
  '(?:its |thats |its just )?(?:the|a|his|their|her) (?:(?:traffickers?|mens?|mans?|dealers?|boyfriends?|bfs) )?(?:hotel|flat|house|shop|school|church|station)(?: (?:where|that) (?:he|they|the m[ae]n) (?:keeps?|takes?|has|have|lives?|is|are)(?: (?:her|him|them|it|in))?)?',
  '(?:the )?(?:hotel|flat|house|it) ?is where (?:the )?(?:traffickers?|men|man|dealers?|he|they)(?: is| are| lives?| keeps? (?:her|him|them))?',
].join('|')})`;
const saysElsewhere = new RegExp(
  `^(?:address )?(?:(?:y|yes|yeah|yep) (?=${theMash} (?:can|may) read ))?(?:(?:n|no|nope|nah|sorry|hang on|wait) ){0,3}${elsewhere}(?: (?:(?:and|but|so|cos|because|its) )?${elsewhere}){0,3}(?: please| pls)?$`,
);

const child = '(?:s?he|the (?:child|kid|girl|boy|lad))'; // “they” may be others
const NOT =
  '(?: ?(?:s|is|are|re|was|has|have|do|does))? ?(?:not|never|isnt|arent|aint|wasnt|doesnt|dont)(?: (?:been|being))?';
/** A part of a sentence that says so: what follows takes nothing of it back. */
const notPlaced = new RegExp(
  `^(?:(?:n|no|nope|nah|sorry|hang on|wait|i said|ive said|look|please|ffs|(?:i )?told (?:u|you)) ){0,4}(?:${[
    `(?:${child}|(?<name>\\p{L}{2,20}))${NOT} (?:placed|live|lives|lived|living|housed)(?: t?here| at (?:it|that)|$)`,
    `(?:(?:(?:the|this|that)(?: \\w{2,20}){1,2}|it|its|this|that|thats)(?: is)? ?)?(?:not|isnt|aint) (?:where ${child}(?: ?(?:s|is|are|re))? (?:placed|lives?|living)|(?:his|her|their|a) (?:placement|foster \\w+))`,
    '(?:(?:u|you|they|the mash|the police|police) (?:can|may) )?(?:have|read|see|share|use|know) (?:the|that|this) (?:address|place|post ?code)',
  ].join('|')})(?=$| (?!(?:yet|any ?more|until|till?|unless|except|but|now|since|if|when)\\b))`,
  'u',
);
const isPlacedThere =
  /\b(?:(?:he|she|they)(?: ?(?:s|is|are|re))?|who)(?: (?:only|just|now|still|usually))? (?:(?:placed|living|staying|housed) t?here|lives? t?here)\b|\bis (?:his|her|their|a) placement\b/;
/** “its not a placement” */
const NOBODYS =
  /\bno ?(?:one|body)s?(?: (?:has|have|had|ever))? placed (?:her|him|them|the child)\b|\b(?:it['’]?s|it is|that['’]?s|that is) (?:no|not a)(?: foster)? placement\b/i;
/**
 * What longer words say of the address that is asked about: “no dont share it” is to keep it back, “hes NOT placed here, he just
 * turned up” is not. Other words about it, and a “no” with other words, may mean either, and are unsure.
 */
export function saidOfAddress(said: string): 'keep' | 'no' | 'unsure' | undefined {
  const bare = bareText(said).replace(
    /\b(?:normally|really|actually|anyway|(?:for )?(?:gods|fucks|christs) sake|ffs|omg)\b|^2 | 2$/g,
    ' ',
  );
  const words = bare.replace(/[\s,.!?:;]+/g, ' ').trim();
  const isKept = saysLeaveOut.test(words);
  const denies = (part: string) => {
    const { groups } = notPlaced.exec(part.replace(/\s+/g, ' ').trim()) ?? {};
    return groups !== undefined && !(groups.name && isKnownWord(groups.name));
  };
  const isNobodys = NOBODYS.test(words) && !/\b(?:placed|housed) t?here\b/.test(words.replace(NOBODYS, ' '));
  const isDenied = bare.split(/[.!?;,:\n]|\b(?:and|but|so|cos|because)\b/).some(denies);
  if (saysElsewhere.test(words) || (!isKept && (isNobodys || (isDenied && !isPlacedThere.test(words))))) return 'no';
  if (isKept && !takesBack.test(words)) return 'keep';
  const isMore = /^(?:address )?(?:n|no|nope|nah) \w|\b(?:placed|lives?|living) t?here\b/.test(words);
  return isMore || isKept || isDenied ? 'unsure' : undefined;
}

const parent = '(?:(?:her|his|their|the) )?(?:m[auo]m|mother|dad|father|parents|family|nan)';
const FAMILY_HOME = new RegExp(
  `^(?!.*\\b(?:foster|care|placed there)\\b)(?:no )?(?:its|it is|thats|that is)? ?(?:where (?:s?he|they|the \\p{L}+) (?:all |both )?lives? with ${parent}|${parent}s (?:house|home|flat|place|address)|(?:the|her|his|their) (?:own|family) (?:home|house))\\b`,
  'u',
);
/** “its where they live with mum”, of a child who is not in care: the child is not placed there. */
export const isFamilyHome = (said: string, answers: Answers): boolean =>
  !isInCare(answers) &&
  FAMILY_HOME.test(
    bareText(said)
      .replace(/[\s,.!?:;]+/g, ' ')
      .trim(),
  );

const inCare =
  '(?:in (?:(?:foster|la|council) )?care|looked after|fostered|(?:in|with) (?:an? )?(?:foster|childrens|care) \\w+)';
/** Care that is over, or only said of before. “Until” and “before she ran off” may be of today. */
const overWords = new RegExp(
  `\\b(?:(?:was|were|been|used to be|previously|formerly|once)(?: \\w+)? ${inCare}(?: \\w+)? (?:before(?! (?:s?he|they|the|this|today|that|going|being)\\b)|previously|once\\b|in the past|(?:\\w+ )?years? ago|ages ago|last year|as an? (?:baby|toddler|child|kid)|when (?:s?he|they) (?:was|were) (?:little|small|younger|a baby|\\d{1,2}\\b))|(?:used to be|previously|formerly) ${inCare}|(?:left|out of|no longer in) (?:foster )?care\\b(?! (?:home|of))|not in (?:foster )?care any ?more|(?:old|former|ex|previous) (?:foster \\w+|placement|care home|childrens home)\\b)`,
  'g',
);
const fosterOf =
  /(?<!\b(?:with|to|at|by|near|from) )\b(?:his|her|their|the) foster (?:carers?|mum|dad|parents?|family|home)\b/g;
const stillSo = /\b(?:now|again|(?<!held )back|currently|still|tonight|at the moment)\b/;

/** The words without care that is over, and without the foster carer of then: their address is read by itself. */
function withoutOver(text: string): string {
  const bare = bareText(text);
  const now = bare.replace(overWords, ' ');
  if (now === bare) return text;
  return stillSo.test(now) ? now : now.replace(fosterOf, ' ');
}

/**
 * Whether the words may say that the child is in care, in police protection or in a refuge. In doubt they do; a hostel alone is none
 * of these, and care that is over is none.
 */
export const saysPlaced = oncePerWords(
  (text) => placedWords.test(text) && placedWords.test(withoutOver(text.replace(NOBODYS, ' '))),
);

/**
 * Whether the child may be in care, in police protection or in a refuge, by any answer. Then nobody may read where.
 * @source Protocol 10.1
 */
export const mayBePlaced = (answers: Answers): boolean =>
  isInCare(answers) ||
  Object.entries(answers.values).some(([id, text]) => isProtection(id, text) || saysPlaced(text)) ||
  Object.values(answers.ticks).some(({ note }) => saysPlaced(note));

/** An answer about police protection. Some people type "no" into the box for its time. */
const isProtection = (id: string, text: string) =>
  id.startsWith('protection-') && text.trim() !== '' && !/^\s*(?:no|not|none|n\/a|never)\b/i.test(text);

/** “flat 6”, without a house or a street. */
export const isFlatAlone = (place: string): boolean =>
  /^(?:flat|apartment|apt|room|studio|bedsit)\s{0,2}(?:no\.?\s{0,2})?\d{1,4}[a-z]?$/i.test(place.trim());

/** Words of where the child lives. */
const lives =
  /\b(?:carers?|foster\w*|placements?|placed|live|lives|living|stay|stays|staying|respite|refuge|childrens home|(?:her|his|their) (?:home|address|house)|the house with|address|post ?code|wifi|ofsted)\b/;
/** Words of where somebody was seen or goes, or of others. Such a place is for the MASH at once. */
const seenOrGoes =
  /\b(?:seen|saw|spotted|met|meets?|meeting|go|goes|going|gone|went|heading|headed|tak(?:e|es|en|ing)|took|driv\w+|drove|picks?|picked|picking|drops?|dropped|wait\w*|park(?:s|ed)|outside|ran|runs?|running|follow\w*|hangs?|hanging|dealers?|boyfriend|bf|traffickers?|men|man|bloke|lads?|mates?|friends?|at his|his (?:flat|place|gaff|yard))\b/;
/** Danger: it is not for the name of a street. */
const danger =
  /\b(?:kni(?:fe|ves)|guns?|weapons?|blood|bleeding|stab\w*|hurt\w*|injur\w*|attack\w*|dying|dead|overdos\w*|scream\w*|hostage|locked|rap(?:e|ed|ing)|beat\w*|unconscious|breath\w*|threat\w*|kill\w*|help|999|urgent)\b/;
/** Whether words say where somebody lives. */
export const saysLives = (text: string): boolean => lives.test(bareText(text));
/** A sentence that goes on with the place of the one before. */
const goesOn = /^\W*(?:its|it is|thats|theyre|on|at|the house|no|number|opp|opposite|next|nr|near|behind)\b/;

const road = '(?:street|st|road|rd|avenue|ave|lane|ln|crescent|cres|terrace|grove|mews|gardens|gdns|close)';
const notNames =
  'the|a|an|and|or|is|was|are|on|in|at|of|to|from|this|that|same|main|whole|very|too|so|quite|really|not|fast|her|his|their|my|our|she|he|they|it|near|nr|opp|by|corner|outside|down|up|along|past|round';
const name = `(?!(?:${notNames})\\b)[\\p{L}’']{2,20}`;
const street = `\\b(?:${name}\\s){1,3}?${road}\\b`;
const known =
  "(?:co-?op|tesco|asda|aldi|lidl|sainsbury[’']?s|morrisons|spar|shops?|stores?|chippy|takeaway|pub|church|chapel|mosque|temple|station|school|academy|college|primary|nursery|hospital|surgery|park|garage|post office|library|pharmacy|chemist|mcdonald[’']?s|kfc|greggs|bridge|canal|roundabout|bus stop|cemetery|gym|pool|leisure centre|market|estate|woods|farm)";
const beside =
  '(?:opp|opposite|next (?:door )?to|nr|near(?: to)?|behind|beside|corner of|across (?:the road )?from|above|past|in front of|back of)';
const town = `(?:,?\\sin\\s${name}|,?\\s${name}(?=\\s?(?:[,.!?;\\n]|$)))`;
const house = `(?:(?:\\d{1,2}(?:st|nd|rd|th)|first|second|third|last|end)\\s(?:house|door)\\s)`;
const numbered = '(?:no\\.?|number|num|hse|house|door)\\s{0,2}\\d{1,4}[a-z]?(?![\\w:.]\\w)';

/** Where the child lives, in a sentence that says so. */
const inWords = new RegExp(
  [
    `${house}?\\b${beside}\\s(?:the\\s)?(?:[\\p{L}\\d’'&-]{1,20}\\s){0,4}?(?:${known}|${road})\\b(?:\\s(?:on|in|off|and)\\s(?:the\\s)?${street})?${town}?`,
    `${street}${town}?`,
    '\\bhouse with (?:the|a) \\p{L}{1,20} (?:door|gate|fence|roof|windows?)\\b',
    `\\b${numbered}`,
  ].join('|'),
  'giu',
);
const placement =
  "(?:foster(?:\\s[\\p{L}’']{1,20}){0,2}|placement|carers?[’']?s?(?:\\s(?:house|home))?|child(?:ren)?[’']?s\\shome|refuge|safe\\s?house)";
/** A street that the same sentence calls the placement: an address, whoever is seen there. */
const ofPlacement = new RegExp(
  [
    `(?<=\\b${placement}(?:,|(?:\\sis|\\sare)?\\s(?:on|in|at|off|down))\\s(?:the\\s)?)${street}${town}?`,
    `${street}${town}?(?=[,.;]?\\s(?:and\\s)?(?:(?:that|this|it|which)(?:\\sis|[’']?s)?\\s)?(?:where\\s(?:s?he|they)(?:[’']?s|[’']?re|\\sis|\\sare)?\\s(?:fostered|placed|housed|liv\\w+|stay\\w*)|(?:(?:her|his|their|the)\\s)?${placement})\\b)`,
  ].join('|'),
  'giu',
);
const bareStreet = new RegExp(`^(?:(?:its|on|at|the)\\s)?${street}${town}?\\W{0,3}$`, 'iu');
/** A place in one piece, wherever it stands. */
const inOne = new RegExp(
  [
    `\\b\\d{1,4}[a-z]{3,24}${road}\\b`,
    `\\b\\d{1,4}\\sthen\\s\\p{L}{2,20}\\sthen\\s${road}\\b`,
    '///\\p{L}{3,20}\\.\\p{L}{3,20}\\.\\p{L}{3,20}',
    '(?:49|5\\d|60)\\.\\d{2,8}[^\\d\\n]{1,4}[0-8]\\.\\d{2,8}',
  ].join('|'),
  'giu',
);
const threeWords = /(?<![\w.@/])[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20}(?![\w.@/])/gi;
const saysThreeWords = /\b(?:w3w|what ?3 ?words|what three words|three words)\b/;
/** An e-mail address, or a telephone of a house. */
const contact = /\b[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,20}){1,3}|(?<!\d)0[12]\d{1,4}[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)/g;
const ofCarer = /\b(?:carers?|foster (?:mum|dad|home|house)|placements?|lives (?:at|with))\b/;
const ofOthers = /\b(?:my|me|our|us|agency|office|duty|social worker|sw|sw[’']?s)\b/;

/** In the case of a child who may be placed, a house by its number alone, once a street of its is held back. */
export const houseNumbers = new RegExp(
  `(?<!\\b(?:bus|route|room|platform|gate|unit|log|ref|cad|case|phone|question) )\\b${numbered}(?=\\s?(?:[,.;!?\\n]|$|(?:in|on|as|and)\\b))`,
  'giu',
);

type Range = [index: number, end: number];

const rangesOf = (pattern: RegExp, text: string, from: number): Range[] =>
  [...text.matchAll(pattern)].map(({ 0: words, index }) => [from + index, from + index + words.length]);

/** Each piece with where it begins. */
const partsOf = (pattern: RegExp, text: string) =>
  [...text.matchAll(pattern)].map(({ 0: words, index }) => ({ words, index, said: bareText(words) }));

const SHORT = 1000; // characters: in longer words, what is of now may be far from the place

/** None of these places, if what stands beside them is of now. */
const unlessOfNow = (all: Range[], { words, said }: { words: string; said: string }): Range[] =>
  all.length > 0 && words.length < SHORT && (seenOrGoes.test(said) || danger.test(said) || says('lost', words))
    ? []
    : all;

/**
 * What tells where a child lives and is no address: a street without a number, “next to the chippy on …”, coordinates.
 * Where somebody was seen or goes, or danger, is for the MASH at once, and is none.
 */
export function whereIn(text: string): Range[] {
  const ofLines = partsOf(/[^\n]+/g, text).flatMap((part) => {
    const { words, index, said } = part;
    const isContact = ofCarer.test(said) && !ofOthers.test(said);
    const all = [
      ...rangesOf(inOne, words, index),
      ...(saysThreeWords.test(said) ? rangesOf(threeWords, words, index) : []),
      ...(isContact ? rangesOf(contact, words, index) : []),
    ];
    return [...rangesOf(ofPlacement, words, index), ...unlessOfNow(all, part)];
  });
  const isBare = text.length < 80 && bareStreet.test(text.trim());
  let wasOfPlace = false;
  const ofSentences = partsOf(/[^.!?;\n]+/g, text).flatMap((part) => {
    const { words, index, said } = part;
    const isOfPlace = lives.test(said) || (wasOfPlace && goesOn.test(said)) || isBare;
    wasOfPlace = isOfPlace;
    return unlessOfNow(isOfPlace ? rangesOf(inWords, words, index) : [], part);
  });
  return [...ofLines, ...ofSentences];
}
