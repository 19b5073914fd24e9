import { isKnownWord, mayBeDanger } from './danger.ts';
import { sentencesIn, wordsOf } from './words.ts';

/** What somebody asks of their own referrals: the case itself holds the answer. */
type CaseQuestion = 'who-has-it' | 'which-child' | 'next-child';

const MASH =
  '(?:any ?(?:one|1|body)|some ?(?:one|1|body)|any of you|they|you|(?:the |a |your )?(?:mash|manager|managers|duty|social worker|person|human|team))';
const IT =
  '(?:it|this|that|my (?:message|messages|msg|msgs|referral|last|words|text|texts|stuff|report)|what i (?:sent|wrote|said|put))';
const END =
  '(?= ?$| (?:\\?|yet|or|now|at all|already|so|there|please|even|because|i|its|im|am|are|is|we|he|she)\\b| \\?)';
const whoHasIt = new RegExp(
  [
    `\\b(?:has|have|did|does|do) ${MASH} (?:even |actually |already |all |just )?(?:seen?|saw|read|get|got|gotten|received?|picked up|looked at|opened) ${IT}${END}`,
    `\\b(?:is|are) ${MASH} (?:even |actually |already )?(?:on|reading|dealing with|looking at|doing|handling) ${IT}${END}`,
    `\\bwho (?:is |has |have )?(?:there |at your end |your end |up there |else )?(?:has |have |is )?(?:got|has|have|on|reading|read|dealing with|looking at|handling|doing|picked up|seen) ${IT}${END}`,
    `\\bwho (?:there |at your end |your end |up there )?(?:has|have) ${IT}${END}`,
    `\\b(?:did|has|have) ${IT} (?:go|gone|come|get|got|been) (?:through|to (?:anyone|anybody|someone|you|them|the mash)|there|arrived?|read|seen|received)\\b`,
    `\\bdo (?:they|you) have ${IT}${END}`,
    `^(?:so |and )?(?:you|they) (?:got|seen|read) ${IT}${END}`,
  ].join('|'),
);
const whichChild =
  /\bwhich (?:child|kid|one|check|case|referral|girl|boy) (?:is (?:this|it)|are (?:you|we)|am i|do you mean)\b|\bwho are (?:you|we) (?:on|talking about|asking about|doing)\b/;
const eitherChild =
  /\b(?:is (?:this|it|that)|are (?:you|we)) (?:(?:still|now|about|for|on|asking|of) )*(\w+) or (?:(?:is|are|it|you|we|still|now|about|for|on) )*(\w+)/;
const nextChild =
  /\bhow (?:do|can|should|would|shall) i (?:do|add|refer|report|start|put in|send|begin) (?:(?:the|my|a) )?(\w+)(?: (?:one|child|kid|girl|boy|lad|referral))?\b/;
const another = /^(?:next|other|others|second|another|third)$/;
const isName = (word = '') => /^\p{L}{2,}$/u.test(word) && !isKnownWord(word);

const longest = 400; // characters: more is a story

export function caseQuestion(text: string): CaseQuestion | undefined {
  const words = wordsOf(text.slice(0, longest)).join(' ');
  const either = eitherChild.exec(words);
  const next = nextChild.exec(words)?.[1];
  if (whichChild.test(words) || (either && isName(either[1]) && isName(either[2]))) return 'which-child';
  if (next && (another.test(next) || isName(next))) return 'next-child';
  return whoHasIt.test(words) ? 'who-has-it' : undefined;
}

/** Whether words that ask such a question tell the MASH of something as well: another sentence, or perhaps danger. */
export const tellsBeside = (text: string): boolean => sentencesIn(text).length > 1 || mayBeDanger(text);

const ifTaken =
  /\bwhat (?:do|should|shall|can|would) i do (?:if|when) .*\b(?:takes?|taking|collects?|picks?|leaves?|leaving|goes|go)\b/;
const whatIf = /\bwhat (?:do|should|shall|can) i do (?:if|when) \w/;
const ringPolice =
  /\b(?:do|should|shall|must|can|need) i (?:(?:still|also|just|now|have to|need to|to) )*(?:ring|call|phone|dial) (?:the )?(?:999|police)\b/;

/** The topic of the pack that words surely ask about, where the examples do not tell: “q let-go”. */
export function topicAsked(text: string): string | undefined {
  const words = wordsOf(text.slice(0, longest)).join(' ');
  if (ifTaken.test(words)) return 'q let-go';
  if (ringPolice.test(words)) return 'q police';
  return whatIf.test(words) ? 'q do-now' : undefined;
}
