import { diallableIn } from './read-answer.ts';
import { bareText } from './typed-words.ts';

const THING =
  '(?:phones?|mob(?:ile)?s?|cell|handset|(?<!\\b(?:room|house|flat|door|bed|case|crime|log) )numbers?|landline)';
const RING = '(?:ring|call|use|try|text|txt|not)';
/** A telephone of theirs, or one to ring: “she has a new phone” is about the child's. */
const TELEPHONE = new RegExp(
  [
    `\\b(?:my|our|this|that) (?:\\w+ ){0,2}${THING}\\b(?! plate)`,
    `\\b${RING} (?:the|that|me on the)(?: \\w+){0,2} (?:${THING}|line|ones?|ext(?:ension)?)\\b(?! plate)`,
    '\\bother number\\b',
    '\\b(?:(?:desk|office|work|home|ward|land) ?(?:phone|line|number)|house ?(?:phone|line))\\b',
  ].join('|'),
);
const AGAINST =
  /\b(?:dont|do not|not|never|no|nor|isnt|cant|stop|instead|rather|wrong|old|new|dead|dying|off|broken?|smashed|lost|gone|took|taken|has|hes|shes|got|his|hers?|theirs?|house|family|listen\w*|hears?|read\w*|sees?|check\w*|silent|answers?|unsafe|only|other|another)\b/;

/** “mums number was in her shoe” is of no telephone of theirs. */
const OF_OTHERS =
  /\b(?:(?:m[uoa]m|mother|dad|father|aunt(?:ie|y)?|uncle|boy|girl|child|friend|sister|brother|carer|man|bloke|boyfriend)s?|his|her|their) (?:\w+ )?(?:phone|mobile|mob|number)\b/;
const OURS = /\b(?:my|our|me|us|this|ward|office|desk|work|school)\b/;

const digitsOf = (number: string) => number.replace(/\D/g, '').replace(/^44/, '0');

/** Whether words name one of these numbers: “the 01632 one”, too. */
const names = (sentence: string, known: readonly string[]) =>
  (sentence.match(/\b\d{4,}\b/g) ?? []).some((part) => known.some((number) => digitsOf(number).includes(part)));

const sentencesOf = (text: string) => text.split(/[!?\n]|[.](?!\d)/);

/**
 * The sentences that are of a telephone on which to ring their author, or hold a number: they stand beside the number that is
 * known, as they were said.
 * @param known the numbers that the MASH has
 */
export const saidOfNumbers = (text: string, known: readonly string[] = []): string[] =>
  sentencesOf(text).filter(
    (each) => TELEPHONE.test(bareText(each)) || diallableIn(each).length > 0 || names(each, known),
  );

const WRITE = '(?:text|txt|message|msg|sms|whatsapp)';
/** How, when or as whom to ring or write to their author: “text not ring”, “ring me but before half 3”, “dont say why”. */
const REACHING = new RegExp(
  [
    `\\b(?:ring|call|phone|${WRITE}) (?:me|us)\\b`,
    `\\b${WRITE}(?: me| us)?,? (?:not|dont|only|instead|rather|no)\\b`,
    '\\b(?:not|dont|no|never|only|instead of|rather than) (?:ring(?:ing)?|calls?|calling|phoning)\\b',
    '\\bon silent\\b',
    '\\b(?:dont|do not|never|not to) say (?:why|who|what|where|its|you)\\b',
    '\\bif (?:\\w+ ){1,2}(?:picks (?:it )?up|answers)\\b',
    '\\bask for me\\b',
  ].join('|'),
);

/** The sentences that say on which number, how or when to reach their author, or what not to say: they stand beside the number. */
export const saidOfReaching = (text: string, known: readonly string[] = []): string[] => {
  const ofNumbers = saidOfNumbers(text, known);
  return sentencesOf(text).filter((each) => ofNumbers.includes(each) || REACHING.test(bareText(each)));
};

/**
 * Whether the words may mean that this number is not safe, or not theirs. In doubt they do: then who rings reads them first.
 * A number that the words give themselves, without such a word beside it, is one to ring.
 */
export function speaksAgainst(text: string, number: string, known: readonly string[]): boolean {
  return saidOfNumbers(text, known)
    .map(bareText)
    .filter((sentence) => !OF_OTHERS.test(sentence) || OURS.test(sentence) || names(sentence, known))
    .some((sentence) => AGAINST.test(sentence) && !isGiven(sentence, number));
}

/** “dont ring the desk ring 07700 …”: each number with the words from the last “ring” to the next. */
function isGiven(sentence: string, number: string): boolean {
  const parts = sentence
    .replace(/\b(?:(?:dont|do not|never|not) )?(?:ring|call|phone|use|try|text|txt|not)\b/g, '\n$&')
    .split('\n');
  const own = parts.filter((part) => diallableIn(part).some((each) => digitsOf(each) === digitsOf(number)));
  return own.length > 0 && own.every((part) => !AGAINST.test(part.replace(/\binstead\b|\bthe others? .*$/g, '')));
}
