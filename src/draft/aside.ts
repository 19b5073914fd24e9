import type { Field } from '../protocol/pack.ts';

const asksBy =
  /^(?:(?:and|but|so|ok|okay|please|hello|hi|hey)\W+)*(?:(?:what|who|why|how|which)(?:['’]?s|['’]?re)?\s+\w|(?:(?:when|where)\s+)?(?:is|are|am|was|can|could|do|does|did|will|would|should|has|have|r)\s+(?:i|u|you|he|she|it|we|they|the|this|that|there|her|his|some|any|some ?(?:one|body)|any ?(?:one|body)|mash|police)\b|(?:any|some) ?(?:one|body) (?:there|here|coming)\b)/i;

/** Whether the words ask something: people in a hurry leave out the question mark. “when his aunt comes” is an answer. */
export const isQuestion = (text: string): boolean =>
  asksBy.test(text.trim()) || (text.trimEnd().endsWith('?') && text.trim().split(/\s+/).length > 2);

const saidBefore =
  /^\W*(?:(?:but|i|ive|i['’]ve|we|you|u|have|just|already|like|as)\W+)*(?:told (?:you|u|this)|said(?: (?:so|that|it|this))?|answered(?: (?:that|this|it))?|asked(?: me)?(?: (?:that|this|it))?|see above|above)(?:\W+(?:already|before|once|that|this|it|you|me|twice|just|now|above))*\W*$/i;
const waits =
  /^\W*(?:one moment|(?:just )?(?:a|one|1) (?:sec\w*|min\w*|moment)|hang on|hold on|wait)(?: please| a \w+)?\W*$/i;
const swearing =
  /\b(?:f+u+c+k\w*|ffs|wtf|shit\w*|bloody|bollocks|crap|damn|bugger\w*|piss\w*|god|christ|jesus|omg)\b/gi;
const aroundIt =
  /\b(?:oh|for|the|this|that|is|it|its|sake|hell|off|what|you|u|bot|thing|stupid|useless|rubbish|hate|i|my|sakes|of|a|so|just|me|on|come)\b/gi;

/** Whether the words say nothing that a box could hold: “?”, “already told you”, a swear word. */
function isEmpty(text: string) {
  const said = text.replace(swearing, '');
  const isCursing = said !== text && !/[\p{L}\p{N}]/u.test(said.replace(aroundIt, ''));
  return isCursing || !/[\p{L}\p{N}]/u.test(text) || waits.test(text) || saidBefore.test(text);
}

const reasons = ['consent-why', 'seen-alone-why'];

/** Whether words answer no box like this one: in a box for a story, a question may be part of it. */
export const isAside = (text: string, { id, kind }: Field): boolean =>
  isEmpty(text) || ((kind !== 'long' || reasons.includes(id)) && isQuestion(text));
