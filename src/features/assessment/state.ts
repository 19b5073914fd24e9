import type { z } from 'zod';
import type { StaffId } from '../../base/people.ts';
import type { Instant } from '../../base/time.ts';
import type { SupportItem } from '../../history/assessment.ts';
import type { CaseEvent, EventOf } from '../../history/events.ts';

interface Done {
  by: StaffId;
  at: Instant;
}

/** Where the assessment of a case stands. Each part is there once it was recorded; of what was recorded again, the latest counts. */
export interface Assessment {
  /** `back`: it was passed on, and a correction of the decision took it back. */
  passed: { kind: 'no' } | ({ kind: 'yes' | 'back' } & Done);
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

/** History is read, not judged: what was recorded out of order still counts. */
function after(assessment: Assessment, event: CaseEvent): Assessment {
  switch (event.type) {
    case 'DecisionRecorded':
      return assessment.passed.kind === 'no' ? decided(assessment, event) : assessment; // the first one stands
    case 'DecisionCorrected':
      return decided(assessment, event);
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

/** The decision that stands says whether the case is with the Assessment team. @source Protocol 8.2 */
function decided(
  assessment: Assessment,
  { decision, by, at }: EventOf<'DecisionRecorded'> | EventOf<'DecisionCorrected'>,
): Assessment {
  const { kind } = assessment.passed;
  if (decision === 'assessment')
    return kind === 'yes' ? assessment : { ...assessment, passed: { kind: 'yes', by, at } };
  return kind === 'yes' ? { ...assessment, passed: { kind: 'back', by, at } } : assessment;
}

/** The service that stands now: the latest. */
export const serviceNow = ({ services }: Assessment): EventOf<'ServiceRecorded'> | undefined => services.at(-1);
