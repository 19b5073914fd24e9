import { oncePerWords } from '../base/once-per.ts';
import { withoutEnd } from '../base/texts.ts';
import type { Instant } from '../base/time.ts';
import type { Answers } from './draft.ts';
import { says, saysReturned } from './says.ts';
import { withThey } from './several.ts';
import { readWhen } from './typed-date.ts';
import { bareText, withApostrophes } from './typed-words.ts';

const thing = /\b(?:bags?|cash|clothes|coat|keys?|money|papers?|passport|\w*phones?|purse|shoes|stuff|things?)\b/i;
/** Whether it may be a thing that is gone. */
export const namesThing = (text: string): boolean => thing.test(text);
/** What is missing there is no child: “docs missing”, “she has missing teeth”. */
const OF_THING =
  /\b(?:has|have|had|with|and|got) (?:(?:some|a few|two|several|lots of) )?missing (?!since\b|now\b|again\b|from\b|child\b|for\b)\w+|\b(?:docs?|documents?|paperwork|id|teeth|tooth|hair|nails?|meds|wallet|buttons?|pages?|files?|uniform|laptop|sim|card)(?: (?:is|are|has|have|been|gone|went|all|also|still))* missing\b|\bmissing (?:docs?|documents?|paperwork|id|teeth|tooth|hair|nails?|meds|meals?|lessons?|school|buttons?|pages?|files?)\b/g;
