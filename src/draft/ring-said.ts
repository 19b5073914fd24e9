import { isQuestion } from '../understanding/asking.ts';
import { isKnownWord } from '../understanding/danger.ts';
import { digitsOf, othersNumbers, saidOfNumbers } from './numbers-said.ts';
import { diallableIn } from './read-answer.ts';
import { bareText, jobs, plainWords, wordsIn } from './typed-words.ts';

const WRITE = '(?:text|txt|message|msg|sms|write)';
const THIRD = '(?:he|she|they|it|boy|girl|child|kids?|lad|m[ua]m|mother|dad|father|aunt|uncle|man|woman)';
const LANGUAGE = '(?:language|english|\\w{2,}(?:ese|ian|kish|nish|lish|rdu|bic))';
const NO_RING = new RegExp(
  `\\b(?:${[
    '(?:do not|dont|never|(?:can|could) (?:you|u)(?: pls| please)? not|(?:pls|please) not) (?:ring|call|phone|telephone)(?: (?:me|us|it|back|again|now|here|this|pls|please)\\b(?! on\\b)|(?= *$))',
    // where the referrer sits, and not a family's home; somebody or another number may be rung instead
    `(?:do not|dont|never) (?:ring|call|phone|use) (?:the |my |our |this )?(?:\\w+ )?(?:desk|reception|office|ward|unit|landline|switchboard)\\b(?! (?:\\w+ )?(?:${jobs})\\b)(?![^]*\\b(?:ring|call|phone|on|use|but) (?:\\d|(?:me|us|my|the|his|her|a|this)\\b))`,
    // not “she cant speak english” or “i cant talk to him”, which are about the child
    `(?<!\\b${THIRD} )(?:cant|cannot|can not|not able to|unable to|not safe to) (?:talk|speak|answer)(?! (?:that|it)\\b| (?:to|with|for) (?!(?:you|u|any ?\\w+|no ?one|people|the mash)\\b)\\w| (?:\\w+ ){0,4}${LANGUAGE}\\b)`,
    // not “i cant ring her mum”, which is about somebody else
    '(?:^ *|\\b(?:i|im|am|and|but|so|sorry|still) )(?:cant|cannot|can not|not able to|unable to|not safe to) (?:(?:ring|phone|call)(?: (?:you|u|any ?one|any ?body|now|right now|from here|out|here|in|because|cos|while|s?hes?|they(?:re|d)?|im|theres|pls|please|at the moment)\\b| *$)|make (?:any |a )?(?:phone )?calls?\\b)',
    '(?:do not|dont|never) (?:ring|call|phone|use) my (?:\\w+ )?(?:mobile|mob|phone|cell|number)\\b(?![^]*\\b(?:ring|call|phone|on|use|but) (?:\\d|(?:the|our|this|my) (?!family|m[ua]m|dad)\\w))',
    `(?:writing|typing|texting|messaging|messages?) (?:is|would be|feels|its) (?:\\w+ )?(?:better|safer|best|easier)\\b`,
    `(?:better|safer|easier|best|rather|prefer) (?:to |if (?:you|u|i|we) (?:can )?)?(?:just )?(?:${WRITE}|type)(?= (?:to )?(?:me|us|you|u|here|pls|please|than|only|for|at)\\b| *$)`,
    `(?:^ *|\\b(?:pls|please|so|and|but) )(?:just|only) (?:${WRITE}|type)(?: (?:to )?(?:me|us|back|here|pls|please)\\b| *$)`,
    '(?:hes|shes|theyre|he is|she is|they are) (?:all )?listening(?! to)',
    `${WRITE} (?:me )?only`,
    `only (?:${WRITE})(?= (?:me|us|pls|please)\\b| *$)`,
    'no (?:phone )?calls(?= (?:me|pls|please|now)\\b| *$)',
    '(?:(?:my|our|this) (?:phone|phones|mobile|mob) (?:is )?|(?:^ *|\\b(?:but|and) )(?:its |it is |im )?)on silent',
    `${WRITE} (?:me )?(?:not|dont|do not|never|instead of|rather than|no) (?:ring(?:ing)?|call(?:s|ing)?|phon(?:e|ing))\\b`,
  ].join('|')})`,
  'm',
);

/** “dont ring me ring the head”: somebody else may be rung. */
const ANOTHER =
  /\b(?:ring|call|phone) me\W+(?:but |just |please |pls )?(?:ring|call|phone) (?:the|my|our|her|his) (?!police\b)\w/;

