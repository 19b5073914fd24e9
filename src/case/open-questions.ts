import { withoutReferences } from '../base/reference.ts';
import { Duration, type Instant, plus } from '../base/time.ts';
import { leavingIn } from '../draft/leaving-said.ts';
import { childrenNamed, isCry, withHer } from '../draft/news-said.ts';
import { mayPutRight } from '../draft/numbers-said.ts';
import { says } from '../draft/says.ts';
import { bareText, isUnsure, plainWords, wordsIn } from '../draft/typed-words.ts';
import { isA, textOf } from '../history/events.ts';
import { isQuestion } from '../understanding/asking.ts';
import { dangerIn } from '../understanding/danger.ts';
import { toldIn, whomPointedAt } from './child-told.ts';
import { refuseLongTexts } from './commands.ts';
import { type CaseRecord, ownAnswers } from './record.ts';
import type { Question } from './referral.ts';
import { erasedIn } from './standing.ts';
import { referralOf, submittedIn } from './state.ts';

export type OpenQuestion = ReturnType<typeof openQuestions>[number];

/** The questions from the MASH that the author of these cases has not answered, the newest first. */
export const openQuestions = (own: CaseRecord[]) =>
  own
    .flatMap((record) => {
      const questions = erasedIn(record.events) ? [] : (submittedIn(referralOf(record.events))?.questions ?? []);
      return questions.filter(({ answer }) => answer.kind === 'awaited').map((question) => ({ record, question }));
    })
    .sort((one, other) => (one.question.askedAt > other.question.askedAt ? -1 : 1));

const ANSWERED_WITHIN = Duration.parse('PT15M');
/** The question that was answered last, while words after it may take the answer back. */
export const lastAnswered = (questions: Question[], now: Instant): Question | undefined =>
  questions.findLast(({ answer }) => answer.kind !== 'awaited' && plus(answer.at, ANSWERED_WITHIN) > now);

/** Words that say nothing of what is asked. */
const ofAnyQuestion = new Set(
  'who whos what whats where when which why how did does and the her his she hes shes him they them their you your are was were has have had can could would will any with for from about that this there then been not dont know child girl boy kid now one out yes please tell say said see saw anyone anybody else am an as at be by do go he if in is it me my no of oh ok on or so to up us we'.split(
    ' ',
  ),
);
const stemsIn = (text: string) =>
  wordsIn(text).flatMap((word) =>
    word.length < 2 || ofAnyQuestion.has(word) ? [] : word.replace(/(?:ing|es|ed|e|s)$/, ''),
  );

/** Whether words may answer the question: they share one with it that says something. */
export function sharesWords(text: string, { record, question }: OpenQuestion): boolean {
  const asked = stemsIn(record.facts.texts[textOf.question(question.number)] ?? '');
  return stemsIn(text).some((stem) => asked.includes(stem));
}

/** Of several open questions of one case, the only one that words tell of; else the newest, which is a guess. */
export function meantOf(text: string, open: OpenQuestion[]): OpenQuestion | undefined {
  const [shared, another] = open.filter((each) => sharesWords(text, each));
  const [plain, more] = open.filter((each) => isPlainAnswer(text, each));
  return shared && !another ? shared : plain && !more ? plain : open[0];
}

/** What happens while they type, whatever was asked. */
const HAPPENS =
  /^(?:wait|hang on|quick|oh (?:god|no|my)|omg|god|shit|ffs|(?:(?:sorry|oh|no),? )*(?:forget|ignore|scrap|cancel|disregard))\b|\b(?:false alarm|asking|demanding|shouting|banging|knocking|trying|refusing|ringing|calling|phoning|threatening|following|looking for)\b/;
const ASKS_WHAT = /\b(?:what|whats|where|wheres|when|who|whos|which|how|why)\b/;
const OF_PLACE = /^(?:in|at|on|with|by|near|from|inside|outside)\b/;

/** A sentence of somebody, or what is said beside: “she is a bit calmer”, “fyi they have m1”, “she says name is not lien its linh”. */
const TELLS =
  /^(?:(?:and|also|ok|okay|well|so|just|sorry|hi) )*(?:fyi|btw|update|by the way|(?:s?he|they|i|we|it|the (?:child|girl|boy|kid)) (?:\w+ )?(?:is|are|am|was|were|has|have|had|just|seems?|looks?|keeps?|says?|said|wants?|feels?|did|does|got|went|came|\w+ing)|(?:s?hes|theyre|theyve|im|ive|were|weve|its))\b ?\w|\b(?:name|names|dob|surname)\b.* (?:not|is|its)\b/;
