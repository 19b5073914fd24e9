import type { Part } from '../../case/part.ts';
import type { Desk, Outgoing } from '../../case/react.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { CaseEvent } from '../../history/events.ts';
import { sideEvents } from '../../history/side-records.ts';
import { centralClocks, isCentralOver, tellOfCentral } from './central-part.ts';
import { assessmentOf } from './state.ts';
import { cardOfMash, cardOfTeam, lineOfMash, lineOfTeam, tellTeamOrMash } from './to-team.ts';

/** The assessment, and the central referral that follows from it. */
export const part: Part = {
  react: (event, index, { record, desk }) => [
    ...tellOfAssessment(event, index, { record, desk }),
    ...tellOfCentral(event, index, desk),
  ],
  clocks: centralClocks, // the protocol sets no time limit for the two assessments, so they have no clock
  isOver: isCentralOver,
};

const sideEventTypes = new Set<string>(sideEvents.map((event) => event.shape.type.value));

/**
 * A case that the MASH passes on goes to the Assessment team's channel and to nobody else. From then on the team's card
 * follows the case. What the team records goes to its own thread, and the MASH's card shows how far the team has got.
 * @source Protocol 8.2, 8.3
 */
function tellOfAssessment(
  event: CaseEvent,
  index: number,
  { record, desk }: { record: CaseRecord; desk: Desk },
): Outgoing[] {
  const before = assessmentOf(record.events).passed.kind;
  const after = assessmentOf([...record.events, event]).passed.kind;
  if (after === 'no') return [];
  if (event.type === 'DecisionRecorded' || event.type === 'DecisionCorrected') {
    const isForTeam = before !== after || after === 'yes';
    return isForTeam && desk.hasAssessment ? [cardOfTeam, ...(before === 'no' ? [] : [lineOfTeam(index)])] : [];
  }
  switch (event.type) {
    case 'AssessmentPosted':
      return [cardOfMash];
    case 'AssessmentNotPosted':
      return [cardOfMash, lineOfMash(index)];
    case 'AssessmentAccepted':
      return [
        ...tellTeamOrMash(index, desk),
        cardOfMash,
        lineOfMash(index),
        { to: { person: record.author }, message: { kind: 'receipt' } },
      ];
    case 'FamilyAssessmentStarted':
    case 'FamilyAssessmentCompleted':
    case 'TraffickingSuspicionRecorded':
    case 'TraffickingAssessmentStarted':
    case 'ReasonableGroundsRecorded':
    case 'ServiceRecorded':
    case 'SupportRecorded':
      return [...tellTeamOrMash(index, desk), cardOfMash];
    case 'PoliceNoteAdded':
      return tellTeamOrMash(index, desk);
    default:
      return isNewsOfTheCase(event) && after === 'yes' && desk.hasAssessment ? [cardOfTeam, lineOfTeam(index)] : [];
  }
}

/** Whether this event is news that the team needs, once it has the case. @source Protocol 10.1, 10.2 */
function isNewsOfTheCase({ type }: CaseEvent): boolean {
  return (
    ['ChildMissing', 'InformationAdded', 'CheckAdded', 'QuestionAnswered', 'DecisionReopened'].includes(type) ||
    sideEventTypes.has(type)
  );
}