const LEAD =
  '(?:(?:ok|okay|yes|hi|pls|please|so|and|now|im (?:ok|okay|safe|alone|free|out|outside)|(?:hes|shes|theyve|he has|she has|they have)(?: just)? (?:gone|left)) )*';
const BEFORE =
  '(?: (?:but )?(?:only )?(?:before|until|till?|by) (?:half |quarter (?:to|past) )?\\d{1,2}(?: ?\\d\\d)?(?: ?[ap]m)?)?';
const END = `(?: back)?(?: (?:now|again|pls|please|asap|anytime|any time|straight away))*(?: on)?[ \\d+()]*${BEFORE}$`;
/** The words are nothing else: in a story, somebody else may have said them. */
const RING = new RegExp(
  `^${LEAD}(?:(?:(?:you|u) can|(?:its |it is )?(?:ok|okay|safe|fine) to|can you|could you) (?:ring|call|phone)(?: (?:me|us))?|(?:ring|call|phone) (?:me|us))${END}`,
);
const ANYBODY = '(?:some|any) ?(?:one|body)';
/** “can you get someone to call me”, “i need somebody to ring me” */
const WANTS_RING = new RegExp(
  `^${LEAD}(?:(?:can|could|will|would) (?:(?:you|u) )?(?:(?:please|pls) )?(?:(?:get|ask) )?${ANYBODY}|(?:get|ask) ${ANYBODY}|i (?:really |just )?(?:need|want)(?: (?:you|u))?(?: to (?:get|ask))?(?: ${ANYBODY})?|i ?(?:d|would) like ${ANYBODY})(?: to)?(?: (?:please|pls|just))?(?: (?:ring|call|phone) (?:me|us)| (?:give me|gimme) a (?:ring|call|bell))${END}`,
);
/** Whether words ask for somebody who rings their author, and say nothing else. */
export const wantsRing = (text: string): boolean => WANTS_RING.test(wholeOf(bareText(text)));
const wholeOf = (said: string) => said.replace(/[.,;:!?\s]+/g, ' ').trim();

const PERHAPS_RING = /\b(?:ring|call|phone) (?:me|us)\b|\b(?:(?:you|u) can|(?:ok|okay|safe) to) (?:ring|call|phone)\b/;

const lines = (said: string) => said.replace(/[.,;!?]/g, '\n');

/**
 * What words say of ringing the referrer. That it is not safe counts wherever it stands: the MASH may still ring, it makes no
 * more than messages silent. `perhaps`: they may allow it, so the bot asks.
 */
export function ringSaid(text: string): 'ring' | 'message' | 'perhaps' | undefined {
  const said = bareText(text);
  if (NO_RING.test(lines(said))) return ANOTHER.test(said) ? undefined : 'message';
  const whole = said.replace(/[.,;:!\s]+/g, ' ').trim();
  if (RING.test(whole.replace(/^((?:can|could) .*)\?$/, '$1')) || wantsRing(text)) return 'ring';
  return PERHAPS_RING.test(whole) ? 'perhaps' : undefined;
}

/** Whether they say not to ring, or speak of a number on which to: it may be dangerous to ring, so this rings the MASH at once. */
export const isOfRinging = (text: string, known: readonly string[] = []): boolean =>
  NO_RING.test(lines(bareText(text))) || saidOfNumbers(text, known).length > 0;

/** What speaks of their author around a number: “im in the office at hillcrest 01920 …”, “ring me on 07700 …”. */
const OF_SELF =
  /\b(?:im|i am|i work|i can be|mine|my (?:(?:own|work|direct|desk) )?(?:number|num|no|mob|mobile|cell|phone|line|ext)|(?:ring|call|phone|text|txt|reach|get|contact|message) (?:me|us))\b/;
const OF_OTHER =
  /\b(?:s?hes?|her|his|him|they|theyre|them|their|m[uo]ms?|dads?|m[ae]ns?|blokes?|girls?|boys?|lads?|uncles?|aunt\w*|friends?|mates?|boyfriends?|that|this|from|ext|bleep|ref|cad|log|dob|reg|plate)\b/;
const ONLY_NUMBER =
  /^(?: |\b(?:its|it is|the|no|num|number|numbers|tel|telephone|mob|mobile|phone|cell|here|on|and|is|for|contact|ring|call)\b)*$/;
const GOES_ON =
  /^\W*(?:$|(?:but|or|pls|please|thanks|ta|if|only|just|any ?time|till?|until|before|after|best|better|text|txt|message|msg|write|typ(?:e|ing)|dont|do not|not safe|for me|is (?:me|mine|best|my)|thats (?:me|mine|my))\b)/;
