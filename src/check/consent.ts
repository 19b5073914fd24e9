import type { Pack } from '../protocol/pack.ts';
import { type Answers, answerTo } from './draft.ts';
import { isSignalled } from './shown-when.ts';

/** Whether the two consent cards are answered. Any answer lets the referral be sent; only the reason must be written. @source Protocol 8.1, 11 */
export function consentIsRecorded(answers: Answers): boolean {
  const consent = answerTo(answers, 'consent');
  return consent === 'obtained' || (consent !== undefined && answerTo(answers, 'consent-why') !== undefined);
}

/** What the worker is most likely to choose after the risk question; a suggestion they can change. No reason in law is suggested. @source Protocol 6.6, 8.1, 11 */
export function suggestedConsent(answers: Answers, { signals }: Pack): string {
  const risk = answers.values['consent-risk'];
  // Those who say they are the parents may be implicated: do not seek consent, ring the advice line.
  if (risk !== 'no' && isSignalled(answers, signals.parentsInvolved)) return 'not-sought-carer';
  return risk === 'yes' ? 'not-sought-risk' : risk === 'not-sure' ? 'unsure' : '';
}