/** What is asked, and what of it a sentence then tells. */
const OF_KIND: [RegExp, RegExp][] = [
  [/\bwheres?\b/, /\b(?:in|at|on|with|by|near|from|inside|outside|home|here|there)\b/],
  [/\bwhos?\b/, /\b(?:her|his|my|the|an?|called|named|with)\b/],
  [/\b(?:when|time|old|age|many|much|long|number|dob|born)\b/, /\d/],
  [/\b(?:name|names|called)\b/, /\b(?:name|names|called|its|hes|shes)\b/],
  [/\b(?:doing|happening|happened|happens|going on|wrong|up|how (?:is|are|does)|hows|tell us)\b/, /./],
  [/\b(?:says?|said|told)\b/, /\b(?:says?|said|told)\b/],
  [/\b(?:see|saw|seen)\b/, /\b(?:see|saw|seen)\b/],
];
const ASKS_OF = /\b(is|are|was|has|have|does|did|can|will) (s?he|they|it|you|the (?:child|girl|boy|man))\b/g;
/** Whether a sentence tells of what is asked: “Is she in the building?” – “she is in my office”. */
const isOfAsked = (said: string, asked: string) =>
  OF_KIND.some(([of, told]) => of.test(asked) && told.test(said)) ||
  [...asked.matchAll(ASKS_OF)].some(([, verb = '', who = '']) => {
    const whom = who === 'you' ? ['i', 'we'] : who.startsWith('the ') ? ['she', 'he'] : [who];
    const forms = whom.flatMap((each) => [` ${each} ${verb} `, ` ${each}${verb.slice(-1)} `]);
    return [...forms, ...(who === 'you' ? [' im ', ' i am ', ' ive '] : [])].some((each) => ` ${said} `.includes(each));
  });

/** Whether words tell what is asked: they share a word with the question that says something, or are of its kind. */
export function isPlainAnswer(text: string, open: OpenQuestion): boolean {
  const asked = open.record.facts.texts[textOf.question(open.question.number)] ?? '';
  return sharesWords(text, open) || isOfAsked(plainWords(text), plainWords(asked));
}

const CORRECTS = /^\W*(?:(?:oh|no|wait|ok|and|but)\W+)*(?:sorry|oops|correction|i meant?|actually|not)\b/i;

/** “its not femi its her stepdad kola”, “not her dad her uncle”: they put right who somebody is. */
const putsWhoRight = (text: string): boolean =>
  /\b(?:not|isnt|wasnt) (?:(?:her|his|their|the|an?) )?\p{L}{2,20},? (?:(?:its|it is|it was|but|sorry|i meant?|thats|actually) )*(?:(?:her|his|their|the|an?) )?(?:step ?)?(?:m[uo]m|dad|uncle|aunt\w*|brother|sister|cousin|nan|gran\w*|boyfriend|bf|girlfriend|partner|ex|neighbour|driver|landlord|teacher|carer|friend|mate|man|bloke)\b/u.test(
    bareText(text),
  ) ||
  (mayPutRight(text) && !/\d/.test(text));

/** “sorry not school. from the flat”, “not her dad her uncle”: puts right what was typed just before. */
export const putsRight = (text: string): boolean => CORRECTS.test(text) || putsWhoRight(text);

const THING =
  /\b(?:the|that|those|his|her|their) (?!m[ae]n\b|girl|boy|child|kid|lad\b)(\p{L}{3,}) (?:was|were|is|are|wasnt|isnt)\b/giu;
/**
 * Whether words put right what was told of this child: “amina is 7 not 8” beside a name that stands there, “4 times not 3” where 3
 * times stands, “actually the cut was old” where a cut does.
 */
export function correctsTold(words: string, record: CaseRecord): boolean {
  const wrong = deniedIn(words);
  const told = wordsIn(toldIn(record));
  const all = wordsIn(words);
  const isWith = (word: string, at: number) => word.length > 4 && told[at - 1] === wrong && all.includes(word);
  const isValue = wrong !== '' && told.includes(wrong);
  const others = all.filter((word) => word !== wrong); // “i mean tuyet not kian” is not of Kian
  const isOfPlate = told.some((word, at) => /\d/.test(word) && told[at + 1] === wrong && all.includes(word)); // “GX19 KLN not KLM”
  const isOfThis =
    isOfPlate || whomPointedAt(others.join(' '), [record]).length > 0 || (/^\d/.test(wrong) && told.some(isWith));
  const things = putsRight(words) ? [...words.toLowerCase().matchAll(THING)].map(([, thing = '']) => thing) : [];
  const isOneOf = /\d/.test(wrong) && (/\p{L}/u.test(wrong) || wrong.length > 3); // “41a not 41b”
  return (isValue && (isOfThis || isOneOf)) || things.some((thing) => told.includes(thing));
}
/** What words deny: “41b” of “41a not 41b”. */
const deniedIn = (words: string): string => /\bnot (?:an? |the )?([\p{L}\d]+)/iu.exec(words.toLowerCase())?.[1] ?? '';
/** “not ian its uncle dean”: the children of whom alone the wrong name was told. */
export const wrongOf = (words: string, children: CaseRecord[]): CaseRecord[] =>
  putsWhoRight(words) && childrenNamed(deniedIn(words), children, ownAnswers).length === 0
    ? whomPointedAt(deniedIn(words), children)
    : []; // “tuyet not kian” is of Tuyet
