import type { Instant } from '../base/time.ts';
import type { SubmittedReferral } from '../case/state.ts';
import type { Pack } from '../protocol/pack.ts';
import { type Block, coloured, line, ring, spacedLine } from './parts.ts';

/**
 * Tells a referrer who sends news about a decided case that a call is safer.
 * @param at when the referrer sent the news
 */
export function afterDecisionNotice(referral: SubmittedReferral, { phones }: Pack, at: Instant): Block[] {
  if (referral.status !== 'decided' || at < referral.decidedAt) return [];
  return [
    coloured('warning', [
      line('The MASH has decided already. I am telling them that there is something new.', 'bold'),
      ring('If it cannot wait, ring now:', phones.urgent, 'large'),
      spacedLine('Your receipt shows when somebody has read it.'),
    ]),
  ];
}
