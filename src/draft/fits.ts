import type { Field } from '../protocol/pack.ts';
import { isQuestion } from '../understanding/asking.ts';
import { hear } from '../understanding/hear.ts';
import { namesThing } from './missing-words.ts';
import { saysPlaced } from './placed.ts';
import { canBeDialled } from './read-answer.ts';
import { bareText, isUnsure, wordsIn } from './typed-words.ts';

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

export const reasons = ['consent-why', 'seen-alone-why'];

const ofPhone =
  /\d{2}|@|^(?:none|nope|no|n\/?a)\W?$|^(?:i |ive |have |we |got ){0,4}no (?:phone|mobile|number|landline)\b/i;
/** “2 kids, tuan is 16, arben is 17” holds no number to ring. */
const isStoryWithNumbers = (text: string) => !/\d{3}|@/.test(text) && text.trim().split(/\s+/).length > 7;
const ofAge =
  /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|\w*teen(?:s|ager)?|new ?born|baby|infant|toddler|young|adult|adolescent|juvenile|unborn|under|aged?|years?|months?|weeks?|child|kid|old|minor|primary|secondary)\b/i;
/** “grey golf, no plate, bloke about 30”: a number beside somebody else or a car is no age of the child. */
const ofAnother =
  /\b(?:bloke|man|woman|guy|fella|uncle|aunt(?:ie|y)?|driver|boyfriend|dad|mum|plates?|reg|cars?|vans?|taxi|golf|astra|corsa|polo|bmw|audi|merc\w*|fiesta|transit)\b/i;
const ofTheChild = /\b(?:s?hes?|they|girl|boy|child|kid|lad|looks?|born|dob|says?|said)\b/i;
/** Whether words in the box of the child's age hold one. */
export const holdsAge = (text: string): boolean =>
  text
    .split(/[,;:!?\n]|[.](?!\d)/)
    .some((each) => ofAge.test(each) && (ofTheChild.test(each) || !ofAnother.test(each)));

/** Whether words at the child's age may hold one. */
export const isAge = (text: string): boolean =>
  isUnsure(text) || (holdsAge(text) && text.trim().split(/\s+/).length <= longAge);
const longAge = 12; // words: more tell a story

/** Said to the bot: “just tell me what u need”. */
const toBot =
  /^(?:(?:ok|please|pls|just|can (?:u|you)|no)\W+)*(?:tell|ask|show|give) me\b|\bwhat (?:do |else )?(?:u|you|ya) (?:need|want)\b/i;