const withoutThings = (said: string) => said.replace(OF_THING, ' ').trim();
const notGone = /\b(?:(?:is|has|have|are|was) not|(?:has|have|is|are|was)n['’]?t|never|still here)\b/;

/**
 * Whether the words may say that a child is gone: then a card asks. While a check is open, only a short sentence counts: “she is gone”.
 * @param typed in lower case, without punctuation at its end
 */
export function saysGone(typed: string, inCheck: boolean): boolean {
  const said = withThey(withoutThings(withApostrophes(typed)));
  if (namesThing(said) || notGone.test(said)) return false;
  const hasSubject = /^(he|she|they|it|the child|child|the girl|girl|the boy|boy)\b/.test(said);
  const hasGone = /\b(?:gone|missing|r[au]n away|disappeared|vanished)(?: now| again)*$/.test(said);
  if (hasSubject && hasGone && said.split(' ').length <= 6) return true;
  return !inCheck && (/^(a )?missing( child)?\b/.test(said) || hasGone) && !said.includes(':');
}

const perhaps = '(?: (?:is|has|have|are|may|might|must|could|be|been|gone|just|now|still|all|both|probably))*';
const child =
  '(?:she|he|they|child|girl|boy|lad|kid|baby|pupil|student|son|daughter|person|(?<!^|\\b(?:know|mum|mother|dad|father|aunt|uncle|carer|man|woman) )who)(?:s|re|ve)?';
const name =
  '(?!(?:no|nothing|nobody|someone|who|what|mum|mother|dad|father|aunt|uncle|carer|parents?|man|woman)\\b)[\\p{L}-]+(?: [\\p{L}-]+)? (?:is|has)';
const isMissing = new RegExp(
  `(?:\\b${child}|^${name})${perhaps} (?:(?:awol|(?:a )?mis-?per|disappeared|vanished|absconded)\\b|missing\\b(?! (?:her|his|their|my|an?|the|some|lots|out|school|class|lessons?|home|mum|dad)\\b)|(?:run|ran) (?:off|away)(?: now| again)*$)|^(?:yes |still |a )*(?:missing(?: child)?|awol|mis-?per)(?: (?:now|again|since)\\b|$)|\\bgone missing (?:now|again|since)\\b|^(?:yes )?(?:the )?${child}${perhaps} gone(?: now| again)*$`,
  'u',
);
const still = /\b(?:since|now|still|again)\b/;
const past =
  /\b(?:last (?:week|month|year|summer|term)|before|once|twice|times|(?:week|month|year)s? ago|used to|often|in the past)\b/;
const doubted = /\b(?:if|in case|dont think)\b|\?/;
const earlier =
  /\b(?:un)?till?\b|\byesterday\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:some|every|sometimes)\b/;
const went = /\bwent missing\b/;
const today = /\b(?:today|tonight|this (?:morning|afternoon|evening)|(?:min|minute|hour|hr)s? ago)\b/;

/** Whether a clause says plainly that the child is missing, and not only as examples read it. */
export const saysMissingPlainly = (text: string): boolean =>
  text
    .split(/[.!;,\n“”]|\b(?:and|but)\b/i)
    .some((each) => isMissing.test(withThey(withoutThings(bareText(each.trim())))) && !doubted.test(bareText(each)));

/** The clause that says that the child is missing now, or has not come back, and not only in the past: “twice last month”. */
export function missingNowIn(text: string): string | undefined {
  const parts = new Set(text.split(/[.!;,\n“”]|\b(?:and|but)\b|(?<=\?)/i));
  const clauses = [...parts].map((each) => [each.trim(), withThey(withoutThings(bareText(each.trim())))] as const);
  const now = clauses.filter(
    ([, said]) => !doubted.test(said) && !namesThing(said) && (!past.test(said) || still.test(said)),
  );
  const isSaid = now.find(([, said]) => isMissing.test(said) || (went.test(said) && today.test(said)));
  return (isSaid ?? now.find(([, said]) => says('lost', said) && !earlier.test(said)))?.[0];
}

/** The words without each sentence that says that the child is back: “shes back, she never got in the car”. */
export const besideReturned = (text: string, isOther = false): string =>
  text
    .split(/(?<=[.!?;\n])/)
    .filter((each) => !saysReturned(each, isOther))
    .join('');

const lastSeen =
  /\blast seen (?:on )?(?:yesterday|last (?:night|week|\w+day)|(?:mon|tue|wed|thu|fri|sat|sun)\w*|(?:a|two|three|\d+) (?:days?|weeks?))\b(?! (?:by|at) (?:(?:the|her|his|their|a|our) )?(?:gp|dr|doctors?|dentist|nurse|clinic|midwife|social worker))/i;
/** What in words of a check makes a card ask whether the child is missing. “last seen tues” reports nothing. */
export const asksIfMissing = (text: string): string | undefined => missingNowIn(text) ?? lastSeen.exec(text)?.[0];

const SHORT = 80; // characters: longer words tell of the past, too
/** Whether words typed after sending may say that nobody knows where the child is: then a card asks. */
export const maybeMissing = (text: string): boolean =>
  text.length <= SHORT ? says('lost', text) : missingNowIn(text) !== undefined;

/** What a check says of a child who is missing now; the answer to that question goes before other words. */
export function missingNowSaid({ values }: Answers): string | undefined {
  const { 'missing-now': answer, 'missing-reported': police = '' } = values;
  if (answer === 'yes') return police;
  return answer === 'no' ? undefined : missingNowIn(Object.values(values).find(tellsMissing) ?? '');
}

const tellsMissing = oncePerWords((text) => missingNowIn(text) !== undefined);

/**
 * Since when the child is missing, in the words of a report: “since 1” said at 14:03 is 13:00.
 * @returns undefined if no time can be read
 */
export function sinceIn(words: string, at: Instant): Instant | undefined {
  const [first = ''] = (/\bsince\s(.*)/is.exec(words)?.[1] ?? '').split(/[,;\n]|\.\s/);
  const said = withoutEnd(first.trim(), '.!?');
  const short = said.split(/\s(?=(?:from|with|in|near|when|and|but|wearing|last|he|she|they|i|we|the)\b)/i)[0] ?? '';
  const read = [said, short].flatMap((part) => [readWhen(part, at, 'past'), readWhen(`at ${part}`, at, 'past')]);
  const when = read.find((each) => each !== undefined);
  return when?.kind === 'instant' ? when.at : undefined;
}
