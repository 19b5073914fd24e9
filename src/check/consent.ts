import { type Answers, answerTo } from './draft.ts';

/** Whether the two consent cards are answered. Any answer lets the referral be sent; only the reason must be written. @source Protocol 8.1, 11 */
export function consentIsRecorded(answers: Answers): boolean {
  const consent = answerTo(answers, 'consent');
  return consent === 'obtained' || (consent !== undefined && answerTo(answers, 'consent-why') !== undefined);
}

/** What the worker is most likely to choose after the risk question; a suggestion they can change. @source Protocol 8.1, 11 */
export function suggestedConsent(answers: Answers): { consent: string; basis: string } {
  const risk = answers.values['consent-risk'];
  if (risk === 'yes') return { consent: 'not-sought-risk', basis: 'LB4' };
  if (risk === 'not-sure') return { consent: 'unsure', basis: 'LB4' };
  return { consent: '', basis: '' };
}

/** The parent or carer has not been told: every later card says so. Unanswered counts as not told. @source Protocol 8.1, 11 */
export function carerIsNotTold(answers: Answers): boolean {
  const consent = answerTo(answers, 'consent');
  return consent !== 'obtained' && consent !== 'refused';
}
