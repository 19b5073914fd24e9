import { type Field, fieldOf, formOf, type Pack } from '../protocol/pack.ts';
import { isQuestion } from '../understanding/asking.ts';
import { type Answers, answerTo, type Draft, withAnswers } from './draft.ts';
import { formFor, isInCare } from './fields.ts';
import { isSignalled } from './shown-when.ts';
import { bareText, wordsIn } from './typed-words.ts';

/** Whether the answer about consent needs its reason: not where they agreed, and not where the referrer is not sure. */
const needsReason = (answers: Answers) => !['obtained', 'unsure', undefined].includes(answerTo(answers, 'consent'));

/**
 * Whether the consent decision is recorded: that they agreed, that the referrer is not sure, or any other answer with a
 * written reason.
 * @source Protocol 8.1, 11
 */
export const isConsentRecorded = (answers: Answers) =>
  answerTo(answers, 'consent') !== undefined &&
  (!needsReason(answers) || answerTo(answers, 'consent-why') !== undefined);

const risks = ['consent-risk', 'knowing-risk'];

/** Whether nothing can be sent without this. */
export const isForSending = ({ id, required }: Field, answers: Answers): boolean =>
  required === true || (id === 'consent-why' && needsReason(answers));

/** Whether a card stays until this is answered. Whoever is not sure about consent can go on. */
export const isNeeded = (field: Field, answers: Answers): boolean =>
  isForSending(field, answers) || (risks.includes(field.id) && answerTo(answers, 'consent') !== 'unsure');

/** Whether all is answered that the card after it needs. */
export function isConsentAnswered(answers: Answers, pack: Pack): boolean {
  const form = formOf(pack, 'consent');
  const ids = form ? formFor(form, answers, pack).fields : [];
  return ids.every((id) => !isNeeded(fieldOf(pack, id), answers) || answerTo(answers, id) !== undefined);
}

/** The draft without the answers to questions that a changed answer about consent no longer asks. */
export function withFittingConsent(draft: Draft, pack: Pack): Draft {
  const form = formOf(pack, 'consent');
  const asked = form ? formFor(form, draft.answers, pack).fields : [];
  const gone = form?.fields.filter((id) => !asked.includes(id)) ?? [];
  return withAnswers(draft, { values: Object.fromEntries(gone.map((id) => [id, undefined])) });
}

const CARER =
  '(?:m[ua]m|mam|mother|dad|father|parents?|carers?|guardian|gran(?:dad|ny|dma)?|nan|aunt(?:ie|y)?|uncle|family|foster (?:mum|dad|carer))';
const ASKED = `(?:${CARER}|s?he|they|(?:the )?(?:child|girl|boy|lad))`;
const STILL = '(?: (?:has|have|does|do|did|is|are|was|were|both|all|s?he|they|its|now|already|fully|just|only))*';
const consentWords = {
  'not-asked':
    /\b(?:nobody|no ?one)(?: has| have| ever)* asked\b(?! (?:for help|me|us|where|what|why|who|how|if)\b)|\b(?:not|never|havent|hasnt|hadnt|didnt|wasnt|werent|without|cant|couldnt|able to|yet to)(?: (?:been|be|yet|even|actually|really|able to|had (?:the |a )?(?:chance|time) to))* ask(?:ed|ing)?\b(?!(?: \w+){0,3} (?:for help|me|us|about|names?|ages?|where|what|why|who|how|if|whether)\b)/,
  refused: new RegExp(
    `\\b${ASKED}${STILL} (?:sa(?:id|ys) no\\b|refuse[sd]?\\b(?! to (?!agree|consent))|against (?:it|this)\\b|(?:(?:does|did|do|will|wo)nt|(?:does|did|do|will) not) (?:agree|consent|want (?:this|it|me to|us to|nobody|any ?(?:one|body)|the police|a referral)))`,
  ),
  obtained: new RegExp(
    `\\b${ASKED}${STILL} (?:agree[sd]?\\b(?! to (?:go|meet|come|do|see|get|be)\\b)|consent(?:s|ed)\\b|gave (?:me |us )?(?:consent|permission)\\b|sa(?:id|ys) (?:yes|yeah|ok|okay|(?:its |thats )?fine)\\b|(?:ok|okay|fine|happy) (?:with|for|about) (?:it|this|me|us|sharing|a referral)\\b)`,
  ),
} as const;
const DENIES = /\b(?:not|never|if|wont|would|might|\w+nt)\b/;
const clausesIn = (text: string) =>
  text
    .split(/(?<=[.!?\n])/)
    .filter((each) => !isQuestion(each))
    .flatMap((each) => bareText(each).split(/[.,;:!\n]| (?:but|and|so|because|cos) /));

/** What words say of consent, if they say one thing: “nobody asked the mum”, “mum agrees with me sending this”. */
export function consentSaid(
  text: string,
): { consent: keyof typeof consentWords; from?: 'carer' | 'child' } | undefined {
  const said = clausesIn(text).flatMap((clause) =>
    (['not-asked', 'refused', 'obtained'] as const).flatMap((consent) =>
      consentWords[consent].test(clause) && !(consent === 'obtained' && DENIES.test(clause)) ? { consent, clause } : [],
    ),
  );
  const [first] = said;
  if (!first || said.some(({ consent }) => consent !== first.consent)) return undefined;
  const from = first.consent === 'not-asked' ? undefined : whoIn(first.clause);
  return { consent: first.consent, ...(from && { from }) };
}

const ofCarer = new RegExp(`\\b${CARER}s?\\b`);
const ofChild = /\b(?:child|girl|boy|lad|young person)\b/;
/** Who was asked, where words name one: “her mum”, “the girl herself”. Not “she”. */
function whoIn(words: string): 'carer' | 'child' | undefined {
  const [isCarer, isChild] = [ofCarer.test(words), ofChild.test(words)];
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
