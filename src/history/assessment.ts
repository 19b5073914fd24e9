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
  happened('AssessmentPosted'),
  happened('AssessmentNotPosted'), // it is tried on; the MASH must tell them meanwhile
  done('AssessmentAccepted'),
  done('FamilyAssessmentStarted'),
  done('FamilyAssessmentCompleted', {
    number: z.int(),
    arrival: Arrival, // whether how the child arrived in the UK is established
    planOn: z.iso.date().optional(), // since when there is a plan to protect the child
  }),
  done('TraffickingSuspicionRecorded', { number: z.int(), suspected: z.boolean() }),
  done('TraffickingAssessmentStarted'),
  done('ReasonableGroundsRecorded', { number: z.int(), grounds: z.boolean() }),
  done('ServiceRecorded', { number: z.int(), service: ServiceKind, planOn: z.iso.date().optional() }),
  done('SupportRecorded', { number: z.int(), item: SupportItem, on: z.iso.date() }),
  done('PoliceNoteAdded', { number: z.int() }),
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
