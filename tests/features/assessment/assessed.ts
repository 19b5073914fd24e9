import type { CaseEvent } from '../../../src/history/events.ts';
import { at, sue } from '../../case/a-case.ts';

const stamp = { at: at('2026-11-26T10:00:00.000Z'), by: sue.id };

/** One event of each kind that comes from the Assessment team's channel. */
export const sampleAssessmentEvents: CaseEvent[] = [
  { type: 'AssessmentPosted', at: stamp.at },
  { type: 'AssessmentNotPosted', at: stamp.at },
  { type: 'AssessmentAccepted', ...stamp },
  { type: 'FamilyAssessmentStarted', ...stamp },
  { type: 'FamilyAssessmentCompleted', ...stamp, number: 1, arrival: 'not-known', planOn: '2026-11-25' },
  { type: 'TraffickingSuspicionRecorded', ...stamp, number: 1, suspected: true },
  { type: 'TraffickingAssessmentStarted', ...stamp },
  { type: 'ReasonableGroundsRecorded', ...stamp, number: 1, grounds: true },
  { type: 'ServiceRecorded', ...stamp, number: 1, service: 'looked-after', planOn: '2026-12-24' },
  { type: 'SupportRecorded', ...stamp, number: 1, item: 'camhs', on: '2026-12-24' },
  { type: 'PoliceNoteAdded', ...stamp, number: 1 },
  { type: 'CentralReferralRecorded', ...stamp, number: 1, sentOn: '2026-11-26', pathway: '2016', within: 30 },
  { type: 'CentralOutcomeRecorded', ...stamp, number: 1, outcome: 'awaited', heardOn: '2026-11-26' },
];
