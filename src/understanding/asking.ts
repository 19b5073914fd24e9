import { once, oncePerWords } from '../base/once-per.ts';
import { headedLists, wordsOf } from './words.ts';

const leads =
  '(?:(?:and|but|so|ok|okay|please|hello|hi|hey|sorry|also|just|um|er|oh|quick|question|one|more|thing|wondering|then|well|now|still|right) )*';
const verbs = 'is|are|am|was|can|could|do|does|did|will|would|shall|should|must|may|might|need|ought|has|have|r';
const subjects =
  'i|u|you|he|she|it|we|they|the|this|that|these|there|her|his|some|any|someone|somebody|anyone|anybody|mash|police|parents|mum|someone';
const asks = new RegExp(
  `^${leads}(?:(?:what|who|whom|whose|why|how|which)(?! s?he )(?: \\w|$)|if i(?: am| have| got)? (?:got )?(?:it |this )?(?:the )?wrong|(?:(?:when|where) )?(?:${verbs}) (?:not )?(?:${subjects})\\b|(?:can|could|do|does|will|would|should|must|may) (?:my|our|your|a|an|what|officers|cops|coppers|family|dad|nan|staff|people|children|photos|moving|keeping|sending|asking)\\b|is (?:what|an? #)|(?:is|are) (?:my|our|your|officers|cops|coppers|asking|suspicion|hearsay)\\b|is an? (?:\\w+ ){1,5}(?:allowed|permitted|enough|ok|sent|the same)\\b|(?:any|some) ?(?:one|body) (?:there|here|coming)\\b)`,
);

