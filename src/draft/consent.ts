import { withoutEnd } from '../base/texts.ts';
import { type Field, fieldOf, formOf, type Pack } from '../protocol/pack.ts';
import { isQuestion } from '../understanding/asking.ts';
import { type Answers, answerTo, type Draft, isSaid, withAnswers } from './draft.ts';
import { formFor, isInCare } from './fields.ts';
import { carer } from './near-said.ts';
import { says, wordsThatSay } from './says.ts';
import { isSignalled } from './shown-when.ts';
import { bareText, wordsIn } from './typed-words.ts';

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
const more = '(?: (?!(?:i|im|ive|we|you|u|its?|s?hes?|they|him|her|says?|said|told|thinks?|who|if)\\b)\\w+){0,4}';
const dont = '(?:(?:do|does|did)(?:nt| not)|dos?ent|dosnt|doesent)';
const whose = '(?: (?:her|his|their|the))?';
const DOUBTS = new RegExp(
  `\\b(?:dont|doesnt|not) (?:think|believe|reckon)(?: that| either)?${whose} ${carer}s? knows?\\b`,
);
const NOT_KNOWN = new RegExp(
  [
    `\\b${carer}s?${more} ${dont} (?:even |actually |really )?know(?=$|,| (?:yet|about|that|any\\w*|nothing|of|where|and|but|so|n|cos|far|as|im|ive|we|this|s?hes?|they|theyre)\\b)`,
    `\\b${carer}s?${more} (?:isnt|arent|not|wasnt|werent|hasnt|havent|never)(?: been)?(?: yet)? (?:aware|told|informed)\\b(?! (?:me|us)\\b)`,
    `\\b${carer}s?${more} (?:no idea|no clue|not a clue|in the dark|clueless)\\b`,
    `\\b${carer}s?${more} (?:thinks?|believes?) (?:shes|hes|theyre|(?:s?he|they) (?:is|are)) (?:at|with|out|staying|gone|on|round|still|asleep|home|in(?! (?:danger|trouble)\\b))\\b`,
    `\\b(?:not|nobody|no ?one|never|havent|hasnt|hadnt|didnt)(?: has| have| been| yet)* (?:told|tell|informed?|let)${whose} ${carer}\\b`,
    DOUBTS.source,
    `\\b${carer}s?\\b[^,]{0,60} (?:s?he|they) ${dont} know(?=$|,| (?:yet|any\\w*|about (?:it|this|any)|as far|far as|shes|hes)\\b)`,
  ].join('|'),
);
const MAY_KNOW = new RegExp(
  `\\b${carer}s?\\b.{0,60}\\b(?:now|so|and|means|then) (?:s?he|they) (?:now )?knows?(?=$|,| (?:now|about|every\\w*|all|that|too|as well)\\b)`,
);
const KNOWS_PART = new RegExp(`\\b${carer}s? (?:\\w+ )?knows? (?:where|who|what|how)\\b`);
const DOES_NOT = new RegExp(`\\b${carer}s? (?:${dont}|isnt|hasnt)(?= yet|$|,)`); // “dad knows where he is, mum doesnt”
const IS_THERE = new RegExp(
  `\\b${carer}s?(?: is| are| has| have| been)?(?: just| now| both| also| still| stood| sat)* (?:here|arrived|turned up|on (?:her|his|their|the) way|(?:at|in) (?:reception|the (?:office|door|gate|desk|lobby|foyer|waiting room))|with (?:me|us)|(?:r[ua]ng|ringing|phoned|phoning|called|calling)(?=$|,| (?:the )?(?:office|us|me|reception|school|ward|here|desk|unit|asking|up|in|back)\\b))(?=$|[ ,])`,
);
const PERHAPS =
  /\b(?:if|unless|whether|until|till|before|once|when|in ?case|scared|afraid|worried|hope|let|wants?|should|shall|can|could)\b/;

/**
 * What words of the referrer tell of what a parent or carer knows. It is a guess and changes no answer: the words stand quoted.
 * @returns the sentences that tell it, too
 */
