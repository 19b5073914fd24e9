import { z } from 'zod';
import { done, happened } from './entry.ts';

export const Arrival = z.enum(['yes', 'no', 'not-known']);
/** @source Protocol 8.4 */
export const ServiceKind = z.enum(['child-in-need', 'child-protection', 'looked-after']);
/** @source Protocol 8.4: health, family, immigration and legal advice, action against those who did it, return home */
export const SupportItem = z.enum(['camhs', 'family', 'legal', 'action', 'return']);

/**
 * What the Assessment team records. `number` counts those of a kind: the latest counts, and the earlier ones stay. What was written is
 * in the facts under the names of `assessmentText`. Where a child is placed is in none of them.
 * @source Protocol 8.3, 8.4, 10.1; default A6: the suspicion that begins the trafficking assessment and the finding that ends it are two
 */
export const assessmentEvents = [
  z.object({ type: z.literal('AssessmentPosted'), ...happened }),
  z.object({ type: z.literal('AssessmentNotPosted'), ...happened }), // it is tried on; the MASH must tell them meanwhile
  z.object({ type: z.literal('AssessmentAccepted'), ...done }),
  z.object({ type: z.literal('FamilyAssessmentStarted'), ...done }),
  z.object({
    type: z.literal('FamilyAssessmentCompleted'),
    ...done,
    number: z.int(),
    arrival: Arrival, // whether how the child arrived in the UK is established
    planOn: z.iso.date().optional(), // since when there is a plan to protect the child
  }),
  z.object({ type: z.literal('TraffickingSuspicionRecorded'), ...done, number: z.int(), suspected: z.boolean() }),
  z.object({ type: z.literal('TraffickingAssessmentStarted'), ...done }),
  z.object({ type: z.literal('ReasonableGroundsRecorded'), ...done, number: z.int(), grounds: z.boolean() }),
  z.object({
    type: z.literal('ServiceRecorded'),
    ...done,
    number: z.int(),
    service: ServiceKind,
    planOn: z.iso.date().optional(),
  }),
  z.object({ type: z.literal('SupportRecorded'), ...done, number: z.int(), item: SupportItem, on: z.iso.date() }),
  z.object({ type: z.literal('PoliceNoteAdded'), ...done, number: z.int() }),
] as const;

/** Under which name a text of the assessment is kept among the facts of the case. */
export const assessmentText = {
  need: (number: number) => `assessment-need-${number}`,
  services: (number: number) => `assessment-services-${number}`,
  suspicion: (number: number) => `suspicion-reasons-${number}`,
  grounds: (number: number) => `grounds-reasons-${number}`,
  worker: (number: number) => `service-worker-${number}`,
  owner: (number: number) => `support-owner-${number}`,
  policeNote: (number: number) => `police-note-${number}`, // read by the Assessment team alone
} as const;