/** The numbers that are plainly of who writes: “07700 900214 but writing is better”, “im in the office at hillcrest 01920 …”. */
export function ownNumbers(text: string): string[] {
  return text.split(/[\n“”]|[.!?;](?!\d)/).flatMap((sentence) => {
    const [number, another] = diallableIn(sentence);
    if (!number || another || othersNumbers([text]).has(digitsOf(number)) || isQuestion(sentence)) return [];
    const [before = '', after = ''] = bareText(sentence.replace(number, '☎')).split('☎');
    const clause = before.split(/,| (?:but|and|so|cos|because) /).at(-1) ?? '';
    const isOfSelf = OF_SELF.test(clause) && !OF_OTHER.test(clause);
    return isOfSelf || (ONLY_NUMBER.test(before.replace(/[^a-z ]/g, ' ')) && GOES_ON.test(after)) ? [number] : [];
  });
}

const OWN =
  /\b(?:(?:my|the|wrong) (?:\w{1,9} )?(?:numbers?|no|phones?|mobiles?|mob)|number (?:i|is|was)|(?:ring|call|phone|text|reach|get) me)\b/;
/** Whether they give a number on which to ring their author: “number i gave was wrong sorry its 07700 900456”. */
export const givesOwnNumber = (text: string): boolean =>
  OWN.test(bareText(text)) && diallableIn(text).some((each) => !othersNumbers([text]).has(digitsOf(each)));

/** Words that say no more than that the author rang. Any other word may be of somebody else: “tuan rang me from a van”. */
const ofACall = new Set(
  (
    'i im ive we weve have did just already now today yes yeah yep y ok okay done rang rung phoned called them 999 112 101 the police ' +
    'ambulance mash childrens children social services service care duty team emergency line number at on about around to for and both ' +
    'twice thanks please min mins minutes hour an a half am pm ago'
  ).split(' '),
);
const verb = /\b(?:rang|rung|phoned|called)\b/;
const begins =
  /^(?:yes|yeah|yep|y|done|(?:ok|okay),? done|i|i['’]?ve|we|we['’]?ve|have|just|already|rang|rung|phoned|called)\b/;
