import { z } from 'zod';
import { eventByPerson } from './entry.ts';

/** The authority's answer. `awaited`: somebody asked, and there is no decision yet. */
export const CentralOutcome = z.enum(['grounds-yes', 'grounds-no', 'trafficked', 'not-trafficked', 'awaited']);
export type CentralOutcome = z.infer<typeof CentralOutcome>;

/**
 * What a person records about the referral to the central competent authority; the bot sends nothing there. The latest
 * entry counts. The pathway, its days and the target date are those that applied on the day of recording.
 * @source Protocol 4.3, read as calendar days from the recorded date
 */
export const centralEvents = [
  eventByPerson('CentralReferralRecorded', {
    number: z.int(),
    sentOn: z.iso.date(),
    pathway: z.enum(['2016', '2026']),
    within: z.int(), // calendar days
    groundsBy: z.iso.date().optional(), // only in the 2026 pathway, and only if the bank holidays are known
  }),
  eventByPerson('CentralOutcomeRecorded', { number: z.int(), outcome: CentralOutcome, heardOn: z.iso.date() }),
] as const;

/** The names under which the facts of the case store the texts of the central referral. */
export const centralText = {
  reference: (number: number) => `central-reference-${number}`,
  who: (number: number) => `central-who-${number}`, // who gave the answer
} as const;
