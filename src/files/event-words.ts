import { isA } from '../history/events.ts';

/**
 * Whether the case file shows the event only in its history, and not among the additions as well: nobody wrote a text
 * with it or, for a question and its answer, the section of the questions shows the text.
 */
export const isOnlyInHistory = isA(
  'DraftStarted',
  'PhoneCallRecorded',
  'PhoneCallTakenBack',
  'CaseLinked',
  'DraftWithdrawn',
  'WaitsUnwritten',
  'WhoRefersSaid',
  'NotRungYet',
  'ReferralSubmitted',
  'ReferralDelivered',
  'ReferralTaken',
  'QuestionAsked',
  'QuestionAnswered',
  'CaseHanded',
  'ReferralSeen',
  'PhoneReferralConfirmed',
  'CallerTakenBack',
  'CardGone',
  'HandOverOffered',
  'ReferrerMessageDelivered',
  'ReferrerMessageRead',
  'NewsRead',
  'DecisionReopened',
  'FactsErased',
  'ReadsErased',
  'CallJoined',
  'JoinedInto',
  'JoinUndone',
  'PlacementKnown',
  'ReferrerTold',
  'ClockReached',
  'NotReached',
  'NobodyReached',
  'SomebodyReached',
  'PossibleLinksFound',
  'LinkRuledOut',
);
