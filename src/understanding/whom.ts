import { withoutReferences } from '../base/reference.ts';
import { isQuestion } from './asking.ts';
import { shippedReader } from './danger.ts';
import { sentencesIn, wordsOf } from './words.ts';

const men =
  'm[ae]n|blokes?|guys?|fell(?:as?|er)|geezers?|uncles?|(?:step ?)?(?:dad|daddy|father)|grand(?:dad|father)|boyfriend|bf|drivers?|trafficker|groomer|pimp|stranger|mr';
const women =
  'aunt(?:ie|y)?|(?:step ?)?(?:mum|mam|mom|mummy|mother)|wom[ae]n|lady|gran|nan|nana|grandma|girlfriend|mrs';
const workers = 'carer|police|officers?|(?:social|key|support|youth) worker|nurse|doctor|teacher|security';

/** An adult in a sentence, and never the child: “her uncle”, “the bloke”. */
export const adult = `(?:(?:the|this|that|those|an?|her|his|their|my|some|so called|other) )*(?:${men}|${women}|${workers})`;

const girl = '(?:(?:school)?girl|daughter|niece|granddaughter|female|young (?:woman|lady))s?';
const boy = '(?:(?:school)?boy|son|lad|nephew|grandson|male|young man)s?';
const [her, him] = ['she|her|hers|herself|shed', 'he|him|his|himself|hed'];
const whole = (words: string) => new RegExp(`\\b(?:${words})\\b`);
const [isGirl, isBoy, isHim, isMan, isWoman] = [girl, boy, him, men, `${women}|${workers}`].map(whole);
const first = whole(`(?<girl>${her}|${girl})|${him}|${boy}`);
const otherGirl = new RegExp(`\\b(?:another|other|second|different|with|and)(?: an?| the)?(?: \\w+)? ${girl}\\b`, 'g');

/**
 * Whether what is told of a child says that the child is a girl. Where it may be a boy, as with a “he” who is no man that
 * the words name, it is not so.
 */
export function isOfGirl(story: string): boolean {
  const words = wordsOf(story).join(' ').replace(otherGirl, ' ');
  const isNamed = isGirl?.test(words) === true;
  const isMaybeHim = isHim?.test(words) && !isMan?.test(words);
  return (
    !isBoy?.test(words) &&
    !isMaybeHim &&
    (isNamed || !isWoman?.test(words)) &&
    first.exec(words)?.groups?.girl !== undefined
  );
}

/** “was taken off by security”: the words after it name nobody who goes along. */
const passive =
  /\b(?:been|was|got|getting|being) (?:took|taken|moved|dragged|marched|walked|thrown|kicked|driven|escorted|led)\b/g;
/** Who does this may do it to the child. */
const takes = whole(
  'took|tak(?:e|es|en|ing)|grab\\w*|put|carr\\w+|dragg?\\w*|pull\\w*|push\\w*|bundl\\w*|forc\\w*|fetch\\w*|collect\\w*|pick\\w*|mov(?:e|es|ed|ing)|br(?:ing|ought)\\w*|let|g[ai]v\\w*|sent|hand\\w*|dr[ao]gg?\\w*|lead\\w*|led|(?:march|walk|driv|drov|usher|chas|follow)\\w* (?!off|out|away|home|back|straight|right|down|up|over|past|across|through|to|into|in|round)\\w+|got(?! (?:in|into|on|out|off|away|up)\\b)|has(?= (?:her|him|them))',
);
const ofSomebody = new RegExp(`\\b(?:her|his|their|my) (?=${men})`, 'g'); // “her uncle” is a man
const others = whole(
  `${her}|they|them|their|theirs|child|children|kids?|baby|babies|both|all|together|with|someone|somebody|everyone|everybody|${girl}|${boy}`,
);

/**
 * Whether a man is the only person of whom these words tell. Who knows the child as a girl then knows that they are not
 * about her: “hes gone for a smoke”. A word that the phrases do not know may be her name.
 */
