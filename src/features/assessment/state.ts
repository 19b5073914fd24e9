import type { z } from 'zod';
import type { StaffId } from '../../base/people.ts';
import type { Instant } from '../../base/time.ts';
import type { SupportItem } from '../../history/assessment.ts';
import type { CaseEvent, EventOf } from '../../history/events.ts';

interface Done {
  by: StaffId;
  at: Instant;
}

/**
 * The state of a case's assessment. A part is present once somebody has recorded it; the latest record of each counts.
 */
export interface Assessment {
  /**
   * `back`: it was passed on, and a correction of the decision took it back. `concern`: a concern about trafficking was
   * recorded, so that no correction takes it back.
   */
  passed: { kind: 'no' } | ({ kind: 'yes' | 'back'; concern: boolean } & Done);
  postedAt?: Instant;
  notPostedAt?: Instant;
  accepted?: Done;
  familyStarted?: Done;
  familyCompleted?: EventOf<'FamilyAssessmentCompleted'>;
  suspicion?: EventOf<'TraffickingSuspicionRecorded'>;
  specialistStarted?: Done;
  grounds?: EventOf<'ReasonableGroundsRecorded'>;
  services: EventOf<'ServiceRecorded'>[];
  support: Partial<Record<z.infer<typeof SupportItem>, EventOf<'SupportRecorded'>>>;
  supportCount: number;
  policeNotes: EventOf<'PoliceNoteAdded'>[];
}

const nothing: Assessment = { passed: { kind: 'no' }, services: [], support: {}, supportCount: 0, policeNotes: [] };

export function assessmentOf(events: CaseEvent[]): Assessment {
  return events.reduce(after, nothing);
}

/** Reads the history as it is: an entry recorded out of order still counts. */
function after(assessment: Assessment, event: CaseEvent): Assessment {
  switch (event.type) {
    case 'DecisionRecorded':
      return passesOn(event) ? passed(assessment, event) : assessment;
    case 'DecisionCorrected':
      return corrected(assessment, event);
    case 'AssessmentPosted':
      return { ...assessment, postedAt: event.at };
    case 'AssessmentNotPosted':
      return { ...assessment, notPostedAt: event.at };
    case 'AssessmentAccepted':
      return { ...assessment, accepted: assessment.accepted ?? { by: event.by, at: event.at } };
    case 'FamilyAssessmentStarted':
      return { ...assessment, familyStarted: assessment.familyStarted ?? { by: event.by, at: event.at } };
    case 'FamilyAssessmentCompleted':
      return { ...assessment, familyCompleted: event };
    case 'TraffickingSuspicionRecorded':
      return { ...assessment, suspicion: event };
    case 'TraffickingAssessmentStarted':
      return { ...assessment, specialistStarted: assessment.specialistStarted ?? { by: event.by, at: event.at } };
    case 'ReasonableGroundsRecorded':
      return { ...assessment, grounds: event };
    case 'ServiceRecorded':
      return { ...assessment, services: [...assessment.services, event] };
    case 'SupportRecorded':
      return {
        ...assessment,
        support: { ...assessment.support, [event.item]: event },
        supportCount: assessment.supportCount + 1,
      };
    case 'PoliceNoteAdded':
      return { ...assessment, policeNotes: [...assessment.policeNotes, event] };
    default:
      return assessment;
  }
}

type Decision = EventOf<'DecisionRecorded'> | EventOf<'DecisionCorrected'>;

const isConcern = ({ trafficking = 'no' }: Pick<Decision, 'trafficking'>): boolean => trafficking !== 'no';

/**
 * Whether this decision passes the case to the Assessment team: because it says so, or because there is a concern about
 * trafficking or the MASH cannot tell.
 * @source Protocol 8.2
 */
export const passesOn = (entry: Pick<Decision, 'decision' | 'trafficking'>): boolean =>
  entry.decision === 'assessment' || isConcern(entry);

function passed(assessment: Assessment, event: Decision): Assessment {
  const before = assessment.passed;
  if (before.kind === 'yes')
    return isConcern(event) ? { ...assessment, passed: { ...before, concern: true } } : assessment;
  return { ...assessment, passed: { kind: 'yes', concern: isConcern(event), by: event.by, at: event.at } };
}

/**
 * Only a correction takes a case back from the team. Once there was a concern about trafficking, the case stays with
 * the team, which only hears of the correction.
 */
function corrected(assessment: Assessment, event: EventOf<'DecisionCorrected'>): Assessment {
  if (passesOn(event)) return passed(assessment, event);
  const before = assessment.passed;
  if (before.kind !== 'yes' || before.concern) return assessment;
  return { ...assessment, passed: { kind: 'back', concern: false, by: event.by, at: event.at } };
}

/** The service that the child has now: the latest record. */
export const serviceNow = ({ services }: Assessment): EventOf<'ServiceRecorded'> | undefined => services.at(-1);
