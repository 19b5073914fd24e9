import { withoutEnd } from '../base/texts.ts';
import { type Field, fieldOf, formOf, type Pack } from '../protocol/pack.ts';
import { isQuestion } from '../understanding/asking.ts';
import { tellingsIn } from '../understanding/sentences.ts';
import { type Answers, answerTo, type Draft, isSaid, withAnswers } from './draft.ts';
import { formFor, isInCare } from './fields.ts';
import { says, wordsThatSay } from './says.ts';
import { isSignalled } from './shown-when.ts';
import { bareText, wordsIn } from './typed-words.ts';

const carer =
  '(?:mum|mom|mam|mother|dad|father|parents?|carers?|family|foster (?:carer|mum|mother|dad|father)|step ?(?:mum|mother|dad|father)|gran|nan|grandma|grandad|aunt(?:ie|y)?|uncle|guardian)';
/** Whether the answer about consent needs its reason: not where they agreed, and not where the referrer is not sure. */
const needsReason = (answers: Answers) => !['obtained', 'unsure', undefined].includes(answerTo(answers, 'consent'));

/**
 * Whether the consent decision is recorded: that they agreed, that the referrer is not sure, or any other answer with a
 * written reason. Who does not know, or has left it open of a child in danger, has said so.
 * @source Protocol 8.1, 11
 */
export const isConsentRecorded = (answers: Answers) =>
  isSaid(answers, 'consent') && (!needsReason(answers) || isSaid(answers, 'consent-why'));

const risks = ['consent-risk', 'knowing-risk'];

/** Whether nothing can be sent without this. */
export const isForSending = ({ id, required }: Field, answers: Answers): boolean =>
  required === true || (id === 'consent-why' && needsReason(answers));

/** Whether a card stays until this is answered. Whoever is not sure about consent can go on. */
export const isNeeded = (field: Field, answers: Answers): boolean =>
  isForSending(field, answers) ||
  (risks.includes(field.id) && !['unsure', undefined].includes(answerTo(answers, 'consent')));

/** Whether all is answered that the card after it needs. */
export function isConsentAnswered(answers: Answers, pack: Pack): boolean {
  const form = formOf(pack, 'consent');
  const ids = form ? formFor(form, answers, pack).fields : [];
  return ids.every((id) => !isNeeded(fieldOf(pack, id), answers) || isSaid(answers, id));
}

/** The draft without the answers to questions that a changed answer about consent no longer asks. */
export function withFittingConsent(draft: Draft, pack: Pack): Draft {
  const form = formOf(pack, 'consent');
  const asked = form ? formFor(form, draft.answers, pack).fields : [];
  const gone = form?.fields.filter((id) => !asked.includes(id)) ?? [];
  return withAnswers(draft, { values: Object.fromEntries(gone.map((id) => [id, undefined])) });
}

const classes = { 'not-asked': 'notAsked', refused: 'refused', obtained: 'agreed' } as const;
type Said = keyof typeof classes;
/** What words say of consent, if they say one thing: “nobody asked the mum”, “mum agrees with me sending this”. */
export function consentSaid(text: string): Said | undefined {
  const [only, another] = (Object.keys(classes) as Said[]).filter((each) => says(classes[each], text));
  return another ? undefined : only;
}

const NOT_ASKED =
  /^(?:no )?(?:(?:i|we) (?:didnt|havent|did not|have not|couldnt|cant|darent|wont|wouldnt)\b(?! (?:ask|know|understand|get|mean|say|see|tell you))|(?:they|(?:the |her |his )?(?:parents|family|m[ua]m|dad|carers?)) (?:dont|doesnt|do not|mustnt|cant) know\b)/;
/** The same where it is asked: “i didnt because shed get a beating”, “they dont know and cant know”. */
export const consentAnswered = (text: string): Said | undefined =>
  consentSaid(text) ?? (NOT_ASKED.test(bareText(text)) ? 'not-asked' : undefined);