const MIDWAY =
  /(?<!\b(?:ask(?:ed|s|ing)?|sa(?:id|ys?|ying)|texted|told|knows?|wonders?|wondering|sure)(?: the)?(?: \w{1,6})?) (?:what (?:do|should|can|shall) i|what (?:if|now|happens|do they)|who (?:is|are) (?:that|it|they)|am i|(?:is (?:that|this|it|my)|do(?:es)? (?:that|this|it|they) (?:still )?(?:count|matter|mean|have to|need to|get))(?! \w+ing\b)|(?:do|shall|should|can|must) i|how (?:do|can) i|what(?:['’]?s| is) the best|(?:will|can|could|would|does) (?:s?he|they|you|someone|anyone|that|this|it))\b/i;
/** Behind words of others, only what the writer would ask is asked of the bot: “she asked me twice am i going home” is not. */
const QUOTED = /\b(?:ask(?:ed|s|ing)?|said|says|saying|know|wonder\w*)\b/i;
const OWN = /^(?:(?:what|how) )?(?:do|shall|should|can|must) i\b/i;

/** What is asked at the end of a sentence that tells first: “he only speaks albanian what do i do”. */
export function askedLast(text: string): string | undefined {
  const said = text.slice(0, 400);
  const at = said.search(MIDWAY);
  const last = at < 0 ? undefined : said.slice(at).trim();
  if (last && QUOTED.test(said.slice(0, at)) && !OWN.test(last)) return undefined;
  return last && wordsOf(last).length > 1 ? last : undefined;
}

const help = '(?:any ?(?:one|body)|some ?(?:one|body)|they|you|u|(?:the )?police|cops|help|who(?:ever)?)';
/** What the writer asks the bot behind what they tell: “hes got her bag what do i do”, “shes packing are they coming”. */
const ASKED_BEHIND = new RegExp(
  `[\\s,.;:!-](?:(?:so|and|but|pls|please|omg|god|help|or) ){0,3}(?:what (?:(?:the \\w+ )?(?:do|shall|should|can|must) (?:i|we)|now)|(?:shall|should|do|can) (?:i|we) (?!know\\b|have\\b|think\\b)|(?:is|are) ${help}(?: \\w+){0,2} (?:coming|com+in|on (?:the|their|there|your|ur) way|there|reading|sending)|(?:whos|who is|whens|when is|when are|wheres|where is|where are) (?:${help} )?(?:coming|on (?:the|their) way|the police|they|you|u)\\b|how (?:long|soon|far)(?: away)?(?: (?:until|till|before|will|is|are))? ${help}\\b|have ${help} (?:sent|rung|called|got)|(?:can|will) ${help} (?:come|hurry|send|help|get here|do))[^.!?;\\n]{0,60}[.!?]{0,5}$`,
  'i',
);
/** What stands before such a question: it means what it means without it. */
export function toldBeforeAsking(text: string): string | undefined {
  const said = text.trim().slice(0, 1000);
  const at = said.length === text.trim().length ? said.search(ASKED_BEHIND) : -1;
  return at > 0 && !QUOTED_LAST.test(said.slice(0, at)) ? said.slice(0, at) : undefined;
}
/** The same, but where only a man is at the door: “hes at the door what do i do” says of no child that they leave. */
export const toldOfChild = (text: string): string | undefined => {
  const before = toldBeforeAsking(text);
  return before &&
    asksAtDoor(text) &&
    !/\b(?:hers?|shes?|them|child|girl|boy|kids?|bags?|coats?|going|leaving)\b/i.test(before)
    ? undefined
    : before;
};
const QUOTED_LAST =
  /\b(?:ask(?:ed|s|ing)?|said|says|saying|know|wonder\w*|if|what|how|why|who)(?: (?:me|us|him|her|them))?\W*$/i;

/** Somebody after what is asked: not “once they have it”, which only asks. */
const TOLD =
  /(?<!\b(?:if|when|whether|unless|until|till|once|after|before|while|where|what|that|think|is|are|was|can|could|do|does|did|will|would|shall|should|must|may|might|has|have|had)) (?:s?he|they|there) (?=\w)/;
/** What somebody rang to tell: “the office rang up to class he is at the gate”. */
const RANG =
  /(?<=\b(?:rang|rung|called|phoned|radioed|texted|messaged)(?: \w{1,12}){0,5}) (?:he|they|someone|somebody) (?:is|are) (?=\w)/;
/** Whom it is about, before what happens: “girl called lila 12 a man has a knife”, in the words of the readers. */
const WHOM =
  /^(?:(?:a|the|one|another|our|my|this|young|little|also|there is|hi|hello) ){0,4}(?:girl|boy|child|kid|lad|pupil|student|baby)(?: (?:called|named) \p{L}{2,20})?(?: (?:aged?|about|is|maybe|around|abt)){0,2} #(?: (?:year|years|yrs|old|yo|months)){0,2} (?=(?:a|the|some|this|that|there|he|they|somebody|someone|being|getting|man|men)\b)/u;
/** What is told behind that, or at the end of words that ask or ring first: “what happens next she has cut her arms”. */
export function toldLast(words: string): string | undefined {
  const [whom = ''] = WHOM.exec(words) ?? [];
  const at = whom.length || words.search(asks.test(words) ? TOLD : RANG);
  return at < 0 ? undefined : words.slice(at).trim();
}

const somebody =
  '(?:he|they|someone|somebody|(?:the|her|his|their) (?!(?:child|girl|boy|kids?|lad|police|officers?|social|head|nurse|teacher|doctor|staff|ambulance)\\b)\\w+)';
const [door, doing] = [
  '(?:lock (?:us|me|ourselves|myself|the (?:\\w+ )?(?:doors?|room|classroom|office|building|school|ward|unit|flat|house|hostel|hall|clinic|library|entrance))|hide|barricade|(?:open|answer) the (?:\\w+ )?door|(?:keep|shut) (?:him|them) out|stop (?:him|them) (?:getting|coming) in|stay in here)',
  'what (?:do|should|shall|can|am|are) (?:i|we)(?: supposed to| to)? do',
];
const here =
  '(?:is|are|has|have)(?: \\w+)? (?:here|outside|coming (?:in|up)|trying|banging|kicking|shouting|got in|(?:at|by|in|on) the (?:\\w+ )?(?:doors?|gates?|window|desk|reception|building|corridor|stairs|foyer|office|school|car park)|in reception)';
const comesIn = '(?:comes|gets|breaks|kicks|bursts|pushes)(?: \\w+){0,3}? (?:in|into|through|past|up|down)';
/** Somebody is at the door, or may come in, and its author asks what to do. */
const AT_DOOR = new RegExp(
  `\\b(?:do|shall|should|can|could|must|may) (?:i|we)(?: (?:just|all|now|go and|try to|and her|and him))* ${door}\\b(?!.* so (?:s?he|they) can)|${doing}.* ${somebody} ${here}\\b|\\b${somebody} ${here}\\b.* ${doing}|(?:${doing}|what happens|what)(?: \\w+)? if (?:he|they|someone|somebody) ${comesIn}\\b`,
);
const NOT_NOW = /\b(?:tomorrow|next|yesterday|screen|laptop|computer|phone|cupboard|late)\b/;
export const asksAtDoor = (text: string): boolean => {
  const words = wordsOf(text.slice(0, 400)).join(' ');
  return AT_DOOR.test(words) && !NOT_NOW.test(words);
};

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

const WHO = '(?:s?he|they|(?:the |her |his )?(?:man|woman|uncle|girl|boy|child|lad|bloke|guy|mum|dad|boyfriend))';
/** “its just him”, “the man has gone to the loo”: nothing is said of danger. It may be, so a line has the number, and the MASH is rung. */
const NO_DANGER = new RegExp(
  `^(?:no |yes |ok |and |now )*(?:(?:its|it is|thats) (?:just|only) (?:him|her|them|me|us)|${WHO}(?:s|ve| has| have| is| are| just)* (?:gone|went|going|popped|in) (?:to |for )?(?:the |a )?(?:loo|toilets?|bathroom|wee))(?: now| again| at the moment)?$`,
);
export const saysNoDanger = (text: string): boolean =>
  NO_DANGER.test(
    text
      .toLowerCase()
      .replace(/['’]/g, '')
      .split(/[.!,\s]+/)
      .join(' ')
      .trim(),
  );

const SELF = '(?:(?:her|him|my|them|it|his)[ -]?sel(?:f|ves)|themself)';
const WILL =
  '(?:will|would|could|might|may|want(?:s|ing)?|wanna|gonna|going|ready|plan\\w*|threat\\w*|tr(?:y|ies|ying)|about|better|rather|should|think\\w*|talk\\w*)';
/** A child says that they would rather die, and when: “she will kill herself if she goes back”. */
const DIES = new RegExp(
  `\\b${WILL}(?: \\w{1,12}){0,4}? (?:(?:kill|hang|drown|stab|shoot|poison|harm|hurt|cut|top|finish)(?:\\w?ing)? ${SELF}\\b|(?:tak(?:e|ing)|end(?:ing)?) (?:her|his|their|my) (?:own )?li(?:fe|ves)|end(?:ing)? (?:it all|everything)\\b)|\\b(?:wants?|wanting|wanna|wish|wishes|rather|going|gonna|ready|better|should|prays?|hopes?)(?: \\w{1,7}){0,3}? (?:die|(?:be |been |was |were )?dead)\\b(?! (?:of|laughing|hard|tired|easy|on|right|good|sure|serious|late|certain|than (?:eat|drink|wear|listen|watch|do|miss))\\b)|\\bnot want to (?:live|be alive|wake up)\\b|\\b(?:nothing|no reason|not want|no point) (?:left )?(?:to|in) (?:live|living)(?: for)?\\b`,
);
const NO_DEATH =
  /\b(?:ago|last (?:week|month|year|term|summer|time)|used to|history of|previous(?:ly)?|in the past|years? old|when (?:s?he|they) (?:was|were)|no longer|never|no (?:plans?|thoughts?|intention)|not (?:thinking|planning|(?:going|gonna|want|wanting|will|try|trying|threat\w*)(?: \w+){0,2} (?:kill|hang|hurt|harm|cut|die|dead|end|take))|batter\w*|phones?|laptop|plants?|hair|embarrass\w*|hungry|toilet)\b|\bin #/;
export const wantsToDie = (words: string): boolean => DIES.test(words) && !NO_DEATH.test(words);

const KILLED =
  '(?:kill(?:ed)?|murdered|battered|stabbed|strangled|shot|beat(?:en)?(?: up)?|finished(?: off)?|done in|hurt|dead)';
const HARMS = '(?:kill|murder|batter|stab|strangle|shoot|beat|hurt)';
const OTHERS =
  '(?:her|him|us|them|(?:the|my|her|his) (?:\\w+ )?(?:child|girl|boy|kids?|baby|lad|mum|mother|dad|brother|sister|family))';
const SOMEBODY = '\\b(?:he|she|they|dad|mum|stepdad|uncle|boyfriend|man|bloke)';
const WILL_DO = '(?: (?:will|is|are|going to|gonna|gunna|just|definitely|really))+';
const IF_TOLD =
  '(?=.*\\b(?:if|when|unless|cos|because)\\b.*\\b(?:tell|told|talk|say|speak|knows?|knew|finds?|found|sees?|leave|leaves|runs?|goes back|go back|gets? home)\\b)';
/** Somebody threatens to kill or to hurt, or somebody fears it: “dont tell her dad il get killed”, “tonight shell finish her”. */
const THREATENS = new RegExp(
  [
    `${SOMEBODY}${WILL_DO} ${HARMS} ${OTHERS}(?=$| (?:off|up|tonight|tomorrow|later|now|again|if|when|next|unless|too|and|after|before)\\b)`,
    `${SOMEBODY}${WILL_DO} (?:finish (?:me|her|him|us|them)(?=$| (?:off|if|when|tonight|tomorrow|now|next|this)\\b)|do (?:me|her|him|us|them) in\\b)`,
    `${SOMEBODY}${WILL_DO} ${HARMS} me\\b${IF_TOLD}|\\bhed ${HARMS} (?:me|${OTHERS}) if\\b`,
    `(?:${SOMEBODY} (?:said|says|told \\w+|has said|keeps saying) (?:that )?)(?:he|she|they)${WILL_DO} ${HARMS} me\\b`,
    `\\b(?:i(?: (?:will|am|going to|gonna|gunna))+|il|ill|she(?: (?:will|is|going to|gonna))+|he(?: (?:will|is|going to|gonna))+) (?:get|be|end up) ${KILLED}(?=$| (?:if|when|by|tonight|tomorrow|cos|because|for (?:this|telling|talking))\\b)`,
    '\\b(?:i am|im|she is|he is|we are) dead (?:if|when) (?:he|she|they|dad|mum)\\b',
  ].join('|'),
);
const NO_THREAT =
  /\b(?:manager|boss|head|headteacher|colleague|teacher|ofsted|lol|haha\w*|lmao|jok(?:e[sd]?|ing)|laughing|late|deadline|paperwork|not|never|ever|went|would|no one|noone|nobody|game|match|phone|used to|ago|last (?:week|month|year)|grades?|exam|test|maths|haircut|cake|coat|wifi|for (?:that|losing|being|not|failing|forgetting|eating|breaking))\b|\bin #/;
export const threatens = (words: string): boolean =>
  THREATENS.test(words) && !NO_THREAT.test(words.replace(NOT_TELL, ' '));
const NOT_TELL = /\b(?:do|must|can|please) not (?:tell|let|say|ring|call|talk)\b/g; // “dont tell her dad”
const ofWho = new Set(
  'no sorry wait oops actually i mean meant ok and but so wrong name names called them it that is was not the his her their my a an little older younger big small he she they just only # year years month months old boy girl lad baby toddler child kid sister brother twin cousin one half step'.split(
    ' ',
  ),
);
const IS_KIN =
  /\b(\p{L}{3,}) (?:is|was) (?:(?:just|only) )*(?:the|his|her|their|a) (?:(?:little|older|younger|big|baby|half|step|twin) )*(?:boy|girl|lad|baby|toddler|child|kid|sister|brother|twin|cousin)\b/u;
/** “no the boy is kian hes 6, maisie is the baby”: they only say who is who. @param isName whether a word may be a name */
export function saysWho(words: string[], isName: (word: string) => boolean): boolean {
  const names = new Set(words.filter((word) => !ofWho.has(word)));
  const [, first = ''] = IS_KIN.exec(words.join(' ')) ?? [];
  const isSure = names.has(first) && [...names].every(isName);
  return isSure && (names.size > 1 || / is her\b/.test(words.join(' ')));
}
