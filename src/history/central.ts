import { z } from 'zod';
import { done } from './entry.ts';

/** What the authority said. `awaited`: somebody asked, and there is no decision yet. */
export const CentralOutcome = z.enum(['grounds-yes', 'grounds-no', 'trafficked', 'not-trafficked', 'awaited']);
export type CentralOutcome = z.infer<typeof CentralOutcome>;

/**
 * What a person records of the referral to the central competent authority: the bot sends nothing. The latest entry counts. The
 * pathway, its days and the date aimed at are those of the day on which it was recorded.
 * @source Protocol 4.3; default A4: calendar days from the recorded date
 */
export const centralEvents = [
  done('CentralReferralRecorded', {
    number: z.int(),
    sentOn: z.iso.date(),
    pathway: z.enum(['2016', '2026']),
    within: z.int(), // calendar days
    groundsBy: z.iso.date().optional(), // 2026; not there where the bank holidays are not known
  }),
  done('CentralOutcomeRecorded', { number: z.int(), outcome: CentralOutcome, heardOn: z.iso.date() }),
] as const;

/** Under which name a text of the central referral is kept among the facts of the case. */
export const centralText = {
  reference: (number: number) => `central-reference-${number}`,
  who: (number: number) => `central-who-${number}`, // who said so
} as const;
