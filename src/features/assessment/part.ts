import type { Part } from '../../case/part.ts';
import type { Desk, Outgoing } from '../../case/react.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { CaseEvent } from '../../history/events.ts';
import { sideEvents } from '../../history/side-records.ts';
import { centralClocks, isCentralOver, toldOfCentral } from './central-part.ts';
import { assessmentOf } from './state.ts';
import { cardOfMash, cardOfTeam, lineOfMash, lineOfTeam, tellAssessment } from './to-team.ts';

/** The assessment, and the central referral that follows from it. */
export const part: Part = {
  react: (event, index, { record, desk }) => [
    ...toldOfAssessment(event, index, { record, desk }),
    ...toldOfCentral(event, index, desk),
  ],
  clocks: centralClocks, // the protocol gives the two assessments no time: days are shown, and none are made up (DL11)
  isOver: isCentralOver,
};

const beside = new Set<string>(sideEvents.map((event) => event.shape.type.value));

/**
 * A case that the MASH passes on goes to the Assessment team's channel and to nobody else; from then on that card follows the case.
 * What the team records goes to its own thread, and the MASH's card says where it stands.
 * @source Protocol 8.2, 8.3; part 7 of the trace
 */
function toldOfAssessment(
  event: CaseEvent,
  index: number,
  { record, desk }: { record: CaseRecord; desk: Desk },
): Outgoing[] {
  const before = assessmentOf(record.events).passed.kind;
  const after = assessmentOf([...record.events, event]).passed.kind;
  if (after === 'no') return [];
  if (event.type === 'DecisionRecorded' || event.type === 'DecisionCorrected') {
    const isNews = before !== after || after === 'yes';
    return isNews && desk.hasAssessment ? [cardOfTeam, ...(before === 'no' ? [] : [lineOfTeam(index)])] : [];
  }
  switch (event.type) {
    case 'AssessmentPosted':
      return [cardOfMash];
    case 'AssessmentNotPosted':
      return [cardOfMash, lineOfMash(index)];
    case 'AssessmentAccepted':
      return [
        ...tellAssessment(index, desk),
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
      return [...tellAssessment(index, desk), cardOfMash];
    case 'PoliceNoteAdded':
      return tellAssessment(index, desk);
    default:
      return isNewsOfTheCase(event) && after === 'yes' && desk.hasAssessment ? [cardOfTeam, lineOfTeam(index)] : [];
  }
}

/** What comes in after the case was passed on. @source Protocol 10.1, 10.2 */
function isNewsOfTheCase({ type }: CaseEvent): boolean {
  return (
    ['ChildMissing', 'InformationAdded', 'CheckAdded', 'QuestionAnswered', 'DecisionReopened'].includes(type) ||
    beside.has(type)
  );
}
