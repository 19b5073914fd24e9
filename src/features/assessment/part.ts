import type { Recipient } from '../../case/outbox.ts';
import type { Stage } from '../../case/part.ts';
import type { Desk, ToTell } from '../../case/react.ts';
import type { CaseEvent } from '../../history/events.ts';
import { sideEvents } from '../../history/side-records.ts';
import { assessmentOf } from './state.ts';

const assessment: Recipient = { place: 'assessment' };
const mash: Recipient = { place: 'mash' };
const card: ToTell = { to: assessment, message: { kind: 'assessment-card' } };
export const mashCard: ToTell = { to: mash, message: { kind: 'case-card' } };
const lineAt = (event: number): ToTell => ({ to: assessment, message: { kind: 'assessment-line', event } });

const beside = new Set<string>(sideEvents.map((event) => event.shape.type.value));

/**
 * What the Assessment team's channel is told of what happened there; without such a channel the MASH's own thread and card say it.
 * @param index the event's place in the history
 */
export function toAssessment(index: number, { hasAssessment }: Desk): ToTell[] {
  return hasAssessment ? [card, lineAt(index)] : [{ to: mash, message: { kind: 'line', event: index } }];
}

/**
 * A case that the MASH passes on goes to the Assessment team's channel and to nobody else; from then on that card follows the case.
 * What the team records goes to its own thread, and the MASH's card says where it stands.
 * @source Protocol 8.2, 8.3; part 7 of the trace
 */
export const assessmentStage: Stage = {
  react(event, index, { record, desk }) {
    const before = assessmentOf(record.events).passed.kind;
    const after = assessmentOf([...record.events, event]).passed.kind;
    if (after === 'no') return [];
    if (event.type === 'DecisionRecorded' || event.type === 'DecisionCorrected') {
      const isNews = before !== after || after === 'yes';
      return isNews && desk.hasAssessment ? [card, ...(before === 'no' ? [] : [lineAt(index)])] : [];
    }
    switch (event.type) {
      case 'AssessmentPosted':
        return [mashCard];
      case 'AssessmentNotPosted':
        return [mashCard, { to: mash, message: { kind: 'line', event: index } }];
      case 'AssessmentAccepted':
        return [
          ...toAssessment(index, desk),
          mashCard,
          { to: mash, message: { kind: 'line', event: index } },
          { to: { person: record.author }, message: { kind: 'receipt' } },
        ];
      case 'FamilyAssessmentStarted':
      case 'FamilyAssessmentCompleted':
      case 'TraffickingSuspicionRecorded':
      case 'TraffickingAssessmentStarted':
      case 'ReasonableGroundsRecorded':
      case 'ServiceRecorded':
      case 'SupportRecorded':
        return [...toAssessment(index, desk), mashCard];
      case 'PoliceNoteAdded':
        return toAssessment(index, desk);
      default:
        return isNewsOfTheCase(event) && after === 'yes' && desk.hasAssessment ? [card, lineAt(index)] : [];
    }
  },
  clocks: () => [], // the protocol gives the two assessments no time: days are shown, and none are made up (DL11)
};

/** What comes in after the case was passed on. @source Protocol 10.1, 10.2 */
function isNewsOfTheCase({ type }: CaseEvent): boolean {
  return ['ChildMissing', 'InformationAdded', 'CheckAdded', 'QuestionAnswered'].includes(type) || beside.has(type);
}