/** Boxes that “yes” or “no” does not answer. */
const notYesOrNo = [...'organisation,name,role,child-name,whereabouts,with,officer-name'.split(','), ...reasons];
/** “Kayleigh Marsh, 13” is not who refers; “PC 4471 Daly” and “Tom Reeve, collar 4471” are. */
const notMyName =
  /^(?!\W*(?:pc|pcso|wpc|tdc|dc|ds|di|dci|ps|sgt|sergeant|insp|inspector|officer|constable)\b.*\p{L})(?!.*\b(?:collar|badge|warrant|shoulder|staff|ext|bleep)\b).*\d|^\W*i(?:['’]?m| am) an? /iu;
/** “office clerk. anyway the girls” says what somebody is. */
const aJob =
  /^(?:\p{L}[\p{Ll}’'-]* ){0,2}(?:[Cc]lerk|[Tt]eacher|[Nn]urse|midwife|officer|worker|receptionist|secretary|volunteer|caretaker)$/u;
/** “girl in a red coat”, “dont know her name”: the box for the child takes a description, too. */
const aDescription =
  /\b(?:girls?|boys?|child(?:ren)?|kids?|lads?|lass|baby|toddler|teen\w*|youngster|pupil|student|(?:fe)?male|names?|called|named|calls? (?:her|him|them)\w*|wearing|hair)\b|^\W*(?:s?he|they) says? \S+(?: \S+)?$/i;
/** Somebody does something: “tash p i dont know anything about her”, but not “zoe bell shes 13, i think”. */
const somebodyDoes =
  /\b(?:i|im|ive|we|weve|he|hes|she|shes|they|theyre|it|its)\b(?!\W+(?:(?:is|are|was|about|abt|bout|only|just|turned|nearly|almost)\W+)*(?:1?\d\b|an?\b|think\b|believe\b|guess\b|reckon\b|told you\b|$))/i;
const noWordOfNames =
  /\b(?:since|until|till?|because|cos|if|when|where|why|whether|not|do(?:es)?nt|didnt|cant|couldnt|wont|isnt|wasnt|arent|has|have|had|was|were|been|being|get|got|gets|went|goes|going|gone|leaves|came|comes|coming|rang|rung|phoned|told|says|knows?|knew|wants?|took|takes|taken|lives?|living|stays?|staying|placed|moved|section|carers?|looked|danger|safe|missing|police|hospital|today|tonight|tomorrow|yesterday|upstairs|downstairs|outside|inside|sorry|please|help)\b|^\W*(?:no|yes)\b/i;

/** Whether the words are plainly no name: what stands first in them is a sentence, a thing, or of care, danger or a time. */
function isNoName(text: string) {
  const [first = ''] = bareText(text).split(/[,.;:!?(\n]/);
  if (aDescription.test(first) || isUnsure(first)) return false;
  return noWordOfNames.test(first) || somebodyDoes.test(first) || (namesThing(first) && text.includes(','));
}

/** “rung 101 log 882”: a call is no place and nobody to be with. */
const aCall =
  /^\W*(?:(?:i|we|ive|weve|have|just|already|also|ok|and)\W+)*(?:rang|rung|phoned|called|told|reported|texted|emailed)\b|\b(?:log|cad|incident|crime ref\w*)\W*(?:no\W*)?\d/i;
const aPlace =
  /\b(?:at|in|on|with|near|by|home|house|flat|school|carers?|mum|dad|m[ao]m|placements?|hostel|refuge|hotel|ward|hospital|shop|foster\w*)\b/i;
/** Whether the words are plainly no place and nobody: a call, a list of things, that the child is in care. */
function isNoPlace(text: string) {
  const [first = ''] = text.split(',');
  const isThing = namesThing(first) && !aPlace.test(first);
  return aCall.test(bareText(text)) || isThing || (saysPlaced(text) && !aPlace.test(text));
}
/** Something of a time, of going or of somebody who comes: what it holds may say when the child leaves. */
const ofLeaving =
  /\d|\b(?:now|soon|later|when|until|till?|before|after|while|once|as soon|to(?:day|night|morrow)|morning|noon|afternoon|evening|night|week\w*|(?:mon|tues|wednes|thurs|fri|satur|sun)day|lunch\w*|break|hours?|mins?|minutes?|half|quarter|go(?:es|ing|ne|nna)?|leav\w+|left|pick\w*|collect\w*|fetch\w*|tak(?:e|es|en|ing)|mov(?:e|es|ed|ing)|bus|taxi|car|home|school|stay\w*|discharg\w+|release\w*|never|always|won['’]?t|sleep\w*|comes?|coming|back|dinner|tea|end|finish\w*|clos\w+|asap|with me|safe|sight)\b/i;

/** “in the sick room with mrs bell”, “kin yes”: of a name box, an answer to another question. */
const ofOther =
  /\byes\b|^\W*(?:not (?:before|until)|within|tomorrow|tonight)\b|^\W*(?:in|at|with|w) (?:the |my |our )?(?:\w+ )?(?:room|office|hall|class(?:room)?|school|house|flat|car|hospital|ward|reception|playground|library|station|mrs?|miss|me|us|police|teacher|nurse)\b/i;
const aTime =
  /\d|\b(?:now|just|ago|yesterday|today|tonight|morning|noon|lunch\w*|night|evening|half|quarter|hours?|minutes?|mins?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/i;
const names = ['name', 'child-name', 'officer-name'];
const yesOrNo = /^\W*(?:y|yes|yeah|yep|n|no|nope|nah)\W*$/i;

/** Whether the text is a telephone number and nothing else. */
export const isPhone = (text: string): boolean => /^[\d\s()+.-]{9,25}$/.test(text.trim()) && canBeDialled(text);

/** A command that people know, in a box for a name: not what tells of the child as well. */
const isCommand = (text: string) =>
  hear(text).intents.some(({ means, p }) => p === 1 && /^c (?!found|missing)/.test(means));

/** “no parents that we know of” says with whom the child is, not where. */
const noFamily = /^\W*no (?:parents?|family|relatives?|mum|dad|carers?)\b/i;

/** Whether words answer no box like this one: in a box for a story, a question may be part of it. */
export const isAside = (text: string, { id, kind, reads }: Field): boolean =>
  isEmpty(text) ||
  ((kind !== 'long' || reasons.includes(id)) && (isQuestion(text) || isCommand(text))) ||
  (kind === 'text' && id !== 'other' && isPhone(text)) ||
  (notYesOrNo.includes(id) && yesOrNo.test(text)) ||
  (id === 'name' && (notMyName.test(text) || aJob.test(text.trim().split(/[.,!?]/)[0] ?? ''))) ||
  (names.includes(id) && (toBot.test(text) || isNoName(text))) ||
  (['whereabouts', 'with'].includes(id) && isNoPlace(text)) ||
  (id === 'whereabouts' && noFamily.test(text)) ||
  (id === 'child-name' && ofOther.test(text)) ||
  (id === 'phoned-when' && !(aTime.test(text) && text.trim().split(/\s+/).length <= longAge)) ||
  ([...names, ...reasons, 'whereabouts', 'with'].includes(id) && !/\p{L}/u.test(text)) || // a date or a number
  (kind === 'phone' && (!ofPhone.test(text.trim()) || isStoryWithNumbers(text))) ||
  (reads === 'birth' && !isAge(text));

/** “foster agency”, “youth club”: no sentence. */
export const isOrganisation = (text: string): boolean =>
  wordsIn(text).length <= 5 &&
  /\b(?:agency|club|charity|trust|project|centre|church|mosque|temple|scouts|guides|cadets|refuge|fostering|probation|cafcass|nspcc|barnardo\S*)\b/i.test(
    text,
  ) &&
  !/\d|\b(?:is|are|was|has|shes?|hes?|they|her|him|them|took|gone|goes|at|from|to|near|outside|rang|says?|said|not|no)\b/i.test(
    text,
  );

/** Whether words at “when will they next leave your sight?” are plainly of something else. */
export const isNoTime = (text: string): boolean => !ofLeaving.test(text) && !isUnsure(text);