/** Whether words deny a number that was told of another of these children only. */
export function deniesOfOther(words: string, record: CaseRecord, children: CaseRecord[]): boolean {
  const wrong = deniedIn(words);
  const has = (each: CaseRecord) => wordsIn(toldIn(each)).includes(wrong);
  return /\d/.test(wrong) && !has(record) && children.some(has);
}

/** Whether words may be news, and no answer: they share no word with the question that says something. */
export function mayBeNews(text: string, open: OpenQuestion, at: Instant): boolean {
  const { facts } = open.record;
  const [said, asked] = [text, facts.texts[textOf.question(open.question.number)] ?? ''].map(plainWords) as [
    string,
    string,
  ];
  const leaves = leavingIn(text, at);
  const isTold =
    dangerIn(text) ||
    leaves ||
    says('missing', text) ||
    says('mistake', withoutReferences(text)) ||
    HAPPENS.test(said) ||
    (TELLS.test(said) && !isOfAsked(said, asked));
  const isPlain = ASKS_WHAT.test(asked) ? OF_PLACE.test(said) : /^(?:y|yes|yeah|yep|yup|n|no|nope|nah)\b/.test(said);
  const isTime = leaves && /\b(?:when|time|how (?:long|soon))\b/.test(asked);
  const isAskedBack = /\basking (?:me|us)\b/.test(said) && !/\bask/.test(asked); // “hes asking me for her papers” tells of none
  return (
    Boolean(isTold) &&
    !isPlain &&
    !isTime &&
    (isAskedBack || !sharesWords(withHer(text, [ownAnswers(open.record)]), open))
  );
}

/** The first words that came instead of an answer, while their author has added no more: the bot asks whether they answer. */
export function perhapsAnswer(record: CaseRecord): { words: string; open: OpenQuestion } | undefined {
  const [open] = openQuestions([record]);
  const wordsOf = ({ number }: { number: number }) => record.facts.texts[textOf.information(number)] ?? '';
  const since = record.events
    .filter(isA('InformationAdded'))
    .filter((each) => open && each.at >= open.question.askedAt);
  const first = since.find((each) => open && mayBeNews(wordsOf(each), open, each.at));
  return open && first && first === since.at(-1) ? { words: wordsOf(first), open } : undefined;
}

/** Whether words may be an answer at all: no cry, no danger, no putting off, and not that the child is found. */
export const mayAnswer = (text: string): boolean =>
  !isCry(text) && !isNoAnswer(text) && !dangerIn(text) && !says('found', text) && !refuseLongTexts({ answer: text });

/**
 * Whether words may answer a question of the MASH about another child than that of the open check: they share words with it, or
 * the check does not use them.
 * @param others the other cases of their author that the MASH has
 */
export function perhapsForMash(words: string, isUsed: boolean, others: CaseRecord[]): boolean {
  const [open] = openQuestions(others);
  return open !== undefined && mayAnswer(words) && (!isUsed || sharesWords(words, open));
}

/** The words without what they ask at their end: “lister is nearest. whos paying for that??” */
function toldBefore(text: string): string {
  const told = text.split(/(?<=[.!?])\s+/).filter((each) => !each.endsWith('?'));
  return told.some((each) => wordsIn(each).length > 1 && !isUnsure(each)) ? told.join(' ') : text;
}

/** Words that put an answer off, or ask back: the question waits on, and the MASH reads them as news. */
export const isNoAnswer = (text: string): boolean =>
  isQuestion(toldBefore(text)) ||
  !/\p{L}|\d/u.test(text) ||
  NOT_IT.test(bareText(text)) ||
  PUT_OFF.test(plainWords(text));

const NOT_IT = /\b(?:not|isnt|wasnt) (?:(?:the|my|an|your|to) )*answer\b|\bdidnt answer\b/;
const DENIES =
  /\b(?:not|isnt|wasnt) (?:the|my|an|your|that)(?: right| real)? answer\b|\bi (?:wasnt|was not|didnt|did not) (?:mean to )?answer(?:ing)? (?:you|it|that|this|the mash|(?:the|your|that) question)\b|\b(?:wrong answer|ignore (?:my|the|that) answer|(?:not|isnt|wasnt) what (?:you|u|they|mo) asked)\b/;
/** Whether words say that earlier ones were no answer: “no thats not the answer”. */
export const deniesAnswer = (text: string): boolean => DENIES.test(bareText(text));
const PUT_OFF =
  /^(?:(?:ok|sorry|pls|please|yes) )*(?:(?:hang|hold) on|wait|waiting|what|huh|eh|who|why|bear with me|(?:just |give me )?(?:an?|one|1|two|2) (?:min|mins|minute|minutes|sec|secs|second|moment|mo)|(?:ill|let me|will|going to|gonna) (?:check|look|ask|see|find out)|checking|looking)(?: (?:pls|please|now|a min|a sec|a minute|a moment))*$/;
