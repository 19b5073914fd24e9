import type { Pack } from '../protocol/pack.ts';
import { type Answers, answerTo } from './draft.ts';
import { isSignalled } from './shown-when.ts';

/** Whether the two consent cards are answered. Any answer lets the referral be sent; only the reason must be written. @source Protocol 8.1, 11 */
export function consentIsRecorded(answers: Answers): boolean {
  const consent = answerTo(answers, 'consent');
  return consent === 'obtained' || (consent !== undefined && answerTo(answers, 'consent-why') !== undefined);
}

/** What the worker is most likely to choose after the risk question; a suggestion they can change. @source Protocol 6.6, 8.1, 11 */
export function suggestedConsent(answers: Answers, { signals }: Pack): { consent: string; basis: string } {
  const risk = answers.values['consent-risk'];
  // Those who say they are the parents may be implicated: do not seek consent, ring the advice line.
  if (risk !== 'no' && isSignalled(answers, signals.parentsInvolved))
    return { consent: 'not-sought-carer', basis: 'LB4' };
  if (risk === 'yes') return { consent: 'not-sought-risk', basis: 'LB4' };
  if (risk === 'not-sure') return { consent: 'unsure', basis: 'LB4' };
  return { consent: '', basis: '' };
}

/**
 * The parent or carer has not been told: every later card says so. What was answered about that itself goes before what the answer
 * about consent suggests; unanswered counts as not told.
 * @source Protocol 8.1, 11
 */
export function carerIsNotTold(answers: Answers): boolean {
  const told = answerTo(answers, 'told');
  if (told !== undefined && told !== 'not-known') return told === 'no';
  const consent = answerTo(answers, 'consent');
  return consent !== 'obtained' && consent !== 'refused';
}
