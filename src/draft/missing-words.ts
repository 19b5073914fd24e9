import { withoutEnd } from '../base/ends.ts';
import type { Instant } from '../base/time.ts';
import { says } from './says.ts';
import { readWhen } from './typed-date.ts';
import { withApostrophes } from './typed-words.ts';

const named = /\b(?:missing|disappeared|vanished|(?:ran|run|running) (?:off|away))\b/i;

/** Whether they may say so with such a word, of whomever. */
export const namesMissing = (text: string): boolean => named.test(text) && says('missing', text);

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
