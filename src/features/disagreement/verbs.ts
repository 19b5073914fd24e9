import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { attempt, caseVerb, typed, verb } from '../../cards/verb.ts';

/** The steps that a person can take with a disagreement. `up`: to the next level. `date`: set when to settle it. */
export const DisagreementStep = z.enum(['raise', 'up', 'date', 'settle', 'take-back']);
export type DisagreementStep = z.infer<typeof DisagreementStep>;

const which = { case: CaseId, number: z.int().optional() }; // without a number, the latest disagreement of the case
// `level`: the level that the form was for.
const form = { ...which, level: z.int().optional(), choice: DisagreementStep };

export const disagree = caseVerb('disagree');
export const openDisagreement = verb('disagreement', which);
export const disagreementForm = verb('disagreement-form', form);
/** A person who is set up for a level closes the disagreement, in their own chat. */
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