const failed = /\b(?:no|not|nobody|never|off|engaged|busy|cut|cannot)\b|n['’]?t\b/;

const others = /\b(?:999|112|101|police|cops|ambulance)\b/;
const mash = /\b(?:mash|children['’]?s|social|services?|care|duty|team|both)\b/;

/** “on hold”, “nobody picked up”: they got through to nobody. */
const noAnswer =
  /\bon hold\b|\bqueue\b|\b(?:no ?(?:one|body)|not|never|didn['’]?t|won['’]?t|isn['’]?t|doesn['’]?t) (?:\w+ )?(?:pick\w*(?: up)?|answer\w*)\b|\bno (?:answer|reply)\b|\b(?:not|never|can['’]?t|couldn['’]?t|cannot|didn['’]?t) (?:get|got|getting) (?:through|an answer|anyone|anybody)\b|\b(?:engaged|busy tone|cut off|voice ?mail|answerphone|rang out|just rings|(?:still|keeps) ringing)\b/;
const ofACallMade = /\b(?:rang|rung|ring(?:ing|s)?|phoned|phoning|called|calling|on hold|queue)\b/;
const spoke =
  /\b(?:spoke|spoken|speaking|talked|got through|answered(?! (?:me )?no)|picked up|took (?:it|my call|the call)|said (?:they|she|he))\b/;

/** Whether they rang somebody else, or got through to nobody: that is no call to the MASH. @param said in lower case */
const rangNobody = (said: string): boolean =>
  noAnswer.test(said) || (ofACallMade.test(said) && others.test(said) && !mash.test(said));

/**
 * Whether “I have phoned” may mean such a call, by what was said of it before; not where the words say that somebody answered.
 * @param before the worry, with what was said beside the questions
 */
export function mayBeOtherCall(said: string, before: string): boolean {
  if (rangNobody(said)) return true;
  const last = before
    .toLowerCase()
    .split(/[\n“”]/)
    .findLast((each) => ofACallMade.test(each));
  return last !== undefined && rangNobody(last) && !mash.test(said) && !spoke.test(said);
}

const HELP =
  /\b(?:rang|rung|phoned|called|dialled|told|informed|coming|sending|on (?:the|their|its|my|the other) (?:way|line|phone)|log|ref|cad)\b/;
const NOT_DONE =
  /\b(?:will|ill|should|shall|going|gonna|if|wants?|needs?|might|could|would|last|yesterday|week|month|year)\b/;
const mostOfHelp = 14; // words: more tell a story
/** “999 on their way”, “police coming log 412” */
const saysHelp = (said: string) =>
  HELP.test(said) && ![failed, NOT_DONE].some((each) => each.test(said)) && wordsIn(said).length <= mostOfHelp;

/** “rang 999”: that they rang, but not the MASH, or that help comes. @param said in lower case */
export const rangOthers = (said: string): boolean =>
  others.test(said) && !mash.test(said) && !isQuestion(said) && (saysRung(said) || saysHelp(said));

const TIME =
  /\b(?:(?:about )?(?:\d{1,3}|an?|half an) ?(?:min(?:ute)?s?|h(?:ou)?rs?) ago|at \d{1,2}(?:[:.]?\d\d)?(?: ?[ap]m)?)\b/;

/** When they rang, as they said it: “5 mins ago”. */
export const whenRung = (said: string): string | undefined => TIME.exec(said)?.[0].replace(/^at /, '');

const saysOnlyThat = (words: string) =>
  plainWords(words.replaceAll(/\s/g, ' '))
    .split(/ +/)
    .every((word) => ofACall.has(word) || /^\d+(?:am|pm)?$/.test(word));

/**
 * “yes I rang”, “I have phoned them”, “done”; with more beside it, only “I rang, …”. What is not read so records no call, and the
 * bot asks again.
 * @param said in lower case
 */
export function saysRung(said: string): boolean {
  if (!begins.test(said)) return false;
  if (saysOnlyThat(said)) return verb.test(said) || /^(?:yes|yeah|yep|y|done|ok)\b/.test(said);
  const [clause = '', ...rest] = said.split(/[,.;!]\s|\band\b/);
  return saysOnlyThat(clause) && verb.test(clause) && !failed.test(rest.join());
}

const WRITES =
  /^(?:(?:i|i['’]?ll|i['’]?d|i['’]?m|rather|just|only|to|can|ok|no) ){0,4}(?:write|type|writing|typing)\b|^(?:i )?(?:have ?n['’]?t|have not) (?:phoned|rang|rung|called)\W+(?:i )?can['’]?t\b/;

const NOT_YET =
  /^(?:(?:no|nope|ok|sorry|i|we|ive|have|im|just|so|well)\W+)*(?:not|never|have ?n['’]?t|did ?n['’]?t)(?:\W+(?:yet|phoned|rang|rung|called|ring|phone|call|done|it|that|them|anyone|anybody|nobody|had|a|the|chance|time|so|far|now|sorry|got|through|no|mash|police|999))*\W*$/;

/** “just write”, “not phoned yet”, “i cant phone”, “havent phoned, cant, she would hear”: that they write. @param said in lower case */
export const saysWrites = (said: string): boolean =>
  WRITES.test(said) || NOT_YET.test(said) || ringSaid(said) === 'message';

const workplaces =
  'health nhs hospital ward clinic surgery gp ambulance school college nursery education housing hostel council charity club church youth social';
const roles =
  'nurse doctor midwife sister matron paramedic teacher head assistant worker officer warden manager staff volunteer coach clerk receptionist senior lead';
const setOf = (words: string) => new Set(words.split(' '));
const ofThem = setOf(`${workplaces} ${roles}`);
const aroundIt = setOf(
  'i im am my me name names is its it a an the and or in at from for of on with as work works working sorry no not wait ok yes called care night nights days',
);
const mostNames = 3;

/** Whether words say no more than who their author is: “health, nurse. marie doyle”. A name is a word that no phrase has. */
export function saysWhoRefers(text: string): boolean {
  const words = wordsIn(text);
  const others = words.filter((word) => !ofThem.has(word) && !aroundIt.has(word) && !/^\d{1,2}$/.test(word));
  const isSaid = words.some((word) => ofThem.has(word)) || /\bmy names?\b/i.test(text);
  return isSaid && others.length <= mostNames && !others.some(isKnownWord);
}

const THANKS = /^\W*(?:(?:ok|okay|omg|oh|thanks?|thank you|ta|sorry|right|hi|hello|please|wait|yes|no)\b\W*)*$/i;
/** Whether words only ask: “who reads this at night?”, and not “hes packing. can you come?” */
export function onlyAsks(text: string): boolean {
  const parts = text.split(/(?<=[.!?])\s+|\n/);
  return parts.some(isQuestion) && parts.every((part) => isQuestion(part) || THANKS.test(part));
}
