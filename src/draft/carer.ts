import type { Pack } from '../protocol/pack.ts';
import { type Answers, answerTo, type Draft, withAnswers } from './draft.ts';
import { isSignalled } from './shown-when.ts';

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
 * refused or were told. If two answers contradict each other, or the deciding answer is missing, it is not known.
 * @source Protocol 8.1, 11
 */
export function carerOf(answers: Answers): Carer {
  const { asked, consent } = consentOf(answers);
  const knowledge = answerTo(answers, 'knows'); // whether and by whom they were told, besides being asked
  const isTold = knowledge === 'told-by-me' || knowledge === 'told-by-others';
  if (consent === 'refused' && !answerTo(answers, 'consent-from') && !isTold)
    return { knows: 'not-known', saidNo: true };
  if (asked === 'carer') {
    if (knowledge === 'nobody') return { knows: 'not-known' };
    if (consent === 'refused') return { knows: 'yes', how: 'refused' };
    if (knowledge === 'not-known') return { knows: 'not-known' };
    return { knows: 'yes', how: knowledge === 'told-by-others' ? knowledge : 'agreed' };
  }
  if (knowledge === 'told-by-me') return { knows: 'yes', how: 'told' };
  if (knowledge === 'told-by-others') return { knows: 'yes', how: knowledge };
  if (knowledge === 'nobody') return { knows: 'no' };
  return knowledge === undefined && asked === 'not-the-carer' ? { knows: 'no' } : { knows: 'not-known' };
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

/** Whom the referrer asked for consent. Without a person, it is not known: it may be the child or the carer. */
function consentOf(answers: Answers): { asked: 'carer' | 'not-the-carer' | 'not-known'; consent: string | undefined } {
  const consent = answerTo(answers, 'consent');
  const from = answerTo(answers, 'consent-from');
  if (consent === undefined) return { asked: 'not-known', consent };
  if (consent !== 'obtained' && consent !== 'refused') return { asked: 'not-the-carer', consent };
  if (from === 'carer') return { asked: 'carer', consent };
  return { asked: from === 'child' ? 'not-the-carer' : 'not-known', consent };
}