export function isOnlyOfMan(text: string): boolean {
  const said = wordsOf(withoutReferences(text));
  const { words: known } = shippedReader();
  const words = said.join(' ').replace(ofSomebody, '').replace(passive, ' ');
  const isOfHim = isHim?.test(words) || isMan?.test(words);
  return (
    isOfHim === true &&
    !others.test(words) &&
    !takes.test(words) &&
    said.every((word) => known.has(word) || /\d|#/.test(word))
  );
}

const aChild =
  '(?<!\\b(?:an?|another|other|some|any|one|two|which|every|of (?:the|our)) )(?:(?:the|this|our|my) )?(?:child|girl|boy|lad|kid|baby)';
const vehicle =
  '(?! (?:(?:an?|the|his|her|their) )?(?:\\w+ )?(?:cars?(?! park)|taxi|cab|uber|van|lorry|lift|train|bus)\\b)';
const be = '(?: (?:is|are|has|been|still|safe|both|all|just|only|right|actually|now|definitely|fine|ok))*';
const atHome = `(?:upstairs|downstairs|indoors|in bed|in class|on the (?:ward|unit|sofa)|in${vehicle} (?:the|her|their|my|our|room|bay|his(?= (?:room|bed|class|lesson))) \\w+|with (?:me|us|staff|security))`;
const gone = '(?:left|leave|leaving|gone(?! (?:far|long))|go|going|went|moved?|walked|taken)';
const begins = (words = '') =>
  `^(?:(?:no|nope|nah|yes|ok|oh|wait|sorry|i|mean|meant|it|that|is|was|only|just|but|and${words}) )*`;

/** How people say that it was somebody else, or that a child has not left. A name stands there as “child”. */
const denialsOf = (ofGirl: boolean) => {
  const who = `(?:${ofGirl ? '' : 'he|'}she|they|${aChild})`;
  const whom = `(?:${ofGirl ? '' : 'him|'}her|them|${aChild})`;
  const man = `(?:(?:the|that|this|an?|her|his|their|other) )*(?:${men}|${women}${ofGirl ? '|him|he' : ''})`;
  const other = [
    `(?<!\\b${who} (?:is|are|has|does|did|can|will|was) )\\bnot ${whom}(?= (?:he|she|it|the other|how|just|only|security|ok|sorry|who)\\b|$)`,
    `${begins()}${man}(?: (?:is|has|was|who|that|just|only))*(?: (?:left|went|gone|legged|ran|off|walked|did|drove)\\b(?!.*\\b(?:with|her|him|them|child|girl|boy|kid)\\b).*)?$`,
  ];
  const stays = [
    `\\b${who}${be} ${atHome}\\b`,
    `\\b(?:she|they|${aChild})${be} (?:here|inside|asleep)\\b`,
    `${begins()}(?:${who}${be} )?still (?:here|asleep|inside|upstairs|(?:in|on|at|with)\\b${vehicle})`,
    `^(?:no|nope|nah)\\b.*\\b${who}${be} (?:here|inside|asleep|fine|ok|okay|safe|sat|sitting|eating|watching|playing)\\b`,
    `\\b${who}(?: (?:is|are|has|have|did|do|does|was|were))* (?:not|never)(?: (?:been|even|actually|really|yet))* ${gone}\\b`,
    `\\b(?:nobody|no one)(?: has| is)? (?:left|gone)(?: yet| anywhere)?$|${begins('|has|have|did')}(?:not|never)(?: (?:been|even|actually|really|yet))* ${gone}\\b`,
    `^(?:no|nope|nah)\\b.*\\b${who} (?:is|are|has|have|did|do|does) not$`,
  ];
  return { other: either(other), stays: either(stays) };
};
const either = (patterns: string[]) => new RegExp(patterns.join('|'));
const denials = { girl: denialsOf(true), any: denialsOf(false) };

/** Of another child: “its ellie not kofi”, “darnells gone”, “his mate”, “he hasnt left but she has”. */
const anotherOf = (ofGirl: boolean) =>
  either([
    `^(?:(?:no|nope|nah|sorry|it|is|was|that|thats) )*(?!(?:${men}|${women}|${workers}|he|him|she|her|they|them|child|not|no|nope|nah|sorry|definitely|just|only|it)\\b)\\w+ not child\\b`,
    `\\bchild(?: (?:is|has|was|that|who|just|now))* (?:gone|left|went|leaving|(?:did|has)$)`,
    `\\b(?:other|another|second|different|wrong) (?:child|girl|boy|kid|lad|one)s?\\b(?! here| says?\\b)`,
    `\\b(?:his|her|their) (?:\\w+ )?(?:mate|friend|brother|sister|cousin|twin)s?\\b`,
    `\\bbut (?!(?:(?:the|that|his|her|their) )?(?:${men}|${women}|${workers}${ofGirl ? '|he' : ''})\\b)\\w+(?: (?:is|has|just))* (?:(?:did|has|is)$|gone|left|went|going|leaving)\\b`,
  ]);
const noName = new RegExp(`^(?:${men}|${women}|${workers}|upstairs|downstairs|indoors|asleep|inside)$`);
const another = { girl: anotherOf(true), any: anotherOf(false) };

/** “its Belo not Bello”: two spellings of a name, or of a number plate. */
const RESPELT = /\b(\w)(\w{3,9}),? not (\w)(\w{3,9})\b/gi;
const spelling = (all: string, one: string, oneRest: string, other: string, otherRest: string) =>
  one.toLowerCase() === other.toLowerCase() && Math.abs(oneRest.length - otherRest.length) < 3 ? ' ' : all;

const { words: known } = shippedReader();
/** A word that no phrase has may be a name. */
const isName = (word: string) => !known.has(word) && !/[\d#]/.test(word) && !noName.test(word);
const nameIn = (word: string) => word.replace(/s$/, '');
/** The words with “child” for each name, but “own” for these. */
const withoutNames = (words: string[], own: string[] = []) =>
  words
    .map((word) => {
      if (own.includes(nameIn(word)) || own.includes(word)) return own.includes(word) ? 'own' : 'own is';
      return isName(word) ? (word.endsWith('s') ? 'child is' : 'child') : word;
    })
    .join(' ');

const goesIn = '(?: (?:is|was|has|just|now|already|got|get|gets|gone|went|climbed|jumped|hopped))+ in(?:to)?';
const goneNow = `(?:(?: (?:is|has|was|that|who|just|now|already|then))* (?:gone(?! (?:far|to))|left(?! (?:his|her|their|an?|the|my|me|us|it|school)\\b)|leaving|went(?! to)|legged it|ran off|(?:did|has)$)|${goesIn} (?:(?:an?|the|his|her|their) )?(?:\\w+ )?(?:car(?! park)|taxi|cab|uber|van|lorry|audi|bmw|merc|it)\\b)`;
const somebodyElse = `(?:child|(?:other|another|second) (?:girl|boy|kid|lad|one)|(?:his|her|their) (?:\\w+ )?(?:mate|friend|brother|sister|cousin|twin)|but (?:he|she|they))`;
const [ownLeft, elseLeft] = ['own', somebodyElse].map((each) => new RegExp(`\\b${each}${goneNow}`));

/**
 * Who has left, as words say it by a name, or of somebody beside this child: “darnells gone”, “kofi didnt go but the other lad
 * did”. A name alone may be that of a man, so others count only where the words are of this child, too.
 * @param own the names of the child; undefined for words of any child
 */
export function leftByName(text: string, own?: string[]): 'child' | 'another' | undefined {
  const said = withoutNames(wordsOf(text), own);
  if (isQuestion(text) || /\b(?:if|whether|when)\b/.test(said)) return undefined;
  if (ownLeft?.test(said)) return 'child';
  const isOfOwn =
    own === undefined || /\b(?:own|but|not|here|ok|fine|safe)\b/.test(said) || denials.any.stays.test(said);
  return isOfOwn && elseLeft?.test(said) ? 'another' : undefined;
}

/**
 * Whether words deny that the child has left, after words that may have said so: it was somebody else (“no the bloke left”, “not
 * kofi”), or they are still there. A word that the phrases do not know may be the child's name. Words that name two children, or
 * another one, deny nothing.
 */
export function deniesLeaving(text: string, ofGirl: boolean): 'other' | 'stays' | undefined {
  const parts = sentencesIn(text.replace(RESPELT, spelling)).flat().map(wordsOf);
  const names = new Set(parts.flatMap((part) => part.filter(isName).map(nameIn)));
  const all = parts.map((part) => withoutNames(part));
  const is = ofGirl ? 'girl' : 'any';
  if (names.size > 1 || [...all, wordsOf(text).join(' ')].some((said) => another[is].test(said))) return undefined;
  const clauses = all.filter((clause) => !/\b(?:if|whether|when)\b/.test(clause) && !isQuestion(clause));
  return (['other', 'stays'] as const).find((kind) => clauses.some((clause) => denials[is][kind].test(clause)));
}
