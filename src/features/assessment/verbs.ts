import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { attempt, caseVerb, Envelope, verb } from '../../cards/verb.ts';

/** The forms in which the team records its assessment. */
export const assessmentFormNames = ['family', 'suspicion', 'grounds', 'service', 'support', 'police'] as const;
export type AssessmentForm = (typeof assessmentFormNames)[number];

/** The forms of the team, and the two of the central referral. */
export const FormName = z.enum([...assessmentFormNames, 'central-sent', 'central-outcome']);
export type FormName = z.infer<typeof FormName>;

const { page } = Envelope.shape;
export const accept = caseVerb('assessment-accept');
export const begin = verb('assessment-start', { case: CaseId, to: z.enum(['family', 'specialist']) });
export const assessmentForm = verb('assessment-form', { case: CaseId, to: FormName });
/** `revision`: the latest entry of the central referral that the person saw when they opened the form. */
export const assessmentRecord = verb('assessment-record', {
  case: CaseId,
  to: FormName,
  attempt,
  revision: z.int().default(0),
});
export const policeNotes = verb('police-notes', { case: CaseId, page });
export const centralPrepare = verb('central-prepare', { case: CaseId, page });
