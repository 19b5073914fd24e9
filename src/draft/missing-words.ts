import { withoutEnd } from '../base/ends.ts';
import type { Instant } from '../base/time.ts';
import { readWhen } from './typed-date.ts';
import { withApostrophes } from './typed-words.ts';

const who = '(?:she|he|they|child|girl|boy)';
const whom = '(?:her|him|them|the child|the girl|the boy)';
const room = '(?:class|school|lessons?|(?:her|his|their|the) (?:room|bed|flat|house|lesson))';
const lost = new RegExp(
  `\\b(?:mis+in[g]?|disap+eared|vanished|absconded|done (?:a runner|one)|legged it|(?:ran|run|running) (?:off|away)|no ?whe?re to be (?:found|seen)|(?:never|not|hasnt|isnt|havent|didnt) (?:came?|come|been|turned?|got|made it) (?:back|bk|home|up)|(?:cant|cannot|can not|couldnt) find ${whom}|(?:dont|do not) know where (?:the )?${who})\\b`,
);
const gone = new RegExp(
  `\\b${who}(?:s| is| has| have| are|re|ve|isnt)?(?: just| now)? (?:gone|left|not here|(?:not |isnt )in ${room})\\b`,
);
const denied = /\b(?:not|isnt|arent|wasnt|never|no longer) (?:been |gone )?missing\b/;

/** Whether words may say that the child is missing. It only makes a case urgent again; in doubt it is true. */
export const saysMissing = (text: string): boolean => says(text, [lost, gone]);

/** Whether words may say that nobody knows where the child is, however they are spelled: then a card asks. */
export const saysLost = (text: string): boolean => says(text, [lost]);

const says = (text: string, any: RegExp[]) =>
  plain(text)
    .split(/[.!?;\n]/)
    .map((sentence) => sentence.replace(/\s+/g, ' '))
    .some((sentence) => any.some((each) => each.test(sentence)) && !denied.test(sentence));
const plain = (text: string) => text.toLowerCase().replace(/['’‘`´]/g, '');

const notFound =
  /\bnot (?:found|her|him|them|the (?:right )?(?:child|girl|boy|one))\b|\b(?:wrong|different|another) (?:child|girl|boy|kid|lad|one|person)\b|\b(?:cancel|scrap|ignore|forget) (?:that|it)\b|\b(?:isnt|wasnt) (?:her|him)\b/;

/** Whether words after “found” may take that back: “sorry not her”. */
export const takesFoundBack = (text: string): boolean => notFound.test(plain(text));

const named = /\b(?:missing|disappeared|vanished|(?:ran|run|running) (?:off|away))\b/i;

/** Whether they may say so with such a word, of whomever. */
export const namesMissing = (text: string): boolean => named.test(text) && saysMissing(text);

const thing = /\b(?:bags?|clothes|coat|keys?|money|papers?|passport|\w*phone|purse|shoes|stuff|things?)\b/i;
/** Whether it may be a thing that is gone. */
export const namesThing = (text: string): boolean => thing.test(text);
const notGone = /\b(?:(?:is|has|have|are|was) not|(?:has|have|is|are|was)n['’]?t|never|still here)\b/;

/**
 * Whether the words may say that a child is gone: then a card asks. While a check is open, only a short sentence counts: “she is gone”.
 * @param typed in lower case, without punctuation at its end
 */
export function saysGone(typed: string, inCheck: boolean): boolean {
  const said = withApostrophes(typed);
  if (namesThing(said) || notGone.test(said)) return false;
  const hasSubject = /^(he|she|they|it|the child|child|the girl|girl|the boy|boy)\b/.test(said);
  const hasGone =
    /\b(is|'s|’s|has|have|are)? ?(gone|missing|gone missing|run away|ran away|disappeared|vanished)(?: now| again)*$/.test(
      said,
    );
  if (hasSubject && hasGone && said.split(' ').length <= 6) return true;
  return !inCheck && (/^(a )?missing( child)?\b/.test(said) || hasGone) && !said.includes(':');
}

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
