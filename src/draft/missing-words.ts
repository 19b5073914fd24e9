import type { Instant } from '../base/time.ts';
import { readWhen } from './typed-date.ts';
import { withApostrophes } from './typed-words.ts';

const who = '(?:she|he|they|child|girl|boy)';
const whom = '(?:her|him|them|the child|the girl|the boy)';
const missing = new RegExp(
  `\\b(?:missing|disappeared|vanished|(?:ran|run|running) (?:off|away)|nowhere to be (?:found|seen)|(?:never|hasnt|has not|havent|didnt|did not) (?:came?|been|turned?|got|made it) (?:back|home|up)|${who}(?:s| is| has| have| are|re|ve)?(?: just| now)? (?:gone|left|not here)|(?:cant|cannot|can not|couldnt) find ${whom}|(?:dont|do not) know where (?:the )?${who})\\b`,
);
const denied = /\b(?:not|isnt|arent|wasnt|never|no longer) (?:been |gone )?missing\b/;

/** Whether words may say that the child is missing. It only makes a case urgent again; in doubt it is true. */
export const saysMissing = (text: string): boolean =>
  text
    .toLowerCase()
    .replace(/['’‘`´]/g, '')
    .split(/[.!?;\n]/)
    .some((sentence) => missing.test(sentence.replace(/\s+/g, ' ')) && !denied.test(sentence));

const notFound =
  /\bnot (?:found|her|him|them|the (?:right )?(?:child|girl|boy|one))\b|\b(?:wrong|different|another) (?:child|girl|boy|kid|lad|one|person)\b|\b(?:cancel|scrap|ignore|forget) (?:that|it)\b|\b(?:isnt|wasnt) (?:her|him)\b/;

/** Whether words after “found” may take that back: “sorry not her”. */
export const takesFoundBack = (text: string): boolean => notFound.test(text.toLowerCase().replace(/['’‘`´]/g, ''));

const notOfAChild =
  /\b(?:(?:is|has|have|are|was) not|(?:has|have|is|are|was)n['’]?t|never|still here|bags?|clothes|coat|keys?|money|papers?|passport|(?:\w*)phone|purse|shoes|stuff|things?)\b/;

/**
 * Whether the words may say that a child is gone: then a card asks. While a check is open, only a short sentence counts: “she is gone”.
 * @param typed in lower case, without punctuation at its end
 */
export function saysGone(typed: string, inCheck: boolean): boolean {
  const said = withApostrophes(typed);
  if (notOfAChild.test(said)) return false;
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
  const [, said = ''] = /\bsince\s+([^,;\n]+?)(?:[.!?]*$|[,;\n]|\.\s)/im.exec(words) ?? [];
  const when = readWhen(said, at, 'past') ?? readWhen(`at ${said}`, at, 'past');
  return when?.kind === 'instant' ? when.at : undefined;
}
