import { z } from 'zod';
import { eventByItself, eventByPerson, textName, withNumber } from './entry.ts';

export const Arrival = z.enum(['yes', 'no', 'not-known']);
/** @source Protocol 8.4 */
export const ServiceKind = z.enum(['child-in-need', 'child-protection', 'looked-after']);
/** @source Protocol 8.4: health, family, immigration and legal advice, action against the offenders, return home */
export const SupportItem = z.enum(['camhs', 'family', 'legal', 'action', 'return']);

/**
 * What the Assessment team records. `number` counts the events of one kind. A new finding or service replaces the one
 * before it. The texts are in the facts, under the names of `assessmentText`. No event says where a child is placed.
 * @source Protocol 8.3, 8.4, 10.1. Our reading: the suspicion that begins the trafficking assessment and the finding
 * that ends it are two separate records
 */
export const assessmentEvents = [
  eventByItself('AssessmentPosted'),
  eventByItself('AssessmentNotPosted'), // the bot keeps trying; meanwhile the MASH must tell the team
  eventByPerson('AssessmentAccepted'),
  eventByPerson('FamilyAssessmentStarted'),
  eventByPerson('FamilyAssessmentCompleted', {
    ...withNumber,
    arrival: Arrival, // whether it is established how the child came to the UK
    planOn: z.iso.date().optional(), // the date of the plan to protect the child
  }),
  eventByPerson('TraffickingSuspicionRecorded', { ...withNumber, suspected: z.boolean() }),
  eventByPerson('TraffickingAssessmentStarted'),
  eventByPerson('ReasonableGroundsRecorded', { ...withNumber, grounds: z.boolean() }),
  eventByPerson('ServiceRecorded', { ...withNumber, service: ServiceKind, planOn: z.iso.date().optional() }),
  // before it was a task (`TaskSet`)
  eventByPerson('SupportRecorded', { ...withNumber, item: SupportItem, on: z.iso.date() }),
  eventByPerson('PoliceNoteAdded', withNumber),
] as const;

/** The names under which the facts of the case store the texts of the assessment. */
export const assessmentText = {
  need: textName('assessment-need'),
  services: textName('assessment-services'),
  suspicion: textName('suspicion-reasons'),
  grounds: textName('grounds-reasons'),
  worker: textName('service-worker'),
  owner: textName('support-owner'),
  policeNote: textName('police-note'), // only the Assessment team reads it
} as const;

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
    ...withNumber,
    sentOn: z.iso.date(),
    pathway: z.enum(['2016', '2026']),
    within: z.int(), // calendar days
    groundsBy: z.iso.date().optional(), // only in the 2026 pathway, and only if the bank holidays are known
  }),
  eventByPerson('CentralOutcomeRecorded', { ...withNumber, outcome: CentralOutcome, heardOn: z.iso.date() }),
] as const;

/** The names under which the facts of the case store the texts of the central referral. */
export const centralText = {
  reference: textName('central-reference'),
  who: textName('central-who'), // who gave the answer
} as const;