export function ofCarer(text: string): { is: OfCarer; words: string } | undefined {
  const read = (pattern: RegExp, isSure = true) =>
    sentences.filter((each) => {
      const said = bareText(each).trim();
      const from = pattern.exec(withoutEnd(said, '.!;'))?.index;
      return from !== undefined && !(isSure && (isQuestion(each) || PERHAPS.test(said.slice(0, from))));
    });
  const sentences = text.split(/(?<=[.!?;\n])/);
  const not = [...read(NOT_KNOWN), ...(/\bknows?\b/i.test(text) ? read(DOES_NOT) : [])];
  const knows = [
    ...sentences.filter((each) => says('carerKnows', each) && !DOUBTS.test(bareText(each))),
    ...read(MAY_KNOW),
  ];
  const part = read(KNOWS_PART);
  const here = read(IS_THERE);
  const told = [...not, ...knows, ...part];
  const is =
    knows.length > 0 && not.length === 0 ? 'knows' : not.length > 0 && told.length === not.length ? 'not' : 'some';
  const all = told.length > 0 ? told : here;
  if (all.length === 0) return undefined;
  const words = sentences.filter((each) => all.includes(each)).map((each) => each.trim());
  return { is: told.length > 0 ? is : 'here', words: words.join(' ') };
}

const TELLS_CONSENT = new RegExp(
  [
    '(?<!\\b(?:im|i am|were|we are) )\\b(?:ok|okay|fine|happy|cool|alright|comfortable) (?:(?:with|w|for|about) (?:it|this|that|you|u|me|us|sharing|telling|being|mash|(?:the |a )?(?:referral|police|mash|social\\w*)|(?:\\w+ ){1,2}(?:knowing|being|telling|having|sharing))|to (?:share|refer|tell|send|be referred|talk|speak))\\b',
    `(?<!\\bi )\\b${dont} mind (?:you|u|me|us|it|this|if|being|any\\w*|people|who|mash|the)\\b`,
    '\\b(?:told|asked?|explained|spoke|spoken|talked|checked)(?: (?:it|this|all))?(?: (?:to|with))? (?:him|her|them|\\w+)\\b.{0,40}\\b(?:ye[sap]h?|yh|nod(?:s|ded)?|agree[sd]|fine|consent\\w*|shook (?:his|her|their)|refuse[sd]|wants? (?:help|this|you|us)|said (?:no|ok\\w*|its|i can|you can))\\b',
    '\\b(?:s?he|they)(?: has| have| just| also)* (?:told (?:me|us) (?:yes|no|ye[ap]h?|its (?:ok|fine)|i can|you can|not to)|sa(?:id|ys) (?:yes|ye[ap]h?|its (?:ok\\w*|fine)|i can|you can) (?=tell|share|refer|know|to|$)|nodded|agree[sd]\\b(?! to (?:go|meet|come|do|see|get|be)\\b))',
    '\\b(?:s?he|they|child|girl|boy|lad|kid)(?: really| just| does| do| says s?he)* wants? (?:help|you (?:lot |all )?to (?:know|help|come)|to (?:come with us|talk to you|be helped))\\b',
    `\\b${dont} want (?:\\w+ ){1,5}(?:to know|to be told|told|knowing|telling|informed)\\b|\\b${dont} want (?:us|me|you|u) telling\\b`,
    '\\b(?:gave|got|have|has|given|no|verbal|written) (?:\\w+ )?(?:consent|permission)\\b|\\bconsent(?:s|ed|ing)\\b',
  ].join('|'),
);
/** Words that tell what the child, or a carer, said to being referred: whole where they are short, else from there with what follows. */
export function consentTold(text: string): string | undefined {
  const sentences = text.split(/(?<=[.!?;\n])/);
  const tells = (each: string) =>
    !isQuestion(each) && (consentSaid(each) !== undefined || TELLS_CONSENT.test(bareText(each)));
  const from = sentences.findIndex(tells);
  if (from < 0) return undefined;
  const to = sentences.findLastIndex(tells) + 2;
  return [...text].length <= 200 ? text.trim() : sentences.slice(from, to).join('').trim();
}
