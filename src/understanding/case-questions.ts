import { isKnownWord, mayBeDanger } from './danger.ts';
import { sentencesIn, wordsOf } from './words.ts';

/** What somebody asks of their own referrals: the case itself holds the answer. `which`: references, and how many they are. */
type CaseQuestion = 'who-has-it' | 'which-child' | 'next-child' | 'which' | 'decided' | 'saved';

const MASH =
  '(?:any ?(?:one|1|body)|some ?(?:one|1|body)|any of you|they|you|(?:the |a |your )?(?:mash|manager|managers|duty|social worker|person|human|team))';
const IT =
  '(?:it|this|that|my (?:message|messages|msg|msgs|referral|last|words|text|texts|stuff|report)|what i (?:sent|wrote|said|put|typed)(?: about(?: \\w+){1,4})?)';
const END =
  '(?= ?$| (?:\\?|yet|or|now|at all|already|so|there|please|even|because|i|its|im|am|are|is|we|he|she)\\b| \\?)';
const whoHasIt = new RegExp(
  [
    `\\b(?:has|have|did|does|do) ${MASH} (?:even |actually |already |all |just )?(?:seen?|saw|read|get|got|gotten|received?|picked up|looked at|opened) ${IT}${END}`,
    `\\b(?:is|are) ${MASH} (?:even |actually |already )?(?:on|reading|dealing with|looking at|doing|handling) ${IT}${END}`,
    `\\bwho (?:is |has |have )?(?:there |at your end |your end |up there |else )?(?:has |have |is )?(?:got|has|have|on|reading|read|dealing with|looking at|handling|doing|picked up|seen) ${IT}${END}`,
    `\\bwho (?:there |at your end |your end |up there )?(?:has|have) ${IT}${END}`,
    `\\b(?:did|has|have) ${IT} (?:go|gone|come|get|got|been) (?:through|to (?:anyone|anybody|someone|you|them|the mash)|there|arrived?|read|seen|received|looked at|picked up|opened|taken)\\b`,
    `\\bdo (?:they|you) have ${IT}${END}`,
    `\\bwhen (?:will|did|do) ${MASH} (?:read|see|get|open|look at) ${IT}${END}`,
    '^(?:so |and |ok )*(?:has|did|is|does) (?:it|this|that|my \\w+)(?: all| just| now| actually)* (?:gone|go|sent|send|work|arrived?|delivered|received)(?: yet| now| off| through| okay| ok| to (?:you|them|the mash|mash)| \\?)*$',
    `\\b(?:is|was) (?:it|this|that) (?:with|at) (?:${MASH}|them)\\b`,
    `\\b(?:why|how come) (?:has |have |is |did |does )?(?:no one|nobody|they|you|anyone|the mash) (?:has |have |is |not |still )*(?:replied|reply|replying|answered|answer|answering|rung|rang|called|phoned|come back|got back|read|said anything)\\b`,
    `\\bwho (?:has |have )?(?:picked up|picked|took|taken) ${IT}${END}`,
    '\\bstill no (?:reply|answer|response|word)\\b|^no (?:reply|answer|response) yet\\b',
    `^(?:has |have )?(?:${MASH}|you lot|any of them) (?:looked at|seen|read|got|had) ${IT}${END}`,
    `\\bdid you lot (?:get|see|read) ${IT}${END}`,
    `\\b(?:has|have) (?:${MASH}|they) (?:replied|answered|come back|got back)\\b`,
    '^(?:so |and |is there |have you )*(?:got )?any (?:news|updates?|word)(?: yet| on (?:it|this|my referral)| \\?)*$',
    `^(?:so |and )?(?:you|they) (?:got|seen|read) ${IT}${END}`,
  ].join('|'),
);
const whichChild =
  /\bwhich (?:child|kid|one|check|case|referral|girl|boy) (?:is (?:this|it)|are (?:you|we)|am i|do you mean)\b|\bwho are (?:you|we) (?:on|talking about|asking about|doing)\b/;
const eitherChild =
  /\b(?:is (?:this|it|that)|are (?:you|we)) (?:(?:still|now|about|for|on|asking|of) )*(\w+) or (?:(?:is|are|it|you|we|still|now|about|for|on) )*(\w+)/;
