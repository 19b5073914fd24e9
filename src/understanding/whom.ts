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

/** “its Belo not Bello”: two spellings of a name, or of a number plate. */
const RESPELT = /\b(\w)(\w{3,9}),? not (\w)(\w{3,9})\b/gi;
const spelling = (all: string, one: string, oneRest: string, other: string, otherRest: string) =>
  one.toLowerCase() === other.toLowerCase() && Math.abs(oneRest.length - otherRest.length) < 3 ? ' ' : all;

/**
 * Whether words deny that the child has left, after words that may have said so: it was somebody else (“no the bloke left”, “not
 * kofi”), or they are still there. A word that the phrases do not know may be the child's name.
 */
export function deniesLeaving(text: string, ofGirl: boolean): 'other' | 'stays' | undefined {
  const { words: known } = shippedReader();
  const named = (word: string) =>
    known.has(word) || /[\d#]/.test(word) ? word : word.endsWith('s') ? 'child is' : 'child';
  const clauses = sentencesIn(text.replace(RESPELT, spelling))
    .flatMap((parts) => parts.map((part) => wordsOf(part).map(named).join(' ')))
    .filter((clause) => !/\b(?:if|whether|when)\b/.test(clause) && !isQuestion(clause));
  const patterns = denials[ofGirl ? 'girl' : 'any'];
  return (['other', 'stays'] as const).find((kind) => clauses.some((clause) => patterns[kind].test(clause)));
}
