import type { Instant } from '../base/time.ts';
import type { SubmittedReferral } from '../case/state.ts';
import type { Pack } from '../protocol/pack.ts';
import { type Block, coloured, line, ring } from './parts.ts';

/** The same in words, for an answer that has no card of its own. */
export const heardInWords = ({ phones }: Pack): string =>
  `The MASH has decided already. I am telling them that there is something new. If it cannot wait, ring ${phones.urgent} now. Your receipt shows when somebody has read it.`;

/** Said to the referrer at once who tells the MASH something about a decided case: a call is the surer way. @param at when they told it */
export function heardAfterDecision(referral: SubmittedReferral, { phones }: Pack, at: Instant): Block[] {
  if (referral.status !== 'decided' || at < referral.decidedAt) return [];
  return [
    coloured('warning', [
      line('The MASH has decided already. I am telling them that there is something new.', 'bold'),
      ...ring('If it cannot wait, ring now:', phones.urgent, 'large'),
      line('Your receipt shows when somebody has read it.', 'plain', 'Small'),
    ]),
  ];
}
