import type { Field } from '../protocol/pack.ts';
import { isQuestion } from '../understanding/asking.ts';
import { isUnsure } from './typed-words.ts';

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

const ofPhone =
  /\d{2}|@|^\W*(?:none|no|nope|n\/?a|(?:(?:i|ive|have|we|got) )*no (?:phone|mobile|number|landline)\b.*)\W*$/i;
const ofAge =
  /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|\w*teen(?:s|ager)?|new ?born|baby|infant|toddler|young|adult|under|aged?|years?|months?|weeks?|child|kid|old|minor|primary|secondary)\b/i;
const longAge = 12; // words: more tell a story

/** Whether words answer no box like this one: in a box for a story, a question may be part of it. */
export const isAside = (text: string, { id, kind, reads }: Field): boolean =>
  isEmpty(text) ||
  ((kind !== 'long' || reasons.includes(id)) && isQuestion(text)) ||
  (kind === 'phone' && !ofPhone.test(text)) ||
  (reads === 'birth' && !isUnsure(text) && !(ofAge.test(text) && text.trim().split(/\s+/).length <= longAge));
