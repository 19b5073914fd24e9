import type { Field } from '../protocol/pack.ts';
import { isQuestion } from '../understanding/asking.ts';
import { hear } from '../understanding/hear.ts';
import { type PersonKind, sure, whoIsIn } from '../understanding/people.ts';
import { namesThing } from './missing-words.ts';
import { saysPlaced } from './placed.ts';
import { canBeDialled } from './read-answer.ts';
import { bareText, isUnsure, jobs, withApostrophes, withoutAgain } from './typed-words.ts';

const saidBefore =
  /^\W*(?:(?:but|i|ive|i['’]ve|we|you|u|have|just|already|like|as)\W+)*(?:told (?:you|u|this)|said(?: (?:so|that|it|this))?|answered(?: (?:that|this|it))?|asked(?: me)?(?: (?:that|this|it))?|see above|above)(?:\W+(?:already|before|once|that|this|it|you|me|twice|just|now|above))*\W*$/i;
const waits =
  /^\W*(?:one moment|(?:just )?(?:a|one|1) (?:sec\w*|min\w*|moment)|hang on|hold on|wait)(?: please| a \w+)?\W*$/i;
/** “scroll up”, “its in my first message” */
const seeAbove =
  /^(?:(?:but|i|ive|you|u|have|has|got|youve|already|just|its|it is|thats|see|read|look at|scroll up|put|wrote|typed|gave|that|this|it|what|all)\W+)*(?:scroll up|(?:in|see|read|look at) (?:what i (?:wrote|said|put|typed)|my (?:\w+ )?(?:message|msg|words|story|text))|(?:already )?(?:put|wrote|typed|gave)(?: (?:that|it|this))?(?: already| before| above)?)(?:\W+(?:before|above|already|first|earlier))*\W*$/;
/** “thanks”, “wrong button”, “i need to go”, “thats private” */
const idle =
  /^(?:\W*\b(?:lol|haha|thank(?:s| you| u| god)|ta|cheers|sorry|oops|ok|okay|hmm+|um+|i (?:do not |dont )?think so|stop asking(?: me)?|dunno mate|its (?:urgent|(?:all )?in the (?:notes|file|system))|wrong (?:button|box|one|thing|key|form)|my (?:mistake|bad)|this is (?:\w+ )?(?:taking (?:\w+ )?(?:long|ages|forever)|stupid|silly|rubbish|mad)|i (?:need|have|got) to go|that ?(?:i)?s private|i (?:dont|do not|wont|cant) (?:want to |like to )?(?:say|give|tell)(?: (?:you|it|that|this|my name))*)\b)+\W*$/;
const swearing =
  /\b(?:f+u+c+k\w*|ffs|wtf|shit\w*|bloody|bollocks|crap|damn|bugger\w*|piss\w*|god|christ|jesus|omg)\b/gi;
const aroundIt =
  /\b(?:oh|for|the|this|that|is|it|its|sake|hell|off|what|you|u|bot|thing|stupid|useless|rubbish|hate|i|my|sakes|of|a|so|just|me|on|come)\b/gi;

/** Whether the words say nothing that a box could hold: “?”, “already told you”, a swear word. */
export function isEmpty(text: string): boolean {
  const said = text.replace(swearing, '');
  const isCursing = said !== text && !/[\p{L}\p{N}]/u.test(said.replace(aroundIt, ''));
  const bare = bareText(text).trim();
  const saysNothing = [waits, saidBefore, seeAbove, idle].some((each) => each.test(bare));
  return isCursing || !/[\p{L}\p{N}]/u.test(text) || saysNothing;
}

export const reasons = ['consent-why', 'seen-alone-why'];
/** Boxes that a name alone does not answer. */
export const ofNoName = [...reasons, 'whereabouts', 'with'];

const ofPhone =
  /(?:\d\W{0,3}){5}|\d{3}|@|\b(?:ext(?:ension)?|bleep|pager)\W*\d|^(?:none|nope|no|n\/?a)\W?$|^(?:i |ive |have |we |got ){0,4}no (?:phone|mobile|number|landline)\b/i;
/** “2 kids, tuan is 16, arben is 17” holds no number to ring. */
const isStoryWithNumbers = (text: string) => !/\d{3}|@/.test(text) && text.trim().split(/\s+/).length > 7;
const ofAge =
  /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|\w*teen(?:s|ager)?|new ?born|baby|infant|toddler|young|adult|adolescent|juvenile|unborn|under|aged?|years?|months?|weeks?|child|kid|old|minor|primary|secondary)\b/i;
/** “grey golf, no plate, bloke about 30”: a number beside somebody else or a car is no age of the child. */
const ofAnother =
  /\b(?:bloke|man|woman|guy|fella|uncle|aunt(?:ie|y)?|driver|boyfriend|dad|mum|plates?|reg|cars?|vans?|taxi|golf|astra|corsa|polo|bmw|audi|merc\w*|fiesta|transit)\b/i;
const ofTheChild = /\b(?:s?hes?|they|girl|boy|child|kid|lad|looks?|born|dob|says?|said)\b/i;
/** Numbers of places, times and other things: “room 12”, “at 3”, “2 men”, and the age of somebody grown. */
const noAge =
  /\b(?:room|rm|bed|bay|ward|flat|house|unit|floor|platform|ext|number|no)\.? ?\d+\w?\b|\b(?:at|since|from|until|till?|by) \d+(?:[:.]\d\d)?\b|\bin \d+ (?:min|hour|hr|day)\w*|\b\d+ (?:min|hour|hr|of (?:them|us|the)|quid|pounds|men|women|people|bruise|burn|mark|scar|girls|boys|kids|phone)\w*|\b\d+ \p{L}+ (?:road|rd|street|st|lane|close|avenue|court|way|drive)\b|^\D*(?:2[6-9]|[3-9]\d)\D*$/giu;
/** Whether words in the box of the child's age hold one. */
export const holdsAge = (text: string): boolean =>
  text
    .replace(noAge, ' ')
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
/** “Kayleigh Marsh, 13” is not who refers; “PC 4471 Daly”, “dave ruiz pcso 7714” and “Tom Reeve, collar 4471” are. */
const notMyName =
  /^(?!\W*(?:pc|pcso|wpc|tdc|dc|ds|di|dci|ps|sgt|sergeant|insp|inspector|officer|constable)\b.*\p{L})(?!.*(?:\b(?:collar|badge|warrant|shoulder|staff (?:no|num\w*|id)|ext|bleep)|\p{L},? (?:pcso|pc|wpc|dc|ps|sgt))\b).*\d|^\W*i(?:['’]?m| am) an? /iu;
const NOBODYS = /^\W*(?:no ?(?:body|one)|(?:in|at|on|with|by|near) \p{L}+)\b|\bi (?:think|guess|reckon)\W*$/iu; // “in my car”
/** “girl in a red coat”, “dont know her name”: the box for the child takes a description, too. */
const aDescription =
  /\b(?:girls?|boys?|child(?:ren)?|kids?|lads?|lass|baby|toddler|teen\w*|youngster|pupil|student|(?:fe)?male|names?|called|named|calls? (?:her|him|them)\w*|wearing|hair)\b|^\W*(?:s?he|they) says? \S+(?: \S+)?$/i;
/** Somebody does something: “tash p i dont know anything about her”, but not “zoe bell shes 13, i think”. */
const somebodyDoes =
  /\b(?:i|im|ive|we|weve|he|hes|she|shes|they|theyre|it|its)\b(?!\W+(?:(?:is|are|was|about|abt|bout|only|just|turned|nearly|almost)\W+)*(?:1?\d\b|an?\b|think\b|believe\b|guess\b|reckon\b|told you\b|$))/i;
const noWordOfNames =
  /\b(?:with|text|ring|consent|since|until|till?|because|cos|if|when|where|why|whether|not|do(?:es)?nt|didnt|cant|couldnt|wont|isnt|wasnt|arent|has|have|had|was|were|been|being|get|got|gets|went|goes|going|gone|leaves|came|comes|coming|rang|rung|phoned|told|says|(?<=\w )said (?=\w)|private|bruises?|burns?|knows?|knew|wants?|took|takes|taken|lives?|living|stays?|staying|placed|moved|section|carers?|looked|danger|safe|missing|police|hospital|today|tonight|tomorrow|yesterday|upstairs|downstairs|outside|inside|sorry|please|help|would|could|risk)\b|^\W*(?:no|yes|same|none|send|submit)\b/i;

const A_PLATE = /\b[a-z]{2}\d\d ?[a-z]{3}\b|\breg(?:istration)?\b/;
/** Whether the words are plainly no name: what stands first in them is a sentence, a thing, or of care, danger or a time. */
function isNoName(text: string) {
  const [first = ''] = bareText(text).split(/[,.;:!?(\n]/);
  if (aDescription.test(first) || isUnsure(first)) return false;
  if (anAgency.test(first) || hasVerb.test(first) || A_PLATE.test(first)) return true;
  return noWordOfNames.test(first) || somebodyDoes.test(first) || (namesThing(first) && text.includes(','));
}

/** “the girl is mai”: who refers says their own name. */
const ofAChild =
  /\b(?:an?|the|this|that|our|one) (?:\w+ )?(?:girl|boy|child|kid|lad|lass|baby)s?\b|\b(?:called|names? is)\b/;
const unsureOf = /^\W*(?:dunno|idk|i?m? ?not sure|no idea|(?:i )?(?:dont|do not) know)\W+\w/; // “dunno his name”
const anAgency =
  /^\W*(?:the |my |our )?(?:(?!(?:at|in|on|to|of|her|his|him|them|my|s?he|they|was|is|has|had|not|from|with|who)\b)\w+ ){0,3}(?:office|school|primary|academy|infants|juniors|housing|hostel|hotel|health|hospital|infirmary|nhs|education|police|constabulary|charity|ward|clinic|surgery|pharmacy|reception|college|nursery|services|social care|council|welfare|justice|safeguarding|probation|inclusion|early help|taxis?|cabs|minicabs|ltd|unit|team|snt|npt|cid)\W*$|^\W*(?:ward|bay|bed|room|flat) \d/;
const hasVerb =
  /^\W*(?:her|his|my|the|this|that|it) .*\b(?:is|are|has|was|wants?|keeps?|ends?)\b|^\W*(?:m[uo]m|dad|uncle|auntie?|nan) (?:is|may|might|will|wont|says|said|told|knows)\b/;

/** “office clerk. anyway the girls” says what somebody is. */
const aJob = new RegExp(
  `^(?!(?:with|her|his|their|she|he) )(?:(?!im )\\p{L}[\\p{L}’'-]* )?(?:\\p{L}[\\p{L}’'-]* ){0,2}(?:${jobs})$`,
  'u',
);
const jobThenPlace = new RegExp(
  `^(?:an? |the )?(?:\\p{L}[\\p{L}’'-]* ){0,2}(?:sister|${jobs})(?: (?:at|in|on|for|from|of|the|ward|unit|team|\\d{1,2}|\\p{L}{3,})){1,5}$`,
  'u',
);
/** Whether words are only a job: “school nurse”, “staff nurse ward 7 queen marys”. */
export function isJob(text: string): boolean {
  const said = bareText(text).trim();
  const isPlace = jobThenPlace.test(said) && !noWordOfNames.test(said) && !somebodyDoes.test(said);
  return aJob.test(said) || isPlace;
}
const BESIDE = /\b(?:im|i['’]m|i am|an?|the|our|my|at|in|on|of|for|from)\b|[^\p{L}]/giu;
/** Whether words are somebody or something of this kind, and nothing else. */
export const areWholly = (text: string, marks: PersonKind[], place: 'story' | 'box name' = 'story') => {
  const read = whoIsIn(text, place);
  const rest = read.reduce((left, { words }) => left.replace(words, ''), text).replace(BESIDE, '');
  return rest === '' && read.length > 0 && read.every(({ mark, p }) => marks.includes(mark) && p >= sure);
};
/** Whether words are only a job, or where somebody works: “front office”. */
export const isWork = (text: string, place?: 'box name'): boolean =>
  areWholly(text, ['role', 'agency'], place) || isJob(text) || anAgency.test(bareText(text));

/** An age, somebody other than who writes, or what is done to them: “kofi mensah hes 16”, “mia is crying”. */
export const tellsOfSomebody = (text: string): boolean =>
  [noWordOfNames, somebodyDoes, ofAChild, /\b(?<!\d )1?\d\b(?! ?\d)|\b(?:is|saw|seen|her|his|him|girl|boy)\b/].some(
    (each) => each.test(bareText(text)),
  );

/** A sentence of somebody, which is a place or a person only with words of one: “shes crying”, “the man is about 40”. */
const aSentence =
  /^\W*(?:(?:and|but|so|oh|also|sorry|well|no|yes)\W+)*(?:i|im|ive|we|weve|you|u|s?hes?|they|theyre|theyve|its?|thats?|nobody|no one|some(?:one|body)|(?:my|her|his|this|the|both|all)(?=.* (?:is|are|has|have|gets?|hasnt|had|was|says?|said|wants?|ends?|wont|cant|keeps?)\b))\b ./;
const ofPlace =
  /\b(?:in|at|on|by|near|inside|outside|upstairs|downstairs|here|there|gone|left|missing|out|away|taken|took|moved|lives?|living|sta(?:y|ys|ying)|office|room|class\w*|car|van|hall|reception|room|station|library|house|home|flat)\b/;
const ofSomebody =
  /\b(?:with|me|us|m[aou]m|mother|dad|father|uncle|aunt\w*|nan|gran\w*|sister|brother|cousin|man|men|woman|women|bloke|guy|lads?|colleagues?|boyfriend|girlfriend|partner|friends?|mates?|carers?|foster\w*|staff|nurse|doctor|teacher|police|officers?|worker|mr|mrs|miss|alone|own|nobody|no one|herself|himself|family|parents?|relatives?|girl|boy|somebody|someone)\b/;
const injury = /\b(?:bruis\w*|burns?|burnt|scars?|injur\w*|bleed\w*|cuts)\b/;
const whenOrWhere =
  /^\W*(?:(?:in|at|on|since|outside|upstairs|downstairs)\b|(?:room|ward|bay|bed|flat) \d|(?:tomorrow|tonight|today|later|soon|now)\W*$)/;
/** Whether words in the box of where the child is, or with whom, tell something else. */
function isNoWhere(text: string, id: string) {
  const said = bareText(text);
  const holds = (id === 'with' ? ofSomebody : ofPlace).test(said) || (id === 'whereabouts' && /\bwith\b/.test(said));
  const isOfOther =
    id === 'whereabouts' && /^\W*(?:my|our) (?:\w+ ){1,2}(?:is|are|has|have)\b(?!.*\b(?:her|him|them)\b)/.test(said); // “my boss is in the room”
  if (isOfOther || /\bconsent\b/.test(said) || injury.test(said) || (canBeDialled(text) && !ofPlace.test(said)))
    return true;
  return !holds && (aSentence.test(said) || (id === 'with' && whenOrWhere.test(said)));
}
const ageAlone = /^\W*(?:s?hes?|they|theyre)(?: is| are)? (?:only |just |about )?1?\d\W*$/;
/** A number that is no telephone of theirs: “crime ref 4471”, “her number is …”. */
const otherNumber =
  /\b(?:her|his|their) (?:number|mobile|mob|phone)\b|^(?!.*\b(?:ext|extension|bleep|pager)\b).*\b(?:ref|cad|log|dob|reg|plate|flat|born)\b/;

/** “rung 101 log 882”: a call is no place and nobody to be with. */
const aCall =
  /^\W*(?:(?:i|we|ive|weve|have|just|already|also|ok|and)\W+)*(?:rang|rung|phoned|called|told|reported|texted|emailed)\b|\b(?:log|cad|incident|crime ref\w*)\W*(?:no\W*)?\d/i;
const aPlace =
  /\b(?:at|in|on|with|near|by|home|house|flat|school|carers?|mum|dad|m[ao]m|placements?|hostel|refuge|hotel|ward|hospital|shop|foster\w*)\b/i;
/** Whether the words are plainly no place and nobody: a call, a list of things, that the child is in care. */
function isNoPlace(text: string) {
  const [first = ''] = text.split(',');
  const isThing = namesThing(first) && !aPlace.test(first);
  return (
    aCall.test(bareText(text)) ||
    isThing ||
    /\b(?:i (?:typed|pressed|put|meant|wrote)|(?:do not|don['’]?t) know (?:if|whether))\b/i.test(text) ||
    /\b1?\d,? not 1?\d\b/i.test(text) ||
    (saysPlaced(text) && !aPlace.test(text))
  );
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
export const isAside = (text: string, field: Field): boolean =>
  fitsNot(field.kind === 'long' ? text : withoutAgain(text), field);

const fitsNot = (text: string, { id, kind, reads }: Field): boolean =>
  isEmpty(text) ||
  ((kind !== 'long' || reasons.includes(id)) && (isQuestion(text) || isCommand(text))) ||
  (kind === 'text' && id !== 'other' && isPhone(text)) ||
  (notYesOrNo.includes(id) && yesOrNo.test(text)) ||
  (id === 'name' &&
    (notMyName.test(text) || NOBODYS.test(text) || isWork(text.split(/[.,!?]/)[0] ?? '', 'box name'))) ||
  (names.includes(id) && (toBot.test(text) || isNoName(text))) ||
  (id === 'name' && (ofAChild.test(bareText(text)) || unsureOf.test(bareText(text)))) ||
  (['whereabouts', 'with'].includes(id) && (isNoPlace(text) || isNoWhere(text, id))) ||
  (['role', 'organisation', ...reasons].includes(id) && ageAlone.test(bareText(text))) ||
  (id === 'whereabouts' && noFamily.test(text)) ||
  (id === 'child-name' && ofOther.test(text)) ||
  (id === 'phoned-when' && !(aTime.test(text) && text.trim().split(/\s+/).length <= longAge)) ||
  ([...names, ...ofNoName].includes(id) && !/\p{L}/u.test(text)) || // a date or a number
  (kind === 'phone' && (!ofPhone.test(text.trim()) || otherNumber.test(bareText(text)) || isStoryWithNumbers(text))) ||
  (reads === 'birth' && !isAge(text));

/** Whether words at “when will they next leave your sight?” are plainly of something else. */
export const isNoTime = (text: string): boolean =>
  !isUnsure(text) && (ageAlone.test(bareText(text)) || !ofLeaving.test(text.replace(noTime, ' ')));
const noTime =
  /\b(?:room|rm|bed|bay|ward|flat|unit|ext|year|yr) ?\d+\b|^\W*\d+ (?:men|women|people|girls|boys|kids)\W*$/gi;

/** Times that a question comes in vain. */
export const mostAsked = 2;
/** Whether words are taken as they stand where they have been asked for in vain: a short box holds no story. */
export const isAsItStands = ({ kind, required, choices }: Field, said: string): boolean =>
  kind === 'text' &&
  required === true &&
  !choices &&
  /\p{L}{2}/u.test(said) &&
  !/^\d|^not (?:asked|sure|known)$/i.test(said) &&
  said.split(/\s+/).length <= 4 &&
  !isQuestion(said) &&
  !isUnsure(said) &&
  !(unsureOf.test(bareText(said)) || NOBODYS.test(said)) &&
  !/^(?:y|yes|yeah|yep|n|no|nope|nah)$/i.test(said);

/** “no hes with me” answers another question; so does a story of somebody. */
export const ofConsent =
  /^\W*\d|\bnot yet\b|\b(?:have|did)n['’]?t\b|\bi (?:have|did)\b|\b(?:ask\w*|consent\w*|agree\w*|refus\w*|permission|told|tell|know\w*|speak|spoke\w*|talk\w*|contact\w*|sa(?:y|id)|nobody|no ?one|parents?|m[ua]m|mother|dad|father|carer|famil\w+|aunt\w*|uncle)\b/i;

/** What a “yes” with more words speaks of where it answers whether the child is in care. */
export const ofCare =
  /^\W*\d|^\W*\w+ (?:s?he is|they are)\W*$|\b(?:care|foster\w*|order|looked after|lac|placed|placement|section|council|authority|social|home|unit|hostel|guardian\w*)\b/i;

/** Questions at which a wrong “no” would be taken for calm. */
export const careful = ['care', 'missing', 'missing-now', 'protection-power'];

const LEAD = /^(?:(?:now|and|but|so|ok|oh|god|omg|no(?! ?(?:one|body))|yes|please|help|well|because|cos)\W+)*/i;
/** “hes in the hall”, “i cant stop shaking”: somebody does something. */
const pronounSays = /^(?:i|he|she|they|we|it|there|some ?(?:one|body)|no ?(?:one|body))(?:['’]\w+)?\s+\w/i;
/** “kayleigh says …”, “tuan was sick”, “the boy ive told you about”. */
const nameSays =
  /^(?:(?:[\p{L}-]+\s+){1,3}?(?:is|are|was|were|has|had|(?:is|was|has|does|did)n['’]?t|does|did|says|said|tells|told|went|goes|came|comes|took|takes|keeps|kept|thinks|wants|hates|saw|hits?|ran|rang|knows|got|just|phoned|texted)\b|[\p{L}-]+['’]s (?:been|gone|got|just|not|so|very)\b|(?:the|that|this) \w+ (?:i|we|you)(?:['’]\w+)? )/iu;
/** What such a box may also be told in a sentence: “she is 12”, “I am a nurse”, “his name is Linh”, “im on 01632 960014”. */
const told =
  /^(?:s?he|(?:[\p{L}-]+ ){1,3})(?:['’]s| ?is| ?was) (?:\w+ )?\d{1,2}\b|^i(?:['’]m| am) (?:an? (?!bit|little|lot)|from )|^i work |\bborn\b|\d{5}|^(?:\w+ ){0,2}(?:name|number|role|job|school|organisation|age|phone|mobile|carer|officer)(?:['’]s| is| was) |^(?:s?he|they)(?:['’]s|['’]re| is| are| was) (?:called|named) |^(?:they|we|i) call (?:her|him|them) |^(?:it|that)['’]s (?:her|his|their|my|our) |^we(?:['’]re| are) (?:the|an?|from|at) |^(?:s?he|they) says? [\p{L}-]+$|^i (?:spoke|talked) (?:to|with) /iu;

/** “I am Jane”, “im jane okafor”: no “im scared of him”. */
const selfNamed =
  /^\s*[Ii](?:['’]m| am) \p{Lu}|^\W*i(?:['’]?m| am) (?!(?:not|so|too|very|really|just|still|in|at|on|with|by|her|his|their|sure|here|now|out|in\w+|sc\w+|afraid|worried|sorry|\w+ed|\w+ing)\b)[\p{L}'’-]+ (?!(?:of|now|here|about|for|to|and|at|in|on|with|\w+ing)\b)[\p{L}'’-]+[.! ]?$/u;
/** Whether words tell what a short box takes, in a sentence. */
export const isTold = (text: string): boolean =>
  isUnsure(text) || selfNamed.test(text) || told.test(withApostrophes(text.trim()).replace(/\bim\b/i, "i'm"));
/** Whether words say that somebody does something. */
export const isSentence = (text: string): boolean => {
  const said = withApostrophes(text.trim()).replace(LEAD, '');
  return pronounSays.test(said) || nameSays.test(said);
};
