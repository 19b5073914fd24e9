import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { attempt, typed, verb } from '../../cards/verb.ts';

/** What can be done with a disagreement. */
export const DisagreementStep = z.enum(['raise', 'up', 'date', 'settle', 'take-back']);
export type DisagreementStep = z.infer<typeof DisagreementStep>;

const which = { case: CaseId, number: z.int().optional() }; // which disagreement of the case: the latest where it is not said
const form = { ...which, level: z.int().optional(), choice: DisagreementStep.default('raise').catch('raise') }; // the level that it was for

export const disagree = verb('disagree', { case: CaseId });
export const openDisagreement = verb('disagreement', which);
export const disagreementForm = verb('disagreement-form', form);
/** Who is set up for a level ends it, in their own chat. */
export const disagreementClose = verb(
  'close-disagreement',
  { case: CaseId, number: z.int(), level: z.int(), attempt },
  { reason: typed },
);
export const disagreementSave = verb(
  'disagreement-save',
  { ...form, attempt },
  { reasons: typed, agency: typed, mash: typed, target: typed, outcome: typed },
);
