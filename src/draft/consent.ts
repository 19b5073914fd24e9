import type { Pack } from '../protocol/pack.ts';
import { type Answers, answerTo } from './draft.ts';
import { isSignalled } from './shown-when.ts';

/**
 * Whether the consent decision is recorded: that consent was obtained, or any other answer with a written reason.
 * @source Protocol 8.1, 11
 */
export function isConsentRecorded(answers: Answers) {
  const consent = answerTo(answers, 'consent');
  return consent === 'obtained' || (consent !== undefined && answerTo(answers, 'consent-why') !== undefined);
}

/**
 * The choice to suggest after the risk question, which the referrer can change. No lawful basis is suggested.
 * @source Protocol 6.6, 8.1, 11
 */
export function suggestedConsent(answers: Answers, { signals }: Pack): string {
  const risk = answers.values['consent-risk'];
  // The people who say they are the parents may be involved: do not ask them for consent, ring the advice line.
  if (risk !== 'no' && isSignalled(answers, signals.parentsInvolved)) return 'not-sought-carer';
  return risk === 'yes' ? 'not-sought-risk' : risk === 'not-sure' ? 'unsure' : '';
}