const stillOn = /\bam i (?:still |now )?(?:on|doing|in) (\w+)\b/;
const nextChild =
  /\bhow (?:do|can|should|would|shall) i (?:do|add|refer|report|start|put in|send|begin) (?:(?:the|my|a|her|his|their) )?(\w+)(?: (?:one|child|kid|girl|boy|lad|referral))?\b/;
const ofAnotherChild = [
  /\b(?:do|can|should|must|shall|how|is it) (?:\w+ ){0,5}(?:another|second|new|one|separate|same|two|three|#) (?:more )?(?:forms?|referrals?|checks?)\b.*\b(?:all|each|both|other|second|third|girls?|boys?|child|kids?|sister|brother|one)\b|\b(?:do|does|can|should|must) (?:\w+ ){0,4}(?:second|third|other) (?:girl|boy|child|kid)\b.*\b(?:form|referral|check)\b/,
  /\b(?:do|does|can|should|shall|must|how) (?:\w+ ){0,3}(?:do|start|make|need|write|get) (?:an? )?(?:new|another|separate|second|own|(?:her|his|their) own) (?:one|form|check|referral)\b/,
  /\b(?:how|can|do|should) (?:\w+ ){0,2}(?:do|start|make|add|write|put) (?:one|a form|a check|a referral) for (?:her|his|the|their) (?:\w+ )?(?:brother|sister|friend|mate|cousin|twin|boy|girl|lad|child|kid)\b/,
  /\b(?:can|do|should|is it) (?:\w+ ){0,3}(?:both|two|three|#|all)(?: of them| kids| girls| boys| children)? (?:in|on) (?:one|this|the same)\b|\bcan i (?:add|put) (?:her|his|their|the) (?:\w+ )?(?:brother|sister|friend|mate|cousin|twin|other \w+)\b|\b(?:brother|sister|friend|mate|cousin|twin)s? (?:needs?|gets?) one\b|\b(?:in|on|into) the same (?:form|one|check|referral)\b|\b(?:second|other|another) (?:girl|boy|child|kid|lad|one)\b.{0,20}\bhow do i\b|\b(?:brother|sister|cousin|friend|mate|twin)\b.{0,20}\bdo i start (?:again|another)\b|\bdo i (?:do|need|make|fill in) (?:(?:two|three|four|#) (?:forms|checks|referrals)|(?:it|this|that|one) (?:twice|again|each|for each))\b/,
];
const ofReferrals = [
  /\b(?:what (?:is|was)|where is|which|do i have|do you have|have i got|is there|can i (?:get|have)|give me|i need|tell me|did i get) (?!.{0,20}\b(?:police|crime|cad)\b)(?:\w+ ){0,2}(?:(?:ref|reference)\b|(?:case )?number for (?:it|this|that)\b)|\b(?:what|which) (?:is |was )?(?:my |the |that |this )?(?:ht|case) number\b|^(?:my |the )?(?:ref|reference)(?: number)? (?:please|\?)|\bwhat do i quote\b/,
  /\b(?:one|two|three|#|separate) (?:referrals?|checks?|forms?|cases?)(?: now| here)? or (?:just |only )?(?:one|two|three|#|the same)\b/,
  /\b(?:is|are) (?:it|that|this|they) (?:one|two|both)(?: \w+)? or\b|\bhow many (?:(?:referrals|checks|cases|forms)\b|have i (?:sent|done|made)\b)|\b(?:i|it|that|they) (?:\w+ )?(?:one|two|three|#) or (?:just |only )?(?:the )?(?:one|two|three|#)\b|\bis (?:that|this|it) for (?:both|all|two|three|one|#)\b/,
];
/** What may be asked once it is decided; before that, the pack answers. */
const ofDecision = [
  /\b(?:what|have|has|did) (?:\w+ ){0,3}(?:decided?|the (?:decision|outcome))\b|\bwhat (?:is|was) the (?:decision|outcome)\b/,
  /\bis (?:it|this|that|the case|my (?:case|referral)) (?:all )?(?:closed|finished|over|done)\b/,
  /\bwhat (?:is |will )?happen(?:s|ing|ed)? (?:to|with|about) (?:her|him|them|it|this|that|the (?:child|girl|boy|kid)|my referral)\b/,
  /\bwhat (?:did|have) (?:they|the mash) (?:say|said|do|done)\b|\bdo i (?:need to |have to )?do (?:anything|something) (?:else|more|now)\b/,
];
const ofSaved = [
  /^(?:(?:can|could|will|would) you )?(?:please )?(?:read (?:it|that|this|me|back)|show me (?:it|what|all))\b/,
  /\bwhat is (?:left|still (?:missing|to do))\b|\bwhat (?:you|i) (?:have )?(?:got|put|saved|kept) so far\b|\bwhat (?:\w+ )?(?:(?:did|have|do|has) (?:you|it) (?:got|have|put|saved?|writ(?:e|ten)|kept)|(?:did|have) i (?:put|written|write|say|said|saved?))\b|\bhave (?:you|i) (?:got|lost) (?:(?:my|her|his) \w|everything\b|all of it\b|it all\b)|\bis (?:it|everything) (?:all )?still there\b/,
  /\bhow did you (?:write|spell|put|save) |\bdid you get (?:the bit\b|(?:my|her|his) (?:name|number|age|phone|agency)\b)|\bdid my (?:\w+ ){1,2}(?:go through|save|get saved)\b|\bdid (?:you|it|i) (?:save|put|spell|write|keep) (?:my|her|his|their|the|it|that)\b/,
  /\b(?:is|did|does|has) (?:this|that|it|everything)(?: all| been)? (?:save|saved|saving|kept|stored)\b|\bcan i (?:see|check|read) (?:what (?!was|they|has|the)|my answers|my referral|it)\b|\bis my (?:number|name|phone|agency) (?:on|in) (?:there|it|here)\b/,
];
const isIn = (words: string, patterns: RegExp[]) => patterns.some((each) => each.test(words));
const another = /^(?:brother|sister|friend|cousin|twin|mate|next|other|others|second|another|third)$/;
const isName = (word = '') => /^\p{L}{2,}$/u.test(word) && !isKnownWord(word);

const longest = 400; // characters: more is a story

export function caseQuestion(text: string): CaseQuestion | undefined {
  const words = wordsOf(text.slice(0, longest)).join(' ');
  const either = eitherChild.exec(words);
  const next = nextChild.exec(words)?.[1];
  if (whichChild.test(words) || isName(stillOn.exec(words)?.[1]) || (either && isName(either[1]) && isName(either[2])))
    return 'which-child';
  if (next && (another.test(next) || isName(next))) return 'next-child';
  if (whoHasIt.test(words)) return 'who-has-it';
  if (isIn(words, ofAnotherChild)) return 'next-child';
  if (isIn(words, ofReferrals)) return 'which';
  if (isIn(words, ofSaved)) return 'saved';
  return isIn(words, ofDecision) ? 'decided' : undefined;
}

/** Whether words that ask such a question tell the MASH of something as well: another sentence, or perhaps danger. */
export const tellsBeside = (text: string): boolean => sentencesIn(text).length > 1 || mayBeDanger(text);

const ring = '(?:ring|call|phone|dial)';
/** The topics of the pack, or what only shows something, that words surely ask about, where the examples do not tell. */
const askedSurely: [means: string, words: RegExp][] = [
  [
    'q let-go',
    /\bwhat (?:do|should|shall|can|would) i do (?:if|when) .*\b(?:takes?|taking|collects?|picks?|leaves?|leaving|goes|go)\b/,
  ],
  [
    'q police',
    new RegExp(
      `\\b(?:do|should|shall|must|can|need) i (?:(?:still|also|just|now|have to|need to|to) )*${ring} (?:the )?(?:999|police)\\b|\\bdo the police (?:already )?know\\b|\\b(?:have|did) you (?:called|rung|rang|phoned|ring|call|phone) (?:them|999|the police|police|anyone|anybody|someone)\\b|\\b(?:can|could|will|would) you (?:please )?${ring} (?:them|999|the police|police|someone|somebody|children|social)\\b`,
    ),
  ],
  [
    'q ringing',
    new RegExp(
      `\\bwhat (?:info |information |details )?(?:will|would|do) they (?:want|need|ask)\\b.{0,30}\\b(?:${ring}|phone)|\\bwhat (?:do|should|shall|must) i (?:say to|tell) (?:999|them at 999|the operator)\\b|\\bwhat (?:do|should|shall|must|will|would) (?:i|they) (?:say|tell|ask)(?: to)?(?: them| me)? (?:(?:when|if) (?:i ${ring}|they answer)|on the phone|(?:the )?(?:operator|police|call handler))`,
    ),
  ],
  [
    'c contacts',
    new RegExp(
      `\\b(?:who|what number|which number) (?:do|can|should|shall|must) i (?:have to |need to )?(?:${ring}|speak to|talk to|contact)\\b|\\bif (?:they|no one|nobody|you) (?:(?:do|does|will) not |dont |doesnt |wont )?(?:answers?|picks? up)\\b|\\b(?:it is|they are|line is|phone is|number is) (?:engaged|busy)\\b|\\b(?:nobody|no one) (?:is )?(?:picking up|answering|answers|picks up)\\b.*\\b(?:what|do i)\\b`,
    ),
  ],
  [
    'q danger',
    /\bwhat does (?:immediate|danger|in danger)(?: danger)? mean\b|\b(?:counts?|classed|class) as (?:immediate )?danger\b|\b(?:what (?:counts as|do you mean by|is)|how do i (?:know|tell) if (?:it |this |that |she |he )?(?:is|are)?) ?(?:in )?(?:immediate )?danger\b/,
  ],
  [
    'q leave-open',
    /\b(?:can|could|may|do|must|should) i (?:(?:have to|need to|just) )*(?:skip\b|fill (?:it|this|that|everything|all (?:of )?it|it all|all) in\b|(?:miss|leave) (?:it|this|that|one|some|any|these)(?: of (?:it|this|these|them))? (?:blank|out|empty|open)|(?:fill in|answer|do) (?:it all|all|everything|every|the whole|each)\b|(?:put|give|know) (?:a|an|her|his|their|the) (?:phone|number|age|birthday|dob|address|surname)\b)|\bis (?:the|my|her|his|a) (?!(?:\w+ )?(?:name|permission|agreement|signature|consent|say)\b)(?:\w+ ){1,2}(?:compulsory|required|needed|necessary|optional)\b|\bwhat if i do not know (?:her|his|their|the)\b|\bwhat do i (?:put|write|type) (?:for|in|here|there|if i do not know)\b/,
  ],
  [
    'q later',
    /\b(?:can|could|may|if|should|do) i (?:\w+ )?(?:come back|go back|finish|do (?:it|this(?: bit)?|the rest)|carry on|continue|save)(?: to| with)?(?: it| this| that)? (?:for later|and (?:finish|come back|carry on)|later|tomorrow|after|in the morning|another time)\b/,
  ],
  ['q consent', /\bask(?:ed)? (?:\w+ ){0,3}should i\b/],
  [
    'q anonymous',
    /\bwithout (?:saying|giving|naming|telling|using) (?:\w+ ){0,2}(?:who|which|names?|child)\b|\bwithout (?:my|her|his|their|any|a|the|childs) names?\b/,
  ],
  [
    'q do-now',
    /\bwhat (?:do|should|shall|can) i do (?:if|when|while|until) \w|^(?:\w+ )?what (?:do|should|can|must) i do (?:first|then|here|about (?:it|this|her|him))(?: \?)?$|\bhow do i (?:report|refer) (?:a|her|him|them|someone|somebody|this|it)\b(?! send)/,
  ],
];
const atEighteen = /\b1[78]\b.{0,30}\bdo(?:es)? (?:that|it|s?he|they) (?:still )?(?:count|matter)\b/i;

/** What words surely ask: “q let-go”. */
export function topicAsked(text: string): string | undefined {
  const words = wordsOf(text.slice(0, longest)).join(' ');
  if (atEighteen.test(text)) return 'q adult';
  return askedSurely.find(([, pattern]) => pattern.test(words))?.[0];
}
