import type { z } from 'zod';
import type { StaffId } from '../../base/people.ts';
import type { Instant } from '../../base/time.ts';
import type { SupportItem } from '../../history/assessment.ts';
import type { CaseEvent, EventOf } from '../../history/events.ts';
import { daysAfter } from '../../protocol/days.ts';

interface WhoAndWhen {
  by: StaffId;
  at: Instant;
}

/** The beginning of an assessment. */
type Start = { kind: 'not-begun' } | ({ kind: 'begun' } & WhoAndWhen);

/** How far an assessment has come. `done`: it has a finding, whether or not its beginning was recorded. */
type Stage<Finding> = Start | { kind: 'done'; start: Start; finding: Finding };

/** The state of a case's assessment. Where something was recorded more than once, the latest record counts. */
export interface Assessment {
  /**
   * `back`: it was passed on, and a correction of the decision took it back. `concern`: a concern about trafficking was
   * recorded, so that no correction takes it back.
   */
  passed: { kind: 'no' } | ({ kind: 'yes' | 'back'; concern: boolean } & WhoAndWhen);
  posting: 'on-its-way' | 'not-posted' | 'posted'; // of the team's card in their channel
  acceptance: { kind: 'awaited' } | ({ kind: 'accepted' } & WhoAndWhen);
  family: Stage<EventOf<'FamilyAssessmentCompleted'>>;
  suspicion:
    | { kind: 'not-said' }
    | { kind: 'suspected' | 'not-suspected'; entry: EventOf<'TraffickingSuspicionRecorded'> };
  specialist: Stage<EventOf<'ReasonableGroundsRecorded'>>; // the assessment of trafficking
  services: EventOf<'ServiceRecorded'>[];
  support: Partial<Record<z.infer<typeof SupportItem>, EventOf<'SupportRecorded'>>>;
  supportCount: number;
  policeNotes: EventOf<'PoliceNoteAdded'>[];
}

const nothing: Assessment = {
  passed: { kind: 'no' },
  posting: 'on-its-way',
  acceptance: { kind: 'awaited' },
  family: { kind: 'not-begun' },
  suspicion: { kind: 'not-said' },
  specialist: { kind: 'not-begun' },
  services: [],
  support: {},
  supportCount: 0,
  policeNotes: [],
};

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
      return { ...assessment, posting: 'posted' };
    case 'AssessmentNotPosted':
      return assessment.posting === 'posted' ? assessment : { ...assessment, posting: 'not-posted' };
    case 'AssessmentAccepted':
      if (assessment.acceptance.kind === 'accepted') return assessment;
      return { ...assessment, acceptance: { kind: 'accepted', by: event.by, at: event.at } };
    case 'FamilyAssessmentStarted':
      return { ...assessment, family: begun(assessment.family, event) };
    case 'FamilyAssessmentCompleted':
      return { ...assessment, family: { kind: 'done', start: stageStart(assessment.family), finding: event } };
    case 'TraffickingSuspicionRecorded':
      return { ...assessment, suspicion: { kind: event.suspected ? 'suspected' : 'not-suspected', entry: event } };
    case 'TraffickingAssessmentStarted':
      return { ...assessment, specialist: begun(assessment.specialist, event) };
    case 'ReasonableGroundsRecorded':
      return { ...assessment, specialist: { kind: 'done', start: stageStart(assessment.specialist), finding: event } };
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

/** When an assessment began; its first beginning counts. */
export const stageStart = (stage: Stage<unknown>): Start => (stage.kind === 'done' ? stage.start : stage);

function begun<Finding>(stage: Stage<Finding>, { by, at }: WhoAndWhen): Stage<Finding> {
  if (stageStart(stage).kind === 'begun') return stage;
  const start = { kind: 'begun', by, at } as const;
  return stage.kind === 'done' ? { ...stage, start } : start;
}

/** Whether the team has found reasonable grounds to believe that the child was trafficked. */
export const hasGrounds = ({ specialist }: Pick<Assessment, 'specialist'>): boolean =>
  specialist.kind === 'done' && specialist.finding.grounds;

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

/** The state of the referral to the central competent authority. The latest entry of each kind counts. */
export type CentralReferral =
  | { kind: 'not-recorded' }
  | {
      kind: 'recorded';
      entry: EventOf<'CentralReferralRecorded'>;
      // 2016 pathway: the authority decides by this day. 2026 pathway: the conclusive decision comes on this day or
      // later
      decisionDay: string;
      grounds?: EventOf<'CentralOutcomeRecorded'>; // 2026: the authority's decision on reasonable grounds
      outcome?: EventOf<'CentralOutcomeRecorded'>; // the authority's decision: trafficked or not
      // the latest time that somebody asked and the authority had not decided yet
      awaited?: EventOf<'CentralOutcomeRecorded'>;
      outcomes: number;
      isOver: boolean; // the authority owes no more answers
    };

export function centralOf(events: CaseEvent[]): CentralReferral {
  return events.reduce(afterCentral, { kind: 'not-recorded' } as CentralReferral);
}

function afterCentral(central: CentralReferral, event: CaseEvent): CentralReferral {
  if (event.type === 'CentralReferralRecorded') {
    const before = central.kind === 'recorded' ? central : { outcomes: 0, isOver: false };
    return { ...before, kind: 'recorded', entry: event, decisionDay: daysAfter(event.sentOn, event.within) };
  }
  if (event.type !== 'CentralOutcomeRecorded' || central.kind === 'not-recorded') return central;
  const next = { ...central, outcomes: central.outcomes + 1 };
  switch (event.outcome) {
    case 'awaited': {
      const { outcome: _, grounds, ...open } = next; // “no decision yet” also takes back a decision recorded by mistake
      return { ...open, ...(grounds?.outcome === 'grounds-yes' && { grounds }), awaited: event, isOver: false };
    }
    case 'grounds-yes':
      return { ...next, grounds: event, isOver: central.outcome !== undefined };
    case 'grounds-no':
      return { ...next, grounds: event, isOver: true };
    case 'trafficked':
    case 'not-trafficked':
      return { ...next, outcome: event, isOver: true };
  }
}