const REASON =
  /\b(?:because|cos|coz|if|would|could|might|may|[\p{L}]{1,5}['’]d|shed|hed|theyd|itd|id|scared|afraid|risk\w*|the one|involved|in on it|part of it|behind (?:it|this)|abus\w*|harm\w*|hurt\w*|hits?|beats?|danger\w*|unsafe|not safe|tip\w* (?:them|him|her) off|trust|controls?|no (?:parents?|family|adults?|carers?|english)|abroad|dont answer|cant reach)\b/u;
const mostOfReason = 300; // characters: more tell a story
/** Whether words that say no to consent give its reason, too: “no i didnt ask them theyd hide her”, “didnt ask, stepdad is the one”. */
export const givesReason = (text: string, consent = ''): boolean =>
  ['not-asked', 'refused'].includes(consent) &&
  REASON.test(bareText(text)) &&
  !isQuestion(text) &&
  [...text].length <= mostOfReason;

/** The draft with the reason that its answer about consent gives, in the author’s words, where none stands. */
export function withReasonSaid(before: Draft, after: Draft, text: string): Draft {
  const { consent, 'consent-why': why } = after.answers.values;
  const isNew = consent !== before.answers.values.consent && why === undefined && givesReason(text, consent);
  return isNew ? withAnswers(after, { values: { 'consent-why': `“${text.trim()}”` } }) : after;
}

/** Who agreed, or said no, where the words name them: not “she”. */
export const whoAgreed = (text: string): 'carer' | 'child' | undefined =>
  whoIn(wordsThatSay('agreed', text) ?? wordsThatSay('refused', text) ?? '');

const namesCarer = new RegExp(`\\b${carer}s?\\b`);
const ofChild = /\b(?:child|girl|boy|lad|young person)\b/;
function whoIn(words: string): 'carer' | 'child' | undefined {
  const [isCarer, isChild] = [namesCarer.test(words), ofChild.test(words)];
  return isCarer === isChild ? undefined : isCarer ? 'carer' : 'child';
}

/** Who was asked, in words that say no more; the carer of a child in care is no parent. */
export function whoWasAsked(text: string, answers: Answers): 'carer' | 'child' | undefined {
  const name = wordsIn(answers.values['child-name'] ?? '');
  const said = wordsIn(text).map((word) => (name.includes(word) ? 'child' : word));
  const who = said.length <= 6 ? whoIn(said.join(' ')) : undefined;
  return who === 'carer' && isInCare(answers) ? undefined : who;
}

/**
 * Whether the parent or carer knows of the referral, and how they learned of it. "Not known" must be treated as not
 * told.
 */
export type Carer =
  | { knows: 'no' }
  | { knows: 'not-known'; saidNo?: true } // somebody was asked and said no: perhaps the carer
  | { knows: 'yes'; how: 'agreed' | 'refused' | 'told' | 'told-by-others' };

/**
 * What the answers say about the parent or carer's knowledge. They know only if an answer says that they agreed,
 * refused or were told, and are not told only if one says so, or that nobody was asked for consent. If two answers contradict
 * each other, or the deciding answer is missing, it is not known.
 * @source Protocol 8.1, 11
 */
export function carerOf(answers: Answers): Carer {
  const consent = answerTo(answers, 'consent');
  const from = answerTo(answers, 'consent-from');
  const knowledge = answerTo(answers, 'knows'); // whether and by whom they were told, besides being asked
  const isTold = knowledge === 'told-by-me' || knowledge === 'told-by-others';
  if (consent === 'refused' && !from && !isTold) return { knows: 'not-known', saidNo: true };
  if (from === 'carer' && (consent === 'obtained' || consent === 'refused')) {
    if (knowledge === 'nobody') return { knows: 'not-known' };
    if (consent === 'refused') return { knows: 'yes', how: 'refused' };
    if (knowledge === 'not-known') return { knows: 'not-known' };
    return { knows: 'yes', how: knowledge === 'told-by-others' ? knowledge : 'agreed' };
  }
  if (isTold) return { knows: 'yes', how: knowledge === 'told-by-me' ? 'told' : knowledge };
  return { knows: knowledge === 'nobody' ? 'no' : 'not-known' }; // that nobody asked for consent does not say that nobody told them
}

const control = 'control-signs';

/**
 * The draft, marked if an indicator of control by adults is ticked or suspected. The pack lists those indicators. The
 * mark is stored with the answers.
 */
export function withControlMark(draft: Draft, { signals }: Pack): Draft {
  const isControlled = isSignalled(draft.answers, [...signals.control, ...signals.parentsInvolved]);
  return withAnswers(draft, { values: { [control]: isControlled ? 'yes' : undefined } });
}

/** Whether an indicator was ticked or suspected that adults control the child, or their knowing may be a risk. */
export const isControlled = ({ values }: Answers) =>
  values[control] === 'yes' || ['yes', 'not-sure'].includes(values['knowing-risk'] ?? '');

/**
 * True if nobody may mention the referral to the parent or carer, because they do not know of it, or because it is not
 * known whether they do.
 * @source Protocol 8.1, 11
 */
export const mustNotTellCarer = (answers: Answers) => carerOf(answers).knows !== 'yes';

/** Whether words say that the carer, or somebody else who may do harm, knows of the referral, and no answer does; not that the child knows. */
export function saysCarerKnows(words: string, answers: Answers): boolean {
  const name = wordsIn(answers.values['child-name'] ?? '').filter((word) => word.length > 2);
  const said = words.replace(/[\p{L}’'-]+/gu, (word) => (name.includes(wordsIn(word).join()) ? 'child' : word));
  return mustNotTellCarer(answers) && says('carerKnows', said);
}

/** What words tell of a carer: that they may know, that they may not, more than one thing, or only that they are there or rang. */
export type OfCarer = 'knows' | 'not' | 'some' | 'here';
const IS_THERE = new RegExp(
  `\\b${carer}s?(?: is| are| has| have| been)?(?: just| now| both| also| still| stood| sat)* (?:here|arrived|turned up|on (?:her|his|their|the) way|(?:at|in) (?:reception|the (?:office|door|gate|desk|lobby|foyer|waiting room))|with (?:me|us)|(?:r[ua]ng|ringing|phoned|phoning|called|calling)(?=$|,| (?:the )?(?:office|us|me|reception|school|ward|here|desk|unit|asking|up|in|back)\\b))(?=$|[ ,])`,
);

/**
 * What words of the referrer tell of what a parent or carer knows. It is a guess and changes no answer: the words stand quoted.
 * @returns the sentences that tell it, too
 */
export function ofCarer(text: string): { is: OfCarer; words: string } | undefined {
  const sentences = text.split(/(?<=[.!?;\n])/).map((each) => each.trim());
  const inParts = (each: string) => [each, ...each.split(/,| but /)].flatMap((part) => tellingsIn(part.trim()));
  const telling = (what: 'knows' | 'hidden') => sentences.filter((each) => inParts(each).includes(what));
  const [knows, not] = [telling('knows'), telling('hidden')];
  const here = sentences.filter((each) => IS_THERE.test(withoutEnd(bareText(each), '.!;')) && !isQuestion(each));
  const all = knows.length + not.length > 0 ? [...knows, ...not] : here;
  const is = knows.length > 0 ? (not.length > 0 ? 'some' : 'knows') : not.length > 0 ? 'not' : 'here';
  return all.length === 0 ? undefined : { is, words: sentences.filter((each) => all.includes(each)).join(' ') };
}

/** Words that tell what the child, or a carer, said to being referred: whole where they are short, else from there with what follows. */
export function consentTold(text: string): string | undefined {
  const sentences = text.split(/(?<=[.!?;\n])/);
  const tells = (each: string) => Object.values(classes).some((what) => says(what, each));
  const from = sentences.findIndex(tells);
  if (from < 0) return undefined;
  const to = sentences.findLastIndex(tells) + 2;
  return [...text].length <= 200 ? text.trim() : sentences.slice(from, to).join('').trim();
}
