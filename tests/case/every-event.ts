import { ClockName } from '../../src/history/entry.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { sampleAssessmentEvents } from '../features/assessment/assessed.ts';
import { sampleClosing } from '../features/closing/closed.ts';
import { sampleDeskEvents } from '../features/desk/at-the-desk.ts';
import { sampleDisagreementEvents } from '../features/disagreement/disputed.ts';
import { handed } from '../features/hand-over/handed.ts';
import { joinings } from '../features/joining/joinings.ts';
import { sampleNewsResponses } from '../features/news/afterwards.ts';
import { told } from '../features/tell/told.ts';
import { keptAndErased } from '../security/kept-and-erased.ts';
import { at, jane, meg, mo, OTHER_REFERENCE, pat } from './a-case.ts';

const T = at('2026-11-24T16:00:00.000Z');
const [byJane, byPat] = [
  { at: T, by: jane.id },
  { at: T, by: pat.id },
];
const decision = { decision: 'other', protection: 'no', police: 'no' } as const;

/** A mark of this clock. */
export const markOf = (clock: ClockName, more: object = {}): CaseEvent => ({
  ...{ type: 'ClockReached', at: T, clock, upTo: T, late: false },
  ...{ remind: false, escalate: false, overdue: false },
  ...more,
});

/** Events of each type that a feature brings in a list of its own. */
export const featureEvents: readonly CaseEvent[] = [
  ...[...keptAndErased, ...joinings, ...sampleDisagreementEvents, ...handed, ...told],
  ...[...sampleDeskEvents, ...sampleAssessmentEvents, ...sampleNewsResponses, ...sampleClosing.events],
];

/** One event of each type at least, and marks of each kind of each clock. */
export const everyEvent: readonly CaseEvent[] = [
  { type: 'DraftStarted', ...byJane },
  { type: 'PhoneCallRecorded', ...byJane, calledAt: T },
  { type: 'PhoneCallTakenBack', ...byJane },
  { type: 'WaitsUnwritten', ...byJane, clockStart: T, decisionDue: at('2026-11-25T16:00:00.000Z') },
  { type: 'WhoRefersSaid', ...byJane },
  { type: 'WhoRefersSaid', ...byJane, changes: ['danger'] },
  { type: 'WhoRefersSaid', ...byJane, changes: ['phone'] },
  { type: 'NotRungYet', ...byJane },
  { type: 'DangerTakenBack', ...byJane },
  { type: 'CaseLinked', at: T, to: OTHER_REFERENCE, kind: 'family' },
  { type: 'PossibleLinksFound', at: T, found: [{ to: OTHER_REFERENCE, why: ['phone'] }] },
  { type: 'LinkRuledOut', ...byPat, to: OTHER_REFERENCE },
  { type: 'ChildMissing', ...byJane, number: 1, police: 'no' },
  { type: 'ChildFound', ...byJane, number: 1 },
  { type: 'DraftWithdrawn', ...byJane },
  { type: 'InformationAdded', ...byJane, number: 1 },
  { type: 'InformationAdded', ...byJane, number: 2, typedAt: byJane.at, filedBy: byPat.by },
  { type: 'SentByMistake', ...byJane, said: 'information-1' },
  { type: 'GuessAnswered', ...byPat, said: 'information-1', is: 'no' },
  { type: 'SaidOfAnother', ...byJane, said: 'information-1', to: OTHER_REFERENCE },
  { type: 'WordsRead', ...byPat, onIt: true },
  { type: 'SentByMistake', ...byJane, said: 'information-1', back: true },
  { type: 'HidingAsked', at: T, by: mo.id, said: 'information-1', why: 'gossip' },
  { type: 'WordsHidden', at: T, by: meg.id, said: 'information-1', why: 'gossip', askedBy: mo.id, copies: [] },
  { type: 'LeavingTimeSaid', ...byJane, number: 1, leavesSight: T },
  { type: 'LeavingTimeChecked', ...byJane, number: 1, right: 'yes' },
  { type: 'LeavingTimeChecked', ...byJane, number: 1, right: 'no' },
  { type: 'AddressesHeld', ...byJane, numbers: [1] },
  { type: 'AddressShown', ...byJane, number: 1 },
  { type: 'AddressRemoved', ...byJane, number: 2 },
  { type: 'RingWishSaid', ...byJane, wish: 'message' },
  { type: 'LeavingTimeUsed', ...byPat, number: 1, leavesSight: T },
  {
    ...{ type: 'ReferralSubmitted', ...byJane, checkDone: true },
    ...{ clockStart: T, decisionDue: at('2026-11-25T16:00:00.000Z') },
  },
  { type: 'ReferralDelivered', at: T },
  { type: 'ReferralTaken', ...byPat },
  { type: 'QuestionAsked', ...byPat, question: 1 },
  { type: 'QuestionAnswered', ...byJane, question: 1, known: true },
  { type: 'AnswerDenied', ...byJane, question: 1, again: 2 },
  { type: 'CheckAdded', ...byJane },
  { type: 'DecisionRecorded', at: T, by: mo.id, ...decision, late: false },
  { type: 'DecisionCorrected', at: T, by: mo.id, ...decision, number: 2, corrects: 1 },
  { type: 'FeedbackGiven', at: T, by: mo.id, clear: true },
  { type: 'ReferrerToldByPhone', ...byPat },
  { type: 'ReferrerTold', at: T },
  { type: 'PoliceInformed', ...byPat, number: 1 },
  { type: 'FamilyClaimed', ...byPat, number: 1 },
  { type: 'ProtectionSaid', ...byJane, number: 1 },
  { type: 'ProtectionOver', ...byPat, number: 1, outcome: 'order' },
  { type: 'TaskSet', ...byPat, number: 1, kind: 'strategy', on: '2026-11-26' },
  { type: 'TaskDone', ...byPat, number: 1 },
  { type: 'VisitorSeen', ...byPat, number: 1 },
  { type: 'ChildSafe', ...byPat, number: 1, seenAt: T },
  { type: 'StillOnIt', ...byPat, number: 1, until: T },
  { type: 'OthersNeeded', ...byPat, number: 1 },
  { type: 'MashNewsRecorded', ...byPat, number: 1 },
  { type: 'NotReached', at: T, who: 'referrer', staff: jane.id },
  { type: 'NotReached', at: T, who: 'manager', staff: mo.id },
  { type: 'NobodyReached', at: T },
  { type: 'SomebodyReached', at: T },
  ...featureEvents,
  ...ClockName.options.flatMap((clock) => [
    markOf(clock, { remind: true }),
    markOf(clock, { escalate: true, late: true }),
    markOf(clock, { overdue: true, ...(clock === 'delivery' ? { noChannel: true } : {}) }),
  ]),
];
