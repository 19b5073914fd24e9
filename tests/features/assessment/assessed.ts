import type { CaseEvent } from '../../../src/history/events.ts';
import { at } from '../../case/a-case.ts';
import { sue } from './a-passed-case.ts';

const done = { at: at('2026-11-26T10:00:00.000Z'), by: sue.id };

/** One event of each kind that the Assessment team's channel brings about. */
export const assessed: CaseEvent[] = [
  { type: 'AssessmentPosted', at: done.at },
  { type: 'AssessmentNotPosted', at: done.at },
  { type: 'AssessmentAccepted', ...done },
  { type: 'FamilyAssessmentStarted', ...done },
  { type: 'FamilyAssessmentCompleted', ...done, number: 1, arrival: 'not-known', planOn: '2026-11-25' },
  { type: 'TraffickingSuspicionRecorded', ...done, number: 1, suspected: true },
  { type: 'TraffickingAssessmentStarted', ...done },
  { type: 'ReasonableGroundsRecorded', ...done, number: 1, grounds: true },
  { type: 'ServiceRecorded', ...done, number: 1, service: 'looked-after', planOn: '2026-12-24' },
  { type: 'SupportRecorded', ...done, number: 1, item: 'camhs', on: '2026-12-24' },
  { type: 'PoliceNoteAdded', ...done, number: 1 },
  { type: 'CentralReferralRecorded', ...done, number: 1, sentOn: '2026-11-26', pathway: '2016', within: 30 },
  { type: 'CentralOutcomeRecorded', ...done, number: 1, outcome: 'awaited', heardOn: '2026-11-26' },
];
