import { once, oncePerWords } from '../base/once-per.ts';
import { headedLists, wordsOf } from './words.ts';

const leads =
  '(?:(?:and|but|so|ok|okay|please|hello|hi|hey|sorry|also|just|um|er|oh|quick|question|one|more|thing|wondering|then|well) )*';
const verbs = 'is|are|am|was|can|could|do|does|did|will|would|shall|should|must|may|might|need|ought|has|have|r';
const subjects =
  'i|u|you|he|she|it|we|they|the|this|that|these|there|her|his|some|any|someone|somebody|anyone|anybody|mash|police|parents|mum|someone';
const asks = new RegExp(
  `^${leads}(?:(?:what|who|whom|why|how|which)(?! s?he )(?: \\w|$)|if i(?: am| have| got)? (?:got )?(?:it |this )?(?:the )?wrong|(?:(?:when|where) )?(?:${verbs}) (?:not )?(?:${subjects})\\b|(?:can|could|do|does|will|would|should|must|may) (?:my|our|your|a|an|what|parents|officers|family)\\b|is (?:what|an? #)|(?:any|some) ?(?:one|body) (?:there|here|coming)\\b)`,
);

const MIDWAY =
  /(?<!\b(?:asked|asks|ask|said|says|say|told|knows?|wonders?|wondering|sure)(?: \w{1,4})?) (?:what (?:do|should|can|shall) i|(?:is (?:that|this|it)|does (?:that|this) (?:count|matter|mean))(?! \w+ing\b)|(?:do|shall|should|can|must) i|how (?:do|can) i|will (?:they|you|someone|anyone))\b/i;
/** What is asked at the end of a sentence that tells first: “he only speaks albanian what do i do”. */
export function askedLast(text: string): string | undefined {
  const said = text.slice(0, 400);
  const at = said.search(MIDWAY);
  const last = at < 0 ? undefined : said.slice(at).trim();
  return last && wordsOf(last).length > 2 ? last : undefined;
}

/** Somebody after what is asked: not “once they have it”, which only asks. */
const TOLD =
  /(?<!\b(?:if|when|whether|unless|until|till|once|after|before|while|where|what|that|think|is|are|was|can|could|do|does|did|will|would|shall|should|must|may|might|has|have|had)) (?:s?he|they|there) (?=\w)/;
/** What is told at the end of words that ask first: “what happens next she has cut her arms”. */
export function toldLast(words: string): string | undefined {
  const at = asks.test(words) ? words.search(TOLD) : -1;
  return at < 0 ? undefined : words.slice(at).trim();
}

/** Whether the words ask something: people in a hurry leave out the question mark. “when his aunt comes” is an answer. */
export const isQuestion = oncePerWords(
  (text) => asks.test(wordsOf(text).join(' ')) || (text.trimEnd().endsWith('?') && text.trim().split(/\s+/).length > 2),
);

const topicWords = once(() => headedLists('topic-words.txt'));

/** The topics of whose own words the text has some: only of such a topic is a question surely. “traffick*” stands for all that begin so. */
export function topicsNamed(text: string): string[] {
  const words = ` ${wordsOf(text).join(' ')} ${text.match(/\b1[78]\b/)?.[0] ?? ''} `;
  const isSaid = (each: string) => words.includes(each.endsWith('*') ? ` ${each.slice(0, -1)}` : ` ${each} `);
  return topicWords().flatMap(({ heading, lines }) => (lines.some(isSaid) ? [heading] : []));
}
