import { oncePerWords } from '../base/once-per.ts';
import { isKnownWord } from '../understanding/danger.ts';
import type { Answers } from './draft.ts';
import { isInCare } from './fields.ts';
import { says } from './says.ts';
import { bareText, wordsIn } from './typed-words.ts';

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

/** “its not a placement” */
export const NOBODYS =
  /\bno ?(?:one|body)s?(?: (?:has|have|had|ever))? placed (?:her|him|them|the child)\b|\b(?:it['’]?s|it is|that['’]?s|that is) (?:no|not a)(?: foster)? placement\b/i;
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

const kin = '(?:sister|brother|sibling|sis|bro|cousin|twin(?!s))s?';
const [isKin, isChild, ofOrder] = [
  kin,
  '(?:girl|boy|lad|child|kid|son|daughter|baby|one)s?|children',
  'other|older|elder|eldest|oldest|another',
].map((each) => new RegExp(`^(?:${each})$`)) as [RegExp, RegExp, RegExp];
const isFriend = /^(?:friend|mate)s?$/;
const ofKin = /^(?:half|step|big|little|younger|youngest|best|his|her|their|the|an?|mums?|dads?)$/;
const links =
  /^(?:is|was|are|were|be|been|being|s|lives?|living|lived|stay(?:s|ing)?|sleeps|has|have|got|went|gone|goes|going|who|whos|thats?|which|now|still|currently|since|just|already|and|of|in|into|with|at|to|under|on|by|from|an?|the|her|his|their|its|some|new|different|permanent|long|short|term|social|services?|ss|council|local|authority|put|taken|moved|removed|sent)$/;
/** “he lives with his brother in care”: this child does, too. */
const besides = /^(?:with|w|and|n|or|like|as|near|by|to|from|at|foster|join(?:s|ed|ing)?|follow(?:s|ed|ing)?)$/;
const AND_THIS =
  /\b(?:too|as well|also|both|together|same|so (?:is|are)|with (?:him|me|us|them|her(?! (?:new |own )?(?:foster|carers?|placement))))\b/;

const isBeing = /^(?:is|was|lives?|stays?|in|with|has|got|went|whos?|thats?)$/;
const isFirst = /^(?:no|yes|but|so|cos|because|btw|also|oh|sorry|i|think|know|heard|said|told|you|u|mum|says)$/;
const ofThis = /\b(?:s?hes?|they|theyre|him|them|hers|we|us|kids?|bab(?:y|ies))\b/;

/** Whether the words before “in care” are of another child: of a brother, or of a name that is not this child’s. */
function isOfOther(lead: string, child: string): boolean {
  const words = wordsIn(lead);
  const at = (place: number) => words[place] ?? '';
  const last = words.findLastIndex((word) => !links.test(word));
  const isName = (place: number) => at(place).length > 2 && !isKnownWord(at(place).replace(/s$/, ''));
  const isKinAt = (place: number) =>
    isKin.test(at(place)) ||
    (isChild.test(at(place)) && ofOrder.test(at(place - 1))) ||
    (isFriend.test(at(place)) && /^(?:his|her|their)$/.test(at(place - 1)));
  const isCalled = (place: number) => isName(place) || (isBeing.test(at(place + 1)) && !ofThis.test(at(place)));
  const of = [last, last - 1, last - 2].find(isKinAt);
  if (of === undefined || !words.slice(of + 1, last + 1).every((_, place) => isCalled(of + 1 + place))) {
    const isAlone = words.slice(0, last).every((word) => links.test(word) || isFirst.test(word));
    const isSubject = isBeing.test(at(last + 1)) || (last + 1 === words.length && at(last).endsWith('s'));
    const isThis = child === '' || wordsIn(child).some((name) => at(last).startsWith(name));
    return isAlone && isSubject && at(last).length > 3 && isName(last) && !isThis;
  }
  const isBeside = (place: number): boolean =>
    ofKin.test(at(place)) || ofOrder.test(at(place)) || (at(place).endsWith('s') && isName(place))
      ? isBeside(place - 1)
      : besides.test(at(place)) && !(isKinAt(place - 1) && !isBeside(place - 2));
  return !isBeside(of - 1);
}

/** The words without those that say of another child only that they are in care. */
function withoutOthers(text: string, child: string): string {
  const bare = bareText(text);
  const rest = bare.split(/(?<=[.!?;\n])/).map((said) => {
    if (AND_THIS.test(said.replace(/^\W*(?:and )?also\b/, ''))) return said;
    let end: number | undefined; // of what was said of another child
    return said.replace(everyPlaced, (care: string, index: number) => {
      const after = index + care.length;
      const goesOn =
        end !== undefined &&
        !ofThis.test(said.slice(end, index)) &&
        !wordsIn(said.slice(end, index)).some((word) => word.length > 2 && wordsIn(child).includes(word));
      const isMoved = /(?:placed|moved)(?: h\w+)?$/.test(care) && KIN_FIRST.test(said.slice(after));
      const isOther = goesOn || isMoved || isOfOther(said.slice(0, index).replace(everyPlaced, ' '), child);
      end = isOther ? after : undefined;
      return isOther && !/refuge|safe ?house/.test(care) ? ' ' : care;
    });
  });
  return rest.join('') === bare ? text : rest.join('');
}
const everyPlaced = new RegExp(placedWords.source, 'gi');
const KIN_FIRST = new RegExp(`^(?: (?:his|her|their|the|an?|half|step|big|little|older|younger|other)){0,4} ${kin}\\b`);

/** The same of any child: see `saysPlaced`. */
export const saysAnyPlaced = oncePerWords((text) => placedWords.test(text) && isSaidPlaced(text));
const isSaidPlaced = (text: string) =>
  placedWords.test(withoutOver(bareText(text).replace(NOBODYS, ' ').replace(DENIED, ' ')));
const DENIED =
  /\b(?:not|never|isnt|wasnt|arent|aint|doesnt|dont|didnt)(?: (?:live|living|actually|really|even|been|being|in|into|a)){0,4} (?:(?:(?:foster|council|local authority|state|la) )?care|fostered|looked after)\b(?! home)/g;
const placedOf = oncePerWords((both) => {
  const [child = ''] = both.split('\n', 1);
  const text = both.slice(child.length + 1);
  return isSaidPlaced(withoutOthers(text, child));
});

/**
 * Whether the words may say that the child is in care, in police protection or in a refuge. In doubt they do; a hostel alone is none
 * of these, care that is over is none, and that a brother is in care says nothing of the child.
 * @param child the name, if it is known: then somebody with another name is another child
 */
export const saysPlaced = (text: string, child = ''): boolean =>
  saysAnyPlaced(text) && placedOf(`${child.replaceAll('\n', ' ')}\n${text}`);

/**
 * Whether the child may be in care, in police protection or in a refuge, by any answer. Then nobody may read where.
 * @source Protocol 10.1
 */
export const mayBePlaced = (answers: Answers, child = answers.values['child-name']): boolean =>
  isInCare(answers) ||
  Object.entries(answers.values).some(([id, text]) => isProtection(id, text) || saysPlaced(text, child)) ||
  Object.values(answers.ticks).some(({ note }) => saysPlaced(note, child));

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
